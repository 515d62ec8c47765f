#include "shared/accounting/record_parser.h"

#include <gtest/gtest.h>

namespace mailrace::accounting {
namespace {

/// "TYPE rcpt" of each record, read in pieces of `piece` bytes.
std::vector<std::string> read(std::string_view text, ParserBooks* books = nullptr, std::size_t piece = SIZE_MAX,
                              std::string_view header = {}) {
    std::vector<std::string> out;
    RecordParser parser(header);
    const auto sink = [&](const Record& r) {
        out.push_back(std::string(r.at(0)) + " " + std::string(r.get(Column::rcpt)));
        return true;
    };
    for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at)) parser.feed(text.substr(at, piece), sink);
    parser.finish(sink);
    if (books != nullptr) *books = parser.books();
    return out;
}

using List = std::vector<std::string>;
constexpr std::string_view kHeader = "type,timeLogged,rcpt,dsnDiag\r\n";
const std::string kGood = "d,2026-01-02 03:04:05+0000,ann@x.example,smtp;250 OK\r\n";

}  // namespace

TEST(RecordParser, columns_stand_where_the_header_says) {
    EXPECT_EQ(read("type,rcpt,timeLogged\nd,a@x.example,2026-01-02 03:04:05\nb,b@x.example,1767323045\n"),
              (List{"d a@x.example", "b b@x.example"}));
    EXPECT_EQ(read("Type,TIMELOGGED,Rcpt\r\nd,2026-01-02 03:04:05,a@x.example\r\n"), (List{"d a@x.example"})) << "case of names";
    EXPECT_EQ(read("\xEF\xBB\xBFtype,timeLogged,rcpt\r\nd,2026-01-02 03:04:05,a@x.example\r\n"), (List{"d a@x.example"}))
        << "byte order mark";
}

TEST(RecordParser, quotes_hold_commas_quotes_and_line_ends) {
    std::string diag;
    RecordParser parser;
    const auto sink = [&](const Record& r) {
        diag = r.get(Column::dsn_diag);
        return true;
    };
    parser.feed(
        std::string(kHeader) + "b,2026-01-02 03:04:05+0000,\"a\"\"b\"\"@x.example\",\"smtp;550 one, \"\"two\"\"\r\nthree\"\r\n",
        sink);
    EXPECT_EQ(diag, "smtp;550 one, \"two\"\r\nthree");
    EXPECT_EQ(parser.books().rows, 1u);
    EXPECT_EQ(parser.books().lines, 3u);
}

TEST(RecordParser, reads_the_same_in_pieces_of_any_size) {
    const std::string text = std::string(kHeader) + kGood + "b,2026-01-02 03:04:05+0000,b@x.example,\"a,\"\"\nb\"\n" +
                             "garbage\n" + kGood + "t,2026-01-02 03:04:05+0000,c@x.example,";
    ParserBooks whole;
    const List expected = read(text, &whole);
    EXPECT_EQ(expected.size(), 4u);
    for (const std::size_t piece : {1u, 2u, 7u, 64u}) {
        ParserBooks books;
        EXPECT_EQ(read(text, &books, piece), expected) << piece;
        EXPECT_EQ(books.damaged, whole.damaged);
        EXPECT_EQ(books.lines, whole.lines);
    }
}

TEST(RecordParser, damage_is_counted_and_never_the_end) {
    ParserBooks books;
    const List found = read(std::string(kHeader) + kGood + "\x01\x02\x03 junk\n" + "d,yesterday,b@x.example,ok\n" +
                                "d,2026-01-02 03:04:05+0000,c@x.example,ok,more,fields\n" + "\n" + kGood,
                            &books);
    EXPECT_EQ(found, (List{"d ann@x.example", "d ann@x.example"}));
    EXPECT_EQ(books.damaged, 3u);
    ASSERT_EQ(books.first_damages.size(), 3u);
    EXPECT_EQ(books.first_damages[0].line, 3u);
    EXPECT_EQ(books.first_damages[1].words, "no time in timeLogged");
    EXPECT_EQ(books.first_damages[2].words, "more fields than columns");
}

