// Finds mail addresses in running text, the way reports write them: bare, in angle brackets, in quotes, behind "mailto:" or
// "rfc822;". Pure, linear, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::mail {

struct FoundAddress {
    std::string address;    // "local@domain", without brackets; not checked against RFC 5321 beyond its characters
    std::size_t begin = 0;  // in the text, brackets and quotes around it included
    std::size_t end = 0;
    bool bracketed = false;  // "<…>"
};

/// All in the text, in order, at most `max`.
std::vector<FoundAddress> find_addresses(std::string_view text, std::size_t max = 100);

/// The address that a field such as Final-Recipient, X-Failed-Recipients or Original-Mail-From holds: without a type ("rfc822;"),
/// brackets, comments and a source route. "user" alone stays. Empty when there is nothing that could be one.
std::string bare_address(std::string_view text);

}  // namespace mailrace::mail
