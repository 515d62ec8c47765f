#include "daemon/reports/condition.h"

#include <gtest/gtest.h>

#include "daemon/reports/history_filter.h"
#include "shared/filter/filter.h"

namespace mailrace::reports {
namespace {

const WallTime kNow{std::chrono::seconds{1'767'323'045}};  // 2026-01-02 03:04:05
constexpr std::string_view kFile =
    "type,timeLogged,timeQueued,orig,rcpt,dsnStatus,dsnDiag,dsnMta,dlvSize,jobId,queue,header_X-Campaign\n"
    "d,2026-01-02 03:00:00+0000,2026-01-02 02:59:00+0000,b@s.example,Ann@X.example,2.0.0 (success),smtp;250 OK,mx1.x.example "
    "(192.0.2.7),4096,spring1,x.example/v,Sale\n"
    "b,2026-01-02 03:01:00+0000,2026-01-02 02:00:00+0000,b@s.example,bob@y.example,5.1.1 (bad destination mailbox "
    "address),smtp;550 no such user,mx.y.example (192.0.2.8),,spring2,y.example/v,\n"
    "tq,2026-01-02 03:02:00+0000,,,,4.4.1 (no answer from host),,,,,z.example/v,\n";

/// Lines of the records that a selection takes.
std::vector<std::uint64_t> taken(Selection selection, std::string_view file = kFile) {
    std::vector<std::uint64_t> lines;
    accounting::RecordParser parser;
    parser.feed(file, [&](const accounting::Record& r) {
        if (selection.takes(r)) lines.push_back(r.line());
        return true;
    });
    return lines;
}

Selection with(std::initializer_list<std::string_view> conditions) {
    Selection selection;
    for (const auto text : conditions) {
        auto c = Condition::parse(text, kNow);
        EXPECT_TRUE(c.has_value()) << text << ": " << (c ? "" : c.error().words);
        if (c) selection.conditions.push_back(std::move(*c));
    }
    return selection;
}

using Lines = std::vector<std::uint64_t>;

}  // namespace

TEST(Condition, compares_as_people_expect) {
    EXPECT_EQ(taken(with({"rcpt=ann@x.example"})), (Lines{2})) << "case does not matter";
    EXPECT_EQ(taken(with({"RCPT=*@y.example"})), (Lines{3}));
    EXPECT_EQ(taken(with({"rcpt!=ann@x.example"})), (Lines{3, 4}));
    EXPECT_EQ(taken(with({"dsnDiag=/no SUCH (user|mailbox)/"})), (Lines{3}));
    EXPECT_EQ(taken(with({"jobId=spring*", "type=delivery"})), (Lines{2}));
    EXPECT_EQ(taken(with({"type=TQ"})), (Lines{4}));
    EXPECT_EQ(taken(with({"dlvSize>4095"})), (Lines{2}));
    EXPECT_EQ(taken(with({"dlvSize>4096"})), (Lines{}));
    EXPECT_EQ(taken(with({"header_x-campaign=sale"})), (Lines{2}));
    EXPECT_EQ(taken(with({"job="})), (Lines{4})) << "empty";
    EXPECT_EQ(taken(with({"timeLogged>=2026-01-02T03:01"})), (Lines{3, 4}));
    EXPECT_EQ(taken(with({"queued<2026-01-02T02:30"})), (Lines{3}));
    EXPECT_EQ(taken(with({"timeLogged<4m"})), (Lines{2})) << "more than four minutes ago";
}

TEST(Condition, status_and_hosts_may_be_named_by_a_part) {
    EXPECT_EQ(taken(with({"dsnStatus=5.1.1"})), (Lines{3}));
    EXPECT_EQ(taken(with({"mta=192.0.2.7"})), (Lines{2}));
    EXPECT_EQ(taken(with({"dsnMta=mx.y.example"})), (Lines{3}));
    EXPECT_EQ(taken(with({"dsnStatus=5.1"})), (Lines{}));
}

TEST(Condition, the_domain_is_the_recipients_or_the_queues) {
    EXPECT_EQ(taken(with({"domain=x.example"})), (Lines{2}));
    EXPECT_EQ(taken(with({"toDomain=z.example"})), (Lines{4}));
}

TEST(Condition, mistakes_are_told) {
    for (const char* text : {"rcpt", "=x", "rcpt!x", "rc pt=x", "rcpt=/(/", "rcpt>x", "timeLogged>soon"}) {
        const auto c = Condition::parse(text, kNow);
        ASSERT_FALSE(c.has_value()) << text;
        EXPECT_NE(c.error().words.find(text), std::string::npos) << c.error().words;
    }
}

TEST(Selection, a_span_of_time_ends_before_its_end) {
    Selection selection;
    selection.from = 1'767'322'860'000;   // 03:01:00
    selection.until = 1'767'322'920'000;  // 03:02:00
    EXPECT_EQ(taken(selection), (Lines{3}));
}

TEST(Selection, columns_are_looked_for_again_in_each_layout_and_misspelt_ones_are_told) {
    Selection selection = with({"rcpt=bob@y.example", "cost=1"});
    accounting::RecordParser one, other;
    one.feed("type,timeLogged,rcpt,cost\nd,2026-01-02 03:00:00,bob@y.example,1\n", [&](const accounting::Record& r) {
        EXPECT_TRUE(selection.takes(r));
        return true;
    });
    other.feed("type,rcpt,cost,timeLogged\nd,bob@y.example,1,2026-01-02 03:00:00\n", [&](const accounting::Record& r) {
        EXPECT_TRUE(selection.takes(r));
        return true;
    });
    EXPECT_TRUE(selection.fields_never_seen().empty());
    Selection misspelt = with({"recpt=x"});
    one.feed("d,2026-01-02 03:00:00,bob@y.example,1\n", [&](const accounting::Record& r) { return misspelt.takes(r), true; });
    EXPECT_EQ(misspelt.fields_never_seen(), (std::vector<std::string>{"recpt"}));
}

TEST(HistoryFilter, narrows_by_what_the_history_has_and_parses) {
    Selection selection = with({"rcpt=ann@x.example", "jobId=a \"b\" (c)", "type=b", "domain=x.example", "dsnDiag=/x/", "vmta!=v",
                                "orig=*@s.example", "bounceCat="});
    selection.from = 1'767'322'860'500;
    selection.until = 1'767'322'920'000;
    const std::string text = history_filter(selection);
    EXPECT_EQ(text,
              "since:1767322860000 until:1767322921000 recipient:ann@x.example job:\"a \\\"b\\\" (c)\" type:b (domain:x.example "
              "OR type:queue-deferral)");
    EXPECT_TRUE(filter::parse(text, filter::event_fields(), kNow).ok());
    EXPECT_EQ(history_filter(Selection{}), "");
}

}  // namespace mailrace::reports
