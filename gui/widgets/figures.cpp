#include "gui/widgets/figures.h"

#include <QFontMetricsF>
#include <QPainter>

namespace mailrace::gui {

namespace {

qreal digitWidth(const QFontMetricsF& metrics) {
    qreal widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

qreal advance(const QFontMetricsF& metrics, QChar c, qreal digit) { return c.isDigit() ? digit : metrics.horizontalAdvance(c); }

}  // namespace

qreal figuresWidth(const QFontMetricsF& metrics, const QString& text) {
    const qreal digit = digitWidth(metrics);
    qreal width = 0;
    for (const QChar c : text) width += advance(metrics, c, digit);
    return width;
}

void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const qreal digit = digitWidth(metrics);
    const qreal width = figuresWidth(metrics, text);
    qreal x = rect.left();
    if (alignment & Qt::AlignRight) x = rect.right() - width;
    if (alignment & Qt::AlignHCenter) x = rect.center().x() - width / 2;
    const qreal y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    for (const QChar c : text) {
        const qreal w = advance(metrics, c, digit);
        painter.drawText(QPointF(x + (w - metrics.horizontalAdvance(c)) / 2, y), QString(c));
        x += w;
    }
}

}  // namespace mailrace::gui
