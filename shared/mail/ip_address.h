// IP addresses and address ranges as text and as values: the one place that reads them. Short forms of ranges ("10/8") as admins write them are
// understood. An octet with a leading zero is refused: some read it as octal. Pure values without any system call, any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailrace::mail {

struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};  // IPv4: the first four
    bool v6 = false;

    auto operator<=>(const IpAddress&) const = default;
    /// "192.0.2.1", or RFC 5952 for IPv6.
    std::string text() const;
    bool is_loopback() const;     // 127.0.0.0/8 or ::1
    bool is_unspecified() const;  // 0.0.0.0 or ::
    bool is_mapped() const;       // ::ffff:0:0/96
    /// The IPv4 address of a mapped one; any other as it is.
    IpAddress unmapped() const;
};

/// Dotted quad or RFC 4291 text, without brackets or zone. `least_gap`: how many groups "::" must stand for (RFC 5321 wants two).
std::optional<IpAddress> parse_ip(std::string_view text, std::size_t least_gap = 1);

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

/// "10.1.2.3", "10/8", "173.194/16", "0/0", "::1", "2001:db8::/32". Missing trailing octets are zero; a range of mapped addresses is one of IPv4.
std::optional<Cidr> parse_cidr(std::string_view text);

}  // namespace mailrace::mail
