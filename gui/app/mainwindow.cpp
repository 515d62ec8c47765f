#include "gui/app/mainwindow.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "gui/app/options.h"
#include "gui/app/statusline.h"
#include "gui/client/connection.h"
#include "gui/client/daemonlauncher.h"
#include "gui/models/configworkspace.h"
#include "gui/models/statsfeed.h"
#include "gui/views/configuration/configurationview.h"
#include "gui/views/configuration/tools/configurationtools.h"
#include "gui/views/events/eventsview.h"
#include "gui/views/help/helppanel.h"
#include "gui/views/overview/overviewview.h"
#include "gui/views/queues/queuesview.h"
#include "gui/views/suppression/suppressionview.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/commandpalette.h"
#include "gui/widgets/connectionbar.h"
#include "gui/widgets/navigationrail.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

MainWindow::MainWindow(Connection* connection, const Options& options, QWidget* parent)
    : QMainWindow(parent),
      m_connection(connection),
      m_actions(new ActionRegistry(this)),
      m_launcher(new DaemonLauncher(options.daemonArguments, this)),
      m_stats(new StatsFeed(connection, this)),
      m_rail(new NavigationRail),
      m_bar(new ConnectionBar(connection, m_launcher)),
      m_stack(new QStackedWidget),
      m_status(new StatusLine(connection, m_stats, this)) {
    setWindowIcon(QIcon(QStringLiteral(":/icons/mailrace.svg")));
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_bar);
    right->addWidget(m_stack, 1);
    auto* central = new QWidget;
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    setCentralWidget(central);
    setStatusBar(m_status);
    m_palette = new CommandPalette(m_actions, m_connection, central);

    makeActions();
    makeViews();
    makeHelp();
    makeMenus();
    connect(m_rail, &NavigationRail::chosen, this, [this](int index) { showView(m_views.at(index)->id()); });
    connect(m_palette, &CommandPalette::queueChosen, this, [this](const QString& name) {
        showView(QStringLiteral("queues"));
        m_queues->showQueue(name);
    });
    connect(m_connection, &Connection::stateChanged, this, &MainWindow::onState);

    resize(1440, 900);
    if (options.size.isValid())
        resize(options.size);
    else
        restoreGeometry(settings::get(Setting::WindowGeometry).toByteArray());
    showView(options.view.isEmpty() ? settings::get(Setting::View).toString() : options.view);
    onState(m_connection->state());
}

MainWindow::~MainWindow() = default;

