// What came back: outcomes of leases, connections that failed or ended, and what follows for recipients and queues.
#include <algorithm>

#include "daemon/queue/core.h"

namespace mailrace::queue {

using std::chrono::seconds;

namespace {

void fill_peer(events::Event& e, const Peer* peer) {
    if (peer == nullptr) return;
    e.source_ip = peer->source_ip;
    e.remote_host = peer->host;
    e.remote_ip = peer->ip;
    e.remote_port = peer->port;
    e.tls_protocol = peer->tls_protocol;
    e.tls_cipher = peer->tls_cipher;
    e.tls_verified = peer->tls_verified;
    e.esmtp = peer->esmtp;
    e.resolve_us = peer->resolve_us;
    e.connect_us = peer->connect_us;
    e.tls_us = peer->tls_us;
    if (!peer->provider.empty()) e.provider = peer->provider;
}

void fill_response(events::Event& e, const Response& r) {
    e.phase = r.phase;
    e.code = r.code;
    e.status = r.status;
    e.response = r.text;
    events::put(e, r.found);
}

/// A receiver that offered DSN was told what the sender wants and will report itself (RFC 3461 section 5.2.2).
bool reports_itself(const Peer* peer, const DeliverySettings& settings) {
    if (peer == nullptr || settings.ignore_dsn) return false;
    return ("," + peer->esmtp + ",").find(",DSN,") != std::string::npos;
}

}  // namespace

void Scheduler::Core::report(const Outcome& outcome) {
    Lease* l = lease(outcome.lease);
    if (l == nullptr) return;
    const std::uint32_t slot = static_cast<std::uint32_t>(outcome.lease) - 1;
    Queue& q = *queues[l->queue];
    Message& m = *l->message;
    Connection& c = *l->connection;
    const auto peer = outcome.peer ? outcome.peer : c.peer;
    const std::size_t n = l->head->count;
    q.in_flight -= n;
    jobs[m.job].in_flight -= n;
    sums.in_flight -= n;

    // Verdicts first into a plain list: a message may be freed with its last recipient.
    std::vector<std::pair<Recipient*, const RecipientOutcome*>> ends;
    ends.reserve(n);
    for (const auto& o : outcome.recipients) {
        if (o.index >= m.recipient_count) continue;
        Recipient& r = m.recipients()[o.index];
        if (r.place != Place::leased || r.slot != slot) continue;
        if (o.verdict == Verdict::unattempted) {
            if (c.last_failure.text.empty() && c.last_failure.code == 0) c.last_failure = o.response;
            continue;
        }
        r.place = Place::none;
        ends.emplace_back(&r, &o);
    }
    Recipient* back = nullptr;      // not attempted
    Recipient* back_tail = nullptr;
    for (Recipient* r = l->head; r != nullptr;) {
        Recipient* next = r->chained();
        r->chain = 0;
        r->count = 1;
        if (r->place == Place::leased) {
            r->place = Place::none;
            if (back != nullptr) {
                back_tail->chain = r->index + 1;
                ++back->count;
            } else {
                back = r;
            }
            back_tail = r;
        }
        r->slot = kNowhere;
        r = next;
    }
    // Only what the other end really said counts as an answer; a line that broke in the middle is a failure of the connection.
    std::size_t answered = 0;
    for (const auto& [r, o] : ends) {
        if (o->verdict != Verdict::deferred || o->response.code != 0) ++answered;
        else if (c.last_failure.text.empty() && c.last_failure.code == 0) c.last_failure = o->response;
    }
    c.settled += answered;
    sums_changed = sums_changed || !ends.empty();
    c.fruitless = answered == 0 ? c.fruitless + 1 : 0;
    c.lease = kNowhere;
    if (c.state == ConnectionState::busy) set_state(c, ConnectionState::open);
    l->message = nullptr;
    free_leases.push_back(slot);

    if (back != nullptr) return_unattempted(q, back);
    Recipient* deferred = nullptr;
    Recipient* deferred_tail = nullptr;
    std::uint32_t delivered = 0;
    for (const auto& [r, o] : ends) {
        if (o->response.code >= 400) ++c.errors;
        delivered += o->verdict == Verdict::delivered;
        if (o->verdict == Verdict::deferred) {
            if (deferred != nullptr) {
                deferred_tail->chain = r->index + 1;
                ++deferred->count;
            } else {
                deferred = r;
            }
            deferred_tail = r;
        }
    }
    if (delivered > 0) q.meter.add(now.time_since_epoch().count() / 1'000'000, delivered);
    // Deferred ones keep the message; so they go first.
    for (const auto& [r, o] : ends)
        if (o->verdict == Verdict::deferred) end_recipient(q, r, *o, outcome, peer.get());
    if (deferred != nullptr) {
        const auto due = (now + q.settings->retry_recipients_after).time_since_epoch().count();
        enqueue(q, deferred, due);
    }
    for (const auto& [r, o] : ends)
        if (o->verdict != Verdict::deferred) end_recipient(q, r, *o, outcome, peer.get());
    if (delivered > 0) delivered_on(q);
    dirty(q);
    touch(q);
}

void Scheduler::Core::end_recipient(Queue& q, Recipient* r, const RecipientOutcome& o, const Outcome& all, const Peer* peer) {
    if (r->attempts < UINT16_MAX) ++r->attempts;
    const Message& m = r->message();
    const bool delivered = o.verdict == Verdict::delivered, deferred = o.verdict == Verdict::deferred;
    auto e = event_for(q, *r,
                       delivered  ? events::EventType::delivery
                       : deferred ? events::EventType::deferral
                                  : events::EventType::bounce);
    fill_peer(e, peer);
    fill_response(e, o.response);
    e.total_us = all.total_us;
    e.session = all.session;
    if (!all.subject.empty()) e.subject = all.subject;
    e.text = o.remark;
    events::add_detail(e, "dlvType", o.delivered_by);
    out.events.push_back(std::move(e));
    if (!delivered) {
        q.last_response = o.response;
        q.last_response_time = wall;
    }
    if (deferred) {
        ++q.deferred;
        ++jobs[m.job].deferred;
        ++sums.deferred;
        const std::uint32_t kept = store.responses.take(o.response);
        store.responses.release(r->response);
        r->response = kept;
        out.updates.push_back({m.id, r->index, spool::RecipientState::pending, r->attempts, wall + q.settings->retry_recipients_after});
        return;
    }
    if (delivered) {
        constexpr auto kSuccess = static_cast<std::uint8_t>(spool::Notify::success);
        if ((r->notify & kSuccess) != 0 && !reports_itself(peer, *q.settings)) {
            const bool here = o.response.phase == events::Phase::local;
            report_to_sender(q, *r, here ? Report::Kind::delivered : Report::Kind::relayed, o.response, peer);
        }
    } else {
        report_to_sender(q, *r, Report::Kind::failed, o.response, peer);
    }
    finish(q, r, delivered ? spool::RecipientState::delivered : spool::RecipientState::bounced);
}

void Scheduler::Core::return_unattempted(Queue& q, Recipient* head) {
    make_ready(q, head, true);
    q.ages.push(head);
}

void Scheduler::Core::delivered_on(Queue& q) {
    q.last_delivery = now;
    q.proven = true;
    q.holds = 0;
    if (q.retry_step != 0 || q.retrying) {
        q.retry_step = 0;
        q.retrying = false;
        q.remember(wall, "delivers again", "");
        store_state(q);
    }
    if (q.noted) {
        q.noted = false;
        out.ended_notes.push_back("queue.failing:" + q.name);
    }
    if (q.mode == Mode::backoff && q.settings->backoff_to_normal_after_delivery) set_queue_mode(q, Mode::normal, "", "a delivery succeeded");
}

/// A connection came to nothing. While others of the queue deliver, that only slows the opening of further ones; else the queue waits.
void Scheduler::Core::queue_failed(Queue& q, const Response& response, const std::shared_ptr<const Peer>& peer, const std::string& session,
                                   std::uint32_t total_us, SteadyTime granted) {
    events::Event e;
    e.time = wall;
    e.type = events::EventType::queue_deferral;
    e.domain = q.domain;
    e.queue = q.name;
    e.vmta = q.vmta_name;
    e.provider = q.provider;
    fill_peer(e, peer.get());
    fill_response(e, response);
    e.session = session;
    e.total_us = total_us;
    out.events.push_back(std::move(e));
    q.last_response = response;
    q.last_response_time = wall;
    q.last_failure = now;
    dirty(q);
    touch(q);
    if (q.last_delivery != SteadyTime{} && q.last_delivery >= granted && !q.connections.empty()) {
        q.hold_until = now + std::min<Duration>(seconds{10} * (1 << std::min(q.holds, 3u)), seconds{60});
        ++q.holds;
        return;
    }
    q.proven = false;
    if (q.retrying) return;  // one of several that were under way together
    q.retrying = true;
    const auto& list = q.retry_list();
    const Duration wait = list.empty() ? Duration{std::chrono::minutes{10}} : list[std::min<std::size_t>(q.retry_step, list.size() - 1)];
    q.next_attempt = now + std::max<Duration>(wait, seconds{1});
    ++q.retry_step;
    q.remember(wall, "waits " + words(wait), response.text);
    store_state(q);
    if (q.retry_step >= 3 && q.recipients >= 100) {
        events::AttentionNote note;
        note.key = "queue.failing:" + q.name;
        note.since = wall;
        note.title = q.name + " cannot be reached";
        note.text = std::to_string(q.retry_step) + " attempts failed; " + std::to_string(q.recipients) + " recipients wait.";
        note.response = response.text;
        note.queue = q.name;
        out.notes.push_back(std::move(note));
        q.noted = true;
    }
}

void Scheduler::Core::connect_failed(const ConnectFailure& failure) {
    Connection* c = connection(failure.connection);
    if (c == nullptr || c->state == ConnectionState::busy) return;
    Queue& q = *queues[c->queue];
    const SteadyTime granted = c->granted;
    if (failure.peer) {
        set_site(q, *c, failure.peer->site);
        if (!failure.peer->provider.empty()) q.provider = failure.peer->provider;
    }
    forget(*c);
    if (draining) return;
    if (!failure.permanent) return queue_failed(q, failure.response, failure.peer, failure.session, failure.total_us, granted);
    q.last_response = failure.response;
    q.last_response_time = wall;
    q.remember(wall, "all mail bounced", failure.response.text);
    q.doom = Doom{failure.response, failure.peer, failure.session, unix_us(wall)};
    touch(q);
    dirty(q);
}

void Scheduler::Core::connection_closed(ConnectionId id) {
    Connection* c = connection(id);
    if (c == nullptr) return;
    if (c->lease != kNowhere) {
        Outcome lost;
        lost.lease = static_cast<std::uint64_t>(leases[c->lease].generation) << 32 | (c->lease + 1);
        lost.connection = id;
        report(lost);
    }
    Queue& q = *queues[c->queue];
    // Asked to close, or useful, or waiting in vain for mail: a normal end. Anything else must not be tried again at once.
    const bool asked = c->state == ConnectionState::closing;
    const bool waited = c->state == ConnectionState::idle && c->messages == 0;
    const bool barren = !asked && c->settled == 0 && !waited;
    const bool short_lived = waited && now - c->granted < seconds{10};
    Response response = c->last_failure;
    if (response.text.empty() && response.code == 0) {
        response.phase = events::Phase::connect;
        response.status = {4, 4, 2};
        response.text = "the connection ended before any recipient was answered";
        response.found = {.category = "bad-connection", .cls = events::ResponseClass::soft, .rule = "no-answer"};
    }
    const auto peer = c->peer;
    const SteadyTime granted = c->granted;
    forget(*c);
    if (draining) return;
    if (barren) queue_failed(q, response, peer, {}, 0, granted);
    else if (short_lived && !asked) q.hold_until = std::max(q.hold_until, now + seconds{10});
}

}  // namespace mailrace::queue
