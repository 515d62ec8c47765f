#include "gui/views/configuration/configurationview.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMetaMethod>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>
#include <QToolButton>

#include "gui/client/connection.h"
#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/confighighlighter.h"
#include "gui/views/configuration/configsearch.h"
#include "gui/views/configuration/editortabs.h"
#include "gui/views/configuration/findbar.h"
#include "gui/views/configuration/outlinepanel.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"

namespace mailrace::gui {

namespace {

QSplitter* makeSplitter(Qt::Orientation orientation, QWidget* first, QWidget* second, const QList<int>& sizes, Setting key) {
    auto* splitter = new QSplitter(orientation);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(first);
    splitter->addWidget(second);
    splitter->setSizes(sizes);
    settings::remember(splitter, key);
    return splitter;
}

QString joined(const QStringList& parts) { return parts.join(QStringLiteral("  ·  ")); }

}  // namespace

ConfigurationView::ConfigurationView(Connection* connection, ActionRegistry* actions, QWidget* parent)
    : View(QStringLiteral("configuration"), tr("Configuration"), parent),
      m_connection(connection),
      m_workspace(new ConfigWorkspace(connection, this)),
      m_tabs(new EditorTabs(m_workspace)),
      m_findBar(new FindBar),
      m_outline(new OutlinePanel),
      m_problems(new ProblemModel(this)),
      m_hits(new HitModel(this)),
      m_problemTable(new QTableView),
      m_hitTable(new QTableView),
      m_hitTitle(new QLabel),
      m_allWell(new QLabel(tr("Nothing is wrong."))),
      m_place(new QLabel),
      m_state(new ElidedLabel),
      m_bannerWords(new QLabel),
      m_newMenu(new QMenu(this)),
      m_zoom(std::clamp(settings::get(Setting::ConfigurationZoom).toInt(), 50, 300)) {
    addToHead(m_state, 1);
    m_state->setObjectName(QStringLiteral("dim"));
    m_tabs->setZoom(m_zoom);
    m_search = new ConfigSearch(m_workspace, m_tabs, m_findBar);
    makeActions(actions);
    makeBanner();
    makeCenter();

    connect(m_tabs, &EditorTabs::made, this, &ConfigurationView::onEditor);
    connect(m_tabs, &EditorTabs::currentChanged, this, &ConfigurationView::onCurrent);
    connect(m_workspace, &ConfigWorkspace::checked, this, &ConfigurationView::onChecked);
    connect(m_workspace, &ConfigWorkspace::statusChanged, this, &ConfigurationView::showState);
    connect(m_workspace, &ConfigWorkspace::changedElsewhere, this, &ConfigurationView::onChangedElsewhere);
    connect(m_workspace, &ConfigWorkspace::appliedVersion, this, [this] { tell({}); });
    connect(m_search, &ConfigSearch::listed, this, [this](const QVector<Hit>& hits, const QString& title) {
        m_hits->setHits(hits);
        m_hitTitle->setText(title);
        showBottom(1);
    });
    connect(m_search, &ConfigSearch::replaced, this, [this](int count, int files) {
        say(count == 0   ? tr("nothing to replace")
            : files == 1 ? tr("replaced %1").arg(format::count(count))
                         : tr("replaced %1 in %2 files").arg(format::count(count)).arg(files));
    });
    m_clock.setInterval(30'000);
    connect(&m_clock, &QTimer::timeout, this, &ConfigurationView::showState);
    m_clock.start();
    m_forget.setSingleShot(true);
    m_forget.setInterval(8'000);
    connect(&m_forget, &QTimer::timeout, this, [this] {
        m_said.clear();
        showState();
    });
    showState();
}

ConfigurationView::~ConfigurationView() { m_workspace->disconnect(this); }

void ConfigurationView::makeBanner() {
    m_banner = new QFrame;
    m_banner->setObjectName(QStringLiteral("banner"));
    m_bannerWords->setWordWrap(true);
    m_merge = new QPushButton(tr("Merge…"));
    m_merge->setToolTip(tr("Bring both changes together, line by line"));
    m_theirs = new QPushButton(tr("Take theirs"));
    m_theirs->setToolTip(tr("Drop your changes of these files; can be undone"));
    auto* away = new QPushButton(tr("Hide"));
    away->setToolTip(tr("The line above the text goes on saying it"));
    auto* row = new QHBoxLayout(m_banner);
    row->setContentsMargins(9, 4, 6, 4);
    row->addWidget(m_bannerWords, 1);
    row->addWidget(m_merge);
    row->addWidget(m_theirs);
    row->addWidget(away);
    connect(m_merge, &QPushButton::clicked, this, [this] { settleConflict(false); });
    connect(m_theirs, &QPushButton::clicked, this, [this] { settleConflict(true); });
    connect(away, &QPushButton::clicked, this, [this] { tell({}); });
    m_banner->hide();
    body()->addWidget(m_banner);
}

void ConfigurationView::makeCenter() {
    auto* sections = new Card(tr("Sections"));
    sections->addContent(m_outline);
    m_place->setObjectName(QStringLiteral("dim"));
    m_tabs->addToHead(m_place);
    m_tabs->addBelowTabs(m_findBar);
    auto* text = new Card;
    text->layout()->setContentsMargins(1, 1, 1, 1);
    text->addContent(m_tabs, 1, true);
    makeBottom();
    auto* bottom = new Card;
    auto* choice = new QWidget;
    auto* row = new QHBoxLayout(choice);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_bottomTabs);
    row->addSpacing(6);
    row->addWidget(m_notes);
    row->addWidget(m_allWell);
    row->addWidget(m_hitTitle);
    row->addStretch(1);
    bottom->layout()->setContentsMargins(1, 4, 1, 1);
    bottom->addContent(choice, 0);
    auto* stack = new QStackedWidget;
    stack->addWidget(m_problemTable);
    stack->addWidget(m_hitTable);
    bottom->addContent(stack, 1, true);
    connect(m_bottomTabs, &Segmented::chosen, this, &ConfigurationView::showBottom);
    auto* right = makeSplitter(Qt::Vertical, text, bottom, {560, 170}, Setting::ConfigurationSplitter);
    right->setStretchFactor(0, 1);
    auto* all = makeSplitter(Qt::Horizontal, sections, right, {230, 1000}, Setting::ConfigurationSideSplitter);
    all->setStretchFactor(1, 1);
    body()->addWidget(all, 1);
    m_outline->tree()->installEventFilter(this);
    connect(m_outline, &OutlinePanel::lineChosen, this, [this](int line) {
        if (ConfigEditor* e = editor()) {
            e->goTo(e->lineNow(line), 0);
            e->setFocus();
        }
    });
}

void ConfigurationView::makeBottom() {
    m_bottomTabs = new Segmented({tr("Problems"), tr("Places")}, tr("Shown below the text"));
    m_bottomTabs->setTip(0, tr("What is wrong, in all files"));
    m_bottomTabs->setTip(1, tr("Hits of a search, uses of a name"));
    m_hitTitle->setObjectName(QStringLiteral("dim"));
    m_allWell->setObjectName(QStringLiteral("dim"));
    m_allWell->hide();
    m_notes = new QToolButton;
    m_notes->setObjectName(QStringLiteral("toggle"));
    m_notes->setCheckable(true);
    m_notes->setChecked(settings::get(Setting::ConfigurationNotes).toBool());
    m_notes->setToolTip(tr("Show notes too: lines that work, but not quite as in PowerMTA"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->hide();
    connect(m_notes, &QToolButton::toggled, this, [this](bool shown) {
        settings::set(Setting::ConfigurationNotes, shown);
        listProblems();
        showBottom(0);
    });
    prepareTable(m_problemTable, tr("Problems"));
    m_problemTable->setModel(m_problems);
    m_problemTable->setColumnWidth(ProblemModel::Severity, 96);
    m_problemTable->horizontalHeader()->setStretchLastSection(false);
    m_problemTable->horizontalHeader()->setSectionResizeMode(ProblemModel::Words, QHeaderView::Stretch);
    m_problemTable->setColumnWidth(ProblemModel::Place, 190);
    prepareTable(m_hitTable, tr("Places"));
    m_hitTable->setModel(m_hits);
    m_hitTable->setColumnWidth(HitModel::Place, 190);
    m_hitTable->setColumnWidth(HitModel::Kind, 90);
    for (QTableView* table : {m_problemTable, m_hitTable}) {
        table->setSelectionMode(QAbstractItemView::SingleSelection);
        table->installEventFilter(this);
        const auto go = [this, table](const QModelIndex& index) {
            if (table == m_problemTable)
                goToProblem(index.row());
            else
                goToHit(index.row());
        };
        connect(table, &QTableView::activated, this, go);
        connect(table, &QTableView::clicked, this, go);
    }
}

ConfigEditor* ConfigurationView::editor() const { return m_tabs->current(); }

bool ConfigurationView::hasData() const { return m_workspace->isLoaded() && m_workspace->analysis() != nullptr; }

void ConfigurationView::focusFilter() { m_search->open(false); }

void ConfigurationView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    if (!m_workspace->isLoaded()) m_workspace->load();
    if (ConfigEditor* e = editor()) e->setFocus();
}

void ConfigurationView::showStale(bool) { showState(); }

/// A tool is offered as soon as somebody provides it.
void ConfigurationView::connectNotify(const QMetaMethod& method) {
    const auto offer = [&](QAction* action, auto signal) {
        if (action && method == QMetaMethod::fromSignal(signal)) action->setVisible(true);
    };
    offer(m_review, &ConfigurationView::reviewWanted);
    offer(m_history, &ConfigurationView::historyWanted);
    offer(m_import, &ConfigurationView::importWanted);
    offer(m_help, &ConfigurationView::helpWanted);
    View::connectNotify(method);
}

bool ConfigurationView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape && editor()) {
            editor()->setFocus();
            return true;
        }
        if (enter && watched == m_problemTable && m_problemTable->currentIndex().isValid()) {
            goToProblem(m_problemTable->currentIndex().row());
            return true;
        }
        if (enter && watched == m_hitTable && m_hitTable->currentIndex().isValid()) {
            goToHit(m_hitTable->currentIndex().row());
            return true;
        }
    }
    return View::eventFilter(watched, event);
}

