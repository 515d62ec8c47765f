// The promises of review, history and merge: one sees what changes and what it does before it is applied, nothing is applied over
// somebody else's change, and every version can be compared and brought back.
#include <QClipboard>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "gui/client/connection.h"
#include "gui/models/configworkspace.h"
#include "gui/views/configuration/history/historydialog.h"
#include "gui/views/configuration/review/conflictcard.h"
#include "gui/views/configuration/review/effectpanel.h"
#include "gui/views/configuration/review/mergedialog.h"
#include "gui/views/configuration/review/reviewdialog.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "tests/gui/fakedaemon.h"
#include "tests/gui/shots.h"

using namespace mailrace::gui;

class ReviewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ConfigWorkspace> m_workspace;

    void start(const QString& role = QStringLiteral("admin")) {
        FakeDaemon::Options options;
        options.role = role;
        m_daemon = std::make_unique<FakeDaemon>(options);
        QVERIFY(m_daemon->listen(m_dir.filePath(QStringLiteral("s"))));
        m_connection = std::make_unique<Connection>();
        m_workspace = std::make_unique<ConfigWorkspace>(m_connection.get());
        m_workspace->load();
        m_connection->open(m_dir.filePath(QStringLiteral("s")));
        QTRY_VERIFY(m_workspace->isLoaded() && m_workspace->isChecked());
    }

    void edit(const QString& from, const QString& to, int document = 0) {
        QString text = m_workspace->documents().at(document).text;
        QVERIFY2(text.contains(from), qPrintable(from));
        m_workspace->setText(document, text.replace(from, to), this);
    }

