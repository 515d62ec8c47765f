// The fields that a filter may name: two tables, one for events and one for queues. They are data: parser, completion, help, predicate and
// SQL are all made from them. Constant after start; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mailrace::filter {

using FieldId = std::uint8_t;

/// How the values of a field are written and compared.
enum class FieldType : std::uint8_t {
    name,         // a short text compared as a whole, case-insensitively; wildcards * and ?
    label,        // as name, but "gmail" also finds "gmail.rollup" and "gmail.com"
    address,      // a mail address: as name when it holds an @, else any part of it
    text,         // any part of a longer text
    ip,           // an IP address: whole, with wildcards, or a network in CIDR form
    number,       // 42, >42, 1..9
    size,         // bytes: 10k, >1m
    duration,     // microseconds inside; written 200ms, 2s, 5m
    code,         // an SMTP code: 550, 5*, 55*, 500..550
    status,       // an enhanced status code: 5.1.1, 5.1.*, 5; packed by pack_status()
    time,         // 2h (ago), 2026-01-02, 2026-01-02T03:04:05; microseconds since 1970 inside
    message,      // a queue id: 13 characters; a 64-bit number inside
    enumeration,  // one of the values that the table lists; the number inside
    boolean,      // yes, no
};

/// A value that completion offers; for enumerations also what the word means inside.
struct FieldValue {
    std::string_view name;
    std::int64_t number = 0;
    std::string_view help;
};

/// What the words "since", "until" and "between" stand for: they are other ways to write a condition on the time field.
enum class Meaning : std::uint8_t { plain, since, until };

struct FieldInfo {
    FieldId id;
    std::string_view name;
    std::string_view aliases;  // further names, separated by spaces
    FieldType type;
    std::string_view help;     // one line, for completion and for the help page
    std::span<const FieldValue> values = {};
    Meaning meaning = Meaning::plain;
};

/// A table of fields and which of them bare words look into.
struct FieldTable {
    std::string_view name;
    std::span<const FieldInfo> fields;
    std::span<const FieldId> free_text;
};

enum class EventField : FieldId {
    id, time, type, phase, message, recipient, sender, domain, provider, vmta, pool, job, queue, source, host, ip, port, user, code,
    status, category, rule, response, text, message_id, subject, orcpt, envid, tls, cipher, verified, esmtp, size, attempt, generated,
    resolve_time, connect_time, tls_time, total_time, queued, session, subcategory, cls,
    form,
};
constexpr FieldId id_of(EventField f) { return static_cast<FieldId>(f); }
inline constexpr FieldId kEventFieldCount = id_of(EventField::form) + 1;

enum class QueueField : FieldId {
    name, domain, vmta, provider, mode, state, depth, ready, retrying, in_flight, bytes, connections, waiting, next, oldest, code, response,
    delivered, deferred, bounced, rate,
};
constexpr FieldId id_of(QueueField f) { return static_cast<FieldId>(f); }

const FieldTable& event_fields();
const FieldTable& queue_fields();

/// By name or alias, case-insensitively; null when unknown.
const FieldInfo* find_field(const FieldTable& table, std::string_view name);
const FieldInfo* find_field(const FieldTable& table, FieldId id);

/// The known name that is nearest to `name`, or empty when none is near: for "did you mean".
std::string_view nearest_field(const FieldTable& table, std::string_view name);

/// An enhanced status code as one number that sorts like the code: 5.1.10 is 5001010. Parts above 999 count as 999.
constexpr std::int64_t pack_status(unsigned cls, unsigned subject, unsigned detail) {
    return std::int64_t{cls > 999 ? 999 : cls} * 1'000'000 + (subject > 999 ? 999 : subject) * 1'000 + (detail > 999 ? 999 : detail);
}

}  // namespace mailrace::filter
