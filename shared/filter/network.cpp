// IP addresses and networks as text, for match.h. Written out here because shared/ has no operating system's headers.
#include <charconv>

#include "shared/filter/match.h"

namespace mailrace::filter {
namespace {

/// Dotted quad; with `partial`, fewer than four parts are allowed ("10" is 10.0.0.0), the rest is zero.
bool parse_v4(std::string_view text, std::uint8_t* out, bool partial) {
    for (int part = 0; part < 4; ++part) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const auto used = static_cast<std::size_t>(end - text.data());
        if (error != std::errc{} || value > 255 || used > 3) return false;
        out[part] = static_cast<std::uint8_t>(value);
        text.remove_prefix(used);
        if (text.empty()) {
            for (int rest = part + 1; rest < 4; ++rest) out[rest] = 0;
            return part == 3 || partial;
        }
        if (text[0] != '.') return false;
        text.remove_prefix(1);
    }
    return false;
}

bool parse_v6(std::string_view text, IpBytes& out) {
    std::array<std::uint8_t, 16> head{}, tail{};
    std::size_t in_head = 0, in_tail = 0;
    bool gap = false;
    if (text.starts_with("::")) {
        gap = true;
        text.remove_prefix(2);
    }
    while (!text.empty()) {
        std::uint8_t* at = gap ? tail.data() + in_tail : head.data() + in_head;
        std::size_t& used = gap ? in_tail : in_head;
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos && text.find('.') != std::string_view::npos) {
            if (in_head + in_tail > 12 || !parse_v4(text, at, false)) return false;
            used += 4;
            break;
        }
        const std::string_view part = text.substr(0, colon);
        unsigned value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value, 16);
        if (error != std::errc{} || end != part.data() + part.size() || part.size() > 4 || in_head + in_tail > 14) return false;
        at[0] = static_cast<std::uint8_t>(value >> 8);
        at[1] = static_cast<std::uint8_t>(value);
        used += 2;
        if (colon == std::string_view::npos) break;
        text.remove_prefix(colon + 1);
        if (text.starts_with(':')) {
            if (gap) return false;
            gap = true;
            text.remove_prefix(1);
        } else if (text.empty()) {
            return false;
        }
    }
    if (gap ? in_head + in_tail > 14 : in_head != 16) return false;
    out = head;
    for (std::size_t i = 0; i < in_tail; ++i) out[16 - in_tail + i] = tail[i];
    return true;
}

IpBytes mapped(const std::uint8_t (&v4)[4]) {
    IpBytes out{};
    out[10] = out[11] = 0xFF;
    for (std::size_t i = 0; i < 4; ++i) out[12 + i] = v4[i];
    return out;
}

}  // namespace

std::optional<IpBytes> parse_ip(std::string_view text) {
    std::uint8_t v4[4];
    if (parse_v4(text, v4, false)) return mapped(v4);
    IpBytes v6{};
    if (text.size() <= 45 && text.find(':') != std::string_view::npos && parse_v6(text, v6)) return v6;
    return std::nullopt;
}

std::optional<Network> parse_network(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view mask = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(mask.data(), mask.data() + mask.size(), bits);
    if (error != std::errc{} || end != mask.data() + mask.size()) return std::nullopt;
    Network network;
    std::uint8_t v4[4];
    if (parse_v4(text.substr(0, slash), v4, true)) {
        if (bits > 32) return std::nullopt;
        network = {mapped(v4), bits + 96};
    } else {
        const auto base = parse_ip(text.substr(0, slash));
        if (!base || bits > 128) return std::nullopt;
        network = {*base, bits};
    }
    return network;
}

bool Network::contains(const IpBytes& ip) const {
    const std::size_t whole = bits / 8;
    for (std::size_t i = 0; i < whole; ++i)
        if (base[i] != ip[i]) return false;
    const unsigned rest = bits % 8;
    return rest == 0 || ((base[whole] ^ ip[whole]) >> (8 - rest)) == 0;
}

}  // namespace mailrace::filter
