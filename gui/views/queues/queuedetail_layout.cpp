// The widgets of the pane about one queue.
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

#include "gui/charts/timechart.h"
#include "gui/client/connection.h"
#include "gui/models/recordmodel.h"
#include "gui/models/seriesmodel.h"
#include "gui/views/queues/queuedetail.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/responsebox.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"

namespace mailrace::gui {

namespace {
constexpr int kTraceLines = 5000;
}

QueueDetail::QueueDetail(Connection* connection, QWidget* parent)
    : QWidget(parent), m_connection(connection), m_series(new SeriesModel(connection, this)) {
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeLeft());
    splitter->addWidget(makeRight());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({700, 620});
    settings::remember(splitter, Setting::QueuesDetailSplitter);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    m_series->setSpan(3'600'000);
    connect(m_series, &SeriesModel::changed, this, [this] {
        const auto values = [this](const char* name) { return m_series->values(QLatin1String(name)); };
        if (!m_chart->isZoomed()) m_chart->setRange(m_series->from(), m_series->to() - m_series->stepMs());
        m_chart->setData(m_series->times(), {values("delivered"), values("deferred"), values("bounced")});
    });
    connect(&m_timer, &QTimer::timeout, this, &QueueDetail::refresh);
    connect(m_tabs, &Segmented::chosen, this, &QueueDetail::showTab);
    connect(connection, &Connection::notified, this, &QueueDetail::onNotified);
    showTab(std::clamp(settings::get(Setting::QueuesDetailTab).toInt(), 0, int(Trace)));
}

QWidget* QueueDetail::makeLeft() {
    m_left = new Card(tr("No queue chosen"));
    m_chart = new TimeChart({{tr("delivered"), "good", true}, {tr("deferred"), "slow", true}, {tr("bounced"), "bad", true}},
                            tr("Traffic of this queue, recipients a second"));
    m_chart->setUnit(QStringLiteral(" /s"));
    m_chart->setEmptyWords(tr("No traffic in the last hour"));
    connect(m_chart, &TimeChart::momentChosen, this, [this](qint64 from, qint64 to) {
        emit eventsWanted(eventFilter() + QStringLiteral(" since:%1 until:%2").arg(from).arg(to));
    });
    connect(m_chart, &TimeChart::zoomed, this, [this](qint64 from, qint64 to) {
        m_series->setZoom(m_chart->isZoomed() ? std::optional(QPair<qint64, qint64>{from, to}) : std::nullopt);
    });
    m_left->addContent(m_chart, 3);
    m_waiting = new QLabel;
    m_waiting->setWordWrap(true);
    m_waiting->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* heading = new QLabel(tr("Waiting for"));
    heading->setObjectName(QStringLiteral("strong"));
    layout->addWidget(heading, 0, Qt::AlignTop);
    layout->addWidget(m_waiting, 1);
    m_left->addContent(row, 0);
    m_reasons = new RecordModel({{QStringLiteral("limit"), tr("limit"), CellKind::Name},
                                 {QStringLiteral("value"), tr("value"), CellKind::Text},
                                 {QStringLiteral("now"), tr("now"), CellKind::Text},
                                 {QStringLiteral("text"), tr("meaning"), CellKind::Text},
                                 {QStringLiteral("origin"), tr("set by"), CellKind::Mono},
                                 {QStringLiteral("next_slot"), tr("next slot"), CellKind::Next}},
                                this);
    m_reasonTable = new QTableView;
    prepareTable(m_reasonTable, tr("Limits that hold this queue back"));
    m_reasonTable->setModel(m_reasons);
    const QList<int> widths{140, 58, 84, 176, 132};
    for (int i = 0; i < widths.size(); ++i) m_reasonTable->setColumnWidth(i, widths.at(i));
    m_reasonTable->setMinimumHeight(84);
    m_left->addContent(m_reasonTable, 2, true);
    return m_left;
}

QTableView* QueueDetail::addTable(RecordModel* model, const QString& name, const QList<int>& widths) {
    auto* table = new QTableView;
    prepareTable(table, name);
    table->setModel(model);
    for (int i = 0; i < widths.size(); ++i) table->setColumnWidth(i, widths.at(i));
    m_stack->addWidget(table);
    return table;
}

