// The units of the configuration language: times, sizes, rates, lists, hosts. Pure parsers: a value or nothing, bounded by the
// text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/config/address.h"

namespace mailrace::config {

/// A time span that may also be "never".
struct Interval {
    Duration value{0};
    bool never = false;
    auto operator<=>(const Interval&) const = default;
};

/// A number of bytes; 0 means unlimited where the directive allows that.
struct ByteSize {
    std::uint64_t bytes = 0;
    auto operator<=>(const ByteSize&) const = default;
};

/// `count` in each `per`; count 0 means unlimited.
struct Rate {
    std::uint64_t count = 0;
    Duration per{std::chrono::seconds{1}};
    auto operator<=>(const Rate&) const = default;
};

/// `bytes` in each `per`; 0 bytes means unlimited.
struct DataRate {
    std::uint64_t bytes = 0;
    Duration per{std::chrono::seconds{1}};
    auto operator<=>(const DataRate&) const = default;
};

struct HostPort {
    std::string host;        // name or address, without brackets
    std::uint16_t port = 0;  // 0: not given
    auto operator<=>(const HostPort&) const = default;
};

/// One entry of `smtp-hosts`.
struct RouteHost {
    std::string host;
    std::uint16_t port = 0;        // 0: default-smtp-port
    std::uint16_t preference = 0;  // same number: same preference; grows with each ';'
    bool lookup_mx = false;        // lookup-mx:domain
    bool is_address = false;       // written in brackets
    auto operator<=>(const RouteHost&) const = default;
};

std::optional<bool> parse_bool(std::string_view text);              // yes no true false, any case
std::optional<std::uint64_t> parse_integer(std::string_view text);  // digits only, fits 64 bits
std::optional<Duration> parse_interval(std::string_view text);      // 1w2d12h30m10s; "0"; bare number: seconds
std::optional<std::vector<Duration>> parse_interval_list(std::string_view text);
std::optional<ByteSize> parse_size(std::string_view text);       // 50M, 1G, 512; "unlimited" and "0" are 0
std::optional<Rate> parse_rate(std::string_view text);           // 100/h, 83/10m, 1/day; "unlimited" and "0" are 0
std::optional<DataRate> parse_data_rate(std::string_view text);  // 10M/m, 1G/5min
std::optional<HostPort> parse_host_port(std::string_view text);  // h:25, [IPv6]:25, 10.0.0.1:25, h
std::optional<std::vector<RouteHost>> parse_route_hosts(std::string_view text);
/// Splits at commas and trims blanks; empty items are dropped.
std::vector<std::string> split_list(std::string_view text);

bool is_domain_name(std::string_view text);    // letters, digits, '-', '_', dots; UTF-8 allowed; 1..253 bytes
bool is_email_address(std::string_view text);  // local@domain, good enough to catch slips

/// Text forms that the parsers above read back.
std::string interval_text(Duration value);
std::string size_text(std::uint64_t bytes);
std::string rate_text(const Rate& rate);
std::string data_rate_text(const DataRate& rate);

std::string lower(std::string_view text);  // ASCII only

}  // namespace mailrace::config
