// Traffic, depth and latency over time for the charts: of everything, of a provider or of a queue. Asks the daemon for the shown
// span, again as time passes while active; answers rates a second and seconds, whatever the step was. Window's thread.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QTimer>
#include <optional>

namespace mailrace::gui {

class Connection;

class SeriesModel : public QObject {
    Q_OBJECT
public:
    SeriesModel(Connection* connection, QObject* parent);

    /// The last `ms` until now, moving with time.
    void setSpan(qint64 ms);
    /// A fixed part of the past; nothing: back to the moving span.
    void setZoom(std::optional<QPair<qint64, qint64>> zoom);
    void setQueue(const QString& queue);
    void setProvider(const QString& provider);
    /// Only an active model asks the daemon.
    void setActive(bool active);

    bool hasData() const { return m_loaded; }
    qint64 from() const { return m_from; }
    qint64 to() const { return m_to; }
    qint64 stepMs() const { return m_step; }
    const QList<qint64>& times() const { return m_times; }
    /// One of received, delivered, deferred, bounced, rejected, bytes (a second), depth, p50_ms, p95_ms, p99_ms (in seconds, NaN
    /// where unknown).
    QList<double> values(const QString& column) const { return m_values.value(column); }

signals:
    void changed();

private:
    void load();
    void take(const QJsonObject& result);

    Connection* m_connection;
    QTimer m_timer;
    QString m_queue;
    QString m_provider;
    qint64 m_span = 3'600'000;
    std::optional<QPair<qint64, qint64>> m_zoom;
    qint64 m_from = 0;
    qint64 m_to = 0;
    qint64 m_step = 60'000;
    qint64 m_partial = 0;  // of the last step, when it is not over yet
    quint64 m_request = 0;
    bool m_active = false;
    bool m_loaded = false;
    bool m_running = false;
    QList<qint64> m_times;
    QHash<QString, QList<double>> m_values;
};

}  // namespace mailrace::gui
