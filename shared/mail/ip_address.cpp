#include "shared/mail/ip_address.h"

#include <charconv>

namespace mailrace::mail {

namespace {

std::optional<unsigned> decimal(std::string_view text, unsigned max) {
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    unsigned value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    if (value > max) return std::nullopt;
    return value;
}

/// Up to four octets; fewer only where a prefix length follows. Returns how many were written, 0 when malformed.
int read_octets(std::string_view text, std::uint8_t* out) {
    int count = 0;
    while (true) {
        const std::size_t dot = text.find('.');
        const auto octet = decimal(text.substr(0, dot), 255);
        if (!octet || count == 4) return 0;
        out[count++] = static_cast<std::uint8_t>(*octet);
        if (dot == std::string_view::npos) return count;
        text.remove_prefix(dot + 1);
    }
}

std::optional<std::uint16_t> hex_group(std::string_view text) {
    if (text.empty() || text.size() > 4) return std::nullopt;
    std::uint16_t value = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

struct Groups {
    std::array<std::uint16_t, 8> values{};
    std::size_t count = 0;
    bool add(unsigned value) {
        if (count == values.size()) return false;
        values[count++] = static_cast<std::uint16_t>(value);
        return true;
    }
};

/// Groups separated by ':'; the last may be a dotted quad. False when malformed or more than eight groups.
bool read_groups(std::string_view text, Groups& out) {
    if (text.empty()) return true;
    while (true) {
        const std::size_t colon = text.find(':');
        const std::string_view part = text.substr(0, colon);
        if (colon == std::string_view::npos && part.find('.') != std::string_view::npos) {
            std::uint8_t quad[4];
            if (read_octets(part, quad) != 4) return false;
            return out.add(static_cast<unsigned>(quad[0] << 8 | quad[1])) && out.add(static_cast<unsigned>(quad[2] << 8 | quad[3]));
        }
        const auto group = hex_group(part);
        if (!group || !out.add(*group)) return false;
        if (colon == std::string_view::npos) return true;
        text.remove_prefix(colon + 1);
    }
}

std::optional<IpAddress> parse_v6(std::string_view text, std::size_t least_gap) {
    if (text.size() > 45) return std::nullopt;
    Groups head, tail;
    const std::size_t gap = text.find("::");
    if (!read_groups(text.substr(0, gap), head)) return std::nullopt;
    if (gap == std::string_view::npos) {
        if (head.count != 8) return std::nullopt;
    } else {
        if (!read_groups(text.substr(gap + 2), tail) || head.count + tail.count + least_gap > 8) return std::nullopt;
    }
    IpAddress address;
    address.v6 = true;
    const auto put = [&](std::size_t group, std::uint16_t value) {
        address.bytes[group * 2] = static_cast<std::uint8_t>(value >> 8);
        address.bytes[group * 2 + 1] = static_cast<std::uint8_t>(value & 0xff);
    };
    for (std::size_t i = 0; i < head.count; ++i) put(i, head.values[i]);
    for (std::size_t i = 0; i < tail.count; ++i) put(8 - tail.count + i, tail.values[i]);
    return address;
}

void clear_host_bits(Cidr& cidr) {
    for (std::size_t i = 0; i < cidr.base.bytes.size(); ++i) {
        const std::size_t first = i * 8;
        if (first >= cidr.bits)
            cidr.base.bytes[i] = 0;
        else if (cidr.bits - first < 8)
            cidr.base.bytes[i] &= static_cast<std::uint8_t>(0xff << (8 - (cidr.bits - first)));
    }
}

std::string hex(unsigned value) {
    char buffer[8];
    const auto [end, ec] = std::to_chars(buffer, buffer + sizeof buffer, value, 16);
    return ec == std::errc{} ? std::string(buffer, end) : std::string("0");
}

std::string text_v6(const IpAddress& address) {
    unsigned groups[8];
    for (std::size_t i = 0; i < 8; ++i) groups[i] = static_cast<unsigned>(address.bytes[i * 2] << 8 | address.bytes[i * 2 + 1]);
    std::size_t best = 8, best_length = 1;  // RFC 5952: the longest run of at least two zero groups, the first of equals
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t length = 0;
        while (i + length < 8 && groups[i + length] == 0) ++length;
        if (length > best_length) best = i, best_length = length;
    }
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == best) {
            out += "::";
            i += best_length - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':') out += ':';
        out += hex(groups[i]);
    }
    return out;
}

}  // namespace

std::string IpAddress::text() const {
    if (v6) return text_v6(*this);
    return std::to_string(bytes[0]) + '.' + std::to_string(bytes[1]) + '.' + std::to_string(bytes[2]) + '.' +
           std::to_string(bytes[3]);
}

bool IpAddress::is_loopback() const {
    if (!v6) return bytes[0] == 127;
    if (is_mapped()) return bytes[12] == 127;
    for (std::size_t i = 0; i < 15; ++i)
        if (bytes[i] != 0) return false;
    return bytes[15] == 1;
}

bool IpAddress::is_unspecified() const { return bytes == std::array<std::uint8_t, 16>{}; }

bool IpAddress::is_mapped() const {
    if (!v6) return false;
    for (std::size_t i = 0; i < 10; ++i)
        if (bytes[i] != 0) return false;
    return bytes[10] == 0xff && bytes[11] == 0xff;
}

IpAddress IpAddress::unmapped() const {
    if (!is_mapped()) return *this;
    IpAddress out;
    for (std::size_t i = 0; i < 4; ++i) out.bytes[i] = bytes[12 + i];
    return out;
}

std::optional<IpAddress> parse_ip(std::string_view text, std::size_t least_gap) {
    if (text.find(':') != std::string_view::npos) return parse_v6(text, least_gap);
    IpAddress address;
    if (read_octets(text, address.bytes.data()) != 4) return std::nullopt;
    return address;
}

bool Cidr::contains(const IpAddress& address) const {
    if (bits == 0 && !base.v6 && base.is_unspecified()) return true;
    const IpAddress candidate = base.v6 ? address : address.unmapped();
    if (candidate.v6 != base.v6) return false;
    Cidr other{candidate, bits};
    clear_host_bits(other);
    return other.base == base;
}

std::string Cidr::text() const {
    if (is_single()) return base.text();
    if (bits == 0 && !base.v6) return "0/0";
    return base.text() + '/' + std::to_string(bits);
}

std::optional<Cidr> parse_cidr(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view head = text.substr(0, slash);
    Cidr cidr;
    if (head.find(':') != std::string_view::npos) {
        const auto address = parse_v6(head, 1);
        if (!address) return std::nullopt;
        cidr = {*address, 128};
    } else {
        const int octets = read_octets(head, cidr.base.bytes.data());
        if (octets == 0 || (octets < 4 && slash == std::string_view::npos)) return std::nullopt;
        cidr.bits = 32;
    }
    if (slash != std::string_view::npos) {
        const auto bits = decimal(text.substr(slash + 1), cidr.bits);
        if (!bits) return std::nullopt;
        cidr.bits = static_cast<std::uint8_t>(*bits);
    }
    if (cidr.base.is_mapped() && cidr.bits >= 96) cidr = {cidr.base.unmapped(), static_cast<std::uint8_t>(cidr.bits - 96)};
    clear_host_bits(cidr);
    return cidr;
}

}  // namespace mailrace::mail
