// The configuration: its files as text with help, problems, outline and search; what state the text is in; and the tools that
// read and write the same text (review, history, forms), which are shown as soon as somebody connects to their signals. Window's
// thread.
#pragma once

#include <QTimer>

#include "gui/models/hitmodel.h"
#include "gui/widgets/view.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QTableView;
class QToolButton;

namespace mailrace::gui {

class ActionRegistry;
class ConfigEditor;
class ConfigSearch;
class ConfigWorkspace;
class Connection;
class EditorTabs;
class ElidedLabel;
class FindBar;
class OutlinePanel;
class ProblemModel;
class Segmented;

class ConfigurationView : public View {
    Q_OBJECT
public:
    ConfigurationView(Connection* connection, ActionRegistry* actions, QWidget* parent = nullptr);
    ~ConfigurationView() override;

    bool hasData() const override;
    void focusFilter() override;
    /// Of the directive, or the section, in the line of the cursor.
    QString helpAddress() const override;

    ConfigWorkspace* workspace() const { return m_workspace; }
    EditorTabs* tabs() const { return m_tabs; }
    FindBar* findBar() const { return m_findBar; }
    OutlinePanel* outline() const { return m_outline; }
    ProblemModel* problems() const { return m_problems; }
    HitModel* hits() const { return m_hits; }
    QString stateText() const;
    /// Shows a line of the file of that path (or name), as soon as the files are there.
    void goTo(const QString& path, int line);
    /// What *New…* offers; the button is there while the menu has anything.
    QMenu* newMenu() const { return m_newMenu; }

signals:
    /// One of this view's actions was chosen while another view is shown.
    void wanted();
    void reviewWanted();
    void historyWanted();
    void importWanted();
    /// Two people changed the same document.
    void mergeWanted(int document);
    void helpWanted();

protected:
    void showStale(bool stale) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void connectNotify(const QMetaMethod& method) override;

private:
    void makeBanner();
    void makeCenter();
    void makeBottom();
    void makeActions(ActionRegistry* actions);
    void makeEditActions(ActionRegistry* actions);
    void makeCodeActions(ActionRegistry* actions);
    void makeToolActions(ActionRegistry* actions);
    QAction* add(ActionRegistry* actions, const QString& id, const QString& text, const QString& tip, const QString& keys,
                 std::function<void()> run);
    void onEditor(ConfigEditor* editor);
    void onCurrent();
    void onChecked();
    void onCursor();
    void showState();
    void tell(const QString& news);
    void showBanner();
    void onChangedElsewhere(const QString& user, qint64 time, const QString& note);
    void settleConflict(bool theirs);
    void showBottom(int tab);
    void listProblems();
    void stepPane();
    void say(const QString& words);
    void goToProblem(int row);
    void stepProblem(bool backward);
    void goToHit(int row);
    void goToLine();
    void goToDefinition();
    void openIncluded(const std::string& pattern);
    void findUses();
    void formatDocument();
    void zoom(int steps);
    ConfigEditor* editor() const;

    Connection* m_connection;
    ConfigWorkspace* m_workspace;
    EditorTabs* m_tabs;
    FindBar* m_findBar;
    ConfigSearch* m_search = nullptr;
    OutlinePanel* m_outline;
    ProblemModel* m_problems;
    HitModel* m_hits;
    QTableView* m_problemTable;
    QTableView* m_hitTable;
    Segmented* m_bottomTabs = nullptr;
    QLabel* m_hitTitle;
    QLabel* m_allWell;
    QToolButton* m_notes = nullptr;
    QLabel* m_place;
    ElidedLabel* m_state;
    QWidget* m_banner = nullptr;
    QLabel* m_bannerWords;
    QPushButton* m_merge = nullptr;
    QPushButton* m_theirs = nullptr;
    QMenu* m_newMenu;
    QPushButton* m_newButton = nullptr;
    QAction* m_review = nullptr;
    QAction* m_history = nullptr;
    QAction* m_import = nullptr;
    QAction* m_help = nullptr;
    QList<QAction*> m_contextActions;
    QList<QAction*> m_changing;  // of no use in a text that can only be read
    QTimer m_clock;
    QTimer m_forget;
    QString m_news;              // what somebody else applied
    QString m_said;              // what was just done, for a few seconds
    QPair<QString, int> m_goal;  // a line to show when its file is there
    int m_zoom = 100;
};

}  // namespace mailrace::gui
