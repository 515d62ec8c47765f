#include "world.h"

namespace mailrace::queue {
namespace {

Selection queue(std::string name) {
    Selection s;
    s.queues = {std::move(name)};
    return s;
}

TEST(Admin, APausedQueueOpensNothingSaysSoAndGoesOnAfterResume) {
    World w;
    w.send({"a@one.example"});
    w.failed(World::only(w.take()));
    EXPECT_EQ(w.scheduler->pause(queue("one.example/v1"), "ann", "maintenance", true).recipients, 1u);
    EXPECT_EQ(w.row("one.example/v1").state, QueueState::retry);
    w.scheduler->pause(queue("one.example/v1"), "ann", "maintenance", false);
    EXPECT_EQ(w.take().notes.size(), 1u);
    w.send({"b@one.example"});
    EXPECT_TRUE(w.after(2h).grants.empty());
    const auto row = w.row("one.example/v1");
    EXPECT_EQ(row.state, QueueState::paused);
    EXPECT_EQ(row.waiting.limit, "paused");
    EXPECT_NE(row.waiting.text.find("ann: maintenance"), std::string::npos);
    EXPECT_EQ(w.scheduler->resume(queue("*/v1"), "ben", false).queues, 1u);
    const auto a = w.take();
    EXPECT_EQ(a.ended_notes, (std::vector<std::string>{"queue.paused:one.example/v1"}));
    World::only(a);
    EXPECT_EQ(w.of(events::EventType::admin).size(), 2u);
    EXPECT_EQ(w.of(events::EventType::admin)[1].user, "ben");
}

TEST(Admin, PausingClosesIdleConnectionsAndLeavesBusyOnesToFinish) {
    World w;
    w.settings.change([](auto& s) {
        s.idle_timeout = 5min;
        s.max_connections.value = 1;
    });
    w.send({"a@one.example"});
    w.send({"b@one.example"});
    const auto c = World::only(w.take());
    w.ready(c);
    w.take();
    w.scheduler->pause(queue("one.example/v1"), "ann", "", false);
    EXPECT_TRUE(w.take().closes.empty());
    w.answer(c, Verdict::delivered);
    w.pull(c);
    const auto a = w.take();
    EXPECT_TRUE(a.deliveries.empty());
    EXPECT_EQ(a.closes.size(), 1u);
}

TEST(Admin, APausedJobWaitsInAllQueuesAlsoMailThatComesLater) {
    World w;
    Selection s;
    s.job = "spring";
    const auto job = [&](const char* to, const char* name) {
        auto m = w.message({to});
        m.envelope.job = name;
        w.send(std::move(m));
    };
    job("a@one.example", "spring");
    job("a@two.example", "spring");
    EXPECT_EQ(w.scheduler->pause(s, "ann", "wrong link", false).recipients, 2u);
    job("b@one.example", "spring");
    job("c@one.example", "other");
    auto a = w.take();
    ASSERT_EQ(a.grants.size(), 1u);
    const auto c = a.grants[0].connection;
    w.ready(c);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    EXPECT_EQ(a.deliveries[0].delivery.recipients[0].address, "c@one.example");
    EXPECT_EQ(w.row("two.example/v1").waiting.limit, "job paused");
    const auto jobs = w.scheduler->jobs();
    ASSERT_EQ(jobs.size(), 2u);
    EXPECT_TRUE(jobs[0].job == "spring" && jobs[0].paused && jobs[0].recipients == 3);
    w.scheduler->resume(s, "ann", false);
    a = w.take();
    EXPECT_FALSE(a.grants.empty());
    EXPECT_EQ(w.row("one.example/v1").ready, 2u);
}

TEST(Admin, RetryNowWakesQueuesAndIfAskedRecipients) {
    World w;
    w.send({"a@one.example"});
    w.send({"a@two.example"});
    auto a = w.take();
    w.failed(a.grants[0].connection);
    const auto c = a.grants[1].connection;
    w.ready(c);
    w.take();
    w.answer(c, Verdict::deferred, 450, "450 later");
    w.closed(c);
    w.take();
    auto t = w.scheduler->retry_now(queue("*"), false, "ann", false);
    EXPECT_EQ(t.queues, 1u);
    EXPECT_EQ(t.matched, 2u);
    EXPECT_EQ(w.take().grants.size(), 1u);
    t = w.scheduler->retry_now(queue("*"), true, "ann", true);
    EXPECT_EQ(t.recipients, 1u);
    w.scheduler->retry_now(queue("two.example/v1"), true, "ann", false);
    EXPECT_EQ(w.take().grants.size(), 1u);
}

TEST(Admin, DeletingByFilterTakesExactlyWhatTheDryRunCounted) {
    World w;
    w.options.slice = 7;
    w.make();
    for (int i = 0; i < 40; ++i) {
        auto m = w.message({"keep" + std::to_string(i) + "@one.example", "drop" + std::to_string(i) + "@one.example"});
        m.envelope.job = i % 2 ? "odd" : "even";
        m.envelope.sender = i % 4 == 0 ? "Four@news.example" : "other@news.example";
        w.send(std::move(m));
    }
    w.failed(World::only(w.take()));
    w.take();
    Selection s;
    s.job = "even";
    s.sender = "four@news.example";
    s.recipient = "drop*";
    const auto dry = w.scheduler->remove(s, true, "ann", true);
    EXPECT_EQ(dry.recipients, 10u);
    EXPECT_EQ(w.pending.size(), 80u);
    w.scheduler->remove(s, true, "ann", false);
    std::size_t reports = 0, takes = 0;
    do {
        reports += w.take().reports.size();
        ASSERT_LT(++takes, 100u);
    } while (w.scheduler->next_wakeup() <= w.clock.steady());
    EXPECT_EQ(w.pending.size(), 70u);
    EXPECT_EQ(reports, 10u);
    const auto bounces = w.of(events::EventType::bounce);
    ASSERT_EQ(bounces.size(), 10u);
    EXPECT_EQ(bounces[0].response, "deleted by the administrator ann");
    EXPECT_EQ(bounces[0].phase, events::Phase::local);
    EXPECT_EQ(w.scheduler->totals().deleted, 10u);
    EXPECT_GT(takes, 3u);
}

TEST(Admin, DeletingAQueueLeavesWhatIsInFlightAndWhatCameLater) {
    World w;
    w.settings.change([](auto& s) { s.max_connections.value = 1; });
    for (int i = 0; i < 10; ++i) w.send({"a@one.example"});
    const auto c = World::only(w.take());
    w.ready(c);
    w.take();
    w.scheduler->remove(queue("one.example/v1"), false, "ann", false);
    w.clock.advance(1ms);
    w.send({"late@one.example"});
    const auto a = w.take();
    EXPECT_TRUE(a.reports.empty());
    EXPECT_EQ(w.pending.size(), 2u);
    w.answer(c, Verdict::delivered);
    w.pull(c);
    EXPECT_EQ(w.take().deliveries.size(), 1u);
}

TEST(Admin, AnEmptySelectionChangesNothing) {
    World w;
    w.send({"a@one.example"});
    w.take();
    w.scheduler->remove({}, false, "ann", false);
    w.scheduler->pause({}, "ann", "", false);
    w.take();
    EXPECT_EQ(w.pending.size(), 1u);
    EXPECT_NE(w.row("one.example/v1").state, QueueState::paused);
}

TEST(Admin, RecipientsAreListedPageByPageEachOnce) {
    World w;
    for (int i = 0; i < 25; ++i)
        w.send({"a" + std::to_string(i) + "@one.example", "b@one.example", "c@two.example"});
    w.ready(w.take().grants[0].connection);
    w.take();
    std::set<std::pair<std::uint64_t, std::uint32_t>> seen;
    std::string cursor;
    int pages = 0;
    do {
        const auto page = w.scheduler->recipients({}, cursor, 10);
        EXPECT_LE(page.rows.size(), 10u);
        for (const auto& r : page.rows) EXPECT_TRUE(seen.insert({r.message.value, r.index}).second);
        cursor = page.cursor;
        ASSERT_LT(++pages, 20);
    } while (!cursor.empty());
    EXPECT_EQ(seen.size(), 75u);
    Selection s;
    s.recipient = "*@two.example";
    EXPECT_EQ(w.scheduler->recipients(s, "", 1000).rows.size(), 25u);
    EXPECT_TRUE(w.scheduler->recipients(s, "rubbish", 10).rows.empty());
}

TEST(Admin, ARestartKeepsModesPausesRetryTimesAndBooks) {
    World w;
    w.settings.change([](auto& s) { s.retry_after = {10min, 30min}; });
    w.send({"a@retry.example"});
    w.send({"a@paused.example"});
    w.send({"a@backoff.example"});
    w.send({"a@deferred.example"});
    auto m = w.message({"a@job.example"});
    m.envelope.job = "spring";
    w.send(std::move(m));
    for (const auto& g : w.take().grants) {
        if (g.domain != "deferred.example") {
            w.failed(g.connection, false, "text; with = odd\r\nbytes\xff");
            continue;
        }
        w.ready(g.connection);
        w.take();
        w.answer(g.connection, Verdict::deferred, 450, "450 later");
        w.closed(g.connection);
    }
    w.scheduler->pause(queue("paused.example/v1"), "ann", "why", false);
    w.scheduler->set_mode(queue("backoff.example/v1"), Mode::backoff, "ann", "bad", false);
    Selection job;
    job.job = "spring";
    w.scheduler->pause(job, "ann", "", false);
    w.after(2s);
    const auto before = w.scheduler->totals();
    const auto next = w.row("retry.example/v1").next_attempt;
    w.clock.advance(3min);
    w.restart();
    w.take();
    EXPECT_EQ(w.scheduler->totals().received, before.received);
    EXPECT_EQ(w.scheduler->totals().deferred, before.deferred);
    EXPECT_EQ(w.row("retry.example/v1").next_attempt, next);
    EXPECT_EQ(w.row("retry.example/v1").last_response.text, "text; with = odd\r\nbytes\xff");
    EXPECT_EQ(w.row("paused.example/v1").state, QueueState::paused);
    EXPECT_EQ(w.row("backoff.example/v1").mode, Mode::backoff);
    EXPECT_EQ(w.row("deferred.example/v1").retrying, 1u);
    EXPECT_TRUE(w.scheduler->jobs()[0].paused);
    EXPECT_TRUE(w.after(3min).grants.empty());
    for (const auto& g : w.after(10min).grants) {
        EXPECT_NE(g.domain, "paused.example");
        w.failed(g.connection);
    }
    w.take();
    EXPECT_EQ(w.row("retry.example/v1").next_attempt, w.clock.wall() + 30min);  // the second step of the list
}

TEST(Admin, DamagedStatesAreRefusedAndChangeNothing) {
    World w;
    for (const char* bad : {"", "v", "v=1:1;step=", "v=1:1;step=99999999999999999999:1;", "v=1:1;step=5:1;", "x=1:1;"})
        EXPECT_FALSE(w.scheduler->restore_state("queue.state/one.example/v1", bad)) << bad;
    EXPECT_FALSE(w.scheduler->restore_state("somebody.else", "x"));
    EXPECT_FALSE(w.scheduler->restore_state("queue.state/noslash", "v=1:1;"));
}

}  // namespace
}  // namespace mailrace::queue
