#include "shared/mail/ip_address.h"

#include <gtest/gtest.h>

namespace mailrace::mail {
namespace {

TEST(Addresses, AreReadAndWritten) {
    for (const char* text : {"192.0.2.1", "::", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "fe80::1:0:0:1"}) {
        const auto address = parse_ip(text);
        ASSERT_TRUE(address) << text;
        EXPECT_EQ(address->text(), text);
    }
    EXPECT_EQ(parse_ip("::ffff:192.0.2.1")->bytes[15], 1);
    EXPECT_EQ(parse_ip("1:2:3:4:5:6:192.0.2.1")->text(), "1:2:3:4:5:6:c000:201");
    EXPECT_EQ(parse_ip("2001:0DB8:0:0:0:0:0:1")->text(), "2001:db8::1");
    for (const char* text : {"", "1.2.3", "256.1.1.1", "1.2.3.4.5", "1::2::3", ":1", "1:2:3:4:5:6:7:8:9", "12345::", "1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "::1%eth0", "1.2.3.4 ",
                             "010.0.0.1", "1.2.3.00", "::01.2.3.4", "::ffff:1.2.3", "+1.2.3.4", "1..2.3", "::g"})
        EXPECT_FALSE(parse_ip(text)) << text;
}

TEST(Addresses, ShortRangesMeanWhatAdminsMean) {
    EXPECT_EQ(parse_cidr("10/8")->text(), "10.0.0.0/8");
    EXPECT_EQ(parse_cidr("173.194/16")->text(), "173.194.0.0/16");
    EXPECT_EQ(parse_cidr("0/0")->text(), "0/0");
    EXPECT_EQ(parse_cidr("192.0.2.77/24")->text(), "192.0.2.0/24");
    EXPECT_EQ(parse_cidr("::1")->text(), "::1");
    EXPECT_EQ(parse_cidr("2001:db8::/32")->text(), "2001:db8::/32");
    for (const char* text : {"", "10", "10.1", "10/33", "::1/129", "/8", "10/", "10/x", "name"})
        EXPECT_FALSE(parse_cidr(text)) << text;
}

TEST(Addresses, RangesContainTheirAddresses) {
    EXPECT_TRUE(parse_cidr("10/8")->contains(*parse_ip("10.200.1.1")));
    EXPECT_FALSE(parse_cidr("10/8")->contains(*parse_ip("11.0.0.1")));
    EXPECT_TRUE(parse_cidr("10/8")->contains(*parse_ip("::ffff:10.1.1.1")));
    EXPECT_TRUE(parse_cidr("0/0")->contains(*parse_ip("2001:db8::1")));
    EXPECT_FALSE(parse_cidr("::1")->contains(*parse_ip("127.0.0.1")));
    EXPECT_TRUE(parse_cidr("192.0.2.128/25")->contains(*parse_ip("192.0.2.255")));
    EXPECT_FALSE(parse_cidr("192.0.2.128/25")->contains(*parse_ip("192.0.2.127")));
    EXPECT_TRUE(parse_ip("127.3.2.1")->is_loopback());
    EXPECT_TRUE(parse_ip("::1")->is_loopback());
}

TEST(Addresses, MappedOnesAreIPv4) {
    EXPECT_EQ(parse_ip("::ffff:192.0.2.1")->unmapped(), *parse_ip("192.0.2.1"));
    EXPECT_EQ(parse_ip("::192.0.2.1")->unmapped(), *parse_ip("::192.0.2.1"));
    EXPECT_TRUE(parse_ip("::ffff:127.0.0.2")->is_loopback());
    EXPECT_EQ(parse_cidr("::ffff:192.0.2.0/120")->text(), "192.0.2.0/24");
    EXPECT_TRUE(parse_cidr("::ffff:0:0/96")->contains(*parse_ip("192.0.2.1")));
    EXPECT_TRUE(parse_cidr("::/0")->contains(*parse_ip("2001:db8::1")));
}

TEST(Addresses, AGapStandsForAtLeastAsManyGroupsAsAskedFor) {
    EXPECT_TRUE(parse_ip("1:2:3:4:5:6:7::"));
    EXPECT_FALSE(parse_ip("1:2:3:4:5:6:7:8::"));
    EXPECT_TRUE(parse_ip("1:2:3:4:5:6::", 2));
    EXPECT_FALSE(parse_ip("1:2:3:4:5:6:7::", 2));
    EXPECT_FALSE(parse_ip("1:2:3:4:5:6::8", 2));
    EXPECT_TRUE(parse_ip("1:2:3:4:5:6:7:8", 2));
}

}  // namespace
}  // namespace mailrace::mail
