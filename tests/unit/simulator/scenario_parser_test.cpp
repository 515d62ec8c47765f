#include "daemon/simulator/scenario_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/simulator/embedded_scenarios.h"
#include "daemon/simulator/scenario_values.h"

using namespace mailrace;
using namespace mailrace::simulator;
using namespace std::chrono_literals;
using testing::HasSubstr;

namespace {

Scenario good(std::string_view text) {
    ParsedScenario parsed = parse_scenario(text);
    EXPECT_EQ(describe(parsed.problems, "test"), "");
    return std::move(parsed.scenario);
}

Problem first_problem(std::string_view text) {
    const ParsedScenario parsed = parse_scenario(text);
    if (parsed.problems.empty()) return {0, "no problem"};
    return parsed.problems.front();
}

}  // namespace

TEST(ScenarioParser, ReadsAProviderWithAllKindsOfValues) {
    const Scenario scenario = good(R"(
seed 42   # everything follows from it
ttl 2m
<provider post>
    domain Post.Example 40
    domain mail.example weight=0.5
    mx 5 mx1.post.example 127.21.1.1 ::1
    mx mx2.post.example
    command-latency 5ms-20ms
    max-connections-per-source 5
    rate 100/1m
    block-after 20/10m
    block-for 5m
    greylist 30s
    unknown-users 1.5%
    drop rcpt 2%
    silent banner 100%
    starttls required
    certificate expired
    without PIPELINING DSN
    max-size 25M
    tlsa yes
    reply unknown-user "550 5.1.1 Inconnu\n5.1.1 Bo\xEEte \"{rcpt}\""
</provider>
)");
    EXPECT_EQ(scenario.seed, 42U);
    EXPECT_EQ(scenario.ttl, 2min);
    ASSERT_EQ(scenario.providers.size(), 1U);
    const Provider& post = scenario.providers[0];
    EXPECT_EQ(post.domains[0].name, "post.example");
    EXPECT_EQ(post.domains[0].weight, 40);
    EXPECT_EQ(post.domains[1].weight, 0.5);
    ASSERT_EQ(post.hosts.size(), 2U);
    EXPECT_THAT(post.hosts[0].addresses, testing::ElementsAre("127.21.1.1", "::1"));
    EXPECT_EQ(post.hosts[1].addresses.size(), 1U) << "a host without an address is given one";
    const Manners& m = post.manners;
    EXPECT_EQ(m.command_latency.least, 5ms);
    EXPECT_EQ(m.command_latency.most, 20ms);
    EXPECT_EQ(m.max_connections_per_source, 5U);
    EXPECT_EQ(m.message_rate.count, 100U);
    EXPECT_EQ(m.message_rate.window, 1min);
    EXPECT_EQ(m.block_after.count, 20U);
    EXPECT_EQ(m.block_for, 5min);
    EXPECT_EQ(m.greylist, 30s);
    EXPECT_DOUBLE_EQ(m.unknown_users, 0.015);
    EXPECT_DOUBLE_EQ(m.drop[static_cast<std::size_t>(Phase::rcpt)], 0.02);
    EXPECT_DOUBLE_EQ(m.silent[static_cast<std::size_t>(Phase::banner)], 1);
    EXPECT_EQ(m.starttls, Starttls::required);
    EXPECT_EQ(m.certificate, CertificateKind::expired);
    EXPECT_FALSE(m.extensions.pipelining);
    EXPECT_FALSE(m.extensions.dsn);
    EXPECT_TRUE(m.extensions.size);
    EXPECT_EQ(m.max_size, 25U * 1024 * 1024);
    EXPECT_TRUE(post.tlsa);
    EXPECT_EQ(reply_words(m, ReplyKind::unknown_user), "550 5.1.1 Inconnu\n5.1.1 Bo\xEEte \"{rcpt}\"");
    EXPECT_EQ(reply_words(m, ReplyKind::banner), default_reply(ReplyKind::banner));
}

TEST(ScenarioParser, WritesRangesOutAndCopiesMannersWithLike) {
    const Scenario scenario = good(R"(
<provider small-{n} 1-3>
    domain small-{n}.example 0.5
    mx 10 mail.small-{n}.example
    greylist 5m
</provider>
<provider other>
    like small-002
    domain hosted-{n}.example 1 10-12
    mx 10 mx.other.example
</provider>
)");
    ASSERT_EQ(scenario.providers.size(), 4U);
    EXPECT_EQ(scenario.providers[1].name, "small-002");
    EXPECT_EQ(scenario.providers[1].domains[0].name, "small-002.example");
    EXPECT_EQ(scenario.providers[1].hosts[0].name, "mail.small-002.example");
    EXPECT_NE(scenario.providers[0].hosts[0].addresses, scenario.providers[1].hosts[0].addresses);
    const Provider& other = scenario.providers[3];
    EXPECT_EQ(other.manners.greylist, 5min);
    ASSERT_EQ(other.domains.size(), 3U);
    EXPECT_EQ(other.domains[2].name, "hosted-012.example");
}

struct BadLine {
    std::string_view text;
    std::size_t line;
    std::string_view words;
};

