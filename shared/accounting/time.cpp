#include "shared/accounting/time.h"

#include "shared/base/clock.h"
#include "shared/mail/text.h"

namespace mailrace::accounting {
namespace {

/// Takes exactly `digits` digits off the front of `text`; negative when they are not there.
int take(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return -1;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (!mail::is_digit(text[i])) return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool skip(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

/// Days since 1970 of a date of the Gregorian calendar.
std::int64_t days_of(int year, int month, int day) {
    using namespace std::chrono;
    return sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count();
}

bool is_date(int year, int month, int day) {
    return year >= 1900 && std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                                       std::chrono::day{static_cast<unsigned>(day)}}
                               .ok();
}

/// A fraction of a second in milliseconds, when one begins here.
int take_fraction(std::string_view& text) {
    if (!skip(text, '.')) return 0;
    int ms = 0, scale = 100;
    for (; !text.empty() && mail::is_digit(text[0]); text.remove_prefix(1), scale /= 10) ms += (text[0] - '0') * scale;
    return ms;
}

/// Seconds east of UTC of "+0000", "-05:30", "Z" or nothing; nothing when it is something else.
std::optional<int> take_zone(std::string_view text) {
    if (!text.empty() && text[0] == ' ') text.remove_prefix(1);
    if (text.empty() || text == "Z" || text == "UTC" || text == "GMT") return 0;
    const bool west = text[0] == '-';
    if (!skip(text, '+') && !skip(text, '-')) return std::nullopt;
    const int hours = take(text, 2);
    skip(text, ':');
    const int minutes = text.empty() ? 0 : take(text, 2);
    if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
    return (hours * 3600 + minutes * 60) * (west ? -1 : 1);
}

/// Seconds or milliseconds since 1970.
std::optional<std::int64_t> read_count(std::string_view text) {
    std::int64_t value = 0;
    std::size_t digits = 0;
    for (; !text.empty() && mail::is_digit(text[0]) && digits < 14; text.remove_prefix(1), ++digits)
        value = value * 10 + (text[0] - '0');
    if (digits == 13 && text.empty()) return value;
    if (digits < 6 || digits > 10) return std::nullopt;
    const int ms = take_fraction(text);
    if (!text.empty()) return std::nullopt;
    return value * 1000 + ms;
}

}  // namespace

std::optional<std::int64_t> read_time(std::string_view text) {
    const std::string_view whole = text;
    const int year = take(text, 4);
    if (year < 0 || !skip(text, '-')) return read_count(whole);
    const int month = take(text, 2);
    if (month < 0 || !skip(text, '-')) return std::nullopt;
    const int day = take(text, 2);
    if (day < 0 || !is_date(year, month, day)) return std::nullopt;
    std::int64_t seconds = days_of(year, month, day) * 86'400;
    if (text.empty()) return seconds * 1000;
    if (!skip(text, ' ') && !skip(text, 'T')) return std::nullopt;
    const int hour = take(text, 2);
    if (hour < 0 || hour > 24 || !skip(text, ':')) return std::nullopt;
    const int minute = take(text, 2);
    if (minute < 0 || minute > 59) return std::nullopt;
    const int second = skip(text, ':') ? take(text, 2) : 0;
    if (second < 0 || second > 60) return std::nullopt;
    const int ms = take_fraction(text);
    const auto zone = take_zone(text);
    if (!zone) return std::nullopt;
    seconds += hour * 3600 + minute * 60 + second - *zone;
    return seconds * 1000 + ms;
}

std::string write_time(std::int64_t unix_ms) { return accounting_time(WallTime{std::chrono::milliseconds{unix_ms}}); }

}  // namespace mailrace::accounting
