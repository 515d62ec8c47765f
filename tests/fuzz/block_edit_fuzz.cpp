// links: mailrace_config
#include <cstdint>
#include <cstdlib>

#include "shared/config/block_edit.h"

using namespace mailrace::config;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::vector<std::string> foreign_lines(const SyntaxTree& tree, std::uint32_t section) {
    std::vector<std::string> out;
    for (const Line& line : tree.lines())
        if (line.kind != LineKind::directive || line.section != section || line.words[0].text != "max-smtp-out")
            out.emplace_back(tree.content(line));
    return out;
}

}  // namespace

/// The first byte says how many values a form writes, the second into which section; the rest is the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const SyntaxTree tree(std::string(reinterpret_cast<const char*>(data + 2), size - 2));
    const auto section = static_cast<std::uint32_t>(data[1] % tree.sections().size());
    BlockEdit edit{{section, "", tree.sections()[section].name, 0}, {}, {"max-smtp-out"}};
    std::vector<std::string> wanted;
    for (int i = 0; i < data[0] % 4; ++i) wanted.push_back(std::to_string(i));
    for (const std::string& value : wanted) edit.entries.push_back({"max-smtp-out", value});
    const EditResult result = apply_edit_at(tree, edit);
    const SyntaxTree after(result.text);
    // A line without a keyword in lower case is brought to one meaning; those are not compared here.
    bool plain = true;
    for (const Line& line : tree.lines())
        if (line.kind == LineKind::directive && line.section == section && line.words[0].text != "max-smtp-out" &&
            line.words[0].text.size() == 12)
            plain = false;
    if (plain && tree.diagnostics().empty()) {
        require(values_of(after, section, "max-smtp-out") == wanted);
        require(foreign_lines(after, section) == foreign_lines(tree, section));
        require(apply_edit(after, edit) == result.text);
    }
    const BlockEdit made{{std::nullopt, "domain", "a.example", section}, {{"max-smtp-out", "2"}}, {}};
    const SyntaxTree with(apply_edit(tree, made));
    require(with.lines().size() >= tree.lines().size());
    remove_block(tree, section);
    return 0;
}
