// The help: one page at a time with a way back, and a field that searches pages and directives. A window of its own, so that it
// can stand beside what one does. Window's thread; needs no daemon.
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace mailrace::gui {

class MarkdownView;

class HelpPanel : public QWidget {
    Q_OBJECT
public:
    explicit HelpPanel(QWidget* parent = nullptr);

    /// Shows the page at an address of helpbook; an unknown one shows what there is.
    void showPage(const QString& address);
    /// The entry of a directive or section; a search for the name when there is none.
    void showName(const QString& name);
    void search(const QString& words);
    void focusSearch();
    QString address() const { return m_history.value(m_place); }
    QString title() const { return m_title; }
    MarkdownView* view() const { return m_view; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void go(int step);
    void display(const QString& address);
    void remember(const QString& address);
    void follow(const QUrl& link);
    void tint();
    QToolButton* tool(const QString& icon, const QString& words, const QKeySequence& keys);

    QToolButton* m_back;
    QToolButton* m_forward;
    QToolButton* m_home;
    QLineEdit* m_search;
    MarkdownView* m_view;
    QStringList m_history;
    QList<int> m_scrolls;  // where each page of the history was left
    int m_place = -1;
    QString m_title;
};

}  // namespace mailrace::gui
