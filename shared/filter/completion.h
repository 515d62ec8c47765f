// What could be typed at the cursor of a filter: names of fields, values that the table lists, keywords. Values that only the daemon knows
// (providers, domains, jobs) the caller adds, knowing the field from `field`. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/filter/fields.h"

namespace mailrace::filter {

struct Candidate {
    enum class Kind : std::uint8_t { field, value, keyword };
    Kind kind = Kind::field;
    std::string text;  // what replaces the typed part; a field comes with its colon
    std::string help;
};

struct Completion {
    std::size_t offset = 0;  // bytes: the part that a candidate replaces
    std::size_t length = 0;
    std::string prefix;      // what was typed of it
    const FieldInfo* field = nullptr;  // whose value is being typed; null: a field name or free text
    std::vector<Candidate> candidates;
};

/// `cursor`: byte offset in `text`; more than its length counts as its end.
Completion complete(std::string_view text, std::size_t cursor, const FieldTable& table);

}  // namespace mailrace::filter
