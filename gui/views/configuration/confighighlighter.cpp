#include "gui/views/configuration/confighighlighter.h"

#include <QTextDocument>
#include <algorithm>

#include "gui/models/configtext.h"
#include "gui/views/configuration/sectioncontext.h"
#include "gui/widgets/syntaxformat.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {

constexpr qsizetype kLongestColoured = 4'000;  // of a line; what is behind it stays plain

QTextLayout::FormatRange rangeFor(int from, int length, const QTextCharFormat& format) {
    QTextLayout::FormatRange range;
    range.start = from;
    range.length = length;
    range.format = format;
    return range;
}

bool sameFormats(const QList<QTextLayout::FormatRange>& a, const QList<QTextLayout::FormatRange>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.start == y.start && x.length == y.length && x.format == y.format;
    });
}

}  // namespace

ConfigHighlighter::ConfigHighlighter(QTextDocument* document) : QObject(document), m_document(document) {
    makeFormats();
    m_blocks = document->blockCount();
    connect(document, &QTextDocument::contentsChange, this, &ConfigHighlighter::onContentsChange);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        makeFormats();
        ++m_generation;
    });
}

void ConfigHighlighter::makeFormats() {
    const Theme& theme = Theme::instance();
    for (int role = 0; role <= int(SyntaxRole::Comment); ++role) m_formats.insert(role, syntaxFormat(SyntaxRole(role)));
    m_hitFormat = {};
    m_hitFormat.setBackground(theme.color("search_hit"));
    const char* waves[] = {"bad", "slow", "line_strong"};
    for (int i = 0; i < 3; ++i) {
        m_waves[i] = {};
        m_waves[i].setUnderlineStyle(i < 2 ? QTextCharFormat::WaveUnderline : QTextCharFormat::DotLine);
        m_waves[i].setUnderlineColor(theme.color(waves[i]));
    }
}

void ConfigHighlighter::setAnalysis(std::shared_ptr<const config::SyntaxTree> tree, QVector<Problem> problems) {
    m_tree = std::move(tree);
    m_problems = std::move(problems);
    m_map.reset();
    ++m_generation;
}

void ConfigHighlighter::setQuery(const std::optional<SearchQuery>& query) {
    m_searching = query && !query->text.isEmpty() && query->problem().isEmpty();
    if (m_searching) m_wanted = query->expression();
    ++m_generation;
}

void ConfigHighlighter::onContentsChange(int position, int, int added) {
    const QTextBlock first = m_document->findBlock(position);
    QTextBlock last = m_document->findBlock(position + added);
    if (!last.isValid()) last = m_document->lastBlock();
    const int now = last.blockNumber() - first.blockNumber() + 1;
    const int grown = m_document->blockCount() - std::exchange(m_blocks, m_document->blockCount());
    m_map.edited(first.blockNumber() + 1, now - grown, now);
    ++m_generation;
}

void ConfigHighlighter::prepare(const QTextBlock& first, const QTextBlock& last) {
    std::optional<SectionStack> stack;
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        if (stack || (block.isVisible() && block.userState() != m_generation)) {
            if (!stack) stack = SectionStack::before(block, m_map, m_tree.get());
            if (block.isVisible() && block.userState() != m_generation) colour(block, *stack);
            stack->pass(block.text());
        }
        if (block == last) return;
    }
}

void ConfigHighlighter::colour(const QTextBlock& block, const SectionStack& stack) {
    QTextBlock mutableBlock = block;
    mutableBlock.setUserState(m_generation);
    const QString text = block.text();
    Formats formats;
    const auto spans = syntaxOf(text.size() > kLongestColoured ? text.left(kLongestColoured) : text, stack.scope());
    for (const SyntaxSpan& span : spans) formats.append(rangeFor(span.from, span.length, m_formats.value(int(span.role))));
    if (m_searching) markHits(formats, text);
    underline(formats, block);
    if (sameFormats(formats, block.layout()->formats())) return;
    block.layout()->setFormats(formats);
    m_document->markContentsDirty(block.position(), block.length());
}

void ConfigHighlighter::markHits(Formats& formats, const QString& text) const {
    constexpr int kMostInALine = 200;
    int marked = 0;
    for (auto it = m_wanted.globalMatch(text.left(kLongestColoured)); it.hasNext() && marked < kMostInALine; ++marked) {
        const auto match = it.next();
        if (match.capturedLength() > 0)
            formats.append(rangeFor(int(match.capturedStart()), int(match.capturedLength()), m_hitFormat));
    }
}

void ConfigHighlighter::underline(Formats& formats, const QTextBlock& block) const {
    const auto problems = problemsAt(block.blockNumber() + 1);
    for (auto it = problems.rbegin(); it != problems.rend(); ++it) {
        const auto [from, length] = rangeOf(*it, block.text());
        if (length > 0) formats.append(rangeFor(from, length, m_waves[int(it->severity)]));
    }
}

QVector<Problem> ConfigHighlighter::problemsAt(int line) const {
    const auto then = m_map.toAnalysed(line);
    if (!then) return {};
    const auto less = [](const Problem& p, int wanted) { return p.line < wanted; };
    QVector<Problem> out;
    for (auto it = std::lower_bound(m_problems.begin(), m_problems.end(), *then, less);
         it != m_problems.end() && it->line == *then; ++it)
        out.append(*it);
    return out;
}

QPair<int, int> ConfigHighlighter::rangeOf(const Problem& problem, const QString& line) {
    if (line.isEmpty()) return {0, 0};
    const int from = std::min(configtext::unitsOfBytes(line, problem.column), int(line.size()) - 1);
    const int to = configtext::unitsOfBytes(line, problem.column + problem.length);
    return {from, std::max(1, to - from)};
}

}  // namespace mailrace::gui
