#include "shared/filter/fields.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "shared/config/records.h"
#include "shared/filter/match.h"

namespace mailrace::filter {
namespace {

constexpr FieldValue kTypes[] = {
    {"receipt", 1, "accepted from a feeder"},      {"delivery", 2, "handed over"},
    {"bounce", 3, "final failure"},                {"deferral", 4, "temporary refusal of a recipient"},
    {"queue-deferral", 5, "a whole queue failed"}, {"rejection", 6, "refused at intake"},
    {"complaint", 7, "feedback loop"},             {"remote-bounce", 8, "a bounce message that came in"},
    {"remote-status", 9, "a status message that came in"}, {"admin", 10, "an operator changed something"},
    {"queue", 11, "a queue changed its mode"},     {"attention", 12, "something a person should look at"},
    {"daemon", 13, "start, stop, reload"},
    // the letters of accounting files and other words that people try
    {"r", 1, ""}, {"received", 1, ""}, {"d", 2, ""}, {"delivered", 2, ""}, {"b", 3, ""}, {"bounced", 3, ""}, {"t", 4, ""}, {"deferred", 4, ""},
    {"transient", 4, ""}, {"tq", 5, ""}, {"queue_deferral", 5, ""}, {"transient-queue", 5, ""}, {"rejected", 6, ""}, {"f", 7, ""},
    {"feedback-loop", 7, ""}, {"rb", 8, ""}, {"remote_bounce", 8, ""}, {"rs", 9, ""}, {"remote_status", 9, ""},
};

constexpr FieldValue kPhases[] = {
    {"none", 0, ""}, {"resolve", 1, "DNS"}, {"connect", 2, ""}, {"greeting", 3, ""}, {"ehlo", 4, ""}, {"starttls", 5, ""}, {"tls", 6, "handshake"},
    {"auth", 7, ""}, {"mail", 8, "MAIL FROM"}, {"rcpt", 9, "RCPT TO"}, {"data", 10, "the DATA command"}, {"body", 11, "sending the message"},
    {"end_of_data", 12, "answer to the final dot"}, {"quit", 13, ""}, {"local", 14, "our own decision"}, {"end-of-data", 12, ""},
};

constexpr auto kCategories = [] {
    std::array<FieldValue, std::size(config::bounce_categories)> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i].name = config::bounce_categories[i];
    return values;
}();

constexpr FieldValue kSubcategories[] = {
    {"authentication", 0, "SPF, DKIM, DMARC"}, {"block-list", 0, "of an unnamed list"}, {"disabled"}, {"greylisted"}, {"login-required"}, {"loop"},
    {"mailbox-full"}, {"no-such-domain"}, {"relay-denied"}, {"reputation"}, {"restricted-recipient"}, {"reverse-dns"}, {"size"}, {"spam-content"},
    {"spamhaus"}, {"temporary"}, {"throttled"}, {"tls"}, {"too-many-connections"}, {"too-many-recipients"}, {"unknown-user"},
};

constexpr FieldValue kClasses[] = {
    {"hard", 1, "the address will not work"}, {"soft", 2, "may work later"}, {"our-fault", 3, "we must mend something"}, {"look", 4, "a person should look"},
    {"our_fault", 3, ""}, {"none", 0, ""},
};

constexpr FieldValue kBooleans[] = {{"yes", 1, ""}, {"no", 0, ""}, {"true", 1, ""}, {"false", 0, ""}};
constexpr FieldValue kTimes[] = {{"5m"}, {"1h"}, {"2h"}, {"24h"}, {"7d"}, {"today"}, {"yesterday"}};
constexpr FieldValue kModes[] = {{"normal"}, {"backoff"}};
constexpr FieldValue kStates[] = {{"active"}, {"paused"}, {"retrying"}, {"waiting"}, {"idle"}};
constexpr FieldValue kCodes[] = {{"2*", 0, "accepted"}, {"4*", 0, "temporary"}, {"5*", 0, "permanent"}, {"0", 0, "no answer"}};
constexpr FieldValue kTls[] = {{"TLSv1.3"}, {"TLSv1.2"}, {"\"\"", 0, "without TLS"}};

using E = EventField;
using T = FieldType;
constexpr FieldInfo kEvents[] = {
    {id_of(E::id), "id", "event", T::number, "number of the event in the history"},
    {id_of(E::time), "time", "at", T::time, "when it happened: 2026-01-02, 2026-01-02T03:00..2026-01-02T04:00", kTimes},
    {id_of(E::time), "since", "after from-time", T::time, "from a time on: 2h, 3d, 2026-01-02, today", kTimes, Meaning::since},
    {id_of(E::time), "until", "before", T::time, "up to a time: 30m, 2026-01-02T03:04", kTimes, Meaning::until},
    {id_of(E::time), "between", "", T::time, "a span of time: 2026-01-02..2026-01-03, 4h..2h", kTimes},
    {id_of(E::type), "type", "event-type kind", T::enumeration, "what happened", kTypes},
    {id_of(E::provider), "provider", "rollup mx-rollup", T::label, "mailbox provider, as rolled up by MX"},
    {id_of(E::domain), "domain", "dom to-domain", T::name, "domain of the recipient"},
    {id_of(E::category), "category", "cat bouncecat bounce-category", T::name, "why it bounced or was deferred", kCategories},
    {id_of(E::subcategory), "subcategory", "subcat sub-category reason", T::name, "more exactly why: throttled, greylisted, spamhaus", kSubcategories},
    {id_of(E::cls), "class", "severity", T::enumeration, "what follows: hard (the address will not work), soft, our-fault, look", kClasses},
    {id_of(E::code), "code", "smtp-code reply-code", T::code, "SMTP code of the response: 550, 5*, 500..550", kCodes},
    {id_of(E::status), "status", "dsn enhanced dsnstatus", T::status, "enhanced status code: 5.1.1, 4.7.*"},
    {id_of(E::response), "response", "reply dsndiag diag", T::text, "words of the other side, or ours when there was no answer"},
    {id_of(E::form), "form", "alike", T::name, "responses that mean the same, as they are grouped: \"452 4.2.2 <address> mailbox full\""},
    {id_of(E::recipient), "recipient", "rcpt to", T::address, "address of the recipient, or a part of it"},
    {id_of(E::sender), "sender", "from orig mail-from", T::address, "envelope sender, or a part of it"},
    {id_of(E::vmta), "vmta", "virtual-mta", T::name, "virtual MTA"},
    {id_of(E::pool), "pool", "vmta-pool vmtapool", T::name, "pool of virtual MTAs"},
    {id_of(E::job), "job", "jobid job-id campaign", T::name, "job of the message"},
    {id_of(E::queue), "queue", "", T::name, "queue: domain/vmta"},
    {id_of(E::source), "source", "source-ip sourceip dlvsourceip", T::ip, "our address on the connection: 198.51.100.7, 198.51.100.0/24"},
    {id_of(E::host), "host", "mx remote-host helo feeder", T::name, "host at the other end: MX, or the feeder"},
    {id_of(E::ip), "ip", "remote-ip dest dlvdestinationip", T::ip, "address at the other end"},
    {id_of(E::port), "port", "remote-port", T::number, "port at the other end"},
    {id_of(E::user), "user", "smtp-user rcvsmtpuser", T::name, "authenticated feeder, or the operator"},
    {id_of(E::phase), "phase", "step", T::enumeration, "where in the dialogue the answer came", kPhases},
    {id_of(E::message), "message", "msg queue-id qid", T::message, "queue id of the message (13 characters)"},
    {id_of(E::message_id), "messageid", "message-id msgid", T::text, "Message-ID header, or a part of it"},
    {id_of(E::subject), "subject", "", T::text, "any part of the subject"},
    {id_of(E::text), "text", "note", T::text, "words of admin, queue, attention and daemon events"},
    {id_of(E::rule), "rule", "", T::name, "rule that decided the category"},
    {id_of(E::orcpt), "orcpt", "original-recipient", T::text, "original recipient (RFC 3461)"},
    {id_of(E::envid), "envid", "envelope-id", T::name, "envelope id (RFC 3461)"},
    {id_of(E::tls), "tls", "tls-protocol", T::name, "TLS version: TLSv1.3; \"\" for none", kTls},
    {id_of(E::cipher), "cipher", "tls-cipher", T::name, "TLS cipher"},
    {id_of(E::verified), "verified", "tls-verified", T::name, "by what the certificate was verified; \"\" for not"},
    {id_of(E::esmtp), "esmtp", "extensions", T::text, "extensions that the receiver offered"},
    {id_of(E::size), "size", "bytes", T::size, "bytes of the message: >1m, 10k..100k"},
    {id_of(E::attempt), "attempt", "attempts try", T::number, "number of the attempt: 1, >3"},
    {id_of(E::generated), "generated", "", T::boolean, "made by ourselves (delivery reports)", kBooleans},
    {id_of(E::resolve_time), "resolve-time", "dns-time", T::duration, "time for DNS: >2s"},
    {id_of(E::connect_time), "connect-time", "", T::duration, "time to connect"},
    {id_of(E::tls_time), "tls-time", "", T::duration, "time for the TLS handshake"},
    {id_of(E::total_time), "total-time", "duration took", T::duration, "time of the attempt: >30s"},
    {id_of(E::queued), "queued", "accepted", T::time, "when the message was accepted", kTimes},
};
constexpr FieldId kEventFree[] = {id_of(E::response), id_of(E::recipient), id_of(E::sender), id_of(E::text), id_of(E::subject)};

using Q = QueueField;
constexpr FieldInfo kQueues[] = {
    {id_of(Q::name), "name", "queue", T::name, "domain/vmta"},
    {id_of(Q::domain), "domain", "dom", T::name, "domain of the recipients"},
    {id_of(Q::vmta), "vmta", "virtual-mta", T::name, "virtual MTA"},
    {id_of(Q::provider), "provider", "rollup", T::label, "mailbox provider, as rolled up by MX"},
    {id_of(Q::mode), "mode", "", T::name, "normal or backoff", kModes},
    {id_of(Q::state), "state", "", T::name, "what the queue is doing", kStates},
    {id_of(Q::depth), "depth", "recipients rcpts queued", T::number, "recipients in the queue: >1000"},
    {id_of(Q::ready), "ready", "", T::number, "recipients that may go now"},
    {id_of(Q::retrying), "retrying", "deferred-recipients", T::number, "recipients that wait for their next attempt"},
    {id_of(Q::in_flight), "in-flight", "in_flight inflight", T::number, "recipients being delivered now"},
    {id_of(Q::bytes), "bytes", "size", T::size, "bytes of the messages"},
    {id_of(Q::connections), "connections", "conns conn", T::number, "open connections"},
    {id_of(Q::waiting), "waiting", "waiting-for limit", T::text, "the limit that binds now"},
    {id_of(Q::next), "next", "next-attempt", T::time, "next attempt", kTimes},
    {id_of(Q::oldest), "oldest", "", T::time, "when the oldest message was accepted; until:2h for older than that", kTimes},
    {id_of(Q::code), "code", "last-code", T::code, "code of the last response", kCodes},
    {id_of(Q::response), "response", "reply last-response", T::text, "words of the last response"},
    {id_of(Q::delivered), "delivered", "", T::number, "recipients delivered"},
    {id_of(Q::deferred), "deferred", "", T::number, "temporary failures"},
    {id_of(Q::bounced), "bounced", "", T::number, "final failures"},
    {id_of(Q::rate), "rate", "", T::number, "deliveries a minute"},
};
constexpr FieldId kQueueFree[] = {id_of(Q::name), id_of(Q::provider), id_of(Q::response)};

constexpr FieldTable kEventTable{"events", kEvents, kEventFree};
constexpr FieldTable kQueueTable{"queues", kQueues, kQueueFree};

bool has_alias(std::string_view aliases, std::string_view name) {
    while (!aliases.empty()) {
        const std::size_t end = std::min(aliases.find(' '), aliases.size());
        if (equals_nocase(aliases.substr(0, end), name)) return true;
        aliases.remove_prefix(std::min(end + 1, aliases.size()));
    }
    return false;
}

/// Letters to insert, remove or change to get from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (equals_nocase(a.substr(i - 1, 1), b.substr(j - 1, 1)) ? 0u : 1u)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

const FieldTable& event_fields() { return kEventTable; }
const FieldTable& queue_fields() { return kQueueTable; }

const FieldInfo* find_field(const FieldTable& table, std::string_view name) {
    for (const FieldInfo& f : table.fields)
        if (equals_nocase(f.name, name)) return &f;
    for (const FieldInfo& f : table.fields)
        if (has_alias(f.aliases, name)) return &f;
    return nullptr;
}

const FieldInfo* find_field(const FieldTable& table, FieldId id) {
    for (const FieldInfo& f : table.fields)
        if (f.id == id) return &f;
    return nullptr;
}

std::string_view nearest_field(const FieldTable& table, std::string_view name) {
    if (name.empty() || name.size() > 32) return {};
    std::string_view best;
    std::size_t best_distance = name.size() <= 4 ? 2 : 3;  // farther than this is another word
    for (const FieldInfo& f : table.fields) {
        const std::size_t distance = edit_distance(name, f.name);
        if (distance < best_distance) {
            best = f.name;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace mailrace::filter
