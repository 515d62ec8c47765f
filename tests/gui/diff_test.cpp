// The comparison's promises: every line of both texts is in it, what changed is found and its words marked, equal parts fold and
// open, and one can walk from change to change by key.
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <random>

#include "gui/models/difflines.h"
#include "gui/widgets/diffpane.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "tests/gui/shots.h"

using namespace mailrace::gui;

namespace {

QString manyLines(int count) {
    QString out;
    for (int i = 1; i <= count; ++i) out += QStringLiteral("line %1\n").arg(i);
    return out;
}

/// The texts that rows were made from.
QPair<QStringList, QStringList> sides(const DiffLines& lines) {
    QPair<QStringList, QStringList> out;
    for (const DiffRow& row : lines.rows) {
        if (row.left > 0) out.first.append(lines.leftLines.at(row.left - 1));
        if (row.right > 0) out.second.append(lines.rightLines.at(row.right - 1));
    }
    return out;
}

}  // namespace

class DiffTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

private slots:
    void initTestCase() { settings::useFile(m_dir.filePath(QStringLiteral("settings.ini"))); }

    void rows_hold_every_line_of_both_texts() {
        std::mt19937 random(3);
        for (int round = 0; round < 200; ++round) {
            QStringList a, b;
            for (int i = int(random() % 30); i > 0; --i) a.append(QString::number(random() % 6));
            for (int i = int(random() % 30); i > 0; --i) b.append(QString::number(random() % 6));
            const DiffLines lines = diffLines(a.join(QLatin1Char('\n')) + (a.isEmpty() ? QString() : QStringLiteral("\n")),
                                              b.join(QLatin1Char('\n')) + (b.isEmpty() ? QString() : QStringLiteral("\n")));
            QCOMPARE(sides(lines).first, a);
            QCOMPARE(sides(lines).second, b);
            for (const DiffRow& row : lines.rows)
                if (row.kind == DiffRow::Kind::Equal)
                    QCOMPARE(lines.leftLines.at(row.left - 1), lines.rightLines.at(row.right - 1));
        }
    }

    void a_changed_value_is_one_changed_row_with_its_word_marked() {
        const DiffLines lines = diffLines(QStringLiteral("<domain *>\n    max-smtp-out 20\n</domain>\n"),
                                          QStringLiteral("<domain *>\n    max-smtp-out 5\n</domain>\n"));
        QCOMPARE(lines.rows.size(), 3);
        QCOMPARE(lines.rows.at(1).kind, DiffRow::Kind::Changed);
        QCOMPARE(lines.rows.at(1).leftWords, (QVector<DiffSpan>{{17, 2}}));
        QCOMPARE(lines.rows.at(1).rightWords, (QVector<DiffSpan>{{17, 1}}));
        QCOMPARE(lines.added, 1);
        QCOMPARE(lines.removed, 1);
    }

    void lines_that_have_nothing_in_common_are_no_pair() {
        const DiffLines lines = diffLines(QStringLiteral("alpha beta\n"), QStringLiteral("1 2 3\n"));
        QCOMPARE(lines.rows.size(), 2);
        QCOMPARE(lines.rows.at(0).kind, DiffRow::Kind::Removed);
        QCOMPARE(lines.rows.at(1).kind, DiffRow::Kind::Added);
    }

    void the_changed_line_is_found_among_new_ones() {
        const DiffLines lines = diffLines(QStringLiteral("    max-smtp-out 20\n"),
                                          QStringLiteral("    bounce-after 1d\n    retry-after 5m\n    max-smtp-out 30\n"));
        QCOMPARE(lines.rows.last().kind, DiffRow::Kind::Changed);
        QCOMPARE(lines.rows.last().right, 3);
    }

    void a_missing_line_end_at_the_end_is_no_difference() {
        QVERIFY(diffLines(QStringLiteral("a\nb"), QStringLiteral("a\nb\n")).changes().isEmpty());
        QVERIFY(diffLines({}, {}).rows.isEmpty());
    }

    void equal_parts_fold_and_keep_lines_beside_a_change() {
        QString after = manyLines(100);
        after.replace(QStringLiteral("line 50\n"), QStringLiteral("line fifty\n"));
        const DiffLines lines = diffLines(manyLines(100), after);
        const auto rows = folded(lines.rows, 3);
        QCOMPARE(rows.size(), 9);  // fold, 3, change, 3, fold
        QCOMPARE(rows.first().kind, DiffRow::Kind::Fold);
        QCOMPARE(rows.first().folded, 46);
        QCOMPARE(rows.last().folded, 47);
        QCOMPARE(folded(lines.rows, 3, {1}).size(), 54);  // the first one opened
    }

    void unified_puts_what_was_before_what_is() {
        const DiffLines lines = diffLines(QStringLiteral("a 1\na 2\n"), QStringLiteral("a 3\na 4\n"));
        const auto rows = unified(lines.rows);
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows.at(0).kind, DiffRow::Kind::Removed);
        QCOMPARE(rows.at(1).kind, DiffRow::Kind::Removed);
        QCOMPARE(rows.at(2).kind, DiffRow::Kind::Added);
    }

    void walks_by_key_and_opens_folds_by_enter() {
        QString after = manyLines(200);
        after.replace(QStringLiteral("line 50\n"), QStringLiteral("line 50 more\n"))
            .replace(QStringLiteral("line 150\n"), QString());
        DiffView view;
        view.resize(900, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.setTitles(QStringLiteral("before"), QStringLiteral("after"));
        view.setTexts(manyLines(200), after);
        QCOMPARE(view.changes(), 2);
        QCOMPARE(view.current(), 0);
        auto* pane = view.findChildren<DiffPane*>().at(1);
        pane->setFocus();
        QTest::keyClick(pane, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(view.current(), 1);
        QTest::keyClick(pane, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(view.current(), 0);
        const int rows = pane->blockCount();
        pane->setTextCursor(QTextCursor(pane->document()->begin()));
        QTest::keyClick(pane, Qt::Key_Return);
        QVERIFY(pane->blockCount() > rows);
        view.setSideBySide(false);
        QCOMPARE(view.changes(), 2);
    }

    void a_long_text_is_compared_beside_the_window() {
        const QString before = manyLines(50'000);
        QString after = before;
        after.replace(QStringLiteral("line 40000\n"), QStringLiteral("line 40000 changed\n"));
        DiffView view;
        QSignalSpy compared(&view, &DiffView::compared);
        QElapsedTimer clock;
        clock.start();
        view.setTexts(before, after);
        const qint64 held = clock.elapsed();
        QVERIFY(view.isBusy());
        QTRY_COMPARE(compared.size(), 1);
        QCOMPARE(view.changes(), 1);
        qInfo("50,000 lines: the window was held up for %lld ms, compared after %lld ms", held, clock.elapsed());
    }
};

QTEST_MAIN(DiffTest)
#include "diff_test.moc"
