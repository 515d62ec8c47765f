// The configuration view's promises: what is typed is read and explained at once, nothing that a person wrote is lost, and the
// length of the text does not matter.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTreeView>

#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/client/connection.h"
#include "gui/models/completionmodel.h"
#include "gui/models/configworkspace.h"
#include "gui/models/hitmodel.h"
#include "gui/models/outlinemodel.h"
#include "gui/models/problemmodel.h"
#include "gui/views/configuration/completionpopup.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/confighighlighter.h"
#include "gui/views/configuration/configurationview.h"
#include "gui/views/configuration/documentbinding.h"
#include "gui/views/configuration/editortabs.h"
#include "gui/views/configuration/findbar.h"
#include "gui/views/configuration/folding.h"
#include "gui/views/configuration/outlinepanel.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "tests/gui/fakedaemon.h"
#include "tests/gui/stallmeter.h"

using namespace mailrace::gui;

namespace {

/// 1,000 virtual MTAs with their domains: about 50,000 lines.
QString longText() {
    QString out = QStringLiteral("host-name mta1.example.net\n\n");
    for (int i = 0; i < 1000; ++i) {
        out += QStringLiteral("<virtual-mta vmta%1>\n    smtp-source-host 10.%2.%3.1 out%1.example.net\n")
                   .arg(i)
                   .arg(i / 250)
                   .arg(i % 250);
        for (int d = 0; d < 9; ++d)
            out += QStringLiteral(
                       "    <domain d%1.example>\n        max-smtp-out %2\n        max-msg-rate %3/h  # as agreed\n"
                       "        retry-after 10m\n    </domain>\n")
                       .arg(d)
                       .arg(d + 5)
                       .arg(100 * (d + 1));
        out += QStringLiteral("</virtual-mta>\n\n");
    }
    return out;
}

/// The application on its configuration view, with a fake daemon behind it.
class Desk {
public:
    explicit Desk(const QString& path) : daemon({}) {
        if (!daemon.listen(path)) qFatal("cannot listen");
        connection.setPauses(50, 100);
        Options options;
        options.view = QStringLiteral("configuration");
        options.size = {1440, 900};
        window = std::make_unique<MainWindow>(&connection, options);
        window->show();
        connection.open(path);
        if (!QTest::qWaitFor([&] { return view()->hasData(); }, 10'000)) qFatal("no data");
        view()->tabs()->current()->setFocus();
    }
    ConfigurationView* view() const { return window->configuration(); }
    ConfigWorkspace* workspace() const { return view()->workspace(); }
    ConfigEditor* editor() const { return view()->tabs()->current(); }
    QString text() const { return workspace()->documents().at(editor()->index()).text; }
    void run(const char* id) const {
        window->actionRegistry()->find(QStringLiteral("config.%1").arg(QLatin1String(id)))->trigger();
    }
    bool checked() const {
        return QTest::qWaitFor([&] { return workspace()->isChecked(); }, 10'000);
    }
    /// Puts the cursor behind a piece of text.
    void behind(const QString& piece) const {
        const qsizetype at = text().indexOf(piece);
        if (at < 0) qFatal("no such text: %s", qPrintable(piece));
        editor()->select(at + piece.size(), 0);
    }
    void type(const QString& letters) const { QTest::keyClicks(editor(), letters); }

    FakeDaemon daemon;
    Connection connection;
    std::unique_ptr<MainWindow> window;
};

}  // namespace

class ConfigurationTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString path() const { return m_dir.filePath(QStringLiteral("s")); }

private slots:
    void initTestCase() {
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
        Theme::instance();
    }

    void shows_every_file_of_the_configuration() {
        Desk desk(path());
        QCOMPARE(desk.view()->tabs()->tabBar()->count(), 2);
        QCOMPARE(DocumentBinding::textOf(desk.editor()->document()), desk.text());
        desk.run("tab_next");
        QCOMPARE(desk.editor()->index(), 1);
        QCOMPARE(DocumentBinding::textOf(desk.editor()->document()), desk.text());
        QVERIFY(!desk.workspace()->isDirty());
    }

    void what_is_typed_is_in_the_workspace_and_is_read() {
        Desk desk(path());
        desk.behind(QStringLiteral("total-max-smtp-out 1200"));
        desk.type(QStringLiteral("x"));
        QVERIFY(desk.text().contains(QStringLiteral("total-max-smtp-out 1200x\n")));
        QVERIFY(desk.workspace()->isDirty());
        QVERIFY(desk.checked());
        QCOMPARE(desk.workspace()->analysis()->errors(), size_t(1));
        const int line = desk.editor()->textCursor().blockNumber() + 1;
        QCOMPARE(desk.editor()->highlighter()->problemsAt(line).size(), 1);
        QCOMPARE(desk.workspace()->analysis()->changedPlaces(), size_t(1));
        for (int i = 1; i <= desk.editor()->blockCount(); ++i) QCOMPARE(desk.editor()->isChanged(i), i == line);
        QTest::keyClick(desk.editor(), Qt::Key_Backspace);
        QVERIFY(!desk.workspace()->isDirty());
        QVERIFY(desk.checked());
        QCOMPARE(desk.workspace()->analysis()->errors(), size_t(0));
    }

    void every_kind_of_edit_keeps_editor_and_workspace_the_same() {
        Desk desk(path());
        const auto same = [&] { return DocumentBinding::textOf(desk.editor()->document()) == desk.text(); };
        const QString before = desk.text();
        for (const char* id : {"comment", "indent", "unindent", "duplicate", "down", "up", "remove", "format"}) {
            desk.behind(QStringLiteral("<virtual-mta vmta2>"));
            desk.run(id);
            QVERIFY2(same(), id);
        }
        desk.editor()->selectAll();
        QTest::keyClick(desk.editor(), Qt::Key_Delete);
        QVERIFY(same());
        QVERIFY(desk.text().isEmpty());
        desk.editor()->insertPlainText(QStringLiteral("a\u00a0b\nü\U0001F600\n"));
        QVERIFY(same());
        QCOMPARE(desk.text(), QStringLiteral("a\u00a0b\nü\U0001F600\n"));
        while (desk.editor()->document()->isUndoAvailable()) {
            desk.editor()->undo();
            QVERIFY(same());
        }
        QCOMPARE(desk.text(), before);
        while (desk.editor()->document()->isRedoAvailable()) desk.editor()->redo();
        QVERIFY(same());
    }

    void a_change_from_a_form_can_be_undone_in_the_editor() {
        Desk desk(path());
        const QString before = desk.text();
        const int origin = 0;
        desk.workspace()->setText(0, before + QStringLiteral("<virtual-mta new>\n</virtual-mta>\n"), &origin);
        QCOMPARE(DocumentBinding::textOf(desk.editor()->document()), desk.text());
        desk.run("undo");
        QCOMPARE(desk.text(), before);
    }

    void problems_are_listed_and_walked_through() {
        Desk desk(path());
        QAbstractItemModelTester tester(desk.view()->problems());
        desk.behind(QStringLiteral("always-allow-relaying yes"));
        QTest::keyClick(desk.editor(), Qt::Key_Return);
        desk.type(QStringLiteral("max-smtp-ouut 5"));
        QVERIFY(desk.checked());
        desk.editor()->goTo(1, 0);
        QStringList lines;
        for (int i = 0; i < desk.view()->problems()->rowCount(); ++i) {
            desk.run("problem_next");
            lines.append(QString::number(desk.editor()->textCursor().blockNumber() + 1));
        }
        QVERIFY(!lines.isEmpty());
        QCOMPARE(QSet<QString>(lines.begin(), lines.end()).size(), lines.size());
        desk.run("problem_previous");
        if (lines.size() > 1)
            QCOMPARE(QString::number(desk.editor()->textCursor().blockNumber() + 1), lines.at(lines.size() - 2));
    }

    void the_outline_goes_where_the_cursor_goes_and_back() {
        Desk desk(path());
        QAbstractItemModelTester tester(desk.view()->outline()->tree()->model());
        desk.behind(QStringLiteral("smtp-source-host 198.51.100.11"));
        QCOMPARE(desk.view()->outline()->tree()->currentIndex().data().toString(), QStringLiteral("virtual-mta vmta3"));
        desk.view()->outline()->filter()->setText(QStringLiteral("pool"));
        QTest::keyClick(desk.view()->outline()->filter(), Qt::Key_Return);
        QVERIFY(desk.editor()->textCursor().block().text().startsWith(QStringLiteral("<virtual-mta-pool")));
        QVERIFY(desk.editor()->hasFocus() || !desk.window->isActiveWindow());
    }

    void completes_directives_of_the_section_and_names() {
        Desk desk(path());
        desk.behind(QStringLiteral("    max-smtp-out 200"));
        QTest::keyClick(desk.editor(), Qt::Key_Return);
        desk.type(QStringLiteral("smtp-sou"));
        auto* popup = desk.editor()->completionPopup();
        QVERIFY(popup->isVisible());
        QVERIFY(popup->labels().contains(QStringLiteral("smtp-source-host")));
        QTest::keyClick(desk.editor(), Qt::Key_Escape);
        QVERIFY(!popup->isVisible());
        desk.behind(QStringLiteral("    virtual-mta vmta2"));
        QTest::keyClick(desk.editor(), Qt::Key_Return);
        desk.type(QStringLiteral("virtual-mta vm"));
        QVERIFY(popup->isVisible());
        QVERIFY(popup->labels().contains(QStringLiteral("vmta3")));
        while (popup->labels().value(popup->current()) != QLatin1String("vmta3")) QTest::keyClick(desk.editor(), Qt::Key_Down);
        QTest::keyClick(desk.editor(), Qt::Key_Return);
        QCOMPARE(desk.editor()->textCursor().block().text(), QStringLiteral("    virtual-mta vmta3"));
        QVERIFY(!popup->isVisible());
    }

    void a_new_section_gets_its_closing_tag() {
        Desk desk(path());
        desk.behind(QStringLiteral("</source>"));
        QTest::keyClick(desk.editor(), Qt::Key_Return);
        desk.type(QStringLiteral("<virtual-mta extra>"));
        QTest::keyClick(desk.editor(), Qt::Key_Return);
        desk.type(QStringLiteral("max-smtp-out 7"));
        QVERIFY(desk.text().contains(QStringLiteral("<virtual-mta extra>\n    max-smtp-out 7\n</virtual-mta>\n")));
        // One that is closed already gets none.
        desk.behind(QStringLiteral("<virtual-mta vmta3>"));
        QTest::keyClick(desk.editor(), Qt::Key_Return);
        QVERIFY(desk.text().contains(QStringLiteral("<virtual-mta vmta3>\n    \n    smtp-source-host 198.51.100.11")));
    }

    void goes_to_definitions_and_lists_uses() {
        Desk desk(path());
        QAbstractItemModelTester tester(desk.view()->hits());
        desk.behind(QStringLiteral("    virtual-mta vmta2"));
        desk.run("definition");
        QCOMPARE(desk.editor()->textCursor().block().text(), QStringLiteral("<virtual-mta vmta2>"));
        desk.run("uses");
        QVERIFY(desk.view()->hits()->rowCount() >= 2);
        desk.behind(QStringLiteral("include conf.d/"));
        desk.run("definition");
        QCOMPARE(desk.editor()->index(), 1);
    }

    void finds_counts_and_replaces_in_all_files() {
        Desk desk(path());
        desk.run("replace");
        auto* bar = desk.view()->findBar();
        QVERIFY(bar->isVisible());
        auto* find = bar->findChildren<QLineEdit*>().at(0);
        auto* with = bar->findChildren<QLineEdit*>().at(1);
        find->setText(QStringLiteral("max-smtp-out"));
        bar->setEverywhere(true);
        const auto words = [&] {
            for (const auto* label : bar->findChildren<QLabel*>())
                if (label->text().contains(QStringLiteral("hit"))) return label->text();
            return QString();
        };
        QTRY_VERIFY2(words().contains(QStringLiteral("in 2 files")), qPrintable(words()));
        const QStringList before{desk.workspace()->documents().at(0).text, desk.workspace()->documents().at(1).text};
        QTest::keyClick(find, Qt::Key_Return);
        QCOMPARE(desk.editor()->textCursor().selectedText(), QStringLiteral("max-smtp-out"));
        with->setText(QStringLiteral("max-msg-per-connection"));
        emit bar->replaceAllWanted();
        QVERIFY(!desk.workspace()->documents().at(0).text.contains(QStringLiteral("max-smtp-out")));
        QVERIFY(!desk.workspace()->documents().at(1).text.contains(QStringLiteral("max-smtp-out")));
        desk.view()->tabs()->editor(0)->undo();
        desk.view()->tabs()->editor(1)->undo();
        QCOMPARE(desk.workspace()->documents().at(0).text, before.at(0));
        QCOMPARE(desk.workspace()->documents().at(1).text, before.at(1));
    }

    void folds_a_section_and_shows_it_when_somebody_goes_there() {
        Desk desk(path());
        desk.behind(QStringLiteral("<virtual-mta vmta2>"));
        desk.run("fold");
        const QTextBlock open = desk.editor()->textCursor().block();
        QVERIFY(folding::isFolded(open));
        desk.behind(QStringLiteral("<domain gmail.example>"));
        QVERIFY(desk.editor()->textCursor().block().isVisible());
        desk.run("fold_all");
        desk.run("unfold_all");
        for (QTextBlock b = desk.editor()->document()->begin(); b.isValid(); b = b.next()) QVERIFY(b.isVisible());
    }

    void explains_what_stands_under_the_cursor() {
        Desk desk(path());
        desk.behind(QStringLiteral("    bounce-aft"));
        const QString help = desk.editor()->explanation(desk.editor()->textCursor());
        QVERIFY(help.contains(QStringLiteral("bounce-after")));
        desk.behind(QStringLiteral("    virtual-mta vmta2"));
        QVERIFY(desk.editor()->explanation(desk.editor()->textCursor()).contains(QStringLiteral("vmta2")));
    }

    void a_monitor_may_only_read() {
        FakeDaemon::Options options;
        options.role = QStringLiteral("monitor");
        FakeDaemon daemon(options);
        QVERIFY(daemon.listen(path()));
        Connection connection;
        Options window_options;
        window_options.view = QStringLiteral("configuration");
        MainWindow window(&connection, window_options);
        window.show();
        connection.open(path());
        QTRY_VERIFY(window.configuration()->hasData());
        QVERIFY(window.configuration()->tabs()->current()->isReadOnly());
        QVERIFY(window.configuration()->stateText().contains(QStringLiteral("read only")));
        QVERIFY(!window.actionRegistry()->find(QStringLiteral("config.comment"))->isEnabled());
    }

    void local_changes_survive_a_restart_of_the_daemon_and_another_persons_change() {
        Desk desk(path());
        desk.behind(QStringLiteral("total-max-smtp-out 1200"));
        desk.type(QStringLiteral("5"));
        const QString mine = desk.text();
        desk.daemon.dropClients();
        QTRY_VERIFY(!desk.connection.isReady());
        QTRY_VERIFY(desk.connection.isReady());
        QTRY_COMPARE(desk.daemon.calls(QStringLiteral("config.show")), 2);
        QCOMPARE(desk.text(), mine);
        QSignalSpy elsewhere(desk.workspace(), &ConfigWorkspace::changedElsewhere);
        const QString id = desk.workspace()->documents().at(0).id;
        const QString theirs = desk.workspace()->documents().at(0).baseText + QStringLiteral("# by anna\n");
        desk.daemon.config().editElsewhere(id, theirs, QStringLiteral("anna"), QStringLiteral("why not"));
        QTRY_VERIFY(desk.workspace()->hasConflict());
        QVERIFY(elsewhere.size() >= 1);
        QCOMPARE(desk.text(), mine);
        QVERIFY(desk.view()->stateText().contains(QStringLiteral("somebody else")));
        // The changes concern different lines: the button brings them together.
        QPushButton* merge = nullptr;
        for (auto* button : desk.view()->findChildren<QPushButton*>())
            if (button->text().startsWith(QStringLiteral("Merge"))) merge = button;
        QVERIFY(merge && merge->isVisible());
        merge->click();
        QCOMPARE(desk.text(), mine + QStringLiteral("# by anna\n"));
        QVERIFY(!merge->isVisible());
        QVERIFY(!desk.workspace()->hasConflict());
        QVERIFY(desk.workspace()->isDirty());
    }

    void applying_makes_the_text_what_runs() {
        Desk desk(path());
        desk.behind(QStringLiteral("total-max-smtp-out 1200"));
        desk.type(QStringLiteral("5"));
        QVERIFY(desk.checked());
        QSignalSpy elsewhere(desk.workspace(), &ConfigWorkspace::changedElsewhere);
        QSignalSpy applied(desk.workspace(), &ConfigWorkspace::appliedVersion);
        bool ok = false;
        desk.workspace()->apply(QStringLiteral("more"), this, [&](const RpcResult& result) { ok = result.ok; });
        QTRY_COMPARE(applied.size(), 1);
        QVERIFY(ok);
        QTRY_VERIFY(!desk.workspace()->isDirty());
        QVERIFY(desk.daemon.config().text(desk.workspace()->documents().at(0).id).contains(QStringLiteral("12005")));
        QTest::qWait(400);
        QCOMPARE(elsewhere.size(), 0);
    }

    void closing_the_window_asks_about_changes() {
        Desk desk(path());
        desk.behind(QStringLiteral("total-max-smtp-out 1200"));
        desk.type(QStringLiteral("5"));
        desk.window->close();
        QVERIFY(desk.window->isVisible());
        auto* box = desk.window->findChild<QMessageBox*>(QStringLiteral("closeQuestion"));
        QVERIFY(box);
        box->reject();
        QVERIFY(desk.window->isVisible());
        desk.editor()->undo();
        desk.window->close();
        QVERIFY(!desk.window->isVisible());
    }

    void fifty_thousand_lines_open_at_once_and_type_without_lag() {
        Desk desk(path());
        const QString text = longText();
        qInfo("%lld lines, %lld letters", static_cast<long long>(text.count(QLatin1Char('\n'))),
              static_cast<long long>(text.size()));
        QElapsedTimer clock;
        {
            StallMeter meter;
            const double before = StallMeter::busyMs();
            clock.start();
            const int origin = 0;
            desk.workspace()->setText(0, text, &origin);
            desk.editor()->repaint();
            const double opened = StallMeter::busyMs() - before;
            qInfo("shown after %.0f ms of work, %lld ms on the wall", opened, static_cast<long long>(clock.elapsed()));
            QVERIFY2(opened < 1000, "a long text took more than a second to open");
            QVERIFY(desk.checked());
            QTest::qWait(100);
            qInfo("read and outlined after %lld ms on the wall; longest gap %.1f ms of work",
                  static_cast<long long>(clock.elapsed()), meter.longestBusy);
        }
        desk.editor()->goTo(25'000, 0);
        QTest::qWait(300);
        StallMeter meter;
        double worst = 0;
        double sum = 0;
        constexpr int kLetters = 60;
        for (int i = 0; i < kLetters; ++i) {
            const double before = StallMeter::busyMs();
            QTest::keyClick(desk.editor(), i % 20 == 19 ? Qt::Key_Return : Qt::Key_A);
            desk.editor()->repaint();
            const double spent = StallMeter::busyMs() - before;
            worst = std::max(worst, spent);
            sum += spent;
            QTest::qWait(i % 10 == 9 ? 400 : 5);
        }
        qInfo("a letter in the middle: %.2f ms of work on average, %.2f ms at worst; longest gap of the loop %.1f ms",
              sum / kLetters, worst, meter.longestBusy);
        QVERIFY2(sum / kLetters < 16, "typing takes longer than a frame");
        QVERIFY2(meter.longestBusy < 100, "the event loop was held up for more than 100 ms");
        QScrollBar* bar = desk.editor()->verticalScrollBar();
        StallMeter scrolling;
        for (int step = 0; step < 30; ++step) {
            bar->setValue(bar->maximum() * step / 30);
            QTest::qWait(10);
        }
        qInfo("scrolling: longest gap %.1f ms", scrolling.longestBusy);
        QVERIFY2(scrolling.longestBusy < 100, "scrolling held the loop up");
        QVERIFY(desk.checked());
    }
};

QTEST_MAIN(ConfigurationTest)
#include "configuration_test.moc"
