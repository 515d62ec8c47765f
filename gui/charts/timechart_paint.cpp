// The painting half of TimeChart: axes, areas and lines, legend, crosshair.
#include <QDateTime>
#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

#include "gui/charts/axis.h"
#include "gui/charts/timechart.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kLeft = 44;
constexpr int kBottom = 20;
constexpr int kLegendHeight = 20;
constexpr int kSquare = 9;
constexpr int kLegendGap = 14;
constexpr int kLegendRows = 3;
}  // namespace

TimeChart::TimeChart(const QList<ChartSeries>& series, const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_series(series), m_emptyWords(tr("No data yet")) {
    setAccessibleName(accessibleName);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setToolTip({});
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QRectF TimeChart::plot() const {
    const double top = m_series.size() > 1 || m_named ? kLegendHeight * m_legendRows + 6 : 6;
    return QRectF(rect()).adjusted(kLeft, top, -4, -kBottom);
}

void TimeChart::layoutLegend() {
    m_legend.clear();
    m_legendRows = 1;
    if (m_series.size() < 2 && !m_named) return;
    const QFontMetricsF metrics(font());
    // Rows of entries that fit, each set at the right.
    QList<double> widths;
    for (const ChartSeries& series : std::as_const(m_series)) widths.append(metrics.horizontalAdvance(series.name) + kSquare + 6);
    const double room = std::max(60.0, width() - 8.0);
    qsizetype first = 0;
    for (int row = 0; first < widths.size() && row < kLegendRows; ++row) {
        qsizetype end = first;
        double used = 0;
        while (end < widths.size() && (end == first || used + widths.at(end) + kLegendGap <= room)) used += widths.at(end++) + kLegendGap;
        double x = width() - 4 - used + kLegendGap;
        for (; first < end; ++first) {
            m_legend.append({int(first), QRectF(x, row * kLegendHeight, widths.at(first), kLegendHeight)});
            x += widths.at(first) + kLegendGap;
        }
        m_legendRows = row + 1;
    }
}

void TimeChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    layoutLegend();
    const QRectF area = plot();
    const double most = mostValue();
    const QList<double> ticks = axis::ticks(most > 0 ? most : 1, area.height() > 130 ? 4 : 3);
    const double top = ticks.last();
    paintLegend(painter);
    if (m_times.isEmpty()) {
        painter.setPen(Theme::instance().color("dim"));
        painter.drawText(area, Qt::AlignCenter, m_emptyWords);
        return;
    }
    paintAxes(painter, area, top);
    if (most <= 0) {
        painter.setPen(Theme::instance().color("dim"));
        painter.drawText(area, Qt::AlignCenter, m_emptyWords);
    } else {
        paintSeries(painter, area, top);
    }
    if (m_dragFrom && m_cursor) {
        QColor veil = Theme::instance().color("accent");
        veil.setAlphaF(0.18F);
        const double x = std::clamp(m_cursor->x(), area.left(), area.right());
        painter.fillRect(QRectF(QPointF(std::min(*m_dragFrom, x), area.top()), QPointF(std::max(*m_dragFrom, x), area.bottom())),
                         veil);
    } else if (m_cursor && area.contains(*m_cursor) && most > 0) {
        paintCrosshair(painter, area);
    }
}

void TimeChart::paintAxes(QPainter& painter, const QRectF& area, double top) const {
    const Theme& theme = Theme::instance();
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() - 1);
    painter.setFont(small);
    for (const double tick : axis::ticks(top, area.height() > 130 ? 4 : 3)) {
        const double y = std::round(area.bottom() - area.height() * tick / top) + 0.5;
        if (y < area.top() - 2) continue;
        painter.setPen(theme.color("line"));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color("dim"));
        painter.drawText(QRectF(0, y - 8, kLeft - 6, 16), Qt::AlignRight | Qt::AlignVCenter, axis::label(tick));
    }
    const auto [from, to] = shownRange();
    const QFontMetricsF metrics(small);
    for (const qint64 tick : axis::timeTicks(from, to, std::max(2, int(area.width() / 110)))) {
        const QString label = axis::timeLabel(tick, to - from);
        const double w = metrics.horizontalAdvance(label) + 4;
        const double x = std::clamp(xOf(tick) - w / 2, area.left(), area.right() - w + 4);
        painter.setPen(theme.color("dim"));
        painter.drawText(QRectF(x, area.bottom() + 3, w, kBottom - 4), Qt::AlignCenter, label);
    }
    painter.setFont(font());
}

