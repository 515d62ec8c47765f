#include "gui/models/queuemodel.h"

#include <QDateTime>
#include <QJsonArray>
#include <algorithm>
#include <array>

#include "gui/client/connection.h"
#include "gui/client/table.h"
#include "gui/models/format.h"
#include "gui/models/words.h"

namespace mailrace::gui {

namespace {

constexpr int kRefreshMs = 1000;
constexpr int kMostPages = 5;  // in one call: 500 rows

constexpr std::array<const char*, QueueModel::ColumnCount> kKeys{"name",         "vmta",         "provider", "recipients",
                                                                 "recipients",   "connections",  "rate",     "mode",
                                                                 "waiting_text", "next_attempt", "oldest",   "last_response"};

QueueRow readRow(const Table& table, const QJsonArray& row) {
    const auto text = [&](const char* name) { return cell(row, table.column(QLatin1String(name))).toString(); };
    const auto number = [&](const char* name) { return cell(row, table.column(QLatin1String(name))).toInteger(); };
    QueueRow out;
    out.name = text("name");
    out.domain = text("domain");
    out.vmta = text("vmta");
    out.provider = text("provider");
    out.mode = text("mode");
    out.state = text("state");
    out.waiting = text("waiting_text");
    out.origin = text("waiting_origin");
    out.lastResponse = text("last_response");
    out.recipients = number("recipients");
    out.retrying = number("retrying");
    out.inFlight = number("in_flight");
    out.connections = number("connections");
    out.bytes = number("bytes");
    out.nextSlot = number("next_slot");
    out.nextAttempt = number("next_attempt");
    out.oldest = number("oldest");
    out.delivered = number("delivered");
    out.deferred = number("deferred");
    out.bounced = number("bounced");
    out.lastCode = int(number("last_code"));
    out.rate = cell(row, table.column(QStringLiteral("rate"))).toDouble();
    const QJsonArray depth = cell(row, table.column(QStringLiteral("depth"))).toArray();
    for (const auto& value : depth) out.depth.append(value.toDouble());
    return out;
}

}  // namespace

Tone QueueRow::tone() const {
    if (state == QLatin1String("paused")) return Tone::Dim;
    if (mode == QLatin1String("backoff")) return Tone::Bad;
    // One refused message does not make a queue a bad one; most of its mail waiting for another try does make it a slow one.
    if (state == QLatin1String("retry") || retrying * 2 > recipients) return Tone::Slow;
    return Tone::Good;
}

QueueModel::QueueModel(Connection* connection, QObject* parent) : QAbstractTableModel(parent), m_connection(connection) {
    m_timer.setInterval(kRefreshMs);
    m_soon.setSingleShot(true);
    m_soon.setInterval(40);
    connect(&m_timer, &QTimer::timeout, this, &QueueModel::refresh);
    connect(&m_soon, &QTimer::timeout, this, &QueueModel::refresh);
    connect(connection, &Connection::stateChanged, this, [this](LinkState state) {
        m_running = false;
        if (state == LinkState::Ready) refresh();
    });
}

void QueueModel::setGroup(const QString& group) {
    if (group == m_group) return;
    m_group = group;
    restart();
}

void QueueModel::setFilter(const QString& filter) {
    if (filter == m_filter) return;
    m_filter = filter;
    restart();
}

void QueueModel::sort(int column, Qt::SortOrder order) {
    const QString key = QLatin1String(kKeys.at(size_t(std::clamp(column, 0, ColumnCount - 1))));
    const bool descending = order == Qt::DescendingOrder;
    if (key == m_sort && descending == m_descending) return;
    m_sort = key;
    m_descending = descending;
    restart();
}

void QueueModel::setVisibleRows(int first, int last) {
    m_firstVisible = std::max(0, first);
    m_lastVisible = std::max(m_firstVisible, last);
    for (int page = m_firstVisible / kPage; page <= m_lastVisible / kPage; ++page) {
        if (!m_pages.contains(page) && page * kPage < m_rows) m_soon.start();
    }
}

void QueueModel::setActive(bool active) {
    if (active == m_active) return;
    m_active = active;
    if (!active) return m_timer.stop();
    m_timer.start();
    refresh();
}

void QueueModel::restart() {
    ++m_generation;
    m_running = false;
    m_loaded = false;
    m_firstVisible = 0;
    m_lastVisible = kPage - 1;
    beginResetModel();
    m_pages.clear();
    m_rows = 0;
    endResetModel();
    refresh();
}

void QueueModel::refresh() {
    if (!m_active || m_running || !m_connection->isReady()) return;
    const int first = m_firstVisible / kPage;
    m_running = true;
    load(first, std::min(kMostPages, m_lastVisible / kPage - first + 1));
}

void QueueModel::load(int firstPage, int pages, std::function<void()> then) {
    const QJsonObject params{{QStringLiteral("group"), m_group},
                             {QStringLiteral("filter"), m_filter},
                             {QStringLiteral("sort"), m_sort},
                             {QStringLiteral("descending"), m_descending},
                             {QStringLiteral("offset"), firstPage * kPage},
                             {QStringLiteral("limit"), pages * kPage}};
    m_connection->call(this, QStringLiteral("queues.list"), params,
                       [this, firstPage, pages, then = std::move(then), generation = m_generation](const RpcResult& result) {
                           if (generation != m_generation) return;
                           m_running = false;
                           if (result.ok)
                               take(firstPage, pages, result.value);
                           else if (result.error.word != QLatin1String("offline"))
                               emit refused(result.error.word, result.error.message, result.error.where);
                           if (then) then();
                       });
}

void QueueModel::take(int firstPage, int pages, const QJsonObject& result) {
    const Table table(result);
    m_total = result.value(QLatin1String("total")).toInteger();
    const int matched = int(result.value(QLatin1String("matched")).toInteger(table.size()));
    resize(matched);

    // Selected rows follow their queue: remember which queue each was before the rows change.
    const QModelIndexList before = persistentIndexList();
    QStringList names;
    for (const QModelIndex& index : before) names.append(row(index.row()) ? row(index.row())->name : QString());

    const int first = firstPage * kPage;
    for (int page = firstPage; page < firstPage + pages; ++page) m_pages.remove(page);
    for (qsizetype i = 0; i < table.size() && first + i < m_rows; ++i) {
        m_pages[(first + int(i)) / kPage].append(readRow(table, table.row(i)));
    }
    const int last = std::min(m_rows, first + pages * kPage) - 1;
    QHash<QString, int> places;
    for (int r = first; r <= last; ++r) {
        if (const QueueRow* fresh = row(r)) places.insert(fresh->name, r);
    }
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const QModelIndex& index = before.at(i);
        if (names.at(i).isEmpty()) {
            after.append(index);
        } else if (const auto it = places.constFind(names.at(i)); it != places.constEnd()) {
            after.append(this->index(*it, index.column()));
        } else {
            const bool outside = index.row() < first || index.row() > last;
            after.append(outside ? index : QModelIndex());
        }
    }
    if (after != before) {
        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        changePersistentIndexList(before, after);
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }
    if (last >= first) emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
    const bool firstTime = !m_loaded;
    m_loaded = true;
    emit loaded(firstTime);
}

