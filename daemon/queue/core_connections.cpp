// Connections: when to open one, what to give it, when to let it go.
#include <algorithm>

#include "daemon/queue/core.h"
#include "shared/mail/verp.h"

namespace mailrace::queue {

using std::chrono::seconds;

Connection* Scheduler::Core::connection(ConnectionId id) {
    const auto it = connections.find(id.value);
    return it == connections.end() ? nullptr : it->second.get();
}

Lease* Scheduler::Core::lease(std::uint64_t id) {
    const auto slot = static_cast<std::uint32_t>(id);
    if (slot == 0 || slot > leases.size()) return nullptr;
    Lease& l = leases[slot - 1];
    return l.message != nullptr && l.generation == id >> 32 ? &l : nullptr;
}

void Scheduler::Core::set_state(Connection& c, ConnectionState state) {
    Queue& q = *queues[c.queue];
    const auto count = [&](std::uint32_t sign) {
        switch (c.state) {
            case ConnectionState::connecting: q.connecting += sign; break;
            case ConnectionState::idle:
                q.idle += sign;
                idle += static_cast<std::int32_t>(sign);
                if (sign == 1) site_idle[c.site].insert(&c);
                else if (auto it = site_idle.find(c.site); it != site_idle.end()) {
                    it->second.erase(&c);
                    if (it->second.empty()) site_idle.erase(it);
                }
                break;
            case ConnectionState::closing: closing += static_cast<std::int32_t>(sign); break;
            case ConnectionState::open:
            case ConnectionState::busy: break;
        }
    };
    count(static_cast<std::uint32_t>(-1));
    c.state = state;
    count(1);
    touch(q);
}

bool Scheduler::Core::can_deliver(Queue& q) {
    return !draining && q.may_deliver() && !q.ready.empty() && q.messages.available(now) > 0 && vmtas[q.vmta]->messages.available(now) > 0;
}

/// Whether the queue should have one connection more, by all that concerns itself alone.
bool Scheduler::Core::wants_connection(Queue& q) {
    if (!can_deliver(q) || q.hold_until > now || q.ramp_until > now) return false;
    const std::uint64_t most = q.max_connections().value;
    const std::uint64_t have = q.connections.size();
    if (most != 0 && have >= most) return false;
    // A host that has not proved to answer gets one attempt at a time.
    if (!q.proven && have > 0) return false;
    // Each connection under way will carry at least two of those that wait.
    if (q.connecting > 0 && q.connecting >= (q.ready.bundles() + 1) / 2) return false;
    return q.connects.available(now) > 0;
}

bool Scheduler::Core::open(Queue& q) {
    VirtualMta& v = *vmtas[q.vmta];
    if (v.limits.max_connections.value != 0 && v.connections >= v.limits.max_connections.value) {
        if (!q.cap_blocked) {
            q.cap_blocked = true;
            v.cap_blocked.push_back(q.id);
            touch(q);
        }
        return false;
    }
    auto c = std::make_unique<Connection>();
    c->id = ConnectionId{next_connection++};
    c->queue = q.id;
    c->settings = q.settings;
    c->granted = now;
    c->since = wall;
    if (!q.settings->sources.empty()) c->source = q.settings->sources[q.next_source++ % q.settings->sources.size()];
    if (c->source.host_name.empty()) c->source.host_name = q.settings->ehlo_name;
    q.connects.take(1, now);
    q.opened = now;
    if (q.settings->ramp_up_interval > Duration{0}) q.ramp_until = now + q.settings->ramp_up_interval;
    ++q.connecting;
    ++v.connections;
    q.connections.push_back(c.get());
    out.grants.push_back({c->id, q.name, q.domain, q.vmta_name, c->source, c->settings});
    connections.emplace(c->id.value, std::move(c));
    touch(q);
    return true;
}

bool Scheduler::Core::assign(Connection& c, Queue& q) {
    for (;;) {
        if (!can_deliver(q)) return false;
        Recipient* head = q.ready.front();
        if (expiry(q, *head) > unix_us(wall)) break;
        expire(q, head);
    }
    Recipient* head = q.ready.front();
    VirtualMta& v = *vmtas[q.vmta];
    std::uint64_t most = std::min(q.messages.available(now), v.messages.available(now));
    if (const auto limit = q.settings->max_recipients_per_transaction.value; limit != 0) most = std::min(most, limit);
    if (head->message().verp) most = 1;  // the sender names the recipient
    q.ready.charge(head);
    detach(q, head);
    if (Recipient* rest = split(head, static_cast<std::size_t>(most))) {
        make_ready(q, rest, true);
        q.ages.push(rest);
    }
    std::uint32_t slot = 0;
    if (free_leases.empty()) {
        slot = static_cast<std::uint32_t>(leases.size());
        leases.emplace_back();
    } else {
        slot = free_leases.back();
        free_leases.pop_back();
    }
    Lease& l = leases[slot];
    Message& m = head->message();
    l = {l.generation + 1, &m, head, q.id, &c};

    Delivery d;
    d.lease = static_cast<std::uint64_t>(l.generation) << 32 | (slot + 1);
    d.queue = q.name;
    d.domain = q.domain;
    d.vmta = q.vmta_name;
    d.message = m.id;
    d.body = m.body;
    d.bytes = store.bytes(m);
    d.sender = m.verp ? mail::verp_sender(m.sender(), head->address()) : std::string(m.sender());
    d.envid = m.envid();
    d.ret = m.ret;
    d.eight_bit = m.eight_bit;
    d.smtputf8 = m.smtputf8;
    d.generated = m.generated;
    d.received = wall_from_us(m.received);
    d.settings = q.settings;
    for (Recipient* r = head; r != nullptr; r = r->chained()) {
        r->place = Place::leased;
        r->slot = slot;
        d.recipients.push_back({r->index, std::string(r->address()), std::string(r->orcpt()), r->notify, r->attempts});
    }
    const std::uint64_t n = d.recipients.size();
    q.messages.take(n, now);
    v.messages.take(n, now);
    q.in_flight += n;
    jobs[m.job].in_flight += n;
    sums.in_flight += n;
    c.lease = slot;
    ++c.messages;
    set_state(c, ConnectionState::busy);
    out.deliveries.push_back({c.id, std::move(d)});
    return true;
}

void Scheduler::Core::move_connection(Connection& c, Queue& to) {
    Queue& from = *queues[c.queue];
    if (&from == &to) return;
    const ConnectionState state = c.state;
    set_state(c, ConnectionState::open);
    std::erase(from.connections, &c);
    if (from.vmta != to.vmta) {
        --vmtas[from.vmta]->connections;
        ++vmtas[to.vmta]->connections;
    }
    c.queue = to.id;
    to.connections.push_back(&c);
    set_state(c, state);
    touch(from);
    dirty(from);
}

/// Another queue of the same site that this connection could serve now, each in its turn.
Queue* Scheduler::Core::sibling_with_mail(const Connection& c) {
    if (c.site == 0) return nullptr;
    const auto it = site_queues.find(c.site);
    if (it == site_queues.end()) return nullptr;
    auto& members = it->second;
    const Queue& own = *queues[c.queue];
    for (std::size_t i = std::min<std::size_t>(members.size(), 64); i-- > 0;) {
        Queue& q = *queues[members.front()];
        members.push_back(members.front());
        members.pop_front();
        const auto most = q.max_connections().value;
        if (q.id == own.id || q.vmta != own.vmta || (most != 0 && q.connections.size() >= most)) continue;
        if (!can_deliver(q) || !compatible(*c.settings, *q.settings)) continue;
        const auto& sources = q.settings->sources;
        const bool same_source = sources.empty() ? c.source.address.empty()
                                                 : std::any_of(sources.begin(), sources.end(), [&](const SourceAddress& s) {
                                                       return s.address == c.source.address;
                                                   });
        if (same_source) return &q;
    }
    return nullptr;
}

/// Whether this connection should make room, because the caps are reached and a queue without any connection waits its turn.
bool Scheduler::Core::should_yield(const Connection& c, const Queue& q) const {
    if (c.messages < 20 && now - c.ready < seconds{1}) return false;
    const auto poorer = [&](std::uint32_t id) { return queues[id]->connections.size() < q.connections.size(); };
    const VirtualMta& v = *vmtas[q.vmta];
    if (!v.cap_blocked.empty() && poorer(v.cap_blocked.front()) && v.connections >= v.limits.max_connections.value) return true;
    if (connections.size() < total_cap() || hungry.empty()) return false;
    const std::uint32_t first = hungry.front();
    if (closing >= hungry.size()) return false;
    return first != q.id && (poorer(first) || queues[first]->connections.empty());
}

void Scheduler::Core::pull(ConnectionId id) {
    Connection* c = connection(id);
    if (c == nullptr || (c->state != ConnectionState::open && c->state != ConnectionState::connecting)) return;
    Queue* q = queues[c->queue].get();
    if (c->state == ConnectionState::connecting) {
        c->ready = now;
        q->proven = true;
    }
    c->idle_since = now;
    set_state(*c, ConnectionState::idle);
    refresh_settings(*q);
    const auto& s = *q->settings;
    const auto most = q->max_connections().value;
    if (s.max_messages_per_connection.value != 0 && c->messages >= s.max_messages_per_connection.value)
        return close(*c, s.max_messages_per_connection.name + " " + std::to_string(s.max_messages_per_connection.value) + " reached");
    if (s.max_errors_per_connection.value != 0 && c->errors >= s.max_errors_per_connection.value)
        return close(*c, s.max_errors_per_connection.name + " " + std::to_string(s.max_errors_per_connection.value) + " reached");
    if (most != 0 && q->connections.size() > most) return close(*c, "more connections than " + q->max_connections().name + " allows");
    if (connections.size() - closing > total_cap())
        return close(*c, "more connections than " + limits.max_connections.name + " allows");
    if (c->fruitless >= 2) {
        // It answers, but no transaction reaches its recipients: that is a failure of the queue, not something to repeat at once.
        const Response why = c->last_failure;
        const auto peer = c->peer;
        close(*c, "no transaction reaches its recipients");
        return queue_failed(*q, why, peer, {}, 0, c->granted);
    }
    if (should_yield(*c, *q)) return close(*c, "another queue waits for a connection");
    if (assign(*c, *q)) {
        dirty(*q);
        return;
    }
    if (Queue* other = sibling_with_mail(*c)) {
        move_connection(*c, *other);
        if (assign(*c, *other)) {
            dirty(*other);
            return;
        }
        q = other;
    }
    dirty(*q);  // it waits; settling decides how long
}

void Scheduler::Core::close(Connection& c, std::string reason) {
    if (c.state == ConnectionState::closing) return;
    set_state(c, ConnectionState::closing);
    out.closes.push_back({c.id, std::move(reason)});
}

void Scheduler::Core::forget(Connection& c) {
    Queue& q = *queues[c.queue];
    VirtualMta& v = *vmtas[q.vmta];
    set_state(c, ConnectionState::open);
    std::erase(q.connections, &c);
    --v.connections;
    sites.release(c.site);
    if (q.connections.empty() && q.recipients == 0) q.empty_since = now;
    dirty(q);
    touch(q);
    // One place is free: one queue of those that wait for it gets its chance.
    while (!v.cap_blocked.empty()) {
        Queue& next = *queues[v.cap_blocked.front()];
        v.cap_blocked.pop_front();
        next.cap_blocked = false;
        dirty(next);
        if (wants_connection(next)) break;
    }
    connections.erase(c.id.value);
}

/// The caps are reached and queues wait: idle connections of others make room, those that idle longest first.
void Scheduler::Core::reclaim_idle() {
    if (idle == 0 || closing >= hungry.size()) return;
    std::vector<Connection*> candidates;
    for (const auto& [id, c] : connections)
        if (c->state == ConnectionState::idle) candidates.push_back(c.get());
    std::sort(candidates.begin(), candidates.end(), [](auto* a, auto* b) { return a->idle_since < b->idle_since; });
    for (Connection* c : candidates) {
        if (closing >= hungry.size()) break;
        close(*c, "another queue waits for a connection");
    }
}

}  // namespace mailrace::queue