void ConfigurationView::onEditor(ConfigEditor* editor) {
    editor->addActions(m_contextActions);
    connect(editor, &QPlainTextEdit::cursorPositionChanged, this, &ConfigurationView::onCursor);
    connect(editor, &ConfigEditor::definitionWanted, this, &ConfigurationView::goToDefinition);
    connect(editor, &ConfigEditor::zoomWanted, this, &ConfigurationView::zoom);
}

void ConfigurationView::onCurrent() {
    const QWidget* focused = window()->focusWidget();
    if (editor() && isVisible() && !(focused && isAncestorOf(focused))) editor()->setFocus();
    onChecked();
    onCursor();
}

/// Notes say what differs from PowerMTA where all is well; a configuration that came from there has many.
void ConfigurationView::listProblems() {
    QVector<Problem> shown;
    int notes = 0;
    for (const Problem& p : m_workspace->problems()) {
        const bool note = p.severity == config::Severity::information;
        notes += note ? 1 : 0;
        if (!note || m_notes->isChecked()) shown.append(p);
    }
    m_notes->setText(tr("notes (%1)").arg(format::count(notes)));
    m_notes->setVisible(notes > 0 && m_bottomTabs->current() == 0);
    m_allWell->setVisible(hasData() && shown.isEmpty() && m_bottomTabs->current() == 0);
    const auto wrong = double(m_workspace->problems().size()) - notes;
    m_bottomTabs->setWord(0, wrong == 0 ? tr("Problems") : tr("Problems (%1)").arg(format::count(wrong)));
    m_problems->setProblems(std::move(shown));
}

