#include "shared/config/outline.h"

#include <algorithm>

#include "shared/config/units.h"

namespace mailrace::config {

namespace {

OutlineItem item(std::string tag, std::string name, std::uint32_t line, std::uint32_t end_line) {
    OutlineItem out;
    out.title = name.empty() ? tag : tag + ' ' + name;
    out.line = line;
    out.end_line = end_line;
    out.tag = std::move(tag);
    out.name = std::move(name);
    return out;
}

/// The last line of each section. One that is never closed ends before the line that ends its parent.
std::vector<std::uint32_t> ends_of(const SyntaxTree& tree) {
    const std::vector<Section>& sections = tree.sections();
    std::vector<std::uint32_t> ends(sections.size(), static_cast<std::uint32_t>(tree.lines().size()));
    for (std::size_t i = 1; i < sections.size(); ++i) {
        const std::uint32_t parent = sections[i].parent;
        const bool inside = parent != 0 && sections[parent].close_line != 0;
        ends[i] = sections[i].close_line != 0 ? sections[i].close_line : inside ? ends[parent] - 1 : ends[parent];
    }
    return ends;
}

}  // namespace

std::vector<OutlineItem> outline(const SyntaxTree& tree) {
    const std::vector<Section>& sections = tree.sections();
    const std::vector<std::uint32_t> ends = ends_of(tree);
    std::vector<OutlineItem> made(sections.size());
    for (std::size_t i = 1; i < sections.size(); ++i)
        made[i] = item(sections[i].tag, sections[i].name, sections[i].open_line, ends[i]);
    for (const Line& line : tree.lines())
        if (line.kind == LineKind::directive && line.words.size() > 1 && lower(line.words[0].text) == "include")
            made[line.section].children.push_back(item("include", line.words[1].text, line.number, line.number));
    // Children come after their parents, so that from the back each one is whole when it moves.
    for (std::size_t i = sections.size(); i-- > 1;) made[sections[i].parent].children.push_back(std::move(made[i]));
    // They were taken from the back, mixed with includes.
    const auto order = [](auto&& self, std::vector<OutlineItem>& items) -> void {
        std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
        for (OutlineItem& child : items) self(self, child.children);
    };
    order(order, made[0].children);
    return std::move(made[0].children);
}

}  // namespace mailrace::config
