#include "shared/config/edit.h"

#include <algorithm>
#include <deque>
#include <map>

#include "shared/config/block_edit.h"
#include "shared/config/text_diff.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

constexpr std::size_t longest_name = 255;

bool is_code(const Line& line) { return line.kind != LineKind::blank; }

std::size_t indentation(std::string_view content) { return std::min(content.find_first_not_of(" \t"), content.size()); }

/// The lines from `first` to `last`, each through `change`, as one edit.
template <class Change>
TextEdit each_line(const SyntaxTree& tree, std::uint32_t first, std::uint32_t last, Change change) {
    const std::vector<Line>& lines = tree.lines();
    first = std::max<std::uint32_t>(first, 1);
    last = std::min(last, static_cast<std::uint32_t>(lines.size()));
    std::string text = tree.text();
    // From the back, so that what stands before keeps its place.
    for (std::uint32_t number = last; number >= first && number > 0; --number) {
        const Line& line = lines[number - 1];
        std::string content(tree.content(line));
        const std::size_t was = content.size();
        change(line, content);
        text.replace(line.offset, was, content);
    }
    return edit_between(tree.text(), text);
}

std::string name_problem(SymbolKind kind, std::string_view name) {
    if (name.empty()) return "a name is missing";
    if (name.size() > longest_name) return "the name is too long";
    const std::size_t bad = name.find_first_of(" \t\v\f\r\n\"#,;<>=$\\/");
    const bool control = std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (bad != std::string_view::npos || control) return "a name may hold no blanks, and none of \" # , ; < > = $ \\ /";
    if (kind == SymbolKind::macro) {
        const bool plain = lower(name).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
        if (!plain) return "a macro's name has letters, digits and _";
    }
    if (kind == SymbolKind::mx_rollup && !is_rollup(name)) return "the name of a roll-up ends in .rollup";
    if (kind == SymbolKind::source && parse_cidr(name)) return "this would be an address range, not a name";
    return {};
}

/// Names that would be mistaken for each other share a space: virtual MTAs and pools.
bool is_taken(const Symbols& symbols, SymbolKind kind, std::string_view name) {
    if (symbols.is_defined(kind, name)) return true;
    if (kind == SymbolKind::virtual_mta) return symbols.is_defined(SymbolKind::virtual_mta_pool, name);
    if (kind == SymbolKind::virtual_mta_pool) return symbols.is_defined(SymbolKind::virtual_mta, name);
    return false;
}

std::string unreadable(SymbolKind kind, std::string_view name) {
    return "\"" + std::string(name) + "\" would not be read as a " + std::string(to_string(kind)) + " there";
}

std::string renamed(const SyntaxTree& tree, const std::vector<const SymbolUse*>& places, std::string_view to) {
    std::string text = tree.text();
    for (auto it = places.rbegin(); it != places.rend(); ++it)
        text.replace(tree.lines()[(*it)->line - 1].offset + (*it)->column, (*it)->length, to);
    return text;
}

}  // namespace

TextEdit edit_between(std::string_view before, std::string_view after) {
    const ChangedPart part = changed_part(before, after);
    return {part.from, part.old_length, std::string(after.substr(part.from, part.new_length))};
}

std::string applied(std::string_view text, const TextEdit& edit) {
    const std::size_t offset = std::min(edit.offset, text.size());
    std::string out(text);
    return out.replace(offset, std::min(edit.length, text.size() - offset), edit.text);
}

TextEdit set_directive(const SyntaxTree& tree, std::uint32_t section, std::string_view keyword, std::string_view value) {
    if (section >= tree.sections().size()) return {};
    std::vector<std::string> values = values_of(tree, section, keyword);
    if (values.empty()) values.emplace_back();
    values.back() = value;
    BlockEdit edit;
    edit.place.section = section;
    edit.place.name = tree.sections()[section].name;
    for (std::string& v : values) edit.entries.push_back({std::string(keyword), std::move(v)});
    return edit_between(tree.text(), apply_edit(tree, edit));
}

TextEdit remove_directive(const SyntaxTree& tree, std::uint32_t section, std::string_view keyword) {
    if (section >= tree.sections().size()) return {};
    BlockEdit edit;
    edit.place.section = section;
    edit.place.name = tree.sections()[section].name;
    edit.keywords.emplace_back(keyword);
    return edit_between(tree.text(), apply_edit(tree, edit));
}

TextEdit comment_out(const SyntaxTree& tree, std::uint32_t first, std::uint32_t last) {
    std::size_t column = std::string::npos;
    each_line(tree, first, last, [&](const Line& line, std::string& content) {
        if (is_code(line)) column = std::min(column, indentation(content));
    });
    return each_line(tree, first, last, [&](const Line& line, std::string& content) {
        if (is_code(line)) content.insert(std::min(column, indentation(content)), "# ");
    });
}

TextEdit uncomment(const SyntaxTree& tree, std::uint32_t first, std::uint32_t last) {
    return each_line(tree, first, last, [](const Line& line, std::string& content) {
        if (is_code(line) || line.comment == std::string::npos) return;
        const bool blank = line.comment + 1 < content.size() && content[line.comment + 1] == ' ';
        content.erase(line.comment, blank ? 2 : 1);
    });
}

TextEdit toggle_comment(const SyntaxTree& tree, std::uint32_t first, std::uint32_t last) {
    bool code = false;
    for (const Line& line : tree.lines()) code |= line.number >= first && line.number <= last && is_code(line);
    return code ? comment_out(tree, first, last) : uncomment(tree, first, last);
}

Renaming rename(std::span<const SyntaxTree* const> trees, const Symbols& symbols, SymbolKind kind, std::string_view from,
                std::string_view to) {
    Renaming out;
    const std::vector<SymbolUse> mentions = symbols.mentions(kind, from);
    if (mentions.empty()) out.problem = "there is no " + std::string(to_string(kind)) + " \"" + std::string(from) + "\"";
    if (kind == SymbolKind::file) out.problem = "a file is not renamed here";
    if (kind == SymbolKind::virtual_mta && lower(from) == "{default}") out.problem = "{default} is built in and keeps its name";
    if (out.problem.empty()) out.problem = name_problem(kind, to);
    if (out.problem.empty() && lower(from) != lower(to) && is_taken(symbols, kind, to))
        out.problem = "\"" + std::string(to) + "\" exists already";
    if (!out.problem.empty()) return out;
    std::map<std::size_t, std::vector<const SymbolUse*>> by_document;
    for (const SymbolUse& use : mentions)
        if (use.document < trees.size() && trees[use.document]) by_document[use.document].push_back(&use);
    std::vector<const SyntaxTree*> after(trees.begin(), trees.end());
    std::deque<SyntaxTree> made;
    for (const auto& [document, places] : by_document) {
        const SyntaxTree& tree = *trees[document];
        after[document] = &made.emplace_back(renamed(tree, places, to));
        out.edits.push_back({document, edit_between(tree.text(), made.back().text())});
        out.places += places.size();
    }
    // Some names mean something else: "none", or a queue's that ends in .rollup. Reading it all again tells.
    if (Symbols::of(after).mentions(kind, to).size() < out.places) return {unreadable(kind, to), {}, 0};
    return out;
}

}  // namespace mailrace::config
