#include "daemon/net/address.h"

#include <gtest/gtest.h>

namespace mailrace::net {
namespace {

TEST(Address, ReadsBothFamiliesAndMapsMappedOnes) {
    EXPECT_EQ(to_text(*parse_ip("192.0.2.1")), "192.0.2.1");
    EXPECT_EQ(to_text(*parse_ip("2001:DB8::1")), "2001:db8::1");
    EXPECT_EQ(to_text(*parse_ip("::ffff:192.0.2.1")), "192.0.2.1");
}

TEST(Address, RefusesWhatIsNoAddress) {
    for (const char* bad : {"", "1.2.3", "1.2.3.256", "example.com", "fe80::1%eth0", "1.2.3.4 ", "[1.2.3.4]"})
        EXPECT_FALSE(parse_ip(bad)) << bad;
}

TEST(Address, ReadsAddressLiterals) {
    EXPECT_EQ(to_text(*parse_address_literal("[192.0.2.1]")), "192.0.2.1");
    EXPECT_EQ(to_text(*parse_address_literal("[IPv6:2001:db8::1]")), "2001:db8::1");
    EXPECT_EQ(to_text(*parse_address_literal("[ipv6:2001:db8::1]")), "2001:db8::1");
    EXPECT_FALSE(parse_address_literal("192.0.2.1"));
    EXPECT_FALSE(parse_address_literal("[]"));
}

TEST(Address, ReadsEndpointsWithAndWithoutPort) {
    EXPECT_EQ(to_text(*parse_endpoint("192.0.2.1:2525", 25)), "192.0.2.1:2525");
    EXPECT_EQ(to_text(*parse_endpoint("192.0.2.1", 25)), "192.0.2.1:25");
    EXPECT_EQ(to_text(*parse_endpoint("[2001:db8::1]:53", 25)), "[2001:db8::1]:53");
    EXPECT_EQ(to_text(*parse_endpoint("[2001:db8::1]", 25)), "[2001:db8::1]:25");
    EXPECT_EQ(to_text(*parse_endpoint("2001:db8::1", 53)), "[2001:db8::1]:53");
    for (const char* bad : {"", ":", ":25", "192.0.2.1:", "192.0.2.1:70000", "192.0.2.1:-1", "host:25", "[::1"})
        EXPECT_FALSE(parse_endpoint(bad, 25).has_value()) << bad;
}

TEST(Address, KnowsHostNames) {
    EXPECT_TRUE(is_host_name("mx1.example.com"));
    EXPECT_TRUE(is_host_name("a_b.example"));
    for (const std::string bad : {"", ".", "a..b", "a.", "ex ample", "\xc3\xa4.example"}) EXPECT_FALSE(is_host_name(bad)) << bad;
    EXPECT_FALSE(is_host_name(std::string(64, 'a')));
}

}  // namespace
}  // namespace mailrace::net
