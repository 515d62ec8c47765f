#include "gui/charts/histogram.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "gui/charts/axis.h"
#include "gui/models/format.h"
#include "gui/models/tone.h"
#include "gui/models/words.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kAxis = 16;
constexpr int kShortestDrag = 5;
}  // namespace

Histogram::Histogram(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Events over time"));
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(74);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Histogram::setData(qint64 from, qint64 to, const QStringList& types, const QList<QList<double>>& counts) {
    m_from = from;
    m_to = std::max(from + 1, to);
    m_types = types;
    m_counts = counts;
    update();
}

QRectF Histogram::plot() const { return QRectF(rect()).adjusted(0, 2, 0, -kAxis); }

qint64 Histogram::timeAt(double x) const {
    const QRectF area = plot();
    return m_from + qint64(std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0) * double(m_to - m_from));
}

void Histogram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = Theme::instance();
    const QRectF area = plot();
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), theme.color("line"));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() - 1);
    painter.setFont(small);
    painter.setPen(theme.color("dim"));
    for (const qint64 tick : axis::timeTicks(m_from, m_to, std::max(2, int(area.width() / 130)))) {
        const double x = area.left() + area.width() * double(tick - m_from) / double(m_to - m_from);
        const QRectF place(std::clamp(x - 40, area.left(), area.right() - 80), area.bottom() + 2, 80, kAxis - 2);
        painter.drawText(place, Qt::AlignCenter, axis::timeLabel(tick, m_to - m_from));
    }
    double most = 0;
    for (const auto& bucket : m_counts) {
        double sum = 0;
        for (const double count : bucket) sum += count;
        most = std::max(most, sum);
    }
    if (most <= 0) {
        painter.drawText(area, Qt::AlignCenter, tr("Nothing in this time"));
        return;
    }
    const double step = area.width() / double(m_counts.size());
    const double gap = step > 5 ? 1.5 : step > 3 ? 1 : 0;
    for (qsizetype i = 0; i < m_counts.size(); ++i) {
        double y = area.bottom();
        for (qsizetype t = 0; t < m_counts.at(i).size() && t < m_types.size(); ++t) {
            const double count = m_counts.at(i).at(t);
            if (count <= 0) continue;
            const double h = std::max(1.0, area.height() * count / most);
            const Tone tone = isEnabled() ? toneOfEvent(m_types.at(t)) : Tone::Dim;
            painter.fillRect(QRectF(area.left() + step * double(i), y - h, std::max(1.0, step - gap), h), theme.color(tone));
            y -= h;
        }
    }
    if (m_press) {
        QColor veil = theme.color("accent");
        veil.setAlphaF(0.22F);
        painter.fillRect(
            QRectF(QPointF(std::min(*m_press, m_now), area.top()), QPointF(std::max(*m_press, m_now), area.bottom())), veil);
    }
}

void Histogram::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    m_press = m_now = event->position().x();
    update();
}

void Histogram::mouseMoveEvent(QMouseEvent* event) {
    m_now = event->position().x();
    update();
}

void Histogram::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_press) return;
    const double start = *m_press;
    const double end = event->position().x();
    m_press.reset();
    update();
    if (std::abs(end - start) >= kShortestDrag) {
        const qint64 from = timeAt(std::min(start, end));
        emit rangeChosen(from, std::max(from + 1000, timeAt(std::max(start, end))));
    }
}

void Histogram::mouseDoubleClickEvent(QMouseEvent*) {
    m_press.reset();
    emit widenWanted();
}

bool Histogram::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !m_counts.isEmpty()) {
        auto* help = static_cast<QHelpEvent*>(event);
        const double step = plot().width() / double(m_counts.size());
        const auto bucket = std::clamp<qsizetype>(qsizetype(help->pos().x() / std::max(0.1, step)), 0, m_counts.size() - 1);
        QStringList lines{format::clock(timeAt(double(bucket) * step))};
        for (qsizetype t = 0; t < m_counts.at(bucket).size() && t < m_types.size(); ++t) {
            if (m_counts.at(bucket).at(t) > 0)
                lines << QStringLiteral("%1  %2").arg(words::eventType(m_types.at(t)), format::count(m_counts.at(bucket).at(t)));
        }
        QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace mailrace::gui
