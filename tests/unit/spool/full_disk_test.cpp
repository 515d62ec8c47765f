// A disk that fills up or fails: new mail is refused with a reason, outcomes of mail already here are kept and written.
#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

using events::EventType;
using std::chrono::milliseconds;

TEST(FullDisk, low_space_refuses_new_mail_with_the_figures) {
    Rig rig;
    rig.options.min_free_space = 100 << 20;
    rig.disk.set_capacity(150 << 20);
    ASSERT_TRUE(rig.open());
    rig.store(envelope(1), body_of(1));
    rig.run();
    EXPECT_EQ(rig.engine->refusal(), "");
    rig.disk.set_capacity(90 << 20);
    rig.run(milliseconds{1100});
    EXPECT_NE(rig.engine->refusal().find("100 MiB must stay free"), std::string::npos);
    EXPECT_FALSE(rig.engine->statistics().accepting);
    std::string words;
    rig.store(envelope(2), body_of(2), [&](Result<Location> r) { words = r ? "" : r.error().words; });
    auto bounce = envelope(3);
    bounce.generated = true;
    bool stored = false;
    rig.store(bounce, body_of(3), [&](Result<Location> r) { stored = r.has_value(); });
    rig.run();
    EXPECT_EQ(words, rig.engine->refusal());
    EXPECT_TRUE(stored) << "a bounce about mail already here is no new mail";
    rig.disk.set_capacity(500 << 20);
    rig.run(milliseconds{1100});
    EXPECT_EQ(rig.engine->refusal(), "");
}

TEST(FullDisk, outcomes_are_written_into_the_reserve) {
    Rig rig;
    rig.disk.set_capacity(16 << 20);
    ASSERT_TRUE(rig.open());
    for (std::uint64_t id = 1; id <= 20; ++id) rig.store(envelope(id), body_of(id));
    rig.run();
    rig.disk.set_capacity(rig.disk.used());
    bool recorded = false;
    std::string refused;
    rig.store(envelope(30), body_of(30), [&](Result<Location> r) { refused = r ? "" : r.error().words; });
    rig.record({update(1, 0, RecipientState::delivered)}, {event(EventType::delivery, 1)}, [&](Status s) { recorded = s.has_value(); });
    rig.run();
    rig.settle();
    EXPECT_FALSE(refused.empty());
    EXPECT_TRUE(recorded);
    ASSERT_EQ(rig.consumed.size(), 1u);
    rig.disk.crash();
    ASSERT_TRUE(rig.open());
    EXPECT_EQ(rig.seen.messages.size(), 19u);
    EXPECT_EQ(rig.seen.events.size(), 1u);
}

TEST(FullDisk, outcomes_wait_in_memory_until_there_is_space_again) {
    Rig rig;
    rig.disk.set_capacity(1 << 20);   // no room for the reserve
    ASSERT_TRUE(rig.open());
    for (std::uint64_t id = 1; id <= 20; ++id) rig.store(envelope(id), body_of(id));
    rig.run();
    rig.disk.set_capacity(rig.disk.used());
    int done = 0;
    for (std::uint64_t id = 1; id <= 10; ++id) {
        rig.record({update(id, 0, RecipientState::delivered)}, {event(EventType::delivery, id)}, [&](Status s) { done += s ? 1 : 100; });
        rig.run(milliseconds{260});
    }
    EXPECT_EQ(done, 0);
    EXPECT_FALSE(rig.engine->refusal().empty());
    EXPECT_TRUE(rig.consumed.empty());
    rig.disk.set_capacity(1 << 20);
    rig.settle();
    EXPECT_EQ(done, 10);
    EXPECT_EQ(rig.consumed.size(), 10u);
    EXPECT_EQ(rig.engine->refusal(), "");
    rig.disk.crash();
    ASSERT_TRUE(rig.open());
    EXPECT_EQ(rig.seen.messages.size(), 10u);
    EXPECT_EQ(rig.seen.events.size(), 10u);
}

TEST(FailedSync, the_whole_group_fails_and_the_file_is_never_trusted_again) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.store(envelope(1), body_of(1));
    rig.run();
    rig.disk.fail_syncs(1);
    int failed = 0;
    for (std::uint64_t id = 2; id <= 4; ++id) rig.store(envelope(id), body_of(id), [&](Result<Location> r) { failed += r ? 0 : 1; });
    rig.run();
    EXPECT_EQ(failed, 3);
    rig.settle();
    EXPECT_EQ(rig.engine->refusal(), "") << "a probe has worked";
    bool stored = false;
    rig.store(envelope(5), body_of(5), [&](Result<Location> r) {
        stored = r.has_value();
        if (r) {
            EXPECT_GT(r.value().segment, 1u);
        }
    });
    rig.run();
    EXPECT_TRUE(stored);
    rig.disk.crash();
    ASSERT_TRUE(rig.open());
    EXPECT_EQ(rig.seen.messages.size(), 2u);
    EXPECT_TRUE(rig.seen.messages.contains({1}));
    EXPECT_TRUE(rig.seen.messages.contains({5}));
}

TEST(FailedWrite, while_the_disk_fails_new_mail_is_refused_at_once_and_probed_for) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    rig.disk.fail_writes(1000);
    for (int i = 0; i < 4; ++i) {
        bool refused = false;
        rig.store(envelope(1), body_of(1), [&](Result<Location> r) { refused = !r; });
        rig.run(milliseconds{300});
        EXPECT_TRUE(refused);
    }
    EXPECT_NE(rig.engine->refusal().find("cannot be written"), std::string::npos);
    rig.disk.fail_writes(0);
    rig.settle();
    EXPECT_EQ(rig.engine->refusal(), "");
    // Attempts that failed leave no files behind.
    int segments = 0;
    for (const auto& path : rig.disk.paths()) segments += path.ends_with(".seg") ? 1 : 0;
    EXPECT_LE(segments, 2);
}

}  // namespace
}  // namespace mailrace::spool::testing
