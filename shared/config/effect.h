// What another configuration would change, by effect: of which queues which setting, and what else in the daemon. Exact: values
// are compared as the daemon reads them, after defaults, macros, patterns, pools and virtual MTAs are merged, so that a line that
// is written otherwise and means the same is no change. Queues that the same sections make up are compared once. Pure, any
// thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/config/config.h"

namespace mailrace::config {

struct QueueName {
    std::string domain, vmta;
    auto operator<=>(const QueueName&) const = default;
};

enum class ChangeKind : std::uint8_t {
    value,    // a directive's
    added,    // a whole section; its directives follow as changes of their own
    removed,  // likewise
};
std::string_view to_string(ChangeKind kind);

struct Change {
    ChangeKind kind = ChangeKind::value;
    std::string block;  // the section that makes the difference: "<domain gmail.example> in <virtual-mta a>"; "" is the top level
    std::string directive;                      // empty for a whole section
    std::string before, after;                  // as written; "" is the default, or nothing
    std::string before_default, after_default;  // what holds where nothing is written; it may follow another directive
    std::string follows;                        // the directive that the default of this one is taken from; else empty
    std::string before_where, after_where;      // "file:line" of the running and of the wanted configuration
    bool needs_restart = false;
    std::size_t queues = 0;             // of those given, how many change this setting
    std::vector<std::string> examples;  // names of some of them, "domain/vmta", at most max_examples
};
inline constexpr std::size_t max_examples = 5;

/// In the order of the wanted configuration's lines. Changes of <domain> sections that touch none of the queues are told too,
/// with 0 queues: they hold for queues that may come.
std::vector<Change> effect(const Config& running, const Config& wanted, std::span<const QueueName> queues);

/// "12 queues change max-smtp-out 20 → 5", "new <virtual-mta b>"
std::string to_sentence(const Change& change);

/// For people who may not see passwords and keys.
void hide_secrets(std::vector<Change>& changes);

}  // namespace mailrace::config
