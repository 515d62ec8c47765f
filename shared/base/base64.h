// Base64 (RFC 4648 section 4), exactly: what is not the one text of some bytes is refused. Mail, which must be read leniently,
// has a reader of its own in shared/mail. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailrace {

enum class Padding : std::uint8_t { with, without };

std::string to_base64(std::string_view bytes, Padding padding = Padding::with);
/// Nothing when it is not base64 of that form: other signs, a wrong length, bits left over that are not zero.
std::optional<std::string> from_base64(std::string_view text, Padding padding = Padding::with);

}  // namespace mailrace
