// A long run of a random world: receivers that deliver, defer, refuse, hang up and die; operators who meddle; restarts. The world's own books
// (world.h) check at every step that nothing is leased twice, nothing is lost and the totals add up; here the limits are checked too.
#include <random>

#include "world.h"

namespace mailrace::queue {
namespace {

class Simulation : public ::testing::TestWithParam<unsigned> {
protected:
    void SetUp() override {
        w.settings.total.max_connections.value = 12;
        w.settings.vmtas["v2"].max_connections.value = 4;
        w.settings.change([](auto& s) {
            s.max_connections.value = 3;
            s.backoff_max_connections.value = 3;
            s.max_recipients_per_transaction.value = 4;
            s.retry_recipients_after = 30s;
            s.retry_after = {10s, 40s};
            s.bounce_after = 20min;
            s.idle_timeout = 2s;
            s.max_messages_per_connection.value = 17;
        });
        w.settings.change("d1.example/v1", [](auto& s) {
            s.max_message_rate.count = 60;
            s.max_message_rate.per = 1min;
        });
        w.settings.change("d2.example/v1", [](auto& s) { s.max_connections.value = s.backoff_max_connections.value = 1; });
        w.options.slice = 20;
        w.make();
    }

    unsigned dice(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random); }

    void inject() {
        std::vector<std::string> to;
        for (unsigned i = 0, n = 1 + dice(6); i < n; ++i) to.push_back("r" + std::to_string(i) + "@d" + std::to_string(dice(8)) + ".example");
        auto m = w.message(to, dice(3) == 0 ? "v2" : "v1");
        m.envelope.priority = static_cast<std::uint8_t>(dice(101));
        m.envelope.job = "j" + std::to_string(dice(3));
        m.bytes = std::make_shared<std::string>(1000, 'x');
        w.send(std::move(m));
    }

    void receivers() {
        const auto fresh = std::exchange(w.fresh, {});
        for (const auto c : fresh) {
            if (!w.open.contains(c.value)) continue;
            switch (dice(8)) {
                case 0: w.failed(c); break;
                case 1: w.closed(c); break;
                case 2: w.fresh.push_back(c); break;  // slow
                default: w.ready(c, "site" + std::to_string(dice(3)));
            }
        }
        const auto leases = w.leases;
        for (const auto& [id, d] : leases) {
            const ConnectionId c{id};
            if (dice(3) == 0) continue;
            if (dice(15) == 0) {
                w.closed(c);
                continue;
            }
            w.answer(c, [&](const DeliveryRecipient& r) {
                const Response later{events::Phase::rcpt, 450, {4, 2, 0}, "450 later " + std::to_string(dice(1000))};
                switch (dice(10)) {
                    case 0: return RecipientOutcome{r.index, Verdict::unattempted, {events::Phase::mail, 421, {}, "421 bye"}};
                    case 1: case 2: return RecipientOutcome{r.index, Verdict::deferred, later};
                    case 3: return RecipientOutcome{r.index, Verdict::bounced, {events::Phase::rcpt, 550, {5, 1, 1}, "550 no"}};
                    default: return RecipientOutcome{r.index, Verdict::delivered, {events::Phase::end_of_data, 250, {}, "250 ok"}};
                }
            });
            if (dice(12) == 0) w.closed(c);
            else w.pull(c);
        }
        for (const auto id : std::set<std::uint64_t>(w.waiting))
            if (dice(40) == 0) w.closed(ConnectionId{id});
        for (const auto id : std::set<std::uint64_t>(w.closing))
            if (dice(2) == 0) w.closed(ConnectionId{id});
    }

    void operators() {
        Selection s;
        if (dice(2) == 0) s.queues = {"d" + std::to_string(dice(8)) + ".example/v1"};
        else s.job = "j" + std::to_string(dice(3));
        switch (dice(7)) {
            case 0: w.scheduler->pause(s, "ann", "", false); break;
            case 1: case 2: w.scheduler->resume(s, "ann", false); break;
            case 3: w.scheduler->retry_now(s, true, "ann", false); break;
            case 4: w.scheduler->set_mode(s, dice(2) ? Mode::backoff : Mode::normal, "ann", "", false); break;
            case 5:
                s.recipient = "r1@*";
                w.scheduler->remove(s, true, "ann", false);
                break;
            case 6: w.scheduler->settings_changed(); break;
        }
    }

    void check_limits() {
        ASSERT_LE(w.open.size(), 12u);
        std::map<std::string, std::size_t> of;
        std::size_t v2 = 0;
        for (const auto& [c, q] : w.open) {
            ++of[q];
            v2 += q.ends_with("/v2");
        }
        ASSERT_LE(v2, 4u);
        for (const auto& r : w.scheduler->rows()) {
            ASSERT_LE(r.connections, r.name == "d2.example/v1" ? 1u : 3u) << r.name;
            ASSERT_EQ(r.recipients, r.ready + r.retrying + r.in_flight + held(r)) << r.name;
            if (r.recipients == 0 || r.in_flight > 0) continue;
            ASSERT_FALSE(w.scheduler->explain(r.name).empty()) << r.name << " waits and cannot say for what";
        }
    }
    std::uint64_t held(const QueueRow& r) const {
        Selection s;
        s.queues = {r.name};
        std::uint64_t n = 0;
        for (const auto& row : w.scheduler->recipients(s, "", 1000).rows) n += row.state == "held";
        return n;
    }

    World w;
    std::mt19937 random{GetParam()};
};

TEST_P(Simulation, KeepsEveryPromise) {
    for (int step = 0; step < 1000; ++step) {
        if (step < 700 && w.pending.size() < 400)
            for (unsigned n = dice(4); n > 0; --n) inject();
        receivers();
        if (dice(20) == 0) operators();
        w.take();
        if (step % 5 == 0) check_limits();
        if (HasFatalFailure()) return;
        if (dice(400) == 0) w.restart();
        w.clock.advance(std::chrono::milliseconds{dice(400)});
    }
    // Afterwards everything is let go, answers well and runs dry.
    Selection all;
    all.queues = {"*"};
    w.scheduler->resume(all, "ann", false);
    for (int j = 0; j < 3; ++j) {
        Selection s;
        s.job = "j" + std::to_string(j);
        w.scheduler->resume(s, "ann", false);
    }
    for (int step = 0; step < 20'000 && !w.pending.empty(); ++step) {
        w.take();
        for (const auto c : std::exchange(w.fresh, {}))
            if (w.open.contains(c.value)) w.ready(c, "site");
        const auto leases = w.leases;
        for (const auto& [id, d] : leases) {
            w.answer(ConnectionId{id}, Verdict::delivered);
            w.pull(ConnectionId{id});
        }
        for (const auto id : std::set<std::uint64_t>(w.closing)) w.closed(ConnectionId{id});
        w.clock.advance(100ms);
    }
    w.take();
    EXPECT_TRUE(w.pending.empty());
    EXPECT_EQ(w.scheduler->totals().messages, 0u);
    EXPECT_EQ(w.scheduler->totals().in_flight, 0u);
    EXPECT_EQ(w.scheduler->totals().queued_bytes, 0u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Simulation, ::testing::Range(1u, 9u));

}  // namespace
}  // namespace mailrace::queue
