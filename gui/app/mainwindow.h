// The main window: rail, connection bar, the views, menus made from the action registry, status line. It remembers its place and
// says in its title which daemon it shows.
#pragma once

#include <QMainWindow>
#include <memory>

class QStackedWidget;

namespace mailrace::gui {

class ActionRegistry;
class CommandPalette;
class ConfigurationView;
class SuppressionView;
class Connection;
class ConnectionBar;
class DaemonLauncher;
class EventsView;
class HelpPanel;
class NavigationRail;
class OverviewView;
class QueuesView;
class StatsFeed;
class StatusLine;
class View;
struct Options;
enum class LinkState;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Connection* connection, const Options& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    void showView(const QString& id);
    View* currentView() const;
    const QList<View*>& views() const { return m_views; }
    ActionRegistry* actionRegistry() const { return m_actions; }
    ConnectionBar* connectionBar() const { return m_bar; }
    StatsFeed* stats() const { return m_stats; }
    OverviewView* overview() const { return m_overview; }
    QueuesView* queues() const { return m_queues; }
    EventsView* events() const { return m_events; }
    ConfigurationView* configuration() const { return m_configuration; }
    SuppressionView* suppression() const { return m_suppression; }
    HelpPanel* help() const { return m_help.get(); }
    /// Opens the help in its window at an address of helpbook.
    void showHelp(const QString& address);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeViews();
    void makeActions();
    void makeThemeActions();
    void makeMenus();
    void makeHelp();
    void addView(View* view, const QString& icon, const QString& tip);
    void onState(LinkState state);
    void confirmStop();
    bool confirmClose();
    void about();

    Connection* m_connection;
    ActionRegistry* m_actions;
    DaemonLauncher* m_launcher;
    StatsFeed* m_stats;
    NavigationRail* m_rail;
    ConnectionBar* m_bar;
    QStackedWidget* m_stack;
    StatusLine* m_status;
    CommandPalette* m_palette;
    OverviewView* m_overview = nullptr;
    QueuesView* m_queues = nullptr;
    EventsView* m_events = nullptr;
    ConfigurationView* m_configuration = nullptr;
    SuppressionView* m_suppression = nullptr;
    std::unique_ptr<HelpPanel> m_help;  // no child, so that it can be read beside a dialog
    QList<View*> m_views;
    bool m_closing = false;
};

}  // namespace mailrace::gui
