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
    ours({"smtp-command-timeout", in(X::domain), T::interval, "5m", "How long to wait for a receiver's answer to a command.",
          S::honoured}),
    ours({"password-hash", in(X::smtp_user), T::text, "",
          "Hash of the user's password, made by mailracectl password; use it in place of password.", S::not_supported,
          "not yet in this version: AUTH is not offered"}),
};

}  // namespace

std::span<const Directive> ours_directives() { return table; }

}  // namespace mailrace::config
