// A chart over time: stacked areas and lines, a crosshair with values, drag to zoom, double click to go back, a click on a legend
// entry hides it, a click on the plot asks for that moment. Painted directly rather than with Qt Charts: thousands of points a
// second stay crisp and cheap.
#pragma once

#include <QColor>
#include <QList>
#include <QSet>
#include <QWidget>
#include <optional>

namespace mailrace::gui {

struct ChartSeries {
    QString name;
    const char* colorName = "depth";
    bool stacked = true;  // an area on top of the stacked ones before it; else a line
};

class TimeChart : public QWidget {
    Q_OBJECT
public:
    TimeChart(const QList<ChartSeries>& series, const QString& accessibleName, QWidget* parent = nullptr);

    /// Other series than before; those of the same name stay hidden when they were.
    void setSeries(const QList<ChartSeries>& series);
    /// Times ascending, in milliseconds since 1970; one list of values a series, each as long as `times`; NaN is a gap.
    void setData(const QList<qint64>& times, const QList<QList<double>>& values);
    /// What the time axis shows when not zoomed.
    void setRange(qint64 from, qint64 to);
    /// Unit after the values of the crosshair: "/s", " s".
    void setUnit(const QString& unit) { m_unit = unit; }
    void setEmptyWords(const QString& words) { m_emptyWords = words; }
    bool isZoomed() const { return m_zoom.has_value(); }
    QPair<qint64, qint64> shownRange() const;
    bool isHidden(int series) const { return m_hidden.contains(series); }
    void toggle(int series);

    QSize sizeHint() const override { return {360, 160}; }
    QSize minimumSizeHint() const override { return {160, 90}; }

signals:
    /// The person clicked on a moment, from one point to the next; `series` is the area under the pointer, -1 when there is none.
    void momentChosen(qint64 from, qint64 to, int series);
    /// The shown part of the time axis changed by zooming.
    void zoomed(qint64 from, qint64 to);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct LegendEntry {
        int series;
        QRectF rect;
    };

    QRectF plot() const;
    double xOf(qint64 time) const;
    qint64 timeAt(double x) const;
    double mostValue() const;
    QPair<qsizetype, qsizetype> shownPoints() const;
    std::optional<qsizetype> pointAt(double x) const;
    int areaAt(qsizetype point, double y) const;
    void layoutLegend();

    void paintAxes(QPainter& painter, const QRectF& area, double top) const;
    void paintSeries(QPainter& painter, const QRectF& area, double top) const;
    void paintLegend(QPainter& painter) const;
    void paintCrosshair(QPainter& painter, const QRectF& area) const;

    QList<ChartSeries> m_series;
    QList<qint64> m_times;
    QList<QList<double>> m_values;
    QSet<int> m_hidden;
    QList<LegendEntry> m_legend;
    int m_legendRows = 1;
    bool m_named = false;  // a single series has an entry in the legend, too
    QString m_unit;
    QString m_emptyWords;
    qint64 m_from = 0;
    qint64 m_to = 1;
    std::optional<QPair<qint64, qint64>> m_zoom;
    std::optional<QPointF> m_cursor;
    std::optional<double> m_dragFrom;
};

}  // namespace mailrace::gui
