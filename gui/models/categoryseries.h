// What was refused over time, by category: of everything or of one provider. The most frequent categories have a series each, the
// others share one. Asks the daemon for the shown span, again as time passes while active. Window's thread.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <optional>

namespace mailrace::gui {

class Connection;

class CategorySeries : public QObject {
    Q_OBJECT
public:
    static constexpr int kMost = 7;  // categories with a series of their own

    CategorySeries(Connection* connection, QObject* parent);

    void setSpan(qint64 ms);
    void setZoom(std::optional<QPair<qint64, qint64>> zoom);
    void setProvider(const QString& provider);
    const QString& provider() const { return m_provider; }
    void setActive(bool active);

    bool hasData() const { return m_loaded; }
    qint64 from() const { return m_from; }
    qint64 to() const { return m_to; }
    qint64 stepMs() const { return m_step; }
    const QList<qint64>& times() const { return m_times; }
    /// Most frequent first; the last one is empty when it stands for the others.
    const QStringList& categories() const { return m_categories; }
    /// Refusals a minute, a list a category.
    const QList<QList<double>>& values() const { return m_values; }

signals:
    void changed();

private:
    void load();
    void take(const QJsonObject& result);

    Connection* m_connection;
    QTimer m_timer;
    QString m_provider;
    qint64 m_span = 3'600'000, m_from = 0, m_to = 0, m_step = 60'000;
    std::optional<QPair<qint64, qint64>> m_zoom;
    quint64 m_request = 0;
    bool m_active = false, m_loaded = false;
    QList<qint64> m_times;
    QStringList m_categories;
    QList<QList<double>> m_values;
};

}  // namespace mailrace::gui
