// Queues as such: finding and making them, their settings, timers, and the order in which they changed.
#include <algorithm>

#include "daemon/queue/core.h"
#include "shared/mail/domain.h"

namespace mailrace::queue {

Scheduler::Core::Core(const SettingsProvider& settings_, const Clock& clock_, SchedulerOptions options_)
    : provider(settings_), clock(clock_), options(options_), store(options_.body_memory) {
    read_clock();
    limits = provider.totals();
    next_minute = now + std::chrono::minutes{1};
    // Connection ids of different runs differ, so that a late word about an old one cannot hit a new one.
    next_connection = static_cast<std::uint64_t>(unix_us(wall)) << 8;
}

Scheduler::Core::~Core() {
    std::unordered_set<Message*> all;  // a message may wait in several queues
    for (const auto& q : queues)
        if (q) each_bundle(*q, [&](const Recipient* head) { all.insert(&head->message()); });
    for (const Lease& l : leases)
        if (l.message != nullptr) all.insert(l.message);
    for (Message* m : all) store.remove(m);
}

void Scheduler::Core::read_clock() {
    now = clock.steady();
    wall = clock.wall();
}

Queue* Scheduler::Core::find(std::string_view name) const {
    const auto it = by_name.find(std::string(name));
    return it == by_name.end() ? nullptr : queues[it->second].get();
}

std::uint32_t Scheduler::Core::vmta_id(const std::string& name) {
    const auto [it, fresh] = vmta_ids.try_emplace(name, static_cast<std::uint32_t>(vmtas.size()));
    if (fresh) {
        auto v = std::make_unique<VirtualMta>();
        v->name = name;
        v->limits = provider.for_vmta(name);
        v->messages.configure(v->limits.max_message_rate, now);
        vmtas.push_back(std::move(v));
    }
    return it->second;
}

namespace {

/// The domain of an address as queues are named after it.
std::string queue_domain(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == address.npos || at + 1 == address.size()) return "local";
    std::string domain(address.substr(at + 1));
    bool ascii = true;
    for (char& c : domain) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    }
    if (!ascii) {
        if (const auto parsed = mail::Domain::parse(domain)) return parsed->ascii();
    }
    return domain;
}

}  // namespace

