#include "daemon/spool/message_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace mailrace::spool {
namespace {

TEST(MessageIndex, agrees_with_a_map_whatever_is_done_to_it) {
    MessageIndex index;
    std::map<std::uint64_t, std::size_t> model;
    std::mt19937 random(3);
    for (int i = 0; i < 60'000; ++i) {
        const std::uint64_t id = 1 + random() % 5000;
        if (model.contains(id)) {
            ASSERT_EQ(index.find({id})->recipients().size(), model[id]);
            index.erase({id});
            model.erase(id);
        } else {
            const std::size_t recipients = random() % 4 == 0 ? 1 + random() % 7 : 1;
            index.insert({id}, std::vector<PackedState>(recipients));
            model[id] = recipients;
        }
        ASSERT_EQ(index.size(), model.size());
    }
    for (std::uint64_t id = 1; id <= 5000; ++id) ASSERT_EQ(index.find({id}) != nullptr, model.contains(id)) << id;
}

TEST(MessageIndex, knows_when_the_last_recipient_is_final) {
    MessageIndex index;
    auto& entry = index.insert({1}, std::vector<PackedState>(3));
    const auto done = PackedState::of(RecipientState::delivered, 1, {});
    EXPECT_TRUE(MessageIndex::set_state(entry, 0, done));
    EXPECT_FALSE(MessageIndex::set_state(entry, 0, done));
    EXPECT_FALSE(MessageIndex::set_state(entry, 9, done));
    MessageIndex::set_state(entry, 2, done);
    EXPECT_FALSE(MessageIndex::all_final(entry));
    MessageIndex::set_state(entry, 1, PackedState::of(RecipientState::bounced, 2, {}));
    EXPECT_TRUE(MessageIndex::all_final(entry));
}

TEST(MessageIndex, takes_less_than_48_bytes_a_message) {
    MessageIndex index;
    constexpr std::uint64_t kMessages = 1'000'000;
    for (std::uint64_t id = 1; id <= kMessages; ++id) index.insert({id << 22}, std::vector<PackedState>(1));
    EXPECT_LE(index.memory() / kMessages, 48u);
}

TEST(PackedState, keeps_what_it_is_given) {
    const auto at = WallTime{std::chrono::milliseconds{1'767'225'600'123}};
    const auto s = PackedState::of(RecipientState::pending, 65535, at);
    EXPECT_EQ(s.attempts(), 65535);
    EXPECT_EQ(s.next_attempt(), at);
    EXPECT_FALSE(s.final());
    EXPECT_EQ(PackedState::of(RecipientState::deleted, 1, WallTime{std::chrono::seconds{-5}}).next_attempt(), WallTime{});
}

}  // namespace
}  // namespace mailrace::spool
