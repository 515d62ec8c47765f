// Is a word of a reply part of what is said, or does it vary from message to message? Decided by its shape alone: no dictionary
// of hosts or people, but for the names of block lists, which say something, and a few words with digits. Pure functions, any
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mailrace::feedback {

enum class Varying : std::uint8_t { nothing, address, ip, number, id, host, url, time, name };

struct WordShape {
    Varying varying = Varying::nothing;
    std::size_t length = 0;  // of the varying part at the beginning: less than the word in "20MB"
};

/// `word`: letters, digits, '.', '-', '_' and bytes above 0x7F; begins and ends with a letter or digit.
WordShape shape_of(std::string_view word);

/// "11:59:39", "2024-04-29T23:34:45.000Z", "29/04/2024": a whole word without spaces that tells a time.
bool is_time(std::string_view word);
/// "Mon", "Nov".
bool is_calendar_word(std::string_view word);
/// A dotted name under a domain that exists, or that tests use.
bool is_host(std::string_view word);
/// 20 and more characters of base64 with digits and letters of both cases.
bool is_base64(std::string_view word);

}  // namespace mailrace::feedback
