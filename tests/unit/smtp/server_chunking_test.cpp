#include <gtest/gtest.h>

#include "tests/unit/smtp/server_harness.h"

using namespace mailrace::smtp;
using namespace mailrace::smtp::test;

namespace {

const std::string begin = "EHLO c.example\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\n";

std::string replies_after_begin(const std::string& bytes, ServerSettings settings = {}) {
    Conversation c(std::move(settings));
    c.feed(begin);
    return codes(c.say(bytes));
}

}  // namespace

TEST(ServerChunking, puts_the_chunks_together_dots_untouched) {
    const Transcript t = run({}, begin + "BDAT 6\r\nA: 1\r\nBDAT 0\r\nBDAT 7 LAST\r\n\r\n.\r\n..QUIT\r\n");
    EXPECT_EQ(codes(t.replies), "220 250 250 250 250 250 250 221");
    EXPECT_EQ(t.messages, std::vector<std::string>{"a@x.example>b@y.example,>A: 1\r\n\r\n.\r\n..\r\n"});
}

TEST(ServerChunking, a_last_chunk_of_zero_ends_the_message) {
    const Transcript t = run({}, begin + "BDAT 8\r\nA: 1\r\n\r\nBDAT 0 LAST\r\nNOOP\r\n");
    EXPECT_EQ(t.messages, std::vector<std::string>{"a@x.example>b@y.example,>A: 1\r\n\r\n"});
    EXPECT_EQ(codes(t.replies), "220 250 250 250 250 250 250");
    EXPECT_EQ(run({}, begin + "BDAT 0 LAST\r\n").messages.size(), 1u);
}

TEST(ServerChunking, a_bare_line_end_is_refused_also_when_the_chunks_split_it) {
    for (const char* bad : {"BDAT 3 LAST\r\na\nb", "BDAT 3 LAST\r\na\rb", "BDAT 2\r\na\rBDAT 1 LAST\r\nb", "BDAT 2 LAST\r\na\r",
                            "BDAT 1 LAST\r\n\n"}) {
        const Transcript t = run({}, begin + bad);
        EXPECT_TRUE(t.messages.empty()) << bad;
        EXPECT_NE(t.replies.find("550 5.6.11"), std::string::npos) << bad;
    }
    EXPECT_EQ(run({}, begin + "BDAT 2\r\na\rBDAT 1 LAST\r\n\n").messages.size(), 1u);
}

TEST(ServerChunking, after_an_error_the_bytes_of_later_chunks_are_never_obeyed) {
    EXPECT_EQ(replies_after_begin("BDAT 2\r\na\nBDAT 6\r\nNOOP\r\nBDAT 6 LAST\r\nNOOP\r\nNOOP\r\n"), "550 503 503 250");
    EXPECT_EQ(codes(run({}, "BDAT 6\r\nNOOP\r\nNOOP\r\n").replies), "220 503 250");
    Conversation c;
    c.begin_refusal = ServerReply{452, "4.3.1", "no room"};
    c.feed(begin);
    EXPECT_EQ(codes(c.say("BDAT 6\r\nNOOP\r\nBDAT 0 LAST\r\n")), "452 503");
    EXPECT_EQ(c.transcript.refusals, std::vector<std::string>{"5 a@x.example  452"});
}

TEST(ServerChunking, sizes_are_bounded) {
    ServerSettings settings{.max_discard = 100};
    settings.limits.message = 10;
    EXPECT_EQ(replies_after_begin("BDAT 12\r\n0123456789\r\nNOOP\r\n", settings), "552 250");
    EXPECT_EQ(replies_after_begin("BDAT 8\r\n012345\r\nBDAT 3 LAST\r\nabcNOOP\r\n", settings), "250 552 250");
    Conversation c(settings);
    c.feed(begin);
    EXPECT_EQ(codes(c.say("BDAT 18446744073709551615\r\n")), "552");
    EXPECT_TRUE(c.transcript.closed);
}

TEST(ServerChunking, a_size_that_cannot_be_read_ends_the_session) {
    for (const char* bad : {"BDAT\r\n", "BDAT x\r\n", "BDAT -1\r\n", "BDAT 1 FIRST\r\n", "BDAT 99999999999999999999999\r\n",
                            "BDAT 18446744073709551616\r\n"}) {
        Conversation c;
        c.feed(begin);
        EXPECT_EQ(codes(c.say(bad)), "501") << bad;
        EXPECT_TRUE(c.transcript.closed);
    }
    EXPECT_EQ(replies_after_begin("BDAT 1\r\n", {.chunking = false}), "502");
}

TEST(ServerChunking, rset_between_chunks_forgets_the_message) {
    Conversation c;
    c.feed(begin);
    EXPECT_EQ(codes(c.say("BDAT 3\r\nabcRSET\r\nBDAT 1 LAST\r\nx")), "250 250 503");
    EXPECT_EQ(c.transcript.aborted, 1);
}

TEST(ServerChunking, a_flood_of_refused_chunks_ends) {
    std::string flood;
    for (int i = 0; i < 400; ++i) flood += "BDAT 0\r\n";
    const Transcript t = run({}, begin + "RSET\r\n" + flood);
    EXPECT_TRUE(t.closed);
    EXPECT_NE(t.replies.find("421 4.7.0"), std::string::npos);
}
