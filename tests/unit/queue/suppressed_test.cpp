// Recipients that were taken only to be bounced.
#include "world.h"

namespace mailrace::queue {
namespace {

TEST(Suppressed, RecipientsBounceAtOnceAndTheOthersTravel) {
    World w;
    auto m = w.message({"a@one.example", "gone@one.example", "b@one.example", "gone@two.example"});
    m.envelope.recipients[1].suppressed = m.envelope.recipients[3].suppressed = "recipient is on the suppression list left";
    w.send(std::move(m));
    auto a = w.take();
    ASSERT_EQ(a.events.size(), 2u);
    EXPECT_EQ(a.events[0].type, events::EventType::bounce);
    EXPECT_EQ(a.events[0].recipient, "gone@one.example");
    EXPECT_EQ(a.events[0].response, "recipient is on the suppression list left");
    EXPECT_EQ(events::to_string(a.events[0].status), "5.7.1");
    EXPECT_EQ(a.events[0].rule, "suppression-lists");
    EXPECT_EQ(a.events[1].queue, "two.example/v1");
    ASSERT_EQ(a.updates.size(), 2u);
    EXPECT_EQ(a.updates[0].state, spool::RecipientState::bounced);
    ASSERT_EQ(a.reports.size(), 2u);  // the maker of notifications tells the sender
    EXPECT_EQ(a.reports[0].kind, Report::Kind::failed);
    ASSERT_EQ(a.grants.size(), 1u);
    w.ready(a.grants[0].connection);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    ASSERT_EQ(a.deliveries[0].delivery.recipients.size(), 2u);
    EXPECT_EQ(a.deliveries[0].delivery.recipients[1].address, "b@one.example");
}

TEST(Suppressed, AMessageOfNobodyElseEndsAtOnce) {
    World w;
    auto m = w.message({"gone@one.example"});
    m.envelope.recipients[0].suppressed = "no";
    w.send(std::move(m));
    const auto a = w.take();
    EXPECT_EQ(a.updates.size(), 1u);
    EXPECT_TRUE(a.grants.empty());
    EXPECT_EQ(w.scheduler->totals().messages, 0u);
    EXPECT_EQ(w.scheduler->totals().bounced, 1u);
}

TEST(Suppressed, AreRememberedOverARestart) {
    World w;
    auto m = w.message({"a@one.example", "gone@one.example"});
    m.envelope.recipients[1].suppressed = "no";
    m.states.resize(2);
    m.states[0].state = spool::RecipientState::delivered;
    w.send(std::move(m));
    const auto a = w.take();
    ASSERT_EQ(a.updates.size(), 1u);
    EXPECT_EQ(a.updates[0].recipient, 1u);
    EXPECT_TRUE(a.grants.empty());
}

}  // namespace
}  // namespace mailrace::queue
