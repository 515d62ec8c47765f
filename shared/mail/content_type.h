// Content-Type and Content-Disposition values: a type and its parameters (RFC 2045 section 5, RFC 2231 for what is continued or
// in another charset). Lenient, bounded; values, any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mailrace::mail {

struct ContentType {
    std::string type;  // "multipart/report", lower case, comments and blanks gone; empty: none or nothing readable
    std::vector<std::pair<std::string, std::string>> parameters;  // names lower case, values as UTF-8, at most 50

    /// The first of that name (lower case); empty when there is none.
    std::string_view parameter(std::string_view name) const;
    bool is(std::string_view whole) const { return type == whole; }
    bool starts_with(std::string_view prefix) const { return type.starts_with(prefix); }
};

/// Never fails: what cannot be read is left out. At most 8 kB of `value` are looked at.
ContentType parse_content_type(std::string_view value);

}  // namespace mailrace::mail
