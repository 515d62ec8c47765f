#include "gui/models/histogrammodel.h"

#include <QDateTime>
#include <QJsonArray>
#include <algorithm>

#include "gui/client/connection.h"
#include "shared/filter/filter.h"

namespace mailrace::gui {

namespace {
constexpr int kBuckets = 120;
constexpr int kPause = 2000;
constexpr int kTimeout = 60'000;
constexpr qint64 kShortestSpan = 60'000;
constexpr qint64 kDefaultSpan = 2LL * 3600 * 1000;  // when the filter says nothing of time

/// The span of time that the filter leaves, in milliseconds.
QPair<qint64, qint64> spanOf(const QString& text, qint64 now, qint64 oldest) {
    const qint64 farthest = std::max(now - kDefaultSpan, std::min(oldest, now - kShortestSpan));
    qint64 from = farthest;
    qint64 to = now;
    const auto parsed = filter::parse(text.toStdString(), filter::event_fields(), wall_from_us(now * 1000));
    if (!parsed.ok()) return {from, to};
    const auto range = filter::required_range(parsed.filter(), filter::id_of(filter::EventField::time));
    if (range.to != INT64_MAX) to = std::min<qint64>(now, range.to / 1000 + 1);
    from = range.from != INT64_MIN ? range.from / 1000 : std::min(farthest, to - kShortestSpan);
    return {from, std::max(from + 1000, to)};
}
}  // namespace

HistogramModel::HistogramModel(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HistogramModel::load);
}

void HistogramModel::setFilter(const QString& filter) {
    m_filter = filter;
    m_oldest = 0;
    ++m_generation;
    m_timer.stop();
    load();
}

void HistogramModel::setOldest(qint64 time) {
    if (time == m_oldest) return;
    m_oldest = time;
    load();
}

void HistogramModel::refreshSoon() {
    if (!m_timer.isActive()) m_timer.start(m_counts.isEmpty() ? 0 : kPause);
}

void HistogramModel::load() {
    if (!m_connection->isReady()) return;
    auto [from, to] = spanOf(m_filter, QDateTime::currentMSecsSinceEpoch(), m_oldest);
    // Bars of whole seconds at round times: others would beat against what happens every second, and shift with each refresh.
    const qint64 width = std::max<qint64>(1, (to - from + kBuckets * 1000 - 1) / (kBuckets * 1000)) * 1000;
    from = from / width * width;
    to = (to + width - 1) / width * width;
    const QJsonObject params{{QStringLiteral("filter"), m_filter},
                             {QStringLiteral("from"), from},
                             {QStringLiteral("to"), to},
                             {QStringLiteral("buckets"), (to - from) / width}};
    m_connection->call(
        this, QStringLiteral("events.histogram"), params,
        [this, from = from, to = to, generation = m_generation](const RpcResult& result) {
            if (generation != m_generation || !result.ok) return;
            m_from = result.value.value(QLatin1String("from")).toInteger(from);
            m_to = result.value.value(QLatin1String("to")).toInteger(to);
            m_types.clear();
            m_counts.clear();
            const QJsonArray types = result.value.value(QLatin1String("types")).toArray();
            for (const auto& type : types) m_types.append(type.toString());
            const QJsonArray buckets = result.value.value(QLatin1String("counts")).toArray();
            for (const auto& bucket : buckets) {
                QList<double> row;
                const QJsonArray values = bucket.toArray();
                for (const auto& value : values) row.append(value.toDouble());
                m_counts.append(row);
            }
            emit changed();
        },
        kTimeout);
}

}  // namespace mailrace::gui
