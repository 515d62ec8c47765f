// A small world for tests of the queue: settings by hand, a clock by hand, messages in one line, and a bench that drives the scheduler and keeps
// its own books of connections, leases and recipients, complaining about every broken promise.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "daemon/queue/scheduler.h"

namespace mailrace::queue {

using namespace std::chrono_literals;

class Settings final : public SettingsProvider {
public:
    std::shared_ptr<const DeliverySettings> for_queue(std::string_view domain, std::string_view vmta) const override {
        const auto it = special.find(std::string(domain) + "/" + std::string(vmta));
        return it != special.end() ? it->second : common;
    }
    VirtualMtaLimits for_vmta(std::string_view name) const override {
        const auto it = vmtas.find(std::string(name));
        return it != vmtas.end() ? it->second : VirtualMtaLimits{};
    }
    TotalLimits totals() const override { return total; }

    template <class F> void change(F&& f) {
        auto copy = std::make_shared<DeliverySettings>(*common);
        f(*copy);
        common = copy;
    }
    template <class F> void change(const std::string& queue, F&& f) {
        auto copy = std::make_shared<DeliverySettings>(*common);
        f(*copy);
        special[queue] = copy;
    }

    std::shared_ptr<const DeliverySettings> common = std::make_shared<DeliverySettings>();
    std::map<std::string, std::shared_ptr<const DeliverySettings>> special;
    std::map<std::string, VirtualMtaLimits> vmtas;
    TotalLimits total;
};

struct World {
    World() { make(); }

    void make() { scheduler = std::make_unique<Scheduler>(settings, clock, options); }

    QueuedMessage message(std::vector<std::string> recipients, std::string vmta = "v1") {
        QueuedMessage m;
        m.envelope.id = MessageId{++last_id};
        m.envelope.received = clock.wall();
        m.envelope.sender = "sender@news.example";
        m.envelope.vmta = std::move(vmta);
        m.envelope.message_id = "<" + std::to_string(last_id) + "@news.example>";
        m.envelope.subject = "Hello";
        m.envelope.feeder = "feeder.example (192.0.2.9)";
        m.envelope.kept = "header_x-order: 17\n";
        m.body = {1, 0, 1000};
        for (auto& r : recipients) m.envelope.recipients.push_back({std::move(r), "", 0});
        return m;
    }
    MessageId send(QueuedMessage m) {
        const auto id = m.envelope.id;
        for (std::uint32_t i = 0; i < m.envelope.recipients.size(); ++i)
            if (m.states.empty() || m.states[i].state == spool::RecipientState::pending) pending.insert({id.value, i});
        envelopes[id.value] = m;
        envelopes[id.value].bytes.reset();
        std::vector<QueuedMessage> batch;
        batch.push_back(std::move(m));
        scheduler->accept(std::move(batch));
        return id;
    }
    MessageId send(std::vector<std::string> recipients, std::string vmta = "v1") { return send(message(std::move(recipients), std::move(vmta))); }

    /// Takes the actions and enters them into the books.
    Actions take() {
        Actions a = scheduler->take();
        for (const auto& g : a.grants) {
            EXPECT_TRUE(open.emplace(g.connection.value, g.queue).second);
            fresh.push_back(g.connection);
            granted_at[g.queue].push_back(clock.steady());
        }
        for (const auto& d : a.deliveries) {
            if (!open.contains(d.connection.value)) continue;  // it ended while the delivery was on its way
            EXPECT_TRUE(waiting.erase(d.connection.value)) << "a delivery for a connection that did not pull";
            open[d.connection.value] = d.delivery.queue;
            for (const auto& r : d.delivery.recipients) {
                EXPECT_TRUE(pending.contains({d.delivery.message.value, r.index})) << "delivery of an ended recipient";
                EXPECT_TRUE(leased.insert({d.delivery.message.value, r.index}).second) << "leased twice";
            }
            EXPECT_TRUE(leases.emplace(d.connection.value, d.delivery).second);
        }
        for (const auto& c : a.closes) {
            EXPECT_FALSE(leases.contains(c.connection.value)) << "asked to close a busy connection";
            waiting.erase(c.connection.value);
            closing.insert(c.connection.value);
        }
        for (const auto& u : a.updates) {
            states[{u.message.value, u.recipient}] = u;
            if (u.state == spool::RecipientState::pending) continue;
            EXPECT_EQ(pending.erase({u.message.value, u.recipient}), 1u) << "ended twice";
        }
        for (const auto& [key, value] : a.states) {
            if (value.empty()) named.erase(key);
            else named[key] = value;
        }
        const Totals t = scheduler->totals();
        EXPECT_EQ(t.received, t.delivered + t.bounced + t.queued) << "the books do not add up";
        EXPECT_EQ(t.queued, pending.size());
        EXPECT_EQ(t.connections, open.size());
        events.insert(events.end(), a.events.begin(), a.events.end());
        return a;
    }
    Actions after(Duration d) {
        clock.advance(d);
        return take();
    }

