#include "shared/config/symbols.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "shared/config/config.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

/// The scope of each section of a tree; nothing for sections that nobody knows.
std::vector<std::optional<Scope>> scopes_of(const SyntaxTree& tree) {
    std::vector<std::optional<Scope>> out;
    out.reserve(tree.sections().size());
    for (const Section& section : tree.sections()) {
        const Tag* tag = find_tag(section.tag);
        out.push_back(section.tag.empty() ? std::optional(Scope::global) : tag ? std::optional(tag->scope) : std::nullopt);
    }
    return out;
}

auto place_of(const SymbolUse& use) { return std::tuple(use.document, use.line, use.column); }

}  // namespace

Symbols Symbols::of(const SyntaxTree& tree) {
    const SyntaxTree* const one[] = {&tree};
    return of(one);
}

Symbols Symbols::of(std::span<const SyntaxTree* const> trees) {
    Symbols out;
    std::vector<char> or_pool;
    for (std::size_t i = 0; i < trees.size(); ++i)
        if (trees[i]) out.collect(*trees[i], i, or_pool);
    out.resolve(or_pool);
    out.list_names();
    return out;
}

Symbols::Key Symbols::key_of(SymbolKind kind, std::string_view name) {
    Key key = lower(name);
    key.push_back(static_cast<char>(kind));
    return key;
}

void Symbols::collect(const SyntaxTree& tree, std::size_t document, std::vector<char>& or_pool) {
    const std::vector<std::optional<Scope>> scopes = scopes_of(tree);
    std::vector<Named> found;
    for (const Line& line : tree.lines()) {
        if (line.words.empty() || !scopes[line.section] || line.kind == LineKind::close || line.kind == LineKind::malformed)
            continue;
        found.clear();
        append_names(tree.content(line), line, *scopes[line.section], found);
        for (Named& named : found) {
            or_pool.push_back(named.or_pool);
            mentions_.push_back(
                {named.kind, std::move(named.name), document, line.number, named.column, named.length, named.definition});
        }
    }
}

/// Says of names that may be a virtual MTA or a pool which they are, and drops <domain> sections that no queue-to names.
void Symbols::resolve(const std::vector<char>& or_pool) {
    std::unordered_set<std::string> pools, queues;
    for (const SymbolUse& use : mentions_) {
        if (use.kind == SymbolKind::virtual_mta_pool && use.definition) pools.insert(lower(use.name));
        if (use.kind == SymbolKind::queue && !use.definition) queues.insert(lower(use.name));
    }
    for (std::size_t i = 0; i < mentions_.size(); ++i)
        if (or_pool[i] && !pools.empty() && pools.contains(lower(mentions_[i].name)))
            mentions_[i].kind = SymbolKind::virtual_mta_pool;
    std::erase_if(mentions_, [&](const SymbolUse& use) {
        return use.kind == SymbolKind::queue && use.definition && (queues.empty() || !queues.contains(lower(use.name)));
    });
    index_.reserve(mentions_.size());
    for (std::size_t i = 0; i < mentions_.size(); ++i)
        index_[key_of(mentions_[i].kind, mentions_[i].name)].push_back(static_cast<std::uint32_t>(i));
}

void Symbols::list_names() {
    for (const auto& [key, places] : index_) {
        const auto first = std::find_if(places.begin(), places.end(), [&](std::uint32_t i) { return mentions_[i].definition; });
        if (first != places.end()) names_[static_cast<std::size_t>(mentions_[*first].kind)].push_back(mentions_[*first].name);
    }
    for (std::vector<std::string>& list : names_) std::sort(list.begin(), list.end());
}

std::vector<SymbolUse> Symbols::mentions(SymbolKind kind, std::string_view name) const {
    std::vector<SymbolUse> out;
    if (const auto it = index_.find(key_of(kind, name)); it != index_.end())
        for (const std::uint32_t i : it->second) out.push_back(mentions_[i]);
    return out;
}

std::vector<SymbolUse> Symbols::definitions(SymbolKind kind, std::string_view name) const {
    std::vector<SymbolUse> out = mentions(kind, name);
    std::erase_if(out, [](const SymbolUse& use) { return !use.definition; });
    return out;
}

std::vector<SymbolUse> Symbols::uses(SymbolKind kind, std::string_view name) const {
    std::vector<SymbolUse> out = mentions(kind, name);
    std::erase_if(out, [](const SymbolUse& use) { return use.definition; });
    return out;
}

bool Symbols::is_defined(SymbolKind kind, std::string_view name) const {
    if (is_built_in(kind, lower(name))) return true;
    const auto it = index_.find(key_of(kind, name));
    return it != index_.end() &&
           std::any_of(it->second.begin(), it->second.end(), [&](std::uint32_t i) { return mentions_[i].definition; });
}

std::vector<std::string> Symbols::undefined(SymbolKind kind) const {
    std::vector<std::string> out;
    for (const auto& [key, places] : index_) {
        const SymbolUse& first = mentions_[places.front()];
        if (first.kind == kind && !is_defined(kind, first.name)) out.push_back(first.name);
    }
    std::sort(out.begin(), out.end());
    return out;
}

const std::vector<std::string>& Symbols::names(SymbolKind kind) const { return names_[static_cast<std::size_t>(kind)]; }

std::optional<SymbolUse> Symbols::at(std::size_t document, Position position) const {
    const auto after =
        std::upper_bound(mentions_.begin(), mentions_.end(), std::tuple(document, position.line, position.column + 1),
                         [](const auto& wanted, const SymbolUse& use) { return wanted < place_of(use); });
    // The name that starts at or before the cursor, or a macro whose $ is under it.
    for (auto it = after; it != mentions_.begin() && after - it < 2;) {
        --it;
        if (it->document != document || it->line != position.line) break;
        const std::uint32_t start = it->column - (it->kind == SymbolKind::macro && !it->definition ? 1 : 0);
        if (start <= position.column && position.column <= it->column + it->length) return *it;
    }
    return std::nullopt;
}

}  // namespace mailrace::config
