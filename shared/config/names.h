// Which words of a line are names: those that a section defines and those that a directive refers to. One table for the symbols,
// the completion and the renaming. Pure; private to this folder, except for the kinds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/schema.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {

enum class SymbolKind : std::uint8_t {
    virtual_mta,
    virtual_mta_pool,
    source,  // with a name; those of address ranges are not referred to
    source_group,
    smtp_user,
    pattern_list,
    smtp_pattern_list,
    rewrite_list,
    domain_key_list,
    address_list,
    proxy,
    signals_filter,
    macro,      // without its $
    mx_rollup,  // NAME.rollup
    queue,      // what queue-to names; a <domain> of the same name defines its settings
    file,       // what include names
};
inline constexpr std::size_t symbol_kind_count = 16;
/// "virtual MTA", "pool", "macro"
std::string_view to_string(SymbolKind kind);

/// A name in a line, by the bytes that stand for it alone: no quotes, no $, no "virtual-mta=" before it.
struct Named {
    SymbolKind kind = SymbolKind::virtual_mta;
    bool or_pool = false;  // a virtual MTA or a pool: they share one space of names
    bool definition = false;
    std::string name;
    std::uint32_t column = 0;
    std::uint32_t length = 0;
};

/// Appends the names of a line that was read without an error. `scope`: the section that it stands in; of an opening tag, the
/// section that it opens.
void append_names(std::string_view content, const Line& line, Scope scope, std::vector<Named>& out);

/// What the value of a directive names, for completion.
struct NameRule {
    SymbolKind kind = SymbolKind::virtual_mta;
    bool or_pool = false;
    bool list = false;  // several, separated by commas
};
std::optional<NameRule> name_rule(Scope scope, std::string_view directive);

/// The kind that a section with a name defines.
std::optional<SymbolKind> defined_by(Scope scope);

/// Names that exist without being defined: the default virtual MTA, the sources that PowerMTA reserves.
bool is_built_in(SymbolKind kind, std::string_view lower_name);

bool is_rollup(std::string_view name);  // ends in ".rollup"

}  // namespace mailrace::config
