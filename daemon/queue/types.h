// The values that cross between the queue and those who use it: messages coming in, grants and deliveries going to egress,
// outcomes coming back. The queue owns the state of recipients; egress pulls work and reports what happened, and is never called.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/spool/spool.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::queue {

/// One source address with its EHLO name, as a virtual MTA has them. Empty address: let the system choose.
struct SourceAddress {
    std::string address;
    std::string host_name;
    auto operator<=>(const SourceAddress&) const = default;
};

/// What egress needs to know of the settings of a queue; made by the settings provider, shared, never changed.
struct DeliverySettings;  // daemon/queue/settings.h

/// A message that is durable in the spool, on its way into the queues. Also how recovery brings messages back.
struct QueuedMessage {
    spool::Envelope envelope;
    spool::Location body;
    std::shared_ptr<const std::string> bytes;              // the body while it is still in memory; may be empty
    std::vector<spool::RecipientUpdate> states;            // empty for new mail: all pending, attempt now
};

/// Hears the dialogue of a connection as it happens: direction '>' we said, '<' they said, '*' a remark, '.' the end with its outcome. Called on a
/// network thread; must not block.
using TraceSink = std::function<void(char direction, std::string text)>;

/// The queue's word to egress: open (or reuse) a connection for this queue from this source.
struct Grant {
    ConnectionId connection;
    std::string queue;          // "domain/vmta"
    std::string domain;         // lower case, A-labels, or an address literal
    std::string vmta;
    SourceAddress source;
    std::shared_ptr<const DeliverySettings> settings;
    TraceSink trace;            // given by the application for a traced attempt; usually empty
};

struct DeliveryRecipient {
    std::uint32_t index = 0;    // in the message
    std::string address;
    std::string orcpt;
    std::uint8_t notify = 0;
    std::uint16_t attempts = 0; // before this one
};

/// One transaction: a message and those of its recipients that belong to one queue.
struct Delivery {
    std::uint64_t lease = 0;    // the queue's handle; comes back in the outcome
    std::string queue;
    std::string domain;
    std::string vmta;
    MessageId message;
    spool::Location body;
    std::shared_ptr<const std::string> bytes;  // the body if still in memory
    std::string sender;
    std::string envid;
    char ret = 0;
    bool eight_bit = false;
    bool smtputf8 = false;
    bool generated = false;
    WallTime received{};
    std::vector<DeliveryRecipient> recipients;
    std::shared_ptr<const DeliverySettings> settings;
};

/// What a receiver said, or what went wrong before it could, exactly.
struct Response {
    events::Phase phase = events::Phase::none;
    std::uint16_t code = 0;                 // 0: no reply was received
    events::EnhancedStatus status;
    std::string text;                       // exact bytes, lines joined by CR LF; or our own words when code is 0
    events::Classification found;           // what it means; empty when nobody asked
};

/// Who was at the other end, and how long the steps took. Shared by all outcomes of a connection.
struct Peer {
    std::string source_ip;
    std::string host;
    std::string ip;
    std::uint16_t port = 0;
    std::string tls_protocol, tls_cipher, tls_verified;
    std::string esmtp;
    std::uint32_t resolve_us = 0, connect_us = 0, tls_us = 0;
    std::string site;                       // the MX host set, sorted, joined by ','
    std::string provider;
};

enum class Verdict : std::uint8_t {
    delivered,
    deferred,     // try this recipient again later
    bounced,      // never try again
    unattempted,  // the transaction did not reach this recipient: as if never leased
};

struct RecipientOutcome {
    std::uint32_t index = 0;
    Verdict verdict = Verdict::unattempted;
    Response response;
    std::string delivered_by;   // "file", "discard": where no receiver was involved; else empty
    std::string remark;         // why the verdict is another than the code says; usually empty
};

/// The end of a lease.
struct Outcome {
    std::uint64_t lease = 0;
    ConnectionId connection;
    std::shared_ptr<const Peer> peer;
    std::vector<RecipientOutcome> recipients;
    std::uint32_t total_us = 0;
    std::string session;
    std::string subject;
};

/// A connection could not be made or ended before it carried anything: concerns the queue as a whole (accounting type tq), or bounces all of it.
struct ConnectFailure {
    ConnectionId connection;
    std::shared_ptr<const Peer> peer;
    Response response;
    bool permanent = false;     // bounce the mail of this queue (null MX, no such domain, 5xx greeting where configured so)
    std::string session;
    std::uint32_t total_us = 0;
};

}  // namespace mailrace::queue
