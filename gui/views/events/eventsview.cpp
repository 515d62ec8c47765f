#include "gui/views/events/eventsview.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include "gui/charts/histogram.h"
#include "gui/charts/tabledelegates.h"
#include "gui/client/connection.h"
#include "gui/models/eventmodel.h"
#include "gui/models/exporter.h"
#include "gui/models/facetmodel.h"
#include "gui/models/format.h"
#include "gui/models/histogrammodel.h"
#include "gui/models/recordmodel.h"
#include "gui/models/words.h"
#include "gui/views/events/eventdetail.h"
#include "gui/views/events/facetpanel.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/filterbar.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "shared/filter/fields.h"

namespace mailrace::gui {

namespace {
constexpr int kGroupsEvery = 15'000;  // while events stream in
}

EventsView::EventsView(Connection* connection, ActionRegistry* actions, QWidget* parent)
    : View(QStringLiteral("events"), tr("Events"), parent),
      m_connection(connection),
      m_model(new EventModel(connection, this)),
      m_facets(new FacetModel(
          connection,
          {QStringLiteral("type"), QStringLiteral("class"), QStringLiteral("category"), QStringLiteral("subcategory"),
           QStringLiteral("provider"), QStringLiteral("domain"),
           QStringLiteral("source"), QStringLiteral("vmta"), QStringLiteral("job"), QStringLiteral("code")},
          this)),
      m_histogramModel(new HistogramModel(connection, this)),
      m_exporter(new Exporter(connection, this)),
      m_filter(new FilterBar(filter::event_fields(),
                             tr("filter, for example  type:bounce provider:gmail code:5* since:2h \"blocked\""),
                             tr("Filter of events"))),
      m_mode(new Segmented({tr("Each"), tr("By response")}, tr("Show"))),
      m_saved(new QPushButton(tr("Saved"))),
      m_export(new QPushButton(tr("Export…"))),
      m_newest(new QPushButton),
      m_stopExport(new QPushButton(tr("Stop"))),
      m_count(new QLabel),
      m_problem(new QLabel),
      m_exported(new QLabel) {
    addToHead(m_filter, 1);
    addToHead(m_saved);
    addToHead(m_mode);
    addToHead(m_export);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    body()->addWidget(m_problem);
    body()->addWidget(makeHistogram());
    body()->addWidget(makeTables(), 1);
    makeActions(actions);
    makeEventActions(actions);

    connect(m_filter, &FilterBar::applied, this, &EventsView::onFilter);
    connect(m_filter, &FilterBar::problemChanged, this, [this](const QString& words) {
        m_problem->setText(words);
        m_problem->setVisible(!words.isEmpty());
    });
    connect(m_model, &EventModel::refused, this, [this](const QString&, const QString& message, const QJsonObject& where) {
        m_filter->setProblem(message, where.value(QLatin1String("column")).toInt(), where.value(QLatin1String("length")).toInt());
    });
    connect(m_model, &EventModel::countChanged, this, &EventsView::showCount);
    connect(m_model, &EventModel::loaded, this, [this] {
        if (m_first && m_model->rowCount() > 0 && !m_table->currentIndex().isValid()) m_table->selectRow(0);
        m_first = false;
    });
    connect(m_model, &EventModel::oldestKnown, m_histogramModel, &HistogramModel::setOldest);
    connect(m_model, &EventModel::grew, this, [this] {
        m_facets->refreshSoon();
        if (m_mode->current() == 1 && !m_groupTimer.isActive()) m_groupTimer.start();
        m_histogramModel->refreshSoon();
    });
    connect(m_histogramModel, &HistogramModel::changed, this, &EventsView::showHistogram);
    connect(m_mode, &Segmented::chosen, this, &EventsView::setMode);
    connect(m_connection, &Connection::stateChanged, this, [this](LinkState state) {
        if (state != LinkState::Ready || !isVisible()) return;
        m_facets->setFilter(m_filter->filter());
        m_histogramModel->setFilter(m_filter->filter());
        if (m_mode->current() == 1) loadGroups();
    });
    m_groupTimer.setSingleShot(true);
    m_groupTimer.setInterval(kGroupsEvery);
    connect(&m_groupTimer, &QTimer::timeout, this, [this] {
        if (isVisible() && m_mode->current() == 1) loadGroups();
    });
    m_filter->setFilter(settings::get(Setting::EventsFilter).toString());
    setMode(settings::get(Setting::EventsMode).toInt());
    showCount();
}

QWidget* EventsView::makeHistogram() {
    auto* card = new Card;
    m_count->setObjectName(QStringLiteral("dim"));
    m_exported->setObjectName(QStringLiteral("dim"));
    m_exported->hide();
    m_stopExport->hide();
    m_newest->setObjectName(QStringLiteral("banner"));
    m_newest->hide();
    m_newest->setToolTip(tr("Follow the newest events again"));
    connect(m_newest, &QPushButton::clicked, this, &EventsView::goToNewest);
    m_legend = new QWidget;
    auto* legend = new QHBoxLayout(m_legend);
    legend->setContentsMargins(0, 0, 0, 0);
    legend->setSpacing(12);
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_count);
    row->addWidget(m_newest);
    row->addWidget(m_exported);
    row->addWidget(m_stopExport);
    row->addStretch(1);
    row->addWidget(m_legend);
    card->addContent(head, 0);
    m_histogram = new Histogram;
    card->addContent(m_histogram, 0);
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return card;
}

