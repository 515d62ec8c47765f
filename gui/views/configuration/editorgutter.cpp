#include "gui/views/configuration/editorgutter.h"

#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextBlock>
#include <QToolTip>

#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/confighighlighter.h"
#include "gui/views/configuration/folding.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kMark = 15;  // room for the mark of a problem
constexpr int kFold = 15;  // room for the arrow
constexpr int kPad = 5;
}  // namespace

EditorGutter::EditorGutter(ConfigEditor* editor) : QWidget(editor), m_editor(editor) { setMouseTracking(true); }

int EditorGutter::wantedWidth() const {
    const int digits = std::max(3, int(QString::number(m_editor->blockCount()).size()));
    return kMark + digits * m_editor->fontMetrics().horizontalAdvance(QLatin1Char('9')) + kPad + kFold;
}

void EditorGutter::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    const Theme& theme = Theme::instance();
    painter.fillRect(event->rect(), theme.color("inset"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_editor->font());
    m_editor->forVisibleBlocks([&](const QTextBlock& block, const QRectF& area) {
        const QRect row(0, int(area.top()), width(), int(area.height()));
        if (row.intersects(event->rect())) paintLine(painter, block, row);
    });
    painter.setPen(theme.color("line"));
    painter.drawLine(width() - 1, event->rect().top(), width() - 1, event->rect().bottom());
}

void EditorGutter::paintLine(QPainter& painter, const QTextBlock& block, const QRect& row) {
    const Theme& theme = Theme::instance();
    const bool current = block == m_editor->textCursor().block();
    if (current) painter.fillRect(row, theme.color("editor_line"));
    if (m_editor->isChanged(block.blockNumber() + 1))
        painter.fillRect(QRect(0, row.top(), 3, row.height()), theme.color("accent"));
    painter.setPen(theme.color(current ? "text" : "dim"));
    const QRect number(kMark, row.top(), width() - kMark - kPad - kFold, m_editor->fontMetrics().height());
    painter.drawText(number, Qt::AlignRight | Qt::AlignTop, QString::number(block.blockNumber() + 1));
    paintMark(painter, block, row);
    paintFold(painter, block, row);
}

/// A square for an error, a triangle for a warning: shape and colour.
void EditorGutter::paintMark(QPainter& painter, const QTextBlock& block, const QRect& row) {
    const auto problems = m_editor->highlighter()->problemsAt(block.blockNumber() + 1);
    if (problems.isEmpty()) return;
    config::Severity worst = config::Severity::information;
    for (const Problem& p : problems) worst = std::min(worst, p.severity);
    if (worst == config::Severity::information) return;  // all is well there
    const Theme& theme = Theme::instance();
    const QRectF place(4.5, row.top() + (m_editor->fontMetrics().height() - 8) / 2.0, 8, 8);
    painter.setPen(Qt::NoPen);
    switch (worst) {
        case config::Severity::error:
            painter.setBrush(theme.color("bad"));
            painter.drawRoundedRect(place, 1.5, 1.5);
            break;
        case config::Severity::warning:
            painter.setBrush(theme.color("slow"));
            painter.drawPolygon(QPolygonF{place.bottomLeft(), QPointF(place.center().x(), place.top()), place.bottomRight()});
            break;
        case config::Severity::information: break;
    }
}

void EditorGutter::paintFold(QPainter& painter, const QTextBlock& block, const QRect& row) {
    if (!folding::isFoldable(block)) return;
    const Theme& theme = Theme::instance();
    const double x = width() - kFold + kFold / 2.0 - 1;
    const double y = row.top() + m_editor->fontMetrics().height() / 2.0;
    QPainterPath arrow;
    if (folding::isFolded(block)) {
        arrow.moveTo(x - 2, y - 3.5);
        arrow.lineTo(x + 2, y);
        arrow.lineTo(x - 2, y + 3.5);
    } else {
        arrow.moveTo(x - 3.5, y - 2);
        arrow.lineTo(x, y + 2);
        arrow.lineTo(x + 3.5, y - 2);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(folding::isFolded(block) ? "accent" : "dim"), 1.4));
    painter.drawPath(arrow);
}

QTextBlock EditorGutter::blockAt(int y) const {
    QTextBlock found;
    m_editor->forVisibleBlocks([&](const QTextBlock& block, const QRectF& area) {
        if (y >= area.top() && y < area.bottom()) found = block;
    });
    return found;
}

void EditorGutter::mousePressEvent(QMouseEvent* event) {
    const QTextBlock block = blockAt(int(event->position().y()));
    if (!block.isValid() || event->button() != Qt::LeftButton) return;
    if (event->position().x() >= width() - kFold && folding::isFoldable(block)) {
        m_editor->toggleFold(block);
        return;
    }
    m_pressedLine = block.blockNumber();
    m_editor->selectLines(m_pressedLine, m_pressedLine);
}

void EditorGutter::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton) || m_pressedLine < 0) return;
    const QTextBlock block = blockAt(int(event->position().y()));
    if (block.isValid()) m_editor->selectLines(m_pressedLine, block.blockNumber());
}

void EditorGutter::wheelEvent(QWheelEvent* event) { QApplication::sendEvent(m_editor->viewport(), event); }

bool EditorGutter::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QTextBlock block = blockAt(help->pos().y());
        QStringList words;
        if (block.isValid()) {
            for (const Problem& p : m_editor->highlighter()->problemsAt(block.blockNumber() + 1))
                words.append(QStringLiteral("%1: %2").arg(severityWord(p.severity), p.words).toHtmlEscaped());
        }
        QToolTip::showText(help->globalPos(), words.join(QStringLiteral("<br>")), this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace mailrace::gui
