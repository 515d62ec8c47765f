// Which lines of two texts belong together. Private to this folder; text_diff uses it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "shared/config/text_diff.h"

namespace mailrace::config {

/// Edits in order, at least one common line between two of them. As few lines as possible change, unless the texts differ in more
/// than some thousand lines at one place: there, lines that occur once in both are held fast first.
std::vector<LineEdit> match_lines(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after);

}  // namespace mailrace::config
