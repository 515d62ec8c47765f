#include "shared/config/value_words.h"

#include <array>
#include <cmath>

#include "shared/config/value.h"

namespace mailrace::config {

namespace {

std::int64_t seconds_of(Duration value) { return std::chrono::duration_cast<std::chrono::seconds>(value).count(); }

std::string counted(std::int64_t number, const char* unit) {
    return with_commas(static_cast<std::uint64_t>(number)) + ' ' + unit + (number == 1 ? "" : "s");
}

/// At most one digit behind the point, and no "x.0".
std::string decimal(double value) {
    const double rounded = value < 100 ? std::round(value * 10) / 10 : std::round(value);
    if (rounded >= 9e15) return "very many";
    const auto whole = static_cast<std::uint64_t>(rounded);
    std::string out = with_commas(whole);
    const int tenth = static_cast<int>(std::lround((rounded - static_cast<double>(whole)) * 10));
    if (tenth > 0) out += '.' + std::to_string(tenth);
    return out;
}

/// The pause between two: "7.2 s", "3 minutes", "25 ms".
std::string pause_words(double seconds) {
    if (seconds < 0.001) return decimal(seconds * 1e6) + " µs";
    if (seconds < 1) return decimal(seconds * 1e3) + " ms";
    if (seconds < 90) return decimal(seconds) + " s";
    if (seconds < 5400) return decimal(seconds / 60) + " minutes";
    if (seconds < 2 * 86400) return decimal(seconds / 3600) + " hours";
    return decimal(seconds / 86400) + " days";
}

std::string seconds_words(std::int64_t rest) {
    if (rest <= 0) return "no time";
    constexpr std::array<std::pair<std::int64_t, const char*>, 4> units{
        {{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}}};
    std::string out;
    for (const auto& [size, name] : units) {
        if (rest >= size) out += (out.empty() ? "" : " ") + counted(rest / size, name);
        rest %= size;
    }
    return out;
}

std::string never_or(std::string_view item) {
    if (lower(item) == "never") return {};
    const auto value = parse_interval(item);
    return value ? interval_words(*value) : std::string();
}

IpAddress last_of(const Cidr& cidr) {
    IpAddress last = cidr.base;
    const unsigned bits = last.v6 ? 128 : 32;
    for (unsigned bit = cidr.bits; bit < bits; ++bit) last.bytes[bit / 8] |= static_cast<std::uint8_t>(0x80u >> (bit % 8));
    return last;
}

}  // namespace

std::string with_commas(std::uint64_t number) {
    std::string out = std::to_string(number);
    for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, 1, ',');
    return out;
}

std::string interval_words(Duration value) { return seconds_words(seconds_of(value)); }

std::string rate_words(const Rate& rate) {
    if (rate.count == 0) return "unlimited";
    const double count = static_cast<double>(rate.count);
    const double per = static_cast<double>(seconds_of(rate.per));
    const double hourly = count * 3600 / per;
    const std::string volume = hourly >= 360'000 ? decimal(count / per) + " a second"
                               : hourly >= 1     ? decimal(hourly) + " an hour"
                                                 : decimal(hourly * 24) + " a day";
    return volume + ", one each " + pause_words(per / count);
}

std::string size_words(std::uint64_t bytes) { return bytes == 0 ? "unlimited" : with_commas(bytes) + " bytes"; }

std::string data_rate_words(const DataRate& rate) {
    if (rate.bytes == 0) return "unlimited";
    const double each = static_cast<double>(rate.bytes) / static_cast<double>(seconds_of(rate.per));
    if (each >= 1e6) return decimal(each / 1e6) + " MB a second";
    if (each >= 1e3) return decimal(each / 1e3) + " kB a second";
    return decimal(each) + " bytes a second";
}

std::string cidr_words(const Cidr& cidr) {
    if (cidr.is_single()) return {};
    if (cidr.bits == 0 && !cidr.base.v6) return "every address";
    return cidr.base.text() + " to " + last_of(cidr).text();
}

std::string domain_pattern_words(std::string_view pattern) {
    if (pattern == "*") return "every domain";
    if (pattern.starts_with("[*.]")) return std::string(pattern.substr(4)) + " and every domain below it";
    if (pattern.starts_with("*.")) return "every domain below " + std::string(pattern.substr(2)) + ", not itself";
    const std::size_t dollar = pattern.find('$');
    if (dollar != std::string_view::npos)
        return (dollar == 0 ? "the domains of the macro "
                            : std::string(pattern.substr(0, dollar)) + " before each domain of the macro ") +
               std::string(pattern.substr(dollar + 1));
    if (pattern.starts_with('[') && pattern.ends_with(']')) {
        const auto cidr = parse_cidr(pattern.substr(1, pattern.size() - 2));
        if (cidr && !cidr->is_single()) return "address literals from " + cidr_words(*cidr);
        return "the address literal " + std::string(pattern);
    }
    return {};
}

std::string value_words(const Directive& directive, std::string_view item) {
    using T = ValueType;
    if (item.empty()) return {};
    switch (directive.type) {
        case T::interval:
        case T::interval_or_never:
        case T::interval_list:
        case T::boolean_or_interval: return never_or(item);
        case T::rate:
        case T::rate_list:
            if (const auto rate = parse_rate(item)) return rate_words(*rate);
            return {};
        case T::size:
            if (const auto size = parse_size(item)) return size_words(size->bytes);
            return {};
        case T::data_rate:
            if (const auto rate = parse_data_rate(item)) return data_rate_words(*rate);
            return {};
        case T::cidr_integer:
        case T::cidr_rate:
        case T::cidr_data_rate:
        case T::source_host:
        case T::http_access:
            if (const auto cidr = parse_cidr(item)) return cidr_words(*cidr);
            if (const auto rate = directive.type == T::cidr_rate ? parse_rate(item) : std::nullopt) return rate_words(*rate);
            if (const auto rate = directive.type == T::cidr_data_rate ? parse_data_rate(item) : std::nullopt)
                return data_rate_words(*rate);
            return {};
        case T::domain_pattern: return domain_pattern_words(item);
        default: return {};
    }
}

std::string list_words(const Directive& directive, std::string_view value) {
    if (directive.type != ValueType::interval_list) return {};
    const auto list = parse_interval_list(value);
    if (!list || list->size() < 2) return {};
    std::int64_t total = 0;  // of a hundred centuries: more than a Duration holds
    for (std::size_t i = 0; i + 1 < list->size(); ++i) total += seconds_of((*list)[i]);
    return "after " + seconds_words(total) + " in " + std::to_string(list->size() - 1) +
           (list->size() == 2 ? " step" : " steps") + ", every " + interval_words(list->back());
}

}  // namespace mailrace::config
