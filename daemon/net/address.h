// IP addresses and endpoints as text and as values: parsing, the literals of RFC 5321 section 4.1.3, and classes of addresses.
// Pure functions, any thread.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::net {

using IpAddress = boost::asio::ip::address;
using Endpoint = boost::asio::ip::tcp::endpoint;

/// "192.0.2.1" or "2001:db8::1" (no brackets, no zone). IPv4-mapped IPv6 addresses become IPv4.
std::optional<IpAddress> parse_ip(std::string_view text);

/// "[192.0.2.1]", "[IPv6:2001:db8::1]" (RFC 5321 section 4.1.3) or, leniently, "[2001:db8::1]".
std::optional<IpAddress> parse_address_literal(std::string_view text);

/// "192.0.2.1:25", "[2001:db8::1]:25", or without a port, which then is `default_port`.
Result<Endpoint> parse_endpoint(std::string_view text, std::uint16_t default_port);

std::string to_text(const IpAddress& ip);
std::string to_text(const Endpoint& endpoint);

/// A host name as DNS and MX records have them: labels of letters, digits, '-' and '_' of 1..63 bytes, 1..253 bytes in all.
bool is_host_name(std::string_view text);

}  // namespace mailrace::net
