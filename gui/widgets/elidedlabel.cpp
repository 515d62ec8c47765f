#include "gui/widgets/elidedlabel.h"

#include <QPainter>

namespace mailrace::gui {

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    painter.drawText(rect(), int(alignment()) | Qt::TextSingleLine, shown);
    if (shown != text() && toolTip() != text()) setToolTip(text());
}

}  // namespace mailrace::gui
