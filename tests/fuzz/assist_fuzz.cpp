// links: mailrace_config
#include <cstdint>
#include <cstdlib>

#include "shared/config/assist.h"
#include "shared/config/outline.h"

using namespace mailrace::config;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

/// What is proposed lies in the line, around the cursor, and within its bound, whether the tree or the bare text is asked.
void check_completion(const SyntaxTree& tree, Position at, const Symbols& symbols) {
    const CompletionList by_tree = complete(tree, at, symbols);
    const CompletionList by_text = complete(std::string_view(tree.text()), at, symbols);
    require(by_tree.items.size() == by_text.items.size() && by_tree.from == by_text.from && by_tree.to == by_text.to);
    require(by_tree.items.size() <= max_completions);
    if (by_tree.items.empty()) return;
    const std::size_t length = at.line >= 1 && at.line <= tree.lines().size() ? tree.content(tree.lines()[at.line - 1]).size() : 0;
    require(by_tree.from <= by_tree.to && by_tree.to <= length);
    require(by_tree.from <= at.column || at.column > length);
}

void check_symbols(const SyntaxTree& tree, const Symbols& symbols) {
    for (const SymbolUse& use : symbols.all()) {
        require(use.line >= 1 && use.line <= tree.lines().size());
        require(use.column + use.length <= tree.content(tree.lines()[use.line - 1]).size());
        const auto found = symbols.at(0, {use.line, use.column});
        require(found.has_value());
        require(!symbols.mentions(use.kind, use.name).empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const Position seed{data[0], data[1]};
    const SyntaxTree tree(std::string(reinterpret_cast<const char*>(data + 2), size - 2));
    const Symbols symbols = Symbols::of(tree);
    check_symbols(tree, symbols);
    outline(tree);
    check_completion(tree, seed, symbols);
    hover(tree, seed, &symbols);
    if (size > 400) return 0;
    for (std::uint32_t line = 0; line <= tree.lines().size() + 1; ++line)
        for (std::uint32_t column = 0; column < 60; ++column) {
            check_completion(tree, {line, column}, symbols);
            hover(tree, {line, column}, &symbols);
        }
    return 0;
}
