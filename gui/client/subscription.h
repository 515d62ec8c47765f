// One topic followed. It outlives connections: after each reconnect the Connection takes it up again, by sequence number when
// the daemon is the same, from a new snapshot when it is not. Lives on the window's thread; deleting it unsubscribes.
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QPointer>

namespace mailrace::gui {

class Connection;

class Subscription : public QObject {
    Q_OBJECT
public:
    Subscription(Connection* connection, const QString& topic, const QJsonObject& params, int rateMs, QObject* parent);
    ~Subscription() override;

    const QString& topic() const { return m_topic; }
    const QJsonObject& params() const { return m_params; }
    /// Follows the same topic with other params, from a new snapshot.
    void setParams(const QJsonObject& params);
    /// A paused subscription is not followed at the daemon until it is taken up again, then from a new snapshot.
    void setActive(bool active);
    bool isActive() const { return m_active; }

signals:
    /// The whole state: at first, after a gap, and after a restart of the daemon.
    void snapshot(const QJsonObject& data);
    /// What changed since.
    void changed(const QJsonObject& data);
    /// The daemon refuses the params, for example a filter with an error.
    void refused(const QString& word, const QString& message, const QJsonObject& where);

private:
    friend class Connection;
    void begin();                   // (re)subscribe: the connection is ready
    void end();                     // tell the daemon, forget the number
    void lost() { m_number = -1; }  // the connection is gone
    void deliver(qint64 seq, bool reset, const QJsonObject& data);

    QPointer<Connection> m_connection;
    QString m_topic;
    QJsonObject m_params;
    int m_rateMs;
    bool m_active = true;
    qint64 m_number = -1;  // at the daemon; -1: none
    qint64 m_epoch = 0;    // of the last seq seen; 0: none
    qint64 m_seq = 0;
    quint64 m_attempt = 0;  // answers to older attempts are ignored
};

}  // namespace mailrace::gui
