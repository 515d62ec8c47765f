#include "gui/views/suppression/suppressionview.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/suppressionlists.h"
#include "gui/models/suppressiontransfer.h"
#include "gui/views/suppression/checkcard.h"
#include "gui/views/suppression/listspanel.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

namespace {
constexpr int kPause = 250;  // after the last letter of a search
constexpr int kSideWidth = 270;

/// Digests have no parts: only whole addresses, domains and digests can be looked for.
bool isPartOfHash(const SuppressionList* list, const QString& text) {
    static const QRegularExpression digest(QStringLiteral("^[0-9a-fA-F]{16,}$"));
    return list && list->hashed && !text.isEmpty() && !text.contains(QLatin1Char('@')) && !digest.match(text).hasMatch();
}
}  // namespace

SuppressionView::SuppressionView(Connection* connection, ActionRegistry* actions, QWidget* parent)
    : View(QStringLiteral("suppression"), tr("Suppression"), parent),
      m_connection(connection),
      m_lists(new SuppressionLists(connection, this)),
      m_model(new SuppressionModel(connection, this)),
      m_export(new SuppressionExport(connection, this)),
      m_search(new QLineEdit),
      m_kind(new QComboBox),
      m_panel(new ListsPanel),
      m_check(new CheckCard(connection)),
      m_card(new Card(tr("Entries"))),
      m_about(new QLabel),
      m_said(new QLabel),
      m_empty(new QLabel),
      m_count(new QLabel),
      m_undo(new QPushButton(tr("Undo"))),
      m_stop(new QPushButton(tr("Stop"))),
      m_openConfiguration(new QPushButton(tr("Open the configuration"))),
      m_stack(new QStackedWidget),
      m_table(new QTableView),
      m_wantedList(settings::get(Setting::SuppressionList).toString()) {
    m_search->setPlaceholderText(tr("search: a part of an address, domain or pattern"));
    m_search->setAccessibleName(tr("Search in the lists"));
    m_search->setClearButtonEnabled(true);
    m_kind->setAccessibleName(tr("Kind of entries"));
    m_kind->addItem(tr("All kinds"), QString());
    for (const char* kind : {"address", "local-part", "domain", "pattern"})
        m_kind->addItem(SuppressionModel::kindWords(QLatin1String(kind)), QLatin1String(kind));
    addToHead(m_search, 1);
    addToHead(m_kind);
    makeActions(actions);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeSide());
    splitter->addWidget(makeEntries());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kSideWidth, 1000});
    settings::remember(splitter, Setting::SuppressionSplitter);
    body()->addWidget(splitter, 1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &SuppressionView::search);
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &SuppressionView::search);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SuppressionView::search);
    connect(m_lists, &SuppressionLists::changed, this, &SuppressionView::showLists);
    connect(m_lists, &SuppressionLists::failed, this, [this](const QString& words) {
        m_problem = words;
        showState();
    });
    connect(m_model, &SuppressionModel::changed, this, &SuppressionView::showState);
    connect(m_model, &SuppressionModel::failed, this, [this](const QString& words) { tell(words, true); });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_about->setText({});  // links take their colour from the palette when they are set
        showAbout();
    });
    connect(m_check, &CheckCard::listWanted, this, &SuppressionView::showList);
    connect(m_connection, &Connection::stateChanged, this, [this](LinkState state) {
        if (state != LinkState::Ready || !isVisible()) return;
        m_lists->load();
        m_model->reload();
    });
    connect(m_export, &SuppressionExport::progress, this,
            [this](qint64 lines) { tell(tr("Exporting: %1 entries").arg(format::count(double(lines)))); });
    connect(m_export, &SuppressionExport::finished, this, [this](qint64 lines) {
        m_stop->hide();
        tell(tr("Exported %1 entries.").arg(format::count(double(lines))));
    });
    connect(m_export, &SuppressionExport::failed, this, [this](const QString& words) {
        m_stop->hide();
        tell(words, true);
    });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_export->cancel();
        m_stop->hide();
        tell(tr("Export stopped; no file was written."));
    });
    showState();
}

QWidget* SuppressionView::makeSide() {
    auto* lists = new Card(tr("Lists"));
    lists->layout()->setContentsMargins(1, 8, 1, 6);
    m_panel->setModel(m_lists);
    lists->addContent(m_panel, 1, true);
    connect(m_panel->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (!index.isValid()) return;
        m_wantedList = index.data(SuppressionLists::NameRole).toString();
        settings::set(Setting::SuppressionList, m_wantedList);
        search();
    });
    auto* side = new QSplitter(Qt::Vertical);
    side->setHandleWidth(10);
    side->setChildrenCollapsible(false);
    side->addWidget(lists);
    side->addWidget(m_check);
    side->setStretchFactor(0, 1);
    side->setSizes({420, 300});
    side->setMinimumWidth(220);
    return side;
}

