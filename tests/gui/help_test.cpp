// The help's promises: every page and link leads somewhere, a search finds names first, and the way back leads where one was.
#include <QDir>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/client/connection.h"
#include "gui/models/helpbook.h"
#include "gui/views/help/helppanel.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/markdownview.h"
#include "gui/widgets/settings.h"
#include "tests/gui/shots.h"

using namespace mailrace::gui;

class HelpTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    static QStringList linksOf(const QString& markdown) {
        static const QRegularExpression link(QStringLiteral("\\]\\((help:[^)]*)\\)"));
        QStringList out;
        for (auto it = link.globalMatch(markdown); it.hasNext();) out.append(it.next().captured(1));
        return out;
    }

private slots:
    void initTestCase() {
        shots::translate();
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
    }

    void every_link_of_every_page_leads_to_a_page() {
        QStringList left{QStringLiteral("help:")};
        QSet<QString> seen;
        while (!left.isEmpty()) {
            const QString address = left.takeLast().section(QLatin1Char('#'), 0, 0);
            if (seen.contains(address)) continue;
            seen.insert(address);
            const helpbook::Page page = helpbook::page(address);
            QVERIFY2(!page.markdown.isEmpty() && !page.title.isEmpty(), qPrintable(address));
            left += linksOf(page.markdown);
        }
        QVERIFY(seen.size() > 300);  // every directive is reached
    }

    void a_directive_has_an_address_and_a_stranger_has_none() {
        QCOMPARE(helpbook::addressOf(QStringLiteral("Max-SMTP-Out")), QStringLiteral("help:config/max-smtp-out"));
        QCOMPARE(helpbook::addressOf(QStringLiteral("<domain>")), QStringLiteral("help:section/domain"));
        QVERIFY(helpbook::addressOf(QStringLiteral("no-such-name")).isEmpty());
    }

    void a_search_puts_names_before_words() {
        const QStringList found = helpbook::found(QStringLiteral("max-smtp-out"));
        QVERIFY(!found.isEmpty());
        QCOMPARE(found.first(), QStringLiteral("help:config/max-smtp-out"));
        QVERIFY(helpbook::search(QStringLiteral("qwertz uiop")).markdown.contains(QStringLiteral("(help:)")));
    }

    void signs_of_html_stay_visible() {
        HelpPanel panel;
        panel.showPage(QStringLiteral("help:config/max-smtp-out"));
        QVERIFY(panel.view()->toPlainText().contains(QStringLiteral("<domain>")));
    }

    void back_leads_where_one_was() {
        HelpPanel panel;
        panel.resize(430, 700);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.showPage(QStringLiteral("help:queues"));
        panel.showName(QStringLiteral("retry-after"));
        QCOMPARE(panel.address(), QStringLiteral("help:config/retry-after"));
        QTest::keySequence(panel.view(), QKeySequence::Back);
        QCOMPARE(panel.address(), QStringLiteral("help:queues"));
        QTest::keySequence(panel.view(), QKeySequence::Forward);
        QCOMPARE(panel.address(), QStringLiteral("help:config/retry-after"));
    }

    void typing_searches_and_enter_opens_the_first() {
        HelpPanel panel;
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        auto* edit = panel.findChild<QLineEdit*>();
        QTest::keyClicks(edit, QStringLiteral("bounce-after"));
        QVERIFY(panel.view()->toPlainText().contains(QStringLiteral("bounce-after")));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(panel.address(), QStringLiteral("help:config/bounce-after"));
        QTest::keySequence(panel.view(), QKeySequence::Back);  // back to what was found, not to each letter of it
        QCOMPARE(edit->text(), QStringLiteral("bounce-after"));
    }

    void f1_opens_the_page_of_the_view() {
        Connection connection;
        Options options;
        options.view = QStringLiteral("queues");
        MainWindow window(&connection, options);
        window.show();
        window.actionRegistry()->find(QStringLiteral("help.show"))->trigger();
        QVERIFY(window.help()->isVisible());
        QCOMPARE(window.help()->address(), QStringLiteral("help:queues"));
        for (const char* name : {"help:", "help:configuration", "help:events", "help:reference", "help:section/domain",
                                 "help:config/max-smtp-out", "help:config/password-hash"}) {
            window.help()->showPage(QLatin1String(name));
            shots::take(window.help(), QStringLiteral("help-page-") +
                                           QString(QLatin1String(name)).mid(5).replace(QLatin1Char('/'), QLatin1Char('-')));
        }
        window.help()->search(QStringLiteral("rate"));
        shots::take(window.help(), QStringLiteral("help-search"));
    }
};

QTEST_MAIN(HelpTest)
#include "help_test.moc"
