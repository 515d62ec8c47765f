// Events are facts: one struct for everything that happened, filled once and never changed afterwards. They travel as
// values from where something happened (intake, queue, egress, control) through the spool's log, which gives each its id and makes
// it durable, to the journal and on to subscribers. Owned by nobody; lives on whatever thread holds it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/events/classification.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::events {

enum class EventType : std::uint8_t {
    receipt = 1,         // r: a message was accepted from a feeder, one event a recipient
    delivery = 2,        // d
    bounce = 3,          // b: final failure of a recipient, by a receiver or by ourselves (expired, deleted, loop)
    deferral = 4,        // t: temporary refusal of a recipient
    queue_deferral = 5,  // tq: a whole queue failed to connect, resolve or greet
    rejection = 6,       // refused at intake: the feeder got a 4xx or 5xx
    complaint = 7,       // f
    remote_bounce = 8,   // rb
    remote_status = 9,   // rs
    admin = 10,          // an operator changed something
    queue = 11,          // a queue changed its mode: back-off, paused, resumed, source disabled
    attention = 12,      // something that a person should look at began or ended
    daemon = 13,         // start, stop, reload, recovery
};

/// Where in the SMTP dialogue (or before it) the answer came.
enum class Phase : std::uint8_t {
    none, resolve, connect, greeting, ehlo, starttls, tls, auth, mail, rcpt, data, body, end_of_data, quit, local
};

/// An enhanced mail system status code (RFC 3463); cls 0 means "none given".
struct EnhancedStatus {
    std::uint8_t cls = 0;
    std::uint16_t subject = 0;
    std::uint16_t detail = 0;
    auto operator<=>(const EnhancedStatus&) const = default;
};

struct Event {
    EventId id;                 // given by the log; zero before
    WallTime time{};            // when it happened
    EventType type = EventType::daemon;
    Phase phase = Phase::none;

    MessageId message;          // zero when it concerns no message
    std::uint32_t recipient_index = 0;  // position among the recipients of the message
    std::uint16_t attempt = 0;  // attempts of this recipient so far, this one included
    bool generated = false;     // the message was made by ourselves (a DSN)
    std::uint64_t size = 0;     // bytes of the message
    WallTime queued{};          // when the message was accepted

    std::string sender;         // MAIL FROM without brackets; empty is the null sender
    std::string recipient;      // RCPT TO without brackets
    std::string orcpt;          // RFC 3461, as given
    std::string envid;          // RFC 3461, as given
    std::string message_id;     // the Message-ID header
    std::string subject;        // the Subject header, at most 200 bytes, raw

    std::string domain;         // of the recipient, lower case, A-labels
    std::string queue;          // "domain/vmta"
    std::string vmta;
    std::string pool;
    std::string job;
    std::string provider;       // the roll-up name, else the site's MX domain, else the domain

    std::string source_ip;      // our address on the connection (to the receiver, or to the feeder for intake events)
    std::string remote_host;    // MX host name, or the feeder's EHLO name
    std::string remote_ip;
    std::uint16_t remote_port = 0;
    std::string user;           // authenticated feeder, or the operator for admin events
    std::string tls_protocol;   // "TLSv1.3", empty without TLS
    std::string tls_cipher;
    std::string tls_verified;   // by what the certificate was verified; empty: not verified

    std::uint16_t code = 0;     // SMTP code of the response, 0 when there was none
    EnhancedStatus status;      // from the response, or ours when there was none
    std::string response;       // the exact bytes of the answer, lines joined by CR LF without the last one; or our words
    std::string category;       // one of the 17 names, empty where none applies
    std::string rule;           // the rule that decided the category
    std::string esmtp;          // comma list of the extensions that the receiver offered
    std::string text;           // for admin, queue, attention and daemon events: what happened, for a person

    std::uint32_t resolve_us = 0;  // durations of the steps of this attempt, microseconds; 0 when not taken
    std::uint32_t connect_us = 0;
    std::uint32_t tls_us = 0;
    std::uint32_t total_us = 0;    // from MAIL to the answer, or the whole failed attempt
    std::string details;        // what only some types tell and header fields that accounting keeps, "name: value" lines; see add_detail()
    // What the answer means, and by which rule; see classification.h.
    std::string subcategory;    // "throttled", "spamhaus"; often empty
    ResponseClass cls = ResponseClass::none;
    std::string rule_at;        // where the rule stands: "responses.conf:123"
    std::string feeder;         // of deliveries, bounces and deferrals: who handed the message in, "name (ip)"

    std::string session;        // the dialogue: lines "+MS > text" / "+MS < text", at most 4 KiB, bodies left out
};

/// Names of what a report says beyond the common fields, as accounting files call them: "format", "feedbackType", "header_From", "arf_Version", …
/// An empty value adds nothing; line ends in values become blanks, values are cut to 1,000 bytes.
void add_detail(Event& event, std::string_view name, std::string_view value);
/// The value of that name, any case; empty when there is none.
std::string_view detail(const Event& event, std::string_view name);
/// All of them, in order.
std::vector<std::pair<std::string_view, std::string_view>> details(const Event& event);

std::string_view to_string(EventType type);  // "receipt", "delivery", …
std::string_view to_string(Phase phase);
/// Puts category, sub-category, class and rule into the event.
void put(Event& event, const Classification& found);
/// "5.1.1"; empty when none.
std::string to_string(const EnhancedStatus& status);

}  // namespace mailrace::events