QWidget* SuppressionView::makeEntries() {
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::RichText);
    m_about->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_about->setAccessibleName(tr("How the list is used"));
    connect(m_about, &QLabel::linkActivated, this, [this](const QString& link) {
        const QString place = QUrl::fromPercentEncoding(link.toUtf8());
        emit lineWanted(place.section(QLatin1Char(':'), 0, -2), place.section(QLatin1Char(':'), -1).toInt());
    });
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    m_said->hide();
    m_undo->setObjectName(QStringLiteral("banner"));
    m_undo->setToolTip(tr("Adds the removed entries again, with their reasons and ends; their origin is you then"));
    m_undo->hide();
    connect(m_undo, &QPushButton::clicked, this, &SuppressionView::undoRemoval);
    m_stop->hide();
    m_count->setObjectName(QStringLiteral("dim"));
    m_card->addToHead(m_count);
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_said);
    layout->addWidget(m_undo);
    layout->addWidget(m_stop);
    layout->addStretch(1);
    m_card->addContent(m_about, 0);
    m_card->addContent(row, 0);
    prepareTable(m_table, tr("Entries of suppression lists"));
    m_cells = qobject_cast<CellDelegate*>(m_table->itemDelegate());
    m_table->setModel(m_model);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    const QList<int> widths{244, 78, 126, 200, 164, 112, 96};
    for (int i = 0; i < widths.size(); ++i) m_table->setColumnWidth(i, widths.at(i));
    header->setSectionResizeMode(SuppressionModel::Reason, QHeaderView::Stretch);
    settings::remember(header, Setting::SuppressionHeader);
    connect(m_table, &QWidget::customContextMenuRequested, this, &SuppressionView::cellMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { showState(); });
    m_empty->setObjectName(QStringLiteral("dim"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::RichText);
    auto* empty = new QWidget;
    auto* column = new QVBoxLayout(empty);
    m_empty->setMaximumWidth(620);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_empty, 100);
    middle->addStretch(1);
    column->addStretch(2);
    column->addLayout(middle);
    column->addWidget(m_openConfiguration, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_openConfiguration, &QPushButton::clicked, this, &SuppressionView::configurationWanted);
    m_stack->addWidget(m_table);
    m_stack->addWidget(empty);
    m_card->addContent(m_stack, 1, true);
    return m_card;
}

QString SuppressionView::currentList() const { return m_wantedList; }

bool SuppressionView::mayChange() const {
    const DaemonRole role = m_connection->daemon().role;
    return m_connection->isReady() && (role == DaemonRole::Operator || role == DaemonRole::Admin);
}

bool SuppressionView::hasData() const { return m_lists->hasData() && m_model->hasData(); }

void SuppressionView::focusFilter() {
    m_search->setFocus();
    m_search->selectAll();
}

QString SuppressionView::helpAddress() const { return tr("help:events#the-suppression-view"); }

void SuppressionView::search() {
    m_pause.stop();
    SuppressionQuery query;
    query.list = currentList();
    query.text = m_search->text().trimmed();
    query.kind = m_kind->currentData().toString();
    const SuppressionList* list = m_lists->find(query.list);
    if (isPartOfHash(list, query.text)) {
        showState();
        return;
    }
    m_model->setQuery(query);
    m_table->setColumnHidden(SuppressionModel::List, !query.list.isEmpty());
    showState();
}

void SuppressionView::showLists() {
    m_problem.clear();
    if (!m_lists->find(m_wantedList)) m_wantedList.clear();
    const QModelIndex wanted = m_lists->index(m_lists->rowOf(m_wantedList));
    if (m_panel->currentIndex() != wanted) m_panel->setCurrentIndex(wanted);
    showState();
}

void SuppressionView::showAbout() {
    const SuppressionList* list = m_lists->find(currentList());
    QStringList out;
    if (list) {
        if (list->hashed)
            out << tr("Holds keyed hashes (%1), not addresses: search by a whole address.").arg(list->algorithm.toHtmlEscaped());
        if (list->sources.isEmpty())
            out << tr("No source uses this list: name it in suppression-lists of a source.");
        else
            out << tr("Mail that comes in by %1 is kept from these recipients.")
                       .arg(list->sources.join(QStringLiteral(", ")).toHtmlEscaped());
        for (const SuppressionRule& rule : list->rules)
            out << tr("Takes an address by itself %1.").arg(SuppressionLists::ruleWords(rule).toHtmlEscaped());
        if (!list->place.isEmpty()) {
            const QString shown = list->place.section(QLatin1Char('/'), -1).toHtmlEscaped();
            out << tr("So says <a href=\"%1\">%2</a>.").arg(QString::fromUtf8(QUrl::toPercentEncoding(list->place, "/:")), shown);
        } else {
            out << tr("The configuration no longer names this list.");
        }
    }
    m_about->setText(out.join(QLatin1Char(' ')));
    m_about->setVisible(!out.isEmpty());
    m_card->setTitle(list ? list->name : tr("All lists"));
}

