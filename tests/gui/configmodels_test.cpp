// The models and pure parts behind the configuration view.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "gui/models/completionmodel.h"
#include "gui/models/configsyntax.h"
#include "gui/models/hitmodel.h"
#include "gui/models/linemap.h"
#include "gui/models/outlinemodel.h"
#include "gui/models/problemmodel.h"
#include "gui/models/textsearch.h"
#include "gui/models/tone.h"

using namespace mailrace::gui;
namespace config = mailrace::config;

namespace {

QString letters(const QString& line, SyntaxRole role, config::Scope scope = config::Scope::global) {
    QStringList out;
    for (const SyntaxSpan& span : syntaxOf(line, scope)) {
        if (span.role == role) out.append(line.mid(span.from, span.length));
    }
    return out.join(QLatin1Char('|'));
}

std::vector<config::OutlineItem> outlineOf(const std::string& text) { return config::outline(config::SyntaxTree(text)); }

Problem problem(int document, int line, std::uint32_t column = 0) {
    Problem out;
    out.document = document;
    out.line = line;
    out.column = column;
    out.words = QStringLiteral("words");
    return out;
}

}  // namespace

class ConfigModelsTest : public QObject {
    Q_OBJECT

private slots:
    void lines_find_their_way_through_edits() {
        LineMap map;
        QCOMPARE(map.toAnalysed(7).value(), 7);
        map.edited(5, 1, 3);  // two lines more from line 5 on
        QCOMPARE(map.toAnalysed(4).value(), 4);
        QVERIFY(!map.toAnalysed(5));
        QVERIFY(!map.toAnalysed(7));
        QCOMPARE(map.toAnalysed(8).value(), 6);
        QCOMPARE(map.toNow(6), 8);
        map.edited(20, 2, 1);  // lines 20 and 21, which were 18 and 19, became one
        QVERIFY(!map.toAnalysed(12));
        QVERIFY(!map.toAnalysed(20));
        QCOMPARE(map.toAnalysed(21).value(), 20);
        QCOMPARE(map.toNow(20), 21);
        QCOMPARE(map.toNow(2), 2);
        map.edited(1, 1, 1);
        QVERIFY(!map.toAnalysed(1));
        map.reset();
        QVERIFY(map.isClean());
    }

    void every_random_edit_keeps_the_lines_behind_it_in_step() {
        // A text is a list of numbers; the map must say for every line outside the edited stretch where its number stood.
        std::uint32_t seed = 7;
        const auto dice = [&](int sides) {
            seed = seed * 1664525u + 1013904223u;
            return int((seed >> 16) % std::uint32_t(sides));
        };
        for (int round = 0; round < 300; ++round) {
            QVector<int> now;
            for (int i = 1; i <= 40; ++i) now.append(i);
            LineMap map;
            for (int edit = 0; edit < 6; ++edit) {
                const int first = dice(int(now.size()));
                const int removed = 1 + dice(std::min(5, int(now.size()) - first));
                const int added = 1 + dice(5);
                now.remove(first, removed);
                now.insert(first, added, 0);
                map.edited(first + 1, removed, added);
            }
            for (int line = 1; line <= now.size(); ++line) {
                const auto then = map.toAnalysed(line);
                if (now.at(line - 1) == 0) QVERIFY(!then);
                if (then) QCOMPARE(*then, now.at(line - 1));
                if (then) QCOMPARE(map.toNow(*then), line);
            }
        }
    }