QWidget* EventsView::makeTables() {
    m_facetPanel = new FacetPanel;
    m_facetPanel->setModel(m_facets);
    auto* side = new Card;
    side->layout()->setContentsMargins(1, 1, 1, 6);
    side->addContent(m_facetPanel, 1, true);
    makeTable();
    makeGroups();
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_groupTable);
    auto* tableCard = new Card;
    tableCard->layout()->setContentsMargins(1, 1, 1, 1);
    tableCard->addContent(m_stack, 1, true);
    m_detail = new EventDetail(m_connection);
    auto* right = new QSplitter(Qt::Vertical);
    right->setHandleWidth(10);
    right->setChildrenCollapsible(false);
    right->addWidget(tableCard);
    right->addWidget(m_detail);
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 2);
    right->setSizes({360, 300});
    settings::remember(right, Setting::EventsSplitter);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(side);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({214, 1090});
    settings::remember(splitter, Setting::EventsSideSplitter);
    return splitter;
}

void EventsView::makeTable() {
    m_table = new QTableView;
    prepareTable(m_table, tr("Events"));
    m_cells = qobject_cast<CellDelegate*>(m_table->itemDelegate());
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    const QList<int> widths{112, 104, 214, 120, 76, 460, 120};
    for (int i = 0; i < EventModel::ColumnCount; ++i) {
        m_table->setColumnWidth(i, widths.value(i, 120));
        m_table->setColumnHidden(i, i >= widths.size());
    }
    header->setSectionResizeMode(EventModel::Response, QHeaderView::Stretch);
    settings::remember(header, Setting::EventsHeader);
}

void EventsView::makeGroups() {
    m_groups = new RecordModel({{QStringLiteral("count"), tr("count"), CellKind::Count},
                                {QStringLiteral("trend"), tr("trend"), CellKind::Series},
                                {QStringLiteral("response"), tr("response, alike ones together"), CellKind::Mono},
                                {QStringLiteral("what"), tr("category"), CellKind::Text},
                                {QStringLiteral("class"), tr("class"), CellKind::Text},
                                {QStringLiteral("providers"), tr("providers"), CellKind::Text},
                                {QStringLiteral("sources"), tr("sources"), CellKind::Text},
                                {QStringLiteral("first"), tr("first"), CellKind::Ago},
                                {QStringLiteral("last"), tr("last"), CellKind::Ago}},
                               this);
    m_groupTable = new QTableView;
    prepareTable(m_groupTable, tr("Responses, alike ones together"));
    m_groupTable->setModel(m_groups);
    m_groupTable->setItemDelegateForColumn(1, new SparklineDelegate(m_groupTable));
    m_groupTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_groupTable->setContextMenuPolicy(Qt::CustomContextMenu);
    m_groupTable->setToolTip(tr("Double click to see the events of a response"));
    QHeaderView* header = m_groupTable->horizontalHeader();
    header->setStretchLastSection(false);
    const QList<int> widths{68, 90, 330, 172, 72, 96, 98, 64, 64};
    for (int i = 0; i < widths.size(); ++i) m_groupTable->setColumnWidth(i, widths.at(i));
    header->setSectionResizeMode(2, QHeaderView::Stretch);
    settings::remember(header, Setting::EventsGroupsHeader);
    m_groupTable->setSortingEnabled(true);
    m_groupTable->sortByColumn(0, Qt::DescendingOrder);
}

