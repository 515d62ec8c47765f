#include "gui/models/recordmodel.h"

#include <QDateTime>
#include <QJsonArray>
#include <algorithm>

#include "gui/models/format.h"
#include "gui/models/tone.h"
#include "gui/models/words.h"

namespace mailrace::gui {

bool isFigures(CellKind kind) {
    switch (kind) {
        case CellKind::Count:
        case CellKind::Rate:
        case CellKind::Bytes:
        case CellKind::Duration: return true;
        case CellKind::Text:
        case CellKind::Name:
        case CellKind::Dim:
        case CellKind::Mono:
        case CellKind::Clock:
        case CellKind::ClockMs:
        case CellKind::Ago:
        case CellKind::Next:
        case CellKind::EventType:
        case CellKind::Shares:
        case CellKind::Series: return false;
    }
    return false;
}

QList<double> seriesOf(const QJsonValue& value) {
    QList<double> out;
    const QJsonArray numbers = value.toArray();
    out.reserve(numbers.size());
    for (const auto& number : numbers) out.append(number.toDouble());
    return out;
}

double riseOf(const QList<double>& series) {
    const qsizetype late = series.size() - series.size() / 4;
    double before = 0, after = 0;
    for (qsizetype i = 0; i < series.size(); ++i) (i < late ? before : after) += series.at(i);
    return before + after > 0 ? after / (before + after) : 0;
}

RecordModel::RecordModel(QList<RecordColumn> columns, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

QList<QJsonObject> RecordModel::recordsOf(const QJsonObject& object) {
    const QJsonArray names = object.value(QLatin1String("columns")).toArray();
    QList<QJsonObject> out;
    const QJsonArray rows = object.value(QLatin1String("rows")).toArray();
    for (const auto& row : rows) {
        const QJsonArray values = row.toArray();
        QJsonObject record;
        for (qsizetype i = 0; i < names.size() && i < values.size(); ++i) record.insert(names.at(i).toString(), values.at(i));
        out.append(record);
    }
    return out;
}

void RecordModel::setRecords(const QList<QJsonObject>& records) {
    const auto before = m_records.size();
    const auto after = records.size();
    if (after < before) {
        beginRemoveRows({}, int(after), int(before) - 1);
        m_records.resize(after);
        endRemoveRows();
    }
    const auto common = std::min(before, after);
    for (qsizetype i = 0; i < common; ++i) m_records[i] = records.at(i);
    if (after > before) {
        beginInsertRows({}, int(before), int(after) - 1);
        m_records = records;
        endInsertRows();
    }
    arrange();
    if (!m_records.isEmpty()) emit dataChanged(index(0, 0), index(int(m_records.size()) - 1, int(m_columns.size()) - 1));
}

void RecordModel::append(const QList<QJsonObject>& records) {
    if (records.isEmpty()) return;
    const int first = int(m_records.size());
    beginInsertRows({}, first, first + int(records.size()) - 1);
    m_records.append(records);
    endInsertRows();
}

int RecordModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_records.size()); }
int RecordModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_columns.size()); }

