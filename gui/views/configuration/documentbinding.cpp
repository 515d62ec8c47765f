#include "gui/views/configuration/documentbinding.h"

#include <QTextCursor>
#include <QTextDocument>
#include <algorithm>

#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"

namespace mailrace::gui {

namespace {

QString withLineFeeds(QString text) { return text.replace(QChar::ParagraphSeparator, QLatin1Char('\n')); }

QString stretchOf(QTextDocument* document, int from, int to) {
    QTextCursor cursor(document);
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
    return withLineFeeds(cursor.selectedText());
}

}  // namespace

DocumentBinding::DocumentBinding(ConfigWorkspace* workspace, int index, QTextDocument* document)
    : QObject(document), m_workspace(workspace), m_document(document), m_index(index) {
    document->setPlainText(workspace->documents().at(index).text);
    document->setModified(false);
    connect(document, &QTextDocument::contentsChange, this, &DocumentBinding::onContentsChange);
    connect(workspace, &ConfigWorkspace::edited, this, [this](int edited, const void* origin) {
        if (edited == m_index && origin != this) take();
    });
}

QString DocumentBinding::textOf(const QTextDocument* document) { return withLineFeeds(document->toRawText()); }

void DocumentBinding::setIndex(int index) {
    m_index = index;
    take();
}

/// Qt counts the end of the last line as a letter when a change reaches it; the text has none there.
void DocumentBinding::onContentsChange(int position, int removed, int added) {
    if (m_taking) return;
    const int size = m_document->characterCount() - 1;
    const auto known = m_workspace->documents().at(m_index).text.size();
    const int end = std::min(position + added, size);
    const qsizetype gone = std::min<qsizetype>(removed, known - position);
    m_workspace->replace(m_index, position, gone, stretchOf(m_document, std::min(position, size), end), this);
    if (m_workspace->documents().at(m_index).text.size() != size) m_workspace->setText(m_index, textOf(m_document), this);
}

/// Writes the workspace's text into the editor: only the stretch that differs, as one step to undo.
void DocumentBinding::take() {
    const QString& wanted = m_workspace->documents().at(m_index).text;
    const QString now = textOf(m_document);
    const auto stretch = configtext::difference(now, wanted);
    if (stretch.empty()) return;
    m_taking = true;
    QTextCursor cursor(m_document);
    cursor.beginEditBlock();
    cursor.setPosition(int(stretch.from));
    cursor.setPosition(int(stretch.oldEnd), QTextCursor::KeepAnchor);
    cursor.insertText(wanted.mid(stretch.from, stretch.newEnd - stretch.from));
    cursor.endEditBlock();
    m_taking = false;
}

}  // namespace mailrace::gui
