// CRC-32C (Castagnoli), the checksum of everything that we write to disk. Uses the processor's instruction where there is one,
// found out at run time, and tables otherwise. Free functions, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mailrace::platform {

/// The checksum of `bytes` after those that gave `before`: crc32c("ab") == crc32c("b", crc32c("a")).
std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0);

/// The same by tables, whatever the processor can do: for tests.
std::uint32_t crc32c_tables(std::string_view bytes, std::uint32_t before = 0);

}  // namespace mailrace::platform
