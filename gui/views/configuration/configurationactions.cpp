// The actions of the configuration view: everything that can be done to the text, by menu, by key, by name.
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextBlock>

#include "gui/models/configsyntax.h"
#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/models/helpbook.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/configsearch.h"
#include "gui/views/configuration/configurationview.h"
#include "gui/views/configuration/editortabs.h"
#include "gui/views/configuration/lineedits.h"
#include "gui/views/configuration/outlinepanel.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/settings.h"
#include "shared/config/formatter.h"

namespace mailrace::gui {

namespace {
constexpr int kZoomStep = 10;
}

QAction* ConfigurationView::add(ActionRegistry* actions, const QString& id, const QString& text, const QString& tip,
                                const QString& keys, std::function<void()> run) {
    return actions->add(MenuPlace::Configuration, QStringLiteral("config.") + id, text, tip, QKeySequence(keys), this,
                        [this, run = std::move(run)] {
                            emit wanted();
                            run();
                        });
}

void ConfigurationView::makeActions(ActionRegistry* actions) {
    makeToolActions(actions);
    makeEditActions(actions);
    makeCodeActions(actions);
}

void ConfigurationView::makeToolActions(ActionRegistry* actions) {
    m_review = add(actions, QStringLiteral("review"), tr("&Review and apply…"),
                   tr("What differs from what runs, what it would change, and the way to apply it"), tr("Ctrl+S"),
                   [this] { emit reviewWanted(); });
    m_history = add(actions, QStringLiteral("history"), tr("&History…"),
                    tr("Every version that ran: who, when, why; compare and go back"), tr("Ctrl+Shift+H"),
                    [this] { emit historyWanted(); });
    m_import =
        add(actions, QStringLiteral("import"), tr("&Import a PowerMTA configuration…"),
            tr("Reads a PowerMTA configuration and says line by line what becomes of it"), {}, [this] { emit importWanted(); });
    m_help = add(actions, QStringLiteral("help"), tr("&Help on this directive"),
                 tr("The reference, at the directive in this line"), {}, [this] { emit helpWanted(); });
    for (QAction* action : {m_review, m_history, m_import, m_help}) action->setVisible(false);
    auto* review = ActionRegistry::button(m_review, this);
    review->setObjectName(QStringLiteral("primary"));
    addToHead(review);
    addToHead(ActionRegistry::button(m_history, this));
    m_newButton = new QPushButton(tr("New…"));
    m_newButton->setToolTip(tr("Guided forms that write into this text"));
    m_newButton->setAccessibleName(tr("New"));
    m_newButton->setMenu(m_newMenu);
    m_newButton->hide();
    addToHead(m_newButton);
    addToHead(ActionRegistry::button(m_import, this, tr("Import…")));
    addToHead(ActionRegistry::button(m_help, this, tr("Help")));
}

void ConfigurationView::makeEditActions(ActionRegistry* actions) {
    const auto changing = [&](const QString& id, const QString& text, const QString& tip, const QString& keys, auto edit) {
        m_changing.append(add(actions, id, text, tip, keys, [this, edit] {
            if (ConfigEditor* e = editor()) e->change(edit);
        }));
    };
    add(actions, QStringLiteral("undo"), tr("&Undo"), tr("Takes the last change back"), QStringLiteral("Ctrl+Z"), [this] {
        if (editor()) editor()->undo();
    });
    add(actions, QStringLiteral("redo"), tr("R&edo"), tr("Does again what was taken back"), QStringLiteral("Ctrl+Shift+Z"),
        [this] {
            if (editor()) editor()->redo();
        });
    changing(QStringLiteral("comment"), tr("&Comment or uncomment"), tr("Turns the selected lines into comments, or back"),
             tr("Ctrl+/"), lineedits::toggleComment);
    changing(QStringLiteral("indent"), tr("I&ndent"), tr("Moves the selected lines to the right"), tr("Alt+Right"),
             lineedits::indent);
    changing(QStringLiteral("unindent"), tr("Un&indent"), tr("Moves the selected lines to the left"), tr("Alt+Left"),
             lineedits::unindent);
    changing(QStringLiteral("up"), tr("Move lines u&p"), tr("Moves the selected lines above the line before"), tr("Alt+Up"),
             [](QTextCursor& cursor) { lineedits::move(cursor, true); });
    changing(QStringLiteral("down"), tr("Move lines &down"), tr("Moves the selected lines below the line after"), tr("Alt+Down"),
             [](QTextCursor& cursor) { lineedits::move(cursor, false); });
    changing(QStringLiteral("duplicate"), tr("Du&plicate lines"), tr("Writes the selected lines a second time"), tr("Ctrl+D"),
             lineedits::duplicate);
    changing(QStringLiteral("remove"), tr("De&lete lines"), tr("Takes the selected lines away"), tr("Ctrl+Shift+K"),
             lineedits::remove);
    m_changing.append(add(actions, QStringLiteral("format"), tr("&Format the document"),
                          tr("Indents by sections and tidies blanks; comments stay, the meaning stays"), tr("Shift+Alt+F"),
                          [this] { formatDocument(); }));
    add(actions, QStringLiteral("revert"), tr("Re&vert this file"), tr("Back to what runs; can be undone"), {}, [this] {
        if (editor()) m_workspace->revert(editor()->index());
    });
}

void ConfigurationView::makeCodeActions(ActionRegistry* actions) {
    const auto here = [&](const QString& id, const QString& text, const QString& tip, const QString& keys, auto run) {
        return add(actions, id, text, tip, keys, [this, run] {
            if (editor()) run(editor());
        });
    };
    add(actions, QStringLiteral("replace"), tr("Find and re&place…"), tr("Finds words and puts others in their place"),
        tr("Ctrl+H"), [this] { m_search->open(true); });
    add(actions, QStringLiteral("next"), tr("Find ne&xt"), tr("The next hit"), tr("F3"), [this] { m_search->next(false); });
    add(actions, QStringLiteral("previous"), tr("Find previous"), tr("The hit before"), tr("Shift+F3"),
        [this] { m_search->next(true); });
    add(actions, QStringLiteral("find_all"), tr("Find in &all files…"), tr("All hits in all files, in a list"),
        tr("Ctrl+Shift+F"), [this] { m_search->openEverywhere(); });
    add(actions, QStringLiteral("line"), tr("&Go to line…"), tr("Shows a line by its number"), tr("Ctrl+G"),
        [this] { goToLine(); });
    add(actions, QStringLiteral("sections"), tr("Go to a &section…"), tr("Types a part of a section's name to go there"),
        tr("Ctrl+Shift+O"), [this] { m_outline->focusFilter(); });
    m_contextActions.append(add(actions, QStringLiteral("definition"), tr("Go to &definition"),
                                tr("Where the name under the cursor is defined; Ctrl+click does the same"), tr("F12"),
                                [this] { goToDefinition(); }));
    m_contextActions.append(add(actions, QStringLiteral("uses"), tr("Find &uses"),
                                tr("Every place that uses the name under the cursor, in a list"), tr("Shift+F12"),
                                [this] { findUses(); }));
    m_contextActions.append(here(QStringLiteral("explain"), tr("E&xplain"),
                                 tr("What stands under the cursor, in words; as hovering does"), tr("Ctrl+I"),
                                 [](ConfigEditor* e) { e->explain(); }));
    m_contextActions.append(m_help);
    m_changing.append(here(QStringLiteral("complete"), tr("Co&mplete"), tr("What can be typed at the cursor"), tr("Ctrl+Space"),
                           [](ConfigEditor* e) {
                               e->setFocus();
                               e->complete();
                           }));
    add(actions, QStringLiteral("problem_next"), tr("Next pro&blem"), tr("Shows the next thing that is wrong"), tr("F8"),
        [this] { stepProblem(false); });
    add(actions, QStringLiteral("problem_previous"), tr("Previous problem"), tr("Shows the thing before that is wrong"),
        tr("Shift+F8"), [this] { stepProblem(true); });
    here(QStringLiteral("fold"), tr("F&old section"), tr("Hides the lines of the section at the cursor"), tr("F9"),
         [](ConfigEditor* e) { e->foldHere(true); });
    here(QStringLiteral("unfold"), tr("Unfold section"), tr("Shows the hidden lines of the section at the cursor"),
         tr("Shift+F9"), [](ConfigEditor* e) { e->foldHere(false); });
    here(QStringLiteral("fold_all"), tr("Fold all sections"), tr("Only the tags of the sections stay in sight"), tr("Ctrl+F9"),
         [](ConfigEditor* e) { e->foldAll(true); });
    here(QStringLiteral("unfold_all"), tr("Unfold all sections"), tr("Shows every line"), tr("Ctrl+Shift+F9"),
         [](ConfigEditor* e) { e->foldAll(false); });
    add(actions, QStringLiteral("tab_next"), tr("Next file"), tr("Shows the next file"), tr("Ctrl+PgDown"),
        [this] { m_tabs->step(1); });
    add(actions, QStringLiteral("tab_previous"), tr("Previous file"), tr("Shows the file before"), tr("Ctrl+PgUp"),
        [this] { m_tabs->step(-1); });
    add(actions, QStringLiteral("pane"), tr("Next pane"), tr("From the sections to the text, to the problems, and around"),
        tr("F6"), [this] { stepPane(); });
    add(actions, QStringLiteral("zoom_in"), tr("Larger letters"),
        tr("Larger letters in the text; Ctrl and the wheel do the same"), tr("Ctrl++"), [this] { zoom(1); });
    add(actions, QStringLiteral("zoom_out"), tr("Smaller letters"), tr("Smaller letters in the text"), tr("Ctrl+-"),
        [this] { zoom(-1); });
    add(actions, QStringLiteral("zoom_reset"), tr("Letters as usual"), tr("The size that all views have"), tr("Ctrl+0"),
        [this] { zoom(0); });
}

void ConfigurationView::goToLine() {
    ConfigEditor* e = editor();
    if (!e) return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("goToLine"));
    dialog->setWindowTitle(tr("Go to line"));
    dialog->setLabelText(tr("Line, 1 to %1:").arg(e->blockCount()));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, e->blockCount());
    dialog->setIntValue(e->textCursor().blockNumber() + 1);
    connect(dialog, &QInputDialog::intValueSelected, this, [this](int line) {
        if (ConfigEditor* current = editor()) {
            current->goTo(line, 0);
            current->setFocus();
        }
    });
    dialog->open();
}

