#include "daemon/journal/schema.h"

namespace mailrace::journal {
namespace {

using filter::EventField;
using filter::id_of;
using filter::SqlColumn;
using Storage = SqlColumn::Storage;
using E = EventField;

constexpr int kind(Dict d) { return static_cast<int>(d); }

// The higher the rank, the fewer rows the index usually leaves.
constexpr SqlColumn kColumns[] = {
    {id_of(E::id), Storage::integer, "id", 0, 200},
    {id_of(E::time), Storage::integer, "time"},
    {id_of(E::type), Storage::integer, "type", 0, 10},
    {id_of(E::phase), Storage::integer, "phase"},
    {id_of(E::message), Storage::integer, "message", 0, 100},
    {id_of(E::recipient), Storage::text, "recipient", 0, 95, "recipient_hash"},
    {id_of(E::sender), Storage::text, "sender"},
    {id_of(E::domain), Storage::dictionary, "domain", kind(Dict::domain), 60},
    {id_of(E::provider), Storage::dictionary, "provider", kind(Dict::provider), 30},
    {id_of(E::vmta), Storage::dictionary, "vmta", kind(Dict::vmta), 25},
    {id_of(E::pool), Storage::dictionary, "pool", kind(Dict::pool)},
    {id_of(E::job), Storage::dictionary, "job", kind(Dict::job), 50},
    {id_of(E::queue), Storage::dictionary, "queue", kind(Dict::queue)},
    {id_of(E::source), Storage::dictionary, "source", kind(Dict::source)},
    {id_of(E::host), Storage::dictionary, "host", kind(Dict::host)},
    {id_of(E::ip), Storage::dictionary, "ip", kind(Dict::ip)},
    {id_of(E::port), Storage::integer, "port"},
    {id_of(E::user), Storage::dictionary, "user", kind(Dict::user)},
    {id_of(E::code), Storage::integer, "code", 0, 20},
    {id_of(E::status), Storage::integer, "status"},
    {id_of(E::category), Storage::dictionary, "category", kind(Dict::category), 40},
    {id_of(E::subcategory), Storage::dictionary, "subcategory", kind(Dict::subcategory)},
    {id_of(E::cls), Storage::integer, "class"},
    {id_of(E::rule), Storage::dictionary, "rule", kind(Dict::rule)},
    {id_of(E::response), Storage::text, "mr_response((SELECT d.text FROM dict d WHERE d.id=form),parts)"},
    {id_of(E::form), Storage::dictionary, "form", kind(Dict::form), 0, {}, "mr_form(text,'')"},
    {id_of(E::text), Storage::text, "event.text"},
    {id_of(E::message_id), Storage::text, "message_id"},
    {id_of(E::subject), Storage::text, "subject"},
    {id_of(E::orcpt), Storage::text, "orcpt"},
    {id_of(E::envid), Storage::text, "envid"},
    {id_of(E::tls), Storage::dictionary, "tls", kind(Dict::tls)},
    {id_of(E::cipher), Storage::dictionary, "cipher", kind(Dict::cipher)},
    {id_of(E::verified), Storage::dictionary, "verified", kind(Dict::verified)},
    {id_of(E::esmtp), Storage::dictionary, "esmtp", kind(Dict::esmtp)},
    {id_of(E::size), Storage::integer, "size"},
    {id_of(E::attempt), Storage::integer, "attempt"},
    {id_of(E::generated), Storage::integer, "generated"},
    {id_of(E::resolve_time), Storage::integer, "resolve_us"},
    {id_of(E::connect_time), Storage::integer, "connect_us"},
    {id_of(E::tls_time), Storage::integer, "tls_us"},
    {id_of(E::total_time), Storage::integer, "total_us"},
    {id_of(E::queued), Storage::integer, "queued"},
};

constexpr filter::SqlSchema kSchema{kColumns, &text_hash};

}  // namespace

std::string history_schema() {
    return R"(
CREATE TABLE event(
  id INTEGER PRIMARY KEY, time INTEGER, type INTEGER, phase INTEGER, message INTEGER, recipient_index INTEGER, attempt INTEGER,
  generated INTEGER, size INTEGER, queued INTEGER, sender TEXT, recipient TEXT, recipient_hash INTEGER, orcpt TEXT, envid TEXT,
  message_id TEXT, subject TEXT, domain INTEGER, queue INTEGER, vmta INTEGER, pool INTEGER, job INTEGER, provider INTEGER, source INTEGER,
  host INTEGER, ip INTEGER, port INTEGER, user INTEGER, tls INTEGER, cipher INTEGER, verified INTEGER, code INTEGER, status INTEGER,
  form INTEGER, parts TEXT, category INTEGER, rule INTEGER, esmtp INTEGER, text TEXT, resolve_us INTEGER, connect_us INTEGER,
  tls_us INTEGER, total_us INTEGER, subcategory INTEGER DEFAULT 0, class INTEGER DEFAULT 0, rule_at INTEGER DEFAULT 0,
  feeder INTEGER DEFAULT 0);
CREATE TABLE dict(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX dict_text ON dict(kind, text COLLATE NOCASE);
CREATE TABLE session(id INTEGER PRIMARY KEY, packed BLOB);
)" + std::string(detail_schema()) + R"(
CREATE TABLE span(first INTEGER PRIMARY KEY, last INTEGER, oldest INTEGER, newest INTEGER, events INTEGER);
CREATE TABLE tick(second INTEGER, type INTEGER, events INTEGER, PRIMARY KEY(second, type)) WITHOUT ROWID;
CREATE INDEX event_type ON event(type);
CREATE INDEX event_vmta ON event(vmta);
CREATE INDEX event_code ON event(code);
CREATE INDEX event_job ON event(job) WHERE job IS NOT NULL;
CREATE INDEX event_category ON event(category) WHERE category IS NOT NULL;
CREATE INDEX event_message ON event(message) WHERE message IS NOT NULL;
PRAGMA user_version=3;
)";
}

std::string schema_upgrade(std::int64_t version) {
    const std::string from_1 = R"(
ALTER TABLE event ADD COLUMN subcategory INTEGER DEFAULT 0;
ALTER TABLE event ADD COLUMN class INTEGER DEFAULT 0;
ALTER TABLE event ADD COLUMN rule_at INTEGER DEFAULT 0;
)";
    const std::string from_2 = R"(
ALTER TABLE event ADD COLUMN feeder INTEGER DEFAULT 0;
PRAGMA user_version=3;
)";
    return (version < 2 ? from_1 : std::string()) + from_2;
}