QWidget* QueueDetail::makeRight() {
    m_right = new Card;
    m_tabs = new Segmented({tr("History"), tr("Messages"), tr("Settings"), tr("Connections"), tr("Events"), tr("Trace")},
                           tr("About this queue"));
    m_showEvents = new QPushButton(tr("Show in Events"));
    m_showEvents->setToolTip(tr("Every event of this queue, in the view Events"));
    connect(m_showEvents, &QPushButton::clicked, this, [this] {
        if (!m_name.isEmpty()) emit eventsWanted(eventFilter());
    });
    m_more = new QPushButton(tr("More messages"));
    m_more->hide();
    connect(m_more, &QPushButton::clicked, this, [this] { loadMessages(true); });
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_tabs);
    row->addStretch(1);
    row->addWidget(m_more);
    row->addWidget(m_showEvents);
    m_right->addContent(head, 0);
    m_stack = new QStackedWidget;
    m_history = new RecordModel({{QStringLiteral("time"), tr("time"), CellKind::Clock},
                                 {QStringLiteral("what"), tr("what"), CellKind::Text},
                                 {QStringLiteral("why"), tr("why"), CellKind::Dim}},
                                this);
    m_messages = new RecordModel({{QStringLiteral("recipient"), tr("recipient"), CellKind::Name},
                                  {QStringLiteral("state"), tr("state"), CellKind::Text},
                                  {QStringLiteral("attempts"), tr("attempts"), CellKind::Count},
                                  {QStringLiteral("next_attempt"), tr("next"), CellKind::Next},
                                  {QStringLiteral("received"), tr("received"), CellKind::Clock},
                                  {QStringLiteral("size"), tr("size"), CellKind::Bytes},
                                  {QStringLiteral("job"), tr("job"), CellKind::Text},
                                  {QStringLiteral("sender"), tr("sender"), CellKind::Text},
                                  {QStringLiteral("message"), tr("message"), CellKind::Mono}},
                                 this);
    m_settings = new RecordModel({{QStringLiteral("name"), tr("setting"), CellKind::Name},
                                  {QStringLiteral("value"), tr("value"), CellKind::Mono},
                                  {QStringLiteral("from"), tr("set by"), CellKind::Mono},
                                  {QStringLiteral("default"), tr("default"), CellKind::Dim},
                                  {QStringLiteral("overrode"), tr("instead of"), CellKind::Dim}},
                                 this);
    m_connections = new RecordModel({{QStringLiteral("host"), tr("host"), CellKind::Name},
                                     {QStringLiteral("ip"), tr("address"), CellKind::Mono},
                                     {QStringLiteral("source"), tr("from"), CellKind::Mono},
                                     {QStringLiteral("state"), tr("state"), CellKind::Text},
                                     {QStringLiteral("messages"), tr("messages"), CellKind::Count},
                                     {QStringLiteral("since"), tr("since"), CellKind::Clock},
                                     {QStringLiteral("tls"), tr("TLS"), CellKind::Text}},
                                    this);
    m_events = new RecordModel({{QStringLiteral("time"), tr("time"), CellKind::ClockMs},
                                {QStringLiteral("type"), tr("type"), CellKind::EventType},
                                {QStringLiteral("recipient"), tr("recipient"), CellKind::Text},
                                {QStringLiteral("response"), tr("response"), CellKind::Mono}},
                               this);
    addTable(m_history, tr("History of this queue"), {90, 190});
    addTable(m_messages, tr("Messages of this queue"), {190, 70, 72, 84, 84, 72, 90, 150});
    auto* settings = addTable(m_settings, tr("Effective settings"), {200, 130, 170, 100});
    settings->setToolTip(tr("Double click or Enter: to the line that set it"));
    connect(settings, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QJsonObject record = m_settings->record(index.row());
        const qint64 line = record.value(QLatin1String("line")).toInteger();
        if (line > 0) emit lineWanted(record.value(QLatin1String("file")).toString(), int(line));
    });
    addTable(m_connections, tr("Connections of this queue"), {170, 110, 110, 80, 80, 80});
    auto* events = addTable(m_events, tr("Last events of this queue"), {104, 96, 170});
    connect(events, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QString message = m_events->record(index.row()).value(QLatin1String("message")).toString();
        emit eventsWanted(message.isEmpty() ? eventFilter() : QStringLiteral("message:") + message);
    });
    m_stack->addWidget(makeTrace());
    m_right->addContent(m_stack, 1, true);
    return m_right;
}

QWidget* QueueDetail::makeTrace() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(12, 0, 12, 0);
    m_startTrace = new QPushButton(tr("Trace one attempt"));
    m_startTrace->setToolTip(tr("Delivers one message of this queue now and shows the dialogue as it happens"));
    connect(m_startTrace, &QPushButton::clicked, this, &QueueDetail::startTrace);
    m_trace = new ResponseBox(tr("Dialogue with the receiver"));
    m_trace->setMostLines(0);
    m_trace->setMaximumBlockCount(kTraceLines);
    layout->addWidget(m_startTrace, 0, Qt::AlignLeft);
    layout->addWidget(m_trace, 1);
    return page;
}

}  // namespace mailrace::gui
