// The facets on the left of the events: values with counts. A click includes a value in the filter, Ctrl+click (or a right click)
// leaves it out.
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace mailrace::gui {

class FacetPanel : public QListView {
    Q_OBJECT
public:
    explicit FacetPanel(QWidget* parent = nullptr);

signals:
    void included(const QString& field, const QString& value);
    void excluded(const QString& field, const QString& value);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const QModelIndex& index, bool exclude);
};

class FacetDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace mailrace::gui
