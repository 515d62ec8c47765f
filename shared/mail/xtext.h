// xtext, the encoding of DSN parameters (RFC 3461 section 4): printable ASCII but '+' and '=', anything else as '+' and two hex
// digits. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::mail {

bool is_xtext(std::string_view text);
std::string to_xtext(std::string_view text);
/// The bytes that were encoded; text that is no xtext comes back as it is. May hold any byte, line ends too: clean it before
/// printing.
std::string from_xtext(std::string_view text);

}  // namespace mailrace::mail
