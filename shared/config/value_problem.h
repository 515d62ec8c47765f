// What is wrong with a value before it is in any file: for forms that check while somebody types. The same words that the loader
// has for it. Pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/config/schema.h"

namespace mailrace::config {

/// Empty when `value`, as written behind the directive's name, is understood. '#' would begin a comment and is named as such.
std::string value_problem(const Directive& directive, std::string_view value);

}  // namespace mailrace::config
