// Responses and rules: groups open as exactly their events, a rule made of a response is tried before it is written, warns when
// it is too wide, and becomes a reviewed change; charts of categories lead to their events.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/charts/timechart.h"
#include "gui/client/connection.h"
#include "gui/models/categoryseries.h"
#include "gui/models/configworkspace.h"
#include "gui/models/eventmodel.h"
#include "gui/models/recordmodel.h"
#include "gui/models/ruledraft.h"
#include "gui/models/rulepreview.h"
#include "gui/views/configuration/configurationview.h"
#include "gui/views/configuration/review/reviewdialog.h"
#include "gui/views/events/eventsview.h"
#include "gui/views/events/ruledialog.h"
#include "gui/views/overview/overviewview.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/filterbar.h"
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

RulePart word(const char* text) {
    return {QLatin1String(text), QStringLiteral("word"), QLatin1String(text), {}, RulePart::Use::Exact};
}
RulePart space() { return {QStringLiteral(" "), QStringLiteral("space"), QStringLiteral("\\s+"), {}, RulePart::Use::Exact}; }
RulePart number(const char* text) {
    return {QLatin1String(text), QStringLiteral("n"), QLatin1String(text), QStringLiteral("\\d+"), RulePart::Use::General};
}

}  // namespace

class RulesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<MainWindow> m_window;

    EventsView* events() { return m_window->events(); }
    QAction* action(const char* id) { return m_window->actionRegistry()->find(QLatin1String(id)); }

    void open(const QString& view, const QString& role = QStringLiteral("admin")) {
        settings::set(Setting::EventsMode, 0);
        settings::set(Setting::EventsFilter, QString());
        FakeDaemon::Options options;
        options.role = role;
        m_daemon = std::make_unique<FakeDaemon>(options);
        QVERIFY(m_daemon->listen(m_dir.filePath(QStringLiteral("s"))));
        m_connection = std::make_unique<Connection>();
        Options window;
        window.view = view;
        window.size = {1440, 900};
        m_window = std::make_unique<MainWindow>(m_connection.get(), window);
        m_window->show();
        m_connection->open(m_dir.filePath(QStringLiteral("s")));
    }

    RuleDialog* openRule(int group, const char* id = "events.rule") {
        action("events.groups")->trigger();
        if (!QTest::qWaitFor([&] { return events()->groups()->rowCount() > group; })) return nullptr;
        events()->groupTable()->selectRow(group);
        if (!QTest::qWaitFor([&] { return action(id)->isEnabled(); })) return nullptr;
        action(id)->trigger();
        const auto ready = [] {
            return dialog<RuleDialog>() && dialog<RuleDialog>()->preview()->isGood() &&
                   !dialog<RuleDialog>()->preview()->isRunning();
        };
        return QTest::qWaitFor(ready, 10'000) ? dialog<RuleDialog>() : nullptr;
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
    }

    void a_pattern_follows_from_what_is_done_with_the_parts() {
        QList<RulePart> parts{word("452"), space(),       word("try"), space(),        word("in"),
                              space(),     number("300"), space(),     word("seconds")};
        QCOMPARE(ruledraft::pattern(parts, true), QStringLiteral("^452\\s+try\\s+in\\s+\\d+\\s+seconds$"));
        QCOMPARE(ruledraft::pattern(parts, false), QStringLiteral("452\\s+try\\s+in\\s+\\d+\\s+seconds"));
        parts[6].use = ruledraft::nextUse(parts.at(6));
        QCOMPARE(ruledraft::pattern(parts, false), QStringLiteral("452\\s+try\\s+in\\s+300\\s+seconds"));
        parts[4].use = RulePart::Use::Out;
        parts[6].use = RulePart::Use::Out;
        QCOMPARE(ruledraft::pattern(parts, false), QStringLiteral("452\\s+try.*seconds"));
        parts[0].use = RulePart::Use::Out;
        QCOMPARE(ruledraft::pattern(parts, true), QStringLiteral("try.*seconds"));
        parts[8].use = RulePart::Use::Out;
        QCOMPARE(ruledraft::pattern(parts, true), QStringLiteral("try"));  // not from beginning to end any more
        QCOMPARE(ruledraft::nextUse(word("a")), RulePart::Use::Out);
        QVERIFY(ruledraft::problem(QStringLiteral("a#b"), QStringLiteral("other")).contains(QStringLiteral("\\x23")));
        QVERIFY(ruledraft::problem(QStringLiteral("a\\/b"), QStringLiteral("other")).isEmpty());
    }

    void what_follows_the_first_sentence_is_left_out() {
        QList<RulePart> parts;
        for (const char* text : {"550", "this", "mailbox", "is", "not", "here.", "See", "our", "site"})
            parts << word(text) << space();
        ruledraft::shorten(parts);
        QCOMPARE(ruledraft::pattern(parts, false), QStringLiteral("550\\s+this\\s+mailbox\\s+is\\s+not\\s+here."));
        QList<RulePart> brief{word("550"), space(), word("no."), space(), word("never"), space(), word("again")};
        ruledraft::shorten(brief);
        QVERIFY(ruledraft::pattern(brief, false).endsWith(QStringLiteral("again")));
    }

    void a_group_opens_as_exactly_its_events() {
        open(QStringLiteral("events"));
        action("events.groups")->trigger();
        QTRY_VERIFY(events()->groups()->rowCount() > 3);
        const auto asked = [this] {
            return m_daemon->lastParams(QStringLiteral("events.groups")).value(QStringLiteral("filter")).toString();
        };
        QCOMPARE(asked(), QStringLiteral("type:bounce,deferral,queue-deferral,rejection,remote-bounce"));
        events()->filterBar()->setFilter(QStringLiteral("job:a OR job:b"));
        QTRY_COMPARE(asked(), QStringLiteral("type:bounce,deferral,queue-deferral,rejection,remote-bounce (job:a OR job:b)"));
        events()->filterBar()->setFilter(QStringLiteral("type:delivery"));
        QTRY_COMPARE(asked(), QStringLiteral("type:delivery"));
        events()->filterBar()->setFilter(QString());
        QTRY_VERIFY(asked().startsWith(QStringLiteral("type:bounce")));
        QCOMPARE(events()->groups()->index(0, 1).data(SeriesRole).value<QList<double>>().size(), 30);
        events()->groupTable()->sortByColumn(1, Qt::DescendingOrder);  // what rises first
        const auto trend = seriesOf(events()->groups()->record(0).value(QStringLiteral("trend")));
        QVERIFY(riseOf(trend) > 0.5);
        events()->groupTable()->sortByColumn(0, Qt::DescendingOrder);
        const QString response = events()->groups()->record(1).value(QStringLiteral("response")).toString();
        QVERIFY(response.contains(QStringLiteral("<ip>")));
        events()->groupTable()->selectRow(1);
        QTRY_VERIFY(action("events.rule")->isEnabled());
        shots::take(m_window.get(), QStringLiteral("events-groups"));
        emit events()->groupTable()->activated(events()->groups()->index(1, 0));
        QVERIFY(events()->filterBar()->filter().contains(QStringLiteral("form:\"451 4.7.650 The mail server [<ip>]")));
        QTRY_VERIFY(m_daemon->lastParams(QStringLiteral("events.match"))
                        .value(QStringLiteral("filter"))
                        .toString()
                        .contains(QStringLiteral("form:")));
        QCOMPARE(events()->table()->isVisible(), true);
    }

    void a_rule_is_tried_and_becomes_a_reviewed_change() {
        open(QStringLiteral("events"));
        QTRY_VERIFY(events()->hasData());
        RuleDialog* rule = openRule(1);
        QVERIFY(rule);
        QVERIFY2(rule->patternEdit()->text().contains(QStringLiteral("temporarily\\s+rate\\s+limited")),
                 qPrintable(rule->patternEdit()->text()));
        QVERIFY(rule->patternEdit()->text().contains(QStringLiteral("[0-9a-fA-F.:]+")));  // the address is generalised
        QVERIFY2(rule->summary().contains(QStringLiteral("2,000 refusals")), qPrintable(rule->summary()));
        QVERIFY2(rule->warnings().isEmpty(), qPrintable(rule->warnings()));
        rule->categoryBox()->setCurrentText(QStringLiteral("spam-related"));
        QTRY_VERIFY(rule->summary().contains(QStringLiteral("would become spam-related")));
        shots::take(rule, QStringLiteral("rule"));
        QTRY_VERIFY(rule->writeButton()->isEnabled());
        const QString pattern = rule->patternEdit()->text();
        rule->writeButton()->click();
        QCOMPARE(m_window->currentView()->id(), QStringLiteral("configuration"));
        QTRY_VERIFY(dialog<ReviewDialog>());
        const auto document = m_window->configuration()->workspace()->documents().at(0);
        QVERIFY(document.text.contains(QStringLiteral("<bounce-category-patterns>\n    /") + pattern +
                                       QStringLiteral("/ spam-related\n")));
        QVERIFY(document.dirty());
        QTRY_VERIFY(dialog<ReviewDialog>()->applyButton()->isEnabled());
        QTest::qWait(200);
        shots::take(dialog<ReviewDialog>(), QStringLiteral("rule-review"));
        dialog<ReviewDialog>()->applyButton()->click();
        QTRY_VERIFY(m_daemon->config().text(document.id).contains(pattern));
    }

    void parts_that_are_left_out_widen_the_pattern_and_too_wide_is_said() {
        open(QStringLiteral("events"));
        QTRY_VERIFY(events()->hasData());
        RuleDialog* rule = openRule(1);
        QVERIFY(rule);
        const auto chips = rule->chips();
        QVERIFY(chips.size() > 10);
        for (QPushButton* chip : chips) {
            if (chip->property("use").toString() == QLatin1String("exact") && chip->text() != QLatin1String("mail"))
                chip->click();
            if (chip->property("use").toString() == QLatin1String("general")) {
                chip->click();
                chip->click();
            }
        }
        QCOMPARE(rule->patternEdit()->text(), QStringLiteral("mail"));
        QTRY_VERIFY2(rule->warnings().contains(QStringLiteral("several categories")), qPrintable(rule->warnings()));
        rule->patternEdit()->setText(QStringLiteral("2"));
        QTest::keyClicks(rule->patternEdit(), QStringLiteral("?"));
        QTRY_VERIFY2(rule->warnings().contains(QStringLiteral("successes")), qPrintable(rule->warnings()));
        shots::take(rule, QStringLiteral("rule-wide"));
        QTest::keyClicks(rule->patternEdit(), QStringLiteral("(#"));
        QTRY_VERIFY(!rule->writeButton()->isEnabled());
        QVERIFY(m_daemon->calls(QStringLiteral("config.apply")) == 0);
        rule->reject();
    }

    void reclassifying_finds_exactly_this_response() {
        open(QStringLiteral("events"));
        QTRY_VERIFY(events()->hasData());
        RuleDialog* rule = openRule(0, "events.reclassify");
        QVERIFY(rule);
        QVERIFY2(
            rule->patternEdit()->text().startsWith(QLatin1Char('^')) && rule->patternEdit()->text().endsWith(QLatin1Char('$')),
            qPrintable(rule->patternEdit()->text()));
        QVERIFY(rule->preview()->number("alike") > 0);
        QCOMPARE(rule->preview()->number("alike_matched"), rule->preview()->number("alike"));
        QCOMPARE(rule->preview()->number("matched"), rule->preview()->number("alike"));
        QVERIFY(!rule->writeButton()->isEnabled());  // the category is the one that it has
        rule->categoryBox()->setCurrentText(QStringLiteral("inactive-mailbox"));
        QTRY_VERIFY(rule->writeButton()->isEnabled());
        shots::take(rule, QStringLiteral("reclassify"));
        rule->reject();
    }

    void who_may_not_change_the_configuration_may_copy_the_line() {
        open(QStringLiteral("events"), QStringLiteral("operator"));
        QTRY_VERIFY(events()->hasData());
        RuleDialog* rule = openRule(1);
        QVERIFY(rule);
        QTRY_VERIFY(m_window->configuration()->workspace()->isLoaded());
        QVERIFY(!rule->writeButton()->isEnabled());
        rule->reject();
    }

    void an_area_of_the_category_chart_opens_its_events() {
        open(QStringLiteral("overview"));
        m_window->findChild<OverviewView*>()->showWhat(1);
        auto* overview = m_window->findChild<OverviewView*>();
        QTRY_VERIFY(overview->categories()->hasData());
        QTRY_VERIFY(overview->providerBox()->count() > 1);
        QCOMPARE(overview->categories()->categories().size(), CategorySeries::kMost + 1);  // and the others
        QVERIFY(overview->categories()->categories().last().isEmpty());
        overview->providerBox()->setCurrentIndex(2);
        QTRY_COMPARE(m_daemon->lastParams(QStringLiteral("stats.categories")).value(QStringLiteral("provider")).toString(),
                     QStringLiteral("microsoft"));
        QTest::qWait(200);
        shots::take(m_window.get(), QStringLiteral("overview-categories"));
        TimeChart* chart = overview->categoryChart();
        const QPoint at(chart->width() / 2, chart->height() - 40);  // in the lowest area
        QTest::mouseClick(chart, Qt::LeftButton, {}, at);
        QCOMPARE(m_window->currentView()->id(), QStringLiteral("events"));
        const QString filter = events()->filterBar()->filter();
        QVERIFY2(filter.contains(QStringLiteral("provider:microsoft")) && filter.contains(QStringLiteral("since:")) &&
                     filter.contains(QStringLiteral("category:") + overview->categories()->categories().first()),
                 qPrintable(filter));
    }

    void a_note_about_a_rising_category_opens_its_events() {
        open(QStringLiteral("overview"));
        QPushButton* show = nullptr;
        QTRY_VERIFY([&] {
            for (QPushButton* button : m_window->findChildren<QPushButton*>())
                if (button->text() == QLatin1String("Show events") && button->isVisible() &&
                    button->parentWidget()->parentWidget()->accessibleName().contains(QLatin1String("more refusals")))
                    show = button;
            return show != nullptr;
        }());
        show->click();
        QCOMPARE(m_window->currentView()->id(), QStringLiteral("events"));
        QCOMPARE(events()->filterBar()->filter(), QStringLiteral("provider:\"microsoft\" category:policy-related"));
    }
};

QTEST_MAIN(RulesTest)
#include "rules_test.moc"
