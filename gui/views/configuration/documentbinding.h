// Keeps the text of one editor and one document of the workspace the same, stretch by stretch in both directions, so that a
// keystroke in a long file copies a letter and not the file, and so that what others change can be undone here. Window's thread.
#pragma once

#include <QObject>

class QTextDocument;

namespace mailrace::gui {

class ConfigWorkspace;

class DocumentBinding : public QObject {
    Q_OBJECT
public:
    DocumentBinding(ConfigWorkspace* workspace, int index, QTextDocument* document);

    int index() const { return m_index; }
    /// The workspace has other documents than before.
    void setIndex(int index);

    /// The letters of a document with LF between its lines; every letter is kept as it is.
    static QString textOf(const QTextDocument* document);

private:
    void onContentsChange(int position, int removed, int added);
    void take();

    ConfigWorkspace* m_workspace;
    QTextDocument* m_document;
    int m_index;
    bool m_taking = false;  // the workspace's change is being written into the editor
};

}  // namespace mailrace::gui
