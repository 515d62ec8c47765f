#include "gui/views/configuration/tools/configurationtools.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QShortcut>
#include <QTextCursor>

#include "gui/client/connection.h"
#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/configurationview.h"
#include "gui/views/configuration/editortabs.h"
#include "gui/views/configuration/forms/formdialog.h"
#include "gui/views/configuration/history/historydialog.h"
#include "gui/views/configuration/import/importdialog.h"
#include "gui/views/configuration/review/mergedialog.h"
#include "gui/views/configuration/review/reviewdialog.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/settings.h"

namespace mailrace::gui {

ConfigurationTools::ConfigurationTools(ConfigurationView* view, Connection* connection, ActionRegistry* actions, QObject* parent)
    : QObject(parent), m_view(view), m_connection(connection) {
    connect(m_view, &ConfigurationView::reviewWanted, this, &ConfigurationTools::review);
    connect(m_view, &ConfigurationView::historyWanted, this, &ConfigurationTools::history);
    connect(m_view, &ConfigurationView::importWanted, this, &ConfigurationTools::chooseImport);
    connect(m_view, &ConfigurationView::mergeWanted, this, &ConfigurationTools::merge);
    makeActions(actions);
}

void ConfigurationTools::makeActions(ActionRegistry* actions) {
    const auto add = [&](const QString& id, const QString& text, const QString& tip, const QString& keys, auto run) {
        QAction* action = actions->add(MenuPlace::Configuration, QStringLiteral("config.") + id, text, tip, QKeySequence(keys),
                                       this, [this, run] {
                                           emit m_view->wanted();
                                           run();
                                       });
        m_view->newMenu()->addAction(action);
    };
    add(QStringLiteral("form"), tr("Edit this section in a &form…"), tr("Opens the section under the cursor in its guided form"),
        tr("Ctrl+Shift+E"), [this] { editHere(); });
    m_view->newMenu()->addSeparator();
    for (const FormSpec& spec : formSpecs()) {
        const QString title = formText(spec.title);
        add(QStringLiteral("new.") + QLatin1String(spec.id), tr("New: %1…").arg(title), formText(spec.intro), {},
            [this, kind = spec.kind] { make(kind); });
    }
    m_view->newMenu()->setToolTipsVisible(true);
}

/// The document that is shown, and the line of its cursor.
int ConfigurationTools::document() const {
    const ConfigEditor* editor = m_view->tabs()->current();
    return editor ? editor->index() : -1;
}

int ConfigurationTools::line() const {
    const ConfigEditor* editor = m_view->tabs()->current();
    return editor ? editor->textCursor().blockNumber() + 1 : 0;
}

void ConfigurationTools::show(QDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* help = new QShortcut(QKeySequence::HelpContents, dialog);
    connect(help, &QShortcut::activated, this, [this, dialog] {
        const auto* form = qobject_cast<FormDialog*>(dialog);
        emit helpWanted(form ? form->helpAddress() : tr("help:configuration#review-apply-go-back"));
    });
    dialog->open();
}

void ConfigurationTools::review() {
    if (!m_view->workspace()->isLoaded() || m_review) return;
    if (m_view->workspace()->hasConflict()) {
        for (int i = 0; i < m_view->workspace()->documents().size(); ++i)
            if (m_view->workspace()->documents().at(i).conflict()) return merge(i);
    }
    m_review = new ReviewDialog(m_view->workspace(), m_connection, m_view->window());
    connect(m_review, &ReviewDialog::findingChosen, this, [this](const QString& file, int line) { m_view->goTo(file, line); });
    connect(m_review, &ReviewDialog::mergeWanted, this, &ConfigurationTools::merge);
    connect(m_review, &ReviewDialog::applied, this, &ConfigurationTools::said);
    show(m_review);
}

void ConfigurationTools::history() {
    auto* dialog = new HistoryDialog(m_view->workspace(), m_connection, m_view->window());
    connect(dialog, &HistoryDialog::applied, this, &ConfigurationTools::said);
    show(dialog);
}

void ConfigurationTools::chooseImport() {
    if (!m_view->workspace()->isLoaded()) return emit said(tr("The configuration has not arrived from the daemon yet."));
    auto* dialog =
        new QFileDialog(m_view->window(), tr("Import a PowerMTA configuration"), settings::get(Setting::ImportFolder).toString());
    dialog->setObjectName(QStringLiteral("importFile"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Configurations (*.conf config *.cfg *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        settings::set(Setting::ImportFolder, QFileInfo(path).absolutePath());
        import(path);
    });
    show(dialog);
}

void ConfigurationTools::import(const QString& path) {
    auto* dialog = new ImportDialog(m_view->workspace(), path, m_view->window());
    connect(dialog, &ImportDialog::opened, this, [this](int document) {
        m_view->tabs()->show(document);
        emit said(tr("Imported as an unsaved text. Review and apply it when you are done."));
    });
    show(dialog);
}

/// Over the review when that is open, which shows the outcome; else the review comes after it.
void ConfigurationTools::merge(int document) {
    if (!m_view->workspace()->documents().value(document).conflict()) return;
    auto* dialog = new MergeDialog(m_view->workspace(), document, m_review ? static_cast<QWidget*>(m_review) : m_view->window());
    connect(dialog, &MergeDialog::merged, this, [this] {
        if (!m_review) review();
    });
    show(dialog);
}

void ConfigurationTools::make(FormKind kind) {
    const int index = std::max(0, document());
    if (!m_view->workspace()->isLoaded()) return emit said(tr("The configuration has not arrived from the daemon yet."));
    const config::SyntaxTree tree(configtext::utf8(m_view->workspace()->documents().at(index).text));
    open(newForm(kind, tree, line()), index);
}

void ConfigurationTools::editHere() {
    const int index = document();
    if (index < 0) return;
    const config::SyntaxTree tree(configtext::utf8(m_view->workspace()->documents().at(index).text));
    const auto form = readForm(tree, line());
    if (!form)
        return emit said(
            tr("No form knows the section under the cursor. Forms know: virtual MTA, pool, domain, listener, user, bounce and "
               "feedback addresses."));
    open(*form, index);
}

void ConfigurationTools::open(const FormModel& form, int document) {
    auto* dialog = new FormDialog(m_view->workspace(), m_connection, form, document, m_view->window());
    connect(dialog, &FormDialog::written, this, [this](int written, int line) {
        m_view->tabs()->show(written);
        if (line > 0) m_view->goTo(m_view->workspace()->documents().at(written).path, line);
        emit said(tr("Written into the text. Review and apply it when you are done."));
    });
    show(dialog);
}

}  // namespace mailrace::gui
