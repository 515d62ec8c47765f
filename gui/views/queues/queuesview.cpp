#include "gui/views/queues/queuesview.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>

#include "gui/charts/tabledelegates.h"
#include "gui/client/connection.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/queuemodel.h"
#include "gui/views/queues/queuedetail.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/card.h"
#include "gui/widgets/dryrun.h"
#include "gui/widgets/filterbar.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"
#include "shared/filter/fields.h"

namespace mailrace::gui {

namespace {
const QStringList& groups() {
    static const QStringList names{QStringLiteral("queue"), QStringLiteral("provider"), QStringLiteral("domain"),
                                   QStringLiteral("vmta"), QStringLiteral("job")};
    return names;
}
}  // namespace

QueuesView::QueuesView(Connection* connection, ActionRegistry* actions, QWidget* parent)
    : View(QStringLiteral("queues"), tr("Queues"), parent),
      m_connection(connection),
      m_model(new QueueModel(connection, this)),
      m_dryRun(new DryRun(connection, this)),
      m_filter(
          new FilterBar(filter::queue_fields(), tr("filter, for example  mode:backoff depth:>1000"), tr("Filter of queues"))),
      m_group(new Segmented({tr("Queues"), tr("Providers"), tr("Domains"), tr("Virtual MTAs"), tr("Jobs")}, tr("Grouped by"))),
      m_summary(new QLabel),
      m_table(new QTableView),
      m_detail(new QueueDetail(connection)) {
    addToHead(m_filter, 1);
    addToHead(m_group);
    m_summary->setObjectName(QStringLiteral("dim"));
    makeActions(actions);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(8);
    for (QAction* action : std::as_const(m_actions)) bar->addWidget(ActionRegistry::button(action, this));
    bar->addSpacing(6);
    bar->addWidget(m_summary);
    bar->addStretch(1);
    body()->addLayout(bar);

    makeTable();
    auto* card = new Card;
    card->layout()->setContentsMargins(1, 1, 1, 1);
    card->addContent(m_table, 1, true);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(card);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({330, 400});
    settings::remember(splitter, Setting::QueuesSplitter);
    body()->addWidget(splitter, 1);

    connect(m_filter, &FilterBar::applied, this, [this](const QString& filter) {
        settings::set(Setting::QueuesFilter, filter);
        m_model->setFilter(filter);
    });
    connect(m_group, &Segmented::chosen, this, &QueuesView::setGroup);
    connect(m_model, &QueueModel::loaded, this, &QueuesView::onLoaded);
    connect(m_model, &QueueModel::refused, this, [this](const QString&, const QString& message, const QJsonObject& where) {
        m_filter->setProblem(message, where.value(QLatin1String("column")).toInt(), where.value(QLatin1String("length")).toInt());
    });
    connect(m_filter, &FilterBar::problemChanged, this, [this](const QString& words) {
        m_summary->setObjectName(words.isEmpty() ? QStringLiteral("dim") : QStringLiteral("problem"));
        m_summary->setStyleSheet({});
        if (!words.isEmpty())
            m_summary->setText(words);
        else
            onSelection();
    });
    connect(m_dryRun, &DryRun::finished, m_summary, [this](bool, const QString& words) { m_summary->setText(words); });
    connect(m_detail, &QueueDetail::eventsWanted, this, &QueuesView::eventsWanted);
    connect(m_detail, &QueueDetail::lineWanted, this, &QueuesView::lineWanted);
    m_filter->setFilter(settings::get(Setting::QueuesFilter).toString());
    setGroup(std::max(0, int(groups().indexOf(settings::get(Setting::QueuesGroup).toString()))));
    onSelection();
}

void QueuesView::makeTable() {
    prepareTable(m_table, tr("Queues"));
    m_cells = qobject_cast<CellDelegate*>(m_table->itemDelegate());
    m_sparks = new SparklineDelegate(m_table);
    m_table->setItemDelegateForColumn(QueueModel::Depth, m_sparks);
    m_table->setModel(m_model);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    const QList<int> widths{166, 92, 96, 92, 90, 58, 68, 86, 244, 78, 88};
    for (int i = 0; i < widths.size(); ++i) m_table->setColumnWidth(i, widths.at(i));
    m_table->horizontalHeader()->setSortIndicator(QueueModel::Recipients, Qt::DescendingOrder);
    settings::remember(m_table->horizontalHeader(), Setting::QueuesHeader);
    m_table->setSortingEnabled(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueuesView::onSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &QueuesView::onSelection);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &QueuesView::showVisible);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, &QueuesView::showVisible);
    connect(m_table, &QWidget::customContextMenuRequested, this, &QueuesView::contextMenu);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const QString filter = filterOfRow(index.row()); !filter.isEmpty()) emit eventsWanted(filter);
    });
}

