// Mail in the queues: how messages come in, how bundles move between ready, waiting and held, and how recipients end.
#include <algorithm>

#include "daemon/queue/core.h"
#include "shared/mail/verp.h"

namespace mailrace::queue {

namespace {
constexpr std::string_view kDefaultVmta = "{default}";
constexpr auto kNotifyDelay = static_cast<std::uint8_t>(spool::Notify::delay);
std::int64_t us(SteadyTime t) { return t.time_since_epoch().count(); }
}  // namespace

void Scheduler::Core::accept(QueuedMessage& in) {
    if (in.envelope.recipients.empty()) return;
    if (in.envelope.vmta.empty()) in.envelope.vmta = kDefaultVmta;
    const bool recovered = !in.states.empty();
    Message* m = store.add(in);
    if (jobs.size() <= m->job) jobs.resize(m->job + 1);
    ++stamp;
    // The bundles are built whole before they go into their queues, because a structure counts what hangs on the head.
    std::vector<Queue*> touched;
    std::vector<std::uint32_t> suppressed;
    for (std::uint32_t i = 0; i < m->recipient_count; ++i) {
        Recipient& r = m->recipients()[i];
        std::int64_t due = 0;
        if (recovered && i < in.states.size()) {
            const auto& state = in.states[i];
            r.attempts = state.attempts;
            if (state.state != spool::RecipientState::pending) {
                r.place = Place::done;
                --m->open;
                continue;
            }
            if (state.next_attempt > wall) due = us(now + (state.next_attempt - wall));
        }
        Queue& q = queue_for(r.address(), in.envelope.vmta, scratch);
        r.queue = q.id;
        if (!in.envelope.recipients[i].suppressed.empty()) {
            suppressed.push_back(i);
        } else if (q.stamp != stamp || q.stamp_due != due) {
            if (q.stamp == stamp) enqueue(q, q.stamp_head, q.stamp_due);
            else touched.push_back(&q);
            q.stamp = stamp;
            q.stamp_due = due;
            q.stamp_head = &r;
        } else {
            q.stamp_tail->chain = i + 1;
            ++q.stamp_head->count;
        }
        if (in.envelope.recipients[i].suppressed.empty()) q.stamp_tail = &r;
        if (q.recipients++ == 0 && !q.counted) {
            q.counted = true;
            with_mail.push_back(q.id);
        }
        q.delay_wanted += (r.notify & kNotifyDelay) != 0;
        q.bytes += m->body.length;
        ++sums.received;
        if (m->generated && !recovered) ++sums.generated;
        ++sums.queued;
        sums.queued_bytes += m->body.length;
        ++jobs[m->job].recipients;
        jobs[m->job].bytes += m->body.length;
    }
    sums_changed = true;
    for (Queue* q : touched) {
        enqueue(*q, q->stamp_head, q->stamp_due);
        if (!recovered && q->retrying && q->settings->retry_upon_new_mail) {
            q->next_attempt = std::min(q->next_attempt, std::max(now, q->last_failure + std::chrono::seconds{10}));
            store_state(*q);
        }
        dirty(*q);
        touch(*q);
    }
    if (m->open == 0) return store.remove(m);
    for (const std::uint32_t i : suppressed) {  // the last one may end the message
        Recipient& r = m->recipients()[i];
        bounce_suppressed(*queues[r.queue], &r, in.envelope.recipients[i].suppressed);
    }
}

/// It was taken so that its sender gets a bounce, and is never delivered.
void Scheduler::Core::bounce_suppressed(Queue& q, Recipient* r, const std::string& why) {
    Response response;
    response.phase = events::Phase::local;
    response.status = {5, 7, 1};
    response.text = why;
    response.found = {.category = "other", .subcategory = "suppressed", .cls = events::ResponseClass::hard, .rule = "suppression-lists"};
    bounce(q, r, response, nullptr, {}, 0, true);
    dirty(q);
    touch(q);
}

void Scheduler::Core::enqueue(Queue& q, Recipient* head, std::int64_t due) {
    if (due == 0) {
        make_ready(q, head, false);
    } else {
        head->place = Place::waiting;
        head->due = due;
        q.waiting.push(head);
        q.waiting_count += head->count;
    }
    q.ages.push(head);
}

void Scheduler::Core::make_ready(Queue& q, Recipient* head, bool at_front) {
    const bool held = job_paused(head->message().job);
    head->place = held ? Place::held : Place::ready;
    if (held) {
        q.held.push_back(head);
        q.held_count += head->count;
        return;
    }
    if (at_front) q.ready.push_front(head);
    else q.ready.push_back(head);
    q.ready_count += head->count;
}

void Scheduler::Core::detach(Queue& q, Recipient* head) {
    const std::size_t n = head->count;
    switch (head->place) {
        case Place::ready:
            q.ready.remove(head);
            q.ready_count -= n;
            break;
        case Place::waiting:
            q.waiting.remove(head);
            q.waiting_count -= n;
            break;
        case Place::held:
            q.held.remove(head);
            q.held_count -= n;
            break;
        case Place::none:
        case Place::leased:
        case Place::done: return;
    }
    q.ages.remove(head);
    head->place = Place::none;
}

Recipient* Scheduler::Core::split(Recipient* head, std::size_t first_part) {
    Recipient* last = head;
    for (std::size_t i = 1; i < first_part && last->chain != 0; ++i) last = last->chained();
    Recipient* rest = last->chained();
    last->chain = 0;
    if (rest != nullptr) {
        rest->count = head->count - static_cast<std::uint32_t>(first_part);
        head->count = static_cast<std::uint32_t>(first_part);
    }
    return rest;
}

std::int64_t Scheduler::Core::expiry(const Queue& q, const Recipient& r) const { return r.received() + q.settings->bounce_after.count(); }

void Scheduler::Core::finish(Queue& q, Recipient* r, spool::RecipientState state) {
    Message& m = r->message();
    out.updates.push_back({m.id, r->index, state, r->attempts, WallTime{}});
    r->place = Place::done;
    store.responses.release(r->response);
    r->response = 0;
    const std::uint64_t size = m.body.length;
    JobState& job = jobs[m.job];
    --q.recipients;
    q.delay_wanted -= (r->notify & kNotifyDelay) != 0;
    q.bytes -= size;
    --job.recipients;
    job.bytes -= size;
    --sums.queued;
    sums.queued_bytes -= size;
    if (state == spool::RecipientState::delivered) {
        ++q.delivered;
        ++job.delivered;
        ++sums.delivered;
    } else {
        ++q.bounced;
        ++job.bounced;
        ++sums.bounced;
        if (state == spool::RecipientState::deleted) ++sums.deleted;
    }
    sums_changed = true;
    if (q.recipients == 0) q.empty_since = now;
    if (--m.open == 0) {
        const std::uint32_t job_id = m.job;
        store.remove(&m);
        // The number of a job that nobody uses any more may be given to another one.
        if (job_id != 0 && jobs[job_id].recipients == 0 && store.jobs.name(job_id).empty()) jobs[job_id] = {};
    }
}

events::Event Scheduler::Core::event_for(const Queue& q, const Recipient& r, events::EventType type) const {
    const Message& m = r.message();
    events::Event e;
    e.time = wall;
    e.type = type;
    e.message = m.id;
    e.recipient_index = r.index;
    e.attempt = r.attempts;
    e.generated = m.generated;
    e.size = m.body.length;
    e.queued = wall_from_us(m.received);
    e.sender = m.sender();
    e.recipient = r.address();
    e.orcpt = r.orcpt();
    e.envid = m.envid();
    e.message_id = m.message_id();
    e.subject = m.subject();
    if (q.merged) {
        const auto at = e.recipient.rfind('@');
        e.domain = at == std::string::npos ? q.domain : e.recipient.substr(at + 1);
        for (char& c : e.domain) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    } else {
        e.domain = q.domain;
    }
    e.queue = q.name;
    e.vmta = q.vmta_name;
    e.pool = store.pools.name(m.pool);
    e.job = store.jobs.name(m.job);
    e.user = store.users.name(m.user);
    e.feeder = store.feeders.name(m.feeder);
    e.details = m.kept();
    e.provider = q.provider;
    return e;
}

void Scheduler::Core::report_to_sender(const Queue& q, const Recipient& r, Report::Kind kind, const Response& response, const Peer* peer) {
    const Message& m = r.message();
    Report report;
    report.kind = kind;
    report.message = m.id;
    report.body = m.body;
    report.bytes = store.bytes(m);
    report.received = wall_from_us(m.received);
    report.sender = m.verp ? mail::verp_sender(m.sender(), r.address()) : std::string(m.sender());
    report.envid = m.envid();
    report.subject = m.subject();
    report.message_id = m.message_id();
    report.vmta = q.vmta_name;
    report.pool = store.pools.name(m.pool);
    report.job = store.jobs.name(m.job);
    report.ret = m.ret;
    report.generated = m.generated;
    report.suppress_dsn = m.suppress_dsn;
    report.smtputf8 = m.smtputf8;
    report.recipient = r.address();
    report.orcpt = r.orcpt();
    report.notify = r.notify;
    report.delays_unasked = q.settings->delay_notice_unasked;
    report.retry_until = wall_from_us(expiry(q, r));
    if (peer != nullptr) report.remote_host = peer->host;
    report.response = response;
    out.reports.push_back(std::move(report));
}

void Scheduler::Core::bounce(Queue& q, Recipient* r, const Response& response, const Peer* peer, const std::string& session,
                             std::uint32_t total_us, bool report, spool::RecipientState state) {
    auto e = event_for(q, *r, events::EventType::bounce);
    e.phase = response.phase;
    e.code = response.code;
    e.status = response.status;
    e.response = response.text;
    events::put(e, response.found);
    if (peer != nullptr) {
        e.source_ip = peer->source_ip;
        e.remote_host = peer->host;
        e.remote_ip = peer->ip;
        e.remote_port = peer->port;
        if (!peer->provider.empty()) e.provider = peer->provider;
    }
    e.session = session;
    e.total_us = total_us;
    out.events.push_back(std::move(e));
    if (report) report_to_sender(q, *r, Report::Kind::failed, response, peer);
    finish(q, r, state);
}

void Scheduler::Core::expire(Queue& q, Recipient* head) {
    detach(q, head);
    while (head != nullptr) {
        Recipient* next = head->chained();
        const Response& real = head->response != 0 ? store.responses.get(head->response) : q.last_response;
        Response last;
        last.phase = events::Phase::local;
        last.status = {4, 4, 7};
        last.found = {.category = "message-expired", .cls = events::ResponseClass::soft, .rule = "bounce-after"};
        last.text = "message expired after " + words(q.settings->bounce_after) + " in the queue";
        if (!real.text.empty()) last.text += "; last response: " + real.text;
        ++sums.expired;
        bounce(q, head, last, nullptr, {}, 0, true);
        head = next;
    }
    touch(q);
}

}  // namespace mailrace::queue
