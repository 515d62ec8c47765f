// The values of a scenario line and of the command line: times, rates, sizes, shares, words in quotes. Pure functions; nothing
// when the text is not of that form or is out of bounds. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

/// Decimal digits only, no sign, no overflow.
std::optional<std::uint64_t> parse_number(std::string_view text);
/// "250ms", "5s", "5m", "2h", "1d", "10us" or "0". At most 10 years.
std::optional<Duration> parse_time(std::string_view text);
/// "20ms" or "20ms-60ms", the smaller first.
std::optional<TimeRange> parse_time_range(std::string_view text);
/// "100/1m", "100/m" or "unlimited".
std::optional<Rate> parse_rate(std::string_view text);
/// "1.5%" or "0.015"; between 0 and 1.
std::optional<double> parse_share(std::string_view text);
/// "10k", "25M", "1G" (powers of 1024) or plain bytes.
std::optional<std::uint64_t> parse_size(std::string_view text);
/// "yes"/"no", "on"/"off", "true"/"false".
std::optional<bool> parse_switch(std::string_view text);
/// A loopback address, 127.0.0.0/8 or ::1, in its canonical text form. Nothing else ever leaves this machine.
std::optional<std::string> parse_loopback(std::string_view text);
/// A host or domain name: letters, digits, '-', '_' and dots, at most 253 characters, in lower case, without a trailing dot.
std::optional<std::string> parse_name(std::string_view text);

struct NumberRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

/// "7" or "1-180": at most 5000 numbers, each below a million.
std::optional<NumberRange> parse_range(std::string_view text);
/// `text` with every "{n}" replaced by the number in at least three digits.
std::string with_number(std::string_view text, std::uint64_t number);

struct SplitLine {
    std::vector<std::string> words;
    std::string error;  // not empty: the line could not be split
};

/// Splits at blanks; "…" is one word with the escapes \n \" \\ and \xHH; '#' at the start of a word begins a comment.
SplitLine split_words(std::string_view line);

}  // namespace mailrace::simulator
