#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

using events::EventType;
using std::chrono::milliseconds;

TEST(Engine, a_message_comes_back_as_it_was) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    auto e = envelope(7, 3);
    e.envid = "env";
    e.subject = "hello";
    e.kept = "header_x-order: 17\n";
    e.ret = 'H';
    e.smtputf8 = true;
    e.priority = 90;
    Location where;
    rig.store(e, body_of(7), [&](Result<Location> r) { ASSERT_TRUE(r); where = r.value(); });
    rig.run();
    EXPECT_EQ(where.length, body_of(7).size());
    ASSERT_TRUE(rig.open());
    ASSERT_EQ(rig.seen.messages.size(), 1u);
    const auto& m = rig.seen.messages.at({7});
    EXPECT_EQ(m.envelope.sender, e.sender);
    EXPECT_EQ(m.envelope.received, e.received);
    EXPECT_EQ(m.envelope.envid, "env");
    EXPECT_EQ(m.envelope.kept, "header_x-order: 17\n");
    EXPECT_EQ(m.envelope.ret, 'H');
    EXPECT_TRUE(m.envelope.smtputf8);
    EXPECT_EQ(m.envelope.priority, 90);
    ASSERT_EQ(m.envelope.recipients.size(), 3u);
    EXPECT_EQ(m.envelope.recipients[2].address, "r2.7@b.example");
    EXPECT_EQ(m.body.segment, where.segment);
    EXPECT_EQ(m.body.offset, where.offset);
    ASSERT_EQ(m.states.size(), 3u);
    EXPECT_EQ(rig.body(7).value(), body_of(7));
    EXPECT_EQ(rig.recovery.last_message.value, 7u);
    EXPECT_TRUE(rig.seen.problems.empty());
}

TEST(Engine, many_messages_cost_one_sync) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.run();
    int done = 0;
    rig.store(envelope(1), body_of(1));
    rig.run();
    const int before = rig.disk.syncs();
    for (std::uint64_t id = 2; id < 12; ++id) rig.store(envelope(id), body_of(id), [&](Result<Location> r) { done += r ? 1 : 0; });
    rig.run();
    EXPECT_EQ(done, 10);
    EXPECT_EQ(rig.disk.syncs(), before + 1);
}

TEST(Engine, outcomes_alone_are_written_at_once_and_synced_a_little_later) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.store(envelope(1, 2), body_of(1));
    rig.run();
    const int syncs = rig.disk.syncs(), writes = rig.disk.writes();
    bool done = false;
    rig.record({update(1, 0, RecipientState::delivered)}, {event(EventType::delivery, 1)}, [&](Status s) { done = s.has_value(); });
    rig.run();
    EXPECT_EQ(rig.disk.writes(), writes + 1);
    EXPECT_EQ(rig.disk.syncs(), syncs);
    EXPECT_FALSE(done);
    EXPECT_TRUE(rig.consumed.empty());
    rig.record({update(1, 1, RecipientState::pending, 3)}, {event(EventType::deferral, 1)});
    rig.run(milliseconds{10});
    EXPECT_EQ(rig.disk.syncs(), syncs);
    rig.run(milliseconds{50});
    EXPECT_EQ(rig.disk.syncs(), syncs + 1);
    EXPECT_TRUE(done);
    ASSERT_EQ(rig.consumed.size(), 2u);
    EXPECT_LT(rig.consumed[0].id, rig.consumed[1].id);
}

TEST(Engine, a_killed_process_loses_nothing_that_was_written) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.store(envelope(1, 2), body_of(1), {}, {event(EventType::receipt, 1), event(EventType::receipt, 1)});
    rig.record({update(1, 0, RecipientState::delivered)}, {event(EventType::delivery, 1)});
    rig.run();
    rig.record({update(1, 1, RecipientState::pending, 4)}, {event(EventType::deferral, 1)});
    rig.run();
    rig.disk.kill();
    ASSERT_TRUE(rig.open());
    const auto& m = rig.seen.messages.at({1});
    EXPECT_EQ(m.states[0].state, RecipientState::delivered);
    EXPECT_EQ(m.states[1].attempts, 4);
    EXPECT_EQ(m.states[1].next_attempt, update(1, 1, RecipientState::pending, 4).next_attempt);
    ASSERT_EQ(rig.seen.events.size(), 4u);
    EXPECT_EQ(rig.seen.events[3].type, EventType::deferral);
}

TEST(Engine, events_that_the_journal_has_are_not_shown_and_ids_go_on) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    for (std::uint64_t id = 1; id <= 5; ++id) rig.store(envelope(id), body_of(id), {}, {event(EventType::receipt, id)});
    rig.run();
    ASSERT_EQ(rig.consumed.size(), 5u);
    EXPECT_EQ(rig.consumed[4].id.value, 5u);
    rig.journal = 3;
    ASSERT_TRUE(rig.open());
    ASSERT_EQ(rig.seen.events.size(), 2u);
    EXPECT_EQ(rig.seen.events[0].id.value, 4u);
    EXPECT_EQ(rig.recovery.last_event.value, 5u);
    rig.record({}, {event(EventType::admin, 0)});
    rig.run();
    rig.settle();
    EXPECT_EQ(rig.consumed.back().id.value, 6u);
}

TEST(Engine, a_message_is_gone_when_all_its_recipients_are_final) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.store(envelope(1, 2), body_of(1));
    rig.run();
    rig.record({update(1, 0, RecipientState::delivered), update(1, 0, RecipientState::delivered)});
    rig.settle();
    EXPECT_TRUE(rig.body(1));
    rig.record({update(1, 1, RecipientState::bounced)});
    rig.settle();
    EXPECT_EQ(rig.body(1).error().cls, ErrorClass::not_found);
    ASSERT_TRUE(rig.open());
    EXPECT_TRUE(rig.seen.messages.empty());
    EXPECT_EQ(rig.engine->statistics().live_bytes, 0u);
}

TEST(Engine, named_states_keep_the_last_value) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.put("a", "1");
    rig.put("b", "2");
    rig.run();
    rig.put("a", "3");
    rig.put("b", "");
    rig.settle();
    ASSERT_TRUE(rig.open());
    EXPECT_EQ(rig.seen.states, (std::map<std::string, std::string>{{"a", "3"}}));
}

TEST(Engine, a_message_without_id_recipients_or_twice_is_refused) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    int refused = 0;
    const auto count = [&](Result<Location> r) { refused += r ? 0 : 1; };
    rig.store(envelope(0), "x", count);
    rig.store(envelope(1, 0), "x", count);
    rig.store(envelope(2), "x");
    rig.run();
    rig.store(envelope(2), "y", count);
    rig.run();
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(rig.body(2).value(), "x");
}

TEST(Engine, two_processes_cannot_share_a_spool) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    Seen seen;
    Spool::Recovery recovery;
    EXPECT_EQ(Engine::open(rig.options, {}, seen, recovery).error().cls, ErrorClass::busy);
}

TEST(Engine, a_newer_format_is_refused) {
    Rig rig;
    rig.disk.set_content("/spool/00000001.seg", encode(SegmentHeader{.version = kFormatVersion + 1, .number = 1, .salt = 5}));
    EXPECT_FALSE(rig.open());
    EXPECT_NE(rig.open_error.find("newer"), std::string::npos);
}

}  // namespace
}  // namespace mailrace::spool::testing
