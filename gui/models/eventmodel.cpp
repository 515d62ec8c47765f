#include "gui/models/eventmodel.h"

#include <QJsonObject>
#include <algorithm>
#include <array>

#include "gui/client/connection.h"
#include "gui/client/eventmatch.h"
#include "gui/models/format.h"
#include "gui/models/tone.h"
#include "gui/models/words.h"

namespace mailrace::gui {

namespace {

constexpr int kCachedRows = 5000;
constexpr int kFetchAtOnce = 200;
constexpr qint64 kMostIds = 20'000'000;
constexpr int kLiveRate = 300;      // milliseconds between notifications
constexpr int kCatchUpPause = 700;  // between two asks for ids that notifications did not carry

struct ColumnInfo {
    const char* member;
    const char* field;
};

constexpr std::array<ColumnInfo, EventModel::ColumnCount> kInfo{{
    {"time", ""},           {"type", "type"},         {"recipient", "recipient"}, {"provider", "provider"},
    {"vmta", "vmta"},       {"response", "response"}, {"category", "category"},   {"sender", "sender"},
    {"job", "job"},         {"domain", "domain"},     {"queue", "queue"},         {"code", "code"},
    {"status", "status"},   {"remote_host", "host"},  {"source_ip", "source"},    {"phase", "phase"},
    {"attempt", "attempt"}, {"message", "message"},   {"user", "user"},
    {"subcategory", "subcategory"}, {"class", "class"},
}};

}  // namespace

EventModel::EventModel(Connection* connection, QObject* parent)
    : QAbstractTableModel(parent), m_connection(connection), m_match(new EventMatch(connection, this)), m_cache(kCachedRows) {
    m_fetch.setSingleShot(true);
    m_fetch.setInterval(0);
    m_catchUpTimer.setSingleShot(true);
    connect(&m_fetch, &QTimer::timeout, this, &EventModel::fetch);
    connect(&m_catchUpTimer, &QTimer::timeout, this, &EventModel::catchUp);
    connect(m_match, &EventMatch::ids, this, &EventModel::takeIds);
    connect(m_match, &EventMatch::finished, this, [this](bool complete) {
        if (m_catchingUp) {
            m_catchingUp = false;
            prependIds({m_caught.rbegin(), m_caught.rend()});
            m_caught.clear();
        } else {
            m_complete = complete;
            askOldest();
        }
        const bool first = !m_loaded;
        m_loaded = true;
        if (first) emit loaded();
        emit countChanged();
        if (m_pending > 0 && m_following) m_catchUpTimer.start(kCatchUpPause);
    });
    connect(m_match, &EventMatch::failed, this, [this](const QString& word, const QString& message, const QJsonObject& where) {
        m_catchingUp = false;
        m_caught.clear();
        if (word == QLatin1String("offline"))
            m_needsMatch = true;
        else
            emit refused(word, message, where);
    });
    connect(connection, &Connection::stateChanged, this, [this](LinkState state) {
        m_asked.clear();
        if (state != LinkState::Ready || !m_active) return;
        if (m_needsMatch)
            restart();
        else if (!m_wanted.isEmpty())
            m_fetch.start();
    });
    connect(connection, &Connection::daemonChanged, this, [this] {
        m_catchingUp = false;
        if (m_active)
            restart();
        else
            m_needsMatch = true;
    });
}

bool EventModel::isMatching() const { return m_match->isRunning() && !m_catchingUp; }

void EventModel::setFilter(const QString& filter) {
    m_filter = filter;
    m_needsMatch = true;
    if (m_live) {
        m_live->deleteLater();
        m_live = nullptr;
    }
    if (m_active) restart();
}

void EventModel::setActive(bool active) {
    if (active == m_active) return;
    m_active = active;
    if (m_live) m_live->setActive(active);
    if (active && m_needsMatch) restart();
}

void EventModel::setFollowing(bool following) {
    if (following == m_following) return;
    m_following = following;
    if (following && m_pending > 0) catchUp();
    emit countChanged();
}

void EventModel::restart() {
    if (!m_connection->isReady()) return;
    ++m_generation;
    m_needsMatch = false;
    m_catchingUp = false;
    m_catchUpTimer.stop();
    m_pending = 0;
    m_complete = false;
    beginResetModel();
    m_older.clear();
    m_newer.clear();
    m_caught.clear();
    m_rows = 0;
    m_wanted.clear();
    m_asked.clear();
    endResetModel();
    m_match->start(m_filter, kMostIds);
    if (!m_live) {
        m_live = m_connection->subscribe(QStringLiteral("events"), {{QStringLiteral("filter"), m_filter}}, kLiveRate, this);
        connect(m_live, &Subscription::snapshot, this, [this](const QJsonObject& data) { takeLive(data, true); });
        connect(m_live, &Subscription::changed, this, [this](const QJsonObject& data) { takeLive(data, false); });
    }
    emit countChanged();
}

/// The time of the oldest match, so that a histogram need not show time in which there was nothing.
void EventModel::askOldest() {
    if (m_rows == 0) return;
    const QJsonArray ids{qint64(idAt(m_rows - 1))};
    m_connection->call(this, QStringLiteral("events.rows"), {{QStringLiteral("ids"), ids}},
                       [this, generation = m_generation](const RpcResult& result) {
                           if (!result.ok || generation != m_generation) return;
                           cacheRows(result.value);
                           if (const qint64 time = value(m_rows - 1, QStringLiteral("time")).toInteger(); time > 0)
                               emit oldestKnown(time);
                       });
}

void EventModel::takeIds(const std::vector<quint64>& ids) {
    const quint64 newest = m_newer.empty() ? (m_older.empty() ? 0 : m_older.front()) : m_newer.back();
    if (m_catchingUp) {
        for (const quint64 id : ids) {
            if (id > newest) m_caught.push_back(id);
        }
        return;
    }
    // Rows that came live while the match runs are on top already; the match may repeat them.
    const quint64 floor = m_newer.empty() ? ~quint64{0} : m_newer.front();
    const auto first = std::find_if(ids.begin(), ids.end(), [&](quint64 id) { return id < floor; });
    if (first == ids.end()) return;
    beginInsertRows({}, m_rows, m_rows + int(ids.end() - first) - 1);
    m_older.insert(m_older.end(), first, ids.end());
    m_rows = int(matched());
    endInsertRows();
    if (!m_loaded) {
        m_loaded = true;
        emit loaded();
    }
    emit countChanged();
}

void EventModel::takeLive(const QJsonObject& data, bool snapshot) {
    cacheRows(data);
    const auto newestKnown = m_newer.empty() ? (m_older.empty() ? quint64{0} : m_older.front()) : m_newer.back();
    const auto newest = quint64(data.value(QLatin1String("newest")).toInteger());
    if (newest <= newestKnown || (snapshot && newestKnown == 0)) return;  // the match brings them
    const qint64 count = snapshot ? std::max<qint64>(1, data.value(QLatin1String("rows")).toArray().size())
                                  : data.value(QLatin1String("count")).toInteger();
    m_pending += count;
    emit grew();
    const QJsonArray rows = data.value(QLatin1String("rows")).toArray();
    if (!snapshot && m_following && !m_match->isRunning() && m_pending == count && rows.size() >= count) {
        // Everything new is in the notification itself.
        std::vector<quint64> ids;
        const int idColumn = m_columns.value(QStringLiteral("id"), 0);
        for (const auto& row : rows) ids.push_back(quint64(row.toArray().at(idColumn).toInteger()));
        std::sort(ids.begin(), ids.end());
        m_pending = 0;
        return prependIds(ids);
    }
    if (m_following && !m_catchUpTimer.isActive()) m_catchUpTimer.start(kCatchUpPause);
    emit countChanged();
}

/// More happened than notifications carry rows for: asks for the ids of what is new.
void EventModel::catchUp() {
    if (!m_active || m_match->isRunning() || m_pending == 0) return;
    m_catchingUp = true;
    m_caught.clear();
    const qint64 slack = 2000;  // for what happens while the answer is on its way
    const qint64 wanted = m_pending + slack;
    m_pending = 0;
    m_match->start(m_filter, wanted);
}

/// New rows on top. Inserting at row 0 makes a table move its book-keeping of every row, too slow for millions; so the table
/// grows at its end, and then rows, selection included, move down by as many.
void EventModel::prependIds(const std::vector<quint64>& ascending) {
    const quint64 newest = m_newer.empty() ? (m_older.empty() ? 0 : m_older.front()) : m_newer.back();
    const auto first = std::upper_bound(ascending.begin(), ascending.end(), newest);
    const int count = int(ascending.end() - first);
    if (count == 0) return;
    beginInsertRows({}, m_rows, m_rows + count - 1);
    m_rows += count;
    endInsertRows();
    m_newer.insert(m_newer.end(), first, ascending.end());
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& index : before) after.append(this->index(index.row() + count, index.column()));
    changePersistentIndexList(before, after);
    emit dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    emit countChanged();
}

