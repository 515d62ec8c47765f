// The topic `stats`, followed once for the whole application: the latest object, and the last minutes of its rates for
// sparklines. Window's thread.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>

namespace mailrace::gui {

class Connection;
class Subscription;

class StatsFeed : public QObject {
    Q_OBJECT
public:
    StatsFeed(Connection* connection, QObject* parent);

    bool hasData() const { return !m_latest.isEmpty(); }
    const QJsonObject& latest() const { return m_latest; }
    /// A number of the latest object; `path` may have a dot: "rates.delivered", "spool.free".
    double number(const QString& path) const;
    /// The last values of the same number, oldest first, one a second.
    QList<double> recent(const QString& path) const { return m_recent.value(path); }
    /// When the latest object arrived, milliseconds since 1970; 0 before.
    qint64 lastUpdate() const { return m_lastUpdate; }

signals:
    void updated();

private:
    void take(const QJsonObject& data);

    Subscription* m_subscription;
    QJsonObject m_latest;
    QHash<QString, QList<double>> m_recent;
    qint64 m_lastUpdate = 0;
};

}  // namespace mailrace::gui
