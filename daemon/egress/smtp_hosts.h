// The value of smtp-hosts: "h1, h2; [10.1.1.1]:2525; lookup-mx:domain". Comma: same preference; semicolon: next preference. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace mailrace::egress {

struct HostEntry {
    unsigned preference = 0;
    bool lookup_mx = false;         // the MX hosts of `name`
    std::string name;               // a host name, or an address in brackets
    std::uint16_t port = 0;
    auto operator<=>(const HostEntry&) const = default;
};

/// At most 64 entries. The error says which one cannot be read.
Result<std::vector<HostEntry>> parse_smtp_hosts(std::string_view text, std::uint16_t default_port);

}  // namespace mailrace::egress
