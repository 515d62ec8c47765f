#include "gui/models/historymodel.h"

#include <QDateTime>
#include <QJsonArray>

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/tone.h"

namespace mailrace::gui {

namespace {
constexpr int kPage = 100;
}

ConfigVersion ConfigVersion::fromJson(const QJsonObject& object) {
    ConfigVersion out;
    out.number = object.value(QLatin1String("version")).toInteger();
    out.time = object.value(QLatin1String("time")).toInteger();
    out.user = object.value(QLatin1String("user")).toString();
    out.note = object.value(QLatin1String("note")).toString();
    out.origin = object.value(QLatin1String("origin")).toString();
    const QJsonArray documents = object.value(QLatin1String("documents")).toArray();
    for (const auto& value : documents) {
        out.added += value.toObject().value(QLatin1String("added")).toInt();
        out.removed += value.toObject().value(QLatin1String("removed")).toInt();
    }
    return out;
}

QString ConfigVersion::originWords() const {
    if (origin == QLatin1String("apply")) return HistoryModel::tr("applied");
    if (origin == QLatin1String("reload")) return HistoryModel::tr("files read again");
    if (origin == QLatin1String("rollback")) return HistoryModel::tr("gone back to");
    if (origin == QLatin1String("start")) return HistoryModel::tr("start of the daemon");
    return origin;
}

HistoryModel::HistoryModel(Connection* connection, QObject* parent) : QAbstractTableModel(parent), m_connection(connection) {}

void HistoryModel::load() {
    ++m_run;
    m_asking = false;
    ask(0);
}

void HistoryModel::ask(qint64 before) {
    if (m_asking) return;
    m_asking = true;
    QJsonObject params{{QStringLiteral("limit"), kPage}};
    if (before > 0) params.insert(QStringLiteral("before"), before);
    m_connection->call(this, QStringLiteral("config.history"), params, [this, before, run = m_run](const RpcResult& result) {
        if (run != m_run) return;
        m_asking = false;
        m_problem = result.ok ? QString() : result.error.message;
        m_more = false;
        QVector<ConfigVersion> page;
        const QJsonArray list = result.value.value(QLatin1String("versions")).toArray();
        for (const auto& value : list) page.append(ConfigVersion::fromJson(value.toObject()));
        if (result.ok) m_more = page.size() == kPage;
        if (before == 0) {
            beginResetModel();
            m_versions = page;
            m_running = result.value.value(QLatin1String("running")).toInteger(page.isEmpty() ? 0 : page.first().number);
            endResetModel();
        } else if (!page.isEmpty()) {
            beginInsertRows({}, int(m_versions.size()), int(m_versions.size() + page.size()) - 1);
            m_versions += page;
            endInsertRows();
        }
        emit loaded();
    });
}

int HistoryModel::rowOf(qint64 number) const {
    for (int i = 0; i < m_versions.size(); ++i)
        if (m_versions.at(i).number == number) return i;
    return -1;
}

void HistoryModel::setRunning(qint64 number) {
    m_running = number;
    if (!m_versions.isEmpty()) emit dataChanged(index(0, 0), index(int(m_versions.size()) - 1, ColumnCount - 1));
}

int HistoryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_versions.size()); }
int HistoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_versions.size()) return {};
    const ConfigVersion& version = m_versions.at(index.row());
    const bool runs = version.number == m_running;
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        switch (Column(index.column())) {
            case Number: return runs ? tr("%1 · runs").arg(version.number) : QString::number(version.number);
            case Time: return role == Qt::ToolTipRole ? format::exact(version.time) : format::clock(version.time);
            case User: return version.user.isEmpty() ? QStringLiteral("–") : version.user;
            case Note: return role == Qt::DisplayRole ? format::oneLine(version.note) : version.note;
            case Origin: return version.originWords();
            case Lines: return QStringLiteral("+%1 %2%3").arg(version.added).arg(QChar(0x2212)).arg(version.removed);
            case ColumnCount: break;
        }
    }
    if (role == ToneRole && index.column() == Number && runs) return QVariant::fromValue(Tone::Good);
    if (role == StrongRole) return index.column() == Number;
    if (role == DimRole) return index.column() == Origin || index.column() == Time;
    if (role == NumberRole) return index.column() == Lines || index.column() == Time;
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (Column(section)) {
        case Number: return tr("version");
        case Time: return tr("time");
        case User: return tr("by");
        case Note: return tr("note");
        case Origin: return tr("how");
        case Lines: return tr("lines");
        case ColumnCount: break;
    }
    return {};
}

bool HistoryModel::canFetchMore(const QModelIndex& parent) const { return !parent.isValid() && m_more && !m_asking; }

void HistoryModel::fetchMore(const QModelIndex&) {
    if (!m_versions.isEmpty()) ask(m_versions.last().number);
}

}  // namespace mailrace::gui