void TimeChart::paintSeries(QPainter& painter, const QRectF& area, double top) const {
    const auto [first, last] = shownPoints();
    const qsizetype n = last - first;
    if (n < 1) return;
    painter.save();
    painter.setClipRect(area.adjusted(0, -2, 0, 1));
    painter.setRenderHint(QPainter::Antialiasing);
    const auto y = [&](double value) { return area.bottom() - area.height() * value / top; };
    std::vector<double> base(size_t(n), 0.0);
    for (int s = 0; s < m_series.size() && s < m_values.size(); ++s) {
        if (m_hidden.contains(s)) continue;
        const QColor color = Theme::instance().color(isEnabled() ? m_series.at(s).colorName : "dim");
        if (m_series.at(s).stacked) {
            QPolygonF area_(int(2 * n));
            for (qsizetype i = 0; i < n; ++i) {
                const double x = xOf(m_times.at(first + i));
                const double value = m_values.at(s).value(first + i);
                area_[2 * n - 1 - i] = QPointF(x, y(base[size_t(i)]));
                base[size_t(i)] += std::isnan(value) ? 0 : value;
                area_[i] = QPointF(x, y(base[size_t(i)]));
            }
            painter.setPen(QPen(color, 0.6));
            painter.setBrush(color);
            painter.drawPolygon(area_);
            continue;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.6));
        QPolygonF line;
        for (qsizetype i = 0; i <= n; ++i) {
            const double value = i < n ? m_values.at(s).value(first + i) : std::nan("");
            if (!std::isnan(value)) {
                line << QPointF(xOf(m_times.at(first + i)), y(value));
                continue;
            }
            if (line.size() == 1) painter.drawEllipse(line.first(), 1, 1);
            if (line.size() > 1) painter.drawPolyline(line);
            line.clear();
        }
    }
    painter.restore();
}

void TimeChart::paintLegend(QPainter& painter) const {
    const Theme& theme = Theme::instance();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const LegendEntry& entry : m_legend) {
        const bool hidden = m_hidden.contains(entry.series);
        const ChartSeries& series = m_series.at(entry.series);
        const QRectF square(entry.rect.left(), entry.rect.center().y() - kSquare / 2.0, kSquare, kSquare);
        painter.setPen(theme.color(hidden ? "dim" : series.colorName));
        painter.setBrush(hidden ? QBrush(Qt::NoBrush) : QBrush(theme.color(series.colorName)));
        if (series.stacked)
            painter.drawRoundedRect(square, 2, 2);
        else
            painter.drawRect(square.adjusted(0, 3, 0, -3));
        painter.setPen(theme.color(hidden ? "disabled" : "text"));
        painter.drawText(entry.rect.adjusted(kSquare + 5, 0, 4, 0), Qt::AlignVCenter | Qt::AlignLeft, series.name);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimeChart::paintCrosshair(QPainter& painter, const QRectF& area) const {
    const auto point = pointAt(m_cursor->x());
    if (!point) return;
    const Theme& theme = Theme::instance();
    const double x = std::round(xOf(m_times.at(*point))) + 0.5;
    painter.setPen(QPen(theme.color("dim"), 1, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));

    QStringList lines{QDateTime::fromMSecsSinceEpoch(m_times.at(*point)).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))};
    for (int s = 0; s < m_series.size() && s < m_values.size(); ++s) {
        const double value = m_values.at(s).value(*point);
        if (m_hidden.contains(s) || std::isnan(value)) continue;
        const QString figure = QLocale().toString(value, 'f', value < 10 && value != std::floor(value) ? 2 : 0);
        lines << QStringLiteral("%1  %2%3").arg(m_series.at(s).name, figure, m_unit);
    }
    const QFontMetricsF metrics(font());
    double width = 0;
    for (const QString& line : lines) width = std::max(width, metrics.horizontalAdvance(line));
    QRectF box(x + 10, area.top() + 4, width + 16, metrics.lineSpacing() * double(lines.size()) + 10);
    if (box.right() > area.right()) box.moveRight(x - 10);
    painter.setPen(theme.color("line_strong"));
    painter.setBrush(theme.color("card"));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(theme.color("text"));
    painter.drawText(box.adjusted(8, 5, -8, -5), Qt::AlignLeft | Qt::AlignTop, lines.join(QLatin1Char('\n')));
}

}  // namespace mailrace::gui
