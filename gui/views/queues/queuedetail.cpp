#include "gui/views/queues/queuedetail.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

#include "gui/charts/timechart.h"
#include "gui/client/connection.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/recordmodel.h"
#include "gui/models/seriesmodel.h"
#include "gui/widgets/card.h"
#include "gui/widgets/responsebox.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"

namespace mailrace::gui {

namespace {
constexpr int kRefreshMs = 2000;
constexpr int kMessages = 200;
constexpr int kEvents = 100;

QList<QJsonObject> objectsOf(const QJsonArray& array) {
    QList<QJsonObject> out;
    for (const auto& value : array) out.append(value.toObject());
    return out;
}
}  // namespace

void QueueDetail::setGroup(const QString& group) {
    if (group == m_group) return;
    m_group = group;
    m_name.clear();
    const bool queue = isQueue();
    for (const int tab : {History, Connections, Trace}) m_tabs->setEnabledAt(tab, queue);
    m_tabs->setEnabledAt(Settings, queue || group == QLatin1String("domain"));
    if (!queue && (m_tabs->current() == History || m_tabs->current() >= Settings)) showTab(Messages);
    m_reasonTable->setVisible(queue);
    m_chart->setEmptyWords(queue || group == QLatin1String("provider")
                               ? tr("No traffic in the last hour")
                               : tr("Traffic over time is kept by queue and by provider"));
}

bool QueueDetail::isQueue() const { return m_group == QLatin1String("queue"); }

QString QueueDetail::eventFilter() const { return filtertext::term(m_group, m_name); }

QJsonObject QueueDetail::select() const {
    if (isQueue()) return {{QStringLiteral("queues"), QJsonArray{m_name}}};
    if (m_group == QLatin1String("job")) return {{QStringLiteral("job"), m_name}};
    return {{QStringLiteral("filter"), filtertext::term(m_group, m_name)}};
}

void QueueDetail::showQueue(const QString& name) {
    if (name == m_name) return;
    m_name = name;
    m_left->setTitle(QString(name).replace(QLatin1Char('/'), QStringLiteral(" / ")));
    m_waiting->clear();
    for (RecordModel* model : {m_reasons, m_history, m_messages, m_settings, m_connections, m_events}) model->setRecords({});
    m_cursor.clear();
    m_trace->setWords({});
    m_traceId = -1;
    if (m_group == QLatin1String("provider"))
        m_series->setProvider(name);
    else
        m_series->setQueue(isQueue() ? name : QString());
    m_series->setActive(m_active && (isQueue() || m_group == QLatin1String("provider")));
    if (!isQueue() && m_group != QLatin1String("provider")) m_chart->setData({}, {});
    loadQueue();
    loadTab();
}

void QueueDetail::setActive(bool active) {
    m_active = active;
    m_series->setActive(active && !m_name.isEmpty() && (isQueue() || m_group == QLatin1String("provider")));
    if (!active) return m_timer.stop();
    m_timer.start(kRefreshMs);
    refresh();
}

void QueueDetail::setStale(bool stale) {
    m_chart->setEnabled(!stale);
    m_stack->setEnabled(!stale);
    m_reasonTable->setEnabled(!stale);
    m_waiting->setEnabled(!stale);
}

void QueueDetail::refresh() {
    loadQueue();
    if (m_tabs->current() == Events || (m_tabs->current() == Messages && m_messages->rowCount() <= kMessages)) loadTab();
}

void QueueDetail::loadQueue() {
    if (m_name.isEmpty() || !isQueue() || !m_connection->isReady()) {
        m_hasData = m_hasData || !isQueue();
        return;
    }
    m_connection->call(
        this, QStringLiteral("queues.get"), {{QStringLiteral("queue"), m_name}}, [this, name = m_name](const RpcResult& result) {
            if (name != m_name) return;
            m_hasData = true;
            if (!result.ok) {
                m_waiting->setText(result.error.word == QLatin1String("offline") ? m_waiting->text() : result.error.message);
                return;
            }
            const QJsonObject row = result.value.value(QLatin1String("row")).toObject();
            m_waiting->setText(row.value(QLatin1String("waiting_text")).toString());
            m_left->setNote(tr("%1 recipients · %2 delivered, %3 deferred, %4 bounced")
                                .arg(format::count(row.value(QLatin1String("recipients")).toDouble()),
                                     format::count(row.value(QLatin1String("delivered")).toDouble()),
                                     format::count(row.value(QLatin1String("deferred")).toDouble()),
                                     format::count(row.value(QLatin1String("bounced")).toDouble())));
            QList<QJsonObject> reasons = objectsOf(result.value.value(QLatin1String("reasons")).toArray());
            for (QJsonObject& reason : reasons) {
                const bool binding = reason.value(QLatin1String("binding")).toBool();
                reason.insert(QStringLiteral("now"), binding ? tr("binds now") : QString());
                if (reason.value(QLatin1String("value")).isDouble()) continue;
                reason.insert(QStringLiteral("value"), reason.value(QLatin1String("value")).toVariant().toString());
            }
            m_reasons->setRecords(reasons);
            m_history->setRecords(objectsOf(result.value.value(QLatin1String("history")).toArray()));
            m_connections->setRecords(objectsOf(result.value.value(QLatin1String("connections")).toArray()));
        });
}

void QueueDetail::showTab(int tab) {
    m_tabs->setCurrent(tab);
    m_stack->setCurrentIndex(tab);
    settings::set(Setting::QueuesDetailTab, tab);
    loadTab();
}

void QueueDetail::loadTab() {
    if (m_name.isEmpty() || !m_active || !m_connection->isReady()) return;
    const QString name = m_name;
    switch (m_tabs->current()) {
        case Messages: return loadMessages(false);
        case Settings: {
            const qsizetype slash = isQueue() ? name.indexOf(QLatin1Char('/')) : -1;
            const QJsonObject params{{QStringLiteral("domain"), slash < 0 ? name : name.left(slash)},
                                     {QStringLiteral("vmta"), slash < 0 ? QString() : name.mid(slash + 1)}};
            m_connection->call(this, QStringLiteral("queues.settings"), params, [this, name](const RpcResult& result) {
                if (name != m_name || !result.ok) return;
                QList<QJsonObject> records = RecordModel::recordsOf(result.value);
                for (QJsonObject& record : records) {
                    const QString file = record.value(QLatin1String("file")).toString();
                    const qint64 line = record.value(QLatin1String("line")).toInteger();
                    record.insert(QStringLiteral("from"), file.isEmpty() ? tr("built in")
                                                          : line > 0     ? QStringLiteral("%1:%2").arg(file).arg(line)
                                                                         : file);
                }
                m_settings->setRecords(records);
            });
            return;
        }
        case Events: {
            const QJsonObject params{{QStringLiteral("filter"), eventFilter()}, {QStringLiteral("limit"), kEvents}};
            m_connection->call(this, QStringLiteral("events.page"), params, [this, name](const RpcResult& result) {
                if (name == m_name && result.ok) m_events->setRecords(RecordModel::recordsOf(result.value));
            });
            return;
        }
        default: return;  // comes with the queue itself
    }
}

void QueueDetail::loadMessages(bool more) {
    if (m_name.isEmpty() || !m_connection->isReady()) return;
    QJsonObject params{{QStringLiteral("select"), select()}, {QStringLiteral("limit"), kMessages}};
    if (more && !m_cursor.isEmpty()) params.insert(QStringLiteral("after"), m_cursor);
    m_connection->call(this, QStringLiteral("recipients.list"), params, [this, more, name = m_name](const RpcResult& result) {
        if (name != m_name || !result.ok) return;
        const auto records = RecordModel::recordsOf(result.value);
        if (more)
            m_messages->append(records);
        else
            m_messages->setRecords(records);
        m_cursor = result.value.value(QLatin1String("cursor")).toString();
        m_more->setVisible(!m_cursor.isEmpty());
    });
}

void QueueDetail::startTrace() {
    m_trace->setWords(tr("Waiting for an attempt…"));
    m_connection->call(this, QStringLiteral("trace.start"), {{QStringLiteral("queue"), m_name}}, [this](const RpcResult& result) {
        if (!result.ok) return m_trace->setWords(result.error.message);
        m_traceId = result.value.value(QLatin1String("trace")).toInteger(-1);
        m_startTrace->setEnabled(false);
    });
}

void QueueDetail::onNotified(const QString& method, const QJsonObject& params) {
    if (!method.startsWith(QLatin1String("trace.")) || params.value(QLatin1String("trace")).toInteger(-2) != m_traceId) return;
    if (method == QLatin1String("trace.line")) {
        const QString line =
            QStringLiteral("%1 %2 %3")
                .arg(format::clock(params.value(QLatin1String("time")).toInteger(), true),
                     params.value(QLatin1String("direction")).toString(), params.value(QLatin1String("text")).toString());
        m_trace->appendPlainText(line);
    } else {
        m_trace->appendPlainText(tr("end: %1").arg(params.value(QLatin1String("outcome")).toString()));
        m_startTrace->setEnabled(true);
        m_traceId = -1;
    }
}

}  // namespace mailrace::gui
