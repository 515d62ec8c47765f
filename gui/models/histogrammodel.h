// Events over time by type, for the histogram above the table: asked of the daemon for the span that the filter leaves. Window's
// thread.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace mailrace::gui {

class Connection;

class HistogramModel : public QObject {
    Q_OBJECT
public:
    HistogramModel(Connection* connection, QObject* parent);

    void setFilter(const QString& filter);
    void refreshSoon();
    /// Nothing that matches is older: where the filter says nothing of time, the histogram begins there.
    void setOldest(qint64 time);

    qint64 from() const { return m_from; }
    qint64 to() const { return m_to; }
    /// The types that occur, and one list of counts a bucket in the same order.
    const QStringList& types() const { return m_types; }
    const QList<QList<double>>& counts() const { return m_counts; }

signals:
    void changed();

private:
    void load();

    Connection* m_connection;
    QString m_filter;
    QTimer m_timer;
    quint64 m_generation = 0;
    qint64 m_oldest = 0;
    qint64 m_from = 0;
    qint64 m_to = 0;
    QStringList m_types;
    QList<QList<double>> m_counts;
};

}  // namespace mailrace::gui
