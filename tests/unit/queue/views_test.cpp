#include "world.h"

namespace mailrace::queue {
namespace {

TEST(Views, OnlyQueuesThatChangedAreReported) {
    World w;
    for (int i = 0; i < 50; ++i) w.send({"a@d" + std::to_string(i) + ".example"});
    w.take();
    auto c = w.scheduler->changes_since(0);
    EXPECT_TRUE(c.all);
    EXPECT_EQ(c.rows.size(), 50u);
    auto cursor = c.cursor;
    w.take();
    c = w.scheduler->changes_since(cursor);
    EXPECT_FALSE(c.all);
    EXPECT_TRUE(c.rows.empty());
    w.send({"b@d7.example"});
    w.take();
    c = w.scheduler->changes_since(cursor);
    ASSERT_EQ(c.rows.size(), 1u);
    EXPECT_EQ(c.rows[0].name, "d7.example/v1");
    EXPECT_EQ(c.rows[0].recipients, 2u);
}

TEST(Views, UnusedQueuesGoAwayAndAreReportedAsRemoved) {
    World w;
    w.send({"a@one.example"});
    const auto c = World::only(w.take());
    w.ready(c);
    w.take();
    w.answer(c, Verdict::delivered);
    w.closed(c);
    w.take();
    const auto cursor = w.scheduler->changes_since(0).cursor;
    for (int i = 0; i < 90; ++i) w.after(1min);
    const auto changes = w.scheduler->changes_since(cursor);
    EXPECT_EQ(changes.removed, (std::vector<std::string>{"one.example/v1"}));
    EXPECT_EQ(changes.total, 0u);
    w.send({"b@one.example"});
    World::only(w.take());
}

TEST(Views, DepthIsKeptForTheLastHourMinuteByMinute) {
    World w;
    w.send({"a@one.example"});
    w.failed(World::only(w.take()));
    for (int i = 0; i < 3; ++i) w.after(1min);
    w.send({"b@one.example"});
    w.after(1min);
    EXPECT_EQ(w.row("one.example/v1").depth, (std::vector<std::uint32_t>{1, 1, 1, 2}));
    for (int i = 0; i < 100; ++i) w.after(1min);
    EXPECT_EQ(w.row("one.example/v1").depth.size(), 60u);
}

TEST(Views, GroupsAreSumsWithTheWaitingOfTheLargest) {
    World w;
    for (int i = 0; i < 3; ++i) w.send({"a@one.example"});
    w.send({"a@one.example"}, "v2");
    w.send({"a@two.example"});
    for (const auto& g : w.take().grants) w.failed(g.connection, false, "no route for " + g.queue);
    w.take();
    const auto rows = aggregate(w.scheduler->rows(), Group::domain);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].name, "one.example");
    EXPECT_EQ(rows[0].recipients, 4u);
    EXPECT_EQ(rows[0].vmta, "");
    EXPECT_NE(rows[0].waiting.text.find("one.example/v1"), std::string::npos);
    EXPECT_EQ(aggregate(w.scheduler->rows(), Group::vmta).size(), 2u);
}

TEST(Views, TheOldestMessageAndTheProviderAreKnown) {
    World w;
    const auto first = w.clock.wall();
    w.send({"a@one.example"});
    w.clock.advance(5min);
    w.send({"b@one.example"});
    const auto c = World::only(w.take());
    w.ready(c, "mx1.big.example,mx2.big.example", "big.example");
    EXPECT_EQ(w.row("one.example/v1").oldest, first);
    EXPECT_EQ(w.row("one.example/v1").provider, "big.example");
    EXPECT_EQ(w.scheduler->totals().oldest, first);
    const auto d = w.scheduler->detail("one.example/v1");
    ASSERT_EQ(d->connections.size(), 1u);
    EXPECT_EQ(d->connections[0].host, "mx.example");
}

TEST(Views, BodiesStayInMemoryUnderTheirBudgetOnly) {
    World w;
    w.options.body_memory = 10'000;
    w.make();
    for (int i = 0; i < 20; ++i) {
        auto m = w.message({"a@one.example"});
        m.bytes = std::make_shared<std::string>(1000, 'b');
        w.send(std::move(m));
    }
    const auto c = World::only(w.take());
    w.ready(c);
    std::vector<bool> have;
    while (w.take(), w.leases.contains(c.value)) {
        have.push_back(w.leases.at(c.value).bytes != nullptr);
        w.answer(c, Verdict::delivered);
        w.pull(c);
    }
    ASSERT_EQ(have.size(), 20u);
    EXPECT_EQ(std::count(have.begin(), have.end(), true), 10);
    EXPECT_TRUE(have.back());
    EXPECT_FALSE(have.front());
}

}  // namespace
}  // namespace mailrace::queue
