#include "gui/widgets/diffpane.h"

#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include "gui/widgets/syntaxformat.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kPadding = 6;
constexpr int kBar = 3;  // the mark of the current change
constexpr int kLongestColoured = 4'000;
}  // namespace

/// Line numbers and signs, beside the text.
class DiffPane::Gutter : public QWidget {
public:
    explicit Gutter(DiffPane* pane) : QWidget(pane), m_pane(pane) {}
    QSize sizeHint() const override { return {m_pane->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_pane->paintGutter(event); }

private:
    DiffPane* m_pane;
};

DiffPane::DiffPane(Side side, const QString& accessibleName, QWidget* parent)
    : QPlainTextEdit(parent), m_side(side), m_gutter(new Gutter(this)) {
    setObjectName(QStringLiteral("diffPane"));
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    document()->setDocumentMargin(2);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(&Theme::instance(), &Theme::changed, this, &DiffPane::applyTheme);
    applyTheme();
}

void DiffPane::applyTheme() {
    setFont(Theme::instance().mono());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) block.setUserState(-1);
    viewport()->update();
    m_gutter->update();
}

void DiffPane::setRows(const DiffLines* lines, const QVector<DiffRow>& rows) {
    m_lines = lines;
    m_rows = rows;
    m_first = m_last = -1;
    QStringList text;
    text.reserve(rows.size());
    for (const DiffRow& row : rows) text.append(textOf(row));
    setPlainText(text.join(QLatin1Char('\n')));
    setViewportMargins(gutterWidth(), 0, 0, 0);
    m_gutter->setGeometry(0, 0, gutterWidth(), height());
    m_gutter->update();
}

QString DiffPane::textOf(const DiffRow& row) const {
    if (row.kind == DiffRow::Kind::Fold) return tr("⋯ %1 equal lines").arg(row.folded);
    const bool right = m_side == Side::Right || (m_side == Side::Both && row.left == 0);
    const int line = right ? row.right : row.left;
    return line == 0 ? QString() : (right ? m_lines->rightLines : m_lines->leftLines).at(line - 1);
}

bool DiffPane::isFold(int row) const { return row >= 0 && row < m_rows.size() && m_rows.at(row).kind == DiffRow::Kind::Fold; }

bool DiffPane::isFiller(const DiffRow& row) const {
    return (m_side == Side::Left && row.left == 0) || (m_side == Side::Right && row.right == 0);
}

const char* DiffPane::groundOf(const DiffRow& row) const {
    if (row.kind == DiffRow::Kind::Fold) return "chrome";
    if (isFiller(row)) return "inset";
    if (!row.isChange()) return nullptr;
    const bool left = m_side == Side::Left || row.kind == DiffRow::Kind::Removed;
    return left ? "diff_removed" : "diff_added";
}

const char* DiffPane::wordsGroundOf(const DiffRow& row) const {
    const bool left = m_side == Side::Left || row.kind == DiffRow::Kind::Removed;
    return left ? "diff_removed_word" : "diff_added_word";
}

QChar DiffPane::signOf(const DiffRow& row) const {
    if (!row.isChange() || isFiller(row)) return QLatin1Char(' ');
    const bool left = m_side == Side::Left || row.kind == DiffRow::Kind::Removed;
    return left ? QChar(0x2212) : QLatin1Char('+');
}

const QVector<DiffSpan>& DiffPane::wordsOf(const DiffRow& row) const {
    const bool left = m_side == Side::Left || (m_side == Side::Both && row.kind == DiffRow::Kind::Removed);
    return left ? row.leftWords : row.rightWords;
}

int DiffPane::digits() const {
    const qsizetype most = m_lines ? std::max(m_lines->leftLines.size(), m_lines->rightLines.size()) : 1;
    return std::max(3, int(QString::number(most).size()));
}

int DiffPane::gutterWidth() const {
    const int number = fontMetrics().horizontalAdvance(QLatin1Char('9')) * digits();
    const int numbers = m_side == Side::Both ? 2 * number + kPadding : number;
    return kBar + kPadding + numbers + kPadding + fontMetrics().horizontalAdvance(QLatin1Char('+')) + kPadding;
}

void DiffPane::setCurrent(int first, int last) {
    m_first = first;
    m_last = last;
    if (first >= 0) {
        QTextCursor cursor(document()->findBlockByNumber(first));
        setTextCursor(cursor);
        const int shown = viewport()->height() / std::max(1, fontMetrics().lineSpacing());
        verticalScrollBar()->setValue(std::max(0, first - std::max(2, (shown - (last - first)) / 3)));
    }
    m_gutter->update();
}

