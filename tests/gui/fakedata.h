// The invented mail of the fake daemon: providers, replies, queues and events that follow from their number alone.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace fakedata {

quint32 mix(quint64 value);
/// A smooth noise around 1 for charts.
double wave(qint64 timeMs, int which);

struct Event {
    QString type, recipient, sender, domain, provider, vmta, job, sourceIp, host, ip, phase, status, category, subcategory, cls, response;
    int code = 0;
    int attempt = 1;
};
Event event(qint64 id);
QString messageId(qint64 id);

struct Queue {
    QString domain, vmta, provider, mode, state, limit, value, origin, text, response;
    qint64 recipients = 0;
    int connections = 0;
    int code = 250;
    double rate = 0;
};
Queue queue(int number);

QJsonArray providers();
QJsonArray groups(qint64 now);
QJsonArray attention(qint64 now);
QJsonArray history(qint64 now);
QJsonArray reasons(qint64 now);
QJsonArray settings();
QString session();

}  // namespace fakedata