void SuppressionView::showEmpty() {
    const SuppressionList* list = m_lists->find(currentList());
    const QString text = m_search->text().trimmed();
    QString words;
    bool teach = false;
    if (!m_problem.isEmpty()) {
        words = m_problem.toHtmlEscaped();
    } else if (!m_lists->hasData()) {
        words = tr("No data yet.");
    } else if (m_lists->lists().isEmpty()) {
        teach = true;
        words =
            tr("<b>There is no suppression list yet.</b><p>A list names recipients that get no mail: those who asked, those "
               "whose mailbox is gone, "
               "those who complained. It is made in the configuration and used by a source:"
               "<table align=\"center\"><tr><td align=\"left\"><pre>&lt;address-list gone&gt;\n&lt;/address-list&gt;\n"
               "&lt;source 10/8&gt;\n    suppression-lists gone\n&lt;/source&gt;</pre></td></tr></table>Then entries are added, "
               "imported and searched here.");
    } else if (isPartOfHash(list, text)) {
        words = tr("This list holds hashes, not addresses. Type a whole address to find it.");
    } else if (m_model->isSearching()) {
        words = tr("Searching…");
    } else if (m_model->query().isNarrowed()) {
        words = tr("Nothing in %1 matches.").arg(list ? list->name.toHtmlEscaped() : tr("any list"));
    } else {
        words =
            tr("<b>Nothing in this list yet.</b><p>Add entries by hand, import a file with one address a line, or suppress a "
               "recipient from an event.");
        if (list && !list->rules.isEmpty()) words += tr("<p>It also fills by itself, see above.");
    }
    m_empty->setText(words);
    m_openConfiguration->setVisible(teach);
    m_stack->setCurrentIndex(1);
}

void SuppressionView::showState() {
    showAbout();
    const SuppressionList* list = m_lists->find(currentList());
    const QString text = m_search->text().trimmed();
    const bool halfHash = isPartOfHash(list, text);
    if (m_model->rowCount() == 0 || halfHash || m_lists->lists().isEmpty())
        showEmpty();
    else
        m_stack->setCurrentIndex(0);
    QString count;
    if (m_model->hasData() && !halfHash) {
        const double all = double(m_model->isComplete() ? m_model->rowCount() : m_model->estimate());
        if (m_model->isComplete())
            count = format::counted(all, tr("1 entry"), tr("%1 entries"));
        else if (m_model->query().isNarrowed())
            count = tr("%1 found so far").arg(format::count(m_model->rowCount()));
        else
            count = tr("%1 entries").arg(format::count(all));
        if (m_model->isSearching()) count += tr(" · searching…");
    }
    m_count->setText(count);
    const bool change = mayChange();
    m_add->setEnabled(change && !m_lists->lists().isEmpty());
    m_importAction->setEnabled(change && !m_lists->lists().isEmpty());
    m_remove->setEnabled(change && !chosen().entries.isEmpty());
    m_exportAction->setEnabled(m_connection->isReady() && list != nullptr);
    m_undoAction->setEnabled(change && !m_removed.isEmpty());
    m_undo->setVisible(change && !m_removed.isEmpty());
}

void SuppressionView::tell(const QString& words, bool bad) { setWords(m_said, words, bad ? WordsTone::Problem : WordsTone::Dim); }

QString SuppressionView::emptyWords() const { return m_stack->currentIndex() == 1 ? m_empty->text() : QString(); }

void SuppressionView::showList(const QString& list, const QString& text) {
    m_wantedList = list;
    m_kind->setCurrentIndex(0);
    m_search->setText(text);
    showLists();
    search();
}

void SuppressionView::check(const QString& address) { m_check->check(address); }

void SuppressionView::showStale(bool stale) {
    m_cells->setStale(stale);
    m_table->viewport()->update();
    m_panel->setEnabled(!stale);
    m_check->setEnabled(!stale);
    showState();
}

void SuppressionView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    m_lists->setActive(true);
    if (!m_model->hasData() || m_reloadWhenShown) search();
    if (m_reloadWhenShown) m_model->reload();
    m_reloadWhenShown = false;
}

void SuppressionView::hideEvent(QHideEvent* event) {
    View::hideEvent(event);
    m_lists->setActive(false);
}

}  // namespace mailrace::gui
