// Going from name to name and from problem to problem.
#include <QRegularExpression>
#include <QTableView>

#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/confighighlighter.h"
#include "gui/views/configuration/configurationview.h"
#include "gui/views/configuration/editortabs.h"
#include "shared/config/file_reader.h"

namespace mailrace::gui {

namespace {

Hit hitOf(const config::SymbolUse& use, const ConfigWorkspace& workspace) {
    const auto& document = workspace.documents().at(qsizetype(use.document));
    const auto& tree = *workspace.analysis()->trees[use.document];
    Hit hit;
    hit.document = int(use.document);
    hit.file = document.name();
    hit.line = int(use.line);
    hit.text = configtext::fromUtf8(tree.content(tree.lines()[use.line - 1]));
    hit.column = configtext::unitsOfBytes(hit.text, use.column);
    hit.length = configtext::unitsOfBytes(hit.text, use.column + use.length) - hit.column;
    hit.kind = use.definition ? ConfigurationView::tr("definition") : ConfigurationView::tr("use");
    return hit;
}

QVector<Hit> hitsOf(const std::vector<config::SymbolUse>& uses, const ConfigWorkspace& workspace) {
    QVector<Hit> out;
    for (const auto& use : uses) out.append(hitOf(use, workspace));
    return out;
}

}  // namespace

void ConfigurationView::goToProblem(int row) {
    const Problem problem = m_problems->problem(row);
    if (problem.document < 0) return;
    m_tabs->show(problem.document);
    ConfigEditor* e = editor();
    e->goTo(e->lineNow(std::max(1, problem.line)), problem.column, problem.length);
    e->setFocus();
    m_problemTable->setCurrentIndex(m_problems->index(row, 0));
}

void ConfigurationView::stepProblem(bool backward) {
    const ConfigEditor* e = editor();
    if (!e) return;
    QTextCursor cursor = e->textCursor();
    cursor.setPosition(cursor.selectionStart());
    const auto then = e->analysed(cursor);
    const auto place = then ? *then : e->position();
    const int row = m_problems->next(e->index(), int(place.line), place.column, backward);
    if (row >= 0) {
        showBottom(0);
        goToProblem(row);
    } else {
        say(tr("no problem"));
    }
}

void ConfigurationView::goToHit(int row) {
    const Hit hit = m_hits->hit(row);
    if (hit.document >= m_workspace->documents().size()) return;
    m_tabs->show(hit.document);
    ConfigEditor* e = editor();
    const int line = hit.kind.isEmpty() ? hit.line : e->lineNow(hit.line);
    e->goTo(line, configtext::bytesOfUnits(hit.text, hit.column),
            configtext::bytesOfUnits(hit.text, hit.column + hit.length) - configtext::bytesOfUnits(hit.text, hit.column));
    e->setFocus();
}

void ConfigurationView::goToDefinition() {
    const ConfigEditor* e = editor();
    const auto analysis = m_workspace->analysis();
    const auto at = e ? e->analysed(e->textCursor()) : std::nullopt;
    const auto symbol = analysis && at ? analysis->symbols.at(std::size_t(e->index()), *at) : std::nullopt;
    if (!symbol) {
        return say(tr("no name stands here"));
    }
    if (symbol->kind == config::SymbolKind::file) return openIncluded(symbol->name);
    if (symbol->definition) return findUses();
    const auto definitions = analysis->symbols.definitions(symbol->kind, symbol->name);
    if (definitions.empty()) {
        return say(tr("“%1” is defined nowhere").arg(configtext::fromUtf8(symbol->name)));
    }
    m_hits->setHits(hitsOf(definitions, *m_workspace));
    m_hitTitle->setText(tr("Definitions of “%1”").arg(configtext::fromUtf8(symbol->name)));
    if (definitions.size() > 1) showBottom(1);
    goToHit(0);
}

/// The first of the files that an include names.
void ConfigurationView::openIncluded(const std::string& pattern) {
    for (int i = 0; i < m_workspace->documents().size(); ++i) {
        const std::string path = configtext::utf8(m_workspace->documents().at(i).path);
        if (i == editor()->index() || !config::wildcard_match("*/" + pattern, "/" + path)) continue;
        m_tabs->show(i);
        return editor()->setFocus();
    }
    say(tr("“%1” is not part of what runs").arg(configtext::fromUtf8(pattern)));
}

void ConfigurationView::findUses() {
    const ConfigEditor* e = editor();
    const auto analysis = m_workspace->analysis();
    const auto at = e ? e->analysed(e->textCursor()) : std::nullopt;
    const auto symbol = analysis && at ? analysis->symbols.at(std::size_t(e->index()), *at) : std::nullopt;
    if (!symbol) {
        return say(tr("no name stands here"));
    }
    const QString name = configtext::fromUtf8(symbol->name);
    const auto mentions = analysis->symbols.mentions(symbol->kind, symbol->name);
    m_hits->setHits(hitsOf(mentions, *m_workspace));
    m_hitTitle->setText(
        format::counted(double(mentions.size()), tr("“%2”: 1 place"), tr("“%2”: %1 places")).replace(QStringLiteral("%2"), name));
    showBottom(1);
    m_hitTable->setCurrentIndex(m_hits->index(0, 0));
    m_hitTable->setFocus();
}

}  // namespace mailrace::gui