TEST(RecordParser, a_quote_that_is_never_closed_costs_its_own_line_only) {
    ParserBooks books;
    const List found =
        read(std::string(kHeader) + "b,2026-01-02 03:04:05+0000,b@x.example,\"smtp;550 cut o\n" + kGood + kGood, &books);
    EXPECT_EQ(found, (List{"d ann@x.example", "d ann@x.example"}));
    EXPECT_EQ(books.damaged, 1u);
    EXPECT_EQ(books.first_damages[0].words, "a quote is not closed");
    const std::string quoted = "b,2026-01-02 03:04:05+0000,c@x.example,\"smtp;550 a, b\"\r\n";
    EXPECT_EQ(read(std::string(kHeader) + "b,2026-01-02 03:04:05+0000,b@x.example,\"smtp;550 cut o\n" + kGood + quoted, &books),
              (List{"d ann@x.example", "b c@x.example"}))
        << "also when another quote follows later";
}

TEST(RecordParser, what_is_cut_off_at_the_end_is_damaged_and_a_whole_last_line_is_not) {
    ParserBooks books;
    EXPECT_EQ(read(std::string(kHeader) + "d,2026-01-02 03:04:05+0000,a@x.ex", &books).size(), 0u);
    EXPECT_EQ(books.damaged, 1u);
    EXPECT_EQ(read(std::string(kHeader) + "d,2026-01-02 03:04:05+0000,a@x.example,ok", &books).size(), 1u);
    EXPECT_EQ(books.damaged, 0u);
}

TEST(RecordParser, rows_with_fewer_fields_are_read_as_far_as_they_go) {
    ParserBooks books;
    EXPECT_EQ(read(std::string(kHeader) + "d,2026-01-02 03:04:05+0000,a@x.example\n" + "d,2026-01-02 03:04:05+0000\n", &books),
              (List{"d a@x.example"}));
    EXPECT_EQ(books.cut_short, 1u);
    EXPECT_EQ(books.damaged, 1u);
}

TEST(RecordParser, unknown_types_are_opaque_and_long_names_are_known) {
    ParserBooks books;
    EXPECT_EQ(read(std::string(kHeader) + "zz,some time,who,what\n" + "delivery,2026-01-02 03:04:05+0000,a@x.example,\n", &books),
              (List{"zz who", "delivery a@x.example"}));
    EXPECT_EQ(books.by_kind[static_cast<std::size_t>(Kind::other)], 1u);
    EXPECT_EQ(books.by_kind[static_cast<std::size_t>(Kind::delivery)], 1u);
}

TEST(RecordParser, a_header_in_the_middle_begins_other_columns) {
    EXPECT_EQ(read(std::string(kHeader) + kGood + "type,rcpt,timeLogged\nd,b@x.example,2026-01-02 03:04:05\n"),
              (List{"d ann@x.example", "d b@x.example"}));
}

TEST(RecordParser, pieces_without_a_header_say_so_or_take_the_one_given) {
    ParserBooks books;
    EXPECT_TRUE(read(kGood, &books).empty());
    EXPECT_TRUE(books.headless);
    EXPECT_EQ(read(kGood, &books, SIZE_MAX, kHeader), (List{"d ann@x.example"}));
}

TEST(RecordParser, a_line_without_end_costs_no_memory) {
    RecordParser parser;
    const auto sink = [](const Record&) { return true; };
    parser.feed(kHeader, sink);
    const std::string junk(1 << 20, 'x');
    for (int i = 0; i < 20; ++i) parser.feed(junk, sink);
    EXPECT_LE(parser.space(1).size(), 3u << 20);
    ParserBooks books;
    parser.feed("\n" + kGood, sink);
    books = parser.books();
    EXPECT_EQ(books.damaged, 1u);
    EXPECT_EQ(books.rows, 1u);
}

TEST(RecordParser, ends_when_the_sink_has_enough) {
    RecordParser parser;
    int seen = 0;
    EXPECT_FALSE(parser.feed(std::string(kHeader) + kGood + kGood + kGood, [&](const Record&) { return ++seen < 2; }));
    EXPECT_EQ(seen, 2);
}

}  // namespace mailrace::accounting
