// The reference of the configuration language, made from the schema: what `mailracectl help config` prints and the application's
// help shows. Markdown that is readable as it is. Pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/config/schema.h"

namespace mailrace::config {

/// The whole page: the rules of the language, then one part a section with every directive that may stand there.
std::string reference_markdown();

/// What the schema says about one name, a directive (every meaning of it) or a section (with or without <>); empty when nobody
/// knows it.
std::string directive_markdown(std::string_view name);

}  // namespace mailrace::config
