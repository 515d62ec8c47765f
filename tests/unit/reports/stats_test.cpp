#include "daemon/reports/stats.h"

#include <gtest/gtest.h>

namespace mailrace::reports {
namespace {

using accounting::RecordParser;

/// PowerMTA's columns of 2012.
constexpr std::string_view kOld =
    "type,timeLogged,timeQueued,timeImprinted,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,"
    "dlvType,dlvSourceIp,dlvDestinationIp,"
    "dlvEsmtpAvailable,dlvSize,vmta,jobId,envId\r\n"
    "d,2012-05-06 10:00:10+0000,2012-05-06 10:00:00+0000,,b@s.example,a@X.example,,relayed,2.0.0 (success),smtp;250 OK "
    "17,mx.x.example (192.0.2.7),,smtp,,smtp,"
    "198.51.100.9,192.0.2.7,\"PIPELINING,8BITMIME\",1000,v1,j1,\r\n"
    "d,2012-05-06 11:00:00+0000,,2012-05-06 10:59:00+0000,b@s.example,b@x.example,,relayed,2.0.0 (success),smtp;250 OK "
    "18,mx.x.example (192.0.2.7),,smtp,,smtp,"
    "198.51.100.9,192.0.2.7,,3000,v2,j1,\r\n"
    "b,2012-05-06 10:00:20+0000,2012-05-06 10:00:00+0000,,b@s.example,c@x.example,,failed,5.1.1 (bad destination mailbox "
    "address),"
    "smtp;550 5.1.1 <c@x.example> unknown user,mx.x.example (192.0.2.7),bad-mailbox,smtp,,smtp,,,,,v1,j2,\r\n"
    "b,2012-05-06 10:00:21+0000,2012-05-06 10:00:00+0000,,b@s.example,d@y.example,,failed,5.1.1 (bad destination mailbox "
    "address),"
    "smtp;550 5.1.1 <d@y.example> unknown user,mx.y.example (192.0.2.8),,smtp,,smtp,,,,,v1,j2,\r\n"
    "t,2012-05-06 10:00:22+0000,2012-05-06 10:00:00+0000,,b@s.example,e@y.example,,delayed,4.2.2 (mailbox full),smtp;452 4.2.2 "
    "full,mx.y.example (192.0.2.8),"
    "quota-issues,smtp,,smtp,,,,,v1,j2,\r\n";

Stats stats_of(std::vector<std::string_view> names, std::string_view by = {}, std::string_view file = kOld,
               StatsOptions options = {}) {
    for (const auto name : names) options.reports.push_back(find_report(name));
    options.by = find_split(by);
    Stats stats(std::move(options));
    RecordParser parser;
    const auto sink = [&](const accounting::Record& r) {
        stats.add(r);
        return true;
    };
    parser.feed(file, sink);
    parser.finish(sink);
    return stats;
}

/// The cell of a row by the name of its column.
Cell cell(const Table& table, std::size_t row, std::string_view column) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].name == column) return table.rows.at(row).at(c);
    ADD_FAILURE() << "no column " << column;
    return {};
}
std::int64_t number(const Table& table, std::size_t row, std::string_view column) {
    return std::get<std::int64_t>(cell(table, row, column));
}
std::string text(const Table& table, std::size_t row, std::string_view column) {
    return std::get<std::string>(cell(table, row, column));
}
double real(const Table& table, std::size_t row, std::string_view column) { return std::get<double>(cell(table, row, column)); }

}  // namespace

TEST(Stats, counts_recipients_by_outcome) {
    const auto tables = stats_of({"message-counts"}).tables();
    ASSERT_EQ(tables.size(), 1u);
    EXPECT_EQ(number(tables[0], 0, "delivered"), 2);
    EXPECT_EQ(number(tables[0], 0, "bounced"), 2);
    EXPECT_EQ(number(tables[0], 0, "transient"), 1);
    EXPECT_EQ(number(tables[0], 0, "bytes"), 4000);
    EXPECT_EQ(real(tables[0], 0, "delivered_percent"), 50.0);
}

