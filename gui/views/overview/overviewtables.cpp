// The two tables of the overview: outcome by provider and the most frequent responses.
#include <QDateTime>
#include <QHeaderView>
#include <QTableView>

#include "gui/charts/tabledelegates.h"
#include "gui/client/connection.h"
#include "gui/models/filtertext.h"
#include "gui/models/recordmodel.h"
#include "gui/views/overview/overviewview.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"

namespace mailrace::gui {

namespace {
constexpr int kProviders = 12;
constexpr int kResponses = 12;
constexpr int kBudgetMs = 2000;
}  // namespace

void OverviewView::makeProviders(Card* card) {
    m_providers = new RecordModel({{QStringLiteral("provider"), tr("provider"), CellKind::Name},
                                   {QStringLiteral("delivered"), tr("outcome"), CellKind::Shares},
                                   {QStringLiteral("delivered"), tr("delivered"), CellKind::Count},
                                   {QStringLiteral("deferred"), tr("deferred"), CellKind::Count},
                                   {QStringLiteral("bounced"), tr("bounced"), CellKind::Count},
                                   {QStringLiteral("pace"), tr("pace now"), CellKind::Rate},
                                   {QStringLiteral("last_response"), tr("last response"), CellKind::Mono}},
                                  this);
    m_providerTable = new QTableView;
    prepareTable(m_providerTable, tr("Outcome by provider"));
    m_providerTable->setModel(m_providers);
    m_providerTable->setItemDelegateForColumn(1, new SharesDelegate(m_providerTable));
    m_providerTable->setSelectionMode(QAbstractItemView::SingleSelection);
    const QList<int> widths{130, 170, 92, 88, 88, 120};
    for (int i = 0; i < widths.size(); ++i) m_providerTable->setColumnWidth(i, widths.at(i));
    m_providerTable->setMinimumHeight(120);
    m_providerTable->setToolTip(tr("Double click to see the events of a provider"));
    connect(m_providerTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QString provider = m_providers->record(index.row()).value(QLatin1String("provider")).toString();
        emit eventsWanted(filtertext::term(QStringLiteral("provider"), provider) + QStringLiteral(" since:1h"));
    });
    card->addContent(m_providerTable, 1, true);
}

void OverviewView::makeResponses(Card* card) {
    m_responses = new RecordModel({{QStringLiteral("type"), {}, CellKind::EventType},
                                   {QStringLiteral("count"), tr("count"), CellKind::Count},
                                   {QStringLiteral("response"), tr("response"), CellKind::Mono}},
                                  this);
    m_responseTable = new QTableView;
    prepareTable(m_responseTable, tr("Most frequent responses"));
    m_responseTable->setModel(m_responses);
    m_responseTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_responseTable->horizontalHeader()->hide();
    m_responseTable->setColumnWidth(0, 84);
    m_responseTable->setColumnWidth(1, 66);
    connect(m_responseTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        const QJsonObject& record = m_responses->record(index.row());
        QString filter = QStringLiteral("type:bounce,deferral,queue_deferral,rejection since:%1m").arg(span() / 60'000);
        if (const QString form = record.value(QLatin1String("response")).toString(); !form.isEmpty() && form.size() <= 1000)
            return emit eventsWanted(filter + QLatin1Char(' ') + filtertext::term(QStringLiteral("form"), form));
        if (const qint64 code = record.value(QLatin1String("code")).toInteger(); code > 0)
            filter += QStringLiteral(" code:%1").arg(code);
        if (const QString status = record.value(QLatin1String("status")).toString(); !status.isEmpty())
            filter += QStringLiteral(" status:") + status;
        emit eventsWanted(filter);
    });
    card->addContent(m_responseTable, 1, true);
}

void OverviewView::loadTables() {
    if (!m_connection->isReady()) return;
    const qint64 since = QDateTime::currentMSecsSinceEpoch() - span();
    m_connection->call(this, QStringLiteral("stats.providers"),
                       {{QStringLiteral("since"), since}, {QStringLiteral("limit"), kProviders}},
                       [this](const RpcResult& result) {
                           if (!result.ok) return;
                           m_providers->setRecords(RecordModel::recordsOf(result.value));
                           listProviders();
                           m_hasTables = true;
                       });
    const QString filter = QStringLiteral("type:bounce,deferral,queue_deferral,rejection since:%1m").arg(span() / 60'000);
    const QJsonObject params{
        {QStringLiteral("filter"), filter}, {QStringLiteral("limit"), kResponses}, {QStringLiteral("budget_ms"), kBudgetMs}};
    m_connection->call(this, QStringLiteral("events.groups"), params, [this](const RpcResult& result) {
        if (!result.ok) return;
        QList<QJsonObject> records = RecordModel::recordsOf(result.value);
        for (QJsonObject& record : records) {  // the tone of the answer: 4xx may pass, 5xx will not
            const bool final = record.value(QLatin1String("code")).toInteger() / 100 == 5 ||
                               record.value(QLatin1String("status")).toString().startsWith(QLatin1Char('5'));
            record.insert(QStringLiteral("type"), final ? QStringLiteral("bounce") : QStringLiteral("deferral"));
        }
        m_responses->setRecords(records);
    });
}

}  // namespace mailrace::gui