/// As the editor does it, for the lines that are about to be seen.
void DiffPane::colour(const QTextBlock& block) const {
    if (block.userState() == 1) return;
    const_cast<QTextBlock&>(block).setUserState(1);
    const QString text = block.text().left(kLongestColoured);
    const DiffRow& row = m_rows.at(block.blockNumber());
    QList<QTextLayout::FormatRange> formats;
    if (row.kind == DiffRow::Kind::Fold) {
        formats.append({0, int(text.size()), syntaxFormat(SyntaxRole::Comment)});
    } else {
        for (const SyntaxSpan& span : syntaxOf(text, scopeOf(row))) formats.append({span.from, span.length, syntaxFormat(span.role)});
    }
    block.layout()->setFormats(formats);
}

DiffScope DiffPane::scopeOf(const DiffRow& row) const {
    const bool right = m_side == Side::Right || (m_side == Side::Both && row.left == 0);
    const int line = right ? row.right : row.left;
    const auto& scopes = right ? m_lines->rightScopes : m_lines->leftScopes;
    return line > 0 && line <= scopes.size() ? scopes.at(line - 1) : DiffScope();
}

void DiffPane::paintRow(QPainter& painter, const QTextBlock& block, const DiffRow& row, const QRectF& rect) const {
    const Theme& theme = Theme::instance();
    if (const char* ground = groundOf(row))
        painter.fillRect(QRectF(0, rect.top(), viewport()->width(), rect.height()), theme.color(ground));
    if (!row.isChange() || isFiller(row) || !block.layout() || block.layout()->lineCount() == 0) return;
    const QTextLine line = block.layout()->lineAt(0);
    for (const DiffSpan& span : wordsOf(row)) {
        const qreal from = line.cursorToX(span.from), to = line.cursorToX(span.from + span.length);
        painter.fillRect(QRectF(rect.left() + from, rect.top() + 1, to - from, rect.height() - 2),
                         theme.color(wordsGroundOf(row)));
    }
}

void DiffPane::paintEvent(QPaintEvent* event) {
    {
        QPainter painter(viewport());
        for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
            const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
            if (rect.top() > event->rect().bottom()) break;
            if (block.blockNumber() >= m_rows.size()) break;
            colour(block);
            paintRow(painter, block, m_rows.at(block.blockNumber()), rect);
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void DiffPane::paintGutter(QPaintEvent* event) {
    const Theme& theme = Theme::instance();
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), theme.color("inset"));
    painter.setFont(font());
    const int number = fontMetrics().horizontalAdvance(QLatin1Char('9')) * digits();
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
        if (rect.top() > event->rect().bottom()) break;
        if (block.blockNumber() >= m_rows.size()) break;
        const DiffRow& row = m_rows.at(block.blockNumber());
        const QRectF line(0, rect.top(), m_gutter->width(), rect.height());
        if (const char* ground = groundOf(row)) painter.fillRect(line, theme.color(ground));
        if (block.blockNumber() >= m_first && block.blockNumber() <= m_last && m_first >= 0)
            painter.fillRect(QRectF(0, rect.top(), kBar, rect.height()), theme.color("accent"));
        if (row.kind == DiffRow::Kind::Fold) continue;
        painter.setPen(theme.color("dim"));
        qreal x = kBar + kPadding;
        const auto put = [&](int value) {
            if (value > 0)
                painter.drawText(QRectF(x, rect.top(), number, rect.height()), Qt::AlignRight | Qt::AlignVCenter,
                                 QString::number(value));
            x += number + kPadding;
        };
        if (m_side != Side::Right) put(row.left);
        if (m_side != Side::Left) put(row.right);
        painter.setPen(theme.color("text"));
        painter.drawText(QRectF(x, rect.top(), m_gutter->width() - x, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         signOf(row));
    }
}

void DiffPane::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    m_gutter->setGeometry(0, 0, gutterWidth(), height());
}

void DiffPane::mousePressEvent(QMouseEvent* event) {
    const int row = cursorForPosition(event->position().toPoint()).blockNumber();
    if (event->button() == Qt::LeftButton && isFold(row)) return emit foldChosen(row);
    QPlainTextEdit::mousePressEvent(event);
}

void DiffPane::mouseMoveEvent(QMouseEvent* event) {
    const bool fold = isFold(cursorForPosition(event->position().toPoint()).blockNumber());
    viewport()->setCursor(fold ? Qt::PointingHandCursor : Qt::IBeamCursor);
    viewport()->setToolTip(fold ? tr("Click to show these lines") : QString());
    QPlainTextEdit::mouseMoveEvent(event);
}

void DiffPane::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && isFold(currentRow())) return emit foldChosen(currentRow());
    // Enter is the dialog's, and the arrows with Alt belong to whoever walks through the changes.
    if (enter || event->modifiers() & Qt::AltModifier) return event->ignore();
    QPlainTextEdit::keyPressEvent(event);
}

void DiffPane::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    QAction* copy = menu.addAction(tr("Copy"), QKeySequence::Copy, this, &QPlainTextEdit::copy);
    copy->setEnabled(textCursor().hasSelection());
    menu.addAction(tr("Select all"), QKeySequence::SelectAll, this, &QPlainTextEdit::selectAll);
    menu.exec(event->globalPos());
}

}  // namespace mailrace::gui
