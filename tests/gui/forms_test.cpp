// The guided forms' promises: they write what one would have typed, leave every other byte, open what is there, and say in words
// what is wrong before anything is written.
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "gui/client/connection.h"
#include "gui/models/configworkspace.h"
#include "gui/models/formmodel.h"
#include "gui/views/configuration/forms/directiveedit.h"
#include "gui/views/configuration/forms/dkimpanel.h"
#include "gui/views/configuration/forms/formdialog.h"
#include "gui/widgets/settings.h"
#include "shared/config/load.h"
#include "tests/gui/fakedaemon.h"
#include "tests/gui/shots.h"
#include "tests/gui/stallmeter.h"

using namespace mailrace::gui;
namespace config = mailrace::config;

namespace {

constexpr auto kText = R"(host-name mail.example.com
relay-domain example.com

# the newsletter
<virtual-mta news>
    smtp-source-host 192.0.2.10 out1.example.com   # first
    <domain gmail.example>
        max-smtp-out 5
    </domain>
</virtual-mta>

<domain *>
    max-smtp-out 20
</domain>
)";

QString write(const FormModel& form, const std::string& text = kText) {
    return QString::fromStdString(writeForm(text, form).text);
}

/// What `text` has and kText has not, or the other way round, as one block of lines.
QString added(const QString& text) {
    QString before = QString::fromUtf8(kText);
    qsizetype head = 0;
    while (head < before.size() && head < text.size() && before.at(head) == text.at(head)) ++head;
    qsizetype tail = 0;
    while (tail < before.size() - head && tail < text.size() - head &&
           before.at(before.size() - 1 - tail) == text.at(text.size() - 1 - tail))
        ++tail;
    // What was added may begin as what follows it does.
    while (head > 0 && before.at(head - 1) != QLatin1Char('\n')) --head, ++tail;
    return before.size() - head - tail > 0 ? QStringLiteral("(something was changed)")
                                           : text.mid(head, text.size() - head - tail).trimmed();
}

bool loads(const QString& text) {
    const auto result = config::load_text("test.conf", text.toStdString());
    for (const auto& d : result.diagnostics)
        if (d.severity == config::Severity::error) qWarning("%s", config::to_text(d).c_str());
    return result.config != nullptr;
}

}  // namespace

class FormsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ConfigWorkspace> m_workspace;

