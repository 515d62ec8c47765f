// From the configuration view to its tools and back: every tool is an action with a key or a menu, forms write where the cursor
// then stands, F1 explains the field, and a conflict leads through the merge to the review.
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/client/connection.h"
#include "gui/models/configworkspace.h"
#include "gui/models/formspec.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/configurationview.h"
#include "gui/views/configuration/editortabs.h"
#include "gui/views/configuration/forms/directiveedit.h"
#include "gui/views/configuration/forms/formdialog.h"
#include "gui/views/configuration/history/historydialog.h"
#include "gui/views/configuration/review/mergedialog.h"
#include "gui/views/configuration/review/reviewdialog.h"
#include "gui/views/help/helppanel.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/settings.h"
#include "tests/gui/fakedaemon.h"
#include "tests/gui/shots.h"

using namespace mailrace::gui;

class ToolsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<MainWindow> m_window;

    ConfigurationView* view() const { return m_window->configuration(); }
    void trigger(const char* id) { m_window->actionRegistry()->find(QLatin1String(id))->trigger(); }
    template <class Dialog>
    Dialog* dialog() const {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (auto* found = qobject_cast<Dialog*>(widget); found && found->isVisible()) return found;
        return nullptr;
    }

private slots:
    void initTestCase() { settings::useFile(m_dir.filePath(QStringLiteral("settings.ini"))); }

    void init() {
        m_daemon = std::make_unique<FakeDaemon>(FakeDaemon::Options{});
        QVERIFY(m_daemon->listen(m_dir.filePath(QStringLiteral("s"))));
        m_connection = std::make_unique<Connection>();
        Options options;
        options.view = QStringLiteral("configuration");
        m_window = std::make_unique<MainWindow>(m_connection.get(), options);
        m_window->show();
        m_connection->open(m_dir.filePath(QStringLiteral("s")));
        QTRY_VERIFY(view()->workspace()->isLoaded() && view()->workspace()->isChecked());
    }
    void cleanup() {
        m_window.reset();
        m_connection.reset();
        m_daemon.reset();
    }

    void every_form_is_an_action_and_in_the_menu() {
        for (const FormSpec& spec : formSpecs()) {
            QAction* action = m_window->actionRegistry()->find(QStringLiteral("config.new.") + QLatin1String(spec.id));
            QVERIFY(action);
            QVERIFY(view()->newMenu()->actions().contains(action));
        }
    }

    void a_form_writes_and_the_cursor_goes_there() {
        trigger("config.new.virtual-mta");
        FormDialog* form = nullptr;
        QTRY_VERIFY((form = dialog<FormDialog>()));
        form->nameEdit()->setText(QStringLiteral("offers"));
        form->field(QStringLiteral("host-name"))->setValues({QStringLiteral("offers.example.net")});
        QCOMPARE(form->helpAddress(), QStringLiteral("help:section/virtual-mta"));
        form->accept();
        const auto* editor = view()->tabs()->current();
        QTRY_VERIFY(editor->textCursor().block().text().contains(QStringLiteral("<virtual-mta offers>")));
        QVERIFY(view()->workspace()->isDirty());
    }

    void the_section_under_the_cursor_opens_in_its_form() {
        auto* editor = view()->tabs()->current();
        const QTextBlock block =
            editor->document()->findBlock(editor->toPlainText().indexOf(QStringLiteral("    max-smtp-out 5")));
        editor->setTextCursor(QTextCursor(block));
        trigger("config.form");
        FormDialog* form = nullptr;
        QTRY_VERIFY((form = dialog<FormDialog>()));
        QCOMPARE(form->model().name, QStringLiteral("gmail.example"));
        QCOMPARE(form->field(QStringLiteral("max-smtp-out"))->values(), QStringList{QStringLiteral("5")});
        form->reject();
        editor->setTextCursor(QTextCursor(editor->document()->begin()));
        trigger("config.form");  // no form knows the top level: it is said, nothing opens
        QTest::qWait(50);
        QVERIFY(!dialog<FormDialog>());
    }

    void f1_in_a_form_explains_the_field() {
        trigger("config.new.domain");
        FormDialog* form = nullptr;
        QTRY_VERIFY((form = dialog<FormDialog>()));
        form->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget*>(form));
        form->field(QStringLiteral("bounce-after"))->editor()->setFocus();
        QTest::keyClick(form, Qt::Key_F1);
        QTRY_COMPARE(m_window->help()->address(), QStringLiteral("help:config/bounce-after"));
        QVERIFY(m_window->help()->isVisible());
        form->reject();
    }

    void a_conflict_leads_through_the_merge_to_the_review() {
        auto* workspace = view()->workspace();
        QString mine = workspace->documents().at(0).text, theirs = mine;
        workspace->setText(0, mine.replace(QStringLiteral("total-max-smtp-out 1200"), QStringLiteral("total-max-smtp-out 1500")),
                           this);
        m_daemon->config().editElsewhere(workspace->documents().at(0).id,
                                         theirs.replace(QStringLiteral("bounce-after 4d12h"), QStringLiteral("bounce-after 2d")),
                                         QStringLiteral("ana"), QStringLiteral("shorter"));
        QTRY_VERIFY(workspace->hasConflict());
        trigger("config.review");
        MergeDialog* merge = nullptr;
        QTRY_VERIFY((merge = dialog<MergeDialog>()));
        merge->takeButton()->click();
        ReviewDialog* review = nullptr;
        QTRY_VERIFY((review = dialog<ReviewDialog>()));
        QTRY_VERIFY(review->applyButton()->isEnabled());
        review->applyButton()->click();
        QTRY_VERIFY(!workspace->isDirty());
        QTRY_VERIFY(!dialog<ReviewDialog>());
    }

    void history_opens_by_its_key() {
        trigger("config.history");
        HistoryDialog* history = nullptr;
        QTRY_VERIFY((history = dialog<HistoryDialog>()));
        QTRY_COMPARE(history->model()->rowCount(), 3);
        history->reject();
    }
};

QTEST_MAIN(ToolsTest)
#include "tools_test.moc"
