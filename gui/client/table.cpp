#include "gui/client/table.h"

namespace mailrace::gui {

Table::Table(const QJsonObject& object)
    : Table(object.value(QLatin1String("columns")).toArray(), object.value(QLatin1String("rows")).toArray()) {}

Table::Table(const QJsonArray& columns, const QJsonArray& rows) : m_rows(rows) {
    for (qsizetype i = 0; i < columns.size(); ++i) m_columns.insert(columns.at(i).toString(), int(i));
}

QJsonValue Table::at(qsizetype row, const QString& name) const { return cell(m_rows.at(row).toArray(), column(name)); }

QJsonValue cell(const QJsonArray& row, int column) {
    return column >= 0 && column < row.size() ? row.at(column) : QJsonValue(QJsonValue::Null);
}

}  // namespace mailrace::gui
