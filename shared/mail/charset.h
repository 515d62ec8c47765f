// Text in the charsets that mail uses, turned into UTF-8. Own tables, so that Linux and Windows read the same: us-ascii, UTF-8,
// UTF-7, UTF-16, ISO-8859-1 to -16, Windows-1250 to -1258, KOI8-R and -U, IBM 437 and 850, Macintosh. Of the East Asian charsets
// (ISO-2022, Shift_JIS, EUC, GB 2312 and 18030, Big5) only the ASCII part is read, which is what addresses and codes are written
// in; each other character becomes U+FFFD. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::mail {

/// `charset` as a header names it, any case; unknown or empty: UTF-8 when it is well-formed, else Windows-1252, as mail programs
/// do. The result is always well-formed UTF-8, at most about four times as long as `bytes`.
std::string to_utf8(std::string_view bytes, std::string_view charset);

/// Appends one code point; what is none (surrogates, above U+10FFFF) as U+FFFD.
void append_utf8(std::string& out, char32_t point);

}  // namespace mailrace::mail
