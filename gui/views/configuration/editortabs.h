// One editor a document behind a row of tabs. Editors are made when they are first needed; a tab says when its document was
// changed, is in conflict, or has errors. Window's thread.
#pragma once

#include <QVector>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace mailrace::gui {

class ConfigEditor;
class ConfigWorkspace;

class EditorTabs : public QWidget {
    Q_OBJECT
public:
    explicit EditorTabs(ConfigWorkspace* workspace, QWidget* parent = nullptr);

    /// Null while there is no document.
    ConfigEditor* current() const;
    /// Makes it when it is not there yet.
    ConfigEditor* editor(int document);
    void show(int document);
    /// To the next (or the previous) tab, going round.
    void step(int by);
    void setZoom(int percent);
    /// Beside the tabs, at the right.
    void addToHead(QWidget* widget);
    /// Between tabs and text.
    void addBelowTabs(QWidget* widget);
    const QVector<ConfigEditor*>& editors() const { return m_editors; }  // null where there is none yet
    QTabBar* tabBar() const { return m_tabs; }

signals:
    void made(mailrace::gui::ConfigEditor* editor);
    void currentChanged();

private:
    void onReset();
    void onChecked();
    void onCurrent(int document);
    void showMarks();

    ConfigWorkspace* m_workspace;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    QWidget* m_head;
    QVector<ConfigEditor*> m_editors;
    QVector<QString> m_ids;
    int m_zoom = 100;
};

}  // namespace mailrace::gui
