// Times and durations as a person writes them in a filter. All times are UTC. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/base/clock.h"

namespace mailrace::filter {

/// "200ms", "2s", "5m", "2h", "3d", "1w", "1h30m" in microseconds. Nothing when it cannot be read or is longer than a century.
std::optional<std::int64_t> read_duration(std::string_view text);

/// First and last microsecond of what was written: "2026-01-02" is a whole day, "2026-01-02T03:04" a minute.
struct TimeSpan {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// A duration (counted back from `now`), "now", "today", "yesterday", "14:05" (today), a date, or a date with T and a time of day, with an optional
/// Z. "1767225600000" (13 digits) is milliseconds since 1970.
std::optional<TimeSpan> read_time(std::string_view text, WallTime now);

}  // namespace mailrace::filter
