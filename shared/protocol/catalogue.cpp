#include "shared/protocol/catalogue.h"

#include <algorithm>
#include <array>

namespace mailrace::protocol {

namespace {

using enum ParamType;

constexpr ParamInfo kHello[] = {{"client", text, true, "name of the client"},
                                {"version", text, false, "version of the client"},
                                {"protocol", array, true, "[major, minor] that the client speaks"}};
constexpr ParamInfo kSubscribe[] = {{"topic", text, true, "one of the topics"},
                                    {"params", object, false, "as the topic says"},
                                    {"rate_ms", integer, false, "at most one notification in so many milliseconds, 250 to 60000"},
                                    {"resume", object, false, "{epoch, seq} of an earlier subscription"}};
constexpr ParamInfo kUnsubscribe[] = {{"subscription", integer, true, "number given by subscribe"}};
constexpr ParamInfo kCancel[] = {{"id", any, true, "id of the request to cancel"}};
constexpr ParamInfo kSeries[] = {{"from", integer, true, "time"},
                                 {"to", integer, true, "time"},
                                 {"step_ms", integer, true, "1000, 60000 or 3600000"},
                                 {"provider", text, false, "only this provider"},
                                 {"queue", text, false, "only this queue"}};
constexpr ParamInfo kCategories[] = {{"from", integer, true, "time"},
                                     {"to", integer, true, "time"},
                                     {"step_ms", integer, true, "whole minutes"},
                                     {"provider", text, false, "only this provider"}};
constexpr ParamInfo kProviders[] = {{"since", integer, false, "time; one hour ago by default"},
                                    {"limit", integer, false, "at most so many rows"}};
constexpr ParamInfo kGroups[] = {{"filter", text, false, "event filter"},
                                 {"limit", integer, false, "at most so many groups"},
                                 {"budget_ms", integer, false, "give up after so long and answer with what was counted"}};
constexpr ParamInfo kQueueList[] = {{"group", text, false, "queue, provider, domain, vmta or job"},
                                    {"filter", text, false, "queue filter"},
                                    {"sort", text, false, "a column"},
                                    {"descending", boolean, false, "largest first"},
                                    {"offset", integer, false, "rows to skip"},
                                    {"limit", integer, false, "at most so many rows, up to 1000"}};
constexpr ParamInfo kQueue[] = {{"queue", text, true, "domain/vmta"}};
constexpr ParamInfo kSettings[] = {{"domain", text, true, "a recipient domain"}, {"vmta", text, false, "a virtual MTA"}};
constexpr ParamInfo kSelect[] = {{"select", object, true, "{queues | filter | job | message, sender, recipient, envid, older_than_ms}"},
                                 {"dry_run", boolean, false, "only say what would be touched"},
                                 {"expected", integer, false, "recipients that the dry run named"},
                                 {"force", boolean, false, "without a dry run"},
                                 {"reason", text, false, "words for the history"}};
constexpr ParamInfo kRetry[] = {{"select", object, true, "{queues | filter}"},
                                {"recipients", boolean, false, "also recipients that wait by themselves"},
                                {"dry_run", boolean, false, "only say what would be touched"},
                                {"expected", integer, false, "recipients that the dry run named"},
                                {"force", boolean, false, "without a dry run"}};
constexpr ParamInfo kMode[] = {{"select", object, true, "{queues | filter}"},
                               {"mode", text, true, "normal or backoff"},
                               {"dry_run", boolean, false, "only say what would be touched"},
                               {"expected", integer, false, "recipients that the dry run named"},
                               {"force", boolean, false, "without a dry run"}};
constexpr ParamInfo kDelete[] = {{"select", object, true, "{queues | filter | job | message, sender, recipient, envid, older_than_ms}"},
                                 {"dsn", boolean, false, "tell the senders"},
                                 {"dry_run", boolean, false, "only say what would be touched"},
                                 {"expected", integer, false, "recipients that the dry run named"},
                                 {"force", boolean, false, "without a dry run"}};
constexpr ParamInfo kRotate[] = {{"target", text, false, "an accounting file: its path as configured, or the name alone; all without it"}};
constexpr ParamInfo kRecipients[] = {{"select", object, true, "{queues | filter | job | message, sender, recipient, envid, older_than_ms}"},
                                     {"after", text, false, "cursor of the page before"},
                                     {"limit", integer, false, "at most so many rows, up to 1000"}};
constexpr ParamInfo kMatch[] = {{"filter", text, false, "event filter"},
                                {"limit", integer, false, "at most so many ids"},
                                {"before", integer, false, "only ids below this one"},
                                {"chunk", integer, false, "ids in one notification"}};
constexpr ParamInfo kRows[] = {{"ids", array, true, "at most 1000 event ids"}};
constexpr ParamInfo kEventGet[] = {{"id", integer, true, "event id"}};
constexpr ParamInfo kPage[] = {{"filter", text, false, "event filter"},
                               {"before", integer, false, "rows older than this id"},
                               {"after", integer, false, "rows newer than this id"},
                               {"limit", integer, false, "at most so many rows, up to 1000"}};
constexpr ParamInfo kRecords[] = {{"filter", text, false, "event filter"},
                                  {"after", integer, false, "records of events newer than this id"},
                                  {"limit", integer, false, "at most so many events, up to 10000"},
                                  {"budget_ms", integer, false, "give up after so long and answer with what was found"}};
constexpr ParamInfo kHistogram[] = {{"filter", text, false, "event filter"},
                                    {"from", integer, true, "time"},
                                    {"to", integer, true, "time"},
                                    {"buckets", integer, false, "at most 500"}};
constexpr ParamInfo kFacets[] = {{"filter", text, false, "event filter"},
                                 {"fields", array, true, "field names"},
                                 {"top", integer, false, "values a field, at most 50"}};
constexpr ParamInfo kPropose[] = {{"id", integer, true, "event id"}};
constexpr ParamInfo kPreview[] = {{"pattern", text, true, "regular expression, as in <bounce-category-patterns>, without slashes"},
                                  {"category", text, false, "that it would give"},
                                  {"form", text, false, "normal form that the pattern was made from"},
                                  {"limit", integer, false, "replies to look at, newest first, at most 10000"},
                                  {"budget_ms", integer, false, "give up after so long and answer with what was counted"}};
constexpr ParamInfo kCheck[] = {{"documents", array, false, "[{id, text}]; those left out are taken as they run"},
                                {"text", text, false, "the text of the main document alone"}};
constexpr ParamInfo kEffect[] = {{"documents", array, true, "[{id, text}]; those left out are taken as they run"}};
constexpr ParamInfo kCompare[] = {{"a", any, true, "a version, or \"running\""}, {"b", any, true, "a version, or \"running\""}};
constexpr ParamInfo kApply[] = {{"documents", array, true, "[{id, revision, text}]; without text: as on disk"},
                                {"note", text, false, "words for the history"},
                                {"dry_run", boolean, false, "only try"}};
constexpr ParamInfo kConfigHistory[] = {{"before", integer, false, "only versions below this one"},
                                        {"limit", integer, false, "at most so many rows, up to 1000"}};
constexpr ParamInfo kConfigVersion[] = {{"version", integer, true, "number of a version"}};
constexpr ParamInfo kRollback[] = {{"version", integer, true, "number of a version"},
                                   {"note", text, false, "words for the history"},
                                   {"dry_run", boolean, false, "only try"}};
constexpr ParamInfo kCreateKey[] = {{"domain", text, true, "signing domain"},
                                    {"selector", text, true, "name of the key below _domainkey"},
                                    {"type", text, false, "rsa2048 or ed25519"}};
constexpr ParamInfo kReload[] = {{"note", text, false, "words for the history"}};
constexpr ParamInfo kSuppressionSearch[] = {{"list", text, false, "only this list"},
                                            {"text", text, false, "part of an entry; for a hashed list the whole address"},
                                            {"kind", text, false, "address, local-part, domain or pattern"},
                                            {"origin", text, false, "how the origin of an entry begins"},
                                            {"cursor", text, false, "cursor of the page before"},
                                            {"limit", integer, false, "at most so many rows, up to 1000"}};
constexpr ParamInfo kSuppressionCheck[] = {{"address", text, true, "an address"}};
constexpr ParamInfo kSuppressionAdd[] = {{"list", text, true, "a list of the configuration"},
                                         {"entries", array, true, "[{value, kind?}], at most 10000"},
                                         {"reason", text, false, "why, at most 200 bytes"},
                                         {"expires", integer, false, "time; never by default"},
                                         {"dry_run", boolean, false, "only say what would change"}};
constexpr ParamInfo kSuppressionRemove[] = {{"list", text, true, "name of a list"},
                                            {"entries", array, true, "[{value, kind?}], at most 10000"},
                                            {"dry_run", boolean, false, "only say what would change"}};
constexpr ParamInfo kSuppressionImport[] = {{"list", text, true, "a list of the configuration"},
                                            {"lines", array, true, "at most 10000 lines: an entry, or CSV as export writes it"},
                                            {"reason", text, false, "why, for lines that do not say, at most 200 bytes"},
                                            {"expires", integer, false, "time, for lines that do not say; never by default"},
                                            {"dry_run", boolean, false, "only say what would change"}};
constexpr ParamInfo kSuppressionExport[] = {{"list", text, true, "name of a list"},
                                            {"cursor", text, false, "cursor of the piece before"},
                                            {"limit", integer, false, "at most so many lines, up to 10000"}};

constexpr MethodInfo kMethods[] = {
    {"session.hello", Role::none, "begin a session", kHello},
    {"session.describe", Role::monitor, "every method and topic", {}},
    {"subscribe", Role::monitor, "follow a topic", kSubscribe},
    {"unsubscribe", Role::monitor, "stop following", kUnsubscribe},
    {"cancel", Role::monitor, "cancel a running request", kCancel},
    {"status.get", Role::monitor, "totals, rates, connections, spool, version", {}},
    {"stats.series", Role::monitor, "traffic, depth and latency over time", kSeries},
    {"stats.categories", Role::monitor, "what was refused over time, by category", kCategories},
    {"stats.providers", Role::monitor, "outcome by provider", kProviders},
    {"attention.list", Role::monitor, "what a person should look at", {}},
    {"queues.list", Role::monitor, "queues, or their sums by provider, domain, virtual MTA or job", kQueueList},
    {"queues.get", Role::monitor, "everything about one queue", kQueue},
    {"queues.settings", Role::monitor, "effective settings, each with file and line", kSettings},
    {"queues.pause", Role::operator_, "stop delivery of queues or of a job", kSelect},
    {"queues.resume", Role::operator_, "go on with delivery", kSelect},
    {"queues.retry", Role::operator_, "try again now", kRetry},
    {"queues.set_mode", Role::operator_, "set normal or back-off mode", kMode},
    {"queues.delete", Role::operator_, "delete queued recipients", kDelete},
    {"recipients.list", Role::monitor, "queued recipients", kRecipients},
    {"events.match", Role::monitor, "stream the ids of matching events, newest first", kMatch},
    {"events.rows", Role::monitor, "rows of events by id", kRows},
    {"events.get", Role::monitor, "one event in full", kEventGet},
    {"events.page", Role::monitor, "a page of events by key", kPage},
    {"events.records", Role::monitor, "events as rows of accounting files", kRecords},
    {"events.histogram", Role::monitor, "events over time by type", kHistogram},
    {"events.facets", Role::monitor, "most frequent values of fields", kFacets},
    {"events.groups", Role::monitor, "responses that mean the same, counted", kGroups},
    {"responses.propose", Role::monitor, "what a pattern for a response could be made of", kPropose},
    {"responses.preview", Role::monitor, "what a pattern would do to the newest responses", kPreview},
    {"accounting.list", Role::monitor, "accounting files, programs and webhooks: how far each has come", {}},
    {"accounting.rotate", Role::operator_, "finish accounting files and begin new ones", kRotate},
    {"config.show", Role::monitor, "the documents of the running configuration", {}},
    {"config.check", Role::monitor, "check texts of the configuration", kCheck},
    {"config.effect", Role::monitor, "what other texts would change, by queue and setting", kEffect},
    {"config.compare", Role::monitor, "two versions: lines and effect", kCompare},
    {"config.apply", Role::admin, "write texts of the configuration and run them", kApply},
    {"config.history", Role::monitor, "versions of the configuration that ran", kConfigHistory},
    {"config.version", Role::monitor, "one version with its texts", kConfigVersion},
    {"config.rollback", Role::admin, "go back to a version", kRollback},
    {"suppression.lists", Role::monitor, "lists of addresses that get no mail", {}},
    {"suppression.search", Role::monitor, "entries of suppression lists, newest first", kSuppressionSearch},
    {"suppression.check", Role::monitor, "on which lists an address is, and why", kSuppressionCheck},
    {"suppression.add", Role::operator_, "put entries on a list", kSuppressionAdd},
    {"suppression.remove", Role::operator_, "take entries off a list", kSuppressionRemove},
    {"suppression.import", Role::operator_, "put the lines of a file on a list", kSuppressionImport},
    {"suppression.export", Role::monitor, "the lines of a list, piece by piece", kSuppressionExport},
    {"dkim.create_key", Role::admin, "make a DKIM key and say what to publish", kCreateKey},
    {"daemon.reload", Role::admin, "read the configuration again", kReload},
    {"daemon.stop", Role::admin, "stop the daemon in good order", {}},
    {"trace.start", Role::operator_, "one live delivery attempt with its dialogue", kQueue},
};

constexpr ParamInfo kTopicQueues[] = {{"group", text, false, "queue, provider, domain, vmta or job"},
                                      {"filter", text, false, "queue filter"}};
constexpr ParamInfo kTopicEvents[] = {{"filter", text, false, "event filter"}};

constexpr TopicInfo kTopics[] = {
    {"stats", Role::monitor, "totals and rates, every second", {}},
    {"queues", Role::monitor, "rows of queues that changed", kTopicQueues},
    {"events", Role::monitor, "new events that match", kTopicEvents},
    {"attention", Role::monitor, "what a person should look at", {}},
    {"config", Role::monitor, "the version of the configuration that runs", {}},
    {"progress", Role::monitor, "long operations", {}},
};

constexpr std::string_view kEventColumns[] = {"id", "time", "type", "message", "recipient", "sender", "domain", "provider",
                                              "vmta", "job", "queue", "source_ip", "remote_host", "remote_ip", "phase", "code",
                                              "status", "category", "response", "text", "attempt", "size", "user",
                                              "subcategory", "class"};

constexpr std::string_view kQueueColumns[] = {
    "name", "domain", "vmta", "provider", "recipients", "ready", "retrying", "in_flight", "bytes", "connections", "connections_idle",
    "mode", "state", "waiting_limit", "waiting_value", "waiting_origin", "waiting_text", "next_slot", "next_attempt", "oldest",
    "last_code", "last_response", "last_response_time", "delivered", "deferred", "bounced", "rate", "depth"};

template <class T>
const T* find_in(std::span<const T> table, std::string_view name) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const T& row) { return row.name == name; });
    return it == table.end() ? nullptr : &*it;
}

}  // namespace

std::string_view to_string(Role role) {
    switch (role) {
        case Role::none: return "none";
        case Role::monitor: return "monitor";
        case Role::operator_: return "operator";
        case Role::admin: return "admin";
    }
    return "none";
}

std::string_view to_string(ParamType type) {
    switch (type) {
        case text: return "text";
        case integer: return "integer";
        case boolean: return "boolean";
        case object: return "object";
        case array: return "array";
        case any: return "any";
    }
    return "any";
}

std::span<const MethodInfo> methods() { return kMethods; }
std::span<const TopicInfo> topics() { return kTopics; }
const MethodInfo* find_method(std::string_view name) { return find_in(methods(), name); }
const TopicInfo* find_topic(std::string_view name) { return find_in(topics(), name); }
std::span<const std::string_view> event_columns() { return kEventColumns; }
std::span<const std::string_view> queue_columns() { return kQueueColumns; }

}  // namespace mailrace::protocol
