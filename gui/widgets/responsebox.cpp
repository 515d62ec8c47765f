#include "gui/widgets/responsebox.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>

#include "gui/widgets/theme.h"

namespace mailrace::gui {

ResponseBox::ResponseBox(const QString& accessibleName, QWidget* parent) : QPlainTextEdit(parent) {
    setObjectName(QStringLiteral("response"));
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setFont(Theme::instance().mono());
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(2);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ResponseBox::setWords(const QString& words) {
    if (toPlainText() == words) return;
    setPlainText(words);
    if (m_mostLines > 0) setFixedHeight(wantedHeight());
    updateGeometry();
}

void ResponseBox::setMostLines(int lines) {
    m_mostLines = lines;
    if (lines == 0) {
        setMinimumHeight(34);
        setMaximumHeight(QWIDGETSIZE_MAX);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    }
}

QSize ResponseBox::sizeHint() const { return {200, m_mostLines > 0 ? wantedHeight() : 120}; }

void ResponseBox::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    if (m_mostLines > 0 && height() != wantedHeight()) setFixedHeight(wantedHeight());
}

int ResponseBox::wantedHeight() const {
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < m_mostLines; block = block.next()) {
        lines += std::max(1, block.layout() ? block.layout()->lineCount() : 1);
    }
    const int line = fontMetrics().lineSpacing();
    return std::clamp(lines, 1, std::max(1, m_mostLines)) * line + 18;
}

}  // namespace mailrace::gui