void MainWindow::makeViews() {
    m_overview = new OverviewView(m_connection, m_stats, m_actions);
    m_queues = new QueuesView(m_connection, m_actions);
    m_events = new EventsView(m_connection, m_actions);
    m_configuration = new ConfigurationView(m_connection, m_actions);
    m_suppression = new SuppressionView(m_connection, m_actions);
    addView(m_overview, QStringLiteral("overview"), tr("Is mail flowing, and what needs attention"));
    addView(m_queues, QStringLiteral("queues"), tr("What waits, and what for"));
    addView(m_events, QStringLiteral("events"), tr("What happened, in the receiver's own words"));
    addView(m_configuration, QStringLiteral("configuration"), tr("How the daemon is told to send, as text"));
    addView(m_suppression, QStringLiteral("suppression"), tr("Whom mail is kept from, and why"));
    connect(m_configuration, &ConfigurationView::wanted, this, [this] { showView(QStringLiteral("configuration")); });
    auto* tools = new ConfigurationTools(m_configuration, m_connection, m_actions, this);
    connect(tools, &ConfigurationTools::helpWanted, this, &MainWindow::showHelp);
    connect(tools, &ConfigurationTools::said, this, [this](const QString& words) { m_status->showMessage(words, 10'000); });
    connect(m_configuration, &ConfigurationView::helpWanted, this, [this] { showHelp(m_configuration->helpAddress()); });
    const auto showEvents = [this](const QString& filter) {
        showView(QStringLiteral("events"));
        m_events->showFilter(filter);
    };
    const auto showQueue = [this](const QString& queue) {
        showView(QStringLiteral("queues"));
        m_queues->showQueue(queue);
    };
    connect(m_overview, &OverviewView::eventsWanted, this, showEvents);
    connect(m_overview, &OverviewView::queueWanted, this, showQueue);
    connect(m_queues, &QueuesView::eventsWanted, this, showEvents);
    connect(m_events, &EventsView::queueWanted, this, showQueue);
    const auto showLine = [this](const QString& file, int line) {
        showView(QStringLiteral("configuration"));
        m_configuration->goTo(file, line);
    };
    connect(m_queues, &QueuesView::lineWanted, this, showLine);
    connect(m_suppression, &SuppressionView::lineWanted, this, showLine);
    connect(m_suppression, &SuppressionView::eventsWanted, this, showEvents);
    connect(m_suppression, &SuppressionView::configurationWanted, this, [this] { showView(QStringLiteral("configuration")); });
    m_events->setWorkspace(m_configuration->workspace());
    connect(m_events, &EventsView::ruleWritten, this, [this, tools](int document, int line) {
        showView(QStringLiteral("configuration"));
        m_configuration->goTo(m_configuration->workspace()->documents().at(document).path, line);
        tools->review();
    });
    connect(m_events, &EventsView::suppressWanted, m_suppression, &SuppressionView::addEntries);
    connect(m_events, &EventsView::suppressionCheckWanted, this, [this](const QString& address) {
        showView(QStringLiteral("suppression"));
        m_suppression->check(address);
    });
}

void MainWindow::addView(View* view, const QString& icon, const QString& tip) {
    const int number = int(m_views.size()) + 1;
    m_views.append(view);
    m_stack->addWidget(view);
    QAction* action =
        m_actions->add(MenuPlace::View, QStringLiteral("view.") + view->id(), view->title(), tip,
                       QKeySequence(QStringLiteral("Ctrl+%1").arg(number)), this, [this, view] { showView(view->id()); });
    m_rail->add(icon, view->title(), action->toolTip());
}

void MainWindow::makeActions() {
    m_actions->add(MenuPlace::File, QStringLiteral("daemon.start"), tr("&Start the daemon"),
                   tr("Start mailraced on this machine"), {}, this, [this] { m_launcher->start(); });
    m_actions->add(MenuPlace::File, QStringLiteral("daemon.reload"), tr("&Reload the configuration"),
                   tr("The daemon reads its configuration again"), QKeySequence(tr("Ctrl+Shift+R")), this, [this] {
                       m_connection->call(this, QStringLiteral("daemon.reload"), {}, [this](const RpcResult& result) {
                           m_status->showMessage(result.ok ? tr("The configuration was read again.") : result.error.message,
                                                 8000);
                       });
                   });
    m_actions->add(MenuPlace::File, QStringLiteral("daemon.stop"), tr("S&top the daemon…"),
                   tr("An orderly stop; queued mail stays on disk"), {}, this, [this] { confirmStop(); });
    m_actions->add(MenuPlace::File, QStringLiteral("app.quit"), tr("&Quit"), tr("Close this window; the daemon goes on"),
                   QKeySequence::Quit, this, [this] { close(); });
    m_actions->add(MenuPlace::Edit, QStringLiteral("edit.palette"), tr("&Go to anything…"),
                   tr("Every action and every queue, by name"), QKeySequence(tr("Ctrl+K")), this, [this] { m_palette->open(); });
    m_actions->add(MenuPlace::Edit, QStringLiteral("edit.filter"), tr("&Find or filter"),
                   tr("Find in the text, or type a filter for what this view shows"), QKeySequence::Find, this,
                   [this] { currentView()->focusFilter(); });
    m_actions->add(MenuPlace::Help, QStringLiteral("help.show"), tr("&Help"), tr("The help for what you see"),
                   QKeySequence::HelpContents, this, [this] { showHelp(currentView()->helpAddress()); });
    m_actions->add(MenuPlace::Help, QStringLiteral("help.search"), tr("&Search the help…"),
                   tr("Find a page or a directive of the configuration by words"), QKeySequence(tr("Shift+F1")), this, [this] {
                       showHelp(m_help->address());
                       m_help->focusSearch();
                   });
    m_actions->add(MenuPlace::Help, QStringLiteral("help.about"), tr("&About Mailrace"), tr("Version and licence"), {}, this,
                   [this] { about(); });
    makeThemeActions();
}

void MainWindow::makeThemeActions() {
    auto* group = new QActionGroup(this);
    const auto add = [&](const QString& id, const QString& text, const QString& tip, ThemeChoice choice) {
        QAction* action = m_actions->add(MenuPlace::View, QStringLiteral("theme.") + id, text, tip, {}, this, [choice, id] {
            Theme::instance().choose(choice);
            settings::set(Setting::Theme, id);
        });
        action->setCheckable(true);
        action->setChecked(Theme::instance().choice() == choice);
        group->addAction(action);
    };
    add(QStringLiteral("auto"), tr("Colours of the &desktop"), tr("Light or dark as the desktop says"), ThemeChoice::Auto);
    add(QStringLiteral("light"), tr("&Light colours"), tr("Dark words on light ground"), ThemeChoice::Light);
    add(QStringLiteral("dark"), tr("Dar&k colours"), tr("Light words on dark ground"), ThemeChoice::Dark);
}

void MainWindow::makeHelp() {
    m_help = std::make_unique<HelpPanel>();
    m_help->setWindowIcon(windowIcon());
    m_help->resize(760, 820);
    m_help->restoreGeometry(settings::get(Setting::HelpGeometry).toByteArray());
}

void MainWindow::showHelp(const QString& address) {
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
    m_help->showPage(address);
    m_help->setFocus();
}

void MainWindow::makeMenus() {
    const QList<QPair<MenuPlace, QString>> places{
        {MenuPlace::File, tr("&File")},   {MenuPlace::Edit, tr("&Edit")},    {MenuPlace::View, tr("&View")},
        {MenuPlace::Queue, tr("&Queue")}, {MenuPlace::Event, tr("E&vents")}, {MenuPlace::Configuration, tr("&Configuration")},
        {MenuPlace::Suppression, tr("&Suppression")}, {MenuPlace::Help, tr("&Help")}};
    const QStringList separated{QStringLiteral("theme.auto"),     QStringLiteral("app.quit"),
                                QStringLiteral("config.undo"),    QStringLiteral("config.comment"),
                                QStringLiteral("config.format"),  QStringLiteral("config.replace"),
                                QStringLiteral("config.line"),    QStringLiteral("config.problem_next"),
                                QStringLiteral("config.fold"),    QStringLiteral("config.tab_next"),
                                QStringLiteral("config.zoom_in"), QStringLiteral("config.definition")};
    for (const auto& [place, title] : places) {
        QMenu* menu = menuBar()->addMenu(title);
        menu->setToolTipsVisible(true);
        for (QAction* action : m_actions->of(place)) {
            if (separated.contains(action->objectName())) menu->addSeparator();
            menu->addAction(action);
        }
    }
    auto* hint = new QPushButton(tr("Ctrl+K — go to anything"));
    hint->setFlat(true);
    hint->setObjectName(QStringLiteral("hint"));
    hint->setFocusPolicy(Qt::NoFocus);
    hint->setAccessibleName(tr("Go to anything"));
    connect(hint, &QPushButton::clicked, m_palette, &CommandPalette::open);
    menuBar()->setCornerWidget(hint);
}

void MainWindow::showView(const QString& id) {
    for (int i = 0; i < m_views.size(); ++i) {
        if (m_views.at(i)->id() != id) continue;
        m_stack->setCurrentIndex(i);
        m_rail->setCurrent(i);
        settings::set(Setting::View, id);
        m_actions->setPlaceActive(MenuPlace::Queue, m_views.at(i) == m_queues);
        m_actions->setPlaceActive(MenuPlace::Event, m_views.at(i) == m_events);
        m_actions->setPlaceActive(MenuPlace::Configuration, m_views.at(i) == m_configuration);
        m_actions->setPlaceActive(MenuPlace::Suppression, m_views.at(i) == m_suppression);
        return;
    }
    if (id != QLatin1String("overview")) showView(QStringLiteral("overview"));
}

View* MainWindow::currentView() const { return m_views.value(m_stack->currentIndex()); }

void MainWindow::onState(LinkState state) {
    const bool ready = state == LinkState::Ready;
    const DaemonInfo& daemon = m_connection->daemon();
    setWindowTitle(daemon.host.isEmpty() ? tr("Mailrace") : tr("Mailrace — %1").arg(daemon.host));
    for (View* view : std::as_const(m_views)) view->setStale(!ready, m_stats->lastUpdate());
    const bool admin = ready && daemon.role == DaemonRole::Admin;
    m_actions->find(QStringLiteral("daemon.start"))
        ->setEnabled(state == LinkState::NotRunning || state == LinkState::Lost || state == LinkState::Connecting);
    m_actions->find(QStringLiteral("daemon.reload"))->setEnabled(admin);
    m_actions->find(QStringLiteral("daemon.stop"))->setEnabled(admin);
}

void MainWindow::confirmStop() {
    auto* box = new QMessageBox(QMessageBox::Question, tr("Stop the daemon"),
                                tr("Stop the daemon on %1? Mail is neither accepted nor delivered until it is started again. "
                                   "What is queued stays on disk.")
                                    .arg(m_connection->daemon().host),
                                QMessageBox::Cancel, this);
    QPushButton* stop = box->addButton(tr("Stop"), QMessageBox::AcceptRole);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(stop, &QPushButton::clicked, this, [this] {
        m_connection->call(this, QStringLiteral("daemon.stop"), {}, [this](const RpcResult& result) {
            if (!result.ok && result.error.word != QLatin1String("offline")) m_status->showMessage(result.error.message, 8000);
        });
    });
    box->open();
}

void MainWindow::about() {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Mailrace"),
                                tr("Mailrace %1, a high-volume outbound mail transfer agent with a desktop suite.\n"
                                   "Free software under the GNU General Public License, version 3 or later.")
                                    .arg(QApplication::applicationVersion()),
                                QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

/// True when the window may close now. Otherwise the person is asked, and the window closes when they say so.
bool MainWindow::confirmClose() {
    if (m_closing || !m_configuration->workspace()->isDirty()) return true;
    showView(m_configuration->id());
    auto* box = new QMessageBox(QMessageBox::Question, tr("Changes not applied"),
                                tr("The configuration was changed here and not applied. Close and drop these changes?"),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("closeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* drop = box->addButton(tr("Drop and close"), QMessageBox::DestructiveRole);
    connect(drop, &QPushButton::clicked, this, [this] {
        m_closing = true;
        close();
    });
    box->open();
    return false;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!confirmClose()) return event->ignore();
    settings::set(Setting::WindowGeometry, saveGeometry());
    settings::set(Setting::HelpGeometry, m_help->saveGeometry());
    m_help->close();
    event->accept();
}

}  // namespace mailrace::gui
