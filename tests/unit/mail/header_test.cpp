#include <gtest/gtest.h>

#include "shared/mail/date.h"
#include "shared/mail/header_block.h"
#include "shared/mail/header_scanner.h"
#include "shared/mail/message_id.h"

using namespace mailrace;
using namespace mailrace::mail;

namespace {

const std::string sample =
    "Received: from a by b\r\n\tfor <x@y>\r\nSubject : hello\r\n  world\r\nreceived: two\r\nX-Received: no\r\n\r\nbody: not a "
    "header\r\n";

}  // namespace

TEST(HeaderBlock, finds_fields_in_one_pass) {
    auto block = HeaderBlock::parse(sample);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->fields().size(), 4u);
    EXPECT_EQ(block->count("Received"), 2u);
    ASSERT_NE(block->find("subject"), nullptr);
    EXPECT_EQ(unfold(block->find("subject")->value), "hello  world");
    EXPECT_EQ(sample.substr(block->body_offset()), "body: not a header\r\n");
    EXPECT_TRUE(block->has_empty_line());
    EXPECT_EQ(block->find("body"), nullptr);
}

TEST(HeaderBlock, ends_at_the_first_line_that_is_no_field) {
    auto block = HeaderBlock::parse("A: 1\r\nno field here\r\nB: 2\r\n\r\n");
    ASSERT_TRUE(block);
    EXPECT_EQ(block->fields().size(), 1u);
    EXPECT_EQ(block->body_offset(), 6u);
    EXPECT_FALSE(block->has_empty_line());
}

TEST(HeaderBlock, survives_odd_input) {
    for (const char* text : {"", "\r\n", ":", ": x", " folded first", "A:", "A:\r\n", "A:\r\n b", "\n\n"}) {
        auto block = HeaderBlock::parse(text);
        ASSERT_TRUE(block) << text;
        EXPECT_LE(block->body_offset(), std::string_view(text).size());
    }
}

TEST(HeaderBlock, counts_are_bounded) {
    std::string many;
    for (std::size_t i = 0; i <= HeaderBlock::max_fields; ++i) many += "A: b\r\n";
    EXPECT_FALSE(HeaderBlock::parse(many));
}

TEST(HeaderBlock, unfold_is_bounded) { EXPECT_EQ(unfold(std::string(1000, 'x'), 200).size(), 200u); }

TEST(HeaderScanner, gives_the_same_answer_however_the_message_is_cut) {
    const std::size_t expected = sample.find("\r\n\r\n") + 4;
    for (std::size_t cut = 0; cut <= sample.size(); ++cut) {
        for (std::size_t second : {std::size_t{0}, std::size_t{1}, std::size_t{7}}) {
            HeaderScanner scanner;
            const std::string_view all(sample);
            const std::size_t middle = std::min(cut + second, all.size());
            std::size_t used = scanner.feed(all.substr(0, cut));
            used += scanner.feed(all.substr(cut, middle - cut));
            used += scanner.feed(all.substr(middle));
            EXPECT_EQ(used, expected);
            EXPECT_EQ(scanner.received(), 2u);
            EXPECT_EQ(scanner.bytes(), expected);
            EXPECT_TRUE(scanner.ended());
        }
    }
}

TEST(HeaderScanner, an_empty_first_line_ends_it) {
    HeaderScanner scanner;
    EXPECT_EQ(scanner.feed("\r\nReceived: body\r\n"), 2u);
    EXPECT_EQ(scanner.received(), 0u);
}

TEST(Date, is_rfc_5322_in_utc) {
    EXPECT_EQ(date_text(WallTime{std::chrono::seconds{1'767'323'045}}), "Fri, 02 Jan 2026 03:04:05 +0000");
    EXPECT_EQ(date_text(WallTime{std::chrono::seconds{951'782'399}}), "Mon, 28 Feb 2000 23:59:59 +0000");
}

TEST(MessageIdHeader, holds_the_queue_id_and_the_host) {
    EXPECT_EQ(make_message_id(MessageId{1}, "mta.example"), "<" + to_text(MessageId{1}) + "@mta.example>");
    EXPECT_EQ(make_message_id(MessageId{1}, ""), "<" + to_text(MessageId{1}) + "@localhost>");
}
