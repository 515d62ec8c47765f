// links: mailrace_config
#include <cstdint>
#include <cstdlib>

#include "shared/config/block_edit.h"
#include "shared/config/edit.h"

using namespace mailrace::config;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

/// What was renamed is found under its new name as often as it was under the old one, and the lines are as many.
void check_rename(const SyntaxTree& tree) {
    const SyntaxTree* const trees[] = {&tree};
    const Symbols symbols = Symbols::of(trees);
    for (std::size_t i = 0; i < symbols.all().size() && i < 20; ++i) {
        const SymbolUse& use = symbols.all()[i];
        const Renaming renaming = rename(trees, symbols, use.kind, use.name, "new_name.rollup");
        if (!renaming.problem.empty()) continue;
        require(renaming.edits.size() == 1);
        const SyntaxTree after(applied(tree.text(), renaming.edits[0].edit));
        require(after.lines().size() == tree.lines().size());
        if (tree.diagnostics().empty())
            require(Symbols::of(after).mentions(use.kind, "new_name.rollup").size() >= renaming.places);
    }
}

}  // namespace

/// The first two bytes are lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const SyntaxTree tree(std::string(reinterpret_cast<const char*>(data + 2), size - 2));
    const std::string& text = tree.text();
    const std::string without = applied(text, comment_out(tree, data[0], data[1]));
    const SyntaxTree commented(without);
    for (const Line& line : commented.lines())
        if (line.number >= data[0] && line.number <= data[1])
            require(line.kind == LineKind::blank || line.kind == LineKind::malformed);
    applied(text, uncomment(tree, data[0], data[1]));
    const auto section = static_cast<std::uint32_t>(data[0] % tree.sections().size());
    const SyntaxTree with(applied(text, set_directive(tree, section, "max-smtp-out", "7")));
    if (tree.diagnostics().empty()) require(values_of(with, section, "max-smtp-out").back() == "7");
    const SyntaxTree gone(applied(text, remove_directive(tree, section, "max-smtp-out")));
    if (tree.diagnostics().empty()) require(values_of(gone, section, "max-smtp-out").empty());
    check_rename(tree);
    return 0;
}
