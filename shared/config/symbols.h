// The names of a configuration: where each is defined and where it is used, over all its documents. Made afresh from the syntax
// trees after an edit (50,000 lines take a few tens of milliseconds); a value, readable from any thread. Names match without
// regard to case.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/config/names.h"
#include "shared/config/position.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {

struct SymbolUse {
    SymbolKind kind = SymbolKind::virtual_mta;
    std::string name;          // as written
    std::size_t document = 0;  // index of the tree
    std::uint32_t line = 0;    // from 1
    std::uint32_t column = 0;  // from 0, in bytes
    std::uint32_t length = 0;  // bytes
    bool definition = false;
};

class Symbols {
public:
    Symbols() = default;
    /// `trees` may hold nullptr for a document that is not there.
    static Symbols of(std::span<const SyntaxTree* const> trees);
    static Symbols of(const SyntaxTree& tree);

    /// In the order of documents and lines. Several sections may define one name.
    std::vector<SymbolUse> definitions(SymbolKind kind, std::string_view name) const;
    /// Where the name is used, its definitions left out.
    std::vector<SymbolUse> uses(SymbolKind kind, std::string_view name) const;
    /// Definitions and uses.
    std::vector<SymbolUse> mentions(SymbolKind kind, std::string_view name) const;
    /// The name under the cursor; its end, and the $ of a macro, count as well.
    std::optional<SymbolUse> at(std::size_t document, Position position) const;

    /// Names that are defined, sorted, each once, as the first definition writes them.
    const std::vector<std::string>& names(SymbolKind kind) const;
    /// Names that are used, defined nowhere, and not built in; sorted.
    std::vector<std::string> undefined(SymbolKind kind) const;
    bool is_defined(SymbolKind kind, std::string_view name) const;

    /// All mentions, by document, line, column.
    std::span<const SymbolUse> all() const { return mentions_; }

private:
    using Key = std::string;  // kind and lower-case name
    static Key key_of(SymbolKind kind, std::string_view name);
    void collect(const SyntaxTree& tree, std::size_t document, std::vector<char>& or_pool);
    void resolve(const std::vector<char>& or_pool);
    void list_names();

    std::vector<SymbolUse> mentions_;
    std::unordered_map<Key, std::vector<std::uint32_t>> index_;
    std::array<std::vector<std::string>, symbol_kind_count> names_;
};

}  // namespace mailrace::config
