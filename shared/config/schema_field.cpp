// Directives met in configurations of the field that the reference of 5.0 leaves out. Part of the schema table.
#include "shared/config/schema_tables.h"

namespace mailrace::config {

namespace {

using S = Status;
using T = ValueType;
using X = Scope;

constexpr std::string_view use_simulator = "use mailrace-simulator as a pretend receiver";

constexpr Directive table[] = {
    from_field({"second-dkim-sign", in(X::domain), T::boolean, "no", "Add a second DKIM signature.", S::not_supported, later}),
    from_field({"second-dkim-identity", in(X::domain), T::word, "", "Who makes the second signature.", S::not_supported, later}),
    from_field(
        {"second-dkim-identity-fallback", in(X::domain), T::word, "", "Who makes it when no key fits.", S::not_supported, later}),
    from_field({"second-dkim-algorithm", in(X::domain), T::choice, "rsa-sha256", "Algorithm of the second signature.",
                S::not_supported, later, "rsa-sha1|rsa-sha256"}),
    from_field(
        {"second-dkim-headers", in(X::domain), T::word_list, "", "Headers in the second signature.", S::not_supported, later}),
    from_field({"second-dkim-headers-canon", in(X::domain), T::choice, "relaxed", "Its header canonicalization.",
                S::not_supported, later, "simple|relaxed"}),
    from_field({"second-dkim-body-canon", in(X::domain), T::choice, "relaxed", "Its body canonicalization.", S::not_supported,
                later, "simple|relaxed"}),
    from_field({"second-dkim-add-body-limit", in(X::domain), T::boolean, "no", "Limit the body length it covers.",
                S::not_supported, later}),
    from_field(
        {"second-dkim-add-timestamp", in(X::domain), T::boolean, "no", "Add its time of signing.", S::not_supported, later}),
    from_field({"second-dkim-expire-after", in(X::domain), T::interval_or_never, "never", "Its life.", S::not_supported, later}),
    from_field({"second-dkim-query-method", in(X::domain), T::text, "", "Its query method.", S::not_supported, later}),
    from_field({"second-dkim-disallow-adding-headers", in(X::domain), T::word_list, "",
                "Headers nobody may add without breaking it.", S::not_supported, later}),
    from_field({"log-connections", in(X::domain), T::boolean, "no", "Log connections to this domain.", S::not_supported, later}),
    from_field({"log-commands", in(X::domain), T::boolean, "no", "Log SMTP commands to this domain.", S::not_supported, later}),
    from_field({"log-data", in(X::domain), T::boolean, "no", "Log the bytes sent to this domain.", S::not_supported, later}),
    from_field({"log-messages", in(X::domain), T::boolean, "no", "Log messages to this domain.", S::not_supported, later}),
    from_field(
        many({"remove-header", in(X::domain), T::word_list, "", "Headers taken out before delivery.", S::not_supported, later})),
    from_field({"mx-connection-attempts", in(X::domain), T::integer, "10", "MX hosts tried before the queue waits.",
                S::not_supported, later}),
    from_field({"smtp-client-certificate", in(X::domain), T::certificate, "", "Certificate that we show to receivers.",
                S::not_supported, later}),
    from_field({"smtp-multiple-line-response-timeout", in(X::domain), T::interval, "5m",
                "How long an answer of several lines may take.", S::not_supported, later}),
    from_field(many({"smtp-proxy-source-host", X::global | X::virtual_mta, T::source_host, "",
                     "Address and name that a proxy sends from.", S::not_supported,
                     "proxies are not yet in this version; use smtp-source-host"})),
    from_field({"retry-after-dns-error", in(X::domain), T::interval, "10m", "Pause after a DNS error.", S::not_supported, later}),
    from_field({"sync-msg-create", in(X::global), T::boolean, "yes", "Force new messages to the disk.", S::obsolete,
                "a message is on the disk before 250, always"}),
    from_field({"sync-msg-update", in(X::global), T::boolean, "yes", "Force changes of messages to the disk.", S::obsolete,
                "states are written safely, always"}),
    from_field({"edns-udp-length", in(X::global), T::integer, "1232", "Largest DNS answer asked for over UDP.", S::not_supported,
                later}),
    from_field({"remove-received-headers", in(X::source), T::boolean, "no", "Takes Received headers of earlier hosts out.",
                S::honoured}),
    from_field({"total-max-file", in(X::global), T::integer, "", "Most open files.", S::obsolete,
                "the service unit sets the number of open files"}),
    from_field({"dummy-smtp-has-mailmerge", in(X::global), T::boolean, "no", "Built-in sink: offer mail merge.", S::not_supported,
                use_simulator}),
    from_field(many({"dummy-smtp-blacklist", in(X::global), T::anything, "", "Built-in sink: addresses it refuses.",
                     S::not_supported, use_simulator})),
    from_field({"dummy-smtp-log-blacklist", in(X::global), T::anything, "", "Built-in sink: log what it refuses.",
                S::not_supported, use_simulator}),
    from_field({"dummy-smtp-blacklist-bounce-method", in(X::global), T::anything, "", "Built-in sink: how it refuses.",
                S::not_supported, use_simulator}),
    from_field({"dummy-smtp-blacklist-bounce-percent", in(X::global), T::anything, "", "Built-in sink: how often it refuses.",
                S::not_supported, use_simulator}),
    from_field({"dk-sign", in(X::domain), T::boolean, "no", "Sign with DomainKeys.", S::obsolete,
                "DomainKeys was replaced by DKIM in 2007, see dkim-sign"}),
    from_field({"auto-cold-virtual-mta", X::virtual_mta | X::domain, T::anything, "", "Old warm-up setting.", S::obsolete,
                "obsolete in PowerMTA itself, see cold-virtual-mta"}),
    from_field({"max-name-queries", X::global | X::dns, T::integer, "", "Most DNS queries at one time.", S::obsolete,
                "the resolver bounds its queries itself"}),
    from_field(many({"smtp-source-ip", X::global | X::virtual_mta, T::source_host, "",
                     "Old form of smtp-source-host: address, then host-name NAME.", S::honoured_with_difference,
                     "read as smtp-source-host"})),
    from_field(
        {"rewrite-list", in(X::source), T::word, "", "Named <rewrite-list> applied to incoming mail.", S::not_supported, later}),
    from_field({"deliver-local-dsn", in(X::source), T::boolean, "yes", "Old switch for bounce messages.", S::not_supported,
                "use suppress-local-dsn"}),
};

}  // namespace

std::span<const Directive> field_directives() { return table; }

}  // namespace mailrace::config
