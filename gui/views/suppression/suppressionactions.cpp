// What can be done in the suppression view: add, remove with a way back, import, export, copy.
#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <map>
#include <memory>

#include "gui/client/connection.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/suppressionlists.h"
#include "gui/models/suppressiontransfer.h"
#include "gui/views/suppression/adddialog.h"
#include "gui/views/suppression/checkcard.h"
#include "gui/views/suppression/importdialog.h"
#include "gui/views/suppression/suppressionview.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/settings.h"

namespace mailrace::gui {

namespace {

constexpr int kMostChosen = 5'000;

QJsonArray valuesOf(const QList<SuppressionEntry>& entries) {
    QJsonArray out;
    for (const auto& e : entries) out.append(QJsonObject{{QStringLiteral("value"), e.value}, {QStringLiteral("kind"), e.kind}});
    return out;
}

}  // namespace

void SuppressionView::makeActions(ActionRegistry* actions) {
    const auto add = [&](const QString& id, const QString& text, const QString& tip, const QString& keys, auto run) {
        return actions->add(MenuPlace::Suppression, QStringLiteral("suppression.") + id, text, tip, QKeySequence(keys), this,
                            run);
    };
    m_add = add(QStringLiteral("add"), tr("&Add…"), tr("Add addresses, domains, local parts or patterns to a list"), tr("Ctrl+N"),
                [this] { addEntries({}); });
    m_remove = add(QStringLiteral("remove"), tr("&Remove…"), tr("Remove the chosen entries; mail to them is taken again"),
                   tr("Del"), [this] { removeChosen(); });
    m_undoAction = add(QStringLiteral("undo"), tr("&Undo the removal"), tr("Adds what was removed last again"), tr("Ctrl+Z"),
                       [this] { undoRemoval(); });
    m_importAction = add(QStringLiteral("import"), tr("&Import…"), tr("Import a file with one entry a line, or CSV"),
                         tr("Ctrl+O"), [this] { chooseImport(); });
    m_exportAction = add(QStringLiteral("export"), tr("&Export…"), tr("Write the chosen list into a file"), tr("Ctrl+E"),
                         [this] { chooseExport(); });
    add(QStringLiteral("check"), tr("&Check an address"), tr("Which entry keeps mail from an address, and why"), tr("Ctrl+G"),
        [this] {
            m_check->addressEdit()->setFocus();
            m_check->addressEdit()->selectAll();
        });
    for (QAction* action : {m_add, m_remove, m_importAction, m_exportAction}) addToHead(ActionRegistry::button(action, this));
}

void SuppressionView::addEntries(const QString& entries) {
    auto* dialog = new SuppressionAddDialog(m_connection, m_lists, currentList(), entries, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SuppressionAddDialog::added, this, [this](const QString&, const QString& words) { onChanged(words); });
    dialog->open();
}

void SuppressionView::onChanged(const QString& words) {
    tell(words);
    m_lists->load();
    if (isVisible())
        m_model->reload();
    else
        m_reloadWhenShown = true;
}

/// The chosen entries that can be removed, as far as they are held here, at most kMostChosen.
SuppressionView::Chosen SuppressionView::chosen() const {
    Chosen out;
    if (!m_table->selectionModel()) return out;
    int looked = 0;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        out.rows += range.height();
        for (int row = range.top(); row <= range.bottom() && looked < kMostChosen; ++row, ++looked) {
            const auto entry = m_model->entry(row, false);
            if (!entry) continue;
            if (entry->isConfigured())
                ++out.configured;
            else
                out.entries.append(*entry);
        }
    }
    return out;
}

void SuppressionView::removeChosen() {
    const Chosen some = chosen();
    if (some.entries.isEmpty()) {
        if (some.configured > 0) tell(tr("These entries stand in the configuration: change them there."), true);
        return;
    }
    askRemoval(some);
}

