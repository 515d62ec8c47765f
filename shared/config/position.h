// A place in one text, as an editor counts it. A plain value.
#pragma once

#include <compare>
#include <cstdint>

namespace mailrace::config {

struct Position {
    std::uint32_t line = 1;    // from 1
    std::uint32_t column = 0;  // from 0, in bytes
    auto operator<=>(const Position&) const = default;
};

}  // namespace mailrace::config
