#include <gtest/gtest.h>

#include "shared/config/units.h"

namespace mailrace::config {
namespace {

using namespace std::chrono_literals;

TEST(Units, IntervalsAreReadInEveryForm) {
    EXPECT_EQ(parse_interval("1w2d12h30m10s"), Duration(168h + 48h + 12h + 30min + 10s));
    EXPECT_EQ(parse_interval("4d12h"), Duration(108h));
    EXPECT_EQ(parse_interval("90"), Duration(90s));
    EXPECT_EQ(parse_interval("0"), Duration(0s));
    EXPECT_EQ(parse_interval("10M"), Duration(10min));
}

TEST(Units, MalformedIntervalsAreRefused) {
    for (const char* text : {"", "m", "10x", "1h2d", "1h30", "10mm", "-5m", "99999999999999999999s", "999999w999999d", "1.5h"})
        EXPECT_FALSE(parse_interval(text)) << text;
}

TEST(Units, IntervalListsKeepTheirOrder) {
    EXPECT_EQ(parse_interval_list("10m,30m, 1h"), (std::vector<Duration>{10min, 30min, 1h}));
    EXPECT_FALSE(parse_interval_list(""));
    EXPECT_FALSE(parse_interval_list("10m,x"));
}

TEST(Units, SizesTakeEitherCase) {
    EXPECT_EQ(parse_size("50M")->bytes, 50ull << 20);
    EXPECT_EQ(parse_size("1g")->bytes, 1ull << 30);
    EXPECT_EQ(parse_size("2T")->bytes, 2ull << 40);
    EXPECT_EQ(parse_size("512")->bytes, 512u);
    EXPECT_EQ(parse_size("10b")->bytes, 10u);
    EXPECT_EQ(parse_size("unlimited")->bytes, 0u);
    for (const char* text : {"", "M", "10X", "10MM", "-1", "99999999999T"}) EXPECT_FALSE(parse_size(text)) << text;
}

TEST(Units, RatesHaveDenominators) {
    EXPECT_EQ(parse_rate("100/h"), (Rate{100, 1h}));
    EXPECT_EQ(parse_rate("83/10m"), (Rate{83, 10min}));
    EXPECT_EQ(parse_rate("1/5s"), (Rate{1, 5s}));
    EXPECT_EQ(parse_rate("1/day"), (Rate{1, 24h}));
    EXPECT_EQ(parse_rate("2/min"), (Rate{2, 1min}));
    EXPECT_EQ(parse_rate("unlimited")->count, 0u);
    EXPECT_EQ(parse_rate("0")->count, 0u);
    for (const char* text : {"", "100", "100/", "/h", "100/0m", "100/x", "a/h", "1/99999999999999999999d"})
        EXPECT_FALSE(parse_rate(text)) << text;
    EXPECT_EQ(parse_data_rate("10M/5min"), (DataRate{10ull << 20, 5min}));
}

TEST(Units, TextFormsAreReadBack) {
    for (const char* text : {"0", "10s", "4d12h", "1d1h1m1s"}) EXPECT_EQ(interval_text(*parse_interval(text)), text);
    for (const char* text : {"unlimited", "100/h", "83/10m", "1/d"}) EXPECT_EQ(rate_text(*parse_rate(text)), text);
    EXPECT_EQ(size_text(50ull << 20), "50M");
    EXPECT_EQ(data_rate_text(*parse_data_rate("3G/2h")), "3G/2h");
}

TEST(Units, HostsHavePortsAndBrackets) {
    EXPECT_EQ(parse_host_port("MX.example.com:26"), (HostPort{"mx.example.com", 26}));
    EXPECT_EQ(parse_host_port("[::1]:25"), (HostPort{"::1", 25}));
    EXPECT_EQ(parse_host_port("[IPv6:2001:db8::1]"), (HostPort{"2001:db8::1", 0}));
    EXPECT_EQ(parse_host_port("10.0.0.1:53"), (HostPort{"10.0.0.1", 53}));
    EXPECT_EQ(parse_host_port("::1"), (HostPort{"::1", 0}));
    for (const char* text : {"", ":25", "a:0", "a:65536", "a:", "[::1", "[x]:1", "a b"})
        EXPECT_FALSE(parse_host_port(text)) << text;
}

TEST(Units, RouteHostsHavePreferences) {
    const auto hosts = parse_route_hosts("h1.example, h2.example; [10.1.1.1]:2525; lookup-mx:last.example");
    ASSERT_TRUE(hosts);
    ASSERT_EQ(hosts->size(), 4u);
    EXPECT_EQ((*hosts)[0].preference, (*hosts)[1].preference);
    EXPECT_LT((*hosts)[1].preference, (*hosts)[2].preference);
    EXPECT_EQ((*hosts)[2], (RouteHost{"10.1.1.1", 2525, 1, false, true}));
    EXPECT_TRUE((*hosts)[3].lookup_mx);
    EXPECT_FALSE(parse_route_hosts(" ; "));
}

}  // namespace
}  // namespace mailrace::config
