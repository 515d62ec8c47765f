// Views: rows, details, jobs, recipients, totals. Reading changes nothing but the turn of nobody.
#include <algorithm>
#include <charconv>

#include "daemon/queue/core.h"

namespace mailrace::queue {

WallTime Scheduler::Core::oldest(const Queue& q) const {
    std::int64_t least = q.ages.empty() ? INT64_MAX : q.ages.top()->received();
    for (const Connection* c : q.connections)
        if (c->lease != kNowhere) least = std::min(least, leases[c->lease].message->received);
    return least == INT64_MAX ? WallTime{} : wall_from_us(least);
}

QueueRow Scheduler::Core::row(const Queue& q) const {
    QueueRow r;
    r.name = q.name;
    r.domain = q.domain;
    r.vmta = q.vmta_name;
    r.provider = q.provider;
    r.recipients = q.recipients;
    r.ready = q.ready_count;
    r.retrying = q.waiting_count;
    r.in_flight = q.in_flight;
    r.bytes = q.bytes;
    r.connections = static_cast<std::uint32_t>(q.connections.size());
    r.connections_idle = q.idle;
    r.connections_connecting = q.connecting;
    r.mode = q.mode;
    const SteadyTime t = clock.steady();
    const WallTime w = clock.wall();
    r.state = q.paused ? QueueState::paused : q.recipients == 0 ? QueueState::idle : q.retrying ? QueueState::retry : QueueState::active;
    const auto reasons = explain(q);
    if (!reasons.empty() && reasons.front().binding) r.waiting = reasons.front();
    if (q.retrying) r.next_attempt = w + (q.next_attempt - t);
    else if (q.ready.empty() && !q.waiting.empty()) r.next_attempt = w + (SteadyTime{Duration{q.waiting.top()->due}} - t);
    r.oldest = oldest(q);
    r.last_response = q.last_response;
    r.last_response_time = q.last_response_time;
    r.delivered = q.delivered;
    r.deferred = q.deferred;
    r.bounced = q.bounced;
    r.rate = q.meter.rate(t.time_since_epoch().count() / 1'000'000);
    if (q.depth)
        for (std::size_t i = 0; i < q.depth->count; ++i) r.depth.push_back(q.depth->points[(q.depth->first + i) % q.depth->points.size()]);
    return r;
}

Totals Scheduler::Core::totals() const {
    Totals t = sums;
    t.messages = store.count();
    t.connections = connections.size();
    t.connections_idle = idle;
    t.connections_max = limits.max_connections.value;
    for (const std::uint32_t id : with_mail) {
        const Queue& q = *queues[id];
        if (q.recipients == 0) continue;
        ++t.queues;
        const WallTime since = oldest(q);
        if (t.oldest == WallTime{} || since < t.oldest) t.oldest = since;
    }
    return t;
}

Totals Scheduler::totals() const { return core_->totals(); }

std::vector<QueueRow> Scheduler::rows() const {
    std::vector<QueueRow> all;
    for (const auto& q : core_->queues)
        if (q) all.push_back(core_->row(*q));
    return all;
}

QueueChanges Scheduler::changes_since(std::uint64_t cursor) const {
    QueueChanges c;
    c.cursor = core_->change;
    c.total = core_->live_queues;
    c.all = cursor == 0 || cursor < core_->removed_since || cursor > core_->change;
    if (c.all) {
        c.rows = rows();
        return c;
    }
    for (const Queue* q = core_->newest_change; q != nullptr && q->version > cursor; q = q->older) c.rows.push_back(core_->row(*q));
    for (auto it = core_->removed.rbegin(); it != core_->removed.rend() && it->first > cursor; ++it)
        if (!core_->by_name.contains(it->second)) c.removed.push_back(it->second);
    return c;
}

std::vector<WaitReason> Scheduler::explain(std::string_view name) const {
    const Queue* q = core_->find(name);
    return q == nullptr ? std::vector<WaitReason>{} : core_->explain(*q);
}

namespace {
std::string_view state_name(ConnectionState s) {
    switch (s) {
        case ConnectionState::connecting: return "connecting";
        case ConnectionState::open:
        case ConnectionState::idle: return "idle";
        case ConnectionState::busy: return "busy";
        case ConnectionState::closing: return "closing";
    }
    return "";
}
}  // namespace

std::optional<QueueDetail> Scheduler::detail(std::string_view name) const {
    const Queue* q = core_->find(name);
    if (q == nullptr) return std::nullopt;
    QueueDetail d;
    d.row = core_->row(*q);
    d.reasons = core_->explain(*q);
    d.history.assign(q->history.begin(), q->history.end());
    for (const Connection* c : q->connections) {
        ConnectionView v{c->id, std::string(state_name(c->state)), "", "", c->source.address, "", c->messages, c->since};
        if (c->peer) {
            v.host = c->peer->host;
            v.ip = c->peer->ip;
            v.tls = c->peer->tls_protocol;
            if (!c->peer->source_ip.empty()) v.source = c->peer->source_ip;
        }
        d.connections.push_back(std::move(v));
    }
    return d;
}

std::vector<JobRow> Scheduler::jobs() const {
    std::vector<JobRow> rows;
    for (std::uint32_t id = 1; id < core_->jobs.size(); ++id) {
        const std::string& name = core_->store.jobs.name(id);
        if (name.empty()) continue;
        const JobState& j = core_->jobs[id];
        rows.push_back({name, j.recipients, j.in_flight, j.bytes, j.delivered, j.deferred, j.bounced, core_->paused_jobs.contains(name)});
    }
    for (const auto& [name, why] : core_->paused_jobs)
        if (core_->store.jobs.find(name) == 0) {
            JobRow row;
            row.job = name;
            row.paused = true;
            rows.push_back(std::move(row));
        }
    return rows;
}

namespace {

std::string_view place_name(Place p) {
    switch (p) {
        case Place::ready: return "ready";
        case Place::waiting: return "waiting";
        case Place::held: return "held";
        case Place::leased: return "in flight";
        case Place::none:
        case Place::done: return "";
    }
    return "";
}

struct ListCursor {
    std::uint64_t queue = 0, message = 0, index = 0;
    auto operator<=>(const ListCursor&) const = default;
};

std::optional<ListCursor> read_cursor(std::string_view text) {
    ListCursor c;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::uint64_t* part : {&c.queue, &c.message, &c.index}) {
        const auto [stop, error] = std::from_chars(at, end, *part);
        if (error != std::errc{}) return std::nullopt;
        at = stop == end ? stop : stop + 1;
    }
    return c;
}

struct Entry {
    ListCursor key;
    const Recipient* recipient;
    const Recipient* head;
};

}  // namespace

