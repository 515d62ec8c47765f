// The sections of one document as a tree. A new outline of the same shape changes lines and titles in place, so that what the
// person unfolded stays unfolded while they type. Window's thread.
#pragma once

#include <QAbstractItemModel>
#include <memory>
#include <vector>

#include "shared/config/outline.h"

namespace mailrace::gui {

class OutlineModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { LineRole = Qt::UserRole + 50, EndLineRole };
    explicit OutlineModel(QObject* parent = nullptr);
    ~OutlineModel() override;

    void setOutline(const std::vector<config::OutlineItem>& items);
    /// The innermost section that the line belongs to; invalid at the top level.
    QModelIndex at(int line) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    static std::unique_ptr<Node> make(const config::OutlineItem& item, Node* parent, int row);
    static bool sameShape(const Node& node, const std::vector<config::OutlineItem>& items);
    void update(Node& node, const std::vector<config::OutlineItem>& items, const QModelIndex& at);
    Node* nodeOf(const QModelIndex& index) const;

    std::unique_ptr<Node> m_root;
};

}  // namespace mailrace::gui
