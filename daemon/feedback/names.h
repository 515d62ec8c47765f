// Names of rules, categories and files that live as long as the process, so that classifications are values without memory of
// their own. Names come from rule files and configurations only, never from replies: there are few, whatever is loaded how often.
// Any thread.
#pragma once

#include <string_view>

namespace mailrace::feedback {

/// The same text, kept for good.
std::string_view kept_name(std::string_view name);

}  // namespace mailrace::feedback
