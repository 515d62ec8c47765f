#include "gui/charts/stattile.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "gui/charts/sparkline.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/figures.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kValueTop = 28;
constexpr int kValueHeight = 28;
constexpr qreal kValuePoints = 15;
}  // namespace

StatTile::StatTile(const QString& name, const char* colorName, QWidget* parent)
    : QFrame(parent),
      m_name(name),
      m_value(QStringLiteral("–")),
      m_nameLabel(new ElidedLabel),
      m_note(new ElidedLabel),
      m_spark(new Sparkline) {
    setObjectName(QStringLiteral("card"));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(name);
    m_nameLabel->setText(name);
    m_nameLabel->setObjectName(QStringLiteral("dim"));
    m_note->setObjectName(QStringLiteral("dim"));
    m_spark->setColorName(colorName);
    m_spark->setFixedSize(40, 24);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 10, 8);
    layout->setSpacing(0);
    layout->addWidget(m_nameLabel);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_spark, 0, Qt::AlignVCenter);
    middle->setContentsMargins(0, 2, 0, 2);
    layout->addLayout(middle);
    layout->addWidget(m_note);
    setFixedHeight(86);
    setMinimumWidth(118);
}

void StatTile::setValue(const QString& value) {
    if (value == m_value) return;
    m_value = value;
    setAccessibleDescription(value);
    update();
}

void StatTile::setNote(const QString& note) { m_note->setText(note); }
QString StatTile::note() const { return m_note->text(); }
void StatTile::setSeries(const QList<double>& values) { m_spark->setValues(values); }

void StatTile::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    const Theme& theme = Theme::instance();
    QFont big = font();
    big.setPointSizeF(kValuePoints);
    big.setWeight(QFont::DemiBold);
    painter.setFont(big);
    painter.setPen(theme.color(isEnabled() ? "text" : "disabled"));
    drawFigures(painter, QRectF(12, kValueTop, width() - 20, kValueHeight), Qt::AlignLeft, m_value);
    if (hasFocus()) {
        painter.setPen(theme.color("accent"));
        painter.drawRoundedRect(rect().adjusted(0, 0, -1, -1), 5, 5);
    }
}

void StatTile::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) emit clicked();
}

void StatTile::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space)
        emit clicked();
    else
        QFrame::keyPressEvent(event);
}

}  // namespace mailrace::gui