Queue& Scheduler::Core::queue_for(std::string_view address, const std::string& vmta, std::string& key) {
    const std::string domain = queue_domain(address);
    key.assign(domain).append("/").append(vmta);
    if (const auto it = routes.find(key); it != routes.end()) return *queues[it->second];
    const auto own = provider.for_queue(domain, vmta);
    std::string name = key, to = domain;
    const bool merged = !own->queue_to.empty() && own->queue_to != domain && own->queue_to != key;
    if (merged) {
        const auto slash = own->queue_to.find('/');
        to = own->queue_to.substr(0, slash);
        name = to + "/" + vmta;
    }
    Queue* q = find(name);
    if (q == nullptr) q = &make_queue(name, to, vmta, merged);
    q->merged = q->merged || merged;
    if (routes.size() > 100'000 + 4 * live_queues) routes.clear();
    routes[key] = q->id;
    return *q;
}

Queue& Scheduler::Core::make_queue(std::string name, std::string domain, const std::string& vmta, bool merged) {
    std::uint32_t id = 0;
    if (free_queues.empty()) {
        id = static_cast<std::uint32_t>(queues.size());
        queues.emplace_back();
    } else {
        id = free_queues.back();
        free_queues.pop_back();
    }
    queues[id] = std::make_unique<Queue>();
    Queue& q = *queues[id];
    q.id = id;
    q.name = std::move(name);
    q.domain = std::move(domain);
    q.provider = q.domain;
    q.vmta_name = vmta;
    q.vmta = vmta_id(vmta);
    q.merged = merged;
    q.empty_since = now;
    by_name.emplace(q.name, id);
    ++live_queues;
    refresh_settings(q);
    touch(q);
    dirty(q);
    return q;
}

void Scheduler::Core::refresh_settings(Queue& q) {
    if (q.settings_version == settings_version) return;
    q.settings_version = settings_version;
    q.settings = provider.for_queue(q.domain, q.vmta_name);
    q.configure_buckets(now);
}

void Scheduler::Core::drop_if_unused(Queue& q) {
    const bool plain = q.mode == Mode::normal && !q.paused && !q.retrying && q.retry_step == 0 && !q.doom;
    if (q.recipients != 0 || !q.connections.empty() || !plain || q.depth || q.counted || q.hungry || q.cap_blocked || q.rate_blocked ||
        q.dirty || q.state_changed || q.empty_since + std::chrono::minutes{10} > now)
        return;
    if (q.wake_place != kNowhere) timers.remove(&q);
    (q.older ? q.older->newer : oldest_change) = q.newer;
    (q.newer ? q.newer->older : newest_change) = q.older;
    if (q.site != 0) {
        auto& members = site_queues[q.site];
        std::erase(members, q.id);
        if (members.empty()) site_queues.erase(q.site);
        sites.release(q.site);
    }
    removed.emplace_back(++change, q.name);
    if (removed.size() > 10'000) {
        removed_since = removed.front().first;
        removed.pop_front();
    }
    by_name.erase(q.name);
    if (q.merged) routes.clear();
    else routes.erase(q.name);
    --live_queues;
    free_queues.push_back(q.id);
    queues[q.id].reset();
}

void Scheduler::Core::set_site(Queue& q, Connection& c, const std::string& site) {
    const std::uint32_t id = sites.take(site);
    sites.release(c.site);
    c.site = id;
    if (q.site == id) return;
    if (q.site != 0) {
        std::erase(site_queues[q.site], q.id);
        sites.release(q.site);
    }
    q.site = id;
    sites.add_use(id);
    if (id != 0) site_queues[id].push_back(q.id);
}

void Scheduler::Core::dirty(Queue& q) {
    if (q.dirty) return;
    q.dirty = true;
    dirty_queues.push_back(q.id);
}

void Scheduler::Core::touch(Queue& q) {
    if (newest_change == &q) {
        q.version = ++change;
        return;
    }
    if (q.version != 0) {
        (q.older ? q.older->newer : oldest_change) = q.newer;
        (q.newer ? q.newer->older : newest_change) = q.older;
    }
    q.version = ++change;
    q.older = newest_change;
    q.newer = nullptr;
    (newest_change ? newest_change->newer : oldest_change) = &q;
    newest_change = &q;
}

void Scheduler::Core::set_wake(Queue& q, SteadyTime when) {
    if (when == SteadyTime::max()) {
        if (q.wake_place != kNowhere) timers.remove(&q);
        return;
    }
    q.wake = when;
    if (q.wake_place == kNowhere) timers.push(&q);
    else timers.update(&q);
}

void Scheduler::Core::set_queue_mode(Queue& q, Mode mode, const std::string& who, const std::string& why) {
    if (q.mode == mode) return;
    q.mode = mode;
    q.mode_reason = why;
    const bool timed = mode == Mode::backoff && q.settings->backoff_to_normal_after > Duration{0};
    q.mode_until = timed ? now + q.settings->backoff_to_normal_after : SteadyTime{};
    q.configure_buckets(now);
    events::Event e;
    e.time = wall;
    e.type = events::EventType::queue;
    e.domain = q.domain;
    e.queue = q.name;
    e.vmta = q.vmta_name;
    e.provider = q.provider;
    e.user = who;
    e.text = std::string(mode == Mode::backoff ? "back-off mode" : "normal mode") + (why.empty() ? "" : ": " + why);
    out.events.push_back(std::move(e));
    q.remember(wall, mode == Mode::backoff ? "back-off mode" : "normal mode", why);
    const std::string key = "queue.backoff:" + q.name;
    if (mode == Mode::backoff) {
        events::AttentionNote note;
        note.key = key;
        note.since = wall;
        note.title = q.name + " is in back-off mode";
        note.text = why.empty() ? "Its back-off limits and retry times apply." : why;
        note.response = q.last_response.text;
        note.queue = q.name;
        if (timed) note.until = wall_at(q.mode_until);
        out.notes.push_back(std::move(note));
    } else {
        out.ended_notes.push_back(key);
    }
    store_state(q);
    dirty(q);
    touch(q);
}

}  // namespace mailrace::queue
