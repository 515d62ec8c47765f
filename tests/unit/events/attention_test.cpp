#include "daemon/events/attention.h"

#include <gtest/gtest.h>

namespace mailrace::events {

namespace {
AttentionNote note(std::string key, Severity severity, int seconds) {
    AttentionNote n;
    n.key = std::move(key);
    n.severity = severity;
    n.since = WallTime{std::chrono::seconds{seconds}};
    n.title = n.key;
    return n;
}
}  // namespace

TEST(AttentionBoard, keeps_the_beginning_of_a_note_that_changes) {
    AttentionBoard board;
    board.begin(note("a", Severity::warning, 10));
    AttentionNote changed = note("a", Severity::critical, 20);
    board.begin(changed);
    ASSERT_EQ(board.open().size(), 1u);
    EXPECT_EQ(board.open()[0].since, WallTime{std::chrono::seconds{10}});
    EXPECT_EQ(board.open()[0].severity, Severity::critical);
}

TEST(AttentionBoard, changes_its_version_only_when_something_changed) {
    AttentionBoard board;
    board.begin(note("a", Severity::info, 10));
    const auto before = board.version();
    board.begin(note("a", Severity::info, 99));
    board.end("unknown");
    EXPECT_EQ(board.version(), before);
    board.end("a");
    EXPECT_GT(board.version(), before);
    EXPECT_TRUE(board.open().empty());
}

TEST(AttentionBoard, shows_critical_first_and_is_bounded) {
    AttentionBoard board;
    board.begin(note("disk", Severity::critical, 1));
    for (int i = 0; i < 1000; ++i) board.begin(note("q" + std::to_string(i), Severity::info, 10 + i));
    const auto open = board.open();
    EXPECT_EQ(open.size(), AttentionBoard::kMost);
    EXPECT_EQ(open.front().key, "disk");
    EXPECT_EQ(open[1].key, "q999");
}

}  // namespace mailrace::events
