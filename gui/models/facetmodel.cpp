#include "gui/models/facetmodel.h"

#include <QJsonArray>
#include <algorithm>

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/words.h"

namespace mailrace::gui {

namespace {
constexpr int kTop = 6;
constexpr int kPause = 5000;  // between two counts while events stream in
constexpr int kTimeout = 60'000;
}  // namespace

FacetModel::FacetModel(Connection* connection, QStringList fields, QObject* parent)
    : QAbstractListModel(parent), m_connection(connection), m_fields(std::move(fields)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FacetModel::load);
}

void FacetModel::setFilter(const QString& filter) {
    m_filter = filter;
    ++m_generation;
    m_timer.stop();
    load();
}

void FacetModel::refreshSoon() {
    if (!m_timer.isActive()) m_timer.start(m_loaded ? kPause : 0);
}

void FacetModel::load() {
    if (!m_connection->isReady()) return;
    const QJsonObject params{{QStringLiteral("filter"), m_filter},
                             {QStringLiteral("fields"), QJsonArray::fromStringList(m_fields)},
                             {QStringLiteral("top"), kTop}};
    m_connection->call(
        this, QStringLiteral("events.facets"), params,
        [this, generation = m_generation](const RpcResult& result) {
            if (generation == m_generation && result.ok) take(result.value);
        },
        kTimeout);
}

void FacetModel::take(const QJsonObject& result) {
    const QJsonObject facets = result.value(QLatin1String("facets")).toObject();
    QList<Item> items;
    for (const QString& field : std::as_const(m_fields)) {
        const QJsonArray values = facets.value(field).toArray();
        QList<Item> found;
        double most = 0;
        for (const auto& pair : values) {
            const QJsonValue raw = pair.toArray().at(0);
            const QString value = raw.isDouble() ? QString::number(raw.toInteger()) : raw.toString();
            const double count = pair.toArray().at(1).toDouble();
            if (value.isEmpty() || (field == QLatin1String("code") && value == QLatin1String("0"))) continue;
            most = std::max(most, count);
            found.append({field, value, count, 0});
        }
        if (found.isEmpty()) continue;
        items.append({field, {}, 0, 0});
        for (Item& item : found) {
            item.share = most > 0 ? item.count / most : 0;
            items.append(item);
        }
    }
    const auto common = std::min(items.size(), m_items.size());
    if (items.size() < m_items.size()) {
        beginRemoveRows({}, int(items.size()), int(m_items.size()) - 1);
        m_items.resize(items.size());
        endRemoveRows();
    } else if (items.size() > m_items.size()) {
        beginInsertRows({}, int(m_items.size()), int(items.size()) - 1);
        m_items.append(items.mid(m_items.size()));
        endInsertRows();
    }
    for (qsizetype i = 0; i < common; ++i) m_items[i] = items.at(i);
    if (!m_items.isEmpty()) emit dataChanged(index(0), index(int(m_items.size()) - 1));
    m_loaded = true;
    emit loaded(result.value(QLatin1String("complete")).toBool(true));
}

int FacetModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_items.size()); }

Qt::ItemFlags FacetModel::flags(const QModelIndex& index) const {
    if (!index.isValid() || m_items.at(index.row()).value.isEmpty()) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant FacetModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_items.size()) return {};
    const Item& item = m_items.at(index.row());
    const bool heading = item.value.isEmpty();
    switch (role) {
        case Qt::DisplayRole:
            if (heading) return title(item.field);
            if (item.field == QLatin1String("class")) return words::responseClass(item.value).section(QLatin1Char(':'), 0, 0);
            return item.field == QLatin1String("type") ? words::eventType(item.value) : item.value;
        case Qt::ToolTipRole:
            if (heading) return {};
            return tr("%1: %2 events. Click to see only these, Ctrl+click to leave them out.")
                .arg(item.value.toHtmlEscaped(), format::count(item.count));
        case HeadingRole: return heading;
        case FieldNameRole: return item.field;
        case ValueRole: return item.value;
        case CountRole: return item.count;
        case ShareRole: return item.share;
        case StateRole: return heading ? 0 : int(filtertext::stateOf(m_filter, item.field, item.value));
        default: return {};
    }
}

QString FacetModel::title(const QString& field) {
    if (field == QLatin1String("type")) return tr("Type");
    if (field == QLatin1String("category")) return tr("Category");
    if (field == QLatin1String("subcategory")) return tr("Sub-category");
    if (field == QLatin1String("class")) return tr("Class");
    if (field == QLatin1String("provider")) return tr("Provider");
    if (field == QLatin1String("domain")) return tr("Domain");
    if (field == QLatin1String("source")) return tr("Source address");
    if (field == QLatin1String("vmta")) return tr("Virtual MTA");
    if (field == QLatin1String("job")) return tr("Job");
    if (field == QLatin1String("code")) return tr("Response code");
    return field;
}

}  // namespace mailrace::gui
