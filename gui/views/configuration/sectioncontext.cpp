#include "gui/views/configuration/sectioncontext.h"

#include <algorithm>

#include "gui/models/configsyntax.h"
#include "gui/models/configtext.h"

namespace mailrace::gui {

namespace {

constexpr int kMostLines = 20'000;

/// The section in which the line after `line` stands.
std::uint32_t sectionAfter(const config::SyntaxTree& tree, const config::Line& line) {
    return line.kind == config::LineKind::close ? tree.sections()[line.section].parent : line.section;
}

}  // namespace

SectionStack SectionStack::before(const QTextBlock& block, const LineMap& map, const config::SyntaxTree* tree) {
    SectionStack out;
    QVector<OpenSection> inner;  // innermost first
    int closed = 0;              // sections that end between here and `block`
    int looked = 0;
    for (QTextBlock b = block.previous(); b.isValid() && looked < kMostLines; b = b.previous(), ++looked) {
        const auto line = tree ? map.toAnalysed(b.blockNumber() + 1) : std::nullopt;
        if (line && *line <= int(tree->lines().size())) {
            std::uint32_t section = sectionAfter(*tree, tree->lines()[std::size_t(*line - 1)]);
            for (; section != 0; section = tree->sections()[section].parent) {
                if (closed > 0) {
                    --closed;
                    continue;
                }
                const config::Section& s = tree->sections()[section];
                inner.append({configtext::fromUtf8(s.tag), configtext::fromUtf8(tree->content(tree->lines()[s.open_line - 1]))});
            }
            break;
        }
        const QString text = b.text();
        switch (tagOf(text)) {
            case LineTag::None: break;
            case LineTag::Close: ++closed; break;
            case LineTag::Open:
                if (closed > 0)
                    --closed;
                else
                    inner.append({tagName(text), text});
                break;
        }
    }
    std::reverse(inner.begin(), inner.end());
    out.m_open = std::move(inner);
    return out;
}

void SectionStack::pass(const QString& line) {
    switch (tagOf(line)) {
        case LineTag::None: return;
        case LineTag::Open: m_open.append({tagName(line), line}); return;
        case LineTag::Close: break;
    }
    const QString tag = tagName(line);
    for (qsizetype i = m_open.size() - 1; i >= 0; --i) {
        if (m_open.at(i).tag != tag) continue;
        m_open.resize(i);
        return;
    }
}

std::optional<config::Scope> SectionStack::scope() const { return scopeOf(m_open.isEmpty() ? QString() : m_open.last().tag); }

QTextBlock partnerOf(const QTextBlock& tag) {
    const LineTag kind = tagOf(tag.text());
    if (kind == LineTag::None) return {};
    const QString name = tagName(tag.text());
    const bool down = kind == LineTag::Open;
    int depth = 0;
    int looked = 0;
    for (QTextBlock b = down ? tag.next() : tag.previous(); b.isValid() && looked < kMostLines;
         b = down ? b.next() : b.previous(), ++looked) {
        const QString text = b.text();
        const LineTag here = tagOf(text);
        if (here == LineTag::None) continue;
        if (here == kind) {
            ++depth;
        } else if (depth > 0) {
            --depth;
        } else {
            return tagName(text) == name ? b : QTextBlock();
        }
    }
    return {};
}

}  // namespace mailrace::gui