quint64 EventModel::idAt(int row) const {
    if (row < 0 || row >= int(matched())) return 0;
    const auto at = size_t(row);
    return at < m_newer.size() ? m_newer[m_newer.size() - 1 - at] : m_older[at - m_newer.size()];
}

int EventModel::rowOf(quint64 id) const {
    const auto newer = std::lower_bound(m_newer.begin(), m_newer.end(), id);
    if (newer != m_newer.end() && *newer == id) return int(m_newer.end() - newer) - 1;
    const auto older = std::lower_bound(m_older.begin(), m_older.end(), id, std::greater<>());
    if (older != m_older.end() && *older == id) return int(m_newer.size()) + int(older - m_older.begin());
    return -1;
}

void EventModel::readColumns(const QJsonArray& columns) {
    if (columns.isEmpty()) return;
    m_columns.clear();
    for (qsizetype i = 0; i < columns.size(); ++i) m_columns.insert(columns.at(i).toString(), int(i));
}

void EventModel::cacheRows(const QJsonObject& table) {
    readColumns(table.value(QLatin1String("columns")).toArray());
    const int idColumn = m_columns.value(QStringLiteral("id"), 0);
    const QJsonArray rows = table.value(QLatin1String("rows")).toArray();
    for (const auto& value : rows) {
        const QJsonArray row = value.toArray();
        m_cache.insert(quint64(row.at(idColumn).toInteger()), new QJsonArray(row));
    }
}

