// One side of a comparison, or both below each other: read-only text with line numbers, signs, the grounds of what changed, and
// the words that differ. To be selected, copied and walked through like any text. Window's thread.
#pragma once

#include <QPlainTextEdit>

#include "gui/models/difflines.h"

namespace mailrace::gui {

class DiffPane : public QPlainTextEdit {
    Q_OBJECT
public:
    enum class Side { Left, Right, Both };

    DiffPane(Side side, const QString& accessibleName, QWidget* parent = nullptr);

    /// `lines` must live until the next call.
    void setRows(const DiffLines* lines, const QVector<DiffRow>& rows);
    /// Shows the rows from `first` to `last` in the middle and marks them as the current change; -1: none.
    void setCurrent(int first, int last);
    int currentRow() const { return textCursor().blockNumber(); }

signals:
    /// A folded stretch shall be opened; its row.
    void foldChosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    class Gutter;
    friend class Gutter;

    QString textOf(const DiffRow& row) const;
    bool isFiller(const DiffRow& row) const;
    /// Names of colours: of the row's ground and of its words; nullptr for none.
    const char* groundOf(const DiffRow& row) const;
    const char* wordsGroundOf(const DiffRow& row) const;
    QChar signOf(const DiffRow& row) const;
    const QVector<DiffSpan>& wordsOf(const DiffRow& row) const;
    void paintRow(QPainter& painter, const QTextBlock& block, const DiffRow& row, const QRectF& rect) const;
    void colour(const QTextBlock& block) const;
    DiffScope scopeOf(const DiffRow& row) const;
    void paintGutter(QPaintEvent* event);
    int gutterWidth() const;
    int digits() const;
    bool isFold(int row) const;
    void applyTheme();

    Side m_side;
    Gutter* m_gutter;
    const DiffLines* m_lines = nullptr;
    QVector<DiffRow> m_rows;
    int m_first = -1;
    int m_last = -1;
};

}  // namespace mailrace::gui
