// What changed between two configurations, in words for the books. Pure. Never holds a secret.
#pragma once

#include <string>
#include <string_view>

#include "shared/config/load.h"

namespace mailrace::configuration {

/// What `document` of `after` was in `before`. The main document is the same one also when its path is not (a built-in text that became a file).
std::string_view earlier_text(const config::LoadResult& before, const config::LoadResult& after, const config::Document& document);

/// "/etc/mailrace/mailrace.conf +2 -1: <domain gmail.example> max-smtp-out 20 → 5": the documents that differ, and the first few effects.
std::string change_words(const config::LoadResult& before, const config::LoadResult& after);

}  // namespace mailrace::configuration
