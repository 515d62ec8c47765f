// IP addresses and address ranges as a configuration writes them, short forms included. Pure values without any system call.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailrace::config {

struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};  // IPv4: the first four
    bool v6 = false;

    auto operator<=>(const IpAddress&) const = default;
    /// "192.0.2.1", or RFC 5952 for IPv6.
    std::string text() const;
    bool is_loopback() const;     // 127.0.0.0/8 or ::1
    bool is_unspecified() const;  // 0.0.0.0 or ::
};

/// Dotted quad or RFC 4291 text, without brackets or zone.
std::optional<IpAddress> parse_ip(std::string_view text);

struct Cidr {
    IpAddress base;         // host bits are zero
    std::uint8_t bits = 0;  // 0..32 or 0..128

    auto operator<=>(const Cidr&) const = default;
    /// True for an address of the same family under this prefix. An IPv4-mapped IPv6 address counts as IPv4.
    /// `0/0` means every address of both families, as admins write it.
    bool contains(const IpAddress& address) const;
    bool is_single() const { return bits == (base.v6 ? 128 : 32); }
    std::string text() const;
};

/// "10.1.2.3", "10/8", "173.194/16", "0/0", "::1", "2001:db8::/32". Missing trailing octets are zero.
std::optional<Cidr> parse_cidr(std::string_view text);

}  // namespace mailrace::config
