// DNS answers (RFC 1035) as values, read by ourselves so that the TTL of every kind of record is known. Everything is bounded: names, jumps of
// compression, records, chains of CNAME. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/net/address.h"
#include "shared/base/result.h"

namespace mailrace::net {

enum class DnsType : std::uint16_t { a = 1, ptr = 12, mx = 15, txt = 16, aaaa = 28, tlsa = 52 };

std::string_view to_string(DnsType type);

struct MxRecord {
    std::uint16_t preference = 0;
    std::string host;               // lower case, no final dot; empty: the root, "no mail" (RFC 7505)
    auto operator<=>(const MxRecord&) const = default;
};

struct TlsaRecord {                 // RFC 6698
    std::uint8_t usage = 0, selector = 0, matching = 0;
    std::string data;               // binary
};

enum class DnsStatus : std::uint8_t {
    found,
    nxdomain,   // there is no such name
    nodata,     // the name exists and has no such record
    failed,     // SERVFAIL, REFUSED, a broken answer
    timeout,
};

struct DnsAnswer {
    DnsStatus status = DnsStatus::failed;
    std::vector<MxRecord> mx;           // in the order of the answer
    std::vector<IpAddress> addresses;   // A, AAAA
    std::vector<std::string> texts;     // TXT, the strings of each record joined; bytes as they came
    std::vector<std::string> names;     // PTR, lower case
    std::vector<TlsaRecord> tlsa;
    std::uint32_t ttl = 0;              // seconds; of a negative answer what its SOA says (RFC 2308)
    bool authentic = false;             // the AD bit
    std::string words;                  // for a person, when nothing was found

    bool temporary() const { return status == DnsStatus::failed || status == DnsStatus::timeout; }
};

/// Reads a whole answer to a question for `type` of `name` (lower case, no final dot), following CNAMEs inside it (at most 8). A malformed message
/// gives `failed`; single records that make no sense (a wrong length, a name that is none) are left out.
DnsAnswer parse_dns_answer(std::span<const unsigned char> message, std::string_view name, DnsType type);

}  // namespace mailrace::net
