// What could be typed at the cursor, as a list. Window's thread.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "shared/config/assist.h"

namespace mailrace::gui {

class CompletionModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { InsertRole = Qt::UserRole + 60, DetailRole, HelpRole, KindRole };
    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<config::Completion> items);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<config::Completion> m_items;
};

}  // namespace mailrace::gui
