#include "gui/models/seriesmodel.h"

#include <QDateTime>
#include <array>
#include <cmath>

#include "gui/client/connection.h"
#include "gui/client/table.h"

namespace mailrace::gui {

namespace {

constexpr std::array kCounts{"received", "delivered", "deferred", "bounced", "rejected", "bytes"};
constexpr std::array kLatencies{"p50_ms", "p95_ms", "p99_ms"};
constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 3'600'000;
constexpr qint64 kLeastPartial = 5'000;

/// The coarsest step that still gives a chart enough points.
qint64 stepFor(qint64 span, qint64 age) {
    if (span <= 15 * kMinute && age <= kHour) return kSecond;
    return span <= 2 * 24 * kHour ? kMinute : kHour;
}

int pauseFor(qint64 step) { return step == kSecond ? 1000 : step == kMinute ? 10'000 : 60'000; }

}  // namespace

SeriesModel::SeriesModel(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {
    connect(&m_timer, &QTimer::timeout, this, &SeriesModel::load);
    connect(connection, &Connection::stateChanged, this, [this](LinkState state) {
        m_running = false;
        if (state == LinkState::Ready) load();
    });
}

void SeriesModel::setSpan(qint64 ms) {
    m_span = ms;
    m_zoom.reset();
    ++m_request;
    m_running = false;
    load();
}

void SeriesModel::setZoom(std::optional<QPair<qint64, qint64>> zoom) {
    m_zoom = zoom;
    ++m_request;
    m_running = false;
    load();
}

void SeriesModel::setQueue(const QString& queue) {
    if (queue == m_queue) return;
    m_queue = queue;
    m_provider.clear();
    m_times.clear();
    m_values.clear();
    setSpan(m_span);
}

void SeriesModel::setProvider(const QString& provider) {
    if (provider == m_provider) return;
    m_provider = provider;
    m_queue.clear();
    m_times.clear();
    m_values.clear();
    setSpan(m_span);
}

void SeriesModel::setActive(bool active) {
    if (active == m_active) return;
    m_active = active;
    if (active)
        load();
    else
        m_timer.stop();
}

void SeriesModel::load() {
    if (!m_active || m_running || !m_connection->isReady()) return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 to = m_zoom ? m_zoom->second : now;
    const qint64 span = m_zoom ? m_zoom->second - m_zoom->first : m_span;
    const qint64 step = stepFor(span, now - (to - span));
    // The step that is not over yet would look like a drop: it is left out while short, and later its rate is taken over what has
    // passed of it.
    const qint64 passed = m_zoom ? step : to % step;
    m_partial = step > kSecond && passed >= kLeastPartial ? passed : 0;
    m_to = to / step * step + (m_partial > 0 ? step : 0);
    m_from = (to - span) / step * step;
    m_step = step;
    m_timer.start(pauseFor(step));
    QJsonObject params{{QStringLiteral("from"), m_from}, {QStringLiteral("to"), m_to}, {QStringLiteral("step_ms"), step}};
    if (!m_queue.isEmpty()) params.insert(QStringLiteral("queue"), m_queue);
    if (!m_provider.isEmpty()) params.insert(QStringLiteral("provider"), m_provider);
    m_running = true;
    m_connection->call(this, QStringLiteral("stats.series"), params, [this, request = m_request](const RpcResult& result) {
        if (request != m_request) return;
        m_running = false;
        if (result.ok) take(result.value);
    });
}

void SeriesModel::take(const QJsonObject& result) {
    const Table table(result);
    const double seconds = double(result.value(QLatin1String("step_ms")).toInteger(m_step)) / 1000.0;
    const int time = table.column(QStringLiteral("time"));
    m_times.clear();
    m_values.clear();
    const auto read = [&](const char* name, auto convert) {
        const int column = table.column(QLatin1String(name));
        QList<double>& out = m_values[QLatin1String(name)];
        out.reserve(table.size());
        for (qsizetype i = 0; i < table.size(); ++i) {
            if (const qint64 t = cell(table.row(i), time).toInteger(); t >= m_to) continue;
            out.append(convert(cell(table.row(i), column)));
        }
    };
    for (qsizetype i = 0; i < table.size(); ++i) {
        if (const qint64 t = cell(table.row(i), time).toInteger(); t < m_to) m_times.append(t);
    }
    for (const char* name : kCounts) {
        read(name, [&](const QJsonValue& v) { return v.toDouble() / seconds; });
        QList<double>& rates = m_values[QLatin1String(name)];
        if (m_partial > 0 && !rates.isEmpty() && m_times.last() == m_to - m_step)
            rates.last() *= double(m_step) / double(m_partial);
    }
    read("depth", [](const QJsonValue& v) { return v.isDouble() ? v.toDouble() : std::nan(""); });
    for (const char* name : kLatencies)
        read(name, [](const QJsonValue& v) { return v.isDouble() ? v.toDouble() / 1000.0 : std::nan(""); });
    m_loaded = true;
    emit changed();
}

}  // namespace mailrace::gui
