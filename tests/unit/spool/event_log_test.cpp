#include "daemon/spool/event_log.h"

#include <random>

#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

using events::EventType;

/// All that a source has to give now, asked for in parts of `bytes`.
std::vector<events::Event> all_of(events::EventSource& source, std::size_t bytes) {
    std::vector<events::Event> list;
    for (;;) {
        auto pack = source.next(bytes);
        EXPECT_TRUE(pack);
        if (!pack || pack->empty()) return list;
        for (auto& e : unpacked(std::move(*pack))) list.push_back(std::move(e));
    }
}

std::vector<std::uint64_t> ids_of(const std::vector<events::Event>& list) {
    std::vector<std::uint64_t> ids;
    for (const auto& e : list) ids.push_back(e.id.value);
    return ids;
}

TEST(EventLog, gives_again_what_the_consumer_got_over_many_segments_and_a_restart) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    std::mt19937 random(3);
    std::uint64_t id = 0;
    for (int round = 0; round < 200; ++round) {
        if (round == 120) {
            rig.close();
            ASSERT_TRUE(rig.open());
        }
        ++id;
        rig.store(envelope(id), body_of(id, 100 + random() % 2000), {}, {event(EventType::receipt, id, "received")});
        if (id > 3) rig.record({update(id - 2, 0, RecipientState::delivered)}, {event(EventType::delivery, id - 2), event(EventType::admin, 0)});
        rig.run(std::chrono::milliseconds{random() % 60});
    }
    rig.settle();
    EXPECT_GT(rig.engine->statistics().segments, 5u);
    ASSERT_GT(rig.consumed.size(), 500u);
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{1000}, std::size_t{1} << 20}) {
        const auto source = rig.engine->read_events({});
        const auto read = all_of(*source, bytes);
        EXPECT_EQ(ids_of(read), ids_of(rig.consumed));
        EXPECT_EQ(read.front().text, "received");
    }
    const auto late = rig.engine->read_events(rig.consumed[400].id);
    EXPECT_EQ(all_of(*late, 5000).front().id, rig.consumed[401].id);
}

TEST(EventLog, never_shows_what_is_not_synced_and_goes_on_where_it_was) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.store(envelope(1), body_of(1), {}, {event(EventType::receipt, 1)});
    rig.run();
    const auto source = rig.engine->read_events({});
    EXPECT_EQ(all_of(*source, 100).size(), 1u);
    rig.record({update(1, 0, RecipientState::pending)}, {event(EventType::deferral, 1)});
    rig.run();  // written, and synced a little later
    EXPECT_TRUE(rig.consumed.size() == 1 && all_of(*source, 100).empty());
    rig.settle();
    const auto then = all_of(*source, 100);
    ASSERT_EQ(then.size(), 1u);
    EXPECT_EQ(then[0].type, EventType::deferral);
    EXPECT_TRUE(all_of(*source, 100).empty());
}

TEST(EventLog, a_segment_that_is_gone_is_no_error) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    for (std::uint64_t id = 1; id <= 40; ++id) {
        rig.store(envelope(id), body_of(id, 1500), {}, {event(EventType::receipt, id)});
        rig.run();
        rig.record({update(id, 0, RecipientState::delivered)}, {event(EventType::delivery, id)});
        rig.run();
    }
    rig.settle();
    const auto before = rig.engine->statistics().segments;
    rig.engine->set_journal({60});
    rig.settle();
    EXPECT_LT(rig.engine->statistics().segments, before);
    const auto source = rig.engine->read_events({60});
    EXPECT_EQ(all_of(*source, 500).size(), 20u);
}

}  // namespace
}  // namespace mailrace::spool::testing