QVariant RecordModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_records.size()) return {};
    const RecordColumn& column = m_columns.at(index.column());
    const QJsonObject& record = m_records.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return column.kind == CellKind::Shares || column.kind == CellKind::Series ? QVariant() : display(column, record);
        case Qt::ToolTipRole: return toolTip(column, record);
        case Qt::TextAlignmentRole:
            return QVariant(int((isFigures(column.kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
        case NumberRole: return isFigures(column.kind) || column.kind == CellKind::Clock || column.kind == CellKind::ClockMs;
        case MonoRole: return column.kind == CellKind::Mono;
        case DimRole: return column.kind == CellKind::Dim;
        case StrongRole: return column.kind == CellKind::Name;
        case ToneRole:
            if (column.kind == CellKind::Series && record.contains(QLatin1String("type")))
                return QVariant::fromValue(toneOfEvent(record.value(QLatin1String("type")).toString()));
            if (column.kind == CellKind::EventType) return QVariant::fromValue(toneOfEvent(record.value(column.key).toString()));
            return {};
        case SeriesRole: return column.kind == CellKind::Series ? QVariant::fromValue(seriesOf(record.value(column.key))) : QVariant();
        case SharesRole:
            if (column.kind != CellKind::Shares) return {};
            return QVariant::fromValue(QList<double>{record.value(QLatin1String("delivered")).toDouble(),
                                                     record.value(QLatin1String("deferred")).toDouble(),
                                                     record.value(QLatin1String("bounced")).toDouble()});
        default: return {};
    }
}

QString RecordModel::display(const RecordColumn& column, const QJsonObject& record) const {
    const QJsonValue value = record.value(column.key);
    if (value.isNull() || value.isUndefined()) return QStringLiteral("–");
    switch (column.kind) {
        case CellKind::Text:
        case CellKind::Name:
        case CellKind::Dim:
            if (value.isDouble()) return format::count(value.toDouble());
            if (value.isBool()) return value.toBool() ? tr("yes") : tr("no");
            return format::oneLine(value.toString());
        case CellKind::Mono: return value.isDouble() ? QString::number(value.toInteger()) : format::oneLine(value.toString());
        case CellKind::Count: return format::count(value.toDouble());
        case CellKind::Rate: return value.isDouble() ? format::rate(value.toDouble()) : value.toString();
        case CellKind::Bytes: return format::bytes(value.toDouble());
        case CellKind::Clock: return format::clock(value.toInteger());
        case CellKind::ClockMs: return format::clock(value.toInteger(), true);
        case CellKind::Ago: return format::duration(std::max<qint64>(1000, QDateTime::currentMSecsSinceEpoch() - value.toInteger()));
        case CellKind::Next: return format::next(value.toInteger(), QDateTime::currentMSecsSinceEpoch());
        case CellKind::Duration: return format::duration(value.toInteger());
        case CellKind::EventType: return words::eventType(value.toString());
        case CellKind::Shares:
        case CellKind::Series: return {};
    }
    return {};
}

QString RecordModel::toolTip(const RecordColumn& column, const QJsonObject& record) const {
    const QJsonValue value = record.value(column.key);
    switch (column.kind) {
        case CellKind::Clock:
        case CellKind::ClockMs:
        case CellKind::Ago:
        case CellKind::Next: return format::exact(value.toInteger());
        case CellKind::Shares:
            return tr("%1 delivered, %2 deferred, %3 bounced")
                .arg(format::count(record.value(QLatin1String("delivered")).toDouble()),
                     format::count(record.value(QLatin1String("deferred")).toDouble()),
                     format::count(record.value(QLatin1String("bounced")).toDouble()));
        case CellKind::Text:
        case CellKind::Name:
        case CellKind::Dim:
        case CellKind::Mono: return value.toString().toHtmlEscaped();
        case CellKind::Count:
        case CellKind::Rate:
        case CellKind::Bytes:
        case CellKind::Duration:
        case CellKind::EventType:
        case CellKind::Series: return {};
    }
    return {};
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size()) return {};
    const RecordColumn& column = m_columns.at(section);
    if (role == Qt::DisplayRole) return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant(int((isFigures(column.kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

void RecordModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_sortOrder = order;
    emit layoutAboutToBeChanged();
    arrange();
    emit layoutChanged();
}

void RecordModel::arrange() {
    if (m_sortColumn < 0 || m_sortColumn >= m_columns.size()) return;
    const QString key = m_columns.at(m_sortColumn).key;
    const bool up = m_sortOrder == Qt::AscendingOrder;
    std::stable_sort(m_records.begin(), m_records.end(), [&](const QJsonObject& a, const QJsonObject& b) {
        const QJsonValue x = up ? a.value(key) : b.value(key);
        const QJsonValue y = up ? b.value(key) : a.value(key);
        if (x.isArray() && y.isArray()) return riseOf(seriesOf(x)) < riseOf(seriesOf(y));
        if (x.isDouble() && y.isDouble()) return x.toDouble() < y.toDouble();
        return x.toString().localeAwareCompare(y.toString()) < 0;
    });
}

}  // namespace mailrace::gui
