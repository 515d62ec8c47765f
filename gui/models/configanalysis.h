// What the language knows of the texts being edited: trees, diagnostics, counts, the typed model. Made in one go from a snapshot
// of all documents by the same code that the daemon runs; constant afterwards, to be read from any thread.
#pragma once

#include <QString>
#include <QVector>
#include <memory>
#include <string>
#include <vector>

#include "shared/config/load.h"
#include "shared/config/outline.h"
#include "shared/config/symbols.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::gui {

/// A snapshot of one document; QString shares its letters, so that taking one costs nothing.
struct ConfigSnapshot {
    QString path;
    QString text;
    quint64 change = 0;
    QString base;  // what runs
};

/// Lines [first, last] of a text, from 1; last is before first where lines are gone.
struct LineRange {
    int first = 0;
    int last = 0;
};

struct ConfigAnalysis {
    std::vector<std::shared_ptr<const config::SyntaxTree>> trees;  // one a document, in the workspace's order
    std::vector<quint64> changes;                                  // the state of each document that was read
    std::vector<config::Diagnostic> diagnostics;                   // of all documents; Diagnostic::file is the path
    std::shared_ptr<const config::Config> config;                  // null when there is an error
    config::LineCounts counts;
    config::Symbols symbols;                                 // of all trees
    std::vector<std::vector<config::OutlineItem>> outlines;  // one a document
    std::vector<std::vector<LineRange>> changed;             // one a document: what differs from what runs
    std::vector<std::string> unknownFiles;  // included, but not among the documents: only the daemon can read them

    std::size_t errors() const;
    std::size_t warnings() const;
    /// Places, over all documents, where the text differs from what runs.
    std::size_t changedPlaces() const;
    bool isChanged(std::size_t document, int line) const;
};

/// Reads the documents as the daemon would, the first as the main file. Trees of `before` are used again where the text is the
/// same.
std::shared_ptr<const ConfigAnalysis> analyse(const QVector<ConfigSnapshot>& documents, const ConfigAnalysis* before = nullptr);

}  // namespace mailrace::gui
