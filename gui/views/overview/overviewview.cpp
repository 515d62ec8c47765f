#include "gui/views/overview/overviewview.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QSplitter>
#include <QTableView>
#include <array>

#include "gui/charts/stattile.h"
#include "gui/charts/timechart.h"
#include "gui/client/connection.h"
#include "gui/models/categoryseries.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/recordmodel.h"
#include "gui/models/seriesmodel.h"
#include "gui/models/statsfeed.h"
#include "gui/views/overview/attentionpanel.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/card.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"

namespace mailrace::gui {

namespace {
constexpr std::array<qint64, 4> kSpans{5 * 60'000LL, 3'600'000LL, 24 * 3'600'000LL, 7 * 24 * 3'600'000LL};
constexpr int kTablesEvery = 5000;
constexpr int kSideWidth = 390;
}  // namespace

OverviewView::OverviewView(Connection* connection, StatsFeed* stats, ActionRegistry* actions, QWidget* parent)
    : View(QStringLiteral("overview"), tr("Overview"), parent),
      m_connection(connection),
      m_stats(stats),
      m_series(new SeriesModel(connection, this)),
      m_categories(new CategorySeries(connection, this)),
      m_range(new Segmented({tr("5 min"), tr("1 h"), tr("24 h"), tr("7 d")}, tr("Range"))) {
    addHeadStretch();
    addToHead(m_range);
    auto* tiles = new QWidget;
    makeTiles(tiles);
    body()->addWidget(tiles);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeCharts());
    splitter->addWidget(makeSide());
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({900, kSideWidth});
    settings::remember(splitter, Setting::OverviewSplitter);
    body()->addWidget(splitter, 1);

