// Encoded words in header values (RFC 2047, RFC 2231 section 5): "=?utf-8?Q?caf=C3=A9?=". Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mailrace::mail {

/// The value as UTF-8 in one line: folds taken out, encoded words decoded, blanks between two of them dropped, bytes that are no
/// UTF-8 guessed, control characters made blanks. At most `max` bytes of `value` are looked at. Malformed words stay as they are.
std::string decode_words(std::string_view value, std::size_t max = 8192);

}  // namespace mailrace::mail
