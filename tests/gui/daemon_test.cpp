// The application's configuration tools against the real daemon, where it was built beside the tests: review, apply, a conflict
// with an edit by hand, merge, history and the way back, a DKIM key from its form. What the fake daemon promises is held to here.
#include <QFile>
#include <QInputDialog>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include "gui/client/connection.h"
#include "gui/client/daemonlauncher.h"
#include "gui/models/configworkspace.h"
#include "gui/views/configuration/forms/formdialog.h"
#include "gui/views/configuration/forms/formpanel.h"
#include "gui/views/configuration/history/historydialog.h"
#include "gui/views/configuration/review/effectpanel.h"
#include "gui/views/configuration/review/mergedialog.h"
#include "gui/views/configuration/review/reviewdialog.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "tests/gui/shots.h"

using namespace mailrace::gui;

namespace {

constexpr int kPatience = 30'000;

/// A port that is free now.
quint16 freePort() {
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

void write(const QString& path, const QString& text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text.toUtf8());
}

QString read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

class DaemonTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QProcess m_daemon;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ConfigWorkspace> m_workspace;
    QString config() const { return m_dir.filePath(QStringLiteral("mailrace.conf")); }

    void edit(const QString& from, const QString& to) {
        QString text = m_workspace->documents().at(0).text;
        QVERIFY2(text.contains(from), qPrintable(from));
        m_workspace->setText(0, text.replace(from, to), this);
    }

private slots:
    void initTestCase() {
        if (DaemonLauncher::program().isEmpty()) QSKIP("the daemon was not built beside the tests");
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
        write(config(), QStringLiteral("host-name mta1.example.net\n"
                                       "smtp-listener 127.0.0.1:%1\n"
                                       "total-max-smtp-out 1200\n"
                                       "\n"
                                       "<virtual-mta news>\n"
                                       "    smtp-source-host 127.0.0.1 out1.example.net\n"
                                       "</virtual-mta>\n"
                                       "\n"
                                       "<domain *>\n"
                                       "    max-smtp-out 20\n"
                                       "    bounce-after 4d12h\n"
                                       "</domain>\n")
                            .arg(freePort()));
        const QString socket = m_dir.filePath(QStringLiteral("control.sock"));
        m_daemon.setProcessChannelMode(QProcess::MergedChannels);
        m_daemon.start(DaemonLauncher::program(), {QStringLiteral("--config"), config(), QStringLiteral("--state-directory"),
                                                   m_dir.filePath(QStringLiteral("state")), QStringLiteral("--socket"), socket});
        QVERIFY(m_daemon.waitForStarted(kPatience));
        m_connection = std::make_unique<Connection>();
        m_connection->setPauses(50, 200);
        m_workspace = std::make_unique<ConfigWorkspace>(m_connection.get());
        m_workspace->load();
        m_connection->open(socket);
        QTRY_VERIFY2_WITH_TIMEOUT(m_workspace->isLoaded() && m_workspace->isChecked(), m_daemon.readAll().constData(), kPatience);
        QVERIFY(m_workspace->isWritable());
    }

    void cleanupTestCase() {
        m_workspace.reset();
        m_connection.reset();
        if (m_daemon.state() == QProcess::NotRunning) return;
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished(kPatience));
    }

    void reviews_and_applies() {
        edit(QStringLiteral("max-smtp-out 20"), QStringLiteral("max-smtp-out 5"));
        ReviewDialog review(m_workspace.get(), m_connection.get(), nullptr);
        QSignalSpy applied(&review, &ReviewDialog::applied);
        review.show();
        QTRY_VERIFY_WITH_TIMEOUT(review.applyButton()->isEnabled(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(review.effect()->rows() > 0, kPatience);
        shots::take(&review, QStringLiteral("daemon-review"));
        review.noteEdit()->setText(QStringLiteral("gently"));
        review.applyButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(applied.size(), 1, kPatience);
        QVERIFY(read(config()).contains(QStringLiteral("max-smtp-out 5")));
        QTRY_VERIFY(!m_workspace->isDirty());
    }

    void what_is_wrong_stands_in_the_way() {
        edit(QStringLiteral("max-smtp-out 5"), QStringLiteral("max-smtp-out five"));
        ReviewDialog review(m_workspace.get(), m_connection.get(), nullptr);
        review.show();
        QTRY_VERIFY_WITH_TIMEOUT(review.effect()->findChild<QPushButton*>(QStringLiteral("link")), kPatience);
        QVERIFY(!review.applyButton()->isEnabled());
        m_workspace->revert(0);
    }

    void an_edit_by_hand_is_merged() {
        edit(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1100"));
        write(config(), read(config()).replace(QStringLiteral("bounce-after 4d12h"), QStringLiteral("bounce-after 2d")));
        ReviewDialog review(m_workspace.get(), m_connection.get(), nullptr);
        QSignalSpy applied(&review, &ReviewDialog::applied);
        review.show();
        QTRY_VERIFY_WITH_TIMEOUT(review.applyButton()->isEnabled(), kPatience);
        review.applyButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->hasConflict(), kPatience);
        MergeDialog merge(m_workspace.get(), 0, nullptr);
        merge.show();
        QVERIFY(merge.takeButton()->isEnabled());
        merge.takeButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(review.applyButton()->isEnabled(), kPatience);
        review.applyButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(applied.size(), 1, kPatience);
        QVERIFY(read(config()).contains(QStringLiteral("bounce-after 2d")));
        QVERIFY(read(config()).contains(QStringLiteral("total-max-smtp-out 1100")));
    }

    void the_form_gets_its_key_from_the_daemon() {
        FormModel model;
        model.kind = FormKind::DkimKey;
        FormDialog dialog(m_workspace.get(), m_connection.get(), model, 0, nullptr);
        dialog.show();
        dialog.panel()->findChildren<QLineEdit*>().first()->setText(QStringLiteral("example.net"));
        for (auto* button : dialog.panel()->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Make the key")) button->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.model().keyDirective.isEmpty(), kPatience);
        QTRY_VERIFY(dialog.result().contains(QStringLiteral("\ndomain-key ") + dialog.model().keyDirective));
        shots::take(&dialog, QStringLiteral("daemon-dkim"));
        QVERIFY(!dialog.model().keyDirective.contains(QLatin1Char(' ')));
    }

    void the_history_compares_and_goes_back() {
        HistoryDialog dialog(m_workspace.get(), m_connection.get(), nullptr);
        dialog.show();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.model()->rowCount() == 3, kPatience);
        QCOMPARE(dialog.model()->versions().at(1).note, QStringLiteral("gently"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.diff()->changes() > 0, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.effect()->rows() > 0, kPatience);
        shots::take(&dialog, QStringLiteral("daemon-history"));
        dialog.table()->selectRow(2);
        dialog.compareWith(dialog.model()->running());
        QTRY_VERIFY_WITH_TIMEOUT(dialog.diff()->changes() == 2, kPatience);
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->text().startsWith(QStringLiteral("Go back"))) button->click();
        auto* ask = dialog.findChild<QInputDialog*>(QStringLiteral("rollBackNote"));
        QVERIFY(ask);
        ask->accept();
        QTRY_VERIFY_WITH_TIMEOUT(read(config()).contains(QStringLiteral("max-smtp-out 20")), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.model()->rowCount() == 4, kPatience);
        QCOMPARE(dialog.model()->versions().first().origin, QStringLiteral("rollback"));
    }
};

QTEST_MAIN(DaemonTest)
#include "daemon_test.moc"
