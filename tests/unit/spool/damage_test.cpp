// Bytes that are not what they were: every position of a segment, earlier segments, unreadable blocks.
#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

constexpr const char* kFirst = "/spool/00000001.seg";

void fill(Rig& rig) {
    ASSERT_TRUE(rig.open());
    rig.put("key", "value");
    for (std::uint64_t id = 1; id <= 4; ++id) rig.store(envelope(id, 2), body_of(id, 80), {}, {event(events::EventType::receipt, id)});
    rig.run();
    rig.record({update(2, 1, RecipientState::pending, 3)}, {event(events::EventType::deferral, 2)});
    rig.record({update(3, 0, RecipientState::delivered), update(3, 1, RecipientState::delivered)});
    rig.settle();
    rig.close();
}

void expect_nothing_wrong(const Rig& rig) {
    for (const auto& [id, m] : rig.seen.messages) {
        ASSERT_LE(id.value, 4u);
        EXPECT_EQ(m.envelope.sender, envelope(id.value).sender);
        EXPECT_EQ(m.envelope.recipients.size(), 2u);
        EXPECT_EQ(const_cast<Rig&>(rig).body(id.value).value(), body_of(id.value, 80));
    }
}

TEST(Damage, no_flipped_byte_gives_a_wrong_message) {
    Rig source;
    fill(source);
    const auto bytes = source.disk.content(kFirst);
    ASSERT_GT(bytes.size(), 1000u);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        SCOPED_TRACE("byte " + std::to_string(at));
        Rig rig;
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
        rig.disk.set_content(kFirst, damaged);
        ASSERT_TRUE(rig.open()) << rig.open_error;
        expect_nothing_wrong(rig);
        if (HasFailure()) return;
    }
}

TEST(Damage, no_cut_gives_a_wrong_message) {
    Rig source;
    fill(source);
    const auto bytes = source.disk.content(kFirst);
    for (std::size_t length = 0; length < bytes.size(); length += 3) {
        Rig rig;
        rig.disk.set_content(kFirst, bytes.substr(0, length));
        ASSERT_TRUE(rig.open()) << rig.open_error;
        expect_nothing_wrong(rig);
        if (HasFailure()) return;
    }
}

TEST(Damage, a_torn_last_record_is_cut_off_and_said) {
    Rig rig;
    fill(rig);
    rig.disk.set_content(kFirst, rig.disk.content(kFirst) + std::string(100, 'x'));
    ASSERT_TRUE(rig.open());
    EXPECT_EQ(rig.seen.messages.size(), 3u);
    ASSERT_EQ(rig.seen.problems.size(), 1u);
    EXPECT_NE(rig.seen.problems[0].find("100 bytes"), std::string::npos) << rig.seen.problems[0];
    ASSERT_TRUE(rig.open());
    EXPECT_TRUE(rig.seen.problems.empty());
}

TEST(Damage, in_an_earlier_segment_only_what_was_hit_is_lost) {
    Rig rig;
    fill(rig);
    ASSERT_TRUE(rig.open());
    rig.store(envelope(9), body_of(9));   // begins a second segment
    rig.run();
    rig.close();
    auto bytes = rig.disk.content(kFirst);
    const auto at = bytes.find("sender2@");
    bytes[at] = 'S';
    rig.disk.set_content(kFirst, bytes);
    ASSERT_TRUE(rig.open());
    EXPECT_EQ(rig.seen.messages.size(), 3u);
    EXPECT_FALSE(rig.seen.messages.contains({2}));
    EXPECT_TRUE(rig.seen.messages.contains({4}));
    ASSERT_FALSE(rig.seen.problems.empty());
    EXPECT_NE(rig.seen.problems[0].find("damaged"), std::string::npos);
}

TEST(Damage, a_damaged_body_is_reported_by_name_and_its_file_is_kept) {
    Rig rig;
    fill(rig);
    ASSERT_TRUE(rig.open());
    rig.store(envelope(9), body_of(9));
    rig.run();
    rig.close();
    auto bytes = rig.disk.content(kFirst);
    bytes[bytes.find("Subject: 4") + 3] = '#';
    rig.disk.set_content(kFirst, bytes);
    rig.journal = 100;
    ASSERT_TRUE(rig.open());
    EXPECT_FALSE(rig.seen.messages.contains({4}));
    ASSERT_EQ(rig.seen.problems.size(), 1u);
    EXPECT_NE(rig.seen.problems[0].find(to_text(MessageId{4})), std::string::npos);
    EXPECT_NE(rig.seen.problems[0].find("sender4@a.example"), std::string::npos);
    rig.record({update(1, 0, RecipientState::deleted), update(1, 1, RecipientState::deleted), update(2, 0, RecipientState::deleted),
                update(2, 1, RecipientState::deleted)});
    for (int i = 0; i < 5; ++i) rig.settle();
    EXPECT_TRUE(rig.disk.content(kFirst).empty());
    EXPECT_FALSE(rig.disk.content(std::string(kFirst) + ".damaged").empty());
}

TEST(Damage, a_block_that_cannot_be_read_does_not_take_its_neighbours) {
    Rig rig;
    ASSERT_TRUE(rig.open());
    for (std::uint64_t id = 1; id <= 60; ++id) rig.store(envelope(id), body_of(id, 400));
    rig.run();
    rig.close();
    ASSERT_TRUE(rig.open());
    rig.store(envelope(100), body_of(100));
    rig.run();
    rig.close();
    rig.disk.fail_reads_of(kFirst, 9000, 9001);
    ASSERT_TRUE(rig.open()) << rig.open_error;
    EXPECT_GE(rig.seen.messages.size(), 45u);
    EXPECT_LT(rig.seen.messages.size(), 61u);
    EXPECT_TRUE(rig.seen.messages.contains({1}));
    EXPECT_TRUE(rig.seen.messages.contains({60}));
    EXPECT_FALSE(rig.seen.problems.empty());
}

TEST(Damage, a_body_cannot_smuggle_a_record) {
    // A whole record with a right checksum for another salt, where the reader looks for the next one after damage.
    std::string forged;
    encode_message(envelope(666), {}, 0, {}, forged);
    std::string record;
    const auto begin = begin_record(record);
    record += forged;
    end_record(record, begin, RecordType::message, "evil", 0);
    Rig rig;
    ASSERT_TRUE(rig.open());
    for (std::size_t pad = 0; pad < 8; ++pad) rig.store(envelope(pad + 1), std::string(pad, ' ') + record);
    rig.run();
    rig.close();
    ASSERT_TRUE(rig.open());
    rig.store(envelope(100), "x");
    rig.run();
    rig.close();
    auto bytes = rig.disk.content(kFirst);
    for (std::size_t id = 1; id <= 8; ++id) bytes[bytes.find("sender" + std::to_string(id) + "@")] = 'S';
    rig.disk.set_content(kFirst, bytes);
    ASSERT_TRUE(rig.open());
    EXPECT_FALSE(rig.seen.messages.contains({666}));
    EXPECT_TRUE(rig.seen.messages.contains({100}));
}

}  // namespace
}  // namespace mailrace::spool::testing
