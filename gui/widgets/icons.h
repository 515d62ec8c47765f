// The icons of the application, drawn from line art in the resources in the colour asked for.
#pragma once

#include <QColor>
#include <QPixmap>
#include <QString>

namespace mailrace::gui {

/// The icon `name` as a pixmap of `size` logical pixels, sharp on a screen with `ratio` device pixels each.
QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal ratio);

}  // namespace mailrace::gui
