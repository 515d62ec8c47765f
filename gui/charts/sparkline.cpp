#include "gui/charts/sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "gui/widgets/theme.h"

namespace mailrace::gui {

void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& color) {
    if (values.size() < 2) return;
    const double most = *std::max_element(values.begin(), values.end());
    const double least = *std::min_element(values.begin(), values.end());
    // A sparkline shows how something moves, so the ground is lifted towards the smallest value; a flat series stays in the
    // middle.
    const double ground = std::max(0.0, least - std::max(most - least, most * 0.05) * 1.2);
    const double top = most > ground ? most + (most - ground) * 0.15 : ground + 1;
    const double step = rect.width() / double(values.size() - 1);
    QPolygonF line;
    line.reserve(values.size() + 2);
    for (qsizetype i = 0; i < values.size(); ++i) {
        line << QPointF(rect.left() + step * double(i),
                        rect.bottom() - rect.height() * std::max(0.0, values.at(i) - ground) / (top - ground));
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = color;
    fill.setAlphaF(0.20F);
    QPolygonF area = line;
    area << rect.bottomRight() << rect.bottomLeft();
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setPen(QPen(color, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.restore();
}

Sparkline::Sparkline(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(const QList<double>& values) {
    m_values = values;
    update();
}

void Sparkline::setColorName(const char* name) {
    m_color = name;
    update();
}

void Sparkline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor color = Theme::instance().color(isEnabled() ? m_color : "dim");
    paintSparkline(painter, QRectF(rect()).adjusted(1, 1, -1, 0), m_values, color);
}

}  // namespace mailrace::gui
