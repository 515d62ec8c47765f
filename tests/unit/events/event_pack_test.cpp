#include "daemon/events/event_pack.h"

#include <gtest/gtest.h>

#include "daemon/events/event_codec.h"
#include "tests/unit/events/sample_event.h"

namespace mailrace::events {
namespace {

std::string bytes_of(const Event& e) {
    std::string out;
    encode(e, out);
    return out;
}

EventPack pack_of(std::uint64_t from, std::uint64_t to) {
    EventPack pack;
    for (std::uint64_t id = from; id <= to; ++id) pack.add(sample_event(id));
    return pack;
}

TEST(EventPack, gives_back_what_went_in_in_order) {
    EventPack pack = pack_of(1, 100);
    EXPECT_EQ(pack.size(), 100u);
    EXPECT_EQ(pack.last().value, 100u);
    EventPackReader reader(std::move(pack));
    for (std::uint64_t id = 1; id <= 100; ++id) {
        const auto event = reader.next();
        ASSERT_TRUE(event);
        EXPECT_EQ(bytes_of(*event), bytes_of(sample_event(id)));
    }
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(reader.left(), 0u);
}

TEST(EventPack, takes_less_than_the_structs_without_their_texts) {
    const EventPack pack = pack_of(1, 1000);
    EXPECT_LT(pack.bytes() / pack.size(), sizeof(Event));
}

TEST(EventPack, is_empty_after_it_was_moved) {
    EventPack pack = pack_of(1, 3);
    const EventPack other = std::move(pack);
    EXPECT_EQ(other.size(), 3u);
    EXPECT_TRUE(pack.empty());  // NOLINT(bugprone-use-after-move): promised
    EXPECT_EQ(pack.bytes(), 0u);
    EXPECT_EQ(pack.last().value, 0u);
}

TEST(EventPack, known_events_are_passed_over) {
    EventPackReader reader(pack_of(5, 9));
    reader.skip_to({7});
    EXPECT_EQ(reader.next()->id.value, 8u);
    reader.skip_to({9});
    EXPECT_FALSE(reader.next());
}

TEST(EventPack, what_cannot_be_understood_is_left_out) {
    EventPack pack = pack_of(1, 1);
    pack.add_encoded("no event at all", {2});
    pack.add(sample_event(3));
    pack.add_framed(std::string("\xff\xff\xff\x7f", 4), 1, {4});  // claims more than there is
    EventPackReader reader(std::move(pack));
    EXPECT_EQ(reader.next()->id.value, 1u);
    EXPECT_EQ(reader.next()->id.value, 3u);
    EXPECT_FALSE(reader.next());
    EXPECT_FALSE(reader.next());
}

}  // namespace
}  // namespace mailrace::events
