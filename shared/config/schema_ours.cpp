// Directives that Mailrace adds. Part of the schema table.
#include "shared/config/schema_tables.h"

namespace mailrace::config {

namespace {

using S = Status;
using T = ValueType;
using X = Scope;

constexpr Directive table[] = {
    ours({"control-socket", in(X::global), T::file, "", "Path of the local socket for mailracectl and the application.",
          S::honoured}),
    ours(many({"control-role", in(X::global), T::control_role, "",
               "What a local user or group may do: user:NAME or group:NAME, then monitor, operator or admin.", S::honoured})),
    ours({"journal", in(X::global), T::directory, "", "Directory of the event history; without it, beside the spool.",
          S::honoured}),
    ours({"history-retention", in(X::global), T::interval, "30d", "How long events are kept.", S::honoured}),
    ours({"history-max-size", in(X::global), T::size, "10G", "Most space for the event history; the oldest goes first.",
          S::honoured}),
    ours({"memory-limit", in(X::global), T::size, "0",
          "Memory at which new mail gets a temporary refusal; 0 is half of the machine's.", S::honoured}),
    ours({"max-header-size", in(X::global), T::size, "1M", "Largest header block of a message taken.", S::honoured}),
    ours({"max-line-length", in(X::global), T::integer, "1000000", "Longest line of a message taken, in bytes.", S::honoured}),
    ours({"smtp-max-errors", in(X::global), T::integer, "20", "Refused commands after which an inbound session is closed.",
          S::honoured}),
    ours({"max-connections-per-client", in(X::global), T::integer, "0",
          "Most inbound sessions of one client address; 0 is unlimited.", S::honoured}),
    ours({"network-threads", in(X::global), T::integer, "0", "Threads for network work; 0 is one a processor.", S::honoured}),
    ours({"smtp-command-timeout", in(X::domain), T::interval, "5m", "How long we wait for a receiver's answer to a command.",
          S::honoured}),
    ours({"password-hash", in(X::smtp_user), T::text, "", "Hash of the user's password, made by mailracectl.", S::not_supported,
          later}),
};

}  // namespace

std::span<const Directive> ours_directives() { return table; }

}  // namespace mailrace::config
