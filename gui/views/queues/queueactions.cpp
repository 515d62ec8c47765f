// What the queues view does to queues: every action goes through a dry run first.
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QTableView>

#include "gui/models/filtertext.h"
#include "gui/models/queuemodel.h"
#include "gui/views/queues/queuesview.h"
#include "gui/widgets/dryrun.h"

namespace mailrace::gui {

void QueuesView::withSelection(std::function<void(const QJsonObject& select)> then) {
    QList<int> rows;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : selected) rows.append(index.row());
    if (rows.isEmpty()) return;
    const QString group = m_model->group();
    m_model->withNames(rows, [group, then = std::move(then)](const QStringList& names) {
        if (names.isEmpty()) return;
        if (group == QLatin1String("queue")) return then({{QStringLiteral("queues"), QJsonArray::fromStringList(names)}});
        if (group == QLatin1String("job") && names.size() == 1) return then({{QStringLiteral("job"), names.first()}});
        QStringList terms;  // a group is all queues that its name matches
        for (const QString& name : names) terms.append(filtertext::term(group, name));
        then({{QStringLiteral("filter"), terms.join(QStringLiteral(" OR "))}});
    });
}

void QueuesView::runPause() {
    withSelection([this](const QJsonObject& select) {
        m_dryRun->run({QStringLiteral("queues.pause"),
                       {{QStringLiteral("select"), select}},
                       tr("Pause"),
                       tr("Pause %1 with %2? Mail goes on being accepted and waits."),
                       tr("Pause"),
                       {},
                       {},
                       {}});
    });
}

void QueuesView::runResume() {
    withSelection([this](const QJsonObject& select) {
        m_dryRun->run({QStringLiteral("queues.resume"),
                       {{QStringLiteral("select"), select}},
                       tr("Resume"),
                       tr("Go on delivering %1 with %2?"),
                       tr("Resume"),
                       {},
                       {},
                       {}});
    });
}

void QueuesView::runRetry() {
    withSelection([this](const QJsonObject& select) {
        m_dryRun->run({QStringLiteral("queues.retry"),
                       {{QStringLiteral("select"), select}, {QStringLiteral("recipients"), true}},
                       tr("Retry now"),
                       tr("Try %1 with %2 now, without waiting for their time?"),
                       tr("Retry now"),
                       {},
                       {},
                       {}});
    });
}

void QueuesView::runMode(const QString& mode) {
    const bool backoff = mode == QLatin1String("backoff");
    withSelection([this, mode, backoff](const QJsonObject& select) {
        m_dryRun->run(
            {QStringLiteral("queues.set_mode"),
             {{QStringLiteral("select"), select}, {QStringLiteral("mode"), mode}},
             backoff ? tr("Set back-off mode") : tr("Set normal mode"),
             backoff ? tr("Deliver %1 with %2 slowly, in back-off mode?") : tr("Deliver %1 with %2 in normal mode again?"),
             backoff ? tr("Set back-off") : tr("Set normal"),
             {},
             {},
             {}});
    });
}

void QueuesView::runDelete() {
    withSelection([this](const QJsonObject& select) {
        m_dryRun->run({QStringLiteral("queues.delete"),
                       {{QStringLiteral("select"), select}, {QStringLiteral("dsn"), false}},
                       tr("Delete mail"),
                       tr("Delete the mail of %1: %2?"),
                       tr("Delete"),
                       tr("Tell the senders with a bounce"),
                       QStringLiteral("dsn"),
                       tr("This cannot be undone.")});
    });
}

}  // namespace mailrace::gui
