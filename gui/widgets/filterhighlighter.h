// Colours the text of a filter by its tokens and underlines what is wrong with it.
#pragma once

#include <QSyntaxHighlighter>

namespace mailrace::filter {
struct FieldTable;
}

namespace mailrace::gui {

class FilterHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    FilterHighlighter(const filter::FieldTable& table, QTextDocument* document);
    /// UTF-16 units; a length of 0 takes the mark away.
    void setMistake(int offset, int length);

protected:
    void highlightBlock(const QString& text) override;

private:
    const filter::FieldTable* m_table;
    int m_offset = 0;
    int m_length = 0;
};

/// Between bytes of UTF-8, in which the filter language counts, and UTF-16 units, in which Qt counts.
int unitsOf(const QByteArray& utf8, qsizetype byteOffset);

}  // namespace mailrace::gui
