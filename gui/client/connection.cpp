#include "gui/client/connection.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>

#include "shared/protocol/catalogue.h"

namespace mailrace::gui {

namespace {
constexpr int kStartingPause = 1000;  // how often a starting daemon is asked how far it is
constexpr int kPumpMs = 8;
constexpr int kHelloTimeout = 5000;
constexpr int kLongPause = 30'000;  // between attempts that only a person can make succeed
}  // namespace

Connection::Connection(QObject* parent) : QObject(parent), m_transport(new Transport) {
    qRegisterMetaType<TransportFault>();
    m_thread.setObjectName(QStringLiteral("wire"));
    m_transport->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_transport, &QObject::deleteLater);
    connect(m_transport, &Transport::opened, this, [this](quint64 session) {
        if (session == m_session) greet();
    });
    connect(m_transport, &Transport::received, this, [this](quint64 session, const QJsonObject& message) {
        if (session != m_session) return m_transport->acknowledge();
        m_inbox.push_back(message);
        if (!m_pump.isActive()) m_pump.start();
    });
    m_pump.setSingleShot(true);
    m_pump.setInterval(0);
    connect(&m_pump, &QTimer::timeout, this, &Connection::pump);
    connect(m_transport, &Transport::failed, this, &Connection::onFailed);
    connect(&m_rpc, &RpcClient::sendLine, m_transport, &Transport::send);
    connect(&m_rpc, &RpcClient::notified, this, &Connection::onNotified);
    connect(&m_rpc, &RpcClient::refused, this, [this](const RpcError& error) {
        if (error.word == QLatin1String("forbidden"))
            leave(LinkState::Forbidden, error.message);
        else if (error.word == QLatin1String("protocol.unsupported"))
            leave(LinkState::Incompatible, error.message);
        else
            leave(LinkState::Lost, error.message);
    });
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Connection::connectNow);
    m_thread.start();
}