void ConfigurationView::onChecked() {
    listProblems();
    if (!m_goal.first.isEmpty()) goTo(m_goal.first, m_goal.second);
    const ConfigEditor* e = editor();
    const auto analysis = m_workspace->analysis();
    if (e && analysis && std::size_t(e->index()) < analysis->outlines.size())
        m_outline->setOutline(analysis->outlines[std::size_t(e->index())]);
    onCursor();
    showState();
}

void ConfigurationView::onCursor() {
    const ConfigEditor* e = editor();
    if (!e) return;
    const QTextCursor cursor = e->textCursor();
    m_place->setText(tr("line %1, column %2").arg(format::count(cursor.blockNumber() + 1)).arg(cursor.positionInBlock() + 1));
    if (const auto line = e->highlighter()->lines().toAnalysed(cursor.blockNumber() + 1)) m_outline->follow(*line);
}

QString ConfigurationView::stateText() const { return m_state->text(); }

void ConfigurationView::showState() {
    const bool loaded = m_workspace->isLoaded();
    const auto analysis = m_workspace->analysis();
    const auto& running = m_workspace->running();
    QStringList parts;
    if (!m_workspace->problem().isEmpty()) parts.append(m_workspace->problem());
    if (!loaded && parts.isEmpty()) parts.append(tr("Waiting for the daemon."));
    if (loaded && running.builtIn && m_workspace->isWritable())
        parts.append(tr("what is built in: the first apply makes a file of it"));
    if (loaded && running.builtIn && !m_workspace->isWritable() && m_connection->isReady())
        parts.append(tr("read only: the daemon runs what is built in, without a file"));
    else if (loaded && m_connection->isReady() && m_connection->daemon().role != DaemonRole::Admin)
        parts.append(tr("read only: you are %1 here, not admin").arg(m_connection->daemon().roleName()));
    else if (loaded && m_connection->isReady() && !m_workspace->isWritable())
        parts.append(tr("read only: the daemon may not write its file"));
    if (m_workspace->isDirty()) {
        const int places = analysis ? std::max(1, int(analysis->changedPlaces())) : 1;
        parts.append(format::counted(places, tr("1 change not applied"), tr("%1 changes not applied")));
    } else if (loaded) {
        parts.append(tr("as it runs"));
    }
    if (m_workspace->hasConflict()) parts.append(tr("somebody else changed it too"));
    const int errors = analysis ? int(analysis->errors()) : 0;
    const int warnings = analysis ? int(analysis->warnings()) : 0;
    if (errors > 0) parts.append(format::counted(errors, tr("1 error"), tr("%1 errors")));
    if (m_workspace->refusals() > 0) {
        const int refusals = m_workspace->refusals();
        parts.append(format::counted(refusals, tr("the daemon refuses: 1 error"), tr("the daemon refuses: %1 errors")));
    }
    if (warnings > 0) parts.append(format::counted(warnings, tr("1 warning"), tr("%1 warnings")));
    if (running.version > 0) {
        const QString by = running.user.isEmpty() ? QString() : tr(" by %1").arg(running.user);
        const QString when =
            running.time > 0 ? tr(", %1").arg(format::ago(running.time, QDateTime::currentMSecsSinceEpoch())) : QString();
        parts.append(tr("running: version %1%2%3").arg(running.version).arg(by, when));
    }
    if (!m_said.isEmpty()) parts.append(m_said);
    m_state->setText(joined(parts));
    m_state->setToolTip(running.note.isEmpty() ? QString()
                                               : tr("Note of the running version: %1").arg(running.note).toHtmlEscaped());
    const QString manner = errors > 0 || m_workspace->refusals() > 0 || m_workspace->hasConflict() ? QStringLiteral("problem")
                                                                                                   : QStringLiteral("dim");
    if (m_state->objectName() != manner) {
        m_state->setObjectName(manner);
        m_state->style()->unpolish(m_state);
        m_state->style()->polish(m_state);
    }
    m_review->setEnabled(m_workspace->isDirty() && m_workspace->isWritable());
    m_history->setEnabled(m_connection->isReady());
    const bool writable = editor() && !editor()->isReadOnly();
    for (QAction* action : std::as_const(m_changing)) action->setEnabled(writable);
    m_findBar->setReadOnly(!writable);
    if (m_newButton) m_newButton->setVisible(!m_newMenu->isEmpty());
    showBanner();
}

