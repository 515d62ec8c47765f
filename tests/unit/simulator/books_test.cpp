#include "daemon/simulator/books.h"

#include <gtest/gtest.h>

#include "daemon/platform/crc32c.h"
#include "daemon/simulator/message_reader.h"

using namespace mailrace::simulator;

TEST(RunBook, CountsDistinctRecipientsAndExtraCopies) {
    RunBook book;
    book.accepted(1, "a@x.example");
    book.accepted(1, "b@x.example");
    book.accepted(2, "a@x.example");
    book.accepted(2, "A@X.example");
    EXPECT_EQ(book.totals().messages, 2U);
    EXPECT_EQ(book.totals().recipients, 3U);
    EXPECT_EQ(book.totals().duplicates, 1U);
    EXPECT_EQ(book.arrived(1), 2U);
    EXPECT_EQ(book.arrived(2), 1U);
    EXPECT_EQ(book.copies(2), 2U);
    EXPECT_EQ(book.arrived(3), 0U);
}

TEST(RunBook, KeepsARecipientThatIsRefusedTwiceOnce) {
    RunBook book;
    book.refused(5, "a@x.example");
    book.refused(5, "a@x.example");
    EXPECT_EQ(book.totals().refused, 1U);
    EXPECT_EQ(book.refused_of(5), 1U);
}

TEST(RunBook, HoldsManyMessagesExactly) {
    RunBook book;
    for (std::uint64_t i = 0; i < 200'000; ++i) book.accepted(i, "someone@x.example");
    for (std::uint64_t i = 0; i < 200'000; i += 1000) book.accepted(i, "someone@x.example");
    EXPECT_EQ(book.totals().recipients, 200'000U);
    EXPECT_EQ(book.totals().duplicates, 200U);
    EXPECT_EQ(book.end_sequence(), 200'000U);
}

TEST(RunBook, ForgetsWhatIsBeyondItsBounds) {
    RunBook book;
    book.accepted(RunBook::max_sequence + 1, "a@x.example");
    EXPECT_EQ(book.totals().forgotten, 1U);
    EXPECT_EQ(book.totals().messages, 0U);
}

TEST(Books, FindTheRunInHeaderSenderAndRecipient) {
    Books books;
    const std::vector<std::string> recipients{"x@y.example"};
    books.arrived({"my-run-7", recipients, true, false});
    books.refused("b-my-run-8@bounce.sender.example", "gone@y.example");
    books.returned("b-my-run-8@bounce.sender.example");
    books.arrived({"", recipients, false, true});
    books.refused("someone@else.example", "gone@y.example");
    books.with_runs([](const std::map<std::string, RunBook>& runs) {
        ASSERT_EQ(runs.size(), 1U);
        const RunBook& book = runs.at("my-run");
        EXPECT_EQ(book.arrived(7), 1U);
        EXPECT_EQ(book.refused_of(8), 1U);
        EXPECT_EQ(book.totals().altered, 1U);
        EXPECT_EQ(book.totals().unanswered, 1U);
        EXPECT_EQ(book.totals().returned, 1U);
    });
}

TEST(Books, BoundTheNumberOfRuns) {
    Books books;
    const std::vector<std::string> recipients{"x@y.example"};
    for (int i = 0; i < 200; ++i) books.arrived({"run" + std::to_string(i) + "-1", recipients, false, true});
    books.with_runs([](const auto& runs) { EXPECT_EQ(runs.size(), Books::max_runs); });
}

namespace {

struct Read {
    std::string text;
    std::size_t consumed = 0;
    bool done = false;
    bool bare = false;
};

/// Feeds `input` in pieces of `piece` bytes.
Read read_dotted(std::string_view input, std::size_t piece) {
    MessageReader reader;
    reader.begin(100'000);
    Read result;
    while (result.consumed < input.size() && !result.done) {
        const auto fed = reader.feed_dotted(input.substr(result.consumed, piece));
        result.consumed += fed.consumed;
        result.done = fed.done;
    }
    result.text = reader.text();
    result.bare = reader.bare_line_end();
    return result;
}

}  // namespace

TEST(MessageReader, TakesDotsOffInWhateverPiecesTheyCome) {
    const std::string_view input = "A: b\r\n\r\n..dot\r\n...\r\nx.y\r\n..\r\n\r\n.\r\nQUIT\r\n";
    for (std::size_t piece = 1; piece <= input.size(); ++piece) {
        const Read read = read_dotted(input, piece);
        EXPECT_TRUE(read.done);
        EXPECT_FALSE(read.bare);
        EXPECT_EQ(read.text, "A: b\r\n\r\n.dot\r\n..\r\nx.y\r\n.\r\n\r\n");
        EXPECT_EQ(input.substr(read.consumed), "QUIT\r\n");
    }
}

TEST(MessageReader, EndsOnlyAtADotBetweenTwoRealLineEnds) {
    for (const std::string_view smuggled : {"a\n.\n", "a\n.\r\n", "a\r\n.\n", "a\r.\r", "a\r\n.\r", "a\r\n.\rb\r\n", "\r\r\n.\n"}) {
        for (std::size_t piece = 1; piece <= smuggled.size(); ++piece) {
            const Read read = read_dotted(smuggled, piece);
            EXPECT_FALSE(read.done) << smuggled;
        }
        const Read ended = read_dotted(std::string(smuggled) + "x\r\n.\r\n", 100);
        EXPECT_TRUE(ended.done);
        EXPECT_TRUE(ended.bare) << "a bare line end is noticed: " << smuggled;
    }
    EXPECT_TRUE(read_dotted(".\r\n", 1).done);
}

TEST(MessageReader, FindsTheFeedsHeadersAndAlterations) {
    const std::string body = "line one\r\n.line two\r\n";
    char sum[9];
    std::snprintf(sum, sizeof sum, "%08x", mailrace::platform::crc32c(body));
    const std::string head = "Received: by x\r\n\tfolded\r\nX-Mailrace-Feed: run-12\r\nX-Mailrace-Sum: " + std::string(sum) + "\r\n\r\n";
    MessageReader reader;
    reader.begin(0);
    reader.feed_chunk(head + body);
    EXPECT_EQ(reader.feed_tag(), "run-12");
    EXPECT_FALSE(reader.altered());
    EXPECT_EQ(reader.size(), head.size() + body.size());
    EXPECT_TRUE(reader.text().empty());
    reader.begin(0);
    reader.feed_chunk(head);
    reader.feed_chunk("line 0ne\r\n.line two\r\n");
    EXPECT_TRUE(reader.altered());
    reader.begin(0);
    reader.feed_chunk("A: b\r\n\r\n" + head + body);
    EXPECT_TRUE(reader.feed_tag().empty()) << "what is quoted in a body is no header";
}

TEST(FeedTag, SplitsAtTheLastDash) {
    EXPECT_EQ(parse_feed_tag("a-b-17")->run, "a-b");
    EXPECT_EQ(parse_feed_tag("a-b-17")->sequence, 17U);
    for (const std::string_view bad : {"", "a", "-1", "a-", "a-b", "a--x", "a-99999999999"}) EXPECT_FALSE(parse_feed_tag(bad)) << bad;
}
