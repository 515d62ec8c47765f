// One run of events.match: the ids that match a filter, newest first, in the chunks in which the daemon streams them. Only one
// runs at a time on a connection (the daemon cancels the older one), so a view owns one EventMatch and starts it anew.
#pragma once

#include <QJsonObject>
#include <QObject>
#include <vector>

namespace mailrace::gui {

class Connection;

class EventMatch : public QObject {
    Q_OBJECT
public:
    EventMatch(Connection* connection, QObject* parent);

    /// Starts a run and gives up the one before. At most `limit` ids.
    void start(const QString& filter, qint64 limit);
    void stop();
    bool isRunning() const { return m_request != 0; }

signals:
    /// The next ids, each smaller than the one before.
    void ids(const std::vector<quint64>& ids);
    /// The end of the run. `complete` is false when the limit or the daemon's time budget ended it.
    void finished(bool complete);
    void failed(const QString& word, const QString& message, const QJsonObject& where);

private:
    void onNotified(const QString& method, const QJsonObject& params);

    Connection* m_connection;
    qint64 m_request = 0;
    quint64 m_last = 0;
};

}  // namespace mailrace::gui