void ConfigurationView::onChangedElsewhere(const QString& user, qint64 time, const QString& note) {
    const QString who = user.isEmpty() ? tr("Somebody") : user;
    QString words = tr("%1 applied version %2 at %3.").arg(who).arg(m_workspace->running().version).arg(format::clock(time));
    if (!note.isEmpty()) words += tr(" “%1”").arg(note);
    tell(words);
}

/// What somebody else did, above the text until the person hides it; empty: nothing.
void ConfigurationView::tell(const QString& news) {
    m_news = news;
    showState();
}

void ConfigurationView::showBanner() {
    const bool conflict = m_workspace->hasConflict();
    m_bannerWords->setText(conflict ? m_news + QLatin1Char(' ') + tr("Your changes are based on the version before.") : m_news);
    m_merge->setVisible(conflict);
    m_theirs->setVisible(conflict);
    m_banner->setVisible(!m_news.isEmpty());
}

void ConfigurationView::settleConflict(bool theirs) {
    for (int i = 0; i < m_workspace->documents().size(); ++i) {
        const auto document = m_workspace->documents().at(i);
        if (!document.conflict()) continue;
        if (theirs)
            m_workspace->resolve(i, document.theirText);
        else if (!m_workspace->mergeByItself(i))
            return emit mergeWanted(i);
    }
    tell({});
    say(theirs ? tr("taken over") : tr("merged"));
}

void ConfigurationView::showBottom(int tab) {
    m_bottomTabs->setCurrent(tab);
    qobject_cast<QStackedWidget*>(m_problemTable->parentWidget())->setCurrentIndex(tab);
    m_hitTitle->setVisible(tab == 1);
    listProblems();
}

void ConfigurationView::goTo(const QString& path, int line) {
    int document = m_workspace->indexOf(path);
    for (int i = 0; document < 0 && i < m_workspace->documents().size(); ++i) {
        if (m_workspace->documents().at(i).name() == path) document = i;
    }
    m_goal = {path, line};
    if (document < 0) {
        if (m_workspace->isLoaded()) say(tr("“%1” is not part of what runs").arg(path));
        return;
    }
    m_goal = {};
    m_tabs->show(document);
    editor()->goTo(line, 0);
    editor()->setFocus();
}

void ConfigurationView::say(const QString& words) {
    m_said = words;
    m_forget.start();
    showState();
}

/// The outline, the text, what is below it, and around.
void ConfigurationView::stepPane() {
    const QWidget* focused = window()->focusWidget();
    QTableView* table = m_problemTable->isVisible() ? m_problemTable : m_hitTable;
    if (focused && m_outline->isAncestorOf(focused)) {
        if (editor()) editor()->setFocus();
    } else if (focused && focused == editor()) {
        table->setFocus();
        if (!table->currentIndex().isValid()) table->setCurrentIndex(table->model()->index(0, 0));
    } else {
        m_outline->focusFilter();
    }
}

}  // namespace mailrace::gui
