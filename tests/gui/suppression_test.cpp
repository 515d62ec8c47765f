// The suppression view's promises: of ten million entries only what is looked at is held, a search asks the daemon, what is
// removed can be put back, a file is imported in pieces with its refusals told, and every empty place says what to do.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/client/connection.h"
#include "gui/models/recordmodel.h"
#include "gui/models/suppressionlists.h"
#include "gui/models/suppressiontransfer.h"
#include "gui/views/events/eventsview.h"
#include "gui/views/suppression/adddialog.h"
#include "gui/views/suppression/checkcard.h"
#include "gui/views/suppression/importdialog.h"
#include "gui/views/suppression/suppressionview.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "tests/gui/fakedaemon.h"
#include "tests/gui/shots.h"

using namespace mailrace::gui;

namespace {

template <class Dialog>
Dialog* dialog() {
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* found = qobject_cast<Dialog*>(widget);
        if (found && found->isVisible()) return found;
    }
    return nullptr;
}

}  // namespace

class SuppressionTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<MainWindow> m_window;

    SuppressionView* view() { return m_window->suppression(); }
    QAction* action(const char* id) { return m_window->actionRegistry()->find(QLatin1String(id)); }

    void open(const QString& role = QStringLiteral("admin")) {
        FakeDaemon::Options options;
        options.role = role;
        m_daemon = std::make_unique<FakeDaemon>(options);
        QVERIFY(m_daemon->listen(m_dir.filePath(QStringLiteral("s"))));
        m_connection = std::make_unique<Connection>();
        Options window;
        window.view = QStringLiteral("suppression");
        window.size = {1440, 900};
        m_window = std::make_unique<MainWindow>(m_connection.get(), window);
        m_window->show();
        m_connection->open(m_dir.filePath(QStringLiteral("s")));
    }

