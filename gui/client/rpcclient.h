// Requests and their answers over whatever sends lines. Each call ends exactly once: with the daemon's answer, with the word
// "timeout", or with "offline" when the connection goes. Handlers run on the window's thread and not after their context object
// died.
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include "gui/client/rpcresult.h"

namespace mailrace::gui {

class RpcClient : public QObject {
    Q_OBJECT
public:
    explicit RpcClient(QObject* parent = nullptr);

    /// Sends a request; gives its id. `timeoutMs` bounds the wait for the answer.
    qint64 call(QObject* context, const QString& method, const QJsonObject& params, RpcHandler handler, int timeoutMs = 15'000);
    /// Asks the daemon to give up request `id`; its handler gets the word "cancelled". Unknown ids are ignored.
    void cancel(qint64 id);
    /// Is there an answer to wait for?
    bool isRunning(qint64 id) const { return m_pending.contains(id); }

    /// A message from the daemon.
    void handle(const QJsonObject& message);
    /// The connection is gone (or not there): every waiting call fails with `word`.
    void failAll(const QString& word, const QString& words);

signals:
    void sendLine(const QByteArray& line);
    /// A notification, or an error that belongs to no request (the daemon is about to hang up and says why).
    void notified(const QString& method, const QJsonObject& params);
    void refused(const mailrace::gui::RpcError& error);

private:
    struct Pending {
        QPointer<QObject> context;
        RpcHandler handler;
        qint64 deadline = 0;
    };

    void finish(qint64 id, const RpcResult& result);
    void expire();

    QHash<qint64, Pending> m_pending;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_nextId = 1;
};

}  // namespace mailrace::gui
