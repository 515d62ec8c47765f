// Small questions about bytes that every mail parser asks: ASCII, UTF-8, case. Pure functions, any thread, locale-free.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::mail {

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// ASCII letters in lower case, all other bytes as they are.
std::string lower(std::string_view text);

/// Equal but for the case of ASCII letters.
bool iequals(std::string_view a, std::string_view b);

/// No byte above 0x7F. Eight bytes a step.
bool is_ascii(std::string_view text);

/// Length of the well-formed UTF-8 sequence at the start of `text` (not empty), or 0 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
std::size_t utf8_sequence(std::string_view text);
/// Well-formed UTF-8 all through.
bool is_utf8(std::string_view text);

/// Without spaces and tabs (and CR, LF) at both ends.
std::string_view trim(std::string_view text);

}  // namespace mailrace::mail
