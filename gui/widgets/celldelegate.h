// How a cell of any table of the application looks, by the roles of its model: the square of a tone before its word, figures of
// equal width, receivers' words in a monospaced face, the row's name in strong letters, secondary words dimmed.
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace mailrace::gui {

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Shows the last known state as such: dimmed.
    void setStale(bool stale) { m_stale = stale; }

protected:
    /// Ground, selection and the line below the row.
    void paintGround(QPainter* painter, const QStyleOptionViewItem& option) const;
    bool isStale() const { return m_stale; }

private:
    bool m_stale = false;
};

/// What all tables have in common: row height, headers, selection by rows, smooth scrolling, no grid.
void prepareTable(QTableView* table, const QString& accessibleName);

}  // namespace mailrace::gui