RecipientPage Scheduler::recipients(const Selection& select, std::string_view cursor, std::size_t limit) const {
    const Core& core = *core_;
    RecipientPage page;
    limit = std::clamp<std::size_t>(limit, 1, 1000);
    std::optional<ListCursor> after;
    if (!cursor.empty()) {
        after = read_cursor(cursor);
        if (!after) return page;
    }
    const auto less = [](const Entry& a, const Entry& b) { return a.key < b.key; };
    for (const Queue* q : core.select(select)) {
        if (after && q->id < after->queue) continue;
        // The `want` smallest keys of this queue after the cursor, kept in a heap with the largest on top.
        const std::size_t want = limit - page.rows.size() + 1;
        std::vector<Entry> best;
        const auto consider = [&](const Recipient* head) {
            for (const Recipient* r = head; r != nullptr; r = r->chained()) {
                const Entry e{{q->id, r->message().id.value, r->index}, r, head};
                if ((after && !(e.key > *after)) || (best.size() == want && !less(e, best.front())) || !core.matches(select, *q, *r)) continue;
                if (best.size() == want) {
                    std::pop_heap(best.begin(), best.end(), less);
                    best.pop_back();
                }
                best.push_back(e);
                std::push_heap(best.begin(), best.end(), less);
            }
        };
        core.each_bundle(*q, consider);
        for (const Connection* c : q->connections)
            if (c->lease != kNowhere) consider(core.leases[c->lease].head);
        std::sort(best.begin(), best.end(), less);
        for (const Entry& e : best) {
            if (page.rows.size() == limit) {
                const auto& last = page.rows.back();
                const Queue* of = core.find(last.queue);
                page.cursor = std::to_string(of->id) + "." + std::to_string(last.message.value) + "." + std::to_string(last.index);
                return page;
            }
            const Message& m = e.recipient->message();
            RecipientRow row;
            row.message = m.id;
            row.index = e.recipient->index;
            row.recipient = e.recipient->address();
            row.sender = m.sender();
            row.queue = q->name;
            row.job = core.store.jobs.name(m.job);
            row.envid = m.envid();
            row.state = place_name(e.head->place);
            row.attempts = e.recipient->attempts;
            if (e.head->place == Place::waiting) row.next_attempt = core.clock.wall() + (SteadyTime{Duration{e.head->due}} - core.clock.steady());
            row.received = wall_from_us(m.received);
            row.size = m.body.length;
            page.rows.push_back(std::move(row));
        }
    }
    return page;
}