void SuppressionView::askRemoval(const Chosen& some) {
    const auto& entries = some.entries;
    const QString what =
        entries.size() == 1 ? tr("“%1”").arg(entries.first().value) : tr("%1 entries").arg(format::count(double(entries.size())));
    auto* box = new QMessageBox(QMessageBox::Question, tr("Remove from suppression lists"),
                                tr("Remove %1? Mail to them is taken again.").arg(what), QMessageBox::Cancel, window());
    box->setObjectName(QStringLiteral("removeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QSet<QString> lists;
    bool automatic = false;
    for (const auto& e : entries) {
        lists.insert(e.list);
        automatic = automatic || e.origin.startsWith(QLatin1String("automatic"));
    }
    QStringList names(lists.begin(), lists.end());
    names.sort();
    QString more = tr("From: %1.").arg(names.join(QStringLiteral(", ")));
    if (some.configured > 0)
        more += QLatin1Char(' ') + tr("%1 stand in the configuration and stay.").arg(format::count(some.configured));
    if (const auto others = some.rows - some.configured - entries.size(); others > 0)
        more += QLatin1Char(' ') + tr("%1 others that were chosen are too many or too far away to be removed at once.")
                                       .arg(format::count(double(others)));
    if (automatic) more += QLatin1Char(' ') + tr("Some came by themselves and will come again when mail to them fails again.");
    box->setInformativeText(more);
    QPushButton* go = box->addButton(tr("Remove %1").arg(format::count(double(entries.size()))), QMessageBox::AcceptRole);
    connect(go, &QPushButton::clicked, this, [this, entries] { removeEntries(entries); });
    box->open();
}

/// One call a list; what is gone can be put back until something else is removed.
void SuppressionView::removeEntries(const QList<SuppressionEntry>& entries) {
    std::map<QString, QList<SuppressionEntry>> byList;
    for (const auto& e : entries) byList[e.list].append(e);
    struct Sum {
        qint64 removed = 0, missing = 0;
        qsizetype left = 0;
        QString problem;
        QList<SuppressionEntry> gone;
    };
    auto sum = std::make_shared<Sum>();
    sum->left = qsizetype(byList.size());
    for (const auto& [list, some] : byList) {
        const QJsonObject params{{QStringLiteral("list"), list}, {QStringLiteral("entries"), valuesOf(some)}};
        m_connection->call(
            this, QStringLiteral("suppression.remove"), params, [this, sum, entriesOfList = some](const RpcResult& result) {
                if (result.ok) {
                    sum->removed += result.value.value(QLatin1String("removed")).toInteger();
                    sum->missing += result.value.value(QLatin1String("missing")).toInteger();
                    sum->gone += entriesOfList;
                } else {
                    sum->problem = result.error.message;
                }
                if (--sum->left > 0) return;
                m_removed = sum->gone;
                QString words = format::counted(double(sum->removed), tr("Removed 1 entry."), tr("Removed %1 entries."));
                if (sum->missing > 0)
                    words += QLatin1Char(' ') + tr("%1 were gone already.").arg(format::count(double(sum->missing)));
                if (!sum->problem.isEmpty()) words += QLatin1Char(' ') + sum->problem;
                onChanged(words);
                if (!sum->problem.isEmpty()) tell(words, true);
            });
    }
}

/// Adds what was removed last, with reasons and ends as they were: one call for those that share both, one after the other.
void SuppressionView::undoRemoval() {
    if (m_removed.isEmpty()) return;
    std::map<std::tuple<QString, QString, qint64>, QList<SuppressionEntry>> groups;
    for (const auto& e : std::as_const(m_removed)) groups[{e.list, e.reason, e.expires}].append(e);
    m_removed.clear();
    auto back = std::make_shared<PutBack>();
    for (auto& [key, entries] : groups) back->left.append(entries);
    putBackNext(back);
    showState();
}

void SuppressionView::putBackNext(const std::shared_ptr<PutBack>& back) {
    if (back->left.isEmpty()) {
        QString words = format::counted(double(back->added), tr("Put 1 entry back."), tr("Put %1 entries back."));
        if (!back->problem.isEmpty()) words += QLatin1Char(' ') + back->problem;
        onChanged(words);
        if (!back->problem.isEmpty()) tell(words, true);
        return;
    }
    const QList<SuppressionEntry> entries = back->left.takeFirst();
    const SuppressionEntry& first = entries.first();
    QJsonObject params{{QStringLiteral("list"), first.list}, {QStringLiteral("entries"), valuesOf(entries)}};
    if (!first.reason.isEmpty()) params.insert(QStringLiteral("reason"), first.reason);
    if (first.expires > 0) params.insert(QStringLiteral("expires"), first.expires);
    m_connection->call(this, QStringLiteral("suppression.add"), params, [this, back](const RpcResult& result) {
        if (result.ok) {
            back->added += result.value.value(QLatin1String("added")).toInteger();
            const QJsonArray refused = result.value.value(QLatin1String("refused")).toArray();
            if (!refused.isEmpty()) back->problem = refused.first().toObject().value(QLatin1String("why")).toString();
        } else {
            back->problem = result.error.message;
            if (result.error.word == QLatin1String("offline")) back->left.clear();
        }
        putBackNext(back);
    });
}

void SuppressionView::chooseImport() {
    auto* dialog =
        new QFileDialog(window(), tr("Import into a suppression list"), settings::get(Setting::SuppressionFolder).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("suppressionFile"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Lists (*.txt *.csv *.lst)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        settings::set(Setting::SuppressionFolder, QFileInfo(path).absolutePath());
        import(path);
    });
    dialog->open();
}

void SuppressionView::import(const QString& path) {
    auto* dialog = new SuppressionImportDialog(m_connection, m_lists, currentList(), path, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SuppressionImportDialog::imported, this, [this](const QString&, const QString& words) { onChanged(words); });
    dialog->open();
}

void SuppressionView::chooseExport() {
    const QString list = currentList();
    if (list.isEmpty()) return;
    auto* dialog = new QFileDialog(window(), tr("Export %1").arg(list), settings::get(Setting::SuppressionFolder).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(list);
    connect(dialog, &QFileDialog::fileSelected, this, [this, list](const QString& path) {
        settings::set(Setting::SuppressionFolder, QFileInfo(path).absolutePath());
        m_stop->show();
        tell(tr("Exporting…"));
        m_export->start(list, path);
    });
    dialog->open();
}

void SuppressionView::cellMenu(const QPoint& at) {
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid()) return;
    const auto entry = m_model->entry(index.row());
    if (!entry) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy entry"), this, [value = entry->value] { QGuiApplication::clipboard()->setText(value); });
    const SuppressionList* list = m_lists->find(entry->list);
    if (entry->kind == QLatin1String("address") && !(list && list->hashed)) {
        menu->addAction(tr("Why is it suppressed?"), this, [this, value = entry->value] { check(value); });
        menu->addAction(tr("Events of this recipient"), this, [this, value = entry->value] {
            emit eventsWanted(filtertext::term(QStringLiteral("recipient"), value));
        });
    }
    if (entry->isConfigured()) {
        const QString place = entry->origin.section(QLatin1Char(' '), 1);
        if (!place.isEmpty()) {
            menu->addAction(tr("Show in the configuration"), this, [this, place] {
                emit lineWanted(place.section(QLatin1Char(':'), 0, -2), place.section(QLatin1Char(':'), -1).toInt());
            });
        }
    }
    menu->addSeparator();
    menu->addAction(m_remove);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

}  // namespace mailrace::gui
