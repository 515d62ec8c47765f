// A daemon made of nothing: it speaks the protocol on a local socket with generated queues and events, for the tests of the
// application and for pictures. It does what the specification says and nothing more; numbers follow from a seed.
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>
#include <functional>

#include "tests/gui/fakeconfig.h"
#include "tests/gui/fakesuppression.h"

class FakeDaemon : public QObject {
    Q_OBJECT
public:
    struct Options {
        int queues = 400;
        qint64 events = 200'000;
        int eventsPerSecond = 50;
        int baseRate = 400;  // recipients a second in the series
        QString state = QStringLiteral("ready");
        QString role = QStringLiteral("admin");
        int protocolMajor = 1;
    };

    explicit FakeDaemon(const Options& options, QObject* parent = nullptr);
    ~FakeDaemon() override;

    bool listen(const QString& path);
    /// Drops every client and stops listening, as a daemon that ends.
    void stop();
    /// Ends the connections only.
    void dropClients();

    Options& options() { return m_options; }
    qint64 newest() const { return m_options.events; }
    /// Calls of a method so far, and the params of the last one.
    int calls(const QString& method) const { return m_calls.value(method); }
    QJsonObject lastParams(const QString& method) const { return m_last.value(method); }
    /// Answers this method with silence.
    void ignore(const QString& method) { m_ignored.append(method); }
    /// Recipients that a dry run finds; a real call with less is refused with dry_run.grown.
    qint64 recipientsTouched = 22'410;
    /// The configuration that runs; what tests do to it is told to those who follow topic `config`.
    fakedata::FakeConfig& config() { return m_config; }
    fakedata::FakeSuppression& suppression() { return m_suppression; }
    qint64 epoch = 0;

private:
    struct Client {
        QLocalSocket* socket;
        QByteArray buffer;
        bool greeted = false;
        QHash<qint64, QJsonObject> subscriptions;
        QHash<qint64, qint64> seqs;
    };

    void onConnection();
    void onLine(Client& client, const QByteArray& line);
    void answer(Client& client, const QJsonValue& id, const QJsonObject& result);
    void refuse(Client& client, const QJsonValue& id, const QString& word, const QString& message, const QJsonObject& arguments = {});
    void send(Client& client, const QJsonObject& message);
    QJsonObject dispatch(Client& client, const QString& method, const QJsonObject& params, qint64 id, QString& error);
    QJsonObject subscribe(Client& client, const QJsonObject& params);
    void tick();

    QJsonObject stats() const;
    QJsonObject series(const QJsonObject& params) const;
    QJsonObject queueList(const QJsonObject& params) const;
    QJsonObject queueGet(const QJsonObject& params) const;
    QJsonObject eventTable(const QList<qint64>& ids) const;
    QJsonArray eventRow(qint64 id) const;
    QJsonArray queueRow(int number, const QString& group) const;
    bool matches(qint64 id, const QString& filter) const;
    void streamMatch(Client& client, qint64 request, const QJsonObject& params);
    QJsonObject histogram(const QJsonObject& params) const;
    QJsonObject touch(const QJsonObject& params, QString& error);

    Options m_options;
    QLocalServer m_server{this};  // with a parent, so that both move with it to another thread
    QTimer m_tick{this};
    QList<Client*> m_clients;
    QHash<QString, int> m_calls;
    QHash<QString, QJsonObject> m_last;
    QStringList m_ignored;
    fakedata::FakeConfig m_config;
    fakedata::FakeSuppression m_suppression;
    qint64 m_toldVersion = 0;
    qint64 m_nextSubscription = 1;
    qint64 m_started;
    qint64 m_before;  // newest event at the last tick
    double m_carry = 0;
};
