#include "gui/client/eventmatch.h"

#include <QJsonArray>

#include "gui/client/connection.h"

namespace mailrace::gui {

namespace {
constexpr int kChunk = 20'000;  // ids in one notification: about 40 kB, a millisecond to read
constexpr int kMatchTimeout = 10 * 60'000;
}  // namespace

EventMatch::EventMatch(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {
    connect(connection, &Connection::notified, this, &EventMatch::onNotified);
}

void EventMatch::start(const QString& filter, qint64 limit) {
    stop();
    m_last = 0;
    const QJsonObject params{
        {QStringLiteral("filter"), filter}, {QStringLiteral("limit"), limit}, {QStringLiteral("chunk"), kChunk}};
    auto request = std::make_shared<qint64>(0);
    *request = m_connection->call(
        this, QStringLiteral("events.match"), params,
        [this, request](const RpcResult& result) {
            if (*request != m_request) return;  // an older run
            m_request = 0;
            if (result.ok)
                emit finished(result.value.value(QLatin1String("complete")).toBool(true));
            else if (result.error.word != QLatin1String("cancelled"))
                emit failed(result.error.word, result.error.message, result.error.where);
        },
        kMatchTimeout);
    m_request = *request;
}

void EventMatch::stop() {
    if (m_request != 0) m_connection->cancel(m_request);
    m_request = 0;
}

void EventMatch::onNotified(const QString& method, const QJsonObject& params) {
    if (method != QLatin1String("events.matched") || m_request == 0) return;
    if (params.value(QLatin1String("request")).toInteger() != m_request) return;
    const QJsonArray deltas = params.value(QLatin1String("deltas")).toArray();
    std::vector<quint64> out;
    out.reserve(size_t(deltas.size()));
    for (const auto& delta : deltas) {
        const auto number = quint64(delta.toInteger());
        m_last = m_last == 0 ? number : m_last - number;
        out.push_back(m_last);
    }
    if (!out.empty()) emit ids(out);
}

}  // namespace mailrace::gui
