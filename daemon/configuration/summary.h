// What changed between two configurations, in words for the books and in counts of lines. Pure. Never holds a secret.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/config/load.h"

namespace mailrace::configuration {

struct LineChange {
    std::uint64_t added = 0, removed = 0;
};
LineChange line_change(std::string_view before, std::string_view after);

/// What `document` of `after` was in `before`. The main document is the same one also when its path is not (a built-in text that became a file).
std::string_view earlier_text(const config::LoadResult& before, const config::LoadResult& after, const config::Document& document);

/// "/etc/mailrace/mailrace.conf +2 -1", one part a document that differs.
std::string change_words(const config::LoadResult& before, const config::LoadResult& after);

}  // namespace mailrace::configuration
