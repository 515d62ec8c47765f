#include "gui/views/configuration/folding.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>

#include "gui/models/configsyntax.h"
#include "gui/views/configuration/sectioncontext.h"

namespace mailrace::gui::folding {

namespace {

void show(QTextBlock block, bool visible) {
    block.setVisible(visible);
    block.setLineCount(visible ? std::max(1, block.layout()->lineCount()) : 0);
}

void refresh(QTextDocument* document, int from, int to) {
    document->markContentsDirty(from, to - from);
    auto* layout = document->documentLayout();
    emit layout->documentSizeChanged(layout->documentSize());
}

/// The visible line that hides this one.
QTextBlock hiderOf(const QTextBlock& block) {
    QTextBlock b = block;
    while (b.isValid() && !b.isVisible()) b = b.previous();
    return b;
}

void showRun(QTextDocument* document, const QTextBlock& hider) {
    QTextBlock b = hider.next();
    const int from = b.isValid() ? b.position() : 0;
    int to = from;
    for (; b.isValid() && !b.isVisible(); b = b.next()) {
        show(b, true);
        to = b.position() + b.length();
    }
    if (to > from) refresh(document, from, to);
}

}  // namespace

bool isFoldable(const QTextBlock& block) {
    if (tagOf(block.text()) != LineTag::Open) return false;
    const QTextBlock next = block.next();
    return next.isValid() && tagOf(next.text()) != LineTag::Close;
}

bool isFolded(const QTextBlock& block) {
    const QTextBlock next = block.next();
    return block.isVisible() && next.isValid() && !next.isVisible();
}

void fold(QTextDocument* document, const QTextBlock& open) {
    const QTextBlock close = partnerOf(open);
    if (!close.isValid() || close == open.next()) return;
    for (QTextBlock b = open.next(); b.isValid() && b != close; b = b.next()) show(b, false);
    refresh(document, open.position(), close.position() + close.length());
}

void unfold(QTextDocument* document, const QTextBlock& open) { showRun(document, open); }

void foldAll(QTextDocument* document) {
    int depth = 0;
    for (QTextBlock b = document->begin(); b.isValid(); b = b.next()) {
        const LineTag tag = tagOf(b.text());
        if (tag == LineTag::Close) depth = std::max(0, depth - 1);
        if (depth > 0) show(b, false);
        if (tag == LineTag::Open) ++depth;
    }
    refresh(document, 0, document->characterCount());
}

void unfoldAll(QTextDocument* document) {
    for (QTextBlock b = document->begin(); b.isValid(); b = b.next()) {
        if (!b.isVisible()) show(b, true);
    }
    refresh(document, 0, document->characterCount());
}

void reveal(QTextDocument* document, const QTextBlock& block) {
    if (block.isValid() && !block.isVisible()) showRun(document, hiderOf(block));
}

void repair(QTextDocument* document, const QTextBlock& near) {
    const QTextBlock hider = hiderOf(near);
    if (hider.isValid() && isFolded(hider) && tagOf(hider.text()) != LineTag::Open) showRun(document, hider);
}

}  // namespace mailrace::gui::folding
