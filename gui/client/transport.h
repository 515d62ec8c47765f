// The wire to a daemon: one local socket, lines of JSON in and out. A Transport lives on its own thread, so that reading and
// parsing large answers never holds up the window; what it reads it hands over as parsed objects, in order. It bounds a
// line and the number of messages that wait for the window, and stops reading the socket meanwhile.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QLocalSocket>
#include <QObject>
#include <atomic>

namespace mailrace::gui {

/// Why a connection could not be made or ended.
enum class TransportFault { NotThere, Forbidden, Closed, Broken };

class Transport : public QObject {
    Q_OBJECT
public:
    explicit Transport(QObject* parent = nullptr);

    /// Any thread: the receiver of `received` has dealt with one message.
    void acknowledge();

public slots:
    /// Connects to the socket at `path`. `session` comes back with each signal, so that a receiver can tell late ones.
    void open(const QString& path, quint64 session);
    void send(const QByteArray& line);
    void close();

signals:
    void opened(quint64 session);
    void received(quint64 session, const QJsonObject& message);
    void failed(quint64 session, mailrace::gui::TransportFault fault, const QString& words);

private:
    void drain();
    void onError(QLocalSocket::LocalSocketError error);
    void fail(TransportFault fault, const QString& words);

    QLocalSocket* m_socket = nullptr;
    QByteArray m_buffer;
    qsizetype m_scanned = 0;
    quint64 m_session = 0;
    std::atomic<int> m_waiting{0};
};

}  // namespace mailrace::gui
