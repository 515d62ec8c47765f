#include "shared/base/ids.h"

#include <gtest/gtest.h>

namespace mailrace {

TEST(MessageIdText, reads_back_what_it_prints) {
    for (std::uint64_t v : {1ULL, 42ULL, 0xFFFFFFFFFFFFFFFFULL, 1ULL << 63}) {
        const auto text = to_text(MessageId{v});
        ASSERT_EQ(text.size(), 13u);
        EXPECT_EQ(parse_message_id(text), MessageId{v});
    }
}

TEST(MessageIdText, refuses_what_is_not_one) {
    EXPECT_FALSE(parse_message_id(""));
    EXPECT_FALSE(parse_message_id("0000000000U00"));
    EXPECT_FALSE(parse_message_id("G000000000000"));  // 65 bits
    EXPECT_FALSE(parse_message_id("00000000000000"));
}

TEST(MessageIdSource, never_repeats_when_the_clock_steps_back) {
    MessageIdSource source;
    const auto a = source.next(1'800'000'000'000);
    const auto b = source.next(1'700'000'000'000);
    EXPECT_LT(a, b);
    source.skip_past(MessageId{b.value + 100});
    EXPECT_GT(source.next(1'800'000'000'000).value, b.value + 100);
}

}  // namespace mailrace
