#include "gui/views/configuration/configsearch.h"

#include <algorithm>
#include <tuple>

#include "gui/models/configworkspace.h"
#include "gui/views/configuration/configeditor.h"
#include "gui/views/configuration/editortabs.h"
#include "gui/views/configuration/findbar.h"

namespace mailrace::gui {

namespace {

constexpr int kPauseMs = 90;
constexpr qsizetype kMostListed = 10'000;

/// Lines of a text and where they begin, walked forwards.
class LineWalk {
public:
    explicit LineWalk(const QString& text) : m_text(text) {}

    void to(qsizetype position) {
        for (qsizetype end = m_text.indexOf(QLatin1Char('\n'), start); end >= 0 && end < position;
             end = m_text.indexOf(QLatin1Char('\n'), start)) {
            start = end + 1;
            ++line;
        }
    }
    QString content() const {
        const qsizetype end = m_text.indexOf(QLatin1Char('\n'), start);
        return m_text.mid(start, end < 0 ? -1 : std::min<qsizetype>(end - start, 500));
    }

    qsizetype start = 0;
    int line = 1;

private:
    const QString& m_text;
};

}  // namespace

ConfigSearch::ConfigSearch(ConfigWorkspace* workspace, EditorTabs* tabs, FindBar* bar)
    : QObject(bar), m_workspace(workspace), m_tabs(tabs), m_bar(bar) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ConfigSearch::count);
    connect(&m_search, &TextSearch::found, this, &ConfigSearch::onFound);
    connect(bar, &FindBar::queryChanged, this, &ConfigSearch::onQuery);
    connect(bar, &FindBar::nextWanted, this, &ConfigSearch::next);
    connect(bar, &FindBar::replaceWanted, this, &ConfigSearch::replace);
    connect(bar, &FindBar::replaceAllWanted, this, &ConfigSearch::replaceAll);
    connect(bar, &FindBar::listWanted, this, &ConfigSearch::list);
    connect(bar, &FindBar::closed, this, [this] {
        if (auto* editor = m_tabs->current()) editor->setFocus();
    });
    connect(workspace, &ConfigWorkspace::edited, this, [this] {
        if (m_bar->isVisible()) m_pause.start();
    });
    connect(tabs, &EditorTabs::currentChanged, this, [this] {
        if (m_bar->isVisible()) onQuery();
    });
    connect(tabs, &EditorTabs::made, this, [this](ConfigEditor* editor) {
        editor->setQuery(m_bar->query());
        connect(editor, &QPlainTextEdit::cursorPositionChanged, this, &ConfigSearch::showCount);
    });
}

void ConfigSearch::open(bool replace) {
    const auto* editor = m_tabs->current();
    m_bar->open(editor ? editor->textCursor().selectedText() : QString(), replace);
}

void ConfigSearch::openEverywhere() {
    open(false);
    m_bar->setEverywhere(true);
    list();
}

void ConfigSearch::onQuery() {
    const SearchQuery query = m_bar->query();
    for (ConfigEditor* editor : m_tabs->editors()) {
        if (editor) editor->setQuery(query.text.isEmpty() ? std::nullopt : std::optional(query));
    }
    if (query.text.isEmpty() || !query.problem().isEmpty()) {
        m_pause.stop();
        m_search.cancel();
        m_counting = false;
        m_hits.clear();
        return;
    }
    m_pause.start();
}

/// The documents that are searched, the current one first.
QVector<int> ConfigSearch::scope() const {
    const auto* editor = m_tabs->current();
    QVector<int> out;
    if (!editor) return out;
    const int count = m_bar->everywhere() ? int(m_workspace->documents().size()) : 1;
    for (int i = 0; i < count; ++i) out.append((editor->index() + i) % int(m_workspace->documents().size()));
    return out;
}

void ConfigSearch::count() {
    m_counting = true;
    m_scope = scope();
    QStringList texts;
    for (const int document : std::as_const(m_scope)) texts.append(m_workspace->documents().at(document).text);
    m_search.start(texts, m_bar->query());
}

void ConfigSearch::onFound(const QVector<SearchHit>& hits) {
    m_counting = false;
    m_hits = hits;
    showCount();
    if (std::exchange(m_listWanted, false)) list();
}

