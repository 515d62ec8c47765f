// Finding and replacing over the texts of the workspace: ties the bar to the editors, counts on another thread, lists what was
// found. Window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <QVector>

#include "gui/models/hitmodel.h"
#include "gui/models/textsearch.h"

namespace mailrace::gui {

class ConfigEditor;
class ConfigWorkspace;
class EditorTabs;
class FindBar;

class ConfigSearch : public QObject {
    Q_OBJECT
public:
    ConfigSearch(ConfigWorkspace* workspace, EditorTabs* tabs, FindBar* bar);

    void open(bool replace);
    void openEverywhere();
    void next(bool backward);
    void replace();
    void replaceAll();
    /// Hits as rows; at most 10,000.
    void list();
    const QVector<SearchHit>& hits() const { return m_hits; }

signals:
    void listed(const QVector<mailrace::gui::Hit>& hits, const QString& title);
    void replaced(int count, int files);

private:
    void onQuery();
    void count();
    void onFound(const QVector<SearchHit>& hits);
    void showCount();
    QVector<int> scope() const;
    bool nextIn(ConfigEditor* editor, qsizetype from, bool backward, bool round);

    ConfigWorkspace* m_workspace;
    EditorTabs* m_tabs;
    FindBar* m_bar;
    TextSearch m_search;
    QTimer m_pause;
    QVector<SearchHit> m_hits;
    QVector<int> m_scope;  // documents of m_hits
    bool m_listWanted = false;
    bool m_counting = false;
};

}  // namespace mailrace::gui
