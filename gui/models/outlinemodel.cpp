#include "gui/models/outlinemodel.h"

#include <algorithm>

#include "gui/models/configtext.h"
#include "gui/models/tone.h"

namespace mailrace::gui {

struct OutlineModel::Node {
    QString title;
    int line = 0;
    int endLine = 0;
    Node* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
};

OutlineModel::OutlineModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

OutlineModel::~OutlineModel() = default;

std::unique_ptr<OutlineModel::Node> OutlineModel::make(const config::OutlineItem& item, Node* parent, int row) {
    auto node = std::make_unique<Node>();
    node->title = configtext::fromUtf8(item.title);
    node->line = int(item.line);
    node->endLine = int(item.end_line);
    node->parent = parent;
    node->row = row;
    for (const auto& child : item.children) node->children.push_back(make(child, node.get(), int(node->children.size())));
    return node;
}

bool OutlineModel::sameShape(const Node& node, const std::vector<config::OutlineItem>& items) {
    return std::equal(node.children.begin(), node.children.end(), items.begin(), items.end(),
                      [](const auto& child, const auto& item) { return sameShape(*child, item.children); });
}

void OutlineModel::update(Node& node, const std::vector<config::OutlineItem>& items, const QModelIndex& at) {
    int first = -1;
    int last = -1;
    for (std::size_t i = 0; i < items.size(); ++i) {
        Node& child = *node.children[i];
        child.line = int(items[i].line);
        child.endLine = int(items[i].end_line);
        if (QString title = configtext::fromUtf8(items[i].title); title != child.title) {
            child.title = std::move(title);
            if (first < 0) first = int(i);
            last = int(i);
        }
        update(child, items[i].children, index(int(i), 0, at));
    }
    if (first >= 0) emit dataChanged(index(first, 0, at), index(last, 0, at));
}

void OutlineModel::setOutline(const std::vector<config::OutlineItem>& items) {
    if (sameShape(*m_root, items)) return update(*m_root, items, {});
    beginResetModel();
    config::OutlineItem all;
    all.children = items;
    m_root = make(all, nullptr, 0);
    endResetModel();
}

QModelIndex OutlineModel::at(int line) const {
    QModelIndex found;
    for (const Node* node = m_root.get();;) {
        const auto next = std::upper_bound(node->children.begin(), node->children.end(), line,
                                           [](int wanted, const auto& child) { return wanted < child->line; });
        if (next == node->children.begin()) return found;
        const Node* child = std::prev(next)->get();
        if (child->endLine < line) return found;
        found = index(child->row, 0, found);
        node = child;
    }
}

OutlineModel::Node* OutlineModel::nodeOf(const QModelIndex& index) const {
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const {
    const Node* node = nodeOf(parent);
    if (row < 0 || row >= int(node->children.size()) || column != 0) return {};
    return createIndex(row, column, node->children[std::size_t(row)].get());
}

QModelIndex OutlineModel::parent(const QModelIndex& child) const {
    if (!child.isValid()) return {};
    Node* parent = nodeOf(child)->parent;
    return parent == m_root.get() || !parent ? QModelIndex() : createIndex(parent->row, 0, parent);
}

int OutlineModel::rowCount(const QModelIndex& parent) const {
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int OutlineModel::columnCount(const QModelIndex&) const { return 1; }

QVariant OutlineModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Node* node = nodeOf(index);
    switch (role) {
        case Qt::DisplayRole: return node->title;
        case Qt::ToolTipRole:
            return node->endLine > node->line ? tr("lines %1 to %2").arg(node->line).arg(node->endLine)
                                              : tr("line %1").arg(node->line);
        case LineRole: return node->line;
        case EndLineRole: return node->endLine;
        default: return {};
    }
}

}  // namespace mailrace::gui
