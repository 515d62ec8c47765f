#include "shared/filter/times.h"

#include <charconv>

#include "shared/filter/match.h"

namespace mailrace::filter {
namespace {

constexpr std::int64_t kSecond = 1'000'000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kCentury = 36'525 * kDay;

/// Takes exactly `digits` digits from the front.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

/// "03", "03:04", "03:04:05", each with an optional Z: offset in the day and how long the written unit is.
std::optional<TimeSpan> read_clock(std::string_view text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23) return std::nullopt;
    std::int64_t at = *hour * kHour, unit = kHour;
    if (take(text, ':')) {
        const auto minute = take_digits(text, 2);
        if (!minute || *minute > 59) return std::nullopt;
        at += *minute * kMinute;
        unit = kMinute;
        if (take(text, ':')) {
            const auto second = take_digits(text, 2);
            if (!second || *second > 59) return std::nullopt;
            at += *second * kSecond;
            unit = kSecond;
            if (take(text, '.')) {
                const auto milli = take_digits(text, 3);
                if (!milli) return std::nullopt;
                at += *milli * 1000;
                unit = 1000;
            }
        }
    }
    if (text == "Z" || text == "z") text = {};
    if (!text.empty()) return std::nullopt;
    return TimeSpan{at, at + unit - 1};
}

std::optional<TimeSpan> read_date(std::string_view text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || *year < 1970 || *year > 2200) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month}, std::chrono::day{*day}};
    if (!date.ok()) return std::nullopt;
    const std::int64_t start = std::chrono::duration_cast<Duration>(std::chrono::sys_days{date}.time_since_epoch()).count();
    if (text.empty()) return TimeSpan{start, start + kDay - 1};
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
    const auto clock = read_clock(text);
    if (!clock) return std::nullopt;
    return TimeSpan{start + clock->first, start + clock->last};
}

}  // namespace

std::optional<std::int64_t> read_duration(std::string_view text) {
    std::int64_t total = 0;
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || number < 0 || number > kCentury) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        std::int64_t unit = 0;
        std::size_t used = 1;
        if (starts_nocase(text, "us")) {
            unit = 1;
            used = 2;
        } else if (starts_nocase(text, "ms")) {
            unit = 1000;
            used = 2;
        } else if (!text.empty()) {
            switch (text[0] | 0x20) {
                case 's': unit = kSecond; break;
                case 'm': unit = kMinute; break;
                case 'h': unit = kHour; break;
                case 'd': unit = kDay; break;
                case 'w': unit = 7 * kDay; break;
                default: return std::nullopt;
            }
            if (starts_nocase(text, "min")) used = 3;
        }
        if (unit == 0 || number > kCentury / unit) return std::nullopt;
        text.remove_prefix(used);
        total += number * unit;
        if (total > kCentury) return std::nullopt;
    }
    return total;
}

std::optional<TimeSpan> read_time(std::string_view text, WallTime now) {
    const std::int64_t at = unix_us(now);
    const std::int64_t midnight = at - ((at % kDay) + kDay) % kDay;
    if (equals_nocase(text, "now")) return TimeSpan{at, at};
    if (equals_nocase(text, "today")) return TimeSpan{midnight, midnight + kDay - 1};
    if (equals_nocase(text, "yesterday")) return TimeSpan{midnight - kDay, midnight - 1};
    if (const auto date = read_date(text)) return date;
    if (text.size() >= 5 && text[2] == ':')
        if (const auto clock = read_clock(text)) return TimeSpan{midnight + clock->first, midnight + clock->last};
    if (const auto ago = read_duration(text)) return TimeSpan{at - *ago, at - *ago};
    if (text.size() == 13) {
        std::string_view rest = text;
        std::int64_t ms = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), ms);
        if (error == std::errc{} && end == rest.data() + rest.size() && ms >= 0) return TimeSpan{ms * 1000, ms * 1000 + 999};
    }
    return std::nullopt;
}

}  // namespace mailrace::filter