void QueuesView::makeActions(ActionRegistry* actions) {
    const auto add = [&](const QString& id, const QString& text, const QString& tip, const QString& keys, bool shown, auto run) {
        QAction* action =
            actions->add(MenuPlace::Queue, QStringLiteral("queues.") + id, text, tip, QKeySequence(keys), this, run);
        if (shown) m_actions.append(action);
        m_changing.append(action);
    };
    add(QStringLiteral("retry"), tr("&Retry now"), tr("Try the selected queues now; says first how many recipients it concerns"),
        tr("Ctrl+R"), true, [this] { runRetry(); });
    add(QStringLiteral("pause"), tr("&Pause…"), tr("Stop delivery of the selected queues"), tr("Ctrl+P"), true,
        [this] { runPause(); });
    add(QStringLiteral("resume"), tr("R&esume…"), tr("Go on with delivery of the selected queues"), tr("Ctrl+Shift+P"), true,
        [this] { runResume(); });
    add(QStringLiteral("backoff"), tr("Set &back-off mode…"), tr("Deliver the selected queues slowly"), tr("Ctrl+B"), false,
        [this] { runMode(QStringLiteral("backoff")); });
    add(QStringLiteral("normal"), tr("Set &normal mode…"), tr("End back-off of the selected queues"), tr("Ctrl+Shift+B"), true,
        [this] { runMode(QStringLiteral("normal")); });
    add(QStringLiteral("delete"), tr("&Delete…"),
        tr("Delete the mail of the selected queues, with or without a bounce to the senders"), tr("Ctrl+Del"), true,
        [this] { runDelete(); });
}

bool QueuesView::hasData() const { return m_model->hasData() && (m_model->rowCount() == 0 || m_detail->hasData()); }

void QueuesView::focusFilter() {
    m_filter->setFocus();
    m_filter->selectAll();
}

void QueuesView::setFilter(const QString& filter) { m_filter->setFilter(filter); }

void QueuesView::showQueue(const QString& name) {
    m_filter->setFilter({});
    setGroup(0);
    m_wanted = name;
    if (name.isEmpty()) return;
    m_current = name;
    m_detail->showQueue(name);
    onLoaded(false);
}

void QueuesView::setGroup(int index) {
    m_group->setCurrent(index);
    settings::set(Setting::QueuesGroup, groups().value(index));
    m_model->setGroup(groups().value(index));
    m_detail->setGroup(groups().value(index));
    m_table->setColumnHidden(QueueModel::Vmta, index != 0);
    m_table->setColumnHidden(QueueModel::Provider, index == 1 || index >= 3);
}

void QueuesView::onLoaded(bool firstTime) {
    if (!m_wanted.isEmpty()) {
        const int row = m_model->rowOf(m_wanted);
        if (row >= 0) {
            m_wanted.clear();
            m_table->selectRow(row);
            m_table->scrollTo(m_model->index(row, 0));
            return;
        }
    }
    if (firstTime && m_wanted.isEmpty() && m_model->rowCount() > 0) {
        const int same = m_model->rowOf(m_current);
        m_table->selectRow(same >= 0 ? same : 0);
    }
    onSelection();
}

void QueuesView::onSelection() {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const bool any = !rows.isEmpty() && m_connection->isReady();
    for (QAction* action : std::as_const(m_changing))
        action->setEnabled(any && m_connection->daemon().role >= DaemonRole::Operator);
    qint64 recipients = 0;
    for (const QModelIndex& index : rows) {
        if (const QueueRow* row = m_model->row(index.row())) recipients += row->recipients;
    }
    if (!m_filter->problem()) {
        QString words = tr("%1 of %2").arg(format::count(m_model->rowCount()), format::count(double(m_model->total())));
        if (!rows.isEmpty())
            words = tr("%1 selected · %2 recipients · %3")
                        .arg(format::count(double(rows.size())), format::count(double(recipients)), words);
        m_summary->setText(words);
    }
    const QModelIndex current = m_table->selectionModel()->currentIndex();
    const QueueRow* row = current.isValid() ? m_model->row(current.row()) : nullptr;
    if (row && row->name != m_current) {
        m_current = row->name;
        m_detail->showQueue(m_current);
    }
}

void QueuesView::showVisible() {
    const int first = m_table->rowAt(0);
    const int last = m_table->rowAt(m_table->viewport()->height() - 1);
    if (first >= 0) m_model->setVisibleRows(first, last >= 0 ? last : m_model->rowCount() - 1);
}

QString QueuesView::filterOfRow(int row) const {
    const QueueRow* found = m_model->row(row);
    return found ? filtertext::term(m_model->group(), found->name) : QString();
}

void QueuesView::contextMenu(const QPoint& at) {
    const QModelIndex index = m_table->indexAt(at);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : std::as_const(m_changing)) menu->addAction(action);
    if (const QString filter = filterOfRow(index.row()); !filter.isEmpty()) {
        menu->addSeparator();
        menu->addAction(tr("Show events"), this, [this, filter] { emit eventsWanted(filter); });
    }
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void QueuesView::showStale(bool stale) {
    m_cells->setStale(stale);
    m_sparks->setStale(stale);
    m_table->viewport()->update();
    m_detail->setStale(stale);
    onSelection();
}

void QueuesView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    m_model->setActive(true);
    m_detail->setActive(true);
}

void QueuesView::hideEvent(QHideEvent* event) {
    View::hideEvent(event);
    m_model->setActive(false);
    m_detail->setActive(false);
}

}  // namespace mailrace::gui
