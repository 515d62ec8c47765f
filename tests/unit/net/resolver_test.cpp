#include "daemon/net/resolver.h"

#include <gtest/gtest.h>

#include "tests/unit/net/dns_server.h"
#include "tests/unit/net/run.h"

namespace mailrace::net {
namespace {

using namespace std::chrono_literals;
using Answer = std::shared_ptr<const DnsAnswer>;

struct ResolverTest : ::testing::Test {
    boost::asio::io_context io{1};
    testing::DnsServer server{io};
    ManualClock clock;
    std::unique_ptr<Resolver> resolver;

    ResolverTest() {
        ResolverOptions options;
        options.servers = server.address();
        options.timeout = 500ms;
        options.tries = 1;
        resolver = std::move(*Resolver::make(io, options, clock));
    }

    // Runs until all of the questions are answered.
    void run(std::vector<std::pair<std::string, DnsType>> questions, std::vector<Answer>& answers, Duration deadline = 5s) {
        answers.assign(questions.size(), nullptr);
        std::size_t left = questions.size();
        auto ask = [](Resolver& r, std::string name, DnsType type, Deadline until, Answer& out, std::size_t& open) -> Task<void> {
            out = co_await r.query(name, type, until);
            --open;
        };
        for (std::size_t i = 0; i < questions.size(); ++i)
            testing::spawn(io, ask(*resolver, questions[i].first, questions[i].second, after(deadline), answers[i], left));
        io.restart();
        auto give_up = std::chrono::steady_clock::now() + 20s;
        while (left > 0 && std::chrono::steady_clock::now() < give_up) io.run_one_for(1s);
        ASSERT_EQ(left, 0u);
    }
    Answer ask(const std::string& name, DnsType type, Duration deadline = 5s) {
        std::vector<Answer> answers;
        run({{name, type}}, answers, deadline);
        return answers[0];
    }
};

TEST_F(ResolverTest, FindsMailExchangers) {
    server.add_mx("example.com", 20, "mx2.example.com");
    server.add_mx("example.com", 10, "MX1.example.com");
    auto answer = ask("Example.COM.", DnsType::mx);
    EXPECT_EQ(answer->status, DnsStatus::found);
    EXPECT_EQ(answer->mx, (std::vector<MxRecord>{{20, "mx2.example.com"}, {10, "mx1.example.com"}}));
    EXPECT_EQ(answer->ttl, 300u);
}

TEST_F(ResolverTest, FindsTheNullMx) {
    server.add_mx("nomail.example", 0, "");
    EXPECT_EQ(ask("nomail.example", DnsType::mx)->mx, (std::vector<MxRecord>{{0, ""}}));
}

TEST_F(ResolverTest, FindsTextTlsaAndPointers) {
    server.add("t.example", 16, std::string("\x03" "abc" "\x02" "de"));
    server.add("_25._tcp.mx.example", 52, std::string("\x03\x01\x01", 3) + "hash");
    server.add("1.0.0.127.in-addr.arpa", 12, testing::dns_name("Host.example"));
    EXPECT_EQ(ask("t.example", DnsType::txt)->texts, (std::vector<std::string>{"abcde"}));
    auto tlsa = ask("_25._tcp.mx.example", DnsType::tlsa);
    ASSERT_EQ(tlsa->tlsa.size(), 1u);
    EXPECT_EQ(tlsa->tlsa[0].usage, 3);
    EXPECT_EQ(tlsa->tlsa[0].data, "hash");
    EXPECT_EQ(ask(Resolver::reverse_name(*parse_ip("127.0.0.1")), DnsType::ptr)->names, (std::vector<std::string>{"host.example"}));
    EXPECT_EQ(Resolver::reverse_name(*parse_ip("2001:db8::1")), "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
}

TEST_F(ResolverTest, TellsNoSuchNameFromNoSuchRecordFromFailureFromSilence) {
    server.add_a("host.example", "127.0.0.1");
    server.fail("broken.example");
    server.be_silent("silent.example");
    EXPECT_EQ(ask("nothing.example", DnsType::mx)->status, DnsStatus::nxdomain);
    EXPECT_EQ(ask("host.example", DnsType::mx)->status, DnsStatus::nodata);
    EXPECT_EQ(ask("broken.example", DnsType::mx)->status, DnsStatus::failed);
    EXPECT_EQ(ask("silent.example", DnsType::mx)->status, DnsStatus::timeout);
    EXPECT_EQ(ask(std::string(300, 'a'), DnsType::mx)->status, DnsStatus::nxdomain);
}

TEST_F(ResolverTest, ADeadlineEndsTheWaitForASilentServer) {
    server.be_silent("silent.example");
    auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(ask("silent.example", DnsType::mx, 10ms)->status, DnsStatus::timeout);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
}

TEST_F(ResolverTest, TheCacheHonoursTheTtl) {
    server.add_mx("example.com", 10, "mx.example.com", 100);
    ask("example.com", DnsType::mx);
    clock.advance(99s);
    ask("EXAMPLE.com", DnsType::mx);
    EXPECT_EQ(server.questions, 1);
    clock.advance(2s);
    ask("example.com", DnsType::mx);
    EXPECT_EQ(server.questions, 2);
}

TEST_F(ResolverTest, NegativeAnswersAreKeptAsLongAsTheSoaSays) {
    ask("nothing.example", DnsType::mx);
    clock.advance(39s);
    ask("nothing.example", DnsType::mx);
    EXPECT_EQ(server.questions, 1);
    clock.advance(2s);
    ask("nothing.example", DnsType::mx);
    EXPECT_EQ(server.questions, 2);
}

TEST_F(ResolverTest, TheSameQuestionIsAskedOnceAtATime) {
    server.add_mx("example.com", 10, "mx.example.com", 0);  // not kept at all
    std::vector<Answer> answers;
    run({{"example.com", DnsType::mx}, {"example.com", DnsType::mx}, {"EXAMPLE.COM", DnsType::mx}}, answers);
    for (auto& answer : answers) EXPECT_EQ(answer->status, DnsStatus::found);
    EXPECT_EQ(server.questions, 1);
    EXPECT_EQ(resolver->cached(), 0u);
}

TEST_F(ResolverTest, FollowsAliasesWithinBounds) {
    server.add_cname("www.example", "web.example");
    server.add_cname("web.example", "host.example");
    server.add_a("host.example", "127.0.0.7");
    auto answer = ask("www.example", DnsType::a);
    ASSERT_EQ(answer->addresses.size(), 1u);
    EXPECT_EQ(to_text(answer->addresses[0]), "127.0.0.7");
    EXPECT_EQ(answer->ttl, 60u) << "the shortest TTL of the chain counts";
    for (int i = 0; i < 12; ++i) server.add_cname("c" + std::to_string(i) + ".example", "c" + std::to_string(i + 1) + ".example");
    server.add_a("c12.example", "127.0.0.8");
    EXPECT_EQ(ask("c0.example", DnsType::a)->status, DnsStatus::failed);
}

TEST_F(ResolverTest, BothFamiliesAreAsked) {
    server.add_a("mx.example", "127.0.0.2");
    server.add_aaaa("mx.example", "::1");
    std::optional<Resolver::Addresses> got;
    auto ask_both = [](Resolver& r, std::optional<Resolver::Addresses>& out) -> Task<void> { out = co_await r.addresses("mx.example", true, after(5s)); };
    testing::spawn(io, ask_both(*resolver, got));
    io.restart();
    while (!got) io.run_one_for(1s);
    ASSERT_EQ(got->ips.size(), 2u);
    EXPECT_TRUE(got->ips[0].is_v4());
    EXPECT_TRUE(got->ips[1].is_v6());
}

TEST_F(ResolverTest, DestroyingItAnswersThoseWhoWait) {
    server.be_silent("silent.example");
    Answer answer;
    auto ask_it = [](Resolver& r, Answer& out) -> Task<void> { out = co_await r.query("silent.example", DnsType::mx, after(10s)); };
    testing::spawn(io, ask_it(*resolver, answer));
    io.restart();
    io.run_for(5ms);
    resolver.reset();
    io.run_for(20ms);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, DnsStatus::failed);
}

TEST(DnsMessage, BrokenMessagesAreFailuresNotCrashes) {
    std::string good = std::string("\x12\x34\x81\x80", 4) + testing::dns_u16(1) + testing::dns_u16(1) + testing::dns_u16(0) + testing::dns_u16(0) +
                       testing::dns_name("a.example") + testing::dns_u16(15) + testing::dns_u16(1) +
                       testing::dns_record("a.example", 15, 5, testing::dns_u16(1) + testing::dns_name("mx.example"));
    auto read = [](const std::string& m) {
        return parse_dns_answer({reinterpret_cast<const unsigned char*>(m.data()), m.size()}, "a.example", DnsType::mx);
    };
    EXPECT_EQ(read(good).status, DnsStatus::found);
    for (std::size_t i = 0; i < good.size(); ++i) EXPECT_EQ(read(good.substr(0, i)).status, DnsStatus::failed) << i;
    std::string loop = good;
    loop[12] = '\xC0';
    loop[13] = 12;  // a name that points to itself
    EXPECT_EQ(read(loop).status, DnsStatus::failed);
}

}  // namespace
}  // namespace mailrace::net
