#include "gui/models/completionmodel.h"

#include "gui/models/configtext.h"
#include "gui/models/tone.h"

namespace mailrace::gui {

void CompletionModel::setItems(std::vector<config::Completion> items) {
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

int CompletionModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_items.size()); }

QVariant CompletionModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const config::Completion& item = m_items[std::size_t(index.row())];
    switch (role) {
        case Qt::DisplayRole: return configtext::fromUtf8(item.label);
        case InsertRole: return configtext::fromUtf8(item.insert);
        case DetailRole: return configtext::fromUtf8(item.detail);
        case HelpRole: return configtext::fromUtf8(item.help);
        case KindRole: return int(item.kind);
        case DimRole: return item.status == config::Status::obsolete || item.status == config::Status::not_supported;
        case Qt::AccessibleTextRole:
            return QStringList{configtext::fromUtf8(item.label), configtext::fromUtf8(item.detail),
                               configtext::fromUtf8(item.help)}
                .join(QStringLiteral(", "));
        default: return {};
    }
}

}  // namespace mailrace::gui
