// The pretend Internet as data: providers with their domains, hosts, limits, moods and words. Plain values made by the
// scenario parser; nothing here knows sockets or time. A Scenario is built once and may then be read from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"

namespace mailrace::simulator {

/// Where in a session a server may drop the connection or fall silent. `dot`: after the end of data, the message is not
/// accepted; `reply`: the message is accepted but the answer never leaves (the sender cannot know).
enum class Phase : std::uint8_t { connect, banner, ehlo, mail, rcpt, data, body, dot, reply };
inline constexpr std::size_t phase_count = 9;

/// Everything that a server says in words of its own. The first two are no refusals.
enum class ReplyKind : std::uint8_t {
    banner,
    accepted,
    too_many_connections,
    too_many_messages,
    too_many_recipients,
    rate_exceeded,
    blocked,
    greylisted,
    unknown_user,
    mailbox_full,
    spam,
    deferred,
    relay_denied,
    too_large,
    tls_required,
    bare_line_end,
};
inline constexpr std::size_t reply_kind_count = 16;

enum class Starttls : std::uint8_t { good, absent, required, refused, broken };
enum class CertificateKind : std::uint8_t { good, self_signed, expired, wrong_name };

/// How the name server answers for a domain (or for the names of a provider's hosts).
enum class DnsMood : std::uint8_t { normal, nxdomain, servfail, silent, truncated, null_mx, no_data, no_mx };

/// A time drawn evenly between two bounds.
struct TimeRange {
    Duration least{0};
    Duration most{0};
};

/// `count` in every `window`; a count of 0 means no limit.
struct Rate {
    std::uint32_t count = 0;
    Duration window{0};
};

struct DomainShare {
    std::string name;
    double weight = 1;
};

struct Host {
    std::string name;
    std::uint16_t preference = 10;
    std::vector<std::string> addresses;  // loopback only: 127.0.0.0/8 or ::1
    bool dead = false;                   // connections to it are reset at once
};

struct Extensions {
    bool pipelining = true;
    bool size = true;
    bool eight_bit_mime = true;
    bool smtputf8 = true;
    bool chunking = true;
    bool dsn = true;
    bool enhanced_status_codes = true;
    bool ehlo = true;  // false: an old server that knows only HELO
};

/// All that makes a provider behave as it does. Shares are between 0 and 1.
struct Manners {
    TimeRange connect_latency;
    TimeRange command_latency;
    TimeRange data_latency;
    std::uint32_t max_connections_per_source = 0;
    std::uint32_t max_connections = 0;
    std::uint32_t max_messages_per_connection = 0;
    std::uint32_t max_recipients = 1000;
    std::uint64_t max_size = 50ULL * 1024 * 1024;
    Rate message_rate;
    Rate connection_rate;
    Rate block_after;
    Duration block_for{0};
    Duration greylist{0};
    double unknown_users = 0;
    double full_mailboxes = 0;
    double spam_refusals = 0;
    double deferrals = 0;
    std::array<double, phase_count> drop{};
    std::array<double, phase_count> silent{};
    Starttls starttls = Starttls::good;
    CertificateKind certificate = CertificateKind::good;
    Extensions extensions;
    Duration idle_timeout{std::chrono::seconds{300}};
    bool down = false;
    std::array<std::string, reply_kind_count> replies;  // empty: the words of default_reply()
};

struct Provider {
    std::string name;
    std::vector<DomainShare> domains;
    std::vector<Host> hosts;
    DnsMood domain_dns = DnsMood::normal;
    DnsMood host_dns = DnsMood::normal;
    bool tlsa = false;
    bool dnssec = false;
    bool takes_bounces = false;  // plays the sender's own domain: what arrives is counted as bounces and reports
    bool catch_all = false;      // plays on every address that is nobody else's, and takes mail for any domain
    Manners manners;
};

/// A record beyond what follows from the providers. Type is a DNS type name, value its presentation form.
struct ExtraRecord {
    std::string name;
    std::string type;
    std::string value;
};

struct Scenario {
    std::uint64_t seed = 1;
    Duration ttl{std::chrono::minutes{5}};
    std::vector<Provider> providers;
    std::vector<ExtraRecord> records;
};

std::string_view to_string(Phase phase);
std::string_view to_string(ReplyKind kind);

/// The words used where the scenario gives none. "{ip}", "{host}", "{rcpt}", "{from}", "{id}" and "{time}" are filled in.
std::string_view default_reply(ReplyKind kind);

/// The words of a provider for a kind: its own, or the default.
inline std::string_view reply_words(const Manners& manners, ReplyKind kind) {
    const std::string& own = manners.replies[static_cast<std::size_t>(kind)];
    return own.empty() ? default_reply(kind) : std::string_view(own);
}

}  // namespace mailrace::simulator
