// The connection to one daemon as a state machine: it connects, says hello, keeps calls and subscriptions, and comes back by
// itself with growing pauses when the daemon goes. Everything above it asks only this class. Lives on the window's thread; the
// socket has a thread of its own.
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThread>
#include <QTimer>
#include <deque>

#include "gui/client/daemoninfo.h"
#include "gui/client/rpcclient.h"
#include "gui/client/subscription.h"
#include "gui/client/transport.h"

namespace mailrace::gui {

enum class LinkState {
    Idle,          // not asked to connect yet
    Connecting,    // the socket is being opened
    Greeting,      // hello is on its way
    Starting,      // the daemon is there and not yet ready
    Ready,         // calls are answered
    NotRunning,    // nobody listens on the socket
    Forbidden,     // this user may not speak to the daemon
    Incompatible,  // the daemon speaks another version of the protocol
    Lost,          // the connection broke
};

class Connection : public QObject {
    Q_OBJECT
public:
    explicit Connection(QObject* parent = nullptr);
    ~Connection() override;

    /// Connects to the daemon whose socket is at `path`, and stays connected to it.
    void open(const QString& path);
    /// Tries again now instead of at the end of the pause.
    void retryNow();
    /// Pauses between attempts, milliseconds; for tests.
    void setPauses(int firstMs, int longestMs);

    LinkState state() const { return m_state; }
    bool isReady() const { return m_state == LinkState::Ready; }
    const DaemonInfo& daemon() const { return m_daemon; }
    const QString& path() const { return m_path; }
    /// What was tried and why it failed, in the words of the system or the daemon.
    const QString& reason() const { return m_reason; }
    /// Milliseconds until the next attempt; 0 when none is planned.
    int msToRetry() const;

    /// As RpcClient::call; fails at once with the word "offline" when not ready.
    qint64 call(QObject* context, const QString& method, const QJsonObject& params, RpcHandler handler, int timeoutMs = 15'000);
    void cancel(qint64 id);
    /// The new subscription belongs to `parent`.
    Subscription* subscribe(const QString& topic, const QJsonObject& params, int rateMs, QObject* parent);

signals:
    void stateChanged(mailrace::gui::LinkState state);
    /// Another daemon process than before answers: ids of requests and positions start anew.
    void daemonChanged();
    /// A notification that belongs to a call, such as events.matched.
    void notified(const QString& method, const QJsonObject& params);

private:
    friend class Subscription;
    void bind(Subscription* subscription, qint64 number) { m_byNumber.insert(number, subscription); }
    void unsubscribe(qint64 number);
    void forget(Subscription* subscription);

    void connectNow();
    void pump();
    void handleNext();
    void clearInbox();
    void greet();
    void onHello(const RpcResult& result);
    void onFailed(quint64 session, TransportFault fault, const QString& words);
    void onNotified(const QString& method, const QJsonObject& params);
    void enter(LinkState state, const QString& reason);
    void leave(LinkState state, const QString& reason);
    void planRetry(int ms);

    QThread m_thread;
    Transport* m_transport;
    RpcClient m_rpc;
    QTimer m_retry;
    QTimer m_pump;
    std::deque<QJsonObject> m_inbox;  // read and not yet dealt with
    QString m_path;
    QString m_reason;
    DaemonInfo m_daemon;
    LinkState m_state = LinkState::Idle;
    quint64 m_session = 0;
    int m_firstPause = 500;
    int m_longestPause = 15'000;
    int m_pause = 500;
    QSet<Subscription*> m_subscriptions;
    QHash<qint64, Subscription*> m_byNumber;
};

}  // namespace mailrace::gui
