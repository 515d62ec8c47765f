#include "gui/client/subscription.h"

#include "gui/client/connection.h"

namespace mailrace::gui {

Subscription::Subscription(Connection* connection, const QString& topic, const QJsonObject& params, int rateMs, QObject* parent)
    : QObject(parent), m_connection(connection), m_topic(topic), m_params(params), m_rateMs(rateMs) {}

Subscription::~Subscription() {
    end();
    if (m_connection) m_connection->forget(this);
}

void Subscription::setParams(const QJsonObject& params) {
    if (params == m_params && m_number >= 0) return;
    end();
    m_params = params;
    m_epoch = 0;
    begin();
}

void Subscription::setActive(bool active) {
    if (active == m_active) return;
    m_active = active;
    if (!active) end();
    m_epoch = 0;
    if (active) begin();
}

void Subscription::begin() {
    if (!m_active || !m_connection || !m_connection->isReady()) return;
    QJsonObject request{
        {QStringLiteral("topic"), m_topic}, {QStringLiteral("params"), m_params}, {QStringLiteral("rate_ms"), m_rateMs}};
    if (m_epoch != 0 && m_epoch == m_connection->daemon().epoch) {
        request.insert(QStringLiteral("resume"), QJsonObject{{QStringLiteral("epoch"), m_epoch}, {QStringLiteral("seq"), m_seq}});
    }
    const quint64 attempt = ++m_attempt;
    m_connection->call(this, QStringLiteral("subscribe"), request, [this, attempt](const RpcResult& result) {
        const qint64 number = result.value.value(QLatin1String("subscription")).toInteger(-1);
        if (attempt != m_attempt) {  // params changed meanwhile: this one is not wanted any more
            if (result.ok && m_connection) m_connection->unsubscribe(number);
            return;
        }
        if (!result.ok) {
            if (result.error.word != QLatin1String("offline")) {
                emit refused(result.error.word, result.error.message, result.error.where);
            }
            return;
        }
        m_number = number;
        m_epoch = result.value.value(QLatin1String("epoch")).toInteger();
        m_seq = result.value.value(QLatin1String("seq")).toInteger();
        if (m_connection) m_connection->bind(this, number);
        const auto data = result.value.value(QLatin1String("snapshot"));
        if (data.isObject()) emit snapshot(data.toObject());
    });
}

void Subscription::end() {
    ++m_attempt;
    if (m_number >= 0 && m_connection) m_connection->unsubscribe(m_number);
    m_number = -1;
}

void Subscription::deliver(qint64 seq, bool reset, const QJsonObject& data) {
    m_seq = seq;
    if (reset) {
        emit snapshot(data);
    } else {
        emit changed(data);
    }
}

}  // namespace mailrace::gui