std::string_view detail_schema() { return "CREATE TABLE IF NOT EXISTS detail(id INTEGER PRIMARY KEY, text TEXT);"; }

std::string late_indexes() {
    return R"(
CREATE INDEX IF NOT EXISTS event_provider ON event(provider);
CREATE INDEX IF NOT EXISTS event_domain ON event(domain);
CREATE INDEX IF NOT EXISTS event_recipient ON event(recipient_hash) WHERE recipient_hash IS NOT NULL;
)";
}

std::string state_schema() {
    return R"(
CREATE TABLE IF NOT EXISTS rollup(
  minute INTEGER, kind INTEGER, name TEXT, received INTEGER, generated INTEGER, delivered INTEGER, deferred INTEGER, bounced INTEGER,
  rejected INTEGER, complaints INTEGER, expired INTEGER, deleted INTEGER, queue_deferred INTEGER, bytes INTEGER, depth INTEGER, latency BLOB,
  PRIMARY KEY(kind, name, minute)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rollup_minute ON rollup(kind, minute);
CREATE TABLE IF NOT EXISTS totals(
  one INTEGER PRIMARY KEY CHECK(one=1), position INTEGER, received INTEGER, generated INTEGER, delivered INTEGER, deferred INTEGER,
  bounced INTEGER, rejected INTEGER, complaints INTEGER, expired INTEGER, deleted INTEGER, queue_deferred INTEGER, bytes INTEGER);
CREATE TABLE IF NOT EXISTS accounting(target TEXT PRIMARY KEY, file TEXT, length INTEGER, position INTEGER, header TEXT);
PRAGMA user_version=1;
)";
}

const filter::SqlSchema& event_sql_schema() { return kSchema; }

std::int64_t text_hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001B3ULL;
    }
    return static_cast<std::int64_t>((hash ^ (hash >> 32)) & 0x7FFFFFFF);
}

}  // namespace mailrace::journal
