#include "gui/models/suppressionlists.h"

#include <QJsonObject>
#include <algorithm>

#include "gui/client/connection.h"
#include "gui/models/format.h"

namespace mailrace::gui {

namespace {

constexpr int kEvery = 10'000;

QStringList texts(const QJsonValue& array) {
    QStringList out;
    const QJsonArray values = array.toArray();
    for (const auto& value : values) out << value.toString();
    return out;
}

SuppressionList listOf(const QJsonObject& o) {
    SuppressionList out;
    out.name = o.value(QLatin1String("name")).toString();
    out.hashed = o.value(QLatin1String("hashed")).toBool();
    out.algorithm = o.value(QLatin1String("algorithm")).toString();
    out.place = o.value(QLatin1String("place")).toString();
    out.entries = o.value(QLatin1String("entries")).toInteger();
    out.configured = o.value(QLatin1String("from_configuration")).toInteger();
    out.lastAdded = o.value(QLatin1String("last_added")).toInteger();
    out.sources = texts(o.value(QLatin1String("sources")));
    const QJsonArray rules = o.value(QLatin1String("automatic")).toArray();
    for (const auto& value : rules) {
        const QJsonObject rule = value.toObject();
        out.rules.append({texts(rule.value(QLatin1String("categories"))), rule.value(QLatin1String("after")).toInt(1),
                          rule.value(QLatin1String("within_s")).toInteger(), rule.value(QLatin1String("expires_s")).toInteger()});
    }
    return out;
}

}  // namespace

SuppressionLists::SuppressionLists(Connection* connection, QObject* parent)
    : QAbstractListModel(parent), m_connection(connection) {
    connect(&m_timer, &QTimer::timeout, this, &SuppressionLists::load);
}

void SuppressionLists::setActive(bool active) {
    if (!active) return m_timer.stop();
    m_timer.start(kEvery);
    load();
}

void SuppressionLists::load() {
    if (!m_connection->isReady()) return;
    m_connection->call(this, QStringLiteral("suppression.lists"), {}, [this](const RpcResult& result) {
        if (result.ok) return take(result.value.value(QLatin1String("lists")).toArray());
        if (result.error.word != QLatin1String("offline")) emit failed(result.error.message);
    });
}

void SuppressionLists::take(const QJsonArray& lists) {
    QList<SuppressionList> fresh;
    for (const auto& value : lists) fresh.append(listOf(value.toObject()));
    const bool same = m_loaded && std::equal(fresh.begin(), fresh.end(), m_lists.begin(), m_lists.end(),
                                             [](const auto& a, const auto& b) { return a.name == b.name; });
    if (!same) beginResetModel();
    m_lists = std::move(fresh);
    m_loaded = true;
    if (!same) endResetModel();
    if (same) emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

const SuppressionList* SuppressionLists::find(const QString& name) const {
    const auto found = std::find_if(m_lists.begin(), m_lists.end(), [&](const auto& list) { return list.name == name; });
    return found == m_lists.end() ? nullptr : &*found;
}

int SuppressionLists::rowOf(const QString& name) const {
    for (qsizetype i = 0; i < m_lists.size(); ++i) {
        if (m_lists.at(i).name == name) return int(i) + 1;
    }
    return 0;
}

qint64 SuppressionLists::total() const {
    qint64 sum = 0;
    for (const auto& list : m_lists) sum += list.entries;
    return sum;
}

QString SuppressionLists::ruleWords(const SuppressionRule& rule) {
    const QString what = rule.categories.join(tr(" or "));
    QString out = rule.after <= 1 ? tr("at the first %1").arg(what) : tr("after %1 × %2").arg(rule.after).arg(what);
    if (rule.after > 1 && rule.withinS > 0) out += tr(" within %1").arg(format::duration(rule.withinS * 1000));
    out += rule.expiresS > 0 ? tr(", for %1").arg(format::duration(rule.expiresS * 1000)) : tr(", for good");
    return out;
}

QString SuppressionLists::noteOf(const SuppressionList& list) {
    QStringList out;
    if (list.hashed) out << tr("hashed");
    if (!list.rules.isEmpty()) out << tr("fills itself");
    if (list.entries > 0 && list.configured == list.entries) out << tr("configuration");
    out << (list.sources.isEmpty() ? tr("not used") : tr("used by %1").arg(list.sources.join(QStringLiteral(", "))));
    return out.join(QStringLiteral(" · "));
}

QVariant SuppressionLists::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() > m_lists.size()) return {};
    if (index.row() == 0) {
        if (role == Qt::DisplayRole) return tr("All lists");
        if (role == NameRole) return QString();
        if (role == CountRole) return total();
        if (role == NoteRole) return m_lists.size() == 1 ? tr("1 list") : tr("%1 lists").arg(m_lists.size());
        return {};
    }
    const SuppressionList& list = m_lists.at(index.row() - 1);
    switch (role) {
        case Qt::DisplayRole:
        case NameRole: return list.name;
        case CountRole: return list.entries;
        case NoteRole: return noteOf(list);
        case Qt::ToolTipRole: {
            QStringList out{list.name + QStringLiteral(": ") + noteOf(list)};
            for (const auto& rule : list.rules) out << tr("Takes an address %1").arg(ruleWords(rule));
            return out.join(QLatin1Char('\n'));
        }
        case Qt::AccessibleTextRole:
            return tr("%1, %2 entries, %3").arg(list.name, format::count(double(list.entries)), noteOf(list));
        default: return {};
    }
}

}  // namespace mailrace::gui
