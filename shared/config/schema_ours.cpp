// Directives that Mailrace adds. Part of the schema table.
#include "shared/config/schema_tables.h"

namespace mailrace::config {

namespace {

using S = Status;
using T = ValueType;
using X = Scope;

constexpr Directive table[] = {
    ours({"control-socket", in(X::global), T::file, "",
          "Path of the local socket through which mailracectl and the application talk to the daemon.", S::honoured}),
    ours(many({"control-role", in(X::global), T::control_role, "",
               "What a user or group of this machine may do through that socket: look (monitor), act on queues (operator), or "
               "everything (admin).",
               S::honoured})),
    ours({"journal", in(X::global), T::directory, "",
          "Folder of the event history that the application shows; without it, beside the spool.", S::honoured}),
    ours({"history-retention", in(X::global), T::interval, "30d",
          "How long events are kept in the history; older ones are deleted.", S::honoured}),
    ours({"history-max-size", in(X::global), T::size, "10G",
          "Most disk space for the event history; beyond it the oldest events are deleted early.", S::honoured}),
    ours({"memory-limit", in(X::global), T::size, "0",
          "Memory of the daemon at which new mail gets a temporary refusal; 0 takes half of the machine's.", S::honoured}),
    ours({"max-header-size", in(X::global), T::size, "1M",
          "Largest header block of a message that is taken; larger ones are refused.", S::honoured}),
    ours({"max-line-length", in(X::global), T::integer, "1000000", "Longest line of a message that is taken, in bytes.",
          S::honoured}),
    ours({"smtp-max-errors", in(X::global), T::integer, "20", "Refused commands of one inbound session after which it is closed.",
          S::honoured}),
    ours({"max-connections-per-client", in(X::global), T::integer, "0",
          "Most inbound sessions of one client address at one time; 0 is no bound.", S::honoured}),
    ours({"network-threads", in(X::global), T::integer, "0",
          "Threads for network work; 0 takes one for each processor. Changing it needs a restart.", S::honoured}),
    ours({"response-rules", in(X::global), T::file, "",
          "File of rules laid over the table that says what receivers' replies mean; mailracectl classify --check tries it.", S::honoured}),
    ours({"bounce-category-order", in(X::global), T::choice, "mailrace",
          "How categories are found: by provider, status, code and words, or by PowerMTA's list of words alone, where a reply's class changes no delivery.",
          S::honoured, "", "mailrace|powermta"}),
    ours({"format", in(X::acct_file), T::choice, "csv",
          "How records are written: csv as PowerMTA writes them, or json, one object a line with the same names.", S::honoured, "", "csv|json"}),
    ours({"category-filter", X::acct_file | X::webhook, T::word_list, "",
          "Bounce categories of the b, t and rb records that are written; records of other types are not touched by it.", S::honoured}),
    ours({"url", in(X::webhook), T::url, "",
          "Where batches are sent by POST. https, or http to this machine; names are asked from the name servers.", S::honoured}),
    ours({"secret", in(X::webhook), T::text, "",
          "Key of the signature in webhook-signature (Standard Webhooks, HMAC-SHA-256): whsec_ and base64, or any text.", S::honoured}),
    ours({"authorization", in(X::webhook), T::text, "", "Value of the Authorization header, for example Bearer and a token.", S::honoured}),
    ours({"tls-ca-file", in(X::webhook), T::file, "", "PEM file with the authorities that the receiver's certificate must come from; without it the system's.",
          S::honoured}),
    ours({"format", in(X::webhook), T::choice, "array",
          "What a request holds: an array of records, one record a line, or a single object, one request a record.", S::honoured, "",
          "array|lines|object"}),
    ours({"batch-size", in(X::webhook), T::integer, "500", "Most records in one request, 1 to 10000.", S::honoured}),
    ours({"batch-bytes", in(X::webhook), T::size, "1M", "Most bytes in one request, 1K to 16M.", S::honoured}),
    ours({"batch-wait", in(X::webhook), T::interval, "5s", "How long a record waits for others before its batch is sent.", S::honoured}),
    ours({"request-timeout", in(X::webhook), T::interval, "30s", "How long a whole request may take, from connecting to the end of the answer.", S::honoured}),
    ours({"retry-interval", in(X::webhook), T::interval, "5m", "Longest pause between two attempts of a batch; the first is a second, then they double.",
          S::honoured}),
    ours({"give-up-after", in(X::webhook), T::interval_or_never, "1d",
          "After which time of failing a batch goes to the dead-letter file and the next one is tried.", S::honoured}),
    ours({"dead-letter-file", in(X::webhook), T::file, "",
          "File for records that the receiver did not take, one object a line; without it, beside the history.", S::honoured}),
    ours(many({"records", in(X::webhook), T::record_types, "d,b", "Types of records that are sent, as in <acct-file>. Several lines add up.", S::honoured})),
    ours(many({"record-fields", in(X::webhook), T::record_fields, "", "Members of a record type, as in <acct-file>.", S::honoured})),
    ours(many({"map-header-to-field", in(X::webhook), T::header_field, "", "A header of the message as a member, as in <acct-file>.", S::honoured})),
    ours({"queue-filter", in(X::webhook), T::word_list, "", "Queues whose records are sent, as in <acct-file>.", S::honoured}),
    ours({"iso-times", in(X::webhook), T::boolean, "yes", "Times as 2026-01-02 03:04:05+0000; no sends seconds since 1970.", S::honoured}),
    ours({"user-string", in(X::webhook), T::text, "", "Text for the member userString, for example the name of this server.", S::honoured}),
    ours({"privacy-policy", in(X::webhook), T::privacy_policy, "retain", "How recipients' local parts are sent, as in <acct-file>.", S::honoured}),
    ours({"smtp-command-timeout", in(X::domain), T::interval, "5m", "How long to wait for a receiver's answer to a command.",
          S::honoured}),
    ours({"suppression-action", in(X::source), T::choice, "reject",
          "What becomes of recipients on the suppression-lists: refused at RCPT, or taken and bounced to the sender.", S::honoured, "",
          "reject|bounce"}),
    ours({"digest-algorithm", in(X::address_list), T::choice, "",
          "Keeps digests in place of addresses: the list tells nobody who is on it. Needs digest-key or digest-hexkey.", S::honoured, "",
          "siphash|hmac-sha256"}),
    ours({"digest-key", in(X::address_list), T::text, "",
          "Key of the digests as text: 16 bytes for siphash, any for hmac-sha256. Another key makes the old digests useless.", S::honoured}),
    ours({"digest-hexkey", in(X::address_list), T::word, "", "Key of the digests in hexadecimal.", S::honoured}),
    ours({"automatic-categories", in(X::address_list), T::word_list, "",
          "Categories of final bounces that put their recipient on this suppression list by themselves.", S::honoured}),
    ours({"automatic-after", in(X::address_list), T::integer, "1", "How many such bounces it takes, within automatic-within.", S::honoured}),
    ours({"automatic-within", in(X::address_list), T::interval, "30d", "Time within which the bounces of automatic-after must come.",
          S::honoured}),
    ours({"automatic-complaints", in(X::address_list), T::boolean, "no",
          "Whether a complaint about mail that was sent from here puts its recipient on this list at once.", S::honoured}),
    ours({"automatic-expires", in(X::address_list), T::interval_or_never, "never",
          "How long an entry that came by itself holds.", S::honoured}),
    ours({"password-hash", in(X::smtp_user), T::text, "",
          "Hash of the user's password, made by mailracectl password; use it in place of password.", S::not_supported,
          "not yet in this version: AUTH is not offered"}),
};

}  // namespace

std::span<const Directive> ours_directives() { return table; }

}  // namespace mailrace::config