TEST(Stats, delivery_times_come_from_what_the_file_has) {
    const auto tables = stats_of({"delivery-times"}).tables();
    ASSERT_EQ(tables.size(), 2u);
    EXPECT_EQ(number(tables[0], 0, "count"), 2);
    EXPECT_EQ(real(tables[0], 0, "mean_ms"), 35'000);
    EXPECT_NEAR(real(tables[0], 0, "p50_ms"), 10'000, 1);
    EXPECT_NEAR(real(tables[0], 0, "max_ms"), 60'000, 1) << "timeImprinted where timeQueued is empty";
    ASSERT_EQ(tables[1].rows.size(), 3u);
    EXPECT_EQ(text(tables[1], 0, "less_than"), "30 s");
    EXPECT_EQ(number(tables[1], 0, "count"), 1);
    EXPECT_EQ(text(tables[1], 2, "less_than"), "5 min");
    const auto ours = stats_of({"delivery-times"}, {},
                               "type,timeLogged,timeQueued,totalSecondsQueued\nd,2026-01-02 03:00:10,2026-01-02 03:00:00,9\n")
                          .tables();
    EXPECT_EQ(real(ours[0], 0, "p50_ms"), 9'000) << "totalSecondsQueued is exact where the two times are rounded";
}

TEST(Stats, bounces_without_a_category_are_told_apart_and_can_be_classified) {
    Stats stats = stats_of({"bounce-categories"});
    auto tables = stats.tables();
    ASSERT_EQ(tables[0].rows.size(), 3u);
    EXPECT_EQ(stats.books().uncategorised, 1u);
    EXPECT_EQ(text(tables[0], 0, "category"), "(none)");
    EXPECT_EQ(text(tables[0], 1, "category"), "bad-mailbox");
    EXPECT_EQ(text(tables[0], 1, "class"), "hard");
    EXPECT_EQ(number(tables[0], 2, "transient"), 1);
    StatsOptions options;
    options.reclassify = *feedback::Classifier::make();
    tables = stats_of({"bounce-categories"}, {}, kOld, std::move(options)).tables();
    ASSERT_EQ(tables[0].rows.size(), 2u);
    EXPECT_EQ(text(tables[0], 0, "category"), "bad-mailbox");
    EXPECT_EQ(number(tables[0], 0, "bounced"), 2);
}

TEST(Stats, responses_that_say_the_same_are_one) {
    auto tables = stats_of({"top-bounce"}).tables();
    ASSERT_EQ(tables[0].rows.size(), 1u);
    EXPECT_EQ(number(tables[0], 0, "count"), 2);
    EXPECT_EQ(number(tables[0], 0, "domains"), 2);
    EXPECT_EQ(text(tables[0], 0, "sample"), "550 5.1.1 <c@x.example> unknown user");
    StatsOptions options;
    options.collect.with_transients = true;
    EXPECT_EQ(stats_of({"top-bounce"}, {}, kOld, std::move(options)).tables()[0].rows.size(), 2u);
}

TEST(Stats, every_report_can_be_split) {
    std::vector<std::string_view> all;
    for (const ReportInfo* info : reports()) all.push_back(info->name);
    for (const Split& split : splits()) {
        const auto tables = stats_of(all, split.name).tables();
        for (const Table& table : tables) {
            EXPECT_EQ(table.columns[0].name, split.name);
            for (const Cells& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name << " by " << split.name;
        }
    }
    const auto by_vmta = stats_of({"message-counts"}, "vmta").tables();
    ASSERT_EQ(by_vmta[0].rows.size(), 2u);
    EXPECT_EQ(text(by_vmta[0], 0, "vmta"), "v1") << "most first";
    EXPECT_EQ(number(by_vmta[0], 0, "bounced"), 2);
    const auto by_hour = stats_of({"message-counts"}, "hour").tables();
    ASSERT_EQ(by_hour[0].rows.size(), 2u);
    EXPECT_EQ(number(by_hour[0], 1, "hour") - number(by_hour[0], 0, "hour"), 3'600'000);
    EXPECT_EQ(number(by_hour[0], 1, "delivered"), 1);
}

TEST(Stats, lists_are_cut_at_top_and_say_what_is_left_out) {
    std::string file = "type,timeLogged,rcpt,vmta\n";
    for (int i = 0; i < 50; ++i)
        for (int n = 0; n <= i; ++n)
            file += "d,2026-01-02 03:00:0" + std::to_string(n % 10) + ",u@d" + std::to_string(i) + ".example,v" +
                    std::to_string(i) + "\n";
    StatsOptions options;
    options.collect.top = 3;
    const auto tables = stats_of({"top-domains", "top-rates", "vmta-time-breakdown"}, {}, file, std::move(options)).tables();
    ASSERT_EQ(tables[0].rows.size(), 3u);
    EXPECT_EQ(tables[0].left_out, 47u);
    EXPECT_EQ(text(tables[0], 0, "domain"), "d49.example");
    EXPECT_EQ(number(tables[0], 0, "delivered"), 50);
    EXPECT_EQ(number(tables[1], 0, "delivered"), 150) << "the second with most";
    EXPECT_EQ(tables[2].rows.size(), 50u);
}

TEST(Stats, names_stay_within_the_budget) {
    ByName<int> names(std::make_shared<Budget>(Budget{2, false}));
    for (const char* name : {"a", "b", "c", "d", "a"}) ++names[name];
    EXPECT_EQ(names.all().size(), 3u);
    EXPECT_EQ(names.all().at(std::string(kOthers)), 2);
    EXPECT_EQ(names.all().at("a"), 2);
}

TEST(Delays, quantiles_are_exact_to_a_fraction) {
    Delays delays;
    for (int i = 1; i <= 1000; ++i) delays.add(i * 1000);
    EXPECT_EQ(delays.count(), 1000u);
    EXPECT_NEAR(delays.quantile(0.5), 500'000, 50);
    EXPECT_NEAR(delays.quantile(0.99), 990'000, 100);
    EXPECT_EQ(delays.longest(), 1'000'000);
    EXPECT_EQ(delays.below(10'000), 9u);
    EXPECT_LT(Delays{}.quantile(0.5), 0);
}

TEST(Stats, selection_decides_what_counts) {
    StatsOptions options;
    options.selection.conditions.push_back(*Condition::parse("vmta=v2", WallTime{}));
    Stats stats = stats_of({"message-counts"}, {}, kOld, std::move(options));
    EXPECT_EQ(stats.books().taken, 1u);
    EXPECT_EQ(number(stats.tables()[0], 0, "delivered"), 1);
}

}  // namespace mailrace::reports
