// Settling: after inputs, and when time has passed, every queue that something happened to is served once, then queues that want a connection
// get one in turn. Queues without anything to do cost nothing.
#include <algorithm>

#include "daemon/queue/core.h"

namespace mailrace::queue {

using std::chrono::minutes;
using std::chrono::seconds;

void Scheduler::Core::settle() {
    read_clock();
    budget = options.slice;
    more = false;
    while (!timers.empty() && timers.top()->wake <= now) {
        Queue& q = *timers.top();
        timers.remove(&q);
        dirty(q);
    }
    if (!removals.empty()) run_removals();
    feed_rate_blocked();
    if (now >= next_minute) minute();
    if (delays_running) run_delay_notices();
    // Serving one queue may make another dirty (a connection moved); the list grows while it is walked.
    for (std::size_t i = 0; i < dirty_queues.size(); ++i) {
        Queue& q = *queues[dirty_queues[i]];
        q.dirty = false;
        service(q);
    }
    std::vector<std::uint32_t> served;
    served.swap(dirty_queues);
    feed_hungry();
    for (const std::uint32_t id : served)
        if (queues[id]) {
            Queue& q = *queues[id];
            set_wake(q, next_for(q));
        }
    store_states();
    for (const std::uint32_t id : served)
        if (queues[id]) drop_if_unused(*queues[id]);
}

void Scheduler::Core::service(Queue& q) {
    refresh_settings(q);
    if (q.mode == Mode::backoff && q.mode_until != SteadyTime{} && q.mode_until <= now)
        set_queue_mode(q, Mode::normal, "", "back-off time is over");
    if (q.doom) end_doomed(q);
    while (!q.ages.empty() && expiry(q, *q.ages.top()) <= unix_us(wall)) {
        if (budget == 0) {
            more = true;
            break;
        }
        --budget;
        expire(q, q.ages.top());
    }
    promote(q);
    if (q.retrying && q.next_attempt <= now) {
        q.retrying = false;     // one attempt, which decides
        q.proven = false;
        store_state(q);
        touch(q);
    }
    if (q.idle > 0 || (q.site != 0 && !q.ready.empty() && site_idle.contains(q.site))) use_idle_connections(q);
    if (q.idle > 0) close_idle(q);
    if (!q.hungry && !q.cap_blocked && wants_connection(q)) {
        q.hungry = true;
        hungry.push_back(q.id);
    }
    VirtualMta& v = *vmtas[q.vmta];
    if (!q.rate_blocked && q.may_deliver() && !q.ready.empty() && v.messages.available(now) == 0) {
        q.rate_blocked = true;
        v.rate_blocked.push_back(q.id);
    }
    if (q.state_changed) states_changed.push_back(q.id);
}

void Scheduler::Core::promote(Queue& q) {
    const std::int64_t now_us = now.time_since_epoch().count();
    bool any = false;
    while (!q.waiting.empty() && q.waiting.top()->due <= now_us) {
        Recipient* head = q.waiting.top();
        q.waiting.remove(head);
        q.waiting_count -= head->count;
        make_ready(q, head, false);
        any = true;
    }
    if (any) touch(q);
}

void Scheduler::Core::end_doomed(Queue& q) {
    const Doom doom = *q.doom;
    while (!q.ages.empty() && q.ages.top()->received() <= doom.before) {
        if (budget == 0) {
            more = true;
            return;
        }
        Recipient* head = q.ages.top();
        detach(q, head);
        while (head != nullptr) {
            Recipient* next = head->chained();
            if (head->attempts < UINT16_MAX) ++head->attempts;
            bounce(q, head, doom.response, doom.peer.get(), doom.session, 0, true);
            budget -= budget > 0;
            head = next;
        }
    }
    q.doom.reset();
    touch(q);
}

void Scheduler::Core::use_idle_connections(Queue& q) {
    for (std::size_t i = 0; i < q.connections.size() && can_deliver(q);) {
        Connection* c = q.connections[i++];
        if (c->state == ConnectionState::idle) assign(*c, q);
    }
    const auto site = site_idle.find(q.site);
    if (q.site == 0 || site == site_idle.end()) return;
    const std::vector<Connection*> idle_there(site->second.begin(), site->second.end());
    for (Connection* c : idle_there) {
        const auto most = q.max_connections().value;
        if (!can_deliver(q) || (most != 0 && q.connections.size() >= most)) return;
        if (c->queue == q.id || can_deliver(*queues[c->queue])) continue;
        if (queues[c->queue]->vmta != q.vmta || !compatible(*c->settings, *q.settings)) continue;
        const auto& sources = q.settings->sources;
        const bool same = sources.empty() ? c->source.address.empty()
                                          : std::any_of(sources.begin(), sources.end(),
                                                        [&](const SourceAddress& s) { return s.address == c->source.address; });
        if (!same) continue;
        const auto& s = *q.settings;
        if (s.max_messages_per_connection.value != 0 && c->messages >= s.max_messages_per_connection.value) continue;
        move_connection(*c, q);
        assign(*c, q);
    }
}

namespace {
/// How long an idle connection is worth keeping: as configured, but a few seconds when its queue only waits for the next token.
SteadyTime idle_end(Queue& q, const Connection& c, SteadyTime now, SteadyTime token) {
    if (!q.may_deliver()) return now;
    const Duration configured = std::min<Duration>(q.settings->idle_timeout, minutes{10});
    SteadyTime end = c.idle_since + configured;
    if (!q.ready.empty() && token - now <= seconds{5}) end = std::max(end, token + Duration{1});
    return end;
}
}  // namespace

void Scheduler::Core::close_idle(Queue& q) {
    const SteadyTime token = std::max(q.messages.next(now), vmtas[q.vmta]->messages.next(now));
    for (std::size_t i = 0; i < q.connections.size(); ++i) {
        Connection& c = *q.connections[i];
        if (c.state != ConnectionState::idle || idle_end(q, c, now, token) > now) continue;
        close(c, q.paused ? "the queue is paused" : q.retrying ? "the queue waits" : "nothing to send");
    }
}

SteadyTime Scheduler::Core::next_for(Queue& q) {
    SteadyTime t = SteadyTime::max();
    const auto at = [&](SteadyTime when) {
        if (when < t) t = when;
    };
    if (!q.ages.empty()) at(now + Duration{std::max<std::int64_t>(0, expiry(q, *q.ages.top()) - unix_us(wall))});
    if (q.doom) at(now);
    if (!q.waiting.empty()) at(SteadyTime{Duration{q.waiting.top()->due}});
    if (q.retrying && !q.paused) at(std::max(q.next_attempt, now + Duration{1}));
    if (q.mode == Mode::backoff && q.mode_until != SteadyTime{}) at(q.mode_until);
    if (q.may_deliver() && !q.ready.empty()) {
        const SteadyTime token = q.messages.next(now);
        if (token > now) at(token);
        if (!q.hungry && !q.cap_blocked && q.idle == 0) {
            if (q.hold_until > now) at(q.hold_until);
            if (q.ramp_until > now) at(q.ramp_until);
            const SteadyTime connect = q.connects.next(now);
            if (connect > now) at(connect);
        }
    }
    if (q.idle > 0) {
        const SteadyTime token = std::max(q.messages.next(now), vmtas[q.vmta]->messages.next(now));
        for (const Connection* c : q.connections)
            if (c->state == ConnectionState::idle) at(std::max(idle_end(q, *c, now, token), now + Duration{1}));
    }
    const std::int64_t second = now.time_since_epoch().count() / 1'000'000;
    if (!q.meter.quiet(second)) {
        // So that the rate falls to zero in the views when nothing comes any more.
        if (q.recipients == 0 && q.connections.empty()) touch(q);
        at(now + seconds{5});
    }
    if (t == SteadyTime::max() && q.recipients == 0 && q.connections.empty() && !q.paused && q.mode == Mode::normal)
        at(std::max(q.empty_since + minutes{10}, now + minutes{1}));
    return t;
}

void Scheduler::Core::feed_hungry() {
    while (!hungry.empty()) {
        if (connections.size() >= total_cap()) return reclaim_idle();
        Queue& q = *queues[hungry.front()];
        hungry.pop_front();
        q.hungry = false;
        if (!wants_connection(q)) {
            set_wake(q, next_for(q));
            continue;
        }
        if (open(q) && wants_connection(q)) {
            q.hungry = true;
            hungry.push_back(q.id);
        }
        set_wake(q, next_for(q));
    }
}

void Scheduler::Core::feed_rate_blocked() {
    for (const auto& v : vmtas) {
        auto tokens = v->rate_blocked.empty() ? 0 : v->messages.available(now);
        for (; tokens > 0 && !v->rate_blocked.empty(); --tokens) {
            Queue& q = *queues[v->rate_blocked.front()];
            v->rate_blocked.pop_front();
            q.rate_blocked = false;
            dirty(q);
        }
    }
}

/// Once a minute: one point of depth for queues with mail, forgotten after an hour without.
void Scheduler::Core::minute() {
    next_minute = now + minutes{1};
    delays_running = true;
    std::size_t kept = 0;
    for (const std::uint32_t id : with_mail) {
        Queue& q = *queues[id];
        if (!q.depth) q.depth = std::make_unique<Depth>();
        q.depth->add(static_cast<std::uint32_t>(std::min<std::uint64_t>(q.recipients, UINT32_MAX)));
        touch(q);
        dirty(q);   // a wall clock that was stepped is noticed here too
        if (q.depth->empty_run >= 60) {
            q.depth.reset();
            q.counted = false;
        } else {
            with_mail[kept++] = id;
        }
    }
    with_mail.resize(kept);
}

void Scheduler::Core::store_states() {
    for (const std::uint32_t id : states_changed) {
        Queue* q = queues[id].get();
        if (q == nullptr || !q->state_changed) continue;
        q->state_changed = false;
        std::string value = encode_state(*q, now, wall);
        if (value.empty() && !q->stored) continue;
        q->stored = !value.empty();
        out.states.emplace_back("queue.state/" + q->name, std::move(value));
    }
    states_changed.clear();
    if (!sums_changed || now < next_store) return;
    sums_changed = false;
    next_store = now + seconds{1};
    std::string value;
    for (const auto n : {sums.generated, sums.delivered, sums.deferred, sums.bounced, sums.expired, sums.deleted})
        value += std::to_string(n) + " ";
    out.states.emplace_back("queue.totals", std::move(value));
}

SteadyTime Scheduler::Core::next_wakeup() const {
    if (more || delays_running || !removals.empty() || !dirty_queues.empty()) return now;
    SteadyTime t = std::min(next_minute, now + minutes{1});
    if (!timers.empty()) t = std::min(t, timers.top()->wake);
    if (sums_changed) t = std::min(t, std::max(next_store, now));
    for (const auto& v : vmtas)
        if (!v->rate_blocked.empty()) t = std::min(t, v->messages.next(now));
    return t;
}

}  // namespace mailrace::queue
