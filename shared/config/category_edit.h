// Writes entries of <bounce-category-patterns> into a configuration's text for somebody who made a pattern of a response. Every
// other byte stays. Pure functions, text in, text out; linear in the text.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/config/block_edit.h"

namespace mailrace::config {

/// Has the text a section for it already?
bool has_category_patterns(const SyntaxTree& tree);

/// "/pattern/ category"; an Error with words when the language cannot hold it: a line break, a '#', a '/' before a blank, no
/// pattern, no category.
Result<std::string> category_line(std::string_view pattern, std::string_view category);

/// The text with the entry before all others of its first <bounce-category-patterns> (the first that is found decides, and a new
/// one is usually the more special one); without such a section one is made at the end. An entry with the same pattern gives way.
/// The line is that of the new entry.
Result<EditResult> add_category_pattern(const std::string& text, std::string_view pattern, std::string_view category);

}  // namespace mailrace::config
