#include "gui/models/suppressionmodel.h"

#include <QDateTime>
#include <algorithm>

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/recordmodel.h"
#include "gui/models/tone.h"

namespace mailrace::gui {

namespace {

/// Of a hashed list.
bool isDigest(const SuppressionEntry& entry) {
    return entry.kind == QLatin1String("address") && !entry.value.contains(QLatin1Char('@'));
}

/// Days are exact enough for what lies months ahead.
QString remaining(qint64 ms) {
    constexpr qint64 day = 86'400'000;
    return format::duration(ms > 2 * day ? ms / day * day : ms);
}

}  // namespace

SuppressionModel::SuppressionModel(Connection* connection, QObject* parent)
    : QAbstractTableModel(parent), m_connection(connection), m_rows(kPagesHeld) {}

void SuppressionModel::setQuery(const SuppressionQuery& query) {
    if (query == m_query && (m_loaded || m_running)) return;
    m_query = query;
    reload();
}

void SuppressionModel::reload() {
    ++m_generation;
    m_running = m_end = false;
    beginResetModel();
    m_pages.clear();
    m_rows.clear();
    m_asked.clear();
    m_next.clear();
    m_count = 0;
    m_estimate = 0;
    endResetModel();
    askNext();
}

QJsonObject SuppressionModel::params(const QString& cursor) const {
    QJsonObject out{{QStringLiteral("limit"), kPage}};
    const auto add = [&](const char* name, const QString& value) {
        if (!value.isEmpty()) out.insert(QLatin1String(name), value);
    };
    add("list", m_query.list);
    add("text", m_query.text);
    add("kind", m_query.kind);
    add("origin", m_query.origin);
    add("cursor", cursor);
    return out;
}

bool SuppressionModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !m_end && !m_running && m_loaded && m_connection->isReady();
}

void SuppressionModel::fetchMore(const QModelIndex& parent) {
    if (canFetchMore(parent)) askNext();
}

void SuppressionModel::askNext() {
    if (!m_connection->isReady() || m_running || m_end) return;
    m_running = true;
    emit changed();
    m_connection->call(this, QStringLiteral("suppression.search"), params(m_next),
                       [this, generation = m_generation](const RpcResult& result) {
                           if (generation == m_generation) onNext(result);
                       });
}

void SuppressionModel::onNext(const RpcResult& result) {
    m_running = false;
    m_loaded = true;
    if (!result.ok) {
        m_end = true;
        emit changed();
        if (result.error.word != QLatin1String("offline")) emit failed(result.error.message);
        return;
    }
    const QList<QJsonObject> records = RecordModel::recordsOf(result.value);
    const QJsonValue cursor = result.value.value(QLatin1String("cursor"));
    m_estimate = std::max<qint64>(result.value.value(QLatin1String("matched_estimate")).toInteger(), m_count + records.size());
    if (!records.isEmpty()) {
        auto* rows = new QList<SuppressionEntry>;
        for (const QJsonObject& record : records) rows->append(entryOf(record));
        beginInsertRows({}, m_count, m_count + int(records.size()) - 1);
        m_rows.insert(int(m_pages.size()), rows);
        m_pages.append({m_next, m_count, int(records.size())});
        m_count += int(records.size());
        endInsertRows();
    }
    m_next = cursor.toString();
    m_end = m_next.isEmpty();
    emit changed();
    // A search looks at a bounded part at a time: it goes on until there is something to see.
    if (!m_end && records.isEmpty()) askNext();
}

/// A page that was dropped from the ones held.
void SuppressionModel::askAgain(int page) const {
    if (m_asked.contains(page) || !m_connection->isReady()) return;
    m_asked.insert(page);
    auto* self = const_cast<SuppressionModel*>(this);
    m_connection->call(self, QStringLiteral("suppression.search"), params(m_pages.at(page).cursor),
                       [self, page, generation = m_generation](const RpcResult& result) {
                           if (generation != self->m_generation) return;
                           self->m_asked.remove(page);
                           if (!result.ok) return;
                           auto* rows = new QList<SuppressionEntry>;
                           for (const QJsonObject& record : RecordModel::recordsOf(result.value)) rows->append(entryOf(record));
                           self->m_rows.insert(page, rows);
                           const Page& p = self->m_pages.at(page);
                           emit self->dataChanged(self->index(p.first, 0), self->index(p.first + p.rows - 1, ColumnCount - 1));
                       });
}