void ConfigurationView::formatDocument() {
    ConfigEditor* e = editor();
    if (!e || e->isReadOnly()) return;
    const int line = e->textCursor().blockNumber();
    const QString text = m_workspace->documents().at(e->index()).text;
    const auto analysis = m_workspace->analysis();
    const auto tree = m_workspace->isChecked() ? analysis->trees[std::size_t(e->index())]
                                               : std::make_shared<const config::SyntaxTree>(configtext::utf8(text));
    const QString formatted = configtext::fromUtf8(config::format(*tree));
    m_workspace->setText(e->index(), formatted, this);
    e->goTo(line + 1, 0);
    say(formatted == text ? tr("already tidy") : tr("formatted"));
}

void ConfigurationView::zoom(int steps) {
    m_zoom = steps == 0 ? 100 : std::clamp(m_zoom + steps * kZoomStep, 50, 300);
    settings::set(Setting::ConfigurationZoom, m_zoom);
    m_tabs->setZoom(m_zoom);
}

QString ConfigurationView::helpAddress() const {
    const QString line = editor() ? editor()->textCursor().block().text() : QString();
    const QString word = line.trimmed().section(QRegularExpression(QStringLiteral("\\s")), 0, 0);
    const QString name = tagOf(line) == LineTag::None ? word : QStringLiteral("<%1>").arg(tagName(line));
    const QString address = helpbook::addressOf(name);
    return address.isEmpty() ? View::helpAddress() : address;
}

}  // namespace mailrace::gui
