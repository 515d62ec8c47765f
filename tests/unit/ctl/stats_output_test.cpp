#include "daemon/ctl/stats_output.h"

#include <gtest/gtest.h>

#include <sstream>

#include "daemon/ctl/find_output.h"

namespace mailrace::ctl {
namespace {

constexpr std::string_view kFile =
    "type,timeLogged,timeQueued,rcpt,dsnDiag,bounceCat,vmta\r\n"
    "d,2026-01-02 03:04:05+0000,2026-01-02 03:04:00+0000,ann@x.example,smtp;250 OK,,v1\r\n"
    "b,2026-01-02 03:04:06+0000,2026-01-02 03:04:00+0000,bob@x.example,\"smtp;550 <script>alert(1)</script>, "
    "\"\"no\"\"\",bad-mailbox,v1\r\n"
    "b,2026-01-02 03:04:07+0000,2026-01-02 03:04:00+0000,eve@y.example,smtp;550 full\x1b[2J,quota-issues,v2\r\n";

StatsResult result(std::vector<std::string_view> names, std::string_view by = {}) {
    reports::StatsOptions options;
    for (const auto name : names) options.reports.push_back(reports::find_report(name));
    options.by = reports::find_split(by);
    reports::Stats stats(std::move(options));
    accounting::RecordParser parser;
    parser.feed(kFile, [&](const accounting::Record& r) {
        stats.add(r);
        return true;
    });
    StatsResult out;
    out.tables = stats.tables();
    out.books = stats.books();
    out.by = by;
    out.read.sources.push_back({"a.csv", parser.books(), {}});
    return out;
}

std::string found(std::string_view form, std::vector<std::string> fields = {}) {
    std::ostringstream out;
    auto printer = make_find_output(form, std::move(fields), out);
    accounting::RecordParser parser;
    parser.feed(kFile, [&](const accounting::Record& r) {
        printer->add(r);
        return true;
    });
    printer->end();
    return out.str();
}

}  // namespace

TEST(StatsOutput, text_says_where_from_when_and_how_many) {
    EXPECT_EQ(stats_text(result({"bounce-categories"})),
              "From a.csv\n"
              "2026-01-02 03:04:05 – 03:04:07 UTC\n"
              "3 records: 1 delivered, 2 bounced\n"
              "\n"
              "Bounces by category\n"
              "-------------------\n"
              "category      class  bounced  share  deferred\n"
              "bad-mailbox   hard         1   50.0         0\n"
              "quota-issues  soft         1   50.0         0\n");
}

TEST(StatsOutput, a_group_is_named_once) {
    const std::string text = stats_text(result({"top-bounce"}, "vmta"));
    EXPECT_NE(text.find("v1               1  100.0"), std::string::npos) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos) << "nothing from a receiver reaches the terminal as a command";
}

TEST(StatsOutput, csv_has_a_header_a_table_and_json_all_columns) {
    const auto r = result({"message-counts", "bounce-categories"}, "vmta");
    EXPECT_TRUE(
        stats_csv(r).starts_with("report,vmta,received,delivered,bounced,transient,transient_queue,remote_bounces,complaints,"
                                 "delivered_percent,bounced_percent,bytes\r\n"
                                 "message-counts,v1,0,1,1,0,0,0,0,50.000,50.000,0\r\n"))
        << stats_csv(r);
    EXPECT_NE(stats_csv(r).find("\r\n\r\nreport,vmta,category,"), std::string::npos);
    const auto o = stats_json(r);
    EXPECT_EQ(o.at("by").as_string(), "vmta");
    EXPECT_EQ(o.at("records").at("b").to_number<int>(), 2);
    EXPECT_EQ(o.at("reports").at(0).at("rows").at(0).at(1).to_number<int>(), 0);
    EXPECT_EQ(o.at("reports").at(0).at("columns").as_array().size(), o.at("reports").at(0).at("rows").at(0).as_array().size());
    EXPECT_EQ(o.at("first").as_int64(), 1'767'323'045'000);
}

TEST(StatsOutput, a_page_needs_nothing_from_outside_and_runs_nothing) {
    const std::string page = stats_page(result({"top-bounce"}));
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos);
    for (const char* outside : {"http:", "https:", "src=", "url(", "@import"})
        EXPECT_EQ(page.find(outside), std::string::npos) << outside;
    EXPECT_TRUE(page.ends_with("</html>\n"));
}

TEST(FindOutput, every_form_prints_what_was_found) {
    EXPECT_EQ(found("csv"), kFile);
    EXPECT_EQ(found("csv", {"RCPT", "dsnDiag"}).substr(0, 14), "rcpt,dsnDiag\r\n");
    EXPECT_NE(found("csv", {"rcpt", "dsnDiag"}).find("bob@x.example,\"smtp;550 <script>alert(1)</script>, \"\"no\"\"\"\r\n"),
              std::string::npos);
    EXPECT_EQ(found("rcpt"), "ann@x.example\nbob@x.example\neve@y.example\n");
    EXPECT_EQ(found("count"), "3\n");
    EXPECT_TRUE(found("json").starts_with("{\"type\":\"d\",\"timeLogged\":\"2026-01-02 03:04:05+0000\",")) << found("json");
    EXPECT_TRUE(found("fields").starts_with("type: d\ntimeLogged: ")) << found("fields");
    EXPECT_NE(found("fields").find("dsnDiag: smtp;550 full·[2J\n"), std::string::npos);
    EXPECT_EQ(found("table").find('\x1b'), std::string::npos);
    EXPECT_EQ(found("html").find("<script"), std::string::npos);
    for (const FindForm& form : find_forms()) EXPECT_FALSE(found(form.name).empty()) << form.name;
    std::ostringstream nowhere;
    EXPECT_EQ(make_find_output("xml", {}, nowhere), nullptr);
}

TEST(RecordOptions, words_become_conditions_and_times) {
    RecordOptions options;
    options.job = "spring*";
    options.header = "X-Campaign=seeds";
    options.last = "2h";
    options.until = "soon";
    const WallTime now{std::chrono::seconds{1'767'323'045}};
    EXPECT_FALSE(options.selection(now).has_value());
    options.until = "2026-01-02T03:04";
    const auto selection = options.selection(now);
    ASSERT_TRUE(selection.has_value()) << selection.error().words;
    ASSERT_EQ(selection->conditions.size(), 2u);
    EXPECT_EQ(selection->conditions[0].text(), "jobId=spring*");
    EXPECT_EQ(selection->conditions[1].text(), "header_X-Campaign=seeds");
    EXPECT_EQ(*selection->from, 1'767'323'045'000 - 7'200'000);
    EXPECT_EQ(*selection->until, 1'767'323'100'000) << "up to the end of that minute";
    options.until = "2026-01-02 04:04:05+0100";
    EXPECT_EQ(*options.selection(now)->until, 1'767'323'046'000) << "as records have it";
}

TEST(RecordOptions, conditions_behind_file_are_no_files) {
    RecordOptions options;
    options.files = {"/nonexistent.csv", "rcpt=ann@x.example"};
    std::vector<std::string> words;
    options.give_back(words);
    EXPECT_EQ(words, (std::vector<std::string>{"rcpt=ann@x.example"}));
    EXPECT_EQ(options.files, (std::vector<std::string>{"/nonexistent.csv"}));
}

}  // namespace mailrace::ctl
