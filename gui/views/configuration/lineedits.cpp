#include "gui/views/configuration/lineedits.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <algorithm>
#include <functional>

#include "gui/models/configsyntax.h"
#include "gui/views/configuration/sectioncontext.h"

namespace mailrace::gui::lineedits {

namespace {

int indentOf(const QString& line) {
    int at = 0;
    while (at < line.size() && (line.at(at) == QLatin1Char(' ') || line.at(at) == QLatin1Char('\t'))) ++at;
    return at;
}

struct Lines {
    QTextBlock first, last;
};

/// Whole lines of the selection. A selection that ends at the start of a line does not hold that line.
Lines linesOf(const QTextCursor& cursor) {
    const QTextDocument* document = cursor.document();
    Lines out{document->findBlock(cursor.selectionStart()), document->findBlock(cursor.selectionEnd())};
    if (cursor.hasSelection() && out.last != out.first && cursor.selectionEnd() == out.last.position())
        out.last = out.last.previous();
    return out;
}

void forLines(QTextCursor& cursor, const std::function<void(QTextCursor&, const QTextBlock&)>& change) {
    const Lines lines = linesOf(cursor);
    const int count = lines.last.blockNumber() - lines.first.blockNumber() + 1;
    QTextCursor edit(lines.first);
    edit.beginEditBlock();
    QTextBlock block = lines.first;
    for (int i = 0; i < count; ++i, block = block.next()) change(edit, block);
    edit.endEditBlock();
}

void insertAt(QTextCursor& edit, int position, const QString& text) {
    edit.setPosition(position);
    edit.insertText(text);
}

void removeAt(QTextCursor& edit, int position, int length) {
    edit.setPosition(position);
    edit.setPosition(position + length, QTextCursor::KeepAnchor);
    edit.removeSelectedText();
}

bool isComment(const QString& line) { return indentOf(line) < line.size() && line.at(indentOf(line)) == QLatin1Char('#'); }

}  // namespace

void toggleComment(QTextCursor& cursor) {
    bool all = true;
    int column = 1'000;
    const Lines lines = linesOf(cursor);
    for (QTextBlock b = lines.first; b.isValid(); b = b.next()) {
        const QString text = b.text();
        if (!text.trimmed().isEmpty()) {
            all = all && isComment(text);
            column = std::min(column, indentOf(text));
        }
        if (b == lines.last) break;
    }
    forLines(cursor, [&](QTextCursor& edit, const QTextBlock& block) {
        const QString text = block.text();
        if (text.trimmed().isEmpty()) return;
        if (!all) return insertAt(edit, block.position() + column, QStringLiteral("# "));
        const int at = indentOf(text);
        removeAt(edit, block.position() + at, at + 1 < text.size() && text.at(at + 1) == QLatin1Char(' ') ? 2 : 1);
    });
}

void indent(QTextCursor& cursor) {
    forLines(cursor, [](QTextCursor& edit, const QTextBlock& block) {
        if (!block.text().isEmpty()) insertAt(edit, block.position(), QString(kIndent, QLatin1Char(' ')));
    });
}

void unindent(QTextCursor& cursor) {
    forLines(cursor, [](QTextCursor& edit, const QTextBlock& block) {
        const QString text = block.text();
        const bool tab = text.startsWith(QLatin1Char('\t'));
        removeAt(edit, block.position(), tab ? 1 : std::min(indentOf(text), kIndent));
    });
}

bool move(QTextCursor& cursor, bool up) {
    const Lines lines = linesOf(cursor);
    const QTextBlock other = up ? lines.first.previous() : lines.last.next();
    if (!other.isValid()) return false;
    const int size = int(other.text().size()) + 1;
    const int anchor = cursor.anchor() + (up ? -size : size);
    const int position = cursor.position() + (up ? -size : size);
    QTextCursor edit(lines.first);
    edit.beginEditBlock();
    const QString moved = other.text();
    if (up) {
        removeAt(edit, other.position(), size);
        insertAt(edit, lines.last.position() + lines.last.length() - 1, QLatin1Char('\n') + moved);
    } else {
        const int start = lines.first.position();
        removeAt(edit, other.position() - 1, size);
        insertAt(edit, start, moved + QLatin1Char('\n'));
    }
    edit.endEditBlock();
    const int last = cursor.document()->characterCount() - 1;
    cursor.setPosition(std::clamp(anchor, 0, last));
    cursor.setPosition(std::clamp(position, 0, last), QTextCursor::KeepAnchor);
    return true;
}

void duplicate(QTextCursor& cursor) {
    const Lines lines = linesOf(cursor);
    QTextCursor edit(lines.first);
    edit.setPosition(lines.last.position() + lines.last.length() - 1, QTextCursor::KeepAnchor);
    const QString text = edit.selectedText();
    edit.setPosition(lines.first.position());
    edit.insertText(text + QChar::ParagraphSeparator);
}

void remove(QTextCursor& cursor) {
    const Lines lines = linesOf(cursor);
    QTextCursor edit(lines.first);
    edit.beginEditBlock();
    edit.setPosition(lines.last.position() + lines.last.length() - 1, QTextCursor::KeepAnchor);
    if (lines.last.next().isValid())
        edit.setPosition(lines.last.next().position(), QTextCursor::KeepAnchor);
    else if (lines.first.previous().isValid())
        edit.setPosition(lines.first.position() - 1),
            edit.setPosition(cursor.document()->characterCount() - 1, QTextCursor::KeepAnchor);
    edit.removeSelectedText();
    edit.endEditBlock();
    cursor.setPosition(edit.block().position());
}

void newLine(QTextCursor& cursor) {
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    const QTextBlock block = cursor.block();
    const QString before = block.text().left(cursor.positionInBlock());
    const QString after = block.text().mid(cursor.positionInBlock());
    const QString indentation = before.left(indentOf(before));
    const bool opens = tagOf(before) == LineTag::Open && before.contains(QLatin1Char('>')) && after.trimmed().isEmpty();
    const bool closed = opens && partnerOf(block).isValid();
    if (!after.isEmpty() && after.trimmed().isEmpty()) {
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    cursor.insertText(QLatin1Char('\n') + indentation + (opens ? QString(kIndent, QLatin1Char(' ')) : QString()));
    if (opens && !closed) {
        const int here = cursor.position();
        cursor.insertText(QLatin1Char('\n') + indentation + QStringLiteral("</%1>").arg(tagName(before)));
        cursor.setPosition(here);
    }
    cursor.endEditBlock();
}

void alignClosingTag(QTextCursor& cursor) {
    const QTextBlock block = cursor.block();
    const QString text = block.text();
    if (tagOf(text) != LineTag::Close || !text.trimmed().endsWith(QLatin1Char('>'))) return;
    const QTextBlock open = partnerOf(block);
    if (!open.isValid()) return;
    const QString wanted = open.text().left(indentOf(open.text()));
    if (text.left(indentOf(text)) == wanted) return;
    QTextCursor edit(block);
    edit.joinPreviousEditBlock();
    removeAt(edit, block.position(), indentOf(text));
    insertAt(edit, block.position(), wanted);
    edit.endEditBlock();
}

void toStart(QTextCursor& cursor, bool select) {
    const int first = indentOf(cursor.block().text());
    const int column = cursor.positionInBlock() == first ? 0 : first;
    cursor.setPosition(cursor.block().position() + column, select ? QTextCursor::KeepAnchor : QTextCursor::MoveAnchor);
}

bool eraseIndent(QTextCursor& cursor) {
    const int at = cursor.positionInBlock();
    if (cursor.hasSelection() || at == 0 || at > indentOf(cursor.block().text())) return false;
    if (cursor.block().text().left(at).contains(QLatin1Char('\t'))) return false;
    const int count = (at - 1) % kIndent + 1;
    cursor.setPosition(cursor.position() - count, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    return true;
}

}  // namespace mailrace::gui::lineedits
