// DNS messages on the wire (RFC 1035, EDNS0 of RFC 6891): reads a query, writes an answer. Hostile input is refused, sizes are
// bounded. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::simulator {

enum class DnsType : std::uint16_t { a = 1, cname = 5, soa = 6, ptr = 12, mx = 15, txt = 16, aaaa = 28, opt = 41, tlsa = 52, any = 255 };
enum class DnsCode : std::uint8_t { no_error = 0, format_error = 1, server_failure = 2, name_error = 3, not_implemented = 4, refused = 5 };

struct DnsRecord {
    std::string name;   // lower case, without the last dot
    DnsType type = DnsType::a;
    std::uint32_t ttl = 300;
    std::string data;   // on the wire; names in it are not compressed
};

struct DnsQuery {
    std::uint16_t id = 0;
    std::uint8_t opcode = 0;
    bool recursion_desired = false;
    bool authentic_wanted = false;  // the AD or the DO bit
    bool edns = false;
    std::uint16_t payload = 512;    // what fits into a UDP answer
    std::string name;               // lower case, without the last dot; dots and odd bytes inside of labels as \DDD
    std::uint16_t type = 0;
    std::uint16_t qclass = 0;
    std::string question;           // as it came, to be echoed
};

struct DnsAnswer {
    DnsCode code = DnsCode::no_error;
    bool truncated = false;
    bool authentic = false;
    std::vector<DnsRecord> answers;
    std::vector<DnsRecord> authority;
};

/// Nothing when the bytes are no query with one question. Names over 255 bytes and pointers in a question are refused.
std::optional<DnsQuery> read_query(std::string_view wire);

/// The answer on the wire. When it is longer than `limit`, the records are left out and TC is set.
std::string write_answer(const DnsQuery& query, const DnsAnswer& answer, std::size_t limit);

/// A name on the wire. Labels are cut to 63 bytes.
std::string wire_name(std::string_view name);
std::string wire_u16(std::uint16_t value);

/// The type of a name such as "MX".
std::optional<DnsType> dns_type(std::string_view name);

/// A reader of answers, for the tests and for tools: what write_answer wrote, without its question. Nothing when malformed.
struct DnsReading {
    std::uint16_t id = 0;
    DnsCode code = DnsCode::no_error;
    bool truncated = false;
    bool authentic = false;
    std::vector<DnsRecord> answers;
    std::vector<DnsRecord> authority;
};
std::optional<DnsReading> read_answer(std::string_view wire);

/// A query for `name`, with EDNS0 when `payload` is not 0.
std::string write_query(std::uint16_t id, std::string_view name, DnsType type, std::uint16_t payload);

}  // namespace mailrace::simulator
