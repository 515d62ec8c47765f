// Keys, mouse, completion and help of the editor.
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

#include "gui/models/configsyntax.h"
#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/views/configuration/completionpopup.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/confighighlighter.h"
#include "gui/views/configuration/helptext.h"
#include "gui/views/configuration/lineedits.h"
#include "gui/views/configuration/sectioncontext.h"

namespace mailrace::gui {

namespace {

bool isWordLetter(QChar c) {
    return c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') || c == QLatin1Char('.');
}

}  // namespace

void ConfigEditor::keyPressEvent(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (m_popup && m_popup->isVisible() && plain && m_popup->handleKey(event->key())) return;
    if (editKey(event)) return;
    const int before = document()->revision();
    QPlainTextEdit::keyPressEvent(event);
    if (document()->revision() != before) insertTyped(event->text());
}

bool ConfigEditor::editKey(QKeyEvent* event) {
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    if (!plain) return false;
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (isReadOnly()) return true;
            change(lineedits::newLine);
            return true;
        case Qt::Key_Tab:
            if (isReadOnly()) return false;
            if (textCursor().hasSelection())
                change(lineedits::indent);
            else
                change([](QTextCursor& c) {
                    c.insertText(QString(lineedits::kIndent - c.positionInBlock() % lineedits::kIndent, QLatin1Char(' ')));
                });
            return true;
        case Qt::Key_Backtab: change(lineedits::unindent); return true;
        case Qt::Key_Home: {
            QTextCursor cursor = textCursor();
            lineedits::toStart(cursor, shift);
            setTextCursor(cursor);
            return true;
        }
        case Qt::Key_Backspace: {
            QTextCursor cursor = textCursor();
            if (isReadOnly() || shift || !lineedits::eraseIndent(cursor)) return false;
            setTextCursor(cursor);
            return true;
        }
        default: return false;
    }
}

/// What typing a letter brings about.
void ConfigEditor::insertTyped(const QString& text) {
    if (isReadOnly()) return;
    if (text == QLatin1String(">")) change(lineedits::alignClosingTag);
    const bool wasOpen = m_popup && m_popup->isVisible();
    if (text.isEmpty()) {
        if (wasOpen) propose(false);
        return;
    }
    const QChar last = text.back();
    const bool starts = isWordLetter(last) || QStringLiteral("</$ ,=").contains(last);
    if (starts || (wasOpen && last == QLatin1Char('\b'))) return propose(false);
    if (wasOpen) m_popup->hide();
}

void ConfigEditor::complete() { propose(true); }

std::pair<std::string, config::Position> ConfigEditor::surroundings(const QTextCursor& at) const {
    const SectionStack stack = SectionStack::before(at.block(), m_highlighter->lines(), m_highlighter->tree());
    std::string text;
    for (const OpenSection& section : stack.open()) text += configtext::utf8(section.text) + '\n';
    const QString line = at.block().text();
    text += configtext::utf8(line);
    return {text, {std::uint32_t(stack.open().size() + 1), configtext::bytesOfUnits(line, at.positionInBlock())}};
}

void ConfigEditor::propose(bool onDemand) {
    if (isReadOnly()) return;
    const auto analysis = m_workspace->analysis();
    static const config::Symbols none;
    const auto [text, place] = surroundings(textCursor());
    const config::CompletionList list = config::complete(text, place, analysis ? analysis->symbols : none);
    const QString line = textCursor().block().text();
    m_completeFrom = configtext::unitsOfBytes(line, list.from);
    m_completeTo = configtext::unitsOfBytes(line, list.to);
    const QString typed = line.mid(m_completeFrom, textCursor().positionInBlock() - m_completeFrom);
    const bool done = std::any_of(list.items.begin(), list.items.end(),
                                  [&](const auto& item) { return configtext::fromUtf8(item.insert).trimmed() == typed; });
    // Unasked, nothing that a person has to type around: not at the start of a line, not when the word is complete.
    const bool atStart = typed.isEmpty() && line.left(m_completeFrom).trimmed().isEmpty();
    if (list.items.empty() || (!onDemand && (done || atStart))) {
        if (m_popup) m_popup->hide();
        return;
    }
    m_popupBlock = textCursor().blockNumber();
    QTextCursor start = textCursor();
    start.setPosition(start.block().position() + m_completeFrom);
    const QRect place2 = cursorRect(start).translated(viewport()->pos());
    completionPopup()->present(list.items, place2, onDemand || !typed.isEmpty());
}

