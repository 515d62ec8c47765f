#include "shared/config/excerpt.h"

#include <gtest/gtest.h>

namespace mailrace::config {
namespace {

TEST(Excerpt, UnderlinesWhatIsMeant) {
    EXPECT_EQ(excerpt("max-smtp-out x", 14, 1), "max-smtp-out x\n             ^");
    EXPECT_EQ(excerpt("host-name a.example", 11, 9), "host-name a.example\n          ^~~~~~~~~");
    EXPECT_EQ(excerpt("whole", 0, 0), "whole");
}

TEST(Excerpt, KeepsTabsAndCountsLettersNotBytes) {
    EXPECT_EQ(excerpt("\thost\täö x", 7, 4), "\thost\täö x\n\t    \t^~");
    EXPECT_EQ(excerpt("ä b", 4, 1), "ä b\n  ^");
}

TEST(Excerpt, NothingInALineReachesTheTerminalAsACommand) { EXPECT_EQ(excerpt("a \x1b[2J", 1, 1), "a .[2J\n^"); }

TEST(Excerpt, ALongLineShowsThePartAroundTheColumnWholeLettersOnly) {
    std::string line = "domain-macro m ";
    for (int i = 0; i < 2000; ++i) line += "ä";
    line += " here";
    const auto column = static_cast<std::uint32_t>(line.size() - 3);
    const std::string shown = excerpt(line, column, 4);
    EXPECT_LT(shown.size(), 400u);
    EXPECT_TRUE(shown.starts_with("…ä"));
    EXPECT_NE(shown.find(" here\n"), std::string::npos);
    EXPECT_TRUE(shown.ends_with(" ^~~~"));
    const std::string start = excerpt(line, 1, 5000);
    EXPECT_TRUE(start.starts_with("domain-macro m ä"));
    EXPECT_LT(start.size(), 500u);
}

TEST(Excerpt, APlaceBehindTheLineIsItsEnd) { EXPECT_EQ(excerpt("ab", 99, 5), "ab\n  ^"); }

}  // namespace
}  // namespace mailrace::config