    void ready(ConnectionId c, std::string site = "mx.example", std::string provider = "") {
        auto peer = std::make_shared<Peer>();
        peer->site = std::move(site);
        peer->host = "mx.example";
        peer->provider = std::move(provider);
        scheduler->connection_ready(c, peer);
        pull(c);
    }
    void pull(ConnectionId c) {
        waiting.insert(c.value);
        scheduler->pull(c);
    }
    void closed(ConnectionId c) {
        open.erase(c.value);
        waiting.erase(c.value);
        closing.erase(c.value);
        if (const auto it = leases.find(c.value); it != leases.end()) {
            for (const auto& r : it->second.recipients) leased.erase({it->second.message.value, r.index});
            leases.erase(it);
        }
        scheduler->connection_closed(c);
    }
    void failed(ConnectionId c, bool permanent = false, std::string text = "connection refused", std::uint16_t code = 0) {
        open.erase(c.value);
        ConnectFailure f;
        f.connection = c;
        f.response = {events::Phase::connect, code, {4, 4, 1}, std::move(text)};
        f.permanent = permanent;
        scheduler->connect_failed(f);
    }
    /// Ends the lease of `c`, all recipients alike.
    void answer(ConnectionId c, Verdict verdict, std::uint16_t code = 250, std::string text = "ok") {
        answer(c, [&](const DeliveryRecipient& r) { return RecipientOutcome{r.index, verdict, {events::Phase::rcpt, code, {}, text}}; });
    }
    template <class F> requires std::invocable<F, const DeliveryRecipient&> void answer(ConnectionId c, F&& f) {
        const auto it = leases.find(c.value);
        ASSERT_NE(it, leases.end());
        Outcome o;
        o.lease = it->second.lease;
        o.connection = c;
        for (const auto& r : it->second.recipients) {
            o.recipients.push_back(f(r));
            leased.erase({it->second.message.value, r.index});
        }
        leases.erase(it);
        scheduler->report(o);
    }
    /// The only grant of these actions.
    static ConnectionId only(const Actions& a) {
        EXPECT_EQ(a.grants.size(), 1u);
        return a.grants.empty() ? ConnectionId{} : a.grants.front().connection;
    }
    std::size_t count(const std::string& queue) const {
        std::size_t n = 0;
        for (const auto& [id, q] : open) n += q == queue;
        return n;
    }
    QueueRow row(std::string_view name) const {
        const auto d = scheduler->detail(name);
        EXPECT_TRUE(d) << name;
        return d ? d->row : QueueRow{};
    }
    std::vector<events::Event> of(events::EventType type) const {
        std::vector<events::Event> found;
        for (const auto& e : events)
            if (e.type == type) found.push_back(e);
        return found;
    }
    /// Stops the daemon at this point and begins anew from what is durable.
    void restart() {
        open.clear(), waiting.clear(), closing.clear(), leases.clear(), leased.clear(), fresh.clear();
        make();
        for (const auto& [key, value] : named) scheduler->restore_state(key, value);
        for (auto& [id, m] : envelopes) {
            QueuedMessage again = m;
            again.states.clear();
            bool any = false;
            for (std::uint32_t i = 0; i < m.envelope.recipients.size(); ++i) {
                const auto it = states.find({id, i});
                auto s = it == states.end() ? spool::RecipientUpdate{MessageId{id}, i} : it->second;
                any = any || s.state == spool::RecipientState::pending;
                again.states.push_back(s);
            }
            if (!any) continue;
            std::vector<QueuedMessage> batch;
            batch.push_back(std::move(again));
            scheduler->accept(std::move(batch));
        }
    }

    using Key = std::pair<std::uint64_t, std::uint32_t>;
    Settings settings;
    ManualClock clock;
    SchedulerOptions options;
    std::unique_ptr<Scheduler> scheduler;
    std::uint64_t last_id = 0;
    std::set<Key> pending, leased;
    std::map<Key, spool::RecipientUpdate> states;
    std::map<std::uint64_t, QueuedMessage> envelopes;
    std::map<std::uint64_t, std::string> open;
    std::map<std::string, std::vector<SteadyTime>> granted_at;
    std::set<std::uint64_t> waiting, closing;
    std::map<std::uint64_t, Delivery> leases;
    std::vector<ConnectionId> fresh;
    std::map<std::string, std::string> named;
    std::vector<events::Event> events;
};

}  // namespace mailrace::queue