class ScenarioErrors : public testing::TestWithParam<BadLine> {};

TEST_P(ScenarioErrors, AreReportedWithTheirLine) {
    const Problem problem = first_problem(GetParam().text);
    EXPECT_EQ(problem.line, GetParam().line) << problem.words;
    EXPECT_THAT(problem.words, HasSubstr(std::string(GetParam().words)));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ScenarioErrors,
    testing::Values(BadLine{"seed 1\nspeed 5\n", 2, "speed: unknown keyword"}, BadLine{"<provider a>\nrate fast\n</provider>", 2, "rate"},
                    BadLine{"<provider a>\n\nunknown-users 130%\n</provider>", 3, "is not a share"},
                    BadLine{"<provider a>\nmx 10 a.example 192.0.2.1\n</provider>", 2, "not a loopback address"},
                    BadLine{"<provider a>\nmx 10 a_b..c\n</provider>", 2, "not a host name"},
                    BadLine{"\n<provider a>\ndomain a.example\n", 2, "not closed"}, BadLine{"</provider>\n", 1, "without"},
                    BadLine{"<provider a>\n<provider b>\n</provider>", 2, "inside"},
                    BadLine{"<provider a>\n</provider>\n<provider a>\n</provider>", 3, "already"},
                    BadLine{"<provider a>\nreply spam \"550\n</provider>", 2, "does not end"},
                    BadLine{"<provider a>\nreply spam \"550-no\"\n</provider>", 2, "reply words"},
                    BadLine{"<provider a>\nreply scam \"550 no\"\n</provider>", 2, "not a kind"},
                    BadLine{"<provider a>\nlike b\n</provider>", 2, "further up"},
                    BadLine{"<provider a-{n}>\n</provider>", 1, "go together"}, BadLine{"<provider a-{n} 9-1>\n</provider>", 1, "range"},
                    BadLine{"<provider a>\ndrop lunch 1%\n</provider>", 2, "not a phase"},
                    BadLine{"record x.example SRV 1\n", 1, "type"}, BadLine{"record x.example A 10.0.0.1\n", 1, "127.0.0.0/8"},
                    BadLine{"<domain x>\n", 1, "only <provider"}, BadLine{"<provider a>\nwithout TEA\n</provider>", 2, "not an extension"}));

TEST(ScenarioParser, RefusesAnAddressOrDomainThatTwoProvidersClaim) {
    EXPECT_THAT(first_problem("<provider a>\nmx 1 a.example 127.1.1.1\n</provider>\n<provider b>\nmx 1 b.example 127.1.1.1\n</provider>").words,
                HasSubstr("used by a and by b"));
    EXPECT_THAT(first_problem("<provider a>\ndomain x.example\n</provider>\n<provider b>\ndomain x.example\n</provider>").words,
                HasSubstr("domain x.example is at a and at b"));
}

TEST(ScenarioParser, StopsAtItsBounds) {
    EXPECT_THAT(first_problem(std::string(5 * 1024 * 1024, '\n')).words, HasSubstr("4 MiB"));
    EXPECT_THAT(first_problem("seed " + std::string(5000, '1')).words, HasSubstr("4096"));
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "nonsense\n";
    EXPECT_EQ(parse_scenario(many).problems.size(), 50U);
}

TEST(ScenarioParser, AcceptsTheBuiltInScenarios) {
    const Scenario internet = good(embedded_scenario("internet"));
    EXPECT_GE(internet.providers.size(), 300U);
    good(embedded_scenario("fast"));
    EXPECT_TRUE(embedded_scenario("nothing").empty());
}

TEST(BuiltInScenarios, NameOnlyReservedDomains) {
    for (const std::string_view name : {"internet", "fast"}) {
        for (const Provider& provider : good(embedded_scenario(name)).providers) {
            for (const DomainShare& domain : provider.domains) EXPECT_TRUE(domain.name.ends_with(".example")) << domain.name;
            for (const Host& host : provider.hosts) EXPECT_TRUE(host.name.ends_with(".example")) << host.name;
        }
    }
}

TEST(ScenarioValues, TakeOnlyWhatTheySay) {
    EXPECT_EQ(parse_time("250ms"), Duration{250ms});
    EXPECT_EQ(parse_time("0"), Duration{0});
    EXPECT_FALSE(parse_time("5"));
    EXPECT_FALSE(parse_time("-5s"));
    EXPECT_FALSE(parse_time("99999999999d"));
    EXPECT_FALSE(parse_rate("0/1m"));
    EXPECT_EQ(parse_rate("7/s")->window, 1s);
    EXPECT_EQ(parse_size("10k"), 10240U);
    EXPECT_FALSE(parse_size("k"));
    EXPECT_FALSE(parse_share("1e3"));
    EXPECT_FALSE(parse_share("nan"));
    EXPECT_EQ(parse_loopback("127.9.9.9"), "127.9.9.9");
    EXPECT_FALSE(parse_loopback("::2"));
    EXPECT_EQ(parse_name("A.Example."), "a.example");
    EXPECT_FALSE(parse_name("a..example"));
    EXPECT_FALSE(parse_name(std::string(64, 'a') + ".example"));
}
