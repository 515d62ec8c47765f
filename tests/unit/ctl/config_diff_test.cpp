#include "daemon/ctl/config_diff.h"

#include <gtest/gtest.h>

#include <sstream>

#include "shared/protocol/config_json.h"

namespace mailrace::ctl {

namespace {

std::vector<config::Change> changes(const std::string& before, const std::string& after, const std::vector<config::QueueName>& queues = {}) {
    return config::effect(*config::load_text("a.conf", before).config, *config::load_text("b.conf", after).config, queues);
}

}  // namespace

TEST(ConfigDiff, tells_changes_under_their_section_with_the_line_and_some_queues) {
    std::ostringstream out;
    print_changes(out, changes("total-max-smtp-in 5\n<domain *>\nretry-after 10m\n</domain>\n",
                               "total-max-smtp-in 6\n<domain *>\nretry-after 1h\nuse-starttls no\n</domain>\n<virtual-mta b>\n</virtual-mta>\n",
                               {{"x.example", "{default}"}}));
    EXPECT_EQ(out.str(),
              "top level\n"
              "  total-max-smtp-in 5 → 6  (b.conf:1)\n"
              "<domain *>\n"
              "  1 queue changes retry-after 10m → 1h  (b.conf:3)\n"
              "    x.example/{default}\n"
              "  1 queue changes use-starttls yes (default) → no  (b.conf:4)\n"
              "    x.example/{default}\n"
              "new <virtual-mta b>  (b.conf:6)\n");
}

TEST(ConfigDiff, json_has_what_the_protocol_says) {
    const auto all = protocol::changes_json(changes("", "smtp-listener 127.0.0.1:2600\n"));
    ASSERT_EQ(all.size(), 1u);
    const auto& change = all[0].as_object();
    EXPECT_EQ(change.at("kind").as_string(), "value");
    EXPECT_EQ(change.at("block").as_string(), "");
    EXPECT_EQ(change.at("directive").as_string(), "smtp-listener");
    EXPECT_EQ(change.at("before").as_string(), "");
    EXPECT_EQ(change.at("after").as_string(), "127.0.0.1:2600");
    EXPECT_EQ(change.at("restart").as_bool(), false);
    EXPECT_EQ(change.at("queues").to_number<int>(), 0);
    EXPECT_TRUE(change.at("examples").as_array().empty());
}

TEST(ConfigDiff, reads_names_of_queues) {
    EXPECT_EQ(queue_name(" a.example/v # x\r"), (config::QueueName{"a.example", "v"}));
    EXPECT_EQ(queue_name("a.example"), (config::QueueName{"a.example", "{default}"}));
    EXPECT_FALSE(queue_name("  # nothing"));
    EXPECT_FALSE(queue_name(""));
}

TEST(ConfigDiff, pairs_included_files_by_their_place) {
    config::MemoryFileReader files;
    files.put("/old/main.conf", "include parts/*.conf\n");
    files.put("/old/parts/a.conf", "host-name a.example\n");
    files.put("/new/main.conf", "include parts/*.conf\n");
    files.put("/new/parts/a.conf", "host-name b.example\n");
    files.put("/new/parts/b.conf", "host-name c.example\n");
    const auto diffs = document_diffs(config::load(files, "/old/main.conf"), config::load(files, "/new/main.conf"));
    ASSERT_EQ(diffs.size(), 2u);
    EXPECT_EQ(diffs[0].diff, "--- /old/parts/a.conf\n+++ /new/parts/a.conf\n@@ -1 +1 @@\n-host-name a.example\n+host-name b.example\n");
    EXPECT_EQ(diffs[1].before, "/dev/null");
    EXPECT_EQ(diffs[1].after, "/new/parts/b.conf");
    EXPECT_EQ(diffs[1].added, 1u);
}

}  // namespace mailrace::ctl
