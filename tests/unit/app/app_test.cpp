#include <gtest/gtest.h>

#include "daemon/app/dsn_maker.h"
#include "daemon/app/live_config.h"
#include "daemon/app/log.h"

namespace mailrace::app {

TEST(LogLine, stays_one_line_whatever_a_value_holds) {
    EXPECT_EQ(log_line("ready", {{"port", "25"}}), "ready port=25");
    EXPECT_EQ(log_line("x", {{"words", "two words"}, {"empty", ""}}), "x words=\"two words\" empty=\"\"");
    EXPECT_EQ(log_line("x", {{"reply", "550 no\r\nsuch \"user\"\x01"}}), "x reply=\"550 no\\r\\nsuch \\\"user\\\"?\"");
}

TEST(RouteText, reads_back_as_the_same_hosts) {
    for (const std::string text : {"mx1.test, mx2.test; [10.1.1.1]:2525; last.test", "lookup-mx:other.test", "[IPv6:2001:db8::1]:26"}) {
        const auto hosts = config::parse_route_hosts(text);
        ASSERT_TRUE(hosts) << text;
        EXPECT_EQ(route_text(*hosts), text);
        EXPECT_EQ(config::parse_route_hosts(route_text(*hosts)), hosts);
    }
}

TEST(ConfiguredSettings, carry_the_value_and_the_line_that_set_it) {
    auto loaded = config::load_text("test.conf",
                                    "<virtual-mta a>\n  smtp-source-host 127.0.0.9 out.test\n  max-smtp-out 7\n</virtual-mta>\n"
                                    "<domain slow.test>\n  max-smtp-out 3\n  max-msg-rate 60/h\n  retry-after 1m,2m\n</domain>\n");
    ASSERT_TRUE(loaded.config) << config::to_text(loaded.diagnostics.front());
    const ConfiguredSettings settings(loaded.config, "host.test");
    const auto slow = settings.for_queue("slow.test", "a");
    EXPECT_EQ(slow->max_connections.value, 3u);
    EXPECT_EQ(slow->max_connections.origin, "test.conf:6");
    EXPECT_EQ(slow->max_message_rate.count, 60u);
    EXPECT_EQ(slow->max_message_rate.per, std::chrono::hours(1));
    EXPECT_EQ(slow->retry_after.size(), 2u);
    ASSERT_EQ(slow->sources.size(), 1u);
    EXPECT_EQ(slow->sources.front(), (queue::SourceAddress{"127.0.0.9", "out.test"}));
    EXPECT_EQ(settings.for_queue("other.test", "a")->max_connections.value, 20u);
    EXPECT_EQ(settings.for_vmta("a").max_connections.value, 7u);
    EXPECT_EQ(settings.for_queue("slow.test", "a"), slow);
}

TEST(DsnMaker, asks_rfc_3461_before_it_writes) {
    queue::Report report;
    report.sender = "list@sender.test";
    EXPECT_TRUE(DsnMaker::wanted(report));
    report.notify = static_cast<std::uint8_t>(spool::Notify::never);
    EXPECT_FALSE(DsnMaker::wanted(report));
    report.notify = static_cast<std::uint8_t>(spool::Notify::failure);
    EXPECT_TRUE(DsnMaker::wanted(report));
    report.suppress_dsn = true;
    EXPECT_FALSE(DsnMaker::wanted(report));
    report.suppress_dsn = false;
    report.generated = true;
    EXPECT_FALSE(DsnMaker::wanted(report));
    report.generated = false;
    report.sender.clear();
    EXPECT_FALSE(DsnMaker::wanted(report));
}

}  // namespace mailrace::app
