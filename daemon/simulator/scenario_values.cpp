#include "daemon/simulator/scenario_values.h"

#include <fmt/format.h>

#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <cmath>

namespace mailrace::simulator {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<double> parse_decimal(std::string_view text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value < 0) return std::nullopt;
    return value;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Reads a quoted word that starts after the quote at `at`; leaves `at` behind the closing quote. False when it does not close.
bool read_quoted(std::string_view line, std::size_t& at, std::string& word) {
    while (at < line.size()) {
        const char c = line[at++];
        if (c == '"') return true;
        if (c != '\\') {
            word += c;
            continue;
        }
        if (at >= line.size()) return false;
        const char escaped = line[at++];
        if (escaped == 'n') {
            word += '\n';
        } else if (escaped == '"' || escaped == '\\') {
            word += escaped;
        } else if (escaped == 'x' && at + 2 <= line.size() && hex_digit(line[at]) >= 0 && hex_digit(line[at + 1]) >= 0) {
            word += static_cast<char>(hex_digit(line[at]) * 16 + hex_digit(line[at + 1]));
            at += 2;
        } else {
            return false;
        }
    }
    return false;
}

}  // namespace

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Duration> parse_time(std::string_view text) {
    const auto unit_at = text.find_first_not_of("0123456789");
    const auto number = parse_number(text.substr(0, unit_at));
    if (!number) return std::nullopt;
    const std::string_view unit = unit_at == std::string_view::npos ? std::string_view{} : text.substr(unit_at);
    std::uint64_t scale = 0;
    if (unit == "us") scale = 1;
    else if (unit == "ms") scale = 1000;
    else if (unit == "s" || (unit.empty() && *number == 0)) scale = 1'000'000;
    else if (unit == "m") scale = 60'000'000;
    else if (unit == "h") scale = 3'600'000'000;
    else if (unit == "d") scale = 86'400'000'000;
    else return std::nullopt;
    constexpr std::uint64_t ten_years = 3650ULL * 86'400'000'000;
    if (*number > ten_years / scale) return std::nullopt;
    return Duration{static_cast<std::int64_t>(*number * scale)};
}

std::optional<TimeRange> parse_time_range(std::string_view text) {
    const auto dash = text.find('-');
    const auto least = parse_time(text.substr(0, dash));
    if (!least) return std::nullopt;
    if (dash == std::string_view::npos) return TimeRange{*least, *least};
    const auto most = parse_time(text.substr(dash + 1));
    if (!most || *most < *least) return std::nullopt;
    return TimeRange{*least, *most};
}

std::optional<Rate> parse_rate(std::string_view text) {
    if (text == "unlimited") return Rate{};
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto count = parse_number(text.substr(0, slash));
    std::string window(text.substr(slash + 1));
    if (!window.empty() && (window.front() < '0' || window.front() > '9')) window.insert(0, "1");
    const auto time = parse_time(window);
    if (!count || *count == 0 || *count > 1'000'000'000 || !time || *time <= Duration::zero()) return std::nullopt;
    return Rate{static_cast<std::uint32_t>(*count), *time};
}

std::optional<double> parse_share(std::string_view text) {
    const bool percent = text.ends_with('%');
    if (percent) text.remove_suffix(1);
    auto value = parse_decimal(text);
    if (!value) return std::nullopt;
    if (percent) *value /= 100;
    if (*value > 1) return std::nullopt;
    return value;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t scale = 1;
    if (!text.empty()) {
        const char unit = text.back();
        if (unit == 'k' || unit == 'K') scale = 1024;
        if (unit == 'm' || unit == 'M') scale = 1024 * 1024;
        if (unit == 'g' || unit == 'G') scale = 1024ULL * 1024 * 1024;
        if (scale != 1) text.remove_suffix(1);
    }
    const auto number = parse_number(text);
    if (!number || *number > (1ULL << 50) / scale) return std::nullopt;
    return *number * scale;
}

std::optional<bool> parse_switch(std::string_view text) {
    if (text == "yes" || text == "on" || text == "true") return true;
    if (text == "no" || text == "off" || text == "false") return false;
    return std::nullopt;
}

std::optional<std::string> parse_loopback(std::string_view text) {
    boost::system::error_code code;
    const auto address = boost::asio::ip::make_address(std::string(text), code);
    if (code || !address.is_loopback()) return std::nullopt;
    return address.to_string();
}

std::optional<std::string> parse_name(std::string_view text) {
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.empty() || text.size() > 253) return std::nullopt;
    std::string name;
    std::size_t label = 0;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool fits = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (c == '.') {
            if (label == 0) return std::nullopt;
            label = 0;
        } else if (!fits || ++label > 63) {
            return std::nullopt;
        }
        name += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (label == 0) return std::nullopt;
    return name;
}

std::optional<NumberRange> parse_range(std::string_view text) {
    const auto dash = text.find('-');
    const auto first = parse_number(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parse_number(text.substr(dash + 1));
    if (!first || !last || *last < *first || *last - *first >= 5000 || *last > 999'999) return std::nullopt;
    return NumberRange{*first, *last};
}

std::string with_number(std::string_view text, std::uint64_t number) {
    const std::string digits = fmt::format("{:03}", number);
    std::string result(text);
    for (auto at = result.find("{n}"); at != std::string::npos; at = result.find("{n}", at + digits.size())) {
        result.replace(at, 3, digits);
    }
    return result;
}

SplitLine split_words(std::string_view line) {
    SplitLine result;
    std::size_t at = 0;
    while (true) {
        while (at < line.size() && is_blank(line[at])) ++at;
        if (at >= line.size() || line[at] == '#') return result;
        std::string word;
        if (line[at] == '"') {
            ++at;
            if (!read_quoted(line, at, word)) {
                result.error = "quoted text does not end, or has an escape other than \\n \\\" \\\\ \\xHH";
                return result;
            }
            if (at < line.size() && !is_blank(line[at])) {
                result.error = "a blank must follow quoted text";
                return result;
            }
        } else {
            while (at < line.size() && !is_blank(line[at])) word += line[at++];
        }
        result.words.push_back(std::move(word));
    }
}

}  // namespace mailrace::simulator
