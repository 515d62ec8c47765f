// Content-Transfer-Encodings (RFC 2045 section 6) read as leniently as mail needs it: what is no base64 or no valid escape never
// stops the reader. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mailrace::mail {

/// The bytes of base64 text. Anything outside the alphabet (both of them, RFC 4648) is left out, padding is not needed, text may
/// go on behind padding, as it does when parts were glued together. At most `max` bytes.
std::string decode_base64(std::string_view text, std::size_t max);

/// The bytes of quoted-printable text. Soft line ends (blanks before the line end allowed) are taken out, blanks at the ends of
/// lines too; a '=' that is no escape stays as it is. At most `max` bytes.
std::string decode_quoted_printable(std::string_view text, std::size_t max);

/// By the name in the header, any case; an encoding that nobody knows is taken for none. uuencode is read as well, because old
/// gateways still send it.
std::string decode_transfer(std::string_view encoding, std::string_view text, std::size_t max);

/// The names above that change the bytes ("base64", "quoted-printable", "x-uuencode", …).
bool is_encoded(std::string_view encoding);

}  // namespace mailrace::mail
