#include "gui/models/categoryseries.h"

#include <QDateTime>
#include <QHash>
#include <algorithm>

#include "gui/client/connection.h"
#include "gui/client/table.h"

namespace mailrace::gui {

namespace {
constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 3'600'000;
constexpr qint64 kMostPoints = 3'000;

qint64 stepFor(qint64 span) {
    if (span <= 12 * kHour) return kMinute;
    return span <= 2 * 24 * kHour ? 10 * kMinute : kHour;
}
}  // namespace

CategorySeries::CategorySeries(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {
    connect(&m_timer, &QTimer::timeout, this, &CategorySeries::load);
    connect(connection, &Connection::stateChanged, this, [this](LinkState state) {
        if (state == LinkState::Ready) load();
    });
}

void CategorySeries::setSpan(qint64 ms) {
    m_span = ms;
    m_zoom.reset();
    load();
}

void CategorySeries::setZoom(std::optional<QPair<qint64, qint64>> zoom) {
    m_zoom = zoom;
    load();
}

void CategorySeries::setProvider(const QString& provider) {
    if (provider == m_provider) return;
    m_provider = provider;
    load();
}

void CategorySeries::setActive(bool active) {
    if (active == m_active) return;
    m_active = active;
    if (active)
        load();
    else
        m_timer.stop();
}

void CategorySeries::load() {
    if (!m_active || !m_connection->isReady()) return;
    const qint64 to = m_zoom ? m_zoom->second : QDateTime::currentMSecsSinceEpoch();
    const qint64 span = m_zoom ? m_zoom->second - m_zoom->first : m_span;
    m_step = stepFor(span);
    m_to = to / m_step * m_step;  // the step that is not over yet would look like a drop
    m_from = std::min((to - span) / m_step * m_step, m_to - m_step);
    m_timer.start(m_step == kMinute ? 10'000 : 60'000);
    QJsonObject params{{QStringLiteral("from"), m_from}, {QStringLiteral("to"), m_to}, {QStringLiteral("step_ms"), m_step}};
    if (!m_provider.isEmpty()) params.insert(QStringLiteral("provider"), m_provider);
    m_connection->call(this, QStringLiteral("stats.categories"), params, [this, request = ++m_request](const RpcResult& result) {
        if (request == m_request && result.ok) take(result.value);
    });
}

void CategorySeries::take(const QJsonObject& result) {
    const Table table(result);
    const int time = table.column(QStringLiteral("time")), name = table.column(QStringLiteral("category"));
    const int deferred = table.column(QStringLiteral("deferred")), bounced = table.column(QStringLiteral("bounced"));
    const qsizetype points = qsizetype(std::min((m_to - m_from) / m_step, kMostPoints));
    QHash<QString, QList<double>> found;
    QHash<QString, double> sums;
    for (qsizetype i = 0; i < table.size(); ++i) {
        const QJsonArray row = table.row(i);
        const qint64 at = (cell(row, time).toInteger() - m_from) / m_step;
        if (at < 0 || at >= points) continue;
        const QString category = cell(row, name).toString();
        const double count = (cell(row, deferred).toDouble() + cell(row, bounced).toDouble()) * double(kMinute) / double(m_step);
        QList<double>& values = found[category];
        if (values.isEmpty()) values.fill(0, points);
        values[qsizetype(at)] += count;
        sums[category] += count;
    }
    QStringList order = sums.keys();
    std::sort(order.begin(), order.end(),
              [&](const QString& a, const QString& b) { return sums[a] != sums[b] ? sums[a] > sums[b] : a < b; });
    m_times.clear();
    for (qsizetype i = 0; i < points; ++i) m_times.append(m_from + i * m_step);
    m_categories = order.mid(0, kMost);
    m_values.clear();
    for (const QString& category : std::as_const(m_categories)) m_values.append(found.value(category));
    if (order.size() > kMost) {
        QList<double> others(points, 0);
        for (const QString& category : order.mid(kMost)) {
            for (qsizetype i = 0; i < points; ++i) others[i] += found[category].at(i);
        }
        m_categories.append(QString());
        m_values.append(others);
    }
    m_loaded = true;
    emit changed();
}

}  // namespace mailrace::gui
