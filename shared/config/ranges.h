// Bounds of values beyond their type. Private to this folder.
#pragma once

#include <string>

#include "shared/config/schema.h"
#include "shared/config/value.h"

namespace mailrace::config {

/// Words for a person when the value is outside the bounds of its directive; empty when it is fine.
std::string range_problem(const Directive& directive, const Value& value);

}  // namespace mailrace::config