    connect(m_range, &Segmented::chosen, this, &OverviewView::setRange);
    connect(m_stats, &StatsFeed::updated, this, &OverviewView::showStats);
    connect(m_series, &SeriesModel::changed, this, &OverviewView::showSeries);
    connect(&m_tables, &QTimer::timeout, this, &OverviewView::loadTables);
    connect(m_connection, &Connection::stateChanged, this, [this](LinkState state) {
        if (state == LinkState::Ready && isVisible()) loadTables();
    });
    const QStringList names{tr("&5 minutes"), tr("&1 hour"), tr("24 &hours"), tr("7 da&ys")};
    for (int i = 0; i < names.size(); ++i) {
        actions->add(MenuPlace::View, QStringLiteral("overview.range%1").arg(i), tr("Overview: %1").arg(names.at(i)),
                     tr("Time that the charts show"), QKeySequence(QStringLiteral("Ctrl+Alt+%1").arg(i + 1)), this,
                     [this, i] { setRange(i); });
    }
    setRange(settings::get(Setting::OverviewRange).toInt());
}

bool OverviewView::hasData() const { return m_stats->hasData() && m_series->hasData() && m_hasTables; }

qint64 OverviewView::span() const { return kSpans.at(size_t(std::clamp(m_range->current(), 0, 3))); }

void OverviewView::makeTiles(QWidget* row) {
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const auto add = [&](const QString& name, const char* color, const QString& filter) {
        auto* tile = new StatTile(name, color);
        layout->addWidget(tile, 1);
        if (!filter.isEmpty()) {
            tile->setToolTip(tr("Click to see these events"));
            connect(tile, &StatTile::clicked, this, [this, filter] { emit eventsWanted(filter); });
        }
        return tile;
    };
    m_received = add(tr("Received"), "depth", QStringLiteral("type:receipt since:1h"));
    m_delivered = add(tr("Delivered"), "good", QStringLiteral("type:delivery since:1h"));
    m_deferred = add(tr("Deferred"), "slow", QStringLiteral("type:deferral,queue_deferral since:1h"));
    m_bounced = add(tr("Bounced"), "bad", QStringLiteral("type:bounce since:1h"));
    m_rejected = add(tr("Rejected at intake"), "bad", QStringLiteral("type:rejection since:1h"));
    m_complaints = add(tr("Complaints"), "complaint", QStringLiteral("type:complaint since:24h"));
    m_queued = add(tr("Queued"), "depth", {});
    m_connections = add(tr("Connections"), "accent", {});
    m_spool = add(tr("Spool"), "depth", {});
    connect(m_queued, &StatTile::clicked, this, [this] { emit queueWanted({}); });
}

QWidget* OverviewView::makeCharts() {
    m_traffic = new TimeChart({{tr("delivered"), "good", true},
                               {tr("deferred"), "slow", true},
                               {tr("bounced"), "bad", true},
                               {tr("received"), "depth", false}},
                              tr("Traffic, recipients a second"));
    m_traffic->setUnit(QStringLiteral(" /s"));
    m_depth = new TimeChart({{tr("queued"), "depth", true}}, tr("Queue depth, recipients"));
    m_latency = new TimeChart({{tr("p50"), "good", false}, {tr("p95"), "slow", false}, {tr("p99"), "bad", false}},
                              tr("Time to delivery, seconds"));
    m_latency->setUnit(QStringLiteral(" s"));
    for (TimeChart* chart : {m_traffic, m_depth, m_latency}) connectChart(chart);

    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto* traffic = new Card(tr("Traffic"));
    makeCategories(traffic, m_traffic);
    layout->addWidget(traffic, 5);
    auto* pair = new QHBoxLayout;
    pair->setSpacing(10);
    auto* depth = new Card(tr("Queue depth"));
    depth->setNote(tr("recipients"));
    depth->addContent(m_depth);
    auto* latency = new Card(tr("Time to delivery"));
    latency->setNote(tr("seconds from acceptance to delivery"));
    latency->addContent(m_latency);
    pair->addWidget(depth, 1);
    pair->addWidget(latency, 1);
    layout->addLayout(pair, 4);
    m_providerCard = new Card(tr("Providers"));
    makeProviders(m_providerCard);
    layout->addWidget(m_providerCard, 4);
    return column;
}

QWidget* OverviewView::makeSide() {
    m_attention = new AttentionPanel(m_connection);
    m_attentionCard = new Card(tr("Needs attention"));
    m_attentionCard->addContent(m_attention);
    connect(m_attention, &AttentionPanel::countChanged, this,
            [this](int count) { m_attentionCard->setNote(count > 0 ? format::count(count) : QString()); });
    connect(m_attention, &AttentionPanel::eventsWanted, this, &OverviewView::eventsWanted);
    connect(m_attention, &AttentionPanel::queueWanted, this, &OverviewView::queueWanted);
    m_responseCard = new Card(tr("Most frequent responses"));
    makeResponses(m_responseCard);
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_attentionCard, 3);
    layout->addWidget(m_responseCard, 2);
    return column;
}

void OverviewView::connectChart(TimeChart* chart) {
    connect(chart, &TimeChart::momentChosen, this,
            [this](qint64 from, qint64 to) { emit eventsWanted(filtertext::withTime({}, from, to)); });
    connect(chart, &TimeChart::zoomed, this, [this, chart](qint64 from, qint64 to) {
        setZoom(chart->isZoomed() ? std::optional(QPair<qint64, qint64>{from, to}) : std::nullopt);
    });
}

void OverviewView::setRange(int index) {
    m_range->setCurrent(index);
    settings::set(Setting::OverviewRange, index);
    m_series->setSpan(span());
    m_categories->setSpan(span());
    const QString note = tr("last %1").arg(format::duration(span()));
    m_providerCard->setNote(note);
    m_responseCard->setNote(tr("%1, alike ones together").arg(note));
    if (isVisible()) loadTables();
}

void OverviewView::setZoom(std::optional<QPair<qint64, qint64>> zoom) {
    m_series->setZoom(zoom);
    m_categories->setZoom(zoom);
}

