#include "gui/views/configuration/configeditor.h"

#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include "gui/models/configsyntax.h"
#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/views/configuration/completionpopup.h"
#include "gui/views/configuration/confighighlighter.h"
#include "gui/views/configuration/documentbinding.h"
#include "gui/views/configuration/editorgutter.h"
#include "gui/views/configuration/folding.h"
#include "gui/views/configuration/sectioncontext.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {

constexpr int kMostMentions = 200;

QTextEdit::ExtraSelection mark(const QTextBlock& block, int from, int length, const QTextCharFormat& format) {
    QTextEdit::ExtraSelection out;
    out.cursor = QTextCursor(block);
    out.cursor.setPosition(block.position() + from);
    out.cursor.setPosition(block.position() + std::min(from + length, block.length() - 1), QTextCursor::KeepAnchor);
    out.format = format;
    return out;
}

QTextCharFormat ground(const char* colour) {
    QTextCharFormat format;
    format.setBackground(Theme::instance().color(colour));
    return format;
}

}  // namespace

ConfigEditor::ConfigEditor(ConfigWorkspace* workspace, int index, QWidget* parent)
    : QPlainTextEdit(parent),
      m_workspace(workspace),
      m_binding(new DocumentBinding(workspace, index, document())),
      m_highlighter(new ConfigHighlighter(document())),
      m_gutter(new EditorGutter(this)) {
    setObjectName(QStringLiteral("code"));
    setAccessibleName(tr("Text of %1").arg(workspace->documents().at(index).name()));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(4);
    setCenterOnScroll(false);
    setZoom(100);
    setTextCursor(QTextCursor(document()));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &ConfigEditor::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& area, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &ConfigEditor::onCursor);
    connect(document(), &QTextDocument::contentsChange, this, [this](int at) { onChange(at); });
    connect(&Theme::instance(), &Theme::changed, this, [this] { showSelections(); });
    placeGutter();
    showSelections();
}

ConfigEditor::~ConfigEditor() {
    document()->disconnect(this);
    disconnect(this, nullptr, this, nullptr);
    delete m_popup;
}

int ConfigEditor::index() const { return m_binding->index(); }

void ConfigEditor::setIndex(int index) { m_binding->setIndex(index); }

CompletionPopup* ConfigEditor::completionPopup() {
    if (!m_popup) {
        m_popup = new CompletionPopup(this);
        connect(m_popup, &CompletionPopup::chosen, this, &ConfigEditor::insertCompletion);
    }
    return m_popup;
}

config::Position ConfigEditor::position() const {
    const QTextCursor cursor = textCursor();
    return {std::uint32_t(cursor.blockNumber() + 1), configtext::bytesOfUnits(cursor.block().text(), cursor.positionInBlock())};
}

std::optional<config::Position> ConfigEditor::analysed(const QTextCursor& cursor) const {
    const auto line = m_highlighter->lines().toAnalysed(cursor.blockNumber() + 1);
    if (!line) return std::nullopt;
    return config::Position{std::uint32_t(*line), configtext::bytesOfUnits(cursor.block().text(), cursor.positionInBlock())};
}

int ConfigEditor::lineNow(int analysedLine) const { return m_highlighter->lines().toNow(analysedLine); }

void ConfigEditor::goTo(int line, std::uint32_t column, std::uint32_t length) {
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 1, blockCount()) - 1);
    const QString text = block.text();
    const int from = configtext::unitsOfBytes(text, column);
    const int to = length > 0 ? configtext::unitsOfBytes(text, column + length) : from;
    select(block.position() + from, to - from);
}

void ConfigEditor::select(qsizetype from, qsizetype length) {
    const int last = document()->characterCount() - 1;
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(int(from), 0, last));
    folding::reveal(document(), cursor.block());
    const bool near = cursor.block().isVisible() && cursorRect(cursor).intersects(viewport()->rect().adjusted(0, 0, 0, -20));
    cursor.setPosition(std::clamp(int(from + length), 0, last), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    if (!near) centerCursor();
}