std::uint64_t Scheduler::memory() const {
    std::uint64_t n = core_->store.memory();
    for (const auto& q : core_->queues)
        if (q) n += sizeof(Queue) + q->waiting.memory() + q->ages.memory();
    return n;
}

std::vector<QueueRow> aggregate(const std::vector<QueueRow>& rows, Group group) {
    std::map<std::string, std::pair<QueueRow, std::uint64_t>> groups;  // row and the most recipients of a member
    for (const QueueRow& r : rows) {
        const std::string& key = group == Group::domain ? r.domain : group == Group::vmta ? r.vmta : r.provider;
        const auto [it, fresh] = groups.try_emplace(key, r, r.recipients);
        if (fresh) {
            it->second.first.name = key;
            continue;
        }
        QueueRow& g = it->second.first;
        if (g.domain != r.domain) g.domain.clear();
        if (g.vmta != r.vmta) g.vmta.clear();
        if (g.provider != r.provider) g.provider.clear();
        for (auto member : {&QueueRow::recipients, &QueueRow::ready, &QueueRow::retrying, &QueueRow::in_flight, &QueueRow::bytes,
                            &QueueRow::delivered, &QueueRow::deferred, &QueueRow::bounced})
            g.*member += r.*member;
        for (auto member : {&QueueRow::connections, &QueueRow::connections_idle, &QueueRow::connections_connecting}) g.*member += r.*member;
        g.rate += r.rate;
        if (r.mode == Mode::backoff) g.mode = Mode::backoff;
        if (r.next_attempt != WallTime{} && (g.next_attempt == WallTime{} || r.next_attempt < g.next_attempt)) g.next_attempt = r.next_attempt;
        if (r.oldest != WallTime{} && (g.oldest == WallTime{} || r.oldest < g.oldest)) g.oldest = r.oldest;
        if (r.last_response_time > g.last_response_time) {
            g.last_response = r.last_response;
            g.last_response_time = r.last_response_time;
        }
        if (r.recipients > it->second.second) {
            it->second.second = r.recipients;
            g.waiting = r.waiting;
            g.state = r.state;
        }
        // Depths end at the same minute: they are added from their ends.
        if (r.depth.size() > g.depth.size()) g.depth.insert(g.depth.begin(), r.depth.size() - g.depth.size(), 0);
        for (std::size_t i = 0; i < r.depth.size(); ++i) g.depth[g.depth.size() - 1 - i] += r.depth[r.depth.size() - 1 - i];
    }
    std::vector<QueueRow> out;
    for (auto& [key, value] : groups) out.push_back(std::move(value.first));
    return out;
}

}  // namespace mailrace::queue