private slots:
    void initTestCase() {
        shots::translate();
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
        Theme::instance();
    }
    void cleanup() {
        m_window.reset();
        m_connection.reset();
        m_daemon.reset();
        settings::set(Setting::SuppressionList, QString());
    }

    void holds_only_what_is_looked_at_of_ten_million_entries() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->showList(QStringLiteral("gone-customers"), {});
        QTRY_COMPARE(view()->model()->rowCount(), SuppressionModel::kPage);
        QCOMPARE(view()->model()->estimate(), 10'000'003);
        for (int i = 0; i < 60; ++i) {  // scrolled on and on
            const int before = view()->model()->rowCount();
            view()->model()->fetchMore({});
            QTRY_COMPARE(view()->model()->rowCount(), before + SuppressionModel::kPage);
        }
        QCOMPARE(view()->model()->pagesHeld(), SuppressionModel::kPagesHeld);
        QVERIFY(!view()->model()->entry(2'600));  // was dropped, and is asked for again
        QTRY_VERIFY(view()->model()->entry(2'600));
        QCOMPARE(view()->model()->entry(2'600)->list, QStringLiteral("gone-customers"));
        QTRY_VERIFY(view()->model()->entry(0));
        QCOMPARE(view()->model()->entry(0)->value, QStringLiteral("maria41@gmail.example"));
        QVERIFY(m_daemon->calls(QStringLiteral("suppression.search")) < 80);
    }

    void searches_as_typed_and_says_when_nothing_matches() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->showList(QStringLiteral("bounced"), {});
        QTRY_COMPARE(view()->model()->query().list, QStringLiteral("bounced"));
        view()->searchEdit()->setText(QStringLiteral("nina.berg48209"));
        QTRY_COMPARE(view()->model()->rowCount(), 1);
        QCOMPARE(m_daemon->lastParams(QStringLiteral("suppression.search")).value(QStringLiteral("text")).toString(),
                 QStringLiteral("nina.berg48209"));
        view()->searchEdit()->setText(QStringLiteral("nobody has this"));
        QTRY_VERIFY(view()->emptyWords().contains(QStringLiteral("matches")));  // several bounded searches later
        QVERIFY(view()->model()->isComplete());
    }

    void a_hashed_list_is_searched_by_whole_addresses_only() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->showList(QStringLiteral("partner-optouts"), {});
        QTRY_COMPARE(view()->model()->query().list, QStringLiteral("partner-optouts"));
        QTRY_VERIFY(view()->model()->rowCount() > 0);
        shots::take(m_window.get(), QStringLiteral("suppression-hashed"));
        const int asked = m_daemon->calls(QStringLiteral("suppression.search"));
        view()->searchEdit()->setText(QStringLiteral("maria"));
        QTRY_VERIFY(view()->emptyWords().contains(QStringLiteral("whole address")));
        QCOMPARE(m_daemon->calls(QStringLiteral("suppression.search")), asked);
        view()->searchEdit()->setText(QStringLiteral("maria41@gmail.example"));
        QTRY_VERIFY(m_daemon->calls(QStringLiteral("suppression.search")) > asked);
    }

    void adds_several_lines_after_saying_what_would_come_of_them() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->showList(QStringLiteral("complaints"), {});
        action("suppression.add")->trigger();
        QTRY_VERIFY(dialog<SuppressionAddDialog>());
        auto* add = dialog<SuppressionAddDialog>();
        QCOMPARE(add->listBox()->currentText(), QStringLiteral("complaints"));
        add->entriesEdit()->setPlainText(QStringLiteral("ute@shop.example\n@gone.example\ntwo words@x.example\n"));
        add->reasonEdit()->setText(QStringLiteral("asked by letter"));
        QTRY_VERIFY(add->words().contains(QStringLiteral("2 new entries, 1 refused")));
        QVERIFY(add->words().contains(QStringLiteral("blank")));
        QVERIFY(m_daemon->suppression().find(QStringLiteral("complaints"))->entries.isEmpty());
        shots::take(add, QStringLiteral("suppression-add"));
        add->addButton()->click();
        QTRY_VERIFY(!dialog<SuppressionAddDialog>());
        QCOMPARE(m_daemon->suppression().find(QStringLiteral("complaints"))->entries.size(), 2);
        QTRY_VERIFY(view()->model()->entry(0) && view()->model()->entry(0)->value == QStringLiteral("@gone.example"));
        QCOMPARE(view()->model()->entry(0)->reason, QStringLiteral("asked by letter"));
    }

    void removes_after_a_question_with_the_number_and_puts_back() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->showList(QStringLiteral("gone-customers"), {});
        QTRY_VERIFY(view()->model()->rowCount() > 0 && view()->model()->entry(2));
        QVERIFY(!action("suppression.remove")->isEnabled());
        const auto pattern = *view()->model()->entry(2);
        QCOMPARE(pattern.kind, QStringLiteral("pattern"));
        view()->table()->selectRow(2);
        QVERIFY(action("suppression.remove")->isEnabled());
        action("suppression.remove")->trigger();
        QTRY_VERIFY(dialog<QMessageBox>());
        QVERIFY(dialog<QMessageBox>()->text().contains(pattern.value));
        QCOMPARE(m_daemon->calls(QStringLiteral("suppression.remove")), 0);
        for (QAbstractButton* button : dialog<QMessageBox>()->buttons()) {
            if (button->text().contains(QStringLiteral("Remove"))) button->click();
        }
        QTRY_COMPARE(m_daemon->suppression().find(QStringLiteral("gone-customers"))->entries.size(), 2);
        QTRY_VERIFY(view()->undoButton()->isVisible());
        QTRY_VERIFY(view()->model()->rowCount() > 0);
        shots::take(m_window.get(), QStringLiteral("suppression-removed"));
        view()->undoButton()->click();
        QTRY_COMPARE(m_daemon->suppression().find(QStringLiteral("gone-customers"))->entries.size(), 3);
        const auto back = m_daemon->suppression().find(QStringLiteral("gone-customers"))->entries.first();
        QCOMPARE(back.reason, pattern.reason);
        QCOMPARE(back.expires, pattern.expires);
        QVERIFY(!view()->undoButton()->isVisible());
    }

    void a_choice_of_very_many_asks_the_daemon_for_nothing_and_is_bounded() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->showList(QStringLiteral("gone-customers"), {});
        QTRY_VERIFY(view()->model()->rowCount() > 0);
        for (int i = 0; i < 50; ++i) {
            const int before = view()->model()->rowCount();
            view()->model()->fetchMore({});
            QTRY_VERIFY(view()->model()->rowCount() > before);
        }
        const int asked = m_daemon->calls(QStringLiteral("suppression.search"));
        view()->table()->selectAll();
        action("suppression.remove")->trigger();
        QTRY_VERIFY(dialog<QMessageBox>());
        QVERIFY2(dialog<QMessageBox>()->informativeText().contains(QStringLiteral("too many or too far away")),
                 qPrintable(dialog<QMessageBox>()->informativeText()));
        dialog<QMessageBox>()->reject();
        QVERIFY(m_daemon->calls(QStringLiteral("suppression.search")) <= asked + 2);
    }

    void entries_of_the_configuration_are_not_removed_here() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->showList(QStringLiteral("role-addresses"), {});
        QTRY_COMPARE(view()->model()->rowCount(), 5);
        view()->table()->selectAll();
        QVERIFY(!action("suppression.remove")->isEnabled());
    }

    void imports_a_file_in_pieces_and_tells_refusals_with_their_lines() {
        open();
        QTRY_VERIFY(view()->hasData());
        const QString path = m_dir.filePath(QStringLiteral("list.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 25'000; ++i)
            file.write(i == 20'000 ? QByteArray("not an address@x\r\n") : "user" + QByteArray::number(i) + "@shop.example\n");
        file.close();
        SuppressionImportDialog import(m_connection.get(), view()->lists(), QStringLiteral("complaints"), path, nullptr);
        import.show();
        import.tryButton()->click();
        QTRY_VERIFY(import.words().contains(QStringLiteral("25,000 lines: 24,999 new")));
        QVERIFY(import.words().contains(QStringLiteral("nothing was changed")));
        QCOMPARE(m_daemon->calls(QStringLiteral("suppression.import")), 3);
        QVERIFY(m_daemon->suppression().find(QStringLiteral("complaints"))->entries.isEmpty());
        QCOMPARE(import.refusals()->rowCount(), 1);
        QCOMPARE(import.refusals()->record(0).value(QStringLiteral("line")).toInteger(), 20'001);
        shots::take(&import, QStringLiteral("suppression-import"));
        import.importButton()->click();
        QTRY_VERIFY(import.words().startsWith(QStringLiteral("Imported.")));
        QVERIFY(!m_daemon->suppression().find(QStringLiteral("complaints"))->entries.isEmpty());
    }

    void an_import_can_be_stopped_and_survives_hostile_files() {
        open();
        QTRY_VERIFY(view()->hasData());
        QFile file(m_dir.filePath(QStringLiteral("hostile.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(3'000'000, '\x01') + '\n');  // one line without end
        for (int i = 0; i < 200'000; ++i) file.write("\x01\x02\xFF\xFE@x\n");
        file.close();
        SuppressionImport import(m_connection.get(), nullptr);
        int stopped = 0;
        connect(&import, &SuppressionImport::progress, &import, [&] {
            ++stopped;
            if (import.sum().lines > 50'000) import.cancel();
        });
        import.start({file.fileName(), QStringLiteral("complaints"), {}, 0, true});
        QTRY_VERIFY(!import.isRunning());
        QVERIFY(import.sum().lines > 50'000 && import.sum().lines < 100'000);
        QVERIFY(m_connection->isReady());  // no piece was longer than a line of the protocol may be
    }

    void exports_a_list_page_by_page() {
        open();
        QTRY_VERIFY(view()->hasData());
        SuppressionExport exporter(m_connection.get(), nullptr);
        qint64 lines = 0;
        connect(&exporter, &SuppressionExport::finished, &exporter, [&](qint64 n) { lines = n; });
        exporter.start(QStringLiteral("bounced"), m_dir.filePath(QStringLiteral("out.csv")));
        QTRY_COMPARE(lines, 25'000);
        QFile file(m_dir.filePath(QStringLiteral("out.csv")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 25'000);
        QCOMPARE(m_daemon->calls(QStringLiteral("suppression.export")), 3);
    }

    void says_why_an_address_is_suppressed() {
        open();
        QTRY_VERIFY(view()->hasData());
        view()->check(QStringLiteral("nobody4@gmx.example"));
        QTRY_VERIFY(view()->checkCard()->answer().contains(QStringLiteral("Yes.")));
        QVERIFY(view()->checkCard()->answer().contains(QStringLiteral("bounced")));
        QVERIFY(view()->checkCard()->answer().contains(QStringLiteral("by itself: bad-mailbox")));
        view()->showList(QStringLiteral("bounced"), {});
        QTRY_VERIFY(view()->model()->rowCount() > 0);
        shots::take(m_window.get(), QStringLiteral("suppression"));
        view()->check(QStringLiteral("fine@gmx.example"));
        QTRY_VERIFY(view()->checkCard()->answer().contains(QStringLiteral("No.")));
        view()->check(QStringLiteral("<b>not one"));
        QTRY_VERIFY(view()->checkCard()->answer().contains(QStringLiteral("&lt;b&gt;")));
    }

    void teaches_when_there_is_no_list_and_keeps_hands_off_without_the_role() {
        open(QStringLiteral("monitor"));
        m_daemon->suppression().clear();
        QTRY_VERIFY(view()->emptyWords().contains(QStringLiteral("address-list")));
        shots::take(m_window.get(), QStringLiteral("suppression-none"));
        QVERIFY(!action("suppression.add")->isEnabled());
        QVERIFY(!action("suppression.import")->isEnabled());
    }

    void an_event_leads_to_the_suppression_of_its_recipient() {
        open();
        m_window->showView(QStringLiteral("events"));
        QTRY_VERIFY(m_window->events()->hasData());
        QTRY_VERIFY(action("events.suppress")->isEnabled());
        action("events.suppress")->trigger();
        QTRY_VERIFY(dialog<SuppressionAddDialog>());
        QVERIFY(dialog<SuppressionAddDialog>()->entriesEdit()->toPlainText().contains(QLatin1Char('@')));
        QTRY_VERIFY(dialog<SuppressionAddDialog>()->addButton()->isEnabled());  // lists came, the entry was tried
        dialog<SuppressionAddDialog>()->reject();
        action("events.suppressed")->trigger();
        QCOMPARE(m_window->currentView()->id(), QStringLiteral("suppression"));
        QTRY_VERIFY(view()->checkCard()->answer().contains(QStringLiteral("@")));
        QCOMPARE(m_daemon->calls(QStringLiteral("suppression.check")), 1);
    }
};

QTEST_MAIN(SuppressionTest)
#include "suppression_test.moc"
