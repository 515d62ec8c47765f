#include "gui/widgets/dryrun.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>

#include "gui/client/connection.h"
#include "gui/models/format.h"

namespace mailrace::gui {

DryRun::DryRun(Connection* connection, QWidget* window) : QObject(window), m_connection(connection), m_window(window) {}

void DryRun::run(const Job& job) {
    QJsonObject params = job.params;
    params.insert(QStringLiteral("dry_run"), true);
    m_connection->call(this, job.method, params, [this, job](const RpcResult& result) {
        if (!result.ok) return fail(result.error);
        ask(job, result.value.value(QLatin1String("queues")).toInteger(),
            result.value.value(QLatin1String("recipients")).toInteger(), {});
    });
}

void DryRun::ask(const Job& job, qint64 queues, qint64 recipients, const QString& before) {
    if (!m_window) return;
    const QString what = queues == 1 ? tr("1 queue") : tr("%1 queues").arg(format::count(double(queues)));
    const QString whom = recipients == 1 ? tr("1 recipient") : tr("%1 recipients").arg(format::count(double(recipients)));
    auto* box =
        new QMessageBox(QMessageBox::Question, job.title, before + job.question.arg(what, whom), QMessageBox::Cancel, m_window);
    box->setObjectName(QStringLiteral("dryRunQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(job.warning);
    QPushButton* go = box->addButton(job.verb, QMessageBox::AcceptRole);
    box->setDefaultButton(job.warning.isEmpty() ? go : qobject_cast<QPushButton*>(box->button(QMessageBox::Cancel)));
    if (!job.choice.isEmpty()) box->setCheckBox(new QCheckBox(job.choice));
    connect(go, &QPushButton::clicked, this, [this, job, recipients, box] {
        Job chosen = job;
        if (const auto* choice = box->checkBox()) chosen.params.insert(job.choiceParam, choice->isChecked());
        execute(chosen, recipients);
    });
    box->open();
}

void DryRun::execute(const Job& job, qint64 recipients) {
    QJsonObject params = job.params;
    params.insert(QStringLiteral("dry_run"), false);
    params.insert(QStringLiteral("expected"), recipients);
    m_connection->call(this, job.method, params, [this, job](const RpcResult& result) {
        if (result.ok) {
            const double touched = result.value.value(QLatin1String("recipients")).toDouble();
            const double queues = result.value.value(QLatin1String("queues")).toDouble();
            emit finished(true,
                          tr("%1: %2 queues, %3 recipients.").arg(job.title, format::count(queues), format::count(touched)));
            return;
        }
        if (result.error.word != QLatin1String("dry_run.grown")) return fail(result.error);
        // More mail came meanwhile: the person decides again, knowing the new number.
        QJsonObject again = job.params;
        again.insert(QStringLiteral("dry_run"), true);
        m_connection->call(this, job.method, again, [this, job](const RpcResult& second) {
            if (!second.ok) return fail(second.error);
            ask(job, second.value.value(QLatin1String("queues")).toInteger(),
                second.value.value(QLatin1String("recipients")).toInteger(), tr("More mail has come meanwhile. "));
        });
    });
}

void DryRun::fail(const RpcError& error) {
    emit finished(false, error.message);
    if (!m_window) return;
    auto* box = new QMessageBox(QMessageBox::Warning, tr("The daemon refused"), error.message, QMessageBox::Ok, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(error.retry ? tr("Trying again may help.") : QString());
    box->open();
}

}  // namespace mailrace::gui
