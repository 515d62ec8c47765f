// How well a name fits what was typed, for lists of proposals. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace mailrace::config {

/// Best first.
enum class Fit : unsigned char {
    whole,        // the same
    prefix,       // starts with it
    initials,     // the letters start its words: "mso" in max-smtp-out, "sm-o" too
    inside,       // holds it
    subsequence,  // holds its letters in this order
};

/// Without regard to case; an empty `typed` is a prefix of everything. Linear in the candidate, for typed texts of up to 64
/// bytes.
std::optional<Fit> fit(std::string_view candidate, std::string_view typed);

}  // namespace mailrace::config