    void colours_follow_the_schema_and_the_lexer() {
        const QString line = QStringLiteral("  max-smtp-out 20 # “ä” unlimited");
        QCOMPARE(letters(line, SyntaxRole::Directive, config::Scope::domain), QStringLiteral("max-smtp-out"));
        QCOMPARE(letters(line, SyntaxRole::Number, config::Scope::domain), QStringLiteral("20"));
        QCOMPARE(letters(line, SyntaxRole::Comment, config::Scope::domain), QStringLiteral("# “ä” unlimited"));
        QCOMPARE(letters(QStringLiteral("use-starttls yes"), SyntaxRole::Keyword, config::Scope::domain), QStringLiteral("yes"));
        QCOMPARE(letters(QStringLiteral("max-smtp-ouut 20"), SyntaxRole::Unknown, config::Scope::domain),
                 QStringLiteral("max-smtp-ouut"));
        QCOMPARE(letters(QStringLiteral("dk-sign yes"), SyntaxRole::Inert, config::Scope::domain), QStringLiteral("dk-sign"));
        QCOMPARE(letters(QStringLiteral("reply /^4\\d\\d/ mode=backoff"), SyntaxRole::Regex, config::Scope::smtp_pattern_list),
                 QStringLiteral("/^4\\d\\d/"));
        QCOMPARE(letters(QStringLiteral("<virtual-mta a b>"), SyntaxRole::Tag), QStringLiteral("<virtual-mta|>"));
        QCOMPARE(letters(QStringLiteral("<virtual-mta a b>"), SyntaxRole::Name), QStringLiteral("a b"));
        QCOMPARE(letters(QStringLiteral("</virtual-mta>"), SyntaxRole::Tag), QStringLiteral("</virtual-mta|>"));
        QVERIFY(syntaxOf(QString(), config::Scope::global).isEmpty());
    }

