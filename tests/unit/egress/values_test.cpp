#include <gtest/gtest.h>

#include "daemon/egress/host_memory.h"
#include "daemon/egress/provider.h"
#include "daemon/egress/smtp_hosts.h"

namespace mailrace::egress {
namespace {

TEST(SmtpHosts, CommaAndSemicolon) {
    auto hosts = parse_smtp_hosts("H1.example, h2:2526; [10.1.1.1]:2525 ;lookup-mx:Example.com, [IPv6:::1]", 25);
    ASSERT_TRUE(hosts.has_value()) << hosts.error().words;
    EXPECT_EQ(*hosts, (std::vector<HostEntry>{{0, false, "h1.example", 25},
                                              {0, false, "h2", 2526},
                                              {1, false, "[10.1.1.1]", 2525},
                                              {2, true, "example.com", 25},
                                              {2, false, "[::1]", 25}}));
}

TEST(SmtpHosts, WhatCannotBeRead) {
    for (const char* bad : {"", ";", "a b", "h:0", "h:99999", "[1.2.3]", "lookup-mx:[1.2.3.4]", "h:x"})
        EXPECT_FALSE(parse_smtp_hosts(bad, 25).has_value()) << bad;
}

TEST(Provider, RegisteredDomains) {
    EXPECT_EQ(provider_of("gmail-smtp-in.l.google.com", "gmail.com"), "google.com");
    EXPECT_EQ(provider_of("mx.example.co.uk", "other.uk"), "example.co.uk");
    EXPECT_EQ(provider_of("mx1.mail.example.com", "mail.example.com"), "mail.example.com");
    EXPECT_EQ(provider_of("notexample.com", "example.com"), "notexample.com");
    EXPECT_EQ(provider_of("[127.0.0.1]", "example.com"), "[127.0.0.1]");
    EXPECT_EQ(provider_of("localhost", "example.com"), "localhost");
    EXPECT_EQ(provider_of("", "example.com"), "example.com");
}

TEST(HostMemory, ForgetsInTime) {
    ManualClock clock;
    HostMemory memory;
    net::Endpoint where(boost::asio::ip::make_address("127.0.0.1"), 25), other(boost::asio::ip::make_address("127.0.0.1"), 26);
    memory.mark_dead(where, clock.steady() + std::chrono::seconds(60), clock.steady());
    EXPECT_TRUE(memory.dead(where, clock.steady()));
    EXPECT_FALSE(memory.dead(other, clock.steady()));
    EXPECT_FALSE(memory.broken_tls(where, clock.steady()));
    clock.advance(std::chrono::seconds(61));
    EXPECT_FALSE(memory.dead(where, clock.steady()));
}

}  // namespace
}  // namespace mailrace::egress
