// Takes a reply apart for somebody who makes a pattern of it: words that are said, and beside each piece that varies (addresses,
// numbers, ids) the expression that finds others of its kind. The parts in their order, written as expressions, find the reply
// as <bounce-category-patterns> look at it (CategoryPatterns::subject). Pure; any thread; linear in the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mailrace::feedback {

inline constexpr std::size_t kMaxPatternParts = 400;  // the rest of a longer reply is left out

struct PatternPart {
    std::string text;     // as it stands in the reply; of a space: " "
    std::string kind;     // "word", "space", or what varies: "address", "ip", "n", "id", "host", "url", "time", "name"
    std::string exact;    // expression for this text
    std::string general;  // expression for others of its kind; empty for words
};

std::vector<PatternPart> pattern_parts(std::string_view reply, std::string_view recipient = {});

/// `text` as an expression that finds it and that the configuration can hold ('#' and '/' are special there).
std::string quoted_for_pattern(std::string_view text);

}  // namespace mailrace::feedback
