// The section tags: where each may stand, whether it has a name, and what Mailrace does with it.
#include <array>

#include "shared/config/schema_tables.h"

namespace mailrace::config {

namespace {

using S = Status;
using X = Scope;

constexpr Scopes top = in(X::global);
constexpr std::string_view no_signals = "SparkPost Signals is a service of its vendor; <webhook> gives the same events";

constexpr Tag tags[] = {
    {"domain", X::domain, X::global | X::virtual_mta | X::virtual_mta_pool, true,
     "Rules for delivery to the domains of a pattern."},
    {"virtual-mta", X::virtual_mta, top, true, "A sending identity: source addresses, name, rules of its own."},
    {"virtual-mta-pool", X::virtual_mta_pool, top, true, "Several virtual MTAs used in turn."},
    {"source", X::source, top, true, "Rules for clients of an address range, or a named set of rules."},
    {"source-group", X::source_group, top, true, "A session limit that several sources share.", S::not_supported, later},
    {"smtp-user", X::smtp_user, top, true, "A user who may log in.", S::not_supported, later},
    {"smtp-listener", X::smtp_listener, top, true, "An address and port that take inbound SMTP."},
    {"spool", X::spool, top, true, "A directory where accepted mail is kept."},
    {"acct-file", X::acct_file, top, true, "An accounting file in CSV, or a program that reads it."},
    {"webhook", X::webhook, top, true, "A program on the network that gets records in batches over HTTPS."},
    {"pattern-list", X::pattern_list, top | X::pattern_list, true, "Chooses virtual MTAs by headers and addresses.",
     S::not_supported, later, true},
    {"smtp-pattern-list", X::smtp_pattern_list, top, true, "What to do upon certain answers of receivers.", S::not_supported,
     later},
    {"bounce-category-patterns", X::bounce_category_patterns, top, false, "Sorts bounces into categories, before all other rules."},
    {"mx-rollup-list", X::mx_rollup_list, top, false, "Domains that share MX hosts and so share a queue.", S::not_supported,
     later},
    {"bounce-processor", X::bounce_processor, top, false, "Reads bounce messages that come back to these addresses."},
    {"feedback-loop-processor", X::feedback_loop_processor, top, false, "Reads complaints that come to these addresses."},
    {"address-list", X::address_list, top | X::bounce_processor | X::feedback_loop_processor, false, "A list of addresses.",
     S::honoured, {}, true},
    {"email-patterns", X::email_patterns, X::bounce_processor | X::feedback_loop_processor, false, "Patterns for reports."},
    {"aliases", X::aliases, top, false, "Addresses that stand for others.", S::not_supported, later},
    {"rewrite-list", X::rewrite_list, top, true, "Rewrites senders.", S::not_supported, later},
    {"domain-key-list", X::domain_key_list, top, true, "A named set of DKIM keys.", S::not_supported, later},
    {"dns", X::dns, top, false, "Settings of the resolver.", S::obsolete, "the DNS cache refreshes what is in use by itself"},
    {"proxy", X::proxy, top, true, "A proxy to send through.", S::not_supported, "proxies are not yet in this version"},
    {"transmissions-api", X::transmissions_api, top, false, "Submission by HTTP.", S::not_supported, later},
    {"transmissions-api-listener", X::transmissions_api_listener, top, true, "Where submission by HTTP listens.",
     S::not_supported, later},
    {"signals", X::sparkpost, top, false, "Sends events to SparkPost Signals.", S::not_supported, no_signals},
    {"signals-filter", X::signals_filter, top, true, "Which events go to SparkPost Signals.", S::not_supported, no_signals},
};

}  // namespace

std::span<const Tag> all_tags() { return tags; }

const Tag* find_tag(std::string_view name) {
    for (const Tag& tag : tags)
        if (tag.name == name) return &tag;
    return nullptr;
}

std::string_view tag_name(Scope scope) {
    for (const Tag& tag : tags)
        if (tag.scope == scope) return tag.name;
    return {};
}

}  // namespace mailrace::config
