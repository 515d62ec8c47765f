// The filter bar's promises: a mistake is marked where it is and not sent, completion knows fields and values, and clicks change
// the text as a person would.
#include <QSignalSpy>
#include <QTest>

#include "gui/models/filtertext.h"
#include "gui/widgets/filterbar.h"
#include "gui/widgets/theme.h"
#include "shared/filter/filter.h"

using namespace mailrace;
using namespace mailrace::gui;

class FilterBarTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance(); }

    void applies_when_enter_is_pressed() {
        FilterBar bar(filter::event_fields(), {}, QStringLiteral("filter"));
        bar.show();
        QSignalSpy applied(&bar, &FilterBar::applied);
        QTest::keyClicks(&bar, QStringLiteral("type:bounce "));
        QTest::keyClick(&bar, Qt::Key_Return);
        QCOMPARE(applied.size(), 1);
        QCOMPARE(applied.first().first().toString(), QStringLiteral("type:bounce "));
    }

    void applies_by_itself_when_typing_pauses() {
        FilterBar bar(filter::event_fields(), {}, QStringLiteral("filter"));
        bar.show();
        QSignalSpy applied(&bar, &FilterBar::applied);
        QTest::keyClicks(&bar, QStringLiteral("gmail"));
        QTRY_COMPARE(applied.size(), 1);
    }

    void marks_a_mistake_where_it_is_and_does_not_apply_it() {
        FilterBar bar(filter::event_fields(), {}, QStringLiteral("filter"));
        bar.show();
        QSignalSpy applied(&bar, &FilterBar::applied);
        QTest::keyClicks(&bar, QStringLiteral("type:bounce provder:gmail"));
        QVERIFY(bar.problem().has_value());
        QCOMPARE(bar.problem()->offset, 12);
        QVERIFY(bar.problem()->words.contains(QStringLiteral("provider")));
        QTest::keyClick(&bar, Qt::Key_Return);
        QCOMPARE(applied.size(), 0);
    }

    void marks_the_right_letters_after_letters_of_several_bytes() {
        FilterBar bar(filter::event_fields(), {}, QStringLiteral("filter"));
        bar.setFilter(QStringLiteral("\"müßig\" nofield:x"));
        QVERIFY(bar.problem().has_value());
        QCOMPARE(bar.problem()->offset, 8);
    }

    void completes_fields_and_known_values() {
        FilterBar bar(filter::event_fields(), {}, QStringLiteral("filter"));
        bar.setKnownValues(QStringLiteral("provider"), {QStringLiteral("google"), QStringLiteral("yahoo")});
        bar.show();
        bar.activateWindow();
        QTest::keyClicks(&bar, QStringLiteral("prov"));
        QVERIFY(bar.completions().contains(QStringLiteral("provider:")));
        QTest::keyClicks(&bar, QStringLiteral("ider:go"));
        QVERIFY(bar.completions().contains(QStringLiteral("google")));
        QVERIFY(!bar.completions().contains(QStringLiteral("yahoo")));
    }

    void clicking_a_facet_adds_extends_and_removes() {
        using namespace filtertext;
        QString text = toggleInclude(QStringLiteral("since:2h"), QStringLiteral("type"), QStringLiteral("bounce"));
        QCOMPARE(text, QStringLiteral("since:2h type:bounce"));
        text = toggleInclude(text, QStringLiteral("type"), QStringLiteral("deferral"));
        QCOMPARE(text, QStringLiteral("since:2h type:bounce,deferral"));
        QCOMPARE(stateOf(text, QStringLiteral("type"), QStringLiteral("deferral")), TermState::Included);
        text = toggleInclude(text, QStringLiteral("type"), QStringLiteral("bounce"));
        QCOMPARE(text, QStringLiteral("since:2h type:deferral"));
        text = toggleExclude(text, QStringLiteral("type"), QStringLiteral("deferral"));
        QCOMPARE(text, QStringLiteral("since:2h -type:deferral"));
        QCOMPARE(stateOf(text, QStringLiteral("type"), QStringLiteral("deferral")), TermState::Excluded);
        QCOMPARE(toggleExclude(text, QStringLiteral("type"), QStringLiteral("deferral")), QStringLiteral("since:2h"));
    }

    void what_clicking_writes_can_be_read() {
        using namespace filtertext;
        for (const QString& value : {QStringLiteral("a b"), QStringLiteral("x\"y"), QStringLiteral("198.51.100.9"),
                                     QStringLiteral("user@host.example"), QStringLiteral("a,b")}) {
            const QString text = toggleInclude({}, QStringLiteral("job"), value);
            QVERIFY2(filter::parse(text.toStdString(), filter::event_fields(), WallTime{}).ok(), qPrintable(text));
            QCOMPARE(stateOf(text, QStringLiteral("job"), value), TermState::Included);
        }
        const QString time = withTime(QStringLiteral("type:bounce since:2h"), 1'767'225'600'000, 1'767'229'200'000);
        const auto parsed = filter::parse(time.toStdString(), filter::event_fields(), WallTime{});
        QVERIFY2(parsed.ok(), qPrintable(time));
        const auto range = filter::required_range(parsed.filter(), filter::id_of(filter::EventField::time));
        QCOMPARE(range.from, 1'767'225'600'000'000);
        QVERIFY(time.startsWith(QStringLiteral("type:bounce since:2026-01-01T00:00:00Z")));
    }
};

QTEST_MAIN(FilterBarTest)
#include "filterbar_test.moc"
