#include "gui/views/configuration/editortabs.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {

/// How many errors each document has.
QVector<int> errorsOf(const ConfigWorkspace& workspace) {
    QVector<int> out(workspace.documents().size(), 0);
    for (const Problem& p : workspace.problems()) {
        if (p.severity == config::Severity::error && p.document >= 0) ++out[p.document];
    }
    return out;
}

}  // namespace

EditorTabs::EditorTabs(ConfigWorkspace* workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_tabs(new QTabBar), m_stack(new QStackedWidget), m_head(new QWidget) {
    m_tabs->setObjectName(QStringLiteral("documentTabs"));
    m_tabs->setAccessibleName(tr("Files of the configuration"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins(4, 0, 8, 0);
    row->setSpacing(10);
    row->addWidget(m_tabs, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &EditorTabs::onCurrent);
    connect(m_workspace, &ConfigWorkspace::reset, this, &EditorTabs::onReset);
    connect(m_workspace, &ConfigWorkspace::checked, this, &EditorTabs::onChecked);
    connect(m_workspace, &ConfigWorkspace::statusChanged, this, &EditorTabs::showMarks);
    onReset();
}

void EditorTabs::addToHead(QWidget* widget) { m_head->layout()->addWidget(widget); }

void EditorTabs::addBelowTabs(QWidget* widget) { qobject_cast<QVBoxLayout*>(layout())->insertWidget(1, widget); }

ConfigEditor* EditorTabs::current() const { return m_editors.value(m_tabs->currentIndex()); }

ConfigEditor* EditorTabs::editor(int document) {
    if (document < 0 || document >= m_editors.size()) return nullptr;
    if (!m_editors.at(document)) {
        auto* editor = new ConfigEditor(m_workspace, document);
        editor->setReadOnly(!m_workspace->documents().at(document).writable);
        editor->setZoom(m_zoom);
        editor->takeAnalysis();
        m_editors[document] = editor;
        m_stack->addWidget(editor);
        emit made(editor);
    }
    return m_editors.at(document);
}

void EditorTabs::show(int document) {
    if (document >= 0 && document < m_tabs->count()) m_tabs->setCurrentIndex(document);
}

void EditorTabs::step(int by) {
    const int count = m_tabs->count();
    if (count > 0) m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count) % count);
}

void EditorTabs::onCurrent(int document) {
    if (ConfigEditor* wanted = editor(document)) {
        const bool focused = m_stack->currentWidget() && m_stack->currentWidget()->hasFocus();
        m_stack->setCurrentWidget(wanted);
        if (focused) wanted->setFocus();
    }
    emit currentChanged();
}

/// Editors of documents that are still there stay, with what can be undone in them.
void EditorTabs::onReset() {
    const QString shown = m_ids.value(m_tabs->currentIndex());
    QHash<QString, ConfigEditor*> known;
    for (qsizetype i = 0; i < m_ids.size(); ++i) known.insert(m_ids.at(i), m_editors.value(i));
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > 0) m_tabs->removeTab(0);
    m_ids.clear();
    m_editors.clear();
    const auto& documents = m_workspace->documents();
    for (int i = 0; i < documents.size(); ++i) {
        ConfigEditor* editor = known.take(documents.at(i).id);
        if (editor) editor->setIndex(i);
        m_ids.append(documents.at(i).id);
        m_editors.append(editor);
        m_tabs->addTab(documents.at(i).name());
        m_tabs->setTabToolTip(i, documents.at(i).path);
    }
    for (ConfigEditor* gone : std::as_const(known)) delete gone;
    m_tabs->setCurrentIndex(std::max(0, int(m_ids.indexOf(shown))));
    m_tabs->setVisible(m_tabs->count() > 0);
    showMarks();
    onCurrent(m_tabs->currentIndex());
}

void EditorTabs::onChecked() {
    for (ConfigEditor* editor : std::as_const(m_editors)) {
        if (editor) editor->takeAnalysis();
    }
    showMarks();
}

/// A dot before the name of a changed document; words in the tooltip say it too.
void EditorTabs::showMarks() {
    const auto errors = errorsOf(*m_workspace);
    const auto& documents = m_workspace->documents();
    if (documents.size() != m_tabs->count()) return;
    for (int i = 0; i < documents.size(); ++i) {
        const auto& document = documents.at(i);
        QString text = document.name();
        QStringList notes{document.path};
        if (document.dirty()) {
            text.prepend(QStringLiteral("● "));
            notes.append(tr("changed, not applied"));
        }
        if (document.conflict()) {
            text.prepend(QStringLiteral("⚠ "));
            notes.append(tr("somebody else changed it too"));
        }
        if (ConfigEditor* editor = m_editors.at(i)) editor->setReadOnly(!document.writable);
        if (!document.writable) notes.append(tr("can only be read"));
        if (errors.at(i) > 0) notes.append(format::counted(errors.at(i), tr("1 error"), tr("%1 errors")));
        if (m_tabs->tabText(i) != text) m_tabs->setTabText(i, text);
        m_tabs->setTabToolTip(i, notes.join(QLatin1Char('\n')));
        m_tabs->setTabTextColor(i, errors.at(i) > 0 ? Theme::instance().color("bad") : QColor());
    }
}

void EditorTabs::setZoom(int percent) {
    m_zoom = percent;
    for (ConfigEditor* editor : std::as_const(m_editors)) {
        if (editor) editor->setZoom(percent);
    }
}

}  // namespace mailrace::gui
