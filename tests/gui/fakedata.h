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

/// The normal form of a response.
QString form(const QString& response);
/// An event that has the reply of group `group`.
qint64 sampleOf(int group);
/// Answers to responses.propose, responses.preview and stats.categories.
QJsonObject proposal(qint64 id);
QJsonObject preview(const QJsonObject& params, qint64 now);
QJsonObject categories(const QJsonObject& params);

}  // namespace fakedata
