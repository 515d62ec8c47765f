// Where the cursor of an editor stands: in which sections, before what, after what. From a syntax tree, or from the bare text
// when the tree is not of this very moment. Pure; private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/position.h"
#include "shared/config/schema.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {

struct Cursor {
    std::vector<std::string> open;  // tags of the sections around it, outermost first
    std::string_view content;       // of its line, without the line end
    std::size_t column = 0;         // at most content.size()
    std::uint32_t line = 0;
    /// The innermost section; nothing when nobody knows it.
    std::optional<Scope> scope() const;
};

Cursor cursor_at(const SyntaxTree& tree, Position position);
/// The same by looking at the section tags alone: linear, and fast enough for every key that is pressed.
Cursor cursor_at(std::string_view text, Position position);

}  // namespace mailrace::config
