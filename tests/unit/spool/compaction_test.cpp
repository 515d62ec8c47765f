// Segments go when nothing in them is needed; what is needed moves, and stays readable and true.
#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

using events::EventType;

int segments(const Rig& rig) {
    int n = 0;
    for (const auto& path : rig.disk.paths()) n += path.ends_with(".seg") ? 1 : 0;
    return n;
}

TEST(Compaction, dead_segments_go_unread) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    for (std::uint64_t id = 1; id <= 400; ++id) {
        rig.store(envelope(id), body_of(id, 500));
        rig.run();
        rig.record({update(id, 0, RecipientState::delivered)});
    }
    rig.settle();
    EXPECT_LE(segments(rig), 3);
    EXPECT_EQ(rig.engine->statistics().messages, 0u);
}

TEST(Compaction, keeps_segments_whose_events_the_journal_has_not) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    for (std::uint64_t id = 1; id <= 100; ++id) {
        rig.store(envelope(id), body_of(id, 500), {}, {event(EventType::receipt, id)});
        rig.run();
        rig.record({update(id, 0, RecipientState::delivered)}, {event(EventType::delivery, id)});
    }
    rig.settle();
    const int before = segments(rig);
    EXPECT_GE(before, 4);
    ASSERT_TRUE(rig.open());
    EXPECT_EQ(rig.seen.events.size(), 200u);
    rig.engine->set_journal({200});
    rig.settle();
    rig.settle();
    EXPECT_LE(segments(rig), 2);
}

TEST(Compaction, the_few_that_live_move_and_the_rest_goes) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.put("named", "kept");
    for (std::uint64_t id = 1; id <= 300; ++id) {
        rig.store(envelope(id, 2), body_of(id, id % 50 == 0 ? 9000 : 300));
        rig.run();
        rig.record({update(id, 0, RecipientState::delivered, 1)});
        if (id % 25 == 0) rig.record({update(id, 1, RecipientState::pending, static_cast<std::uint16_t>(id))});
        else rig.record({update(id, 1, RecipientState::bounced)});
        rig.run();
    }
    for (int i = 0; i < 30; ++i) rig.settle();
    EXPECT_LE(segments(rig), 6);
    EXPECT_GT(rig.engine->statistics().compactions, 0u);
    const auto check = [&] {
        for (std::uint64_t id = 25; id <= 300; id += 25) EXPECT_EQ(rig.body(id).value(), body_of(id, id % 50 == 0 ? 9000 : 300));
    };
    check();
    rig.disk.crash();
    ASSERT_TRUE(rig.open());
    ASSERT_EQ(rig.seen.messages.size(), 12u);
    EXPECT_EQ(rig.seen.states.at("named"), "kept");
    for (const auto& [id, m] : rig.seen.messages) {
        EXPECT_EQ(m.states[0].state, RecipientState::delivered);
        EXPECT_EQ(m.states[1].state, RecipientState::pending);
        EXPECT_EQ(m.states[1].attempts, id.value);
    }
    check();
    EXPECT_TRUE(rig.seen.problems.empty());
}

TEST(Compaction, under_load_stays_bounded_and_loses_nothing) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    std::mt19937 random(5);
    std::map<std::uint64_t, std::uint16_t> live;
    std::uint64_t id = 0;
    for (int round = 0; round < 1500; ++round) {
        for (int i = 0; i < 3; ++i) {
            ++id;
            rig.store(envelope(id), body_of(id, 100 + random() % 400), {}, {event(EventType::receipt, id)});
            live[id] = 0;
        }
        rig.run();
        while (live.size() > 60) {
            auto it = std::next(live.begin(), static_cast<std::ptrdiff_t>(random() % live.size()));
            if (random() % 3 == 0) {
                rig.record({update(it->first, 0, RecipientState::pending, ++it->second)}, {event(EventType::deferral, it->first)});
            } else {
                rig.record({update(it->first, 0, RecipientState::delivered)}, {event(EventType::delivery, it->first)});
                live.erase(it);
            }
        }
        if (!rig.consumed.empty()) rig.engine->set_journal(rig.consumed.back().id);
        rig.consumed.clear();
        rig.run(std::chrono::milliseconds{30});
    }
    for (int i = 0; i < 20; ++i) rig.settle();
    EXPECT_LE(segments(rig), 20);
    rig.disk.crash();
    ASSERT_TRUE(rig.open());
    ASSERT_EQ(rig.seen.messages.size(), live.size());
    for (const auto& [number, attempts] : live) EXPECT_EQ(rig.seen.messages.at({number}).states[0].attempts, attempts);
}

TEST(Compaction, a_removed_name_does_not_come_back) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.store(envelope(1), body_of(1, 7000));
    rig.put("gone", "old");
    rig.run();
    for (std::uint64_t id = 2; id <= 40; ++id) {
        rig.store(envelope(id), body_of(id, 1000));
        rig.run();
        if (id == 10) rig.put("gone", "");
        rig.record({update(id, 0, RecipientState::delivered)});
    }
    for (int i = 0; i < 10; ++i) rig.settle();
    ASSERT_TRUE(rig.open());
    EXPECT_TRUE(rig.seen.states.empty());
    EXPECT_EQ(rig.seen.messages.size(), 1u);
}

}  // namespace
}  // namespace mailrace::spool::testing
