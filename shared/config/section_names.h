// Names in section tags: which are well formed for which section. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "shared/config/schema.h"

namespace mailrace::config {

struct NameProblem {
    std::string message;  // empty: the name is fine
    std::string expected;
};

NameProblem section_name_problem(const Tag& tag, std::string_view name);

}  // namespace mailrace::config
