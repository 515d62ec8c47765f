#include "daemon/smtp/client_words.h"

#include <gtest/gtest.h>

#include "daemon/smtp/dot_stuffer.h"
#include "daemon/smtp/transcript.h"

namespace mailrace::smtp {
namespace {

std::string stuff(std::vector<std::string_view> pieces) {
    DotStuffer stuffer;
    std::string out;
    for (std::string_view piece : pieces) stuffer.feed(piece, out);
    stuffer.finish(out);
    return out;
}

TEST(DotStuffer, DoublesDotsAtTheBeginningOfLines) {
    EXPECT_EQ(stuff({".\r\n..\r\na.b\r\n"}), "..\r\n...\r\na.b\r\n.\r\n");
    EXPECT_EQ(stuff({""}), ".\r\n");
    EXPECT_EQ(stuff({"no end"}), "no end\r\n.\r\n");
}

TEST(DotStuffer, NoBareLineEndsComeOut) {
    EXPECT_EQ(stuff({"a\n.\nb"}), "a\r\n..\r\nb\r\n.\r\n");
    EXPECT_EQ(stuff({"a\r.\rb\r"}), "a\r\n..\r\nb\r\n.\r\n");
    EXPECT_EQ(stuff({"a\r\r\nb"}), "a\r\n\r\nb\r\n.\r\n");
    EXPECT_EQ(stuff({"a\n.\r\nMAIL FROM:<x>\r\n"}), "a\r\n..\r\nMAIL FROM:<x>\r\n.\r\n");
}

TEST(DotStuffer, AnySplitGivesTheSame) {
    std::string text = "a\r\n.b\n.\r.c\r\n\r\n..\r";
    std::string whole = stuff({text});
    for (std::size_t i = 0; i <= text.size(); ++i) {
        std::string_view all = text;
        EXPECT_EQ(stuff({all.substr(0, i), all.substr(i)}), whole) << i;
    }
}

TEST(Words, PathsThatMayBeSent) {
    EXPECT_TRUE(is_printable_path(""));
    EXPECT_TRUE(is_printable_path("a@b"));
    EXPECT_TRUE(is_printable_path("\"a <b> \\\" c\"@d"));
    for (const char* bad : {"a b@c", "a>b@c", "<a@b>", "a@b\r\nRSET", "\"open@b", "a\tb@c"}) EXPECT_FALSE(is_printable_path(bad)) << bad;
}

TEST(Transcript, IsBounded) {
    ManualClock clock;
    Transcript transcript(clock, true);
    transcript.add('>', "EHLO x");
    clock.advance(std::chrono::milliseconds(12));
    for (int i = 0; i < 1000; ++i) transcript.add('<', "250-a\r\n250 b");
    std::string text = transcript.take();
    EXPECT_LE(text.size(), Transcript::max_bytes);
    EXPECT_TRUE(text.starts_with("+0 > EHLO x\n+12 < 250-a\n+12 < 250 b\n"));
    transcript.add('>', "again");
    EXPECT_EQ(transcript.take(), "+0 > again\n");
}

}  // namespace
}  // namespace mailrace::smtp
