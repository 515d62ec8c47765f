#include "gui/widgets/markdownview.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

#include "gui/widgets/theme.h"
#include "shared/help/help.h"

namespace mailrace::gui {

namespace {

constexpr qreal kPoints = 9.5;
constexpr qreal kHeadings[] = {15.0, 12.0, 10.5};
constexpr int kMargin = 16;
constexpr int kIndent = 22;

bool isCode(const QTextBlock& block) { return block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage); }

bool startsWithLink(const QTextBlock& block) {
    return block.isValid() && !block.begin().atEnd() && block.begin().fragment().charFormat().isAnchor() && !block.textList();
}

void dressHeading(QTextCursor& cursor, int level) {
    QTextBlockFormat format = cursor.blockFormat();
    format.setTopMargin(level == 1 ? 4 : 16);
    format.setBottomMargin(6);
    cursor.setBlockFormat(format);
    QList<QPair<QTextFragment, QTextCharFormat>> dressed;
    for (auto it = cursor.block().begin(); !it.atEnd(); ++it) {
        QTextCharFormat letters = it.fragment().charFormat();
        letters.clearProperty(QTextFormat::FontSizeAdjustment);  // it would win over the size
        letters.setFontPointSize(kHeadings[std::clamp(level, 1, 3) - 1]);
        if (letters.fontFixedPitch()) letters.setFontFamilies(Theme::instance().mono().families());
        letters.setFontWeight(QFont::DemiBold);
        dressed.append({it.fragment(), letters});
    }
    for (const auto& [fragment, letters] : dressed) {
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(letters);
    }
}

void dressCode(QTextCursor& cursor, const QTextBlock& block, const Theme& theme) {
    QTextBlockFormat format = cursor.blockFormat();
    format.setBackground(theme.color("inset"));
    format.setLeftMargin(8);
    format.setRightMargin(8);
    format.setTopMargin(isCode(block.previous()) ? 0 : 6);
    format.setBottomMargin(isCode(block.next()) ? 0 : 8);
    cursor.setBlockFormat(format);
    QTextCharFormat letters;
    letters.setFont(theme.mono());
    cursor.select(QTextCursor::BlockUnderCursor);
    cursor.mergeCharFormat(letters);
}

/// Words in code signs and links, inside of a paragraph.
void dressFragments(QTextDocument* document, const QTextBlock& block, const Theme& theme) {
    QList<QPair<int, int>> code, links;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        const QPair<int, int> span(fragment.position(), fragment.position() + fragment.length());
        if (fragment.charFormat().isAnchor()) links.append(span);
        if (fragment.charFormat().fontFixedPitch()) code.append(span);
    }
    const auto merge = [document](const QPair<int, int>& span, const QTextCharFormat& format) {
        QTextCursor cursor(document);
        cursor.setPosition(span.first);
        cursor.setPosition(span.second, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    };
    for (const auto& span : code) {
        QTextCharFormat format;
        format.setFontFamilies(theme.mono().families());
        format.setFontPointSize(theme.mono().pointSizeF());
        format.setBackground(theme.color("inset"));
        merge(span, format);
    }
    for (const auto& span : links) {
        QTextCharFormat format;
        format.setForeground(theme.color("accent"));
        format.setFontUnderline(false);
        merge(span, format);
    }
}

void dressTable(QTextTable* table, const Theme& theme) {
    QTextTableFormat format = table->format();
    format.setCellPadding(4);
    format.setCellSpacing(0);
    format.setBorder(1);
    format.setBorderCollapse(true);
    format.setBorderBrush(theme.color("line"));
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setTopMargin(4);
    format.setBottomMargin(8);
    format.setColumnWidthConstraints({});
    table->setFormat(format);
    for (int column = 0; column < table->columns(); ++column) {
        QTextTableCell cell = table->cellAt(0, column);
        QTextCharFormat head = cell.format();
        head.setBackground(theme.color("inset"));
        cell.setFormat(head);
        QTextCursor cursor = cell.firstCursorPosition();
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
        QTextCharFormat letters;
        letters.setFontWeight(QFont::DemiBold);
        letters.setForeground(theme.color("dim"));
        cursor.mergeCharFormat(letters);
    }
}

void dress(QTextDocument* document) {
    const Theme& theme = Theme::instance();
    QSet<QTextTable*> tables;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        if (QTextTable* table = cursor.currentTable()) tables.insert(table);
        if (const int level = block.blockFormat().headingLevel(); level > 0) {
            dressHeading(cursor, level);
            continue;
        } else if (isCode(block)) {
            dressCode(cursor, block, theme);
            continue;
        } else if (!cursor.currentTable()) {
            QTextBlockFormat format = block.blockFormat();
            format.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
            const bool entry = startsWithLink(block);  // a title, with its words in the next block
            format.setTopMargin(block.textList() ? 2 : entry ? 8 : startsWithLink(block.previous()) ? 0 : 4);
            format.setBottomMargin(block.textList() ? 2 : entry ? 0 : 6);
            cursor.setBlockFormat(format);
        }
        dressFragments(document, block, theme);
    }
    for (QTextTable* table : std::as_const(tables)) dressTable(table, theme);
}

}  // namespace

MarkdownView::MarkdownView(const QString& accessibleName, QWidget* parent) : QTextBrowser(parent) {
    setObjectName(QStringLiteral("markdown"));
    setAccessibleName(accessibleName);
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(this, &QTextBrowser::anchorClicked, this, &MarkdownView::linkChosen);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        const int place = verticalScrollBar()->value();
        setPage(m_page);
        verticalScrollBar()->setValue(place);
    });
}

void MarkdownView::setPage(const QString& markdown) {
    m_page = markdown;
    // Made and dressed away from the screen: laid out once instead of at each change.
    auto* made = new QTextDocument(this);
    QFont font = QGuiApplication::font();
    font.setPointSizeF(kPoints);
    made->setDefaultFont(font);
    made->setDocumentMargin(kMargin);
    made->setIndentWidth(kIndent);
    made->setMarkdown(markdown,
                      QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
    dress(made);
    const QPointer<QTextDocument> old = document();  // the first one belongs to the widget, which deletes it itself
    setDocument(made);
    delete old;
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(0);
}

void MarkdownView::goToHeading(const QString& anchor) {
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0) continue;
        const QByteArray text = block.text().toUtf8();
        if (QString::fromStdString(help::anchor_of({text.constData(), size_t(text.size())})) != anchor) continue;
        setTextCursor(QTextCursor(block));
        const QRectF place = document()->documentLayout()->blockBoundingRect(block);
        verticalScrollBar()->setValue(int(place.top()) - kMargin / 2);
        return;
    }
}

void MarkdownView::focusFirstLink() {
    setFocus();
    moveCursor(QTextCursor::Start);
    focusNextChild();
}

}  // namespace mailrace::gui
