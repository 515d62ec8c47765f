// A table as it travels: column names once, then rows of values. Reading is by name, so that new columns of a newer daemon change
// nothing and missing ones of an older daemon read as null. A plain value.
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace mailrace::gui {

class Table {
public:
    Table() = default;
    /// From an object with `columns` and `rows`.
    explicit Table(const QJsonObject& object);
    Table(const QJsonArray& columns, const QJsonArray& rows);

    qsizetype size() const { return m_rows.size(); }
    /// Position of the column, -1 when the daemon does not send it.
    int column(const QString& name) const { return m_columns.value(name, -1); }
    QJsonArray row(qsizetype index) const { return m_rows.at(index).toArray(); }
    QJsonValue at(qsizetype row, const QString& name) const;

private:
    QHash<QString, int> m_columns;
    QJsonArray m_rows;
};

/// The value in `row` at `column`; null when there is none.
QJsonValue cell(const QJsonArray& row, int column);

}  // namespace mailrace::gui
