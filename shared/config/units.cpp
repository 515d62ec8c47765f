#include "shared/config/units.h"

#include <charconv>
#include <limits>

namespace mailrace::config {

namespace {

constexpr std::int64_t second = 1, minute = 60, hour = 3600, day = 86400, week = 604800;
constexpr std::int64_t max_seconds = 100ll * 366 * day;  // a century: beyond any sense, far from overflow

bool equals(std::string_view a, std::string_view b) { return lower(a) == b; }

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes leading digits off `text`.
std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || end == text.data()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::int64_t unit_seconds(std::string_view unit) {
    const std::string u = lower(unit);
    if (u == "s" || u == "sec" || u == "second") return second;
    if (u == "m" || u == "min" || u == "minute") return minute;
    if (u == "h" || u == "hr" || u == "hour") return hour;
    if (u == "d" || u == "day") return day;
    return 0;
}

int size_shift(char unit) {
    switch (unit) {
        case 'b':
        case 'B': return 0;
        case 'k':
        case 'K': return 10;
        case 'm':
        case 'M': return 20;
        case 'g':
        case 'G': return 30;
        case 't':
        case 'T': return 40;
        default: return -1;
    }
}

/// The part behind the slash of a rate: "h", "10m", "1/5s" has "5s".
std::optional<Duration> parse_denominator(std::string_view text) {
    std::uint64_t factor = 1;
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        const auto number = take_number(text);
        if (!number || *number == 0) return std::nullopt;
        factor = *number;
    }
    const std::int64_t unit = unit_seconds(text);
    if (unit == 0 || factor > static_cast<std::uint64_t>(max_seconds / unit)) return std::nullopt;
    return Duration{std::chrono::seconds{static_cast<std::int64_t>(factor) * unit}};
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    const auto number = parse_integer(text);
    if (!number || *number == 0 || *number > 65535) return std::nullopt;
    return static_cast<std::uint16_t>(*number);
}

std::string unit_text(Duration per) {
    const std::int64_t s = std::chrono::duration_cast<std::chrono::seconds>(per).count();
    const auto form = [&](std::int64_t unit, const char* name) {
        return s == unit ? std::string(name) : std::to_string(s / unit) + name;
    };
    if (s != 0 && s % day == 0) return form(day, "d");
    if (s != 0 && s % hour == 0) return form(hour, "h");
    if (s != 0 && s % minute == 0) return form(minute, "m");
    return form(second, "s");
}

}  // namespace

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::optional<bool> parse_bool(std::string_view text) {
    if (equals(text, "yes") || equals(text, "true")) return true;
    if (equals(text, "no") || equals(text, "false")) return false;
    return std::nullopt;
}

std::optional<std::uint64_t> parse_integer(std::string_view text) {
    const auto value = take_number(text);
    if (!value || !text.empty()) return std::nullopt;
    return value;
}

std::optional<Duration> parse_interval(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::int64_t total = 0;
    std::int64_t previous = std::numeric_limits<std::int64_t>::max();
    while (!text.empty()) {
        const auto number = take_number(text);
        if (!number || *number > static_cast<std::uint64_t>(max_seconds)) return std::nullopt;
        std::int64_t unit = second;
        if (!text.empty()) {
            const char c = lower(text.substr(0, 1))[0];
            unit = c == 'w' ? week : unit_seconds(std::string_view(&c, 1));
            text.remove_prefix(1);
        } else if (total != 0) {
            return std::nullopt;  // "1h30": thirty what?
        }
        if (unit == 0 || unit >= previous) return std::nullopt;
        previous = unit;
        if (static_cast<std::int64_t>(*number) > (max_seconds - total) / unit) return std::nullopt;
        total += static_cast<std::int64_t>(*number) * unit;
    }
    return Duration{std::chrono::seconds{total}};
}

std::optional<std::vector<Duration>> parse_interval_list(std::string_view text) {
    std::vector<Duration> out;
    for (const std::string& item : split_list(text)) {
        const auto interval = parse_interval(item);
        if (!interval || out.size() == 100) return std::nullopt;
        out.push_back(*interval);
    }
    if (out.empty()) return std::nullopt;
    return out;
}

std::optional<ByteSize> parse_size(std::string_view text) {
    if (equals(text, "unlimited")) return ByteSize{0};
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    int shift = 0;
    if (!text.empty()) {
        shift = size_shift(text.front());
        text.remove_prefix(1);
        if (shift > 0 && !text.empty() && (text.front() == 'b' || text.front() == 'B')) text.remove_prefix(1);
    }
    if (shift < 0 || !text.empty() || *number > (std::numeric_limits<std::uint64_t>::max() >> 1 >> shift)) return std::nullopt;
    return ByteSize{*number << shift};
}

