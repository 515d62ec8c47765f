// The editor of one document: text with colours, marks and help, bound to the workspace. Lines are read only when they are seen,
// so that the length of the text does not matter. Window's thread.
#pragma once

#include <QPlainTextEdit>
#include <QPointer>
#include <functional>
#include <optional>

#include "gui/models/textsearch.h"
#include "shared/config/assist.h"

namespace mailrace::gui {

class CompletionPopup;
class ConfigHighlighter;
class ConfigWorkspace;
class DocumentBinding;
class EditorGutter;

class ConfigEditor : public QPlainTextEdit {
    Q_OBJECT
public:
    ConfigEditor(ConfigWorkspace* workspace, int index, QWidget* parent = nullptr);
    ~ConfigEditor() override;

    int index() const;
    /// The workspace has other documents than before; this one is there now.
    void setIndex(int index);
    ConfigHighlighter* highlighter() const { return m_highlighter; }
    CompletionPopup* completionPopup();

    /// The cursor, as the language counts.
    config::Position position() const;
    /// The place of the text as it was when it was last analysed; nothing inside of what was edited since.
    std::optional<config::Position> analysed(const QTextCursor& cursor) const;
    /// Of a line as it was when it was last analysed.
    int lineNow(int analysedLine) const;
    /// Selects `length` bytes from a place (as the language counts) and brings it into sight.
    void goTo(int line, std::uint32_t column, std::uint32_t length = 0);
    void select(qsizetype from, qsizetype length);
    void selectLines(int first, int last);

    /// Takes what the workspace found out about the text.
    void takeAnalysis();
    void setQuery(const std::optional<SearchQuery>& query);
    void setZoom(int percent);

    /// Runs one of lineedits' functions on the cursor, if the text may be changed.
    void change(const std::function<void(QTextCursor&)>& edit);
    void complete();
    /// Shows what stands under the cursor in words, as hovering does.
    void explain();
    QString explanation(const QTextCursor& at) const;

    void toggleFold(const QTextBlock& block);
    void foldHere(bool fold);
    void foldAll(bool fold);
    bool isChanged(int line) const;
    void forVisibleBlocks(const std::function<void(const QTextBlock&, const QRectF&)>& see) const;

signals:
    /// Ctrl+click on a name.
    void definitionWanted();
    void zoomWanted(int steps);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;

private:
    void placeGutter();
    void onCursor();
    void onChange(int position);
    void showSelections();
    void markTags(QList<QTextEdit::ExtraSelection>& out) const;
    void markBrackets(QList<QTextEdit::ExtraSelection>& out) const;
    void markMentions(QList<QTextEdit::ExtraSelection>& out) const;
    void paintFolds();
    bool editKey(QKeyEvent* event);
    void insertTyped(const QString& text);
    void propose(bool onDemand);
    void insertCompletion(const QString& text);
    void markLink(const QTextCursor& at);
    void showExplanation(const QPoint& global, const QTextCursor& at, const QRect& area);
    /// The line of the cursor below the tags of its sections: all that completion and help need to see.
    std::pair<std::string, config::Position> surroundings(const QTextCursor& at) const;

    ConfigWorkspace* m_workspace;
    DocumentBinding* m_binding;
    ConfigHighlighter* m_highlighter;
    EditorGutter* m_gutter;
    QPointer<CompletionPopup> m_popup;  // a child of the window
    QTextCursor m_link;  // the name under the mouse while Ctrl is held
    int m_completeFrom = 0;
    int m_completeTo = 0;
    int m_popupBlock = -1;
    QString m_typed;  // the letters of the key that is being dealt with
};

}  // namespace mailrace::gui