void ConfigEditor::selectLines(int first, int last) {
    const QTextBlock a = document()->findBlockByNumber(first);
    const QTextBlock b = document()->findBlockByNumber(last);
    QTextCursor cursor(document());
    if (first <= last) {
        cursor.setPosition(a.position());
        cursor.setPosition(std::min(b.position() + b.length(), document()->characterCount() - 1), QTextCursor::KeepAnchor);
    } else {
        cursor.setPosition(std::min(a.position() + a.length(), document()->characterCount() - 1));
        cursor.setPosition(b.position(), QTextCursor::KeepAnchor);
    }
    setTextCursor(cursor);
    setFocus();
}

void ConfigEditor::takeAnalysis() {
    const auto analysis = m_workspace->analysis();
    const auto at = std::size_t(index());
    if (!analysis || at >= analysis->trees.size() || !m_workspace->isChecked()) return;
    QVector<Problem> mine;
    for (const Problem& p : m_workspace->problems()) {
        if (p.document == index()) mine.append(p);
    }
    m_highlighter->setAnalysis(analysis->trees[at], std::move(mine));
    showSelections();
    viewport()->update();
    m_gutter->update();
}

void ConfigEditor::setQuery(const std::optional<SearchQuery>& query) {
    m_highlighter->setQuery(query);
    viewport()->update();
}

void ConfigEditor::setZoom(int percent) {
    QFont font = Theme::instance().mono();
    font.setPointSizeF(font.pointSizeF() * percent / 100.0);
    setFont(font);
    setTabStopDistance(4 * QFontMetricsF(font).horizontalAdvance(QLatin1Char(' ')));
    m_gutter->setFont(font);
    placeGutter();
}

bool ConfigEditor::isChanged(int line) const {
    const auto analysis = m_workspace->analysis();
    const auto then = m_highlighter->lines().toAnalysed(line);
    if (!then) return true;
    return analysis && analysis->isChanged(std::size_t(index()), *then);
}

void ConfigEditor::forVisibleBlocks(const std::function<void(const QTextBlock&, const QRectF&)>& see) const {
    const int bottom = viewport()->height();
    QRectF area;
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        if (!block.isVisible()) continue;
        area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > bottom) return;
        see(block, area);
    }
}

void ConfigEditor::paintEvent(QPaintEvent* event) {
    const QTextBlock first = firstVisibleBlock();
    QTextBlock last = first;
    forVisibleBlocks([&](const QTextBlock& block, const QRectF&) { last = block; });
    if (first.isValid()) m_highlighter->prepare(first, last);
    QPlainTextEdit::paintEvent(event);
    paintFolds();
}

/// Behind a folded tag: how many lines are hidden.
void ConfigEditor::paintFolds() {
    QPainter painter(viewport());
    painter.setFont(font());
    const Theme& theme = Theme::instance();
    forVisibleBlocks([&](const QTextBlock& block, const QRectF& area) {
        if (!folding::isFolded(block)) return;
        int hidden = 0;
        for (QTextBlock b = block.next(); b.isValid() && !b.isVisible(); b = b.next()) ++hidden;
        const QString words = format::counted(hidden, tr("1 line"), tr("%1 lines"));
        const qreal x = area.left() + document()->documentMargin() + fontMetrics().horizontalAdvance(block.text()) + 12;
        const QRectF chip(x, area.top() + 1, fontMetrics().horizontalAdvance(words) + 14, area.height() - 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme.color("line_strong"));
        painter.setBrush(theme.color("inset"));
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter.setPen(theme.color("dim"));
        painter.drawText(chip, Qt::AlignCenter, words);
    });
}

void ConfigEditor::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void ConfigEditor::placeGutter() {
    const int width = m_gutter->wantedWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(area.left(), area.top(), width, area.height());
}

void ConfigEditor::onCursor() {
    folding::reveal(document(), textCursor().block());
    if (m_popup && m_popup->isVisible() && textCursor().blockNumber() != m_popupBlock) m_popup->hide();
    showSelections();
    m_gutter->update();
}

void ConfigEditor::onChange(int position) {
    const QTextBlock block = document()->findBlock(position);
    if (folding::isFolded(block) || !block.isVisible()) {
        // Not while the document tells of its change.
        QMetaObject::invokeMethod(
            this, [this, position] { folding::repair(document(), document()->findBlock(position)); }, Qt::QueuedConnection);
    }
}

