// A line of a configuration with what is meant underlined, for terminals and logs. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mailrace::config {

/// Two lines: the source line and one with `^~~~` under `length` bytes from `column` (from 1; 0: no underline, then one line).
/// Tabs stay tabs, letters of several bytes count once, control characters are made harmless, and a long line shows the part
/// around the column.
std::string excerpt(std::string_view line, std::uint32_t column, std::uint32_t length);

}  // namespace mailrace::config