private slots:
    void initTestCase() {
        shots::translate();
        settings::useFile(m_dir.filePath(QStringLiteral("settings.ini")));
    }

    void init() {
        m_daemon = std::make_unique<FakeDaemon>(FakeDaemon::Options{});
        QVERIFY(m_daemon->listen(m_dir.filePath(QStringLiteral("s"))));
        m_connection = std::make_unique<Connection>();
        m_workspace = std::make_unique<ConfigWorkspace>(m_connection.get());
        m_workspace->load();
        m_connection->open(m_dir.filePath(QStringLiteral("s")));
        QTRY_VERIFY(m_workspace->isLoaded() && m_workspace->isChecked());
    }

    void cleanup() {
        m_workspace.reset();
        m_connection.reset();
        m_daemon.reset();
    }

    void every_field_of_every_form_is_a_directive_of_its_section() {
        for (const FormSpec& form : formSpecs())
            for (const GroupSpec& group : form.groups)
                for (const FieldSpec& field : group.fields)
                    QVERIFY2(directiveOf(form, field),
                             qPrintable(QLatin1String(form.id) + QLatin1Char(' ') + QLatin1String(field.keyword)));
    }

    void a_virtual_mta_is_written_behind_its_like() {
        FormModel form;
        form.kind = FormKind::VirtualMta;
        form.name = QStringLiteral("offers");
        form.values.insert(QStringLiteral("smtp-source-host"), {QStringLiteral("192.0.2.20 out2.example.com")});
        const QString text = write(form);
        QCOMPARE(added(text),
                 QStringLiteral("<virtual-mta offers>\n    smtp-source-host 192.0.2.20 out2.example.com\n</virtual-mta>"));
        QVERIFY(loads(text));
    }

    void a_rule_within_a_virtual_mta_is_opened_and_changed_in_place() {
        const config::SyntaxTree tree{std::string(kText)};
        auto form = readForm(tree, 8);
        QVERIFY(form);
        QCOMPARE(form->name, QStringLiteral("gmail.example"));
        QCOMPARE(form->around, (QVector<FormBlock>{{QStringLiteral("virtual-mta"), QStringLiteral("news")}}));
        QCOMPARE(form->values.value(QStringLiteral("max-smtp-out")), QStringList{QStringLiteral("5")});
        form->values.insert(QStringLiteral("max-smtp-out"), {QStringLiteral("7")});
        form->values.insert(QStringLiteral("max-msg-rate"), {QStringLiteral("100/h")});
        const QString text = write(*form);
        QCOMPARE(text, QString::fromUtf8(kText).replace(QStringLiteral("        max-smtp-out 5\n"),
                                                        QStringLiteral("        max-smtp-out 7\n        max-msg-rate 100/h\n")));
    }

    void what_is_read_and_written_back_is_the_same_text() {
        const config::SyntaxTree tree{std::string(kText)};
        for (int line = 1; line <= int(tree.lines().size()); ++line)
            if (const auto form = readForm(tree, line)) QCOMPARE(write(*form), QString::fromUtf8(kText));
    }

    void a_pool_takes_weights() {
        FormModel form;
        form.kind = FormKind::Pool;
        form.name = QStringLiteral("all");
        form.values.insert(QStringLiteral("virtual-mta"), {QStringLiteral("news weight=3")});
        QCOMPARE(added(write(form)),
                 QStringLiteral("<virtual-mta-pool all>\n    virtual-mta news weight=3\n</virtual-mta-pool>"));
    }

    void a_bounce_address_brings_its_list_and_relaying() {
        FormModel form;
        form.kind = FormKind::BounceAddress;
        form.values.insert(QStringLiteral("domain"), {QStringLiteral("bounce.example.com")});
        form.values.insert(QStringLiteral("deliver-unmatched-email"), {QStringLiteral("no")});
        const QString text = write(form);
        QVERIFY(text.contains(QStringLiteral("relay-domain example.com\nrelay-domain bounce.example.com\n")));
        QVERIFY(text.contains(QStringLiteral("<bounce-processor>\n    deliver-unmatched-email no\n")));
        QVERIFY(text.contains(QStringLiteral("    <address-list>\n        domain bounce.example.com\n    </address-list>\n")));
        QVERIFY(loads(text));
        // Opened again it knows both parts, and writes nothing new.
        const config::SyntaxTree tree(text.toStdString());
        int line = 0;
        for (const auto& l : tree.lines())
            if (l.kind == config::LineKind::open && l.words[0].text == "bounce-processor") line = int(l.number);
        const auto again = readForm(tree, line + 1);
        QVERIFY(again);
        QCOMPARE(again->values.value(QStringLiteral("domain")), QStringList{QStringLiteral("bounce.example.com")});
        QCOMPARE(write(*again, text.toStdString()), text);
    }

    void a_key_goes_before_the_one_for_everybody() {
        FormModel form;
        form.kind = FormKind::DkimKey;
        form.keyDirective = QStringLiteral("s1,example.com,/k/s1.pem");
        form.signAll = true;
        const std::string text = std::string("domain-key s0,*,/k/s0.pem\n") + kText;
        const QString out = write(form, text);
        QVERIFY(out.startsWith(QStringLiteral("domain-key s1,example.com,/k/s1.pem\ndomain-key s0,*,/k/s0.pem\n")));
        QVERIFY(out.contains(QStringLiteral("<domain *>\n    max-smtp-out 20\n    dkim-sign yes\n</domain>")));
    }

    void a_warm_up_plan_grows_and_stops_at_its_limit() {
        QCOMPARE(warmUpPlan(50, 2.0, 30, 300), QStringLiteral("50/d,100/d,200/d,300/d"));
        QCOMPARE(planNumbers(QStringLiteral("50/d,100/day")), (QVector<qint64>{50, 100}));
        QVERIFY(planNumbers(QStringLiteral("50/h")).isEmpty());
        QVERIFY(planNumbers(QStringLiteral("lots")).isEmpty());
        FormModel form;
        form.kind = FormKind::WarmUp;
        form.warm = QStringLiteral("news");
        form.cold = QStringLiteral("fresh");
        form.coldAddresses = {QStringLiteral("192.0.2.30 out5.example.com")};
        form.domains = QStringLiteral("*");
        form.plan = QStringLiteral("50/d,100/d");
        const QString text = write(form);
        QVERIFY(text.contains(
            QStringLiteral("<virtual-mta fresh>\n    smtp-source-host 192.0.2.30 out5.example.com\n</virtual-mta>")));
        QVERIFY(text.contains(QStringLiteral("    cold-virtual-mta fresh\n")));
        QVERIFY(text.contains(QStringLiteral("    <domain *>\n        max-cold-virtual-mta-msg 50/d,100/d\n    </domain>")));
        QVERIFY(loads(text));
        QCOMPARE(write(form, text.toStdString()), text);  // nothing is written twice
    }

    void a_value_that_is_none_is_named_with_what_was_expected() {
        const FormSpec& form = formSpec(FormKind::Domain);
        const FieldSpec& field = form.groups[0].fields[1];
        QCOMPARE(QLatin1String(field.keyword), QLatin1String("max-msg-rate"));
        QVERIFY(fieldProblem(form, field, QStringLiteral("100/h")).isEmpty());
        QVERIFY(fieldProblem(form, field, QString()).isEmpty());
        QVERIFY(fieldProblem(form, field, QStringLiteral("fast")).contains(QStringLiteral("a rate such as")));
        QVERIFY(fieldProblem(form, field, QStringLiteral("100/h # x")).contains(QLatin1Char('#')));
    }

    void names_that_exist_are_not_made_twice() {
        FormModel form;
        form.kind = FormKind::VirtualMta;
        form.name = QStringLiteral("News");
        form.values.insert(QStringLiteral("host-name"), {QStringLiteral("a.example")});
        const config::SyntaxTree tree{std::string(kText)};
        QVERIFY(formProblem(form, tree).contains(QStringLiteral("line 5")));
        form.line = 5;
        QVERIFY(formProblem(form, tree).isEmpty());
        form.kind = FormKind::Listener;
        form.line = 0;
        form.name = QStringLiteral("somewhere");
        QVERIFY(!formProblem(form, tree).isEmpty());
        form.name = QStringLiteral("0.0.0.0:587");
        QVERIFY(formProblem(form, tree).isEmpty());
    }

    void a_record_of_a_zone_file_has_strings_of_255_bytes() {
        QCOMPARE(DkimPanel::zoneLine(QStringLiteral("s._domainkey.a.example"), QStringLiteral("v=DKIM1")),
                 QStringLiteral("s._domainkey.a.example. IN TXT \"v=DKIM1\""));
        const QString longOne = DkimPanel::zoneLine(QStringLiteral("s"), QString(300, QLatin1Char('x')));
        QVERIFY(longOne.contains(QString(255, QLatin1Char('x')) + QStringLiteral("\" \"") + QString(45, QLatin1Char('x'))));
    }

    void the_dialog_writes_only_when_everything_is_right() {
        FormModel model;
        model.kind = FormKind::Domain;
        FormDialog dialog(m_workspace.get(), m_connection.get(), model, 0, nullptr);
        QSignalSpy written(&dialog, &FormDialog::written);
        dialog.show();
        auto* write = dialog.findChildren<QPushButton*>().last();
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->isDefault()) write = button;
        QVERIFY(!write->isEnabled());
        dialog.nameEdit()->setText(QStringLiteral("new.example"));
        dialog.field(QStringLiteral("max-msg-rate"))->setValues({QStringLiteral("soon")});
        QTest::keyClicks(dialog.field(QStringLiteral("max-smtp-out"))->editor(), QStringLiteral("8"));
        QTRY_VERIFY(dialog.problem().contains(QStringLiteral("soon")));
        QVERIFY(!write->isEnabled());
        shots::take(&dialog, QStringLiteral("form-domain-problem"));
        dialog.field(QStringLiteral("max-msg-rate"))->setValues({QStringLiteral("600/h")});
        QTest::keyClicks(dialog.field(QStringLiteral("retry-after"))->editor(), QStringLiteral("5m,10m"));
        QTRY_VERIFY(dialog.problem().isEmpty());
        QTRY_VERIFY(write->isEnabled());
        const QString before = m_workspace->documents().at(0).text;
        write->click();
        QCOMPARE(written.size(), 1);
        const QString after = m_workspace->documents().at(0).text;
        QVERIFY(after.contains(QStringLiteral(
            "<domain new.example>\n    max-smtp-out 8\n    max-msg-rate 600/h\n    retry-after 5m,10m\n</domain>")));
        QVERIFY(after.size() > before.size());
        QVERIFY(m_workspace->isDirty());
    }

    void a_long_text_does_not_hold_up_who_types() {
        QString text = m_workspace->documents().at(0).text;
        for (int i = 0; i < 12'000; ++i)
            text += QStringLiteral("<domain d%1.example>\n    max-smtp-out 3\n    max-msg-rate 5/m\n</domain>\n").arg(i);
        m_workspace->setText(0, text, this);
        FormModel model;
        model.kind = FormKind::Domain;
        model.name = QStringLiteral("new.example");
        FormDialog dialog(m_workspace.get(), m_connection.get(), model, 0, nullptr);
        dialog.show();
        QTRY_VERIFY(dialog.result().contains(QStringLiteral("<domain new.example>")));
        StallMeter meter;
        QTest::keyClicks(dialog.field(QStringLiteral("max-smtp-out"))->editor(), QStringLiteral("8"));
        QTRY_VERIFY(dialog.result().contains(QStringLiteral("<domain new.example>\n    max-smtp-out 8\n")));
        QTest::qWait(300);
        qInfo("a form over %lld lines: longest gap %.1f ms of work, %.1f ms on the wall", text.count(QLatin1Char('\n')),
              meter.longestBusy, meter.longestWall);
        QVERIFY(meter.longestBusy < 100);
        m_workspace->revert(0);
    }

    void the_daemon_makes_the_key_and_the_form_shows_the_record() {
        FormModel model;
        model.kind = FormKind::DkimKey;
        FormDialog dialog(m_workspace.get(), m_connection.get(), model, 0, nullptr);
        dialog.show();
        const auto edits = dialog.panel()->findChildren<QLineEdit*>();
        QTest::keyClicks(edits.first(), QStringLiteral("example.com"));
        for (auto* button : dialog.panel()->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Make the key")) button->click();
        QTRY_VERIFY(!dialog.model().keyDirective.isEmpty());
        QTRY_VERIFY(dialog.result().contains(QStringLiteral("domain-key mr")));
        QTest::qWait(200);
        shots::take(&dialog, QStringLiteral("form-dkim"));
        QCOMPARE(m_daemon->lastParams(QStringLiteral("dkim.create_key")).value(QStringLiteral("type")).toString(),
                 QStringLiteral("rsa2048"));
    }

    void forms_can_be_looked_at() {
        if (!shots::wanted()) QSKIP("pictures are made with MAILRACE_SHOTS=FOLDER");
        for (const FormSpec& spec : formSpecs()) {
            FormModel model;
            model.kind = spec.kind;
            if (spec.kind == FormKind::VirtualMta) {
                model.name = QStringLiteral("news");
                model.values.insert(QStringLiteral("smtp-source-host"), {QStringLiteral("198.51.100.20 out4.example.net"),
                                                                         QStringLiteral("198.51.100.21 out5.example.net")});
                model.values.insert(QStringLiteral("max-smtp-out"), {QStringLiteral("300")});
            }
            if (spec.kind == FormKind::Pool) {
                model.name = QStringLiteral("bulk");
                model.values.insert(QStringLiteral("virtual-mta"), {QStringLiteral("vmta1 weight=3"), QStringLiteral("vmta2")});
            }
            if (spec.kind == FormKind::User) {
                model.name = QStringLiteral("shop");
                model.values.insert(QStringLiteral("password-hash"),
                                    {QStringLiteral("$scrypt$ln=15,r=8,p=1$c2FsdHNhbHQ$aGFzaA")});
            }
            if (spec.kind == FormKind::Listener) model.name = QStringLiteral("0.0.0.0:587");
            if (spec.kind == FormKind::BounceAddress)
                model.values.insert(QStringLiteral("domain"), {QStringLiteral("bounce.example.net")});
            if (spec.kind == FormKind::FeedbackAddress)
                model.values.insert(QStringLiteral("address"), {QStringLiteral("fbl@example.net")});
            FormDialog dialog(m_workspace.get(), m_connection.get(), model, 0, nullptr);
            dialog.show();
            QTest::qWait(300);
            shots::take(&dialog, QStringLiteral("form-") + QLatin1String(spec.id));
        }
    }
};

QTEST_MAIN(FormsTest)
#include "forms_test.moc"
