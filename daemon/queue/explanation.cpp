// Why a queue waits: each limit and circumstance with its value, its origin and when it ends, the binding one first.
#include <algorithm>

#include "daemon/queue/core.h"

namespace mailrace::queue {

namespace {

std::string response_words(const Response& r) {
    std::string text = r.text.substr(0, 400);
    if (r.code != 0 && !text.starts_with(std::to_string(r.code))) text = std::to_string(r.code) + " " + text;
    return text;
}

}  // namespace

std::vector<WaitReason> Scheduler::Core::explain(const Queue& q) const {
    std::vector<WaitReason> reasons;
    const auto add = [&](std::string limit, std::string value, std::string origin, std::string text, WallTime slot = {}) {
        reasons.push_back({std::move(limit), std::move(value), std::move(origin), std::move(text), slot, true});
    };
    const VirtualMta& v = *vmtas[q.vmta];
    const SteadyTime t = clock.steady();
    const auto wall_of = [&](SteadyTime when) { return clock.wall() + (when - t); };
    if (q.recipients == 0) {
        add("empty", "", "", "There is no mail in this queue.");
        reasons.back().binding = false;
        return reasons;
    }
    if (q.paused)
        add("paused", q.pause_who, "", "Paused by " + q.pause_who + (q.pause_reason.empty() ? "." : ": " + q.pause_reason));
    if (q.doom) add("bouncing", "", "", "All its mail is being bounced: " + response_words(q.doom->response));
    if (q.retrying && q.next_attempt > t)
        add(q.mode == Mode::backoff ? "backoff-retry-after" : "retry-after",
            // After a restart it is known when the next attempt is, not when the last one failed.
            words(q.next_attempt - (q.last_failure == SteadyTime{} ? t : q.last_failure)), "",
            "The last attempt failed: " + response_words(q.last_response), wall_of(q.next_attempt));
    const bool may = q.may_deliver();
    if (q.ready.empty()) {
        if (q.held_count > 0) add("job paused", std::to_string(q.held_count), "", "The jobs of " + std::to_string(q.held_count) + " recipients are paused.");
        if (!q.waiting.empty())
            add("retry-recipients-after", words(q.settings->retry_recipients_after), "",
                std::to_string(q.waiting_count) + " recipients wait for their next attempt. Last answer: " + response_words(q.last_response),
                wall_of(SteadyTime{Duration{q.waiting.top()->due}}));
        if (reasons.empty() && q.in_flight > 0) {
            add("in flight", std::to_string(q.in_flight), "", "All its mail is on its way.");
            reasons.back().binding = false;
        }
        return reasons;
    }
    RateBucket own = q.messages, shared = v.messages, connects = q.connects;  // copies: looking changes nothing
    if (own.available(t) == 0)
        add(q.message_rate().name, words(q.message_rate()), q.message_rate().origin, "The message rate is used up.", wall_of(own.next(t)));
    if (shared.available(t) == 0)
        add(v.limits.max_message_rate.name, words(v.limits.max_message_rate), v.limits.max_message_rate.origin,
            "The message rate of the virtual MTA " + v.name + " is used up.", wall_of(shared.next(t)));
    const Limit& most = q.max_connections();
    if (most.value != 0 && q.connections.size() >= most.value)
        add(most.name, std::to_string(most.value), most.origin, "All " + std::to_string(most.value) + " connections are in use.");
    if (may && q.hungry && connections.size() >= total_cap())
        add(limits.max_connections.name, std::to_string(total_cap()), limits.max_connections.origin,
            "All connections of the whole daemon are in use; this queue waits its turn.");
    if (may && q.cap_blocked)
        add("virtual-mta " + v.limits.max_connections.name, std::to_string(v.limits.max_connections.value), v.limits.max_connections.origin,
            "All connections of the virtual MTA " + v.name + " are in use; this queue waits its turn.");
    if (may && q.hold_until > t)
        add("connection refused", words(q.hold_until - q.last_failure), "",
            "A further connection failed while others work: " + response_words(q.last_response), wall_of(q.hold_until));
    if (may && q.ramp_until > t)
        add("smtp-out-rampup-interval", words(q.settings->ramp_up_interval), "", "Connections are opened one after the other.",
            wall_of(q.ramp_until));
    if (may && q.connects.unlimited() == false && connects.available(t) == 0)
        add(q.connect_rate().name, words(q.connect_rate()), q.connect_rate().origin, "The rate of new connections is used up.",
            wall_of(connects.next(t)));
    if (reasons.empty() && !q.proven && q.connecting > 0)
        add("connecting", "1", "", "The first connection is being made; further ones follow when the host has answered.");
    if (reasons.empty() && q.connecting > 0) add("connecting", std::to_string(q.connecting), "", "Connections are being made.");
    if (reasons.empty()) {
        add("sending", std::to_string(q.connections.size()), "", "Its connections are busy.");
        reasons.back().binding = false;
    }
    return reasons;
}

}  // namespace mailrace::queue
