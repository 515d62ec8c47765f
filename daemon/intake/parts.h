// What intake is built from: the options of its listeners, and the three interfaces by which it reaches configuration, queue and
// spool without knowing who is behind them. The application layer wires them; all of them must outlive the listener and may be
// called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/attention.h"
#include "daemon/intake/source_rules.h"
#include "daemon/net/address.h"
#include "daemon/net/tls.h"
#include "daemon/queue/types.h"
#include "daemon/spool/spool.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::intake {

/// Where a connection comes from: decides the rules.
struct Origin {
    net::IpAddress client;
    net::Endpoint local;
    std::string listener_source;  // the source that the listener names; empty: by client address
};

struct VirtualMtaChoice {
    std::string vmta;
    std::string pool;  // when a pool was named
};

/// `busy`: it is one, and so many reports wait that more must come later.
enum class ReportAddress : std::uint8_t { no, yes, busy };

/// The entry of a suppression list that a recipient met.
struct Suppressed {
    std::string list;
    std::string entry;   // "domain *.a.b"
    std::string reason;  // may be empty
};

/// What intake asks of the configuration. Asked anew for each connection and message, so a reload needs no word to intake.
class Directory {
public:
    virtual ~Directory() = default;
    virtual std::shared_ptr<const SourceRules> rules(const Origin& origin) const = 0;
    /// May anybody send to that domain through us? `domain`: lower case, A-labels.
    virtual bool relay_domain(std::string_view domain) const = 0;
    /// Whether the address is one to which reports come back, whoever brings them.
    virtual ReportAddress report_address(std::string_view) const { return ReportAddress::no; }
    /// Whether one of these suppression lists has the address. May read the disk, but only when one has.
    virtual std::optional<Suppressed> suppressed(const std::vector<std::string>&, std::string_view) const { return std::nullopt; }
    /// The virtual MTA, or one of the pool, of that name; empty name: the default one. Nothing when there is none.
    virtual std::optional<VirtualMtaChoice> virtual_mta(std::string_view name) const = 0;
};

/// Gets every message as soon as it is durable, on the spool thread: must not block.
class QueueSink {
public:
    virtual ~QueueSink() = default;
    virtual void accepted(queue::QueuedMessage message) = 0;
};

struct ListenerOptions {
    net::Endpoint at;
    std::string source;  // named source that applies to its clients
    bool immediate_tls = false;
    bool await_slot = false;               // at the cap: do not accept, instead of answering 421
    std::shared_ptr<net::TlsContext> tls;  // for STARTTLS and immediate TLS; empty: no TLS
};

struct Options {
    std::string host_name = "localhost";
    std::vector<ListenerOptions> listeners;
    std::size_t max_connections = 100;           // over all listeners; 0: unlimited
    std::size_t max_connections_per_client = 0;  // per IPv4 address or IPv6 /64; 0: unlimited
    std::uint64_t memory_budget = 512u << 20;    // bytes of messages being received, over all sessions
    std::uint64_t large_message = 1u << 20;      // bytes from which a message streams to the spool
    std::uint64_t max_header_size = 1u << 20;
    std::uint64_t max_line_length = 1'000'000;
    std::uint64_t max_discard = 64u << 20;  // bytes of a refused message that are still read
    std::uint64_t max_errors = 20;
    std::uint64_t max_idle_commands = 200;
    std::uint64_t slowest_data = 1024;  // bytes a second; a message that comes slower gets no more than data_timeout
    Duration max_session{std::chrono::hours{24}};
    Duration goodbye{std::chrono::seconds{5}};  // for the last reply and the peer's close
};

struct Parts {
    spool::Spool& spool;
    QueueSink& queue;
    const Directory& directory;
    MessageIdSource& ids;
    const Clock& clock;
    events::AttentionSink& attention;
};

struct Statistics {
    std::uint64_t connections = 0;  // open now
    std::uint64_t total_connections = 0;
    std::uint64_t refused_connections = 0;
    std::uint64_t messages = 0, recipients = 0, bytes = 0;  // accepted
    std::uint64_t rejections = 0;                           // replies of 4xx and 5xx that cost mail
    std::uint64_t memory = 0;                               // bytes of messages being received
};

}  // namespace mailrace::intake
