// A value that one could write after a directive: for the reference page, the editor and the tests. Made from the type, with
// better ones for names where the type says too little.
#pragma once

#include <string>

#include "shared/config/schema.h"

namespace mailrace::config {

/// Well formed for this directive; "" for a directive that needs no value.
std::string sample_value(const Directive& directive);
/// A name for a section of that tag that is well formed; "" when it has none.
std::string sample_name(const Tag& tag);

}  // namespace mailrace::config
