#include <algorithm>

#include "daemon/queue/rate_bucket.h"
#include "world.h"

namespace mailrace::queue {
namespace {

std::size_t most_within(const std::vector<SteadyTime>& times, Duration span) {
    std::size_t most = 0;
    for (std::size_t i = 0, j = 0; j < times.size(); ++j) {
        while (times[j] - times[i] >= span) ++i;
        most = std::max(most, j - i + 1);
    }
    return most;
}

TEST(RateBucket, NeverLetsMoreThroughInAnySpanAndNearlyAllOfIt) {
    for (const auto& [count, per] : {std::pair<std::uint64_t, Duration>{1, 1s}, {10, 1s}, {7, 1min}, {3600, 1h}, {83, 10min}, {5000, 1s}}) {
        RateBucket bucket;
        RateLimit limit;
        limit.count = count;
        limit.per = per;
        SteadyTime t{1h};
        bucket.configure(limit, t);
        std::vector<SteadyTime> times;
        const SteadyTime begin = t;
        while (times.size() < count * 3) {
            const auto n = bucket.available(t);
            for (std::uint64_t i = 0; i < n; ++i) times.push_back(t);
            bucket.take(n, t);
            t = bucket.next(t);
        }
        EXPECT_LE(most_within(times, per), count) << count;
        EXPECT_LE(t - begin, per * 3 * 103 / 100 + 1s);
    }
}

TEST(RateBucket, HasNoBurstOfAnHoursAllowance) {
    RateBucket bucket;
    RateLimit limit;
    limit.count = 3600;
    limit.per = 1h;
    SteadyTime t{10h};
    bucket.configure(limit, t);
    EXPECT_EQ(bucket.available(t + 5h), 1u);
}

TEST(Limits, AQueueNeverHasMoreConnectionsThanItsLimitAndSaysSo) {
    World w;
    w.settings.change([](auto& s) {
        s.max_connections.value = 4;
        s.max_connections.origin = "config:12";
    });
    for (int i = 0; i < 100; ++i) w.send({"a@one.example"});
    for (int i = 0; i < 10; ++i) {
        for (const auto& g : w.take().grants) w.ready(g.connection);
        EXPECT_LE(w.count("one.example/v1"), 4u);
    }
    EXPECT_EQ(w.count("one.example/v1"), 4u);
    const auto row = w.row("one.example/v1");
    EXPECT_EQ(row.waiting.limit, "max-smtp-out");
    EXPECT_EQ(row.waiting.value, "4");
    EXPECT_EQ(row.waiting.origin, "config:12");
}

TEST(Limits, TheTotalIsSharedInTurnAndEveryQueueGetsItsChance) {
    World w;
    w.settings.total.max_connections.value = 5;
    w.make();
    for (int q = 0; q < 20; ++q)
        for (int i = 0; i < 30; ++i) w.send({"a@d" + std::to_string(q) + ".example"});
    std::set<std::string> served;
    for (int round = 0; round < 400 && served.size() < 20; ++round) {
        const auto a = w.take();
        ASSERT_LE(w.open.size(), 5u);
        for (const auto& g : a.grants) w.ready(g.connection, g.queue);
        const auto leases = w.leases;
        for (const auto& [c, d] : leases) {
            served.insert(d.queue);
            w.answer(ConnectionId{c}, Verdict::delivered);
            w.pull(ConnectionId{c});
        }
        for (const auto& c : std::set<std::uint64_t>(w.closing)) w.closed(ConnectionId{c});
        w.clock.advance(10ms);
    }
    EXPECT_EQ(served.size(), 20u);
}

TEST(Limits, AVirtualMtaHasItsOwnCap) {
    World w;
    w.settings.vmtas["v1"].max_connections.value = 3;
    for (int q = 0; q < 10; ++q) {
        w.send({"a@d" + std::to_string(q) + ".example"});
        w.send({"a@d" + std::to_string(q) + ".example"}, "v2");
    }
    const auto a = w.take();
    std::size_t v1 = 0;
    for (const auto& g : a.grants) v1 += g.vmta == "v1";
    EXPECT_EQ(v1, 3u);
    EXPECT_EQ(a.grants.size(), 13u);
    std::string blocked;
    for (const auto& r : w.scheduler->rows())
        if (r.vmta == "v1" && r.connections == 0) blocked = r.waiting.limit;
    EXPECT_EQ(blocked, "virtual-mta max-smtp-out");
    for (const auto& g : a.grants)
        if (g.vmta == "v1") {
            w.failed(g.connection);
            break;
        }
    EXPECT_EQ(w.take().grants.size(), 1u);  // the place goes to the next
}

TEST(Limits, TheMessageRateIsKeptExactlyForSeveralRecipientsToo) {
    World w;
    w.settings.change([](auto& s) {
        s.max_message_rate.count = 10;
        s.max_message_rate.per = 1s;
        s.max_connections.value = 1;
    });
    for (int i = 0; i < 20; ++i) w.send({"a@one.example", "b@one.example", "c@one.example"});
    const auto c = World::only(w.take());
    w.ready(c);
    std::vector<SteadyTime> times;
    const auto begin = w.clock.steady();
    while (!w.pending.empty() && w.clock.steady() - begin < 20s) {
        w.take();
        if (w.pending.empty()) break;
        ASSERT_FALSE(w.closing.contains(c.value));  // kept open: the next token is near
        if (w.leases.contains(c.value)) {
            for (std::size_t i = 0; i < w.leases.at(c.value).recipients.size(); ++i) times.push_back(w.clock.steady());
            w.answer(c, Verdict::delivered);
            w.pull(c);
            continue;
        }
        EXPECT_EQ(w.row("one.example/v1").waiting.limit, "max-msg-rate");
        w.clock.advance(std::max(w.scheduler->next_wakeup() - w.clock.steady(), Duration{1}));
    }
    EXPECT_TRUE(w.pending.empty());
    EXPECT_LE(most_within(times, 1s), 10u);
    EXPECT_LE(w.clock.steady() - begin, 6200ms);
}

TEST(Limits, ConnectRateAndRampUpSpaceConnectionsOut) {
    World w;
    w.settings.change([](auto& s) {
        s.max_connect_rate.count = 6;
        s.max_connect_rate.per = 1min;
    });
    w.settings.change("ramp.example/v1", [](auto& s) {
        s.max_connect_rate.count = 0;
        s.ramp_up_interval = 3s;
    });
    for (int i = 0; i < 200; ++i) w.send({"a@rate.example", "a@ramp.example"});
    for (int i = 0; i < 600; ++i) {
        for (const auto& g : w.take().grants) w.ready(g.connection, g.queue);
        w.clock.advance(100ms);
    }
    EXPECT_LE(most_within(w.granted_at["rate.example/v1"], 1min), 6u);
    EXPECT_GE(w.granted_at["rate.example/v1"].size(), 5u);
    const auto& ramp = w.granted_at["ramp.example/v1"];
    EXPECT_GE(ramp.size(), 15u);
    for (std::size_t i = 1; i < ramp.size(); ++i) EXPECT_GE(ramp[i] - ramp[i - 1], 3s);
}

TEST(Limits, AConnectionIsClosedAfterItsMessagesOrErrors) {
    World w;
    w.settings.change([](auto& s) {
        s.max_messages_per_connection.value = 3;
        s.max_connections.value = 1;
    });
    w.settings.change("err.example/v1", [](auto& s) { s.max_errors_per_connection.value = 2; });
    for (int i = 0; i < 10; ++i) w.send({"a@one.example"});
    const auto c = World::only(w.take());
    w.ready(c);
    int n = 0;
    while (w.take(), w.leases.contains(c.value)) {
        ++n;
        w.answer(c, Verdict::delivered);
        w.pull(c);
    }
    EXPECT_EQ(n, 3);
    EXPECT_TRUE(w.closing.contains(c.value));
    for (int i = 0; i < 10; ++i) w.send({"a@err.example"});
    const auto e = World::only(w.take());
    w.ready(e);
    n = 0;
    while (w.take(), w.leases.contains(e.value)) {
        ++n;
        w.answer(e, Verdict::bounced, 550, "550 no");
        w.pull(e);
    }
    EXPECT_EQ(n, 2);
}

TEST(Limits, IdleConnectionsStayAsLongAsConfiguredAndServeTheSameSite) {
    World w;
    w.settings.change([](auto& s) { s.idle_timeout = 30s; });
    w.send({"a@one.example"});
    w.send({"a@two.example"});
    for (const auto& g : w.take().grants) w.ready(g.connection, "mx.shared.example");
    w.take();
    const auto leases = w.leases;
    ASSERT_EQ(leases.size(), 2u);
    for (const auto& [c, d] : leases) {
        w.answer(ConnectionId{c}, Verdict::delivered);
        w.pull(ConnectionId{c});
    }
    EXPECT_TRUE(w.take().closes.empty());
    EXPECT_EQ(w.scheduler->totals().connections_idle, 2u);
    // Two messages for one of the domains: its own idle connection and that of its sibling carry them, none is opened.
    w.send({"b@one.example"});
    w.send({"c@one.example"});
    auto a = w.take();
    EXPECT_TRUE(a.grants.empty());
    EXPECT_EQ(a.deliveries.size(), 2u);
    EXPECT_EQ(w.row("one.example/v1").connections, 2u);
    EXPECT_EQ(w.row("two.example/v1").connections, 0u);
    const auto again = w.leases;
    for (const auto& [c, d] : again) {
        w.answer(ConnectionId{c}, Verdict::delivered);
        w.pull(ConnectionId{c});
    }
    EXPECT_TRUE(w.after(30s - 1us).closes.empty());
    EXPECT_EQ(w.after(1us).closes.size(), 2u);
}

TEST(Limits, ASiblingIsNotGivenMoreThanItsOwnLimit) {
    World w;
    w.settings.change([](auto& s) { s.idle_timeout = 30s; });
    w.settings.change("two.example/v1", [](auto& s) {
        s.idle_timeout = 30s;
        s.max_connections.value = 1;
    });
    for (int i = 0; i < 8; ++i) w.send({"a@one.example"});
    w.send({"a@two.example"});
    for (int round = 0; round < 10; ++round) {
        for (const auto& g : w.take().grants) w.ready(g.connection, "mx.shared.example");
        w.take();
        const auto leases = w.leases;
        for (const auto& [c, d] : leases) {
            w.answer(ConnectionId{c}, Verdict::delivered);
            w.pull(ConnectionId{c});
        }
    }
    EXPECT_TRUE(w.pending.empty());
    for (int i = 0; i < 10; ++i) w.send({"b@two.example"});
    w.take();
    EXPECT_EQ(w.row("two.example/v1").connections, 1u);
    EXPECT_EQ(w.row("two.example/v1").in_flight, 1u);
}

TEST(Limits, IdleConnectionsMakeRoomWhenTheTotalIsReached) {
    World w;
    w.settings.total.max_connections.value = 1;
    w.make();
    w.settings.change([](auto& s) { s.idle_timeout = 5min; });
    w.send({"a@one.example"});
    const auto c = World::only(w.take());
    w.ready(c, "one");
    w.take();
    w.answer(c, Verdict::delivered);
    w.pull(c);
    w.take();
    w.send({"a@two.example"});
    const auto a = w.take();
    ASSERT_EQ(a.closes.size(), 1u);
    EXPECT_EQ(w.row("two.example/v1").waiting.limit, "total-max-smtp-out");
    w.closed(c);
    World::only(w.take());
}

TEST(Limits, BackoffModeHasItsOwnLimitsAndEnds) {
    World w;
    w.settings.change([](auto& s) {
        s.backoff_max_connections.value = 1;
        s.backoff_to_normal_after = 1h;
        s.backoff_retry_after = {20min};
    });
    Selection s;
    s.queues = {"one.example/v1"};
    w.send({"a@one.example"});
    w.failed(World::only(w.take()));
    w.take();
    EXPECT_EQ(w.scheduler->set_mode(s, Mode::backoff, "ann", "", false).queues, 1u);
    auto a = w.take();
    EXPECT_EQ(a.notes.size(), 1u);
    for (int i = 0; i < 50; ++i) w.send({"a@one.example"});
    const auto c = World::only(w.after(10min));
    w.ready(c);
    w.take();
    EXPECT_EQ(w.count("one.example/v1"), 1u);
    EXPECT_EQ(w.row("one.example/v1").mode, Mode::backoff);
    w.after(50min);
    EXPECT_EQ(w.row("one.example/v1").mode, Mode::normal);
    w.take();
    EXPECT_GT(w.count("one.example/v1"), 1u);
    EXPECT_EQ(w.of(events::EventType::queue).size(), 2u);
}

TEST(Limits, ALowerLimitAfterAReloadClosesTheExcess) {
    World w;
    for (int i = 0; i < 100; ++i) w.send({"a@one.example"});
    for (int i = 0; i < 5; ++i)
        for (const auto& g : w.take().grants) w.ready(g.connection);
    w.take();
    EXPECT_EQ(w.count("one.example/v1"), 20u);
    w.settings.change([](auto& s) { s.max_connections.value = 2; });
    w.scheduler->settings_changed();
    w.take();
    for (int i = 0; i < 3; ++i) {
        const auto leases = w.leases;
        for (const auto& [c, d] : leases) {
            w.answer(ConnectionId{c}, Verdict::delivered);
            w.pull(ConnectionId{c});
        }
        w.take();
        for (const auto& c : std::set<std::uint64_t>(w.closing)) w.closed(ConnectionId{c});
    }
    w.take();
    EXPECT_EQ(w.count("one.example/v1"), 2u);
}

}  // namespace
}  // namespace mailrace::queue
