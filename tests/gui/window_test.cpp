// The window's promises: it stays responsive under load, survives the daemon's stop and start, asks before it changes anything,
// and every action can be found.
#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/client/connection.h"
#include "gui/models/eventmodel.h"
#include "gui/models/queuemodel.h"
#include "gui/views/events/eventsview.h"
#include "gui/views/queues/queuesview.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/connectionbar.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/view.h"
#include "tests/gui/fakedaemon.h"
#include "tests/gui/stallmeter.h"

using namespace mailrace::gui;

namespace {

QMessageBox* question() {
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* box = qobject_cast<QMessageBox*>(widget);
        if (box && box->isVisible() && box->objectName() == QLatin1String("dryRunQuestion")) return box;
    }
    return nullptr;
}

void press(QMessageBox* box, const QString& text) {
    for (QAbstractButton* button : box->buttons()) {
        if (button->text().remove(QLatin1Char('&')) == text) return button->click();
    }
    QFAIL("no such button");
}

}  // namespace

class WindowTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString path() const { return m_dir.filePath(QStringLiteral("s")); }

private slots:
    void initTestCase() {
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
        Theme::instance();
    }

    void every_action_has_words_and_a_tip() {
        Connection connection;
        MainWindow window(&connection, {});
        QSet<QString> ids;
        for (const QAction* action : window.actionRegistry()->all()) {
            QVERIFY2(!action->text().isEmpty() && !action->statusTip().isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(!ids.contains(action->objectName()), qPrintable(action->objectName()));
            ids.insert(action->objectName());
        }
        for (const View* view : window.views()) {  // views may use the same keys: those of another view sleep
            window.showView(view->id());
            QSet<QString> shortcuts;
            for (const QAction* action : window.actionRegistry()->all()) {
                const QString keys = action->shortcut().toString();
                QVERIFY2(keys.isEmpty() || !shortcuts.contains(keys), qPrintable(keys));
                shortcuts.insert(keys);
            }
        }
        for (const QPushButton* button : window.findChildren<QPushButton*>()) {
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
        }
    }

    void says_what_is_wrong_and_offers_to_start_the_daemon() {
        Connection connection;
        connection.setPauses(50, 100);
        MainWindow window(&connection, {});
        window.show();
        connection.open(m_dir.filePath(QStringLiteral("nobody")));
        QTRY_VERIFY(window.connectionBar()->isVisible());
        QTRY_COMPARE(window.connectionBar()->title(), QStringLiteral("The daemon is not running."));
        QVERIFY(window.connectionBar()->help().contains(QStringLiteral("nobody")));
    }

    void survives_stop_and_start_of_the_daemon() {
        auto daemon = std::make_unique<FakeDaemon>(FakeDaemon::Options{});
        QVERIFY(daemon->listen(path()));
        Connection connection;
        connection.setPauses(50, 100);
        Options options;
        options.view = QStringLiteral("queues");
        MainWindow window(&connection, options);
        window.show();
        connection.open(path());
        QTRY_VERIFY(window.queues()->hasData());
        const int rows = window.queues()->model()->rowCount();
        QVERIFY(rows > 0);
        QVERIFY(!window.queues()->isStale());
        daemon->stop();
        QTRY_VERIFY(window.queues()->isStale());
        QTRY_VERIFY(window.connectionBar()->isVisible());
        QCOMPARE(window.queues()->model()->rowCount(), rows);  // what was known stays
        daemon = std::make_unique<FakeDaemon>(FakeDaemon::Options{});
        QVERIFY(daemon->listen(path()));
        QTRY_VERIFY(!window.queues()->isStale());
        QTRY_VERIFY(!window.connectionBar()->isVisible());
    }

    void an_action_says_how_many_recipients_before_it_does_anything() {
        FakeDaemon daemon({});
        QVERIFY(daemon.listen(path()));
        Connection connection;
        Options options;
        options.view = QStringLiteral("queues");
        MainWindow window(&connection, options);
        window.show();
        connection.open(path());
        QTRY_VERIFY(window.queues()->hasData());
        window.queues()->table()->selectRow(1);
        window.actionRegistry()->find(QStringLiteral("queues.pause"))->trigger();
        QTRY_VERIFY(question());
        QVERIFY(question()->text().contains(QStringLiteral("22,410")));
        QCOMPARE(daemon.calls(QStringLiteral("queues.pause")), 1);
        QVERIFY(daemon.lastParams(QStringLiteral("queues.pause")).value(QStringLiteral("dry_run")).toBool());
        daemon.recipientsTouched = 30'000;  // more mail comes while the person reads
        press(question(), QStringLiteral("Pause"));
        QTRY_COMPARE(daemon.calls(QStringLiteral("queues.pause")), 3);
        QTRY_VERIFY(question() && question()->text().contains(QStringLiteral("30,000")));
        press(question(), QStringLiteral("Pause"));
        QTRY_COMPARE(daemon.calls(QStringLiteral("queues.pause")), 4);
        QCOMPARE(daemon.lastParams(QStringLiteral("queues.pause")).value(QStringLiteral("expected")).toInteger(), 30'000);
    }

    void deleting_can_be_left_alone() {
        FakeDaemon daemon({});
        QVERIFY(daemon.listen(path()));
        Connection connection;
        Options options;
        options.view = QStringLiteral("queues");
        MainWindow window(&connection, options);
        window.show();
        connection.open(path());
        QTRY_VERIFY(window.queues()->hasData());
        window.queues()->table()->selectRow(0);
        window.actionRegistry()->find(QStringLiteral("queues.delete"))->trigger();
        QTRY_VERIFY(question());
        QVERIFY(question()->checkBox());
        question()->reject();
        QTest::qWait(100);
        QCOMPARE(daemon.calls(QStringLiteral("queues.delete")), 1);
    }

    void stays_responsive_with_ten_thousand_queues_and_five_thousand_events_a_second() {
        QThread thread;
        FakeDaemon::Options options;
        options.queues = 10'000;
        options.events = 3'000'000;
        options.eventsPerSecond = 5'000;
        options.baseRate = 5'000;
        auto* daemon = new FakeDaemon(options);
        daemon->moveToThread(&thread);
        connect(&thread, &QThread::finished, daemon, &QObject::deleteLater);
        thread.start();
        bool listening = false;
        QMetaObject::invokeMethod(
            daemon, [&] { listening = daemon->listen(path()); }, Qt::BlockingQueuedConnection);
        QVERIFY(listening);
        {
            Connection connection;
            Options window_options;
            window_options.view = QStringLiteral("overview");
            MainWindow window(&connection, window_options);
            window.show();
            connection.open(path());
            QTRY_VERIFY(connection.isReady());
            StallMeter meter;
            QTest::qWait(1500);
            const auto report = [&](const char* what) {
                qInfo("%s: longest gap so far %.1f ms of work, %.1f ms on the wall", what, meter.longestBusy, meter.longestWall);
            };
            report("overview");
            window.showView(QStringLiteral("queues"));
            QTRY_VERIFY(window.queues()->model()->rowCount() == 10'000);
            QScrollBar* bar = window.queues()->table()->verticalScrollBar();
            for (int step = 0; step < 20; ++step) {
                bar->setValue(bar->maximum() * step / 20);
                QTest::qWait(60);
            }
            report("queues");
            window.showView(QStringLiteral("events"));
            QTRY_VERIFY_WITH_TIMEOUT(window.events()->model()->rowCount() > 3'000'000, 40'000);
            report("events, 3 million ids");
            QTest::qWait(3000);
            QScrollBar* events = window.events()->table()->verticalScrollBar();
            for (int step = 0; step < 20; ++step) {
                events->setValue(events->maximum() / 20 * step);
                QTest::qWait(60);
            }
            report("events, scrolling");
            QVERIFY2(meter.longestBusy < 100, "the event loop was held up for more than 100 ms");
        }
        thread.quit();
        thread.wait();
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