    void colours_survive_any_line() {
        const QStringList lines{QStringLiteral("<"),
                                QStringLiteral("</"),
                                QStringLiteral("<a"),
                                QStringLiteral("\"open"),
                                QStringLiteral("/open"),
                                QStringLiteral("#"),
                                QStringLiteral("<a b"),
                                QStringLiteral("< >"),
                                QStringLiteral(">"),
                                QString(70'000, u'x'),
                                QStringLiteral("ä\u0000b c"),
                                QStringLiteral("\\"),
                                QStringLiteral("</ x>"),
                                QStringLiteral("\t\v <\u20ac>"),
                                QStringLiteral("a \U0001F600 \"\U0001F600\"")};
        for (const QString& line : lines) {
            for (const SyntaxSpan& span : syntaxOf(line, config::Scope::global)) {
                QVERIFY(span.from >= 0 && span.length > 0 && span.from + span.length <= line.size());
            }
        }
    }

    void brackets_know_their_partner() {
        const QString line = QStringLiteral("/a(b[c\\)]d)e/");
        const auto found = bracketsAt(line, 2);
        QVERIFY(found);
        QCOMPARE(found->second, int(line.lastIndexOf(QLatin1Char(')'))));
        QVERIFY(!bracketsAt(line, 0));
        QVERIFY(!bracketsAt(QStringLiteral("(never closed"), 0));
    }

    void finds_words_expressions_and_whole_words() {
        const QStringList texts{QStringLiteral("max-smtp-out 5\nMAX-SMTP-OUT 6\n"), QStringLiteral("backoff-max-smtp-out 7\n")};
        SearchQuery query{QStringLiteral("max-smtp-out"), false, false, false};
        QCOMPARE(findAll(texts, query).size(), 3);
        query.matchCase = true;
        QCOMPARE(findAll(texts, query).size(), 2);
        query.wholeWord = true;
        QCOMPARE(findAll(texts, query).size(), 1);
        query = {QStringLiteral("^(\\S+) (\\d)$"), true, false, false};
        QCOMPARE(findAll(texts, query).size(), 3);
        int count = 0;
        QCOMPARE(replaceAll(texts.at(1), query, QStringLiteral("\\2 \\1"), &count), QStringLiteral("7 backoff-max-smtp-out\n"));
        QCOMPARE(count, 1);
        query.text = QStringLiteral("(");
        QVERIFY(!query.problem().isEmpty());
        QVERIFY(findAll(texts, query).isEmpty());
        query.text = QStringLiteral("x*");  // fits everywhere with no letter: only where there is one is a hit
        QCOMPARE(findAll(texts, query).size(), 3);
    }

    void next_and_previous_go_round() {
        const QString text = QStringLiteral("one two one");
        const SearchQuery query{QStringLiteral("one"), false, false, false};
        QCOMPARE(findNext(text, query, 0, false)->from, 0);
        QCOMPARE(findNext(text, query, 3, false)->from, 8);
        QCOMPARE(findNext(text, query, 11, false)->from, 0);
        QCOMPARE(findNext(text, query, 8, true)->from, 0);
        QCOMPARE(findNext(text, query, 0, true)->from, 8);
        QVERIFY(!findNext(text, {QStringLiteral("three"), false, false, false}, 0, true));
    }

    void a_search_that_was_overtaken_says_nothing() {
        TextSearch search;
        QSignalSpy found(&search, &TextSearch::found);
        const QStringList texts{QString(200'000, u'a')};
        for (int i = 0; i < 20; ++i) search.start(texts, {QString(i + 1, u'a'), false, false, false});
        QTRY_COMPARE(found.size(), 1);
        QTest::qWait(50);
        QCOMPARE(found.size(), 1);
    }

    void problems_are_rows_in_order() {
        ProblemModel model;
        QAbstractItemModelTester tester(&model);
        model.setProblems({problem(0, 3), problem(0, 9), problem(1, 2)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.next(0, 3, 0, false), 1);
        QCOMPARE(model.next(1, 2, 0, false), 0);
        QCOMPARE(model.next(0, 3, 0, true), 2);
        QCOMPARE(model.index(0, ProblemModel::Severity).data().toString(), QStringLiteral("error"));
        model.setProblems({});
        QCOMPARE(model.next(0, 1, 0, false), -1);
    }

    void a_diagnostic_becomes_words_for_a_person() {
        config::Diagnostic d;
        d.file = "/etc/mailrace/conf.d/a.conf";
        d.line = 4;
        d.column = 5;
        d.message = "unknown directive";
        d.nearest = "max-smtp-out";
        const Problem p = Problem::of(d, 2);
        QCOMPARE(p.file, QStringLiteral("a.conf"));
        QCOMPARE(p.column, 4u);
        QVERIFY(p.words.contains(QStringLiteral("did you mean max-smtp-out")));
        QVERIFY(Problem::of(d, 2, true).words.contains(QStringLiteral("daemon")));
    }

    void the_outline_keeps_what_was_unfolded_while_typing() {
        OutlineModel model;
        QAbstractItemModelTester tester(&model);
        model.setOutline(outlineOf("<virtual-mta a>\n<domain x>\n</domain>\n</virtual-mta>\n<domain *>\n</domain>\n"));
        QCOMPARE(model.rowCount(), 2);
        const QPersistentModelIndex inner = model.index(0, 0, model.index(0, 0));
        QCOMPARE(inner.data().toString(), QStringLiteral("domain x"));
        QCOMPARE(model.at(2), QModelIndex(inner));
        QCOMPARE(model.at(5).data().toString(), QStringLiteral("domain *"));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setOutline(outlineOf("\n<virtual-mta b>\n<domain y>\n</domain>\n</virtual-mta>\n<domain *>\n</domain>\n"));
        QCOMPARE(resets.size(), 0);
        QVERIFY(inner.isValid());
        QCOMPARE(inner.data().toString(), QStringLiteral("domain y"));
        QCOMPARE(inner.data(OutlineModel::LineRole).toInt(), 3);
        model.setOutline({});
        QCOMPARE(resets.size(), 1);
        QVERIFY(!model.at(1).isValid());
    }

    void completions_and_hits_are_lists() {
        CompletionModel completions;
        QAbstractItemModelTester first(&completions);
        config::Completion item;
        item.label = item.insert = "dk-sign";
        item.status = config::Status::obsolete;
        completions.setItems({item});
        QVERIFY(completions.index(0).data(DimRole).toBool());
        HitModel hits;
        QAbstractItemModelTester second(&hits);
        hits.setHits({{0, QStringLiteral("a.conf"), 3, 4, 2, QStringLiteral("    hi"), {}}});
        QCOMPARE(hits.index(0, HitModel::Place).data().toString(), QStringLiteral("a.conf:3"));
        QCOMPARE(hits.index(0, HitModel::Text).data().toString(), QStringLiteral("hi"));
    }
};

QTEST_GUILESS_MAIN(ConfigModelsTest)
#include "configmodels_test.moc"
