#include "daemon/queue/scheduler.h"

#include <charconv>

#include "daemon/queue/core.h"

namespace mailrace::queue {

Scheduler::Scheduler(const SettingsProvider& settings, const Clock& clock, SchedulerOptions options)
    : core_(std::make_unique<Core>(settings, clock, options)) {}

Scheduler::~Scheduler() = default;

bool Scheduler::restore_state(std::string_view key, std::string_view value) {
    Core& core = *core_;
    core.read_clock();
    if (key == "queue.totals") {
        Totals& t = core.sums;
        const char* at = value.data();
        const char* const end = at + value.size();
        for (std::uint64_t* n : {&t.generated, &t.delivered, &t.deferred, &t.bounced, &t.expired, &t.deleted}) {
            const auto [stop, error] = std::from_chars(at, end, *n);
            if (error != std::errc{}) break;
            at = stop == end ? stop : stop + 1;
        }
        // What is queued still is counted as it comes back, so that the books add up.
        t.received = t.delivered + t.bounced + t.queued;
        return true;
    }
    if (key == "queue.delays") {
        std::from_chars(value.data(), value.data() + value.size(), core.delays_told);
        return true;
    }
    constexpr std::string_view kQueue = "queue.state/", kJob = "queue.job/";
    if (key.starts_with(kJob)) {
        const auto split = value.find('\n');
        core.paused_jobs[std::string(key.substr(kJob.size()))] = {std::string(value.substr(0, split)),
                                                                  split == value.npos ? "" : std::string(value.substr(split + 1))};
        return true;
    }
    if (!key.starts_with(kQueue)) return false;
    const std::string name(key.substr(kQueue.size()));
    const auto slash = name.rfind('/');
    if (slash == name.npos || slash == 0) return false;
    Queue* q = core.find(name);
    if (q == nullptr) q = &core.make_queue(name, name.substr(0, slash), name.substr(slash + 1), false);
    if (!decode_state(*q, value, core.now, core.wall)) return false;
    q->stored = true;
    q->configure_buckets(core.now);
    core.touch(*q);
    core.dirty(*q);
    return true;
}

void Scheduler::accept(std::vector<QueuedMessage> batch) {
    core_->read_clock();
    for (auto& message : batch) core_->accept(message);
}

void Scheduler::site_known(ConnectionId id, const std::string& site) {
    Core& core = *core_;
    core.read_clock();
    Connection* c = core.connection(id);
    if (c == nullptr || c->state != ConnectionState::connecting) return;
    Queue& q = *core.queues[c->queue];
    if (!site.empty()) {
        core.set_site(q, *c, site);
        core.use_idle_connections(q);
    }
    core.dirty(q);
    if (q.ready.empty() && q.in_flight > 0) {
        core.close(*c, "an idle connection to the same hosts took the mail");
    } else {
        core.out.proceeds.push_back(id);
    }
}

void Scheduler::connection_ready(ConnectionId id, std::shared_ptr<const Peer> peer) {
    Core& core = *core_;
    core.read_clock();
    Connection* c = core.connection(id);
    if (c == nullptr || c->state != ConnectionState::connecting) return;
    Queue& q = *core.queues[c->queue];
    c->ready = core.now;
    c->peer = std::move(peer);
    q.proven = true;
    if (c->peer) {
        core.set_site(q, *c, c->peer->site);
        if (!c->peer->provider.empty()) q.provider = c->peer->provider;
    }
    core.set_state(*c, ConnectionState::open);
    core.dirty(q);
}

void Scheduler::connect_failed(const ConnectFailure& failure) {
    core_->read_clock();
    core_->connect_failed(failure);
}

void Scheduler::pull(ConnectionId connection) {
    core_->read_clock();
    core_->pull(connection);
}

void Scheduler::report(const Outcome& outcome) {
    core_->read_clock();
    core_->report(outcome);
}

void Scheduler::connection_closed(ConnectionId connection) {
    core_->read_clock();
    core_->connection_closed(connection);
}

void Scheduler::drain() { core_->draining = true; }

void Scheduler::settings_changed() {
    Core& core = *core_;
    core.read_clock();
    ++core.settings_version;
    core.routes.clear();
    core.limits = core.provider.totals();
    for (const auto& v : core.vmtas) {
        v->limits = core.provider.for_vmta(v->name);
        v->messages.configure(v->limits.max_message_rate, core.now);
        for (const std::uint32_t id : v->cap_blocked) core.queues[id]->cap_blocked = false;
        v->cap_blocked.clear();
    }
    for (const auto& q : core.queues)
        if (q) {
            core.refresh_settings(*q);
            core.dirty(*q);
            core.touch(*q);
        }
}

Actions Scheduler::take() {
    core_->settle();
    return std::exchange(core_->out, Actions{});
}

SteadyTime Scheduler::next_wakeup() const { return core_->next_wakeup(); }

}  // namespace mailrace::queue
