#include "shared/config/category_edit.h"

#include <algorithm>

#include "shared/config/lexer.h"

namespace mailrace::config {

namespace {

constexpr std::string_view tag = "bounce-category-patterns";

std::uint32_t section_of(const SyntaxTree& tree) {
    for (std::size_t i = 1; i < tree.sections().size(); ++i)
        if (tree.sections()[i].tag == tag && tree.sections()[i].parent == 0) return static_cast<std::uint32_t>(i);
    return 0;
}

std::string_view line_end_of(std::string_view text) {
    const std::size_t end = text.find('\n');
    return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::string indentation_of(std::string_view content) {
    return std::string(content.substr(0, std::min(content.find_first_not_of(" \t"), content.size())));
}

/// Without the entries that have the pattern already.
std::string without(const SyntaxTree& tree, std::string_view pattern) {
    std::string out = tree.text();
    for (auto line = tree.lines().rbegin(); line != tree.lines().rend(); ++line) {
        const bool same = line->kind == LineKind::pattern && tree.sections()[line->section].tag == tag && !line->words.empty() &&
                          line->words[0].text == pattern;
        if (same) out.erase(line->offset, line->length);
    }
    return out;
}

EditResult insert_first(const SyntaxTree& tree, std::uint32_t section, const std::string& entry) {
    const Line& open = tree.lines()[tree.sections()[section].open_line - 1];
    std::string indentation = indentation_of(tree.content(open)) + "    ";
    for (const Line& line : tree.lines()) {
        if (line.section != section || line.kind != LineKind::pattern) continue;
        indentation = indentation_of(tree.content(line));
        break;
    }
    const std::string_view end = line_end_of(tree.text());
    std::string out = tree.text();
    const std::size_t at = open.offset + open.length;
    const bool ends = !tree.raw(open).empty() && tree.raw(open).back() == '\n';
    out.insert(at, (ends ? std::string() : std::string(end)) + indentation + entry + std::string(end));
    return {std::move(out), open.number + 1};
}

EditResult append_section(std::string text, const std::string& entry) {
    const std::string end(line_end_of(text));
    if (!text.empty() && text.back() != '\n') text += end;
    if (!text.empty()) text += end;
    const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
    text += "<" + std::string(tag) + ">" + end + "    " + entry + end + "</" + std::string(tag) + ">" + end;
    return {std::move(text), lines + 2};
}

}  // namespace

bool has_category_patterns(const SyntaxTree& tree) { return section_of(tree) != 0; }

Result<std::string> category_line(std::string_view pattern, std::string_view category) {
    if (pattern.empty()) return Error::invalid("there is no pattern");
    if (pattern.find_first_of("\r\n") != std::string_view::npos || pattern.find('\0') != std::string_view::npos)
        return Error::invalid("a pattern stands on one line: write \\n for a line break");
    if (pattern.find('#') != std::string_view::npos)
        return Error::invalid("a # begins a comment in the configuration: write \\x23 for it");
    if (category.empty()) return Error::invalid("there is no category");
    std::string line = "/" + std::string(pattern) + "/ " + std::string(category);
    const LexedLine read = lex_line(line);
    const bool same = read.error == nullptr && read.words.size() == 2 && read.words[0].regex && read.words[0].text == pattern &&
                      read.words[1].text == category;
    if (!same) return Error::invalid("the configuration cannot hold this pattern: write \\/ for a slash, and no \\ at the end");
    return line;
}

Result<EditResult> add_category_pattern(const std::string& text, std::string_view pattern, std::string_view category) {
    const auto entry = category_line(pattern, category);
    if (!entry) return entry.error();
    const SyntaxTree tree(without(SyntaxTree(text), pattern));
    const std::uint32_t section = section_of(tree);
    return section == 0 ? append_section(tree.text(), *entry) : insert_first(tree, section, *entry);
}

}  // namespace mailrace::config
