#include "daemon/ctl/output.h"

#include <gtest/gtest.h>

#include "daemon/ctl/commands.h"

namespace mailrace::ctl {

TEST(Output, numbers_and_durations_read_well) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(-1000), "-1,000");
    EXPECT_EQ(size_text(999), "999 B");
    EXPECT_EQ(size_text(1'200'000), "1.2 MB");
    EXPECT_EQ(duration_text(850), "850 ms");
    EXPECT_EQ(duration_text(7'800'000), "2 h 10 min");
    EXPECT_EQ(duration_text(90'000), "1 min 30 s");
}

TEST(Output, nothing_from_a_receiver_reaches_the_terminal_as_a_command) {
    EXPECT_EQ(one_line("550 a\r\n550 b"), "550 a ⏎ 550 b");
    EXPECT_EQ(one_line("\x1b[2Jx"), "·[2Jx");
}

TEST(Output, tables_align_and_cut) {
    TextTable table({{"name", false, 5}, {"n", true}});
    table.add({"abcdefgh", "1"});
    table.add({"é", "22"});
    EXPECT_EQ(table.text(), "name    n\nabcd…   1\né      22\n");
}

TEST(Output, a_table_is_read_by_column_name) {
    const TableView view(json::parse(R"({"columns":["a","b"],"rows":[["x",5],[null,2.5]]})"));
    EXPECT_EQ(view.size(), 2u);
    EXPECT_EQ(view.text(0, "a"), "x");
    EXPECT_EQ(view.number(0, "b"), 5);
    EXPECT_TRUE(view.is_null(1, "a"));
    EXPECT_EQ(view.real(1, "b"), 2.5);
    EXPECT_EQ(view.text(0, "c"), "");
}

TEST(SelectOf, understands_queues_domains_and_patterns) {
    EXPECT_EQ(json::serialize(select_of("a.test/v")), R"({"queues":["a.test/v"]})");
    EXPECT_EQ(json::serialize(select_of("a.test")), R"({"filter":"domain:a.test"})");
    EXPECT_EQ(json::serialize(select_of("*.test")), R"({"filter":"name:*.test"})");
}

TEST(Completion, offers_every_command) {
    CLI::App app{"test"};
    Context context;
    add_show_commands(app, context);
    add_queue_commands(app, context);
    add_stats_command(app, context);
    add_find_command(app, context);
    const std::string script = completion_script(app, "bash");
    EXPECT_NE(script.find("'show') words='status queues topqueues"), std::string::npos);
    EXPECT_NE(script.find("'pause queue')"), std::string::npos);
    EXPECT_NE(script.find("'stats') words="), std::string::npos);
    EXPECT_NE(script.find("--to-domain "), std::string::npos);
    EXPECT_NE(script.find("complete -F _mailracectl mailracectl"), std::string::npos);
}

}  // namespace mailrace::ctl