void EventsView::onFilter(const QString& filter) {
    settings::set(Setting::EventsFilter, filter);
    m_first = true;
    m_model->setFollowing(true);
    m_model->setFilter(filter);
    if (!isVisible()) return;
    m_facets->setFilter(filter);
    m_histogramModel->setFilter(filter);
    if (m_mode->current() == 1) loadGroups();
}

void EventsView::showCount() {
    if (m_mode->current() == 1) {
        m_count->setText(m_groupWords);
        m_newest->hide();
        return;
    }
    QString words = m_model->matched() == 1 ? tr("1 event") : tr("%1 events").arg(format::count(double(m_model->matched())));
    words += tr(" · newest first");
    if (m_model->isMatching())
        words += tr(" · counting…");
    else if (m_model->isFollowing() && !isStale())
        words += tr(" · following");
    m_count->setText(words);
    const bool behind = !m_model->isFollowing() && m_model->pending() > 0;
    m_newest->setVisible(behind || !m_model->isFollowing());
    m_newest->setText(behind ? tr("%1 new ↑").arg(format::count(double(m_model->pending()))) : tr("newest ↑"));
}

void EventsView::showHistogram() {
    m_histogram->setData(m_histogramModel->from(), m_histogramModel->to(), m_histogramModel->types(), m_histogramModel->counts());
    auto* layout = m_legend->layout();
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList types = m_histogramModel->types();
    for (qsizetype t = 0; t < types.size(); ++t) {
        double sum = 0;
        for (const auto& bucket : m_histogramModel->counts()) sum += bucket.value(t);
        if (sum <= 0) continue;
        const QString color = Theme::instance().color(toneOfEvent(types.at(t))).name();
        auto* label = new QLabel(QStringLiteral("<span style='color:%1'>■</span> %2").arg(color, words::eventType(types.at(t))));
        label->setToolTip(format::count(sum));
        layout->addWidget(label);
    }
}

void EventsView::onScrolled() { m_model->setFollowing(m_table->verticalScrollBar()->value() == 0); }

void EventsView::goToNewest() {
    m_table->verticalScrollBar()->setValue(0);
    m_model->setFollowing(true);
}

void EventsView::onCurrent() {
    const QModelIndex current = m_table->currentIndex();
    m_detail->showEvent(current.isValid() ? m_model->idAt(current.row()) : 0);
}

void EventsView::setMode(int mode) {
    m_mode->setCurrent(mode);
    m_stack->setCurrentIndex(mode);
    settings::set(Setting::EventsMode, mode);
    if (mode == 1) loadGroups();
    showCount();
    enableEventActions();
}

bool EventsView::isBusy() const { return m_model->isMatching(); }

qint64 EventsView::rows() const { return m_model->matched(); }

bool EventsView::hasData() const {
    return m_model->hasData() && (m_model->rowCount() == 0 || m_detail->hasData()) && m_facets->hasData();
}

void EventsView::focusFilter() {
    m_filter->setFocus();
    m_filter->selectAll();
}

void EventsView::showFilter(const QString& filter) {
    m_mode->setCurrent(0);
    setMode(0);
    m_filter->setFilter(filter);
}

void EventsView::showStale(bool stale) {
    m_cells->setStale(stale);
    m_table->viewport()->update();
    m_groupTable->setEnabled(!stale);
    m_histogram->setEnabled(!stale);
    m_facetPanel->setEnabled(!stale);
    m_detail->setStale(stale);
    m_export->setEnabled(!stale);
    showCount();
}

void EventsView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    m_model->setActive(true);
    m_facets->setFilter(m_filter->filter());
    m_histogramModel->setFilter(m_filter->filter());
    if (m_mode->current() == 1) loadGroups();
}

void EventsView::hideEvent(QHideEvent* event) {
    View::hideEvent(event);
    m_model->setActive(false);
}

}  // namespace mailrace::gui
