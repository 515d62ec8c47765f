// A PowerMTA configuration taken over from files on this machine: what comes of it, the report, and one text of it all for an editor
// that has no further file. Reads the disk: not for the window's thread.
#pragma once

#include <QString>
#include <QVector>

#include "shared/config/schema.h"
#include "shared/config/import.h"

namespace mailrace::gui {

struct ImportedText {
    QString path;    // as our configuration calls it
    QString from;    // the file that it was read from
    QString before;  // its bytes as text
    QString after;
};

struct ImportRow {
    config::ImportKind kind = config::ImportKind::human;
    QString file;
    int line = 0;
    QString message;
    int document = -1;  // index of the text that it speaks of
};

struct ConfigImport {
    QVector<ImportedText> texts;  // the main one first; empty: it could not be read
    QVector<ImportRow> report;
    int errors = 0;  // that the loader has about the outcome
    /// Everything in one text: each include replaced by what it reads.
    QString whole;

    int count(config::ImportKind kind) const;
};

/// Files that the configuration names by paths of another machine are looked for beside `path` too.
ConfigImport importConfig(const QString& path);

/// Reads files where they are named, and else beside a main file: by the end of their path, then by their name alone.
class BesideReader final : public config::FileReader {
public:
    explicit BesideReader(std::string folder) : m_folder(std::move(folder)) {}
    Result<std::string> read(const std::string& path) override;
    std::vector<std::string> expand(const std::string& pattern) override;

private:
    std::vector<std::string> candidates(const std::string& path) const;
    std::string m_folder;
    config::DiskFileReader m_disk;
};

}  // namespace mailrace::gui