void EventModel::fetch() {
    if (!m_connection->isReady()) return;
    QJsonArray ids;
    for (const quint64 id : std::as_const(m_wanted)) {
        if (m_asked.contains(id)) continue;
        m_asked.insert(id);
        ids.append(qint64(id));
        if (ids.size() == kFetchAtOnce) break;
    }
    m_wanted.clear();
    if (ids.isEmpty()) return;
    m_connection->call(this, QStringLiteral("events.rows"), {{QStringLiteral("ids"), ids}},
                       [this, ids, generation = m_generation](const RpcResult& result) {
                           for (const auto& id : ids) m_asked.remove(quint64(id.toInteger()));
                           if (!result.ok) return;
                           cacheRows(result.value);
                           if (generation != m_generation || m_rows == 0) return;
                           int first = m_rows;
                           int last = -1;
                           for (const auto& id : ids) {
                               const int row = rowOf(quint64(id.toInteger()));
                               if (row < 0) continue;
                               first = std::min(first, row);
                               last = std::max(last, row);
                           }
                           if (last >= first) emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
                       });
}

QJsonValue EventModel::value(int row, const QString& name) const {
    const QJsonArray* found = m_cache.object(idAt(row));
    return found && m_columns.contains(name) ? found->at(m_columns.value(name)) : QJsonValue(QJsonValue::Null);
}

QString EventModel::memberOf(int column) { return QLatin1String(kInfo.at(size_t(column)).member); }
QString EventModel::fieldOf(int column) { return QLatin1String(kInfo.at(size_t(column)).field); }

int EventModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }
int EventModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant EventModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows) return {};
    const int column = index.column();
    switch (role) {
        case NumberRole: return column == Time || column == Code || column == Attempt;
        case MonoRole: return column == Response;
        case FieldRole: return fieldOf(column);
        default: break;
    }
    if (role != Qt::DisplayRole && role != ToneRole && role != Qt::ToolTipRole && role != KeyRole) return {};
    const quint64 id = idAt(index.row());
    if (role == KeyRole) return id;
    const QJsonArray* row = m_cache.object(id);
    if (!row) {
        if (id != 0 && !m_asked.contains(id)) {
            m_wanted.insert(id);
            if (!m_fetch.isActive()) m_fetch.start();
        }
        return role == Qt::DisplayRole && column == Time ? QVariant(QStringLiteral("…")) : QVariant();
    }
    if (role == ToneRole) return column == Type ? QVariant::fromValue(toneOfEvent(member(*row, "type").toString())) : QVariant();
    if (role == Qt::ToolTipRole) {
        if (column == Time) return format::exact(member(*row, "time").toInteger());
        return column == Response ? member(*row, "response").toString().toHtmlEscaped() : QString();
    }
    return display(*row, column);
}

QString EventModel::display(const QJsonArray& row, int column) const {
    switch (column) {
        case Time: return format::clock(member(row, "time").toInteger(), true);
        case Type: return words::eventType(member(row, "type").toString());
        case Recipient: {
            const QString recipient = member(row, "recipient").toString();
            return recipient.isEmpty() ? QStringLiteral("–") : recipient;
        }
        case Via: {
            const QString vmta = member(row, "vmta").toString();
            return vmta.isEmpty() ? member(row, "source_ip").toString() : vmta;
        }
        case Response: {
            const QString response = member(row, "response").toString();
            return format::oneLine(response.isEmpty() ? member(row, "text").toString() : response);
        }
        case Code:
        case Attempt: {
            const qint64 number = member(row, kInfo.at(size_t(column)).member).toInteger();
            return number > 0 ? QString::number(number) : QString();
        }
        default: return member(row, kInfo.at(size_t(column)).member).toString();
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Time: return tr("time");
        case Type: return tr("type");
        case Recipient: return tr("recipient");
        case Provider: return tr("provider");
        case Via: return tr("via");
        case Response: return tr("response");
        case Category: return tr("category");
        case Sender: return tr("sender");
        case Job: return tr("job");
        case Domain: return tr("domain");
        case Queue: return tr("queue");
        case Code: return tr("code");
        case Status: return tr("status");
        case Host: return tr("remote host");
        case Source: return tr("source address");
        case Phase: return tr("phase");
        case Attempt: return tr("attempt");
        case Message: return tr("message");
        case User: return tr("user");
        case Subcategory: return tr("sub-category");
        case Class: return tr("class");
        default: return {};
    }
}

}  // namespace mailrace::gui
