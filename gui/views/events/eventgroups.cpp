// Responses that mean the same as one row each: counting them, opening one, and what can be done with one response or its
// recipient: a rule, another category, suppression.
#include <QAction>
#include <QJsonArray>
#include <QMenu>
#include <QTableView>

#include "gui/client/connection.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/recordmodel.h"
#include "gui/models/words.h"
#include "gui/views/events/eventdetail.h"
#include "gui/views/events/eventsview.h"
#include "gui/views/events/ruledialog.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/filterbar.h"
#include "gui/widgets/segmented.h"

namespace mailrace::gui {

namespace {
constexpr int kGroups = 500;
constexpr int kBudgetMs = 5000;
constexpr auto kRefusals = "type:bounce,deferral,queue-deferral,rejection,remote-bounce";
constexpr qsizetype kLongestForm = 1000;  // longer ones are stored whole and have no form to look for
}  // namespace

void EventsView::loadGroups() {
    if (!m_connection->isReady()) return;
    // Without a word about the kind of events the many ways to say "250 OK" would hide what is looked for.
    const QString typed = m_filter->filter();
    m_refusalsOnly = filtertext::without(typed, QStringLiteral("type")) == typed.trimmed();
    const QString filter = !m_refusalsOnly   ? typed
                           : typed.isEmpty() ? QLatin1String(kRefusals)
                                             : QStringLiteral("%1 (%2)").arg(QLatin1String(kRefusals), typed);
    const QJsonObject params{
        {QStringLiteral("filter"), filter}, {QStringLiteral("limit"), kGroups}, {QStringLiteral("budget_ms"), kBudgetMs}};
    m_groupWords = m_groups->rowCount() == 0 ? tr("Counting…") : m_groupWords;
    showCount();
    m_connection->call(
        this, QStringLiteral("events.groups"), params,
        [this, filter = m_filter->filter()](const RpcResult& result) {
            if (filter != m_filter->filter()) return;
            if (result.ok) return takeGroups(result.value);
            m_groupWords = result.error.message;
            showCount();
        },
        30'000);
}

void EventsView::takeGroups(const QJsonObject& result) {
    QList<QJsonObject> records = RecordModel::recordsOf(result);
    const qint64 chosen = m_groupTable->currentIndex().isValid()
                              ? m_groups->record(m_groupTable->currentIndex().row()).value(QLatin1String("sample_id")).toInteger()
                              : 0;
    QString chosenForm;
    if (chosen > 0) chosenForm = m_groups->record(m_groupTable->currentIndex().row()).value(QLatin1String("response")).toString();
    double sum = 0;
    for (QJsonObject& record : records) {  // lists of names read as text
        sum += record.value(QLatin1String("count")).toDouble();
        for (const QString& key : {QStringLiteral("providers"), QStringLiteral("sources")}) {
            if (!record.value(key).isArray()) continue;
            QStringList names;
            const QJsonArray values = record.value(key).toArray();
            for (const auto& name : values) names << name.toString();
            record.insert(key, names.join(QStringLiteral(", ")));
        }
        // The tone of the trend: 4xx may pass, 5xx will not.
        const bool final = record.value(QLatin1String("code")).toInteger() / 100 == 5;
        record.insert(QStringLiteral("type"), final ? QStringLiteral("bounce") : QStringLiteral("deferral"));
        const QString sub = record.value(QLatin1String("subcategory")).toString();
        const QString category = record.value(QLatin1String("category")).toString();
        record.insert(QStringLiteral("what"), sub.isEmpty() ? category : tr("%1 (%2)").arg(sub, category));
        const QString cls = record.value(QLatin1String("class")).toString();
        record.insert(QStringLiteral("class"), words::responseClass(cls).section(QLatin1Char(':'), 0, 0));
    }
    m_groups->setRecords(records);
    m_groupWords = tr("%1 different responses in %2 events").arg(format::count(double(records.size())), format::count(sum));
    if (m_refusalsOnly) m_groupWords += tr(" · refusals; type: in the filter shows others");
    if (const qint64 from = result.value(QLatin1String("from")).toInteger(); from > 0 && sum > 0)
        m_groupWords +=
            tr(" · trend from %1 to %2").arg(format::clock(from), format::clock(result.value(QLatin1String("to")).toInteger()));
    if (!result.value(QLatin1String("complete")).toBool(true)) m_groupWords += tr(" · counted in part: narrow the time for all");
    showCount();
    // The same response stays chosen, wherever its row is now.
    for (int row = 0; row < m_groups->rowCount(); ++row) {
        const bool same =
            !chosenForm.isEmpty() && m_groups->record(row).value(QLatin1String("response")).toString() == chosenForm;
        if (!same) continue;
        m_groupTable->selectRow(row);
        return;
    }
    if (m_groups->rowCount() > 0) m_groupTable->selectRow(0);
}

/// All events of the group: those with its normal form.
void EventsView::openGroup(const QModelIndex& index) {
    if (!index.isValid()) return;
    const QJsonObject& group = m_groups->record(index.row());
    const QString form = group.value(QLatin1String("response")).toString();
    QString filter = filtertext::without(m_filter->filter(), QStringLiteral("form"));
    if (form.size() <= kLongestForm) {
        filter += QLatin1Char(' ') + filtertext::term(QStringLiteral("form"), form);
    } else {
        if (const qint64 code = group.value(QLatin1String("code")).toInteger(); code > 0)
            filter += QStringLiteral(" code:%1").arg(code);
        if (const QString status = group.value(QLatin1String("status")).toString(); !status.isEmpty())
            filter += QStringLiteral(" status:") + status;
    }
    showFilter(filter.trimmed());
}

void EventsView::groupMenu(const QPoint& at) {
    const QModelIndex index = m_groupTable->indexAt(at);
    if (!index.isValid()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show its events"), this, [this, index = QPersistentModelIndex(index)] { openGroup(index); });
    menu->addSeparator();
    addEventActions(menu);
    menu->popup(m_groupTable->viewport()->mapToGlobal(at));
}

void EventsView::makeEventActions(ActionRegistry* actions) {
    const auto add = [&](const QString& id, const QString& text, const QString& tip, const QString& keys, auto run) {
        m_eventActions.append(
            actions->add(MenuPlace::Event, QStringLiteral("events.") + id, text, tip, QKeySequence(keys), this, run));
    };
    const auto text = [this](const char* name) { return m_detail->event().value(QLatin1String(name)).toString(); };
    add(QStringLiteral("rule"), tr("&Make a rule from this response…"),
        tr("A pattern and a category for responses like this one, tried on those that came"), tr("Ctrl+R"),
        [this] { makeRule(false); });
    add(QStringLiteral("reclassify"), tr("&Reclassify…"), tr("Put exactly this response into another category"), tr("Ctrl+L"),
        [this] { makeRule(true); });
    add(QStringLiteral("recipient"), tr("All events of this re&cipient"), tr("Every event of the recipient of the chosen event"),
        tr("Ctrl+I"), [this, text] { showFilter(filtertext::term(QStringLiteral("recipient"), text("recipient"))); });
    add(QStringLiteral("message"), tr("All events of this m&essage"), tr("Every event of the message of the chosen event"),
        tr("Ctrl+M"), [this, text] { showFilter(filtertext::term(QStringLiteral("message"), text("message"))); });
    add(QStringLiteral("suppress"), tr("Su&ppress the recipient…"),
        tr("Add the recipient of the chosen event to a suppression list"), tr("Ctrl+Shift+S"),
        [this, text] { emit suppressWanted(text("recipient")); });
    add(QStringLiteral("suppressed"), tr("&Is this recipient suppressed?"),
        tr("Which entry keeps mail from the recipient, and why"), tr("Ctrl+Shift+I"),
        [this, text] { emit suppressionCheckWanted(text("recipient")); });
    connect(m_detail, &EventDetail::shown, this, &EventsView::enableEventActions);
    connect(m_detail, &EventDetail::ruleWanted, this, &EventsView::makeRule);
    connect(m_detail, &EventDetail::suppressWanted, this, &EventsView::suppressWanted);
    connect(m_detail, &EventDetail::suppressionCheckWanted, this, &EventsView::suppressionCheckWanted);
    enableEventActions();
}

/// While another event is on its way, nothing can be done: it would be done to the one before.
void EventsView::enableEventActions() {
    const auto has = [this](const char* name) { return !m_detail->event().value(QLatin1String(name)).toString().isEmpty(); };
    for (QAction* action : std::as_const(m_eventActions)) {
        const QString what = action->objectName().section(QLatin1Char('.'), 1);
        const bool rule = what == QLatin1String("rule") || what == QLatin1String("reclassify");
        const char* needs = rule ? "response" : what == QLatin1String("message") ? "message" : "recipient";
        action->setEnabled(m_detail->isCurrent() && has(needs) && (!rule || (m_workspace && m_detail->hasRefusal())));
    }
}

void EventsView::addEventActions(QMenu* menu) {
    for (QAction* action : std::as_const(m_eventActions)) menu->addAction(action);
}

void EventsView::makeRule(bool reclassify) {
    const auto id = quint64(m_detail->event().value(QLatin1String("id")).toInteger());
    if (!m_workspace || id == 0) return;
    auto* dialog = new RuleDialog(reclassify ? RuleDialog::Kind::Reclassify : RuleDialog::Kind::Rule, id, m_workspace,
                                  m_connection, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RuleDialog::written, this, &EventsView::ruleWritten);
    connect(dialog, &RuleDialog::filterWanted, this, &EventsView::showFilter);
    dialog->open();
}

}  // namespace mailrace::gui
