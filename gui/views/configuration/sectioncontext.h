// In which sections a line stands, while the tree of the last analysis is a few letters old: the tree tells for lines that were
// not touched since, the text itself for those that were. Window's thread; looks at a bounded number of lines.
#pragma once

#include <QString>
#include <QTextBlock>
#include <QVector>
#include <memory>
#include <optional>

#include "gui/models/linemap.h"
#include "shared/config/schema.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::gui {

struct OpenSection {
    QString tag;   // lower case
    QString text;  // the line that opens it
};

/// The sections around a line, outermost first.
class SectionStack {
public:
    /// Of the lines before `block`.
    static SectionStack before(const QTextBlock& block, const LineMap& map, const config::SyntaxTree* tree);

    /// Steps over a line.
    void pass(const QString& line);
    const QVector<OpenSection>& open() const { return m_open; }
    /// Nothing: a section that nobody knows.
    std::optional<config::Scope> scope() const;

private:
    QVector<OpenSection> m_open;
};

/// The block with the tag that closes the section opened in `open` (or opens the one closed there); invalid when there is none
/// within 20,000 lines.
QTextBlock partnerOf(const QTextBlock& tag);

}  // namespace mailrace::gui
