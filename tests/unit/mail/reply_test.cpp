#include "shared/mail/reply.h"

#include <gtest/gtest.h>

namespace mailrace::mail {
namespace {

using State = ReplyParser::State;

Reply read(std::string_view bytes) {
    ReplyParser parser;
    auto fed = parser.feed(bytes);
    EXPECT_EQ(fed.state, State::value) << parser.why();
    EXPECT_EQ(fed.consumed, bytes.size());
    return parser.take();
}

TEST(Reply, SingleLine) {
    Reply reply = read("250 2.1.0 Ok\r\n");
    EXPECT_EQ(reply.code, 250);
    EXPECT_EQ(reply.bytes, "250 2.1.0 Ok");
    EXPECT_EQ(reply.status, (EnhancedCode{2, 1, 0}));
    EXPECT_EQ(reply.first_text(), "2.1.0 Ok");
    EXPECT_FALSE(reply.malformed || reply.cut || reply.mixed_codes);
}

TEST(Reply, MultiLineKeepsEveryLine) {
    Reply reply = read("550-5.7.26 one\r\n550-5.7.26 two\r\n550 5.7.26 three\r\n");
    EXPECT_EQ(reply.bytes, "550-5.7.26 one\r\n550-5.7.26 two\r\n550 5.7.26 three");
    EXPECT_EQ(reply.lines(), (std::vector<std::string_view>{"5.7.26 one", "5.7.26 two", "5.7.26 three"}));
    EXPECT_EQ(reply.status, (EnhancedCode{5, 7, 26}));
}

TEST(Reply, AnySplitOfTheBytesReadsTheSame) {
    std::string bytes = "421-4.7.0 [TS01] a\r\n421-\r\n421 4.7.0 b\r\n";
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        ReplyParser parser;
        auto first = parser.feed(std::string_view(bytes).substr(0, cut));
        EXPECT_EQ(first.consumed, cut);
        if (cut < bytes.size()) {
            EXPECT_EQ(first.state, State::incomplete);
            auto second = parser.feed(std::string_view(bytes).substr(cut));
            EXPECT_EQ(second.state, State::value);
        }
        Reply reply = parser.take();
        EXPECT_EQ(reply.code, 421);
        EXPECT_EQ(reply.bytes, "421-4.7.0 [TS01] a\r\n421-\r\n421 4.7.0 b");
    }
}

TEST(Reply, WhatFollowsAReplyIsNotConsumed) {
    ReplyParser parser;
    auto fed = parser.feed("250 a\r\n550 b\r\n");
    EXPECT_EQ(fed.state, State::value);
    EXPECT_EQ(fed.consumed, 7u);
    EXPECT_EQ(parser.take().bytes, "250 a");
    EXPECT_TRUE(parser.idle());
}

TEST(Reply, BytesThatAreNotUtf8StayAsTheyAre) {
    Reply reply = read("550 5.1.1 Bo\xeete inconnue \xff\x80\r\n");
    EXPECT_EQ(reply.bytes, "550 5.1.1 Bo\xeete inconnue \xff\x80");
}

TEST(Reply, CodeWithoutTextOrSpace) {
    EXPECT_EQ(read("250\r\n").code, 250);
    EXPECT_EQ(read("354 \r\n").code, 354);
    EXPECT_EQ(read("250\r\n").first_text(), "");
}

TEST(Reply, BareLineFeedsAreReadAndFlagged) {
    Reply reply = read("250-a\n250 b\n");
    EXPECT_EQ(reply.bytes, "250-a\r\n250 b");
    EXPECT_TRUE(reply.malformed);
}

TEST(Reply, TheLastLineDecidesWhenCodesDiffer) {
    Reply reply = read("250-fine\r\n550 5.1.1 not fine\r\n");
    EXPECT_EQ(reply.code, 550);
    EXPECT_TRUE(reply.mixed_codes);
    EXPECT_EQ(reply.status, (EnhancedCode{5, 1, 1}));
}

TEST(Reply, ALineWithoutCodeInTheMiddleIsKept) {
    Reply reply = read("550-this is a long\r\ntext that was wrapped\r\n550 end\r\n");
    EXPECT_EQ(reply.bytes, "550-this is a long\r\ntext that was wrapped\r\n550 end");
    EXPECT_TRUE(reply.malformed);
}

TEST(Reply, LongLinesAreCutNotFatal) {
    Reply reply = read("550 " + std::string(5000, 'x') + "\r\n");
    EXPECT_EQ(reply.bytes.size(), ReplyParser::max_line);
    EXPECT_TRUE(reply.cut);
    Reply exact = read("550 " + std::string(ReplyParser::max_line - 4, 'x') + "\r\n");
    EXPECT_FALSE(exact.cut);
    EXPECT_EQ(exact.bytes.size(), ReplyParser::max_line);
}

TEST(Reply, TooManyLinesAreInvalid) {
    ReplyParser parser;
    State state = State::incomplete;
    std::size_t fed = 0;
    for (; fed < 300 && state == State::incomplete; ++fed) state = parser.feed("250-x\r\n").state;
    EXPECT_EQ(state, State::invalid);
    EXPECT_EQ(fed, ReplyParser::max_lines + 1);
    EXPECT_FALSE(parser.why().empty());
}

TEST(Reply, AnEndlessLineIsInvalidAtTheByteBound) {
    ReplyParser parser;
    std::string piece(1000, 'x');
    State state = parser.feed("250 ").state;
    std::size_t fed = 0;
    for (; fed < 1000 && state == State::incomplete; ++fed) state = parser.feed(piece).state;
    EXPECT_EQ(state, State::invalid);
    EXPECT_LE(fed, 66u);
}

TEST(Reply, WhatIsNoReplyIsInvalid) {
    for (std::string_view bad : {"hello\r\n", "\r\n", "25\r\n", "650 x\r\n", "150 x\r\n", "2500 x\r\n", " 250 x\r\n"}) {
        ReplyParser parser;
        EXPECT_EQ(parser.feed(bad).state, State::invalid) << bad;
        parser.reset();
        EXPECT_EQ(parser.feed("250 x\r\n").state, State::value);
    }
}

TEST(Reply, EnhancedStatusMustBelongToTheCode) {
    EXPECT_FALSE(read("550 4.2.1 odd\r\n").status);
    EXPECT_EQ(read("450 4.2.1 right\r\n").status, (EnhancedCode{4, 2, 1}));
    EXPECT_FALSE(read("354 2.0.0 go on\r\n").status);
}

TEST(EnhancedCodeText, Forms) {
    EXPECT_EQ(parse_enhanced_code("5.1.1 x"), (EnhancedCode{5, 1, 1}));
    EXPECT_EQ(parse_enhanced_code("#5.1.0 Address rejected."), (EnhancedCode{5, 1, 0}));
    EXPECT_EQ(parse_enhanced_code("5.7.133"), (EnhancedCode{5, 7, 133}));
    EXPECT_EQ(parse_enhanced_code("5.7.1: x"), (EnhancedCode{5, 7, 1}));
    EXPECT_EQ(parse_enhanced_code("5.7.1. x"), (EnhancedCode{5, 7, 1}));
    for (std::string_view none : {"", "5", "5.1", "5.1.", "5..1", "3.1.1", "5.1.1.7", "5.1234.1", "5.1.1234", "51.1", "x5.1.1"})
        EXPECT_FALSE(parse_enhanced_code(none)) << none;
}

}  // namespace
}  // namespace mailrace::mail
