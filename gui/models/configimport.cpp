#include "gui/models/configimport.h"

#include <QDir>
#include <QFileInfo>
#include <QStringList>
#include <algorithm>
#include <set>

#include "gui/models/configtext.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::gui {

namespace {

constexpr int kDeepest = 16;                    // includes within includes
constexpr qsizetype kMostLetters = 64'000'000;  // of the whole text

QString folded(const QString& path) { return QDir::cleanPath(path); }

/// Puts what an include reads in its place, with a line that says where it came from.
class Inliner {
public:
    explicit Inliner(const QVector<ImportedText>& texts) : m_texts(texts) {}

    QString run(int document, int depth) {
        QString out;
        const std::string text = configtext::utf8(m_texts.at(document).after);
        const config::SyntaxTree tree(text);
        for (const config::Line& line : tree.lines()) {
            const QString raw = configtext::fromUtf8(tree.raw(line));
            const bool include = line.kind == config::LineKind::directive && line.words.size() > 1 && line.words[0].text == "include";
            const QVector<int> found = include ? matching(line.words[1].text, document) : QVector<int>{};
            if (found.isEmpty() || depth >= kDeepest || out.size() > kMostLetters) {
                out += raw;
                continue;
            }
            for (int index : found) {
                m_open.insert(index);
                const QString inner = run(index, depth + 1);
                m_open.erase(index);
                out += QStringLiteral("# from %1\n").arg(m_texts.at(index).path) + inner;
                if (!inner.isEmpty() && !inner.endsWith(QLatin1Char('\n'))) out += QLatin1Char('\n');
            }
        }
        return out;
    }

private:
    QVector<int> matching(const std::string& pattern, int self) const {
        QVector<int> out;
        for (int i = 0; i < m_texts.size(); ++i)
            if (i != self && !m_open.contains(i) && config::wildcard_match(pattern, m_texts.at(i).path.toStdString())) out.append(i);
        return out;
    }

    const QVector<ImportedText>& m_texts;
    std::set<int> m_open;
};

}  // namespace

std::vector<std::string> BesideReader::candidates(const std::string& path) const {
    std::vector<std::string> out{path};
    const QStringList parts = QString::fromStdString(path).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (qsizetype from = 1; from < parts.size(); ++from)
        out.push_back(m_folder + '/' + parts.mid(from).join(QLatin1Char('/')).toStdString());
    return out;
}

Result<std::string> BesideReader::read(const std::string& path) {
    for (const std::string& candidate : candidates(path))
        if (QFileInfo(QString::fromStdString(candidate)).isFile()) return m_disk.read(candidate);
    return m_disk.read(path);
}

std::vector<std::string> BesideReader::expand(const std::string& pattern) {
    if (pattern.find_first_of("*?") == std::string::npos) return {pattern};
    const std::string folder = pattern.substr(0, pattern.rfind('/') + 1);
    for (const std::string& candidate : candidates(pattern)) {
        auto found = m_disk.expand(candidate);
        if (found.empty()) continue;
        // By the name that the configuration has for them, which read() finds again.
        for (std::string& path : found) path = folder + path.substr(path.rfind('/') + 1);
        return found;
    }
    return {};
}

int ConfigImport::count(config::ImportKind kind) const {
    return int(std::count_if(report.begin(), report.end(), [kind](const ImportRow& row) { return row.kind == kind; }));
}

ConfigImport importConfig(const QString& path) {
    BesideReader files(QFileInfo(path).absolutePath().toStdString());
    const config::ImportResult result = config::import_powermta(files, QFileInfo(path).absoluteFilePath().toStdString());
    ConfigImport out;
    for (const config::ImportedDocument& document : result.documents) {
        ImportedText text{QString::fromStdString(document.path), QString::fromStdString(document.from), {}, configtext::withLf(configtext::fromUtf8(document.text))};
        if (const auto bytes = files.read(document.from)) text.before = configtext::withLf(configtext::fromUtf8(*bytes));
        out.texts.append(text);
    }
    for (const config::ImportNote& note : result.report) {
        ImportRow row{note.kind, QString::fromStdString(note.file), int(note.line), QString::fromStdString(note.message), -1};
        for (int i = 0; i < out.texts.size(); ++i)
            if (folded(out.texts.at(i).from) == folded(row.file)) row.document = i;
        out.report.append(row);
    }
    for (const config::Diagnostic& d : result.loaded.diagnostics)
        if (d.severity == config::Severity::error) ++out.errors;
    if (!out.texts.isEmpty()) out.whole = Inliner(out.texts).run(0, 0);
    return out;
}

}  // namespace mailrace::gui