void ConfigSearch::showCount() {
    const auto* editor = m_tabs->current();
    if (!editor || !m_bar->isVisible() || m_bar->query().text.isEmpty() || m_pause.isActive()) return;
    const QTextCursor cursor = editor->textCursor();
    const SearchHit here{0, cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()};
    const auto it = std::lower_bound(m_hits.begin(), m_hits.end(), here, [](const SearchHit& a, const SearchHit& b) {
        return std::tuple(a.text, a.from) < std::tuple(b.text, b.from);
    });
    const bool at = it != m_hits.end() && *it == here;
    int files = 0;
    for (qsizetype i = 0; i < m_hits.size(); ++i) files += i == 0 || m_hits.at(i).text != m_hits.at(i - 1).text ? 1 : 0;
    m_bar->showCount(at ? int(it - m_hits.begin()) + 1 : 0, int(m_hits.size()), files);
}

bool ConfigSearch::nextIn(ConfigEditor* editor, qsizetype from, bool backward, bool round) {
    const QString& text = m_workspace->documents().at(editor->index()).text;
    const auto hit = findNext(text, m_bar->query(), from, backward);
    const bool wrapped = hit && (backward ? hit->from >= from : hit->from < from);
    if (!hit || (wrapped && !round)) return false;
    editor->select(hit->from, hit->length);
    return true;
}

void ConfigSearch::next(bool backward) {
    ConfigEditor* editor = m_tabs->current();
    if (!editor || m_bar->query().text.isEmpty()) return;
    const QTextCursor cursor = editor->textCursor();
    const qsizetype from = backward ? cursor.selectionStart() : cursor.selectionEnd();
    const QVector<int> documents = scope();
    if (nextIn(editor, from, backward, documents.size() == 1)) return;
    // Into the next file with a hit, and at last around in this one.
    for (qsizetype i = 1; i < documents.size(); ++i) {
        const int document = documents.at(backward ? documents.size() - i : i);
        const QString& text = m_workspace->documents().at(document).text;
        if (!findNext(text, m_bar->query(), 0, false)) continue;
        const bool barFocused = m_bar->focusWidget() && m_bar->focusWidget()->hasFocus();
        m_tabs->show(document);
        nextIn(m_tabs->current(), backward ? text.size() : 0, backward, true);
        if (!barFocused) m_tabs->current()->setFocus();
        return;
    }
    if (documents.size() > 1) nextIn(editor, from, backward, true);
}

void ConfigSearch::replace() {
    ConfigEditor* editor = m_tabs->current();
    if (!editor || editor->isReadOnly()) return;
    QTextCursor cursor = editor->textCursor();
    const QString& text = m_workspace->documents().at(editor->index()).text;
    const SearchHit here{0, cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()};
    const auto hit = findNext(text, m_bar->query(), here.from, false);
    if (hit && hit->from == here.from && hit->length == here.length) {
        const QString with = replacementFor(text, m_bar->query(), here, m_bar->replacement());
        cursor.insertText(with);
        editor->setTextCursor(cursor);
    }
    next(false);
}

void ConfigSearch::replaceAll() {
    int all = 0;
    int files = 0;
    for (const int document : scope()) {
        ConfigEditor* editor = m_tabs->editor(document);  // made, so that it can be undone there
        if (editor->isReadOnly()) continue;
        int count = 0;
        const QString text =
            gui::replaceAll(m_workspace->documents().at(document).text, m_bar->query(), m_bar->replacement(), &count);
        if (count == 0) continue;
        m_workspace->setText(document, text, this);
        all += count;
        ++files;
    }
    emit replaced(all, files);
}

void ConfigSearch::list() {
    if (m_bar->query().text.isEmpty()) return;
    if (m_pause.isActive() || m_counting) {
        m_listWanted = true;  // as soon as they are found
        return;
    }
    QVector<Hit> rows;
    int of = -1;
    std::optional<LineWalk> walk;
    for (const SearchHit& found : std::as_const(m_hits)) {
        if (rows.size() >= kMostListed) break;
        const int document = m_scope.value(found.text);
        if (document >= m_workspace->documents().size()) continue;
        const auto& d = m_workspace->documents().at(document);
        if (of != document) walk.emplace(d.text);
        of = document;
        walk->to(found.from);
        rows.append({document, d.name(), walk->line, int(found.from - walk->start), int(found.length), walk->content(), {}});
    }
    emit listed(rows, tr("Hits of “%1”").arg(m_bar->query().text));
}

}  // namespace mailrace::gui
