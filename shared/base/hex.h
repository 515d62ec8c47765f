// Bytes as hexadecimal text. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailrace {

std::string to_hex(std::string_view bytes);  // lower case
/// Nothing when it is not hexadecimal, any case.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace mailrace
