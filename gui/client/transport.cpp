#include "gui/client/transport.h"

#include <QJsonDocument>
#include <QMetaObject>

namespace mailrace::gui {

namespace {
constexpr qsizetype kLongestLine = 64 * 1024 * 1024;  // a snapshot of every queue of a large host fits in this
constexpr int kMostWaiting = 256;                     // messages handed over and not yet dealt with
constexpr qint64 kReadStep = 1024 * 1024;
}  // namespace

Transport::Transport(QObject* parent) : QObject(parent) {}

void Transport::open(const QString& path, quint64 session) {
    close();
    m_session = session;
    m_socket = new QLocalSocket(this);
    m_socket->setReadBufferSize(4 * kReadStep);
    connect(m_socket, &QLocalSocket::connected, this, [this] { emit opened(m_session); });
    connect(m_socket, &QLocalSocket::readyRead, this, &Transport::drain);
    connect(m_socket, &QLocalSocket::errorOccurred, this, &Transport::onError);
    m_socket->connectToServer(path);
}

void Transport::send(const QByteArray& line) {
    if (m_socket && m_socket->state() == QLocalSocket::ConnectedState) m_socket->write(line);
}

void Transport::close() {
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket->deleteLater();
        m_socket = nullptr;
    }
    m_buffer.clear();
    m_scanned = 0;
}

void Transport::acknowledge() {
    if (m_waiting.fetch_sub(1) == kMostWaiting / 2) QMetaObject::invokeMethod(this, &Transport::drain, Qt::QueuedConnection);
}

void Transport::drain() {
    qsizetype start = 0;
    while (m_socket && m_waiting.load() < kMostWaiting) {
        const qsizetype end = m_buffer.indexOf('\n', std::max(start, m_scanned));
        if (end < 0) {
            m_scanned = m_buffer.size();
            if (m_buffer.size() - start > kLongestLine) {
                return fail(TransportFault::Broken, tr("The daemon sent a line that is too long."));
            }
            const QByteArray more = m_socket->read(kReadStep);
            if (more.isEmpty()) break;
            m_buffer.append(more);
            continue;
        }
        const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(m_buffer.constData() + start, end - start));
        start = end + 1;
        m_scanned = start;
        if (!document.isObject()) {
            return fail(TransportFault::Broken, tr("What answers on this socket does not speak Mailrace's protocol."));
        }
        m_waiting.fetch_add(1);
        emit received(m_session, document.object());
    }
    m_buffer.remove(0, start);
    m_scanned -= std::min(start, m_scanned);
}

void Transport::onError(QLocalSocket::LocalSocketError error) {
    const QString words = m_socket ? m_socket->errorString() : QString();
    switch (error) {
        case QLocalSocket::ServerNotFoundError:
        case QLocalSocket::ConnectionRefusedError: return fail(TransportFault::NotThere, words);
        case QLocalSocket::SocketAccessError: return fail(TransportFault::Forbidden, words);
        case QLocalSocket::PeerClosedError:
            drain();  // the last message says why
            return fail(TransportFault::Closed, words);
        default: return fail(TransportFault::Broken, words);
    }
}

void Transport::fail(TransportFault fault, const QString& words) {
    const quint64 session = m_session;
    close();
    emit failed(session, fault, words);
}

}  // namespace mailrace::gui
