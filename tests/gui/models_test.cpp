// The models' promises: they keep Qt's contract while data changes under them, load only what is looked at, and rows keep their
// selection.
#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "gui/client/connection.h"
#include "gui/models/eventmodel.h"
#include "gui/models/exporter.h"
#include "gui/models/facetmodel.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/queuemodel.h"
#include "gui/models/recordmodel.h"
#include "gui/models/seriesmodel.h"
#include "tests/gui/fakedaemon.h"

using namespace mailrace::gui;

namespace {
const auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;
}

class ModelsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<Connection> m_connection;

    void begin(const FakeDaemon::Options& options) {
        m_connection.reset();
        m_daemon = std::make_unique<FakeDaemon>(options);
        QVERIFY(m_daemon->listen(m_dir.filePath(QStringLiteral("s"))));
        m_connection = std::make_unique<Connection>();
        m_connection->setPauses(20, 80);
        m_connection->open(m_dir.filePath(QStringLiteral("s")));
        QTRY_VERIFY(m_connection->isReady());
    }

private slots:
    void record_model_keeps_the_contract_while_it_grows_and_shrinks() {
        RecordModel model({{QStringLiteral("name"), QStringLiteral("name"), CellKind::Name},
                           {QStringLiteral("count"), QStringLiteral("count"), CellKind::Count}},
                          nullptr);
        QAbstractItemModelTester tester(&model, kStrict);
        const auto records = [](int n) {
            QList<QJsonObject> out;
            for (int i = 0; i < n; ++i) out.append(QJsonObject{{"name", QString::number(i)}, {"count", 1000 * i}});
            return out;
        };
        for (const int n : {3, 10, 1, 0, 5}) {
            model.setRecords(records(n));
            QCOMPARE(model.rowCount(), n);
        }
        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("4"));
    }

    void queue_model_loads_what_is_looked_at() {
        FakeDaemon::Options options;
        options.queues = 10'000;
        begin(options);
        QueueModel model(m_connection.get(), nullptr);
        QAbstractItemModelTester tester(&model, kStrict);
        QSignalSpy loaded(&model, &QueueModel::loaded);
        model.setActive(true);
        QTRY_VERIFY(loaded.size() > 0);
        QCOMPARE(model.rowCount(), 10'000);
        QVERIFY(model.row(0));
        QVERIFY(!model.row(9'950));
        model.setVisibleRows(9'940, 9'965);
        QTRY_VERIFY(model.row(9'950));
        QVERIFY(m_daemon->lastParams(QStringLiteral("queues.list")).value(QStringLiteral("limit")).toInt() <= 500);
        QVERIFY(!model.row(5'000));
    }

    void queue_model_gives_names_of_rows_nobody_looked_at() {
        FakeDaemon::Options options;
        options.queues = 1'000;
        begin(options);
        QueueModel model(m_connection.get(), nullptr);
        model.setActive(true);
        QTRY_COMPARE(model.rowCount(), 1'000);
        QStringList names;
        model.withNames({0, 450, 999}, [&](const QStringList& found) { names = found; });
        QTRY_COMPARE(names.size(), 3);
        QVERIFY(names.at(1).contains(QLatin1Char('/')));
    }

    void queue_selection_follows_its_queue_when_the_order_changes() {
        FakeDaemon::Options options;
        options.queues = 50;
        begin(options);
        QueueModel model(m_connection.get(), nullptr);
        QAbstractItemModelTester tester(&model, kStrict);
        model.setActive(true);
        QTRY_COMPARE(model.rowCount(), 50);
        const QPersistentModelIndex chosen = model.index(7, 0);
        const QString name = model.row(7)->name;
        model.setFilter(QStringLiteral("example"));  // a reset; then rows refresh in place
        QTRY_COMPARE(model.rowCount(), 50);
        QVERIFY(!chosen.isValid());
        const QPersistentModelIndex again = model.index(model.rowOf(name), 0);
        m_daemon->options().queues = 45;  // fewer rows at the next refresh
        QTRY_COMPARE(model.rowCount(), 45);
        QCOMPARE(again.data(KeyRole).toString(), name);
    }

    void event_model_shows_millions_and_fetches_only_what_is_painted() {
        FakeDaemon::Options options;
        options.events = 2'000'000;
        options.eventsPerSecond = 0;
        begin(options);
        EventModel model(m_connection.get(), nullptr);
        QSignalSpy counted(&model, &EventModel::countChanged);
        model.setActive(true);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2'000'000, 60'000);
        QVERIFY(m_daemon->calls(QStringLiteral("events.rows")) <= 1);  // the oldest row, for the histogram
        const QModelIndex far = model.index(1'500'000, EventModel::Recipient);
        QVERIFY(far.data().toString().isEmpty());
        QTRY_VERIFY(far.data().toString().contains(QLatin1Char('@')));
        QCOMPARE(model.idAt(1'500'000), quint64(500'000));
        QCOMPARE(model.rowOf(500'000), 1'500'000);
        QVERIFY(m_daemon->calls(QStringLiteral("events.rows")) <= 3);
    }

    void event_model_follows_the_tail_and_selected_rows_stay_with_their_event() {
        FakeDaemon::Options options;
        options.events = 1'000;
        options.eventsPerSecond = 40;
        begin(options);
        EventModel model(m_connection.get(), nullptr);
        QAbstractItemModelTester tester(&model, kStrict);
        model.setActive(true);
        QTRY_VERIFY(model.rowCount() >= 1'000);
        const quint64 id = model.idAt(5);
        const QPersistentModelIndex chosen = model.index(5, 0);
        const int before = model.rowCount();
        QTRY_VERIFY(model.rowCount() > before + 20);
        QCOMPARE(model.idAt(chosen.row()), id);
        for (int row = 1; row < model.rowCount(); ++row) QVERIFY(model.idAt(row) < model.idAt(row - 1));
    }

    void event_model_catches_up_when_more_happens_than_notifications_carry() {
        FakeDaemon::Options options;
        options.events = 1'000;
        options.eventsPerSecond = 4'000;
        begin(options);
        EventModel model(m_connection.get(), nullptr);
        model.setActive(true);
        QTRY_VERIFY(model.rowCount() >= 1'000);
        QTRY_VERIFY_WITH_TIMEOUT(model.rowCount() > 6'000, 15'000);
        for (int row = 1; row < model.rowCount(); ++row) QCOMPARE(model.idAt(row), model.idAt(row - 1) - 1);
    }

    void event_model_holds_still_while_not_following() {
        FakeDaemon::Options options;
        options.events = 500;
        options.eventsPerSecond = 200;
        begin(options);
        EventModel model(m_connection.get(), nullptr);
        model.setActive(true);
        QTRY_VERIFY(model.rowCount() >= 500);
        model.setFollowing(false);
        QTest::qWait(50);
        const int before = model.rowCount();
        QTRY_VERIFY(model.pending() > 50);
        QCOMPARE(model.rowCount(), before);
        model.setFollowing(true);
        QTRY_VERIFY(model.rowCount() > before + 50);
    }

    void facet_model_keeps_the_contract_and_knows_what_the_filter_says() {
        begin({});
        FacetModel model(m_connection.get(), {QStringLiteral("type"), QStringLiteral("category"), QStringLiteral("provider")},
                         nullptr);
        QAbstractItemModelTester tester(&model, kStrict);
        model.setFilter(QStringLiteral("category:bad-mailbox -provider:google"));
        QTRY_VERIFY(model.hasData());
        QHash<QString, int> states;
        for (int row = 0; row < model.rowCount(); ++row)
            states[model.index(row).data(FacetModel::ValueRole).toString()] =
                model.index(row).data(FacetModel::StateRole).toInt();
        QCOMPARE(states.value(QStringLiteral("bad-mailbox")), int(filtertext::TermState::Included));
        QCOMPARE(states.value(QStringLiteral("google")), int(filtertext::TermState::Excluded));
        QCOMPARE(states.value(QStringLiteral("yahoo")), int(filtertext::TermState::Absent));
    }

    void series_are_rates_a_second_whatever_the_step() {
        begin({});
        SeriesModel model(m_connection.get(), nullptr);
        model.setActive(true);
        QTRY_VERIFY(model.hasData());
        QCOMPARE(model.stepMs(), 60'000);
        QVERIFY(model.times().size() >= 59);
        QCOMPARE(model.values(QStringLiteral("delivered")).size(), model.times().size());
        const double rate = model.values(QStringLiteral("delivered")).first();
        QVERIFY2(rate > 150 && rate < 800, qPrintable(QString::number(rate)));
        model.setSpan(300'000);
        QTRY_COMPARE(model.stepMs(), 1'000);
    }

    void an_accounting_file_is_what_the_daemon_writes() {
        FakeDaemon::Options small;
        small.events = 2'500;
        small.eventsPerSecond = 0;
        FakeDaemon daemon(small);
        const QString socket = m_dir.filePath(QStringLiteral("acct"));
        QVERIFY(daemon.listen(socket));
        Connection connection;
        connection.open(socket);
        QTRY_VERIFY(connection.isReady());
        Exporter exporter(&connection, nullptr);
        QSignalSpy finished(&exporter, &Exporter::finished);
        const QString path = m_dir.filePath(QStringLiteral("acct.csv"));
        exporter.start({}, path, Exporter::Format::Accounting);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(daemon.calls(QStringLiteral("events.records")), 3);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 2'502);  // a header, and nothing after the last line end
        QCOMPARE(lines.first(), QByteArray("type,rcpt\r"));
        QVERIFY(!lines.at(1'001).startsWith("type"));
    }

    void export_writes_every_page_once() {
        FakeDaemon::Options options;
        options.events = 2'345;
        options.eventsPerSecond = 0;
        begin(options);
        Exporter exporter(m_connection.get(), nullptr);
        QSignalSpy finished(&exporter, &Exporter::finished);
        const QString path = m_dir.filePath(QStringLiteral("out.csv"));
        exporter.start({}, path, Exporter::Format::Csv);
        QTRY_COMPARE(finished.size(), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("id,time,type,"));
        QSet<QByteArray> ids;
        for (const QByteArray& line : text.split('\n')) {
            if (const QByteArray id = line.left(line.indexOf(',')); id.toLongLong() > 0 && line.contains("example"))
                ids.insert(id);
        }
        QCOMPARE(ids.size(), 2'345);
        QCOMPARE(Exporter::csvLine({QStringLiteral("a,b"), QStringLiteral("say \"no\""), 5}),
                 QByteArray("\"a,b\",\"say \"\"no\"\"\",5\r\n"));
    }

    void numbers_read_as_people_write_them() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(format::count(84210), QStringLiteral("84,210"));
        QCOMPARE(format::rate(8.24), QStringLiteral("8.2 /s"));
        QCOMPARE(format::duration(7'800'000), QStringLiteral("2 h 10 min"));
        QCOMPARE(format::share(1, 0), QStringLiteral("–"));
        QCOMPARE(format::oneLine(QStringLiteral("550-a\r\n550 b")), QStringLiteral("550-a 550 b"));
    }
};

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
