#include "gui/models/statsfeed.h"

#include <QDateTime>
#include <array>

#include "gui/client/connection.h"

namespace mailrace::gui {

namespace {
constexpr int kRate = 1000;      // milliseconds between notifications
constexpr int kRemembered = 90;  // values for a sparkline
constexpr std::array kFollowed{"rates.received",   "rates.delivered", "rates.deferred",  "rates.bounced", "rates.rejected",
                               "rates.complaints", "queued",          "connections_out", "connections_in"};
}  // namespace

StatsFeed::StatsFeed(Connection* connection, QObject* parent)
    : QObject(parent), m_subscription(connection->subscribe(QStringLiteral("stats"), {}, kRate, this)) {
    connect(m_subscription, &Subscription::snapshot, this, &StatsFeed::take);
    connect(m_subscription, &Subscription::changed, this, &StatsFeed::take);
}

double StatsFeed::number(const QString& path) const {
    const qsizetype dot = path.indexOf(QLatin1Char('.'));
    if (dot < 0) return m_latest.value(path).toDouble();
    return m_latest.value(path.left(dot)).toObject().value(path.mid(dot + 1)).toDouble();
}

void StatsFeed::take(const QJsonObject& data) {
    m_latest = data;
    m_lastUpdate = QDateTime::currentMSecsSinceEpoch();
    for (const char* name : kFollowed) {
        const QString path = QLatin1String(name);
        QList<double>& values = m_recent[path];
        values.append(number(path));
        if (values.size() > kRemembered) values.removeFirst();
    }
    emit updated();
}

}  // namespace mailrace::gui
