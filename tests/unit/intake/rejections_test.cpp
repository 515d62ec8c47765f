#include "daemon/intake/rejections.h"

#include <gtest/gtest.h>

using namespace mailrace;
using namespace mailrace::intake;

namespace {

class RejectionsTest : public testing::Test {
protected:
    events::Event event(std::string client) {
        events::Event e;
        e.type = events::EventType::rejection;
        e.remote_ip = std::move(client);
        return e;
    }
    ManualClock clock;
    std::vector<events::Event> written;
    Rejections rejections{clock, [this](events::Event e) { written.push_back(std::move(e)); }};
};

}  // namespace

TEST_F(RejectionsTest, a_few_are_all_told) {
    for (int i = 0; i < 50; ++i) rejections.record(event("192.0.2.1"));
    EXPECT_EQ(written.size(), 50u);
    EXPECT_TRUE(written.back().text.empty());
}

TEST_F(RejectionsTest, a_flood_is_counted_and_told_in_sum) {
    for (int i = 0; i < 1050; ++i) rejections.record(event("192.0.2.1"));
    EXPECT_EQ(written.size(), 50u);
    clock.advance(std::chrono::seconds(1));
    rejections.record(event("192.0.2.1"));
    ASSERT_EQ(written.size(), 51u);
    EXPECT_EQ(written.back().text, "and 1000 more like this");
    EXPECT_EQ(rejections.count(), 1051u);
}

TEST_F(RejectionsTest, one_client_does_not_silence_another) {
    for (int i = 0; i < 1000; ++i) rejections.record(event("192.0.2.1"));
    rejections.record(event("192.0.2.2"));
    EXPECT_EQ(written.back().remote_ip, "192.0.2.2");
}

TEST_F(RejectionsTest, what_is_left_untold_is_told_when_the_client_leaves) {
    for (int i = 0; i < 60; ++i) rejections.record(event("192.0.2.1"));
    clock.advance(std::chrono::seconds(1));
    rejections.client_left("192.0.2.1");
    ASSERT_EQ(written.size(), 51u);
    EXPECT_EQ(written.back().text, "and 9 more like this");
    rejections.client_left("192.0.2.1");
    EXPECT_EQ(written.size(), 51u);
}

TEST_F(RejectionsTest, many_clients_together_are_bounded_too) {
    for (int i = 0; i < 20'000; ++i) rejections.record(event("client " + std::to_string(i)));
    EXPECT_LE(written.size(), 1000u);
}