std::optional<Rate> parse_rate(std::string_view text) {
    if (equals(text, "unlimited") || text == "0") return Rate{};
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto count = parse_integer(text.substr(0, slash));
    const auto per = parse_denominator(text.substr(slash + 1));
    if (!count || !per) return std::nullopt;
    return Rate{*count, *per};
}

std::optional<DataRate> parse_data_rate(std::string_view text) {
    if (equals(text, "unlimited") || text == "0") return DataRate{};
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto size = parse_size(text.substr(0, slash));
    const auto per = parse_denominator(text.substr(slash + 1));
    if (!size || !per) return std::nullopt;
    return DataRate{size->bytes, *per};
}

std::optional<HostPort> parse_host_port(std::string_view text) {
    HostPort out;
    if (!text.empty() && text.front() == '[') {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        std::string_view inner = text.substr(1, close - 1);
        if (equals(inner.substr(0, 5), "ipv6:")) inner.remove_prefix(5);
        if (!parse_ip(inner)) return std::nullopt;
        out.host = lower(inner);
        text.remove_prefix(close + 1);
    } else if (parse_ip(text)) {
        out.host = lower(text);
        return out;
    } else {
        const std::size_t colon = text.find(':');
        const std::string_view name = text.substr(0, colon);
        if (!is_domain_name(name)) return std::nullopt;
        out.host = lower(name);
        text.remove_prefix(name.size());
    }
    if (text.empty()) return out;
    const auto port = text.front() == ':' ? parse_port(text.substr(1)) : std::nullopt;
    if (!port) return std::nullopt;
    out.port = *port;
    return out;
}

std::optional<std::vector<RouteHost>> parse_route_hosts(std::string_view text) {
    std::vector<RouteHost> out;
    std::uint16_t preference = 0;
    while (true) {
        const std::size_t semicolon = text.find(';');
        for (std::string item : split_list(text.substr(0, semicolon))) {
            RouteHost host;
            host.preference = preference;
            if (lower(item).starts_with("lookup-mx:")) {
                host.lookup_mx = true;
                item.erase(0, 10);
            }
            host.is_address = !item.empty() && item.front() == '[';
            const auto target = parse_host_port(item);
            if (!target || out.size() == 1000) return std::nullopt;
            host.host = target->host;
            host.port = target->port;
            if (!host.is_address && parse_ip(host.host)) host.is_address = true;
            out.push_back(std::move(host));
        }
        if (semicolon == std::string_view::npos) break;
        text.remove_prefix(semicolon + 1);
        ++preference;
    }
    if (out.empty()) return std::nullopt;
    return out;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> out;
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string_view item = trim(text.substr(0, comma));
        if (!item.empty()) out.emplace_back(item);
        if (comma == std::string_view::npos) return out;
        text.remove_prefix(comma + 1);
    }
}

bool is_domain_name(std::string_view text) {
    if (text.empty() || text.size() > 253 || text.front() == '.') return false;
    bool dot = true;
    for (char c : text) {
        const auto u = static_cast<unsigned char>(c);
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || u >= 0x80;
        if (c == '.' && dot) return false;
        if (c != '.' && !letter) return false;
        dot = c == '.';
    }
    return true;
}

bool is_email_address(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64 + 190 || text.find_first_of(" \t<>,;") != std::string_view::npos)
        return false;
    const std::string_view domain = text.substr(at + 1);
    if (!domain.empty() && domain.front() == '[' && domain.back() == ']') return true;
    return is_domain_name(domain);
}

std::string interval_text(Duration value) {
    std::int64_t s = std::chrono::duration_cast<std::chrono::seconds>(value).count();
    if (s <= 0) return "0";
    std::string out;
    const auto part = [&](std::int64_t unit, char name) {
        if (s >= unit) out += std::to_string(s / unit) + name;
        s %= unit;
    };
    part(day, 'd');
    part(hour, 'h');
    part(minute, 'm');
    part(second, 's');
    return out;
}

std::string size_text(std::uint64_t bytes) {
    constexpr std::pair<int, char> units[] = {{40, 'T'}, {30, 'G'}, {20, 'M'}, {10, 'k'}};
    for (const auto& [shift, name] : units)
        if (bytes != 0 && bytes % (1ull << shift) == 0) return std::to_string(bytes >> shift) + name;
    return std::to_string(bytes);
}

std::string rate_text(const Rate& rate) {
    return rate.count == 0 ? "unlimited" : std::to_string(rate.count) + '/' + unit_text(rate.per);
}

std::string data_rate_text(const DataRate& rate) {
    return rate.bytes == 0 ? "unlimited" : size_text(rate.bytes) + '/' + unit_text(rate.per);
}

}  // namespace mailrace::config
