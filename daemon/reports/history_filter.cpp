#include "daemon/reports/history_filter.h"

#include "shared/filter/filter.h"
#include "shared/mail/text.h"

namespace mailrace::reports {
namespace {

struct Known {
    std::string_view field, in_filter;
};
constexpr Known kKnown[] = {{"jobId", "job"},     {"vmta", "vmta"},        {"envId", "envid"},        {"queue", "queue"},
                            {"vmtaPool", "pool"}, {"rcvSmtpUser", "user"}, {"bounceCat", "category"}, {"provider", "provider"}};

/// Empty when the history cannot look it up.
std::string in_filter(const Condition& c) {
    if (c.kind() != Condition::Kind::equals || c.negated() || c.value().empty()) return {};
    const bool address = c.value().find('@') != std::string::npos;  // without it the filter would look for a part
    if (c.field() == "rcpt" && address) return "recipient:" + filter::quote_value(c.value());
    if (c.field() == "orig" && address) return "sender:" + filter::quote_value(c.value());
    if (c.field() == "type" && accounting::kind_of(c.value()) != accounting::Kind::other) return "type:" + c.value();
    // A record about a whole queue has its domain from the queue's name.
    if (c.field() == "domain" && mail::is_ascii(c.value()))
        return "(domain:" + filter::quote_value(c.value()) + " OR type:queue-deferral)";
    for (const Known& known : kKnown)
        if (c.field() == known.field) return std::string(known.in_filter) + ":" + filter::quote_value(c.value());
    return {};
}

}  // namespace

std::string history_filter(const Selection& selection) {
    std::string out;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) out += (out.empty() ? "" : " ") + part;
    };
    constexpr std::int64_t kShortest = 1'000'000'000'000;  // what the filter reads as milliseconds has 13 digits
    // Records say whole seconds: one that began before `from` may still belong.
    if (selection.from && *selection.from >= kShortest) add("since:" + std::to_string(*selection.from / 1000 * 1000));
    if (selection.until && *selection.until >= kShortest) add("until:" + std::to_string(*selection.until / 1000 * 1000 + 1000));
    for (const Condition& c : selection.conditions) add(in_filter(c));
    return out;
}

}  // namespace mailrace::reports
