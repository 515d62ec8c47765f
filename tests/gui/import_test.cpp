// The import's promises: files are found beside the one that was chosen whatever path they are named by, the report leads to its
// lines, and what comes of it opens as one unsaved text that loads.
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "gui/client/connection.h"
#include "gui/models/configimport.h"
#include "gui/models/configworkspace.h"
#include "gui/models/importreportmodel.h"
#include "gui/views/configuration/import/importdialog.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "shared/config/load.h"
#include "tests/gui/fakedaemon.h"
#include "tests/gui/shots.h"

using namespace mailrace::gui;
namespace config = mailrace::config;

namespace {

constexpr auto kMain = R"(# production
postmaster hostmaster@example.com
host-name mail.example.com
smtp-listener 0/0:25
http-mgmt-port 8080
http-access 10/8 admin
dk-sign yes
thread-reuse yes
log-file /var/log/pmta/log

<source 0/0>
    always-allow-relaying no
    log-connections yes
</source>

include /etc/pmta/vmtas/*.conf

<domain *>
    max-smtp-out 20
    max-msg-per-hour 1000
    dkim-sign yes
</domain>

<acct-file /var/log/pmta/acct.csv>
    records d,b,t
    max-size 50M
</acct-file>
)";

constexpr auto kVmta = R"(<virtual-mta news>
    smtp-source-host 192.0.2.10 out1.example.com
    auto-cold-virtual-mta 1.2.3.4
</virtual-mta>
)";

void write(const QString& path, const char* text) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

}  // namespace

class ImportTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ConfigWorkspace> m_workspace;
    QString main() const { return m_dir.filePath(QStringLiteral("pmta/config")); }

private slots:
    void initTestCase() {
        shots::translate();
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
        write(main(), kMain);
        write(m_dir.filePath(QStringLiteral("pmta/vmtas/news.conf")), kVmta);
        m_daemon = std::make_unique<FakeDaemon>(FakeDaemon::Options{});
        QVERIFY(m_daemon->listen(m_dir.filePath(QStringLiteral("s"))));
        m_connection = std::make_unique<Connection>();
        m_workspace = std::make_unique<ConfigWorkspace>(m_connection.get());
        m_workspace->load();
        m_connection->open(m_dir.filePath(QStringLiteral("s")));
        QTRY_VERIFY(m_workspace->isLoaded() && m_workspace->isChecked());
    }
    void cleanupTestCase() {
        m_workspace.reset();
        m_connection.reset();
        m_daemon.reset();
    }

    void finds_includes_beside_the_chosen_file_and_makes_one_text_of_them() {
        const ConfigImport made = importConfig(main());
        QCOMPARE(made.texts.size(), 2);
        QCOMPARE(made.errors, 0);
        QVERIFY(made.whole.contains(QStringLiteral("<virtual-mta news>")));
        QVERIFY(made.whole.indexOf(QStringLiteral("<virtual-mta news>")) < made.whole.indexOf(QStringLiteral("<domain *>")));
        QVERIFY(!made.whole.contains(QStringLiteral("\ninclude ")));
        QVERIFY(config::load_text("whole", made.whole.toStdString()).config != nullptr);
        QVERIFY(made.count(config::ImportKind::rewritten) + made.count(config::ImportKind::dropped) > 0);
    }

    void a_file_that_is_not_there_is_said() {
        const ConfigImport made = importConfig(m_dir.filePath(QStringLiteral("nowhere.conf")));
        QVERIFY(made.texts.isEmpty());
        QVERIFY(!made.report.isEmpty());
    }

    void the_report_leads_to_its_lines_and_the_text_opens_unsaved() {
        ImportDialog dialog(m_workspace.get(), main(), nullptr);
        QSignalSpy ready(&dialog, &ImportDialog::ready);
        QSignalSpy opened(&dialog, &ImportDialog::opened);
        dialog.show();
        QTRY_COMPARE(ready.size(), 1);
        auto* model = dialog.findChild<ImportReportModel*>();
        model->show(ImportReportModel::Which::All);
        QVERIFY(model->rowCount() > 2);
        int row = -1;
        for (int i = 0; i < model->rowCount(); ++i)
            if (model->row(i).document == 1) row = i;
        QVERIFY(row >= 0);
        dialog.table()->selectRow(row);
        QCOMPARE(dialog.findChild<QComboBox*>()->currentIndex(), 1);
        dialog.findChild<QComboBox*>()->setCurrentIndex(0);
        shots::take(&dialog, QStringLiteral("import"));
        const QString before = m_workspace->documents().at(0).baseText;
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->isDefault()) button->click();
        QCOMPARE(opened.size(), 1);
        QCOMPARE(m_workspace->documents().at(0).text, dialog.import().whole);
        QCOMPARE(m_workspace->documents().at(0).baseText, before);
        QVERIFY(m_workspace->isDirty());
    }
};

QTEST_MAIN(ImportTest)
#include "import_test.moc"