void OverviewView::showStats() {
    const auto number = [this](const char* path) { return m_stats->number(QLatin1String(path)); };
    const auto recent = [this](const char* path) { return m_stats->recent(QLatin1String(path)); };
    const double done = number("rates.delivered") + number("rates.deferred") + number("rates.bounced");
    m_received->setValue(format::rate(number("rates.received")));
    m_received->setNote(tr("%1 in all").arg(format::count(number("received"))));
    m_received->setSeries(recent("rates.received"));
    m_delivered->setValue(format::rate(number("rates.delivered")));
    m_delivered->setNote(format::share(number("rates.delivered"), done));
    m_delivered->setSeries(recent("rates.delivered"));
    m_deferred->setValue(format::rate(number("rates.deferred")));
    m_deferred->setNote(format::share(number("rates.deferred"), done));
    m_deferred->setSeries(recent("rates.deferred"));
    m_bounced->setValue(format::rate(number("rates.bounced")));
    m_bounced->setNote(format::share(number("rates.bounced"), done));
    m_bounced->setSeries(recent("rates.bounced"));
    m_rejected->setValue(format::rate(number("rates.rejected")));
    m_rejected->setNote(tr("%1 in all").arg(format::count(number("rejected"))));
    m_rejected->setSeries(recent("rates.rejected"));
    m_complaints->setValue(format::count(number("complaints")));
    m_complaints->setNote(format::share(number("complaints"), number("delivered")));
    m_complaints->setToolTip(tr("Complaints so far, and their share of what was delivered"));
    m_complaints->setSeries(recent("rates.complaints"));
    m_queued->setValue(format::count(number("queued")));
    const qint64 oldest = m_stats->latest().value(QLatin1String("oldest")).toInteger();
    m_queued->setNote(oldest > 0 ? tr("oldest %1").arg(format::duration(QDateTime::currentMSecsSinceEpoch() - oldest))
                                 : tr("nothing waits"));
    m_queued->setSeries(recent("queued"));
    m_connections->setValue(format::count(number("connections_out")));
    m_connections->setNote(number("connections_out_max") > 0 ? tr("of %1").arg(format::count(number("connections_out_max")))
                                                             : tr("%1 in").arg(format::count(number("connections_in"))));
    m_connections->setSeries(recent("connections_out"));
    m_spool->setValue(format::bytes(number("spool.bytes")));
    m_spool->setNote(tr("%1 free").arg(format::bytes(number("spool.free"))));
}

void OverviewView::showSeries() {
    const auto values = [this](const char* name) { return m_series->values(QLatin1String(name)); };
    m_latency->setEmptyWords(tr("Nothing was delivered in this time"));
    for (TimeChart* chart : {m_traffic, m_depth}) chart->setEmptyWords(tr("Nothing in this time"));
    for (TimeChart* chart : {m_traffic, m_depth, m_latency}) {
        if (!chart->isZoomed()) chart->setRange(m_series->from(), m_series->to() - m_series->stepMs());
    }
    m_traffic->setData(m_series->times(), {values("delivered"), values("deferred"), values("bounced"), values("received")});
    m_depth->setData(m_series->times(), {values("depth")});
    m_latency->setData(m_series->times(), {values("p50_ms"), values("p95_ms"), values("p99_ms")});
}

void OverviewView::showStale(bool stale) {
    for (StatTile* tile :
         {m_received, m_delivered, m_deferred, m_bounced, m_rejected, m_complaints, m_queued, m_connections, m_spool})
        tile->setEnabled(!stale);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_traffic, m_depth, m_latency, m_categoryChart, m_attention})
        widget->setEnabled(!stale);
    for (QTableView* table : {m_providerTable, m_responseTable}) table->setEnabled(!stale);
}

void OverviewView::showEvent(QShowEvent* event) {
    View::showEvent(event);
    m_series->setActive(true);
    m_categories->setActive(m_what->current() == 1);
    m_tables.start(kTablesEvery);
    loadTables();
}

void OverviewView::hideEvent(QHideEvent* event) {
    View::hideEvent(event);
    m_series->setActive(false);
    m_categories->setActive(false);
    m_tables.stop();
}

}  // namespace mailrace::gui
