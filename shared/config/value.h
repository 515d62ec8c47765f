// Values of directives, parsed by the type that the schema gives. Pure; errors say which word is wrong and why.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "shared/config/domain_settings.h"
#include "shared/config/schema.h"
#include "shared/config/syntax_tree.h"
#include "shared/config/units.h"

namespace mailrace::config {

struct CidrInteger {
    Cidr addresses;
    std::uint64_t number = 0;
};
struct CidrRate {
    Cidr addresses;
    Rate rate;
};
struct CidrDataRate {
    Cidr addresses;
    DataRate rate;
};
struct NameInteger {
    std::string name;
    std::uint64_t number = 0;
};
struct ListenerValue {
    IpAddress address;
    std::uint16_t port = 25;
    std::string source;
};
struct SourceHostValue {
    Cidr addresses;
    std::string host_name;
};
struct MacroValue {
    std::string name;
    std::vector<std::string> domains;
};
struct PoolMemberValue {
    std::string name;
    std::uint32_t weight = 1;
};
struct PairValue {
    std::string first, second;
};  // two words, certificate and password, subject and role

/// Whole numbers use 0 for "unlimited" and "auto".
using Value = std::variant<std::monostate, bool, std::uint64_t, Duration, Interval, ByteSize, Rate, DataRate, std::string,
                           std::vector<std::string>, std::vector<Duration>, std::vector<Rate>, std::vector<RouteHost>, NoMxPolicy,
                           HostPort, CidrInteger, CidrRate, CidrDataRate, NameInteger, ListenerValue, SourceHostValue, MacroValue,
                           PoolMemberValue, PairValue>;

struct ParsedValue {
    std::optional<Value> value;
    bool cleared = false;         // `""`: back to the default, value is monostate
    const Word* wrong = nullptr;  // the word at fault; nullptr: one is missing
    std::string problem;          // words for a person; empty: "this is not …"
};

/// `words`: those after the keyword. `smtp-source-ip`'s form with "host-name" between is read as well.
ParsedValue parse_value(const Directive& directive, std::span<const Word> words);

/// The words as one text with single blanks between.
std::string joined(std::span<const Word> words);

/// `*`, `a.b`, `*.a.b`, `[*.]a.b`, `[ip/mask]`, a name in braces, or `$macro` with an optional prefix.
bool is_domain_pattern(std::string_view text);

/// [ADDRESS]:PORT, ADDRESS:PORT, 0/0:PORT, ADDRESS alone (port 25).
std::optional<ListenerValue> parse_listener(std::string_view text);

}  // namespace mailrace::config
