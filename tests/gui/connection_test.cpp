// The connection's promises: it says in which state it is and why, comes back by itself, resumes what was followed, and every
// call ends exactly once.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "gui/client/connection.h"
#include "gui/client/daemonlauncher.h"
#include "gui/client/eventmatch.h"
#include "tests/gui/fakedaemon.h"

using namespace mailrace::gui;

class ConnectionTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString path() const { return m_dir.filePath(QStringLiteral("s")); }
    static void quick(Connection& connection) { connection.setPauses(20, 80); }

private slots:
    void says_that_nobody_listens() {
        Connection connection;
        quick(connection);
        connection.open(m_dir.filePath(QStringLiteral("nothing")));
        QTRY_COMPARE(connection.state(), LinkState::NotRunning);
        QVERIFY(!connection.reason().isEmpty());
    }

    void gets_ready_and_knows_the_daemon() {
        FakeDaemon daemon({});
        QVERIFY(daemon.listen(path()));
        Connection connection;
        connection.open(path());
        QTRY_COMPARE(connection.state(), LinkState::Ready);
        QCOMPARE(connection.daemon().host, QStringLiteral("mta1.example.net"));
        QCOMPARE(connection.daemon().role, DaemonRole::Admin);
    }

    void waits_for_a_daemon_that_is_starting() {
        FakeDaemon::Options options;
        options.state = QStringLiteral("starting");
        FakeDaemon daemon(options);
        QVERIFY(daemon.listen(path()));
        Connection connection;
        quick(connection);
        connection.open(path());
        QTRY_COMPARE(connection.state(), LinkState::Starting);
        QCOMPARE(connection.daemon().total, 5000);
        daemon.options().state = QStringLiteral("ready");
        QTRY_COMPARE(connection.state(), LinkState::Ready);
    }

    void tells_an_incompatible_daemon_from_a_dead_one() {
        FakeDaemon::Options options;
        options.protocolMajor = 9;
        FakeDaemon daemon(options);
        QVERIFY(daemon.listen(path()));
        Connection connection;
        quick(connection);
        connection.open(path());
        QTRY_COMPARE(connection.state(), LinkState::Incompatible);
        QVERIFY(connection.reason().contains(QStringLiteral("9.0")));
    }

    void comes_back_after_a_restart_with_a_new_snapshot() {
        auto daemon = std::make_unique<FakeDaemon>(FakeDaemon::Options{});
        QVERIFY(daemon->listen(path()));
        Connection connection;
        quick(connection);
        connection.open(path());
        auto* subscription = connection.subscribe(QStringLiteral("stats"), {}, 1000, &connection);
        QSignalSpy snapshots(subscription, &Subscription::snapshot);
        QSignalSpy changes(subscription, &Subscription::changed);
        QSignalSpy another(&connection, &Connection::daemonChanged);
        QTRY_COMPARE(snapshots.size(), 1);
        QTRY_VERIFY(changes.size() >= 1);
        daemon->stop();
        QTRY_VERIFY(!connection.isReady());
        QTest::qWait(100);
        daemon = std::make_unique<FakeDaemon>(FakeDaemon::Options{});
        QVERIFY(daemon->listen(path()));
        QTRY_COMPARE(connection.state(), LinkState::Ready);
        QTRY_COMPARE(snapshots.size(), 2);
        QCOMPARE(another.size(), 1);
    }

    void resumes_by_position_when_the_daemon_is_the_same() {
        FakeDaemon daemon({});
        QVERIFY(daemon.listen(path()));
        Connection connection;
        quick(connection);
        connection.open(path());
        auto* subscription = connection.subscribe(QStringLiteral("stats"), {}, 1000, &connection);
        QSignalSpy snapshots(subscription, &Subscription::snapshot);
        QSignalSpy changes(subscription, &Subscription::changed);
        QTRY_VERIFY(changes.size() >= 2);
        daemon.dropClients();
        QTRY_COMPARE(daemon.calls(QStringLiteral("subscribe")), 2);
        const QJsonObject resume = daemon.lastParams(QStringLiteral("subscribe")).value(QStringLiteral("resume")).toObject();
        QCOMPARE(resume.value(QStringLiteral("epoch")).toInteger(), daemon.epoch);
        QVERIFY(resume.value(QStringLiteral("seq")).toInteger() >= 2);
        const auto before = changes.size();
        QTRY_VERIFY(changes.size() > before);
        QCOMPARE(snapshots.size(), 1);
    }

    void a_call_that_is_not_answered_ends_with_a_timeout() {
        FakeDaemon daemon({});
        daemon.ignore(QStringLiteral("status.get"));
        QVERIFY(daemon.listen(path()));
        Connection connection;
        connection.open(path());
        QTRY_VERIFY(connection.isReady());
        int ended = 0;
        QString word;
        connection.call(
            this, QStringLiteral("status.get"), {},
            [&](const RpcResult& result) {
                ++ended;
                word = result.error.word;
            },
            200);
        QTRY_COMPARE(ended, 1);
        QCOMPARE(word, QStringLiteral("timeout"));
    }

    void calls_fail_as_offline_when_the_connection_goes() {
        FakeDaemon daemon({});
        daemon.ignore(QStringLiteral("status.get"));
        QVERIFY(daemon.listen(path()));
        Connection connection;
        quick(connection);
        connection.open(path());
        QTRY_VERIFY(connection.isReady());
        QStringList words;
        connection.call(this, QStringLiteral("status.get"), {}, [&](const RpcResult& result) { words << result.error.word; });
        QTRY_COMPARE(daemon.calls(QStringLiteral("status.get")), 1);
        daemon.stop();
        QTRY_COMPARE(words, QStringList{QStringLiteral("offline")});
        connection.call(this, QStringLiteral("status.get"), {}, [&](const RpcResult& result) { words << result.error.word; });
        QTRY_COMPARE(words.size(), 2);
        QCOMPARE(words.last(), QStringLiteral("offline"));
    }

    void a_match_brings_every_id_once_newest_first() {
        FakeDaemon::Options options;
        options.events = 50'000;
        options.eventsPerSecond = 0;
        FakeDaemon daemon(options);
        QVERIFY(daemon.listen(path()));
        Connection connection;
        connection.open(path());
        QTRY_VERIFY(connection.isReady());
        EventMatch match(&connection, &connection);
        std::vector<quint64> all;
        connect(&match, &EventMatch::ids, this,
                [&](const std::vector<quint64>& ids) { all.insert(all.end(), ids.begin(), ids.end()); });
        QSignalSpy finished(&match, &EventMatch::finished);
        match.start({}, 1'000'000);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(all.size(), size_t(50'000));
        QCOMPARE(all.front(), quint64(50'000));
        QCOMPARE(all.back(), quint64(1));
    }

    void a_daemon_that_dies_at_once_says_why() {
        DaemonLauncher launcher({QStringLiteral("--config"), m_dir.filePath(QStringLiteral("no-such.conf"))}, nullptr);
        QSignalSpy failed(&launcher, &DaemonLauncher::failed);
        launcher.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000);
        QVERIFY(!failed.first().at(0).toString().isEmpty());
        // Where the daemon was not built beside the tests, the words say that it was not found; else its own output says why.
        if (!DaemonLauncher::program().isEmpty()) QVERIFY(failed.first().at(1).toString().contains(QStringLiteral("no-such.conf")));
        QVERIFY(!launcher.isStarting());
    }

    void a_stranger_on_the_socket_is_told_from_a_daemon() {
        QLocalServer server;
        QVERIFY(server.listen(m_dir.filePath(QStringLiteral("stranger"))));
        connect(&server, &QLocalServer::newConnection, &server,
                [&] { server.nextPendingConnection()->write("220 hello, this is something else\r\n"); });
        Connection connection;
        quick(connection);
        connection.open(m_dir.filePath(QStringLiteral("stranger")));
        QTRY_COMPARE(connection.state(), LinkState::Lost);
        QVERIFY(connection.reason().contains(QStringLiteral("protocol")));
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connection_test.moc"
