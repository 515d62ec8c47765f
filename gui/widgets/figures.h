// Figures in columns: digits drawn in cells of equal width whatever the face has, because Qt 6.4 cannot ask a font for its
// tabular figures.
#pragma once

#include <QRectF>
#include <QString>

class QFontMetricsF;
class QPainter;

namespace mailrace::gui {

/// Width of `text` with digits of equal width.
qreal figuresWidth(const QFontMetricsF& metrics, const QString& text);
/// Draws in the painter's font and pen, vertically centred; `alignment` is left, right or horizontal centre.
void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);

}  // namespace mailrace::gui
