// Times as accounting files write them, ours and PowerMTA's of all ages. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailrace::accounting {

/// Milliseconds since 1970 of "2019-02-08 21:54:05+0000" (also with T, a fraction, "-05:00", Z or no zone, which is UTC) or of
/// seconds since 1970
/// ("1549662845", with iso-times off). Nothing when it is no time.
std::optional<std::int64_t> read_time(std::string_view text);

/// "2019-02-08 21:54:05+0000".
std::string write_time(std::int64_t unix_ms);

}  // namespace mailrace::accounting
