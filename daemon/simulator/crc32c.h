// CRC-32C (Castagnoli), the checksum that feed writes over a message's body and that the receivers verify. Uses the processor's
// instruction where there is one. Pure function, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mailrace::simulator {

/// The checksum of `data` continued from `before` (0 at the start).
std::uint32_t crc32c(std::string_view data, std::uint32_t before = 0);

}  // namespace mailrace::simulator
