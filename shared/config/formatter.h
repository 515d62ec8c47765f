// One way to lay out a configuration: indentation by nesting, single blanks, comments kept where they were. The meaning stays the
// same.
#pragma once

#include <string>

#include "shared/config/syntax_tree.h"

namespace mailrace::config {

/// Four spaces a level, at most one empty line in a row, no blanks at line ends, LF. Lines that could not be read stay as they
/// are, and format(format(x)) is format(x).
std::string format(const SyntaxTree& tree);

}  // namespace mailrace::config