int SuppressionModel::pageOf(int row) const {
    const auto after = std::upper_bound(m_pages.begin(), m_pages.end(), row, [](int r, const Page& p) { return r < p.first; });
    return int(after - m_pages.begin()) - 1;
}

SuppressionEntry SuppressionModel::entryOf(const QJsonObject& record) {
    const auto text = [&](const char* name) { return record.value(QLatin1String(name)).toString(); };
    return {text("list"),
            text("kind"),
            text("value"),
            text("reason"),
            text("origin"),
            record.value(QLatin1String("added")).toInteger(),
            record.value(QLatin1String("expires")).toInteger()};
}

std::optional<SuppressionEntry> SuppressionModel::entry(int row, bool ask) const {
    if (row < 0 || row >= m_count) return std::nullopt;
    const int page = pageOf(row);
    const QList<SuppressionEntry>* rows = m_rows.object(page);
    if (!rows) {
        if (ask) askAgain(page);
        return std::nullopt;
    }
    const int at = row - m_pages.at(page).first;
    return at < rows->size() ? std::optional(rows->at(at)) : std::nullopt;
}

QVariant SuppressionModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
        case MonoRole:
        case DimRole: break;
        case NumberRole: return index.column() == Added || index.column() == Expires;
        default: return {};
    }
    const auto found = entry(index.row());
    if (!found) return role == Qt::DisplayRole && index.column() == Value ? QVariant(QStringLiteral("…")) : QVariant();
    if (role == MonoRole) return index.column() == Value && (found->kind == QLatin1String("pattern") || isDigest(*found));
    if (role == DimRole) return index.column() == Kind || (index.column() == Expires && found->expires == 0);
    if (role == Qt::DisplayRole) return display(*found, index.column());
    switch (index.column()) {
        case Added: return format::exact(found->added);
        case Expires: return format::exact(found->expires);
        case Origin: return found->origin.toHtmlEscaped();
        default: return display(*found, index.column()).toHtmlEscaped();
    }
}

QString SuppressionModel::display(const SuppressionEntry& entry, int column) const {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    switch (column) {
        case Value: return entry.value;
        case Kind: return kindWords(entry.kind);
        case List: return entry.list;
        case Reason: return format::oneLine(entry.reason);
        case Origin: return originWords(entry.origin);
        case Added: return entry.added > 0 ? tr("%1 ago").arg(remaining(std::max<qint64>(1000, now - entry.added))) : QString();
        case Expires:
            if (entry.expires == 0) return tr("never");
            return entry.expires > now ? tr("in %1").arg(remaining(entry.expires - now)) : tr("expired");
        default: return {};
    }
}

QString SuppressionModel::kindWords(const QString& kind) {
    if (kind == QLatin1String("address")) return tr("address");
    if (kind == QLatin1String("local-part")) return tr("local part");
    if (kind == QLatin1String("domain")) return tr("domain");
    if (kind == QLatin1String("pattern")) return tr("pattern");
    return kind;
}

QString SuppressionModel::originWords(const QString& origin) {
    const QString rest = origin.section(QLatin1Char(' '), 1);
    if (origin.startsWith(QLatin1String("automatic:"))) return tr("by itself: %1").arg(rest);
    if (origin.startsWith(QLatin1String("admin "))) return rest;
    if (origin == QLatin1String("import")) return tr("imported");
    if (origin.startsWith(QLatin1String("import "))) return tr("imported by %1").arg(rest);
    if (origin.startsWith(QLatin1String("configuration ")))
        return tr("configuration, %1").arg(rest.section(QLatin1Char('/'), -1));
    if (origin == QLatin1String("configuration")) return tr("configuration");
    return origin;
}

QVariant SuppressionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Value: return tr("entry");
        case Kind: return tr("kind");
        case List: return tr("list");
        case Reason: return tr("reason");
        case Origin: return tr("from");
        case Added: return tr("added");
        case Expires: return tr("expires");
        default: return {};
    }
}

}  // namespace mailrace::gui
