// Colours the lines of a configuration when they are about to be seen, and underlines what is wrong in them. Lines that nobody
// looks at cost nothing, so that a file of 50,000 lines opens at once. Knows which lines moved since the last analysis. Window's
// thread.
#pragma once

#include <QHash>
#include <QObject>
#include <QTextBlock>
#include <QTextLayout>
#include <QVector>
#include <memory>
#include <optional>

#include "gui/models/configsyntax.h"
#include "gui/models/linemap.h"
#include "gui/models/problemmodel.h"
#include "gui/models/textsearch.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::gui {

class SectionStack;

class ConfigHighlighter : public QObject {
    Q_OBJECT
public:
    explicit ConfigHighlighter(QTextDocument* document);

    /// What was found in the text as it is now. `problems`: of this document, in the order of lines.
    void setAnalysis(std::shared_ptr<const config::SyntaxTree> tree, QVector<Problem> problems);
    /// Marks what is searched for; nothing: no marks.
    void setQuery(const std::optional<SearchQuery>& query);

    /// Brings the colours of these lines up to date. To be called before they are painted.
    void prepare(const QTextBlock& first, const QTextBlock& last);

    const LineMap& lines() const { return m_map; }
    const config::SyntaxTree* tree() const { return m_tree.get(); }
    /// The problems of a line (from 1, as it is now).
    QVector<Problem> problemsAt(int line) const;
    /// UTF-16 units of the line that a problem underlines: at least one letter where the line has any.
    static QPair<int, int> rangeOf(const Problem& problem, const QString& line);

private:
    using Formats = QList<QTextLayout::FormatRange>;
    void makeFormats();
    void onContentsChange(int position, int removed, int added);
    void colour(const QTextBlock& block, const SectionStack& stack);
    void underline(Formats& formats, const QTextBlock& block) const;
    void markHits(Formats& formats, const QString& text) const;

    QTextDocument* m_document;
    std::shared_ptr<const config::SyntaxTree> m_tree;
    LineMap m_map;
    QVector<Problem> m_problems;
    QHash<int, QTextCharFormat> m_formats;  // by SyntaxRole
    QTextCharFormat m_hitFormat;
    QTextCharFormat m_waves[3];  // by severity
    QRegularExpression m_wanted;
    bool m_searching = false;
    int m_blocks = 1;
    int m_generation = 1;  // of the colours; a block's userState says in which it was coloured
};

}  // namespace mailrace::gui
