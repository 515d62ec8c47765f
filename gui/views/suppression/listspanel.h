// The suppression lists at the left of the view: name and count, and below how each is used.
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace mailrace::gui {

class ListsPanel : public QListView {
    Q_OBJECT
public:
    explicit ListsPanel(QWidget* parent = nullptr);
};

class ListsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace mailrace::gui
