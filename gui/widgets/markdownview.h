// Markdown as pages with links, in the application's colours, light and dark. It follows no link by itself: who owns it decides
// where links lead. Window's thread.
#pragma once

#include <QTextBrowser>

namespace mailrace::gui {

class MarkdownView : public QTextBrowser {
    Q_OBJECT
public:
    explicit MarkdownView(const QString& accessibleName, QWidget* parent = nullptr);

    /// Shows the page from its top.
    void setPage(const QString& markdown);
    /// Scrolls to the heading with that name as help::anchor_of() makes it; nothing happens when there is none.
    void goToHeading(const QString& anchor);
    const QString& page() const { return m_page; }
    /// Puts the keyboard on the first link of the page.
    void focusFirstLink();

signals:
    void linkChosen(const QUrl& link);

private:
    QString m_page;
};

}  // namespace mailrace::gui