void QueueModel::resize(int rows) {
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        for (auto it = m_pages.begin(); it != m_pages.end();) {
            const int keep = rows - it.key() * kPage;
            if (keep <= 0) {
                it = m_pages.erase(it);
                continue;
            }
            if (keep < it->size()) it->resize(keep);
            ++it;
        }
        endRemoveRows();
    }
}

const QueueRow* QueueModel::row(int row) const {
    const auto page = m_pages.constFind(row / kPage);
    if (row < 0 || page == m_pages.constEnd() || row % kPage >= page->size()) return nullptr;
    return &page->at(row % kPage);
}

int QueueModel::rowOf(const QString& name) const {
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page) {
        for (qsizetype i = 0; i < page->size(); ++i) {
            if (page->at(i).name == name) return page.key() * kPage + int(i);
        }
    }
    return -1;
}

void QueueModel::withNames(const QList<int>& rows, std::function<void(const QStringList&)> then) {
    for (const int wanted : rows) {
        if (row(wanted) || wanted >= m_rows) continue;
        load(wanted / kPage, kMostPages, [this, rows, then = std::move(then)]() mutable {
            if (m_connection->isReady()) withNames(rows, std::move(then));
        });
        return;
    }
    QStringList names;
    for (const int wanted : rows) {
        if (const QueueRow* found = row(wanted)) names.append(found->name);
    }
    then(names);
}

int QueueModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }
int QueueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant QueueModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows) return {};
    const int column = index.column();
    const bool figures = column == Recipients || column == Connections || column == Rate || column == Oldest;
    if (role == Qt::TextAlignmentRole) return QVariant(int((figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    const QueueRow* found = row(index.row());
    if (!found) return role == Qt::DisplayRole && column == Name ? QVariant(QStringLiteral("…")) : QVariant();
    switch (role) {
        case Qt::DisplayRole: return display(*found, column);
        case Qt::ToolTipRole: return toolTip(*found, column);
        case NumberRole: return figures || column == Next;
        case StrongRole: return column == Name;
        case MonoRole: return column == LastResponse;
        case KeyRole: return found->name;
        case SeriesRole: return column == Depth ? QVariant::fromValue(found->depth) : QVariant();
        case ToneRole:
            if (column == Depth) return QVariant::fromValue(found->tone());
            if (column == Mode && (found->mode == QLatin1String("backoff") || found->state == QLatin1String("paused")))
                return QVariant::fromValue(found->tone());
            return {};
        default: return {};
    }
}

QString QueueModel::display(const QueueRow& row, int column) const {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    switch (column) {
        case Name: return m_group == QLatin1String("queue") && !row.domain.isEmpty() ? row.domain : row.name;
        case Vmta: return row.vmta;
        case Provider: return row.provider;
        case Recipients: return format::count(double(row.recipients));
        case Connections: return format::count(double(row.connections));
        case Rate: return format::rate(row.rate);
        case Mode: return words::queueMode(row.mode, row.state);
        case Waiting: return row.origin.isEmpty() ? row.waiting : tr("%1 (%2)").arg(row.waiting, row.origin);
        case Next: return row.recipients == 0 ? QStringLiteral("–") : format::next(std::max(row.nextAttempt, row.nextSlot), now);
        case Oldest:
            return row.oldest > 0 && row.recipients > 0 ? format::duration(std::max<qint64>(0, now - row.oldest))
                                                        : QStringLiteral("–");
        case LastResponse: return format::oneLine(row.lastResponse);
        default: return {};
    }
}

QString QueueModel::toolTip(const QueueRow& row, int column) const {
    switch (column) {
        case Name: return row.name;
        case Recipients:
            return tr("%1 recipients, %2; %3 wait for a retry, %4 are being delivered")
                .arg(format::count(double(row.recipients)), format::bytes(double(row.bytes)), format::count(double(row.retrying)),
                     format::count(double(row.inFlight)));
        case Depth: return tr("Recipients that waited, minute by minute");
        case Waiting: return row.waiting;
        case Next: return format::exact(std::max(row.nextAttempt, row.nextSlot));
        case Oldest: return format::exact(row.oldest);
        case LastResponse: return row.lastResponse.toHtmlEscaped();
        default: return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) {
        const bool figures = section == Recipients || section == Connections || section == Rate || section == Oldest;
        return QVariant(int((figures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return m_group == QLatin1String("queue") || m_group == QLatin1String("domain") ? tr("queue") : tr("name");
        case Vmta: return tr("virtual MTA");
        case Provider: return tr("provider");
        case Recipients: return tr("recipients");
        case Depth: return tr("last hour");
        case Connections: return tr("conn");
        case Rate: return tr("rate");
        case Mode: return tr("mode");
        case Waiting: return tr("waiting for");
        case Next: return tr("next");
        case Oldest: return tr("oldest");
        case LastResponse: return tr("last response");
        default: return {};
    }
}

}  // namespace mailrace::gui