private slots:
    void initTestCase() {
        shots::translate();
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
    }
    void cleanup() {
        m_workspace.reset();
        m_connection.reset();
        m_daemon.reset();
    }

    void shows_text_and_effect_and_applies_with_a_note() {
        start();
        edit(QStringLiteral("    max-smtp-out 20\n    bounce-after 4d12h"),
             QStringLiteral("    max-smtp-out 15\n    bounce-after 3d"));
        edit(QStringLiteral("max-msg-rate 1000/h"), QStringLiteral("max-msg-rate 800/h"), 1);
        edit(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1500"));
        ReviewDialog dialog(m_workspace.get(), m_connection.get(), nullptr);
        dialog.show();
        QCOMPARE(dialog.diff()->lines().added, 3);
        QTRY_VERIFY(dialog.effect()->rows() > 0);
        QTRY_VERIFY(dialog.applyButton()->isEnabled());
        shots::take(&dialog, QStringLiteral("review"));
        dialog.diff()->setSideBySide(false);
        shots::take(&dialog, QStringLiteral("review-unified"));
        dialog.diff()->setSideBySide(true);
        QSignalSpy applied(&dialog, &ReviewDialog::applied);
        dialog.noteEdit()->setText(QStringLiteral("gentler for the evening"));
        dialog.applyButton()->click();
        QTRY_COMPARE(applied.size(), 1);
        QCOMPARE(m_daemon->lastParams(QStringLiteral("config.apply")).value(QStringLiteral("note")).toString(),
                 QStringLiteral("gentler for the evening"));
        QVERIFY(!m_workspace->isDirty());
        QVERIFY(applied.first().first().toString().contains(QStringLiteral("Version 4")));
    }

    void only_enter_in_the_note_or_ctrl_enter_applies() {
        for (const bool fromNote : {true, false}) {
            start();
            edit(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1500"));
            ReviewDialog dialog(m_workspace.get(), m_connection.get(), nullptr);
            dialog.show();
            QTRY_VERIFY(dialog.applyButton()->isEnabled());
            QSignalSpy applied(&dialog, &ReviewDialog::applied);
            // What no widget inside takes reaches the dialog itself.
            QTest::keyClick(&dialog, Qt::Key_Return);
            QTest::keyClick(dialog.diff(), Qt::Key_Return);
            QTest::keyClick(&dialog, Qt::Key_Enter);
            // An apply that has begun disables the button at once; the daemon hears of it only later.
            QVERIFY(dialog.applyButton()->isEnabled());
            QVERIFY(dialog.isVisible());
            if (fromNote)
                QTest::keyClick(dialog.noteEdit(), Qt::Key_Return);
            else
                QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
            QTRY_COMPARE(applied.size(), 1);
            QCOMPARE(m_daemon->calls(QStringLiteral("config.apply")), 1);
            cleanup();
        }
    }

    void errors_stand_in_the_way_and_lead_to_their_line() {
        start();
        edit(QStringLiteral("    max-smtp-out 20\n    bounce-after"), QStringLiteral("    max-smtp-out many\n    bounse-after"));
        ReviewDialog dialog(m_workspace.get(), m_connection.get(), nullptr);
        dialog.show();
        QSignalSpy chosen(&dialog, &ReviewDialog::findingChosen);
        QPushButton* link = nullptr;
        QTRY_VERIFY((link = dialog.effect()->findChild<QPushButton*>(QStringLiteral("link"))));
        QVERIFY(!dialog.applyButton()->isEnabled());
        shots::take(&dialog, QStringLiteral("review-errors"));
        link->click();
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen.first().at(1).toInt() > 0);
    }

    void who_may_not_apply_is_told_so() {
        start(QStringLiteral("monitor"));
        edit(QStringLiteral("    max-smtp-out 20\n    bounce-after 4d12h"),
             QStringLiteral("    max-smtp-out 15\n    bounce-after 3d"));
        ReviewDialog dialog(m_workspace.get(), m_connection.get(), nullptr);
        dialog.show();
        QTRY_VERIFY(dialog.effect()->rows() > 0);
        QVERIFY(!dialog.applyButton()->isEnabled());
        QVERIFY(dialog.words().contains(QStringLiteral("admin")));
    }

    void a_conflict_is_said_and_nothing_is_applied_over_it() {
        start();
        edit(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1500"));
        ReviewDialog dialog(m_workspace.get(), m_connection.get(), nullptr);
        QSignalSpy merge(&dialog, &ReviewDialog::mergeWanted);
        dialog.show();
        QTRY_VERIFY(dialog.applyButton()->isEnabled());
        const auto document = m_workspace->documents().at(0);
        QString theirs = document.baseText;
        m_daemon->config().editOnDisk(
            document.id, theirs.replace(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 900")));
        dialog.applyButton()->click();
        QTRY_VERIFY(m_workspace->hasConflict());
        QTRY_VERIFY(dialog.words().contains(QStringLiteral("Merge")));
        QVERIFY(!dialog.applyButton()->isEnabled());
        shots::take(&dialog, QStringLiteral("review-conflict"));
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Merge…")) button->click();
        QCOMPARE(merge.size(), 1);
        QCOMPARE(merge.first().first().toInt(), 0);
    }

    void changes_in_different_places_go_together_and_are_applied_on_the_new_revision() {
        start();
        edit(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1500"));
        QString theirs = m_workspace->documents().at(0).baseText;
        theirs.replace(QStringLiteral("    bounce-after 4d12h"), QStringLiteral("    bounce-after 2d"));
        m_daemon->config().editElsewhere(m_workspace->documents().at(0).id, theirs, QStringLiteral("ana"),
                                         QStringLiteral("shorter"));
        QTRY_VERIFY(m_workspace->hasConflict());
        MergeDialog dialog(m_workspace.get(), 0, nullptr);
        dialog.show();
        QCOMPARE(dialog.merge().conflicts().size(), 0);
        QVERIFY(dialog.takeButton()->isEnabled());
        dialog.takeButton()->click();
        QVERIFY(!m_workspace->hasConflict());
        const QString merged = m_workspace->documents().at(0).text;
        QVERIFY(merged.contains(QStringLiteral("total-max-smtp-out 1500")) && merged.contains(QStringLiteral("bounce-after 2d")));
        ReviewDialog review(m_workspace.get(), m_connection.get(), nullptr);
        QSignalSpy applied(&review, &ReviewDialog::applied);
        review.show();
        QTRY_VERIFY(review.applyButton()->isEnabled());
        QCOMPARE(review.diff()->lines().added, 1);  // only what is mine differs from what runs now
        review.applyButton()->click();
        QTRY_COMPARE(applied.size(), 1);
        QVERIFY(m_daemon->config().text(m_workspace->documents().at(0).id).contains(QStringLiteral("bounce-after 2d")));
    }

    void what_was_edited_by_hand_becomes_part_of_the_change() {
        start();
        edit(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1500"));
        ReviewDialog review(m_workspace.get(), m_connection.get(), nullptr);
        QSignalSpy applied(&review, &ReviewDialog::applied);
        review.show();
        QTRY_VERIFY(review.applyButton()->isEnabled());
        // Both files differ on the daemon's disk, one of them untouched here.
        const QString main = m_workspace->documents().at(0).id, other = m_workspace->documents().at(1).id;
        m_daemon->config().editOnDisk(
            main, QString(m_workspace->documents().at(0).baseText)
                      .replace(QStringLiteral("    bounce-after 4d12h"), QStringLiteral("    bounce-after 2d")));
        m_daemon->config().editOnDisk(other,
                                      QString(m_workspace->documents().at(1).baseText)
                                          .replace(QStringLiteral("max-msg-rate 1000/h"), QStringLiteral("max-msg-rate 900/h")));
        review.applyButton()->click();
        QTRY_VERIFY(m_workspace->hasConflict());
        QTRY_VERIFY(review.words().contains(QStringLiteral("by hand")));
        for (int document = 0; document < 2; ++document) {
            if (!m_workspace->documents().at(document).conflict()) continue;
            MergeDialog merge(m_workspace.get(), document, nullptr);
            merge.show();
            QVERIFY(merge.takeButton()->isEnabled());
            merge.takeButton()->click();
        }
        QVERIFY(!m_workspace->hasConflict());
        QVERIFY(
            m_workspace->documents().at(0).baseText.contains(QStringLiteral("bounce-after 4d12h")));  // compared with what runs
        QTRY_VERIFY(review.applyButton()->isEnabled());
        review.applyButton()->click();
        QTRY_COMPARE(applied.size(), 1);
        QTRY_VERIFY(!m_workspace->isDirty());
        QVERIFY(m_daemon->config().text(main).contains(QStringLiteral("bounce-after 2d")));
        QVERIFY(m_daemon->config().text(main).contains(QStringLiteral("total-max-smtp-out 1500")));
        QVERIFY(m_daemon->config().text(other).contains(QStringLiteral("max-msg-rate 900/h")));
    }

    void where_both_changed_the_same_lines_somebody_chooses() {
        start();
        edit(QStringLiteral("    max-smtp-out 20\n    bounce-after 4d12h"),
             QStringLiteral("    max-smtp-out 15\n    bounce-after 3d"));
        edit(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1500"));
        QString theirs = m_workspace->documents().at(0).baseText;
        theirs.replace(QStringLiteral("    max-smtp-out 20\n    bounce-after"),
                       QStringLiteral("    max-smtp-out 30\n    bounce-after"));
        theirs.replace(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 900"));
        m_daemon->config().editElsewhere(m_workspace->documents().at(0).id, theirs, QStringLiteral("ana"),
                                         QStringLiteral("less at once"));
        QTRY_VERIFY(m_workspace->hasConflict());
        MergeDialog dialog(m_workspace.get(), 0, nullptr);
        QSignalSpy merged(&dialog, &MergeDialog::merged);
        dialog.show();
        QCOMPARE(dialog.cards().size(), 2);
        QVERIFY(!dialog.takeButton()->isEnabled());
        dialog.cards().at(0)->choose(ConfigMerge::Choice::Theirs);
        QTest::qWait(300);
        shots::take(&dialog, QStringLiteral("merge"));
        dialog.cards().at(1)->choose(ConfigMerge::Choice::Own);
        dialog.cards().at(1)->findChildren<QPlainTextEdit*>().last()->setPlainText(QStringLiteral("    max-smtp-out twenty"));
        QTRY_VERIFY(dialog.words().contains(QStringLiteral("twenty")));  // the parser looks at the outcome
        shots::take(&dialog, QStringLiteral("merge-error"));
        dialog.cards().at(1)->findChildren<QPlainTextEdit*>().last()->setPlainText(
            QStringLiteral("    max-smtp-out 25\n    bounce-after 3d"));
        QTRY_VERIFY(dialog.words().isEmpty());
        dialog.takeButton()->click();
        QCOMPARE(merged.size(), 1);
        const QString text = m_workspace->documents().at(0).text;
        QVERIFY(text.contains(QStringLiteral("total-max-smtp-out 900")));
        QVERIFY(text.contains(QStringLiteral("    max-smtp-out 25\n    bounce-after 3d\n")));
        QVERIFY(!m_workspace->hasConflict() && m_workspace->isDirty());
    }

    void history_compares_and_goes_back() {
        start();
        HistoryDialog dialog(m_workspace.get(), m_connection.get(), nullptr);
        dialog.show();
        QTRY_COMPARE(dialog.model()->rowCount(), 3);
        QTRY_VERIFY(dialog.diff()->changes() > 0);
        QTRY_VERIFY(!dialog.effect()->summary().isEmpty());
        QTest::qWait(100);
        shots::take(&dialog, QStringLiteral("history"));
        dialog.table()->selectRow(2);
        dialog.compareWith(3);
        QTRY_VERIFY(dialog.diff()->changes() == 2);
        QPushButton* back = nullptr;
        for (auto* button : dialog.findChildren<QPushButton*>()) {
            if (button->text().startsWith(QStringLiteral("Go back"))) back = button;
            if (button->text() == QStringLiteral("Copy the text")) button->click();
        }
        QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("total-max-smtp-out 800")));
        QVERIFY(back && back->isEnabled());
        back->click();
        auto* ask = dialog.findChild<QInputDialog*>(QStringLiteral("rollBackNote"));
        QVERIFY(ask);
        shots::take(ask, QStringLiteral("history-back"));
        ask->setTextValue(QStringLiteral("the sale is over"));
        ask->accept();
        QTRY_COMPARE(dialog.model()->rowCount(), 4);
        QCOMPARE(m_daemon->lastParams(QStringLiteral("config.rollback")).value(QStringLiteral("note")).toString(),
                 QStringLiteral("the sale is over"));
        QTRY_VERIFY(m_workspace->documents().at(0).text.contains(QStringLiteral("total-max-smtp-out 800")));
    }
};

QTEST_MAIN(ReviewTest)
#include "review_test.moc"