Connection::~Connection() {
    m_rpc.disconnect(this);
    const auto subscriptions = m_subscriptions;
    for (Subscription* subscription : subscriptions) subscription->m_connection = nullptr;
    QMetaObject::invokeMethod(m_transport, &Transport::close, Qt::QueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void Connection::open(const QString& path) {
    m_path = path;
    m_pause = m_firstPause;
    connectNow();
}

void Connection::retryNow() {
    m_pause = m_firstPause;
    if (m_state != LinkState::Ready && m_state != LinkState::Connecting && m_state != LinkState::Greeting) connectNow();
}

void Connection::setPauses(int firstMs, int longestMs) {
    m_firstPause = m_pause = firstMs;
    m_longestPause = longestMs;
}

int Connection::msToRetry() const { return m_retry.isActive() ? std::max(0, m_retry.remainingTime()) : 0; }

qint64 Connection::call(QObject* context, const QString& method, const QJsonObject& params, RpcHandler handler, int timeoutMs) {
    if (isReady()) return m_rpc.call(context, method, params, std::move(handler), timeoutMs);
    QMetaObject::invokeMethod(
        context,
        [handler = std::move(handler)] {
            RpcResult result;
            result.error = {QStringLiteral("offline"), tr("There is no connection to the daemon."), true, {}, {}};
            handler(result);
        },
        Qt::QueuedConnection);
    return 0;
}

void Connection::cancel(qint64 id) { m_rpc.cancel(id); }

Subscription* Connection::subscribe(const QString& topic, const QJsonObject& params, int rateMs, QObject* parent) {
    auto* subscription = new Subscription(this, topic, params, rateMs, parent);
    m_subscriptions.insert(subscription);
    // Not before the caller could connect to its signals.
    QMetaObject::invokeMethod(subscription, &Subscription::begin, Qt::QueuedConnection);
    return subscription;
}

void Connection::unsubscribe(qint64 number) {
    m_byNumber.remove(number);
    if (!isReady()) return;
    m_rpc.call(this, QStringLiteral("unsubscribe"), {{QStringLiteral("subscription"), number}}, [](const RpcResult&) {});
}

void Connection::forget(Subscription* subscription) {
    m_subscriptions.remove(subscription);
    m_byNumber.removeIf([subscription](const auto& it) { return it.value() == subscription; });
}

/// Deals with what was read, but not for longer than a frame: a burst of messages must not hold up the window.
void Connection::pump() {
    QElapsedTimer spent;
    spent.start();
    while (!m_inbox.empty() && spent.elapsed() < kPumpMs) handleNext();
    if (!m_inbox.empty()) m_pump.start();
}

void Connection::handleNext() {
    const QJsonObject message = std::move(m_inbox.front());
    m_inbox.pop_front();
    m_transport->acknowledge();
    m_rpc.handle(message);
}

void Connection::clearInbox() {
    for (; !m_inbox.empty(); m_inbox.pop_front()) m_transport->acknowledge();
}

void Connection::connectNow() {
    m_retry.stop();
    clearInbox();
    ++m_session;
    enter(LinkState::Connecting, m_reason);
    QMetaObject::invokeMethod(
        m_transport, [this, path = m_path, session = m_session] { m_transport->open(path, session); }, Qt::QueuedConnection);
}

void Connection::greet() {
    enter(LinkState::Greeting, m_reason);
    const QJsonObject params{{QStringLiteral("client"), QStringLiteral("mailrace")},
                             {QStringLiteral("version"), QCoreApplication::applicationVersion()},
                             {QStringLiteral("protocol"), QJsonArray{protocol::kVersionMajor, protocol::kVersionMinor}}};
    m_rpc.call(
        this, QStringLiteral("session.hello"), params, [this](const RpcResult& result) { onHello(result); }, kHelloTimeout);
}

void Connection::onHello(const RpcResult& result) {
    if (m_state != LinkState::Greeting) return;
    if (!result.ok) {
        if (result.error.word == QLatin1String("protocol.unsupported"))
            return leave(LinkState::Incompatible, result.error.message);
        if (result.error.word == QLatin1String("forbidden")) return leave(LinkState::Forbidden, result.error.message);
        return leave(LinkState::Lost, result.error.message);
    }
    const qint64 before = m_daemon.epoch;
    m_daemon = DaemonInfo::fromHello(result.value);
    m_pause = m_firstPause;
    if (m_daemon.state == QLatin1String("starting")) {
        leave(LinkState::Starting, m_daemon.progressWords);
        return planRetry(std::min(kStartingPause, m_longestPause));
    }
    enter(LinkState::Ready, {});
    if (before != 0 && before != m_daemon.epoch) emit daemonChanged();
    const auto subscriptions = m_subscriptions;
    for (Subscription* subscription : subscriptions) subscription->begin();
}

void Connection::onFailed(quint64 session, TransportFault fault, const QString& words) {
    if (session != m_session) return;
    while (!m_inbox.empty() && session == m_session) handleNext();  // the last message may say why the daemon hangs up
    if (session != m_session) return;
    switch (fault) {
        case TransportFault::NotThere:
            return leave(LinkState::NotRunning,
                         QFileInfo::exists(m_path) ? tr("nobody listens on it") : tr("there is no such socket"));
        case TransportFault::Forbidden: return leave(LinkState::Forbidden, words);
        case TransportFault::Closed: return leave(LinkState::Lost, tr("The daemon closed the connection."));
        case TransportFault::Broken: return leave(LinkState::Lost, words);
    }
}

void Connection::onNotified(const QString& method, const QJsonObject& params) {
    if (method != QLatin1String("notify")) {
        emit notified(method, params);
        return;
    }
    Subscription* subscription = m_byNumber.value(params.value(QLatin1String("subscription")).toInteger(-1));
    if (!subscription) return;
    subscription->deliver(params.value(QLatin1String("seq")).toInteger(), params.value(QLatin1String("reset")).toBool(),
                          params.value(QLatin1String("data")).toObject());
}

void Connection::enter(LinkState state, const QString& reason) {
    m_reason = reason;
    if (state == m_state) return;
    m_state = state;
    emit stateChanged(state);
}

/// Out of a connection: no call survives it, subscriptions wait to be taken up again, the next attempt is planned.
void Connection::leave(LinkState state, const QString& reason) {
    ++m_session;
    clearInbox();
    QMetaObject::invokeMethod(m_transport, &Transport::close, Qt::QueuedConnection);
    m_byNumber.clear();
    for (Subscription* subscription : std::as_const(m_subscriptions)) subscription->lost();
    const bool needsPerson = state == LinkState::Forbidden || state == LinkState::Incompatible;
    planRetry(needsPerson ? std::min(kLongPause, std::max(m_longestPause, m_pause)) : m_pause);
    m_pause = std::min(m_longestPause, m_pause * 2);
    enter(state, reason);
    m_rpc.failAll(QStringLiteral("offline"), tr("The connection to the daemon is gone."));
}

void Connection::planRetry(int ms) { m_retry.start(ms); }

}  // namespace mailrace::gui
