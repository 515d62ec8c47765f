#include "gui/charts/timechart.h"

#include <QDateTime>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "gui/charts/axis.h"

namespace mailrace::gui {

namespace {
constexpr int kShortestDrag = 6;         // pixels: less is a click
constexpr qint64 kShortestZoom = 5'000;  // milliseconds
}  // namespace

void TimeChart::setData(const QList<qint64>& times, const QList<QList<double>>& values) {
    m_times = times;
    m_values = values;
    update();
}

void TimeChart::setSeries(const QList<ChartSeries>& series) {
    QSet<QString> hidden;
    for (const int s : std::as_const(m_hidden)) hidden.insert(m_series.value(s).name);
    m_series = series;
    m_named = true;
    m_values.clear();
    m_hidden.clear();
    for (int s = 0; s < m_series.size(); ++s) {
        if (hidden.contains(m_series.at(s).name)) m_hidden.insert(s);
    }
    update();
}

void TimeChart::setRange(qint64 from, qint64 to) {
    m_from = from;
    m_to = std::max(from + 1, to);
    update();
}

QPair<qint64, qint64> TimeChart::shownRange() const { return m_zoom.value_or(QPair<qint64, qint64>{m_from, m_to}); }

void TimeChart::toggle(int series) {
    if (!m_hidden.remove(series)) m_hidden.insert(series);
    update();
}

double TimeChart::xOf(qint64 time) const {
    const QRectF area = plot();
    const auto [from, to] = shownRange();
    return area.left() + area.width() * double(time - from) / double(to - from);
}

qint64 TimeChart::timeAt(double x) const {
    const QRectF area = plot();
    const auto [from, to] = shownRange();
    const double part = std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0);
    return from + qint64(part * double(to - from));
}

/// Index of the first point shown and of the one after the last, with one more on each side so that lines reach the edges.
QPair<qsizetype, qsizetype> TimeChart::shownPoints() const {
    const auto [from, to] = shownRange();
    auto first = std::lower_bound(m_times.begin(), m_times.end(), from) - m_times.begin();
    auto last = std::upper_bound(m_times.begin(), m_times.end(), to) - m_times.begin();
    return {std::max<qsizetype>(0, first - 1), std::min<qsizetype>(m_times.size(), last + 1)};
}

double TimeChart::mostValue() const {
    const auto [first, last] = shownPoints();
    double most = 0;
    for (qsizetype i = first; i < last; ++i) {
        double stack = 0;
        for (int s = 0; s < m_series.size() && s < m_values.size(); ++s) {
            const double value = m_values.at(s).value(i);
            if (m_hidden.contains(s) || std::isnan(value)) continue;
            if (m_series.at(s).stacked)
                stack += value;
            else
                most = std::max(most, value);
        }
        most = std::max(most, stack);
    }
    return most;
}

std::optional<qsizetype> TimeChart::pointAt(double x) const {
    if (m_times.isEmpty()) return std::nullopt;
    const qint64 time = timeAt(x);
    auto it = std::lower_bound(m_times.begin(), m_times.end(), time);
    if (it == m_times.end()) --it;
    if (it != m_times.begin() && time - *(it - 1) < *it - time) --it;
    return it - m_times.begin();
}

/// The stacked series whose area is at a height, as it is painted.
int TimeChart::areaAt(qsizetype point, double y) const {
    const QRectF area = plot();
    const double most = mostValue();
    if (most <= 0) return -1;
    const double value = (area.bottom() - y) / area.height() * axis::ticks(most, area.height() > 130 ? 4 : 3).last();
    double base = 0;
    for (int s = 0; s < m_series.size() && s < m_values.size(); ++s) {
        const double part = m_values.at(s).value(point);
        if (m_hidden.contains(s) || !m_series.at(s).stacked || std::isnan(part)) continue;
        if (value >= base && value < base + part) return s;
        base += part;
    }
    return -1;
}

void TimeChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    for (const LegendEntry& entry : std::as_const(m_legend)) {
        if (entry.rect.contains(event->position())) return toggle(entry.series);
    }
    if (plot().contains(event->position())) m_dragFrom = event->position().x();
}

void TimeChart::mouseMoveEvent(QMouseEvent* event) {
    m_cursor = event->position();
    update();
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_dragFrom) return;
    const double start = *m_dragFrom;
    m_dragFrom.reset();
    const double end = event->position().x();
    if (std::abs(end - start) < kShortestDrag) {
        if (const auto point = pointAt(end)) {
            const qint64 width = m_times.size() > 1 ? m_times.at(1) - m_times.at(0) : 1000;
            emit momentChosen(m_times.at(*point), m_times.at(*point) + std::max<qint64>(1000, width), areaAt(*point, event->position().y()));
        }
        return;
    }
    qint64 from = timeAt(std::min(start, end));
    qint64 to = timeAt(std::max(start, end));
    if (to - from < kShortestZoom) {
        const qint64 middle = (from + to) / 2;
        from = middle - kShortestZoom / 2;
        to = middle + kShortestZoom / 2;
    }
    m_zoom = {from, to};
    update();
    emit zoomed(from, to);
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent*) {
    m_dragFrom.reset();
    if (!m_zoom) return;
    m_zoom.reset();
    update();
    emit zoomed(m_from, m_to);
}

void TimeChart::leaveEvent(QEvent*) {
    m_cursor.reset();
    update();
}

}  // namespace mailrace::gui