void ConfigEditor::insertCompletion(const QString& text) {
    QTextCursor cursor = textCursor();
    const int start = cursor.block().position();
    cursor.beginEditBlock();
    cursor.setPosition(start + std::min(m_completeFrom, cursor.block().length() - 1));
    cursor.setPosition(start + std::min(m_completeTo, cursor.block().length() - 1), QTextCursor::KeepAnchor);
    cursor.insertText(text);
    cursor.endEditBlock();
    setTextCursor(cursor);
    if (text.endsWith(QLatin1Char('>'))) change(lineedits::alignClosingTag);
    if (text.endsWith(QLatin1Char(' '))) propose(false);
}

QString ConfigEditor::explanation(const QTextCursor& at) const {
    QString html;
    const QString line = at.block().text();
    for (const Problem& p : m_highlighter->problemsAt(at.blockNumber() + 1)) {
        const auto [from, length] = ConfigHighlighter::rangeOf(p, line);
        if (at.positionInBlock() >= from && at.positionInBlock() <= from + length) html += helptext::ofProblem(p);
    }
    const auto analysis = m_workspace->analysis();
    const auto then = analysed(at);
    if (const auto symbol = analysis && then ? analysis->symbols.at(std::size_t(index()), *then) : std::nullopt)
        return html + helptext::ofSymbol(*symbol, analysis->symbols, *m_workspace);
    const auto [text, place] = surroundings(at);
    if (const auto found = config::hover(config::SyntaxTree(text), place)) html += helptext::ofHover(*found);
    return html;
}

void ConfigEditor::showExplanation(const QPoint& global, const QTextCursor& at, const QRect& area) {
    const QString html = explanation(at);
    if (html.isEmpty()) return QToolTip::hideText();
    QToolTip::showText(global, html, viewport(), area);
}

void ConfigEditor::explain() {
    const QRect place = cursorRect();
    showExplanation(viewport()->mapToGlobal(place.bottomLeft()), textCursor(), {});
}

bool ConfigEditor::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QPlainTextEdit::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const QTextCursor at = cursorForPosition(help->pos());
    const QRect place = cursorRect(at);
    // Right of the last letter and below the last line there is nothing to explain.
    if (help->pos().x() > place.right() + 12 || help->pos().y() > place.bottom())
        QToolTip::hideText();
    else
        showExplanation(help->globalPos(), at, place.adjusted(-14, 0, 14, 0));
    return true;
}

void ConfigEditor::markLink(const QTextCursor& at) {
    QTextCursor link;
    const auto analysis = m_workspace->analysis();
    const auto then = at.isNull() ? std::nullopt : analysed(at);
    if (const auto symbol = analysis && then ? analysis->symbols.at(std::size_t(index()), *then) : std::nullopt) {
        const QString text = at.block().text();
        link = at;
        link.setPosition(at.block().position() + configtext::unitsOfBytes(text, symbol->column));
        link.setPosition(at.block().position() + configtext::unitsOfBytes(text, symbol->column + symbol->length),
                         QTextCursor::KeepAnchor);
    }
    if (link == m_link || (link.isNull() && m_link.isNull())) return;
    m_link = link;
    viewport()->setCursor(m_link.isNull() ? Qt::IBeamCursor : Qt::PointingHandCursor);
    showSelections();
}

void ConfigEditor::mouseMoveEvent(QMouseEvent* event) {
    const bool follow = event->modifiers() & Qt::ControlModifier && event->buttons() == Qt::NoButton;
    markLink(follow ? cursorForPosition(event->position().toPoint()) : QTextCursor());
    QPlainTextEdit::mouseMoveEvent(event);
}

void ConfigEditor::mousePressEvent(QMouseEvent* event) {
    if (m_popup) m_popup->hide();
    const bool follow = event->button() == Qt::LeftButton && event->modifiers() & Qt::ControlModifier;
    if (!follow) return QPlainTextEdit::mousePressEvent(event);
    setTextCursor(cursorForPosition(event->position().toPoint()));
    markLink({});
    emit definitionWanted();
}

void ConfigEditor::leaveEvent(QEvent* event) {
    markLink({});
    QPlainTextEdit::leaveEvent(event);
}

void ConfigEditor::wheelEvent(QWheelEvent* event) {
    if (m_popup) m_popup->hide();
    if (!(event->modifiers() & Qt::ControlModifier)) return QPlainTextEdit::wheelEvent(event);
    if (event->angleDelta().y() != 0) emit zoomWanted(event->angleDelta().y() > 0 ? 1 : -1);
    event->accept();
}

void ConfigEditor::focusOutEvent(QFocusEvent* event) {
    if (m_popup && event->reason() != Qt::PopupFocusReason) m_popup->hide();
    QPlainTextEdit::focusOutEvent(event);
}

void ConfigEditor::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!actions().isEmpty()) {
        menu->addSeparator();
        menu->addActions(actions());
    }
    menu->popup(event->globalPos());
}

}  // namespace mailrace::gui
