#include "gui/client/rpcclient.h"

#include <QJsonDocument>

namespace mailrace::gui {

namespace {

RpcError readError(const QJsonObject& error) {
    const QJsonObject data = error.value(QLatin1String("data")).toObject();
    RpcError out;
    out.word = data.value(QLatin1String("word")).toString(QStringLiteral("internal"));
    out.message = error.value(QLatin1String("message")).toString();
    out.retry = data.value(QLatin1String("retry")).toBool();
    out.where = data.value(QLatin1String("where")).toObject();
    out.arguments = data.value(QLatin1String("arguments")).toObject();
    return out;
}

}  // namespace

RpcClient::RpcClient(QObject* parent) : QObject(parent) {
    m_clock.start();
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &RpcClient::expire);
}

qint64 RpcClient::call(QObject* context, const QString& method, const QJsonObject& params, RpcHandler handler, int timeoutMs) {
    const qint64 id = m_nextId++;
    m_pending.insert(id, {context, std::move(handler), m_clock.elapsed() + timeoutMs});
    if (!m_timer.isActive()) m_timer.start();
    const QJsonObject request{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                              {QStringLiteral("id"), id},
                              {QStringLiteral("method"), method},
                              {QStringLiteral("params"), params}};
    emit sendLine(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    return id;
}

void RpcClient::cancel(qint64 id) {
    if (m_pending.contains(id)) call(this, QStringLiteral("cancel"), {{QStringLiteral("id"), id}}, [](const RpcResult&) {});
}

void RpcClient::handle(const QJsonObject& message) {
    const QString method = message.value(QLatin1String("method")).toString();
    if (!method.isEmpty()) {
        emit notified(method, message.value(QLatin1String("params")).toObject());
        return;
    }
    RpcResult result;
    if (const auto error = message.value(QLatin1String("error")); error.isObject()) {
        result.error = readError(error.toObject());
    } else {
        result.ok = true;
        result.value = message.value(QLatin1String("result")).toObject();
    }
    const auto id = message.value(QLatin1String("id"));
    if (id.isDouble()) {
        finish(id.toInteger(), result);
    } else if (!result.ok) {
        emit refused(result.error);
    }
}

void RpcClient::failAll(const QString& word, const QString& words) {
    RpcResult result;
    result.error = {word, words, true, {}, {}};
    const auto ids = m_pending.keys();
    for (const qint64 id : ids) finish(id, result);
}

void RpcClient::finish(qint64 id, const RpcResult& result) {
    const auto it = m_pending.find(id);
    if (it == m_pending.end()) return;
    const Pending pending = std::move(it.value());
    m_pending.erase(it);
    if (pending.context && pending.handler) pending.handler(result);
}

void RpcClient::expire() {
    if (m_pending.isEmpty()) return m_timer.stop();
    const qint64 now = m_clock.elapsed();
    QList<qint64> late;
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        if (it->deadline <= now) late.append(it.key());
    }
    RpcResult result;
    result.error = {QStringLiteral("timeout"), tr("The daemon did not answer in time."), true, {}, {}};
    for (const qint64 id : late) finish(id, result);
}

}  // namespace mailrace::gui
