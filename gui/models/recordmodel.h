// A small table of objects from the daemon: histories, settings, messages, groups. The columns say under which key a value lies
// and how a person reads it; a refresh changes cells in place, so that selection and scroll position stay. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QJsonObject>
#include <QList>

namespace mailrace::gui {

enum class CellKind { Text, Name, Dim, Mono, Count, Rate, Bytes, Clock, ClockMs, Ago, Next, Duration, EventType, Shares, Series };

struct RecordColumn {
    QString key;
    QString title;
    CellKind kind = CellKind::Text;
};

class RecordModel : public QAbstractTableModel {
    Q_OBJECT
public:
    RecordModel(QList<RecordColumn> columns, QObject* parent);

    void setRecords(const QList<QJsonObject>& records);
    void append(const QList<QJsonObject>& records);
    const QJsonObject& record(int row) const { return m_records.at(row); }
    /// Every column of the daemon's table `object` (columns, rows), by name.
    static QList<QJsonObject> recordsOf(const QJsonObject& object);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    QString display(const RecordColumn& column, const QJsonObject& record) const;
    QString toolTip(const RecordColumn& column, const QJsonObject& record) const;
    void arrange();

    QList<RecordColumn> m_columns;
    QList<QJsonObject> m_records;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

/// The numbers of an array.
QList<double> seriesOf(const QJsonValue& value);
/// Share of the last quarter in all: what rises comes first when sorted by its trend.
double riseOf(const QList<double>& series);

/// A column of figures: set at the right.
bool isFigures(CellKind kind);

}  // namespace mailrace::gui
