// Senders who asked hear of mail that waits: when, how often, and not again after a restart.
#include "world.h"

namespace mailrace::queue {

namespace {

constexpr std::uint8_t kDelay = 8;

struct Waiting : World {
    Waiting() {
        settings.change([](auto& s) {
            s.delay_notice_every = 4h;
            s.bounce_after = 24h;
        });
    }
    void send_one(std::uint8_t notify) {
        auto m = message({"a@one.example"});
        m.envelope.recipients[0].notify = notify;
        send(std::move(m));
    }
    void fail_all(const Actions& a) {
        for (const auto& g : a.grants) failed(g.connection, false, "no route to host");
    }
    /// Goes on minute by minute, failing every connection; what was reported.
    std::vector<Report> run(Duration d) {
        std::vector<Report> all;
        for (const auto end = clock.steady() + d; clock.steady() < end;) {
            auto a = after(1min);
            fail_all(a);
            for (auto& r : a.reports) all.push_back(std::move(r));
        }
        return all;
    }
};

}  // namespace

TEST(DelayNotices, come_as_often_as_configured_to_those_who_asked) {
    Waiting w;
    w.send_one(kDelay);
    w.fail_all(w.take());
    EXPECT_TRUE(w.run(3h + 58min).empty());
    const auto first = w.run(3min);
    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first[0].kind, Report::Kind::delayed);
    EXPECT_EQ(first[0].recipient, "a@one.example");
    EXPECT_EQ(first[0].response.text, "no route to host");
    EXPECT_EQ(first[0].response.status.cls, 4);
    EXPECT_EQ(first[0].retry_until, first[0].received + 24h);
    EXPECT_EQ(w.run(12h).size(), 3u);
}

TEST(DelayNotices, go_to_nobody_who_did_not_ask_unless_the_configuration_says_so) {
    Waiting w;
    for (const int notify : {0, 1, 2, 4}) w.send_one(static_cast<std::uint8_t>(notify));
    w.fail_all(w.take());
    EXPECT_TRUE(w.run(9h).empty());
    w.settings.change([](auto& s) { s.delay_notice_unasked = true; });
    w.scheduler->settings_changed();
    const auto told = w.run(2min);
    ASSERT_EQ(told.size(), 1u) << "one who gave no NOTIFY, told once of what is already two periods old";
    EXPECT_EQ(told[0].notify, 0);
    EXPECT_TRUE(told[0].delays_unasked);
}

TEST(DelayNotices, are_never_written_for_notifications) {
    Waiting w;
    auto m = w.message({"a@one.example"});
    m.envelope.recipients[0].notify = kDelay;
    m.envelope.generated = true;
    w.send(std::move(m));
    w.fail_all(w.take());
    EXPECT_TRUE(w.run(9h).empty());
}

TEST(DelayNotices, are_not_repeated_by_a_restart) {
    Waiting w;
    w.send_one(kDelay);
    w.fail_all(w.take());
    EXPECT_EQ(w.run(4h + 5min).size(), 1u);
    w.restart();
    w.fail_all(w.take());
    EXPECT_TRUE(w.run(3h + 50min).empty());
    EXPECT_EQ(w.run(10min).size(), 1u);
}

TEST(DelayNotices, of_a_large_queue_come_in_portions_and_each_once) {
    Waiting w;
    for (int i = 0; i < 1000; ++i) w.send_one(kDelay);
    w.fail_all(w.take());
    w.run(3h + 58min);
    std::size_t total = 0;
    for (int i = 0; i < 3; ++i) {
        auto a = w.after(1min);
        w.fail_all(a);
        for (;; a = w.take()) {
            EXPECT_LE(a.reports.size(), 256u);
            total += a.reports.size();
            if (w.scheduler->next_wakeup() > w.clock.steady()) break;
        }
    }
    EXPECT_EQ(total, 1000u);
}

TEST(SuccessReports, are_left_to_a_receiver_that_offers_dsn) {
    for (const bool offers : {false, true}) {
        World w;
        auto m = w.message({"a@one.example"});
        m.envelope.recipients[0].notify = 2;
        w.send(std::move(m));
        const auto c = World::only(w.take());
        auto peer = std::make_shared<Peer>();
        peer->esmtp = offers ? "PIPELINING,DSN,8BITMIME" : "PIPELINING,8BITMIME";
        w.scheduler->connection_ready(c, peer);
        w.pull(c);
        w.take();
        w.answer(c, Verdict::delivered);
        const auto reports = w.take().reports;
        EXPECT_EQ(reports.size(), offers ? 0u : 1u);
        for (const auto& r : reports) EXPECT_EQ(r.kind, Report::Kind::relayed);
    }
}

}  // namespace mailrace::queue