void ConfigEditor::showSelections() {
    QList<QTextEdit::ExtraSelection> out;
    QTextEdit::ExtraSelection line;
    line.cursor = textCursor();
    line.cursor.clearSelection();
    line.format = ground("editor_line");
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    out.append(line);
    markTags(out);
    markBrackets(out);
    markMentions(out);
    if (!m_link.isNull()) {
        QTextEdit::ExtraSelection link;
        link.cursor = m_link;
        link.format.setFontUnderline(true);
        link.format.setForeground(Theme::instance().color("accent"));
        out.append(link);
    }
    setExtraSelections(out);
}

void ConfigEditor::markTags(QList<QTextEdit::ExtraSelection>& out) const {
    const QTextBlock here = textCursor().block();
    if (tagOf(here.text()) == LineTag::None) return;
    const QTextBlock other = partnerOf(here);
    if (!other.isValid()) return;
    for (const QTextBlock& block : {here, other}) {
        const QString text = block.text();
        const int from = int(text.indexOf(QLatin1Char('<')));
        out.append(mark(block, from, int(text.indexOf(QLatin1Char('>')) + 1 - from), ground("editor_match")));
    }
}

void ConfigEditor::markBrackets(QList<QTextEdit::ExtraSelection>& out) const {
    const QTextBlock block = textCursor().block();
    const auto found = bracketsAt(block.text(), textCursor().positionInBlock());
    if (!found) return;
    out.append(mark(block, found->first, 1, ground("editor_match")));
    out.append(mark(block, found->second, 1, ground("editor_match")));
}

/// Where else the name under the cursor stands in this document.
void ConfigEditor::markMentions(QList<QTextEdit::ExtraSelection>& out) const {
    const auto analysis = m_workspace->analysis();
    const auto at = analysed(textCursor());
    if (!analysis || !at || textCursor().hasSelection()) return;
    const auto symbol = analysis->symbols.at(std::size_t(index()), *at);
    if (!symbol) return;
    int marked = 0;
    for (const auto& use : analysis->symbols.mentions(symbol->kind, symbol->name)) {
        if (use.document != std::size_t(index()) || ++marked > kMostMentions) continue;
        const QTextBlock block = document()->findBlockByNumber(lineNow(int(use.line)) - 1);
        const QString text = block.text();
        const int from = configtext::unitsOfBytes(text, use.column);
        out.append(mark(block, from, configtext::unitsOfBytes(text, use.column + use.length) - from, ground("editor_match")));
    }
}

void ConfigEditor::change(const std::function<void(QTextCursor&)>& edit) {
    if (isReadOnly()) return;
    QTextCursor cursor = textCursor();
    edit(cursor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void ConfigEditor::toggleFold(const QTextBlock& block) {
    if (folding::isFolded(block)) return folding::unfold(document(), block);
    folding::fold(document(), block);
    if (!textCursor().block().isVisible()) {
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::EndOfBlock);
        setTextCursor(cursor);
    }
}

/// The section that the cursor's line opens or stands in.
void ConfigEditor::foldHere(bool fold) {
    QTextBlock block = textCursor().block();
    if (!fold) return folding::unfold(document(), block);
    int depth = tagOf(block.text()) == LineTag::Open ? 0 : 1;
    if (depth == 1) {
        if (tagOf(block.text()) == LineTag::Close) depth = 0, block = partnerOf(block);
        for (; block.isValid() && depth > 0;) {
            block = block.previous();
            if (!block.isValid()) return;
            const LineTag tag = tagOf(block.text());
            if (tag == LineTag::Close) ++depth;
            if (tag == LineTag::Open) --depth;
        }
    }
    if (block.isValid() && !folding::isFolded(block)) toggleFold(block);
}

void ConfigEditor::foldAll(bool fold) {
    if (!fold) return folding::unfoldAll(document());
    folding::foldAll(document());
    QTextBlock block = textCursor().block();
    while (block.isValid() && !block.isVisible()) block = block.previous();
    if (block.isValid() && block != textCursor().block()) setTextCursor(QTextCursor(block));
}

/// Letters only: colours have no place in another program.
QMimeData* ConfigEditor::createMimeDataFromSelection() const {
    auto* data = new QMimeData;
    data->setText(textCursor().selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')));
    return data;
}

}  // namespace mailrace::gui
