#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/simulator/dns_message.h"
#include "daemon/simulator/dns_zone.h"
#include "daemon/simulator/scenario_parser.h"

using namespace mailrace;
using namespace mailrace::simulator;

namespace {

Scenario scenario() {
    ParsedScenario parsed = parse_scenario(R"(
<provider good>
    domain good.example
    mx 5 mx1.good.example 127.21.1.1 127.21.1.2
    mx 10 mx2.good.example 127.21.1.3 ::1
    tlsa yes
    dnssec yes
</provider>
<provider gone>
    domain gone.example
    dns nxdomain
</provider>
<provider null>
    domain null.example
    dns null-mx
</provider>
<provider fail>
    domain fail.example
    dns servfail
</provider>
<provider quiet>
    domain quiet.example
    dns silent
</provider>
<provider long>
    domain long.example
    mx 5 mx.long.example
    dns truncated
</provider>
<provider bare>
    domain bare.example
    mx 5 host.bare.example 127.21.9.9
    dns no-mx
</provider>
<provider nothing>
    domain nothing.example
    mx 5 host.nothing.example
    dns no-data
</provider>
<provider lost>
    domain lost.example
    mx 5 mx.lost.example
    host-dns servfail
</provider>
record alias.example CNAME good.example
record loop.example CNAME loop.example
record words.example TXT "v=spf1 -all"
)");
    EXPECT_EQ(describe(parsed.problems, "test"), "");
    return std::move(parsed.scenario);
}

class Zone : public testing::Test {
protected:
    DnsZone::Reply ask(std::string_view name, DnsType type) {
        const auto query = read_query(write_query(7, name, type, 0));
        EXPECT_TRUE(query);
        return zone_.look_up(*query);
    }
    Scenario scenario_ = scenario();
    DnsZone zone_{scenario_, std::string(64, 'a'), 25};
};

}  // namespace

TEST(DnsMessage, ReadsAQueryInAnyCaseWithEdns) {
    const auto query = read_query(write_query(0x1234, "MX.Gmail.Example", DnsType::mx, 4096));
    ASSERT_TRUE(query);
    EXPECT_EQ(query->id, 0x1234);
    EXPECT_EQ(query->name, "mx.gmail.example");
    EXPECT_EQ(query->type, 15);
    EXPECT_TRUE(query->edns);
    EXPECT_EQ(query->payload, 4096);
    EXPECT_EQ(read_query(write_query(1, "a.example", DnsType::a, 0))->payload, 512);
}

TEST(DnsMessage, RefusesEveryTruncationAndPointersInTheQuestion) {
    const std::string whole = write_query(1, "name.example", DnsType::mx, 1232);
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(read_query(whole.substr(0, size))) << size;
    std::string pointer = whole.substr(0, 12) + std::string("\xC0\x0C", 2) + std::string(4, '\0');
    EXPECT_FALSE(read_query(pointer));
    std::string answer = whole;
    answer[2] = static_cast<char>(0x80);
    EXPECT_FALSE(read_query(answer)) << "an answer is no query";
}

TEST(DnsMessage, KeepsOddBytesOfLabelsApartFromDots) {
    std::string wire = write_query(1, "", DnsType::a, 0).substr(0, 12);
    wire += std::string("\x03" "a.b" "\x00" "\x00\x01\x00\x01", 9);
    const auto query = read_query(wire);
    ASSERT_TRUE(query);
    EXPECT_EQ(query->name, "a\\046b");
}

TEST(DnsMessage, AnswersComeBackAsTheyWereWritten) {
    const auto query = read_query(write_query(9, "x.example", DnsType::mx, 1232));
    DnsAnswer answer;
    answer.answers.push_back({"x.example", DnsType::mx, 60, wire_u16(10) + wire_name("mx.x.example")});
    answer.authority.push_back({"example", DnsType::soa, 30, "soa"});
    const auto reading = read_answer(write_answer(*query, answer, 512));
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->id, 9);
    ASSERT_EQ(reading->answers.size(), 1U);
    EXPECT_EQ(reading->answers[0].name, "x.example");
    EXPECT_EQ(reading->answers[0].ttl, 60U);
    EXPECT_EQ(reading->answers[0].data, answer.answers[0].data);
    ASSERT_EQ(reading->authority.size(), 1U);
    EXPECT_FALSE(reading->truncated);
}

TEST(DnsMessage, SetsTcInsteadOfGoingOverTheLimit) {
    const auto query = read_query(write_query(9, "x.example", DnsType::txt, 0));
    DnsAnswer answer;
    for (int i = 0; i < 10; ++i) answer.answers.push_back({"x.example", DnsType::txt, 60, std::string(100, 'x')});
    const std::string wire = write_answer(*query, answer, 512);
    EXPECT_LE(wire.size(), 512U);
    EXPECT_TRUE(read_answer(wire)->truncated);
    EXPECT_TRUE(read_answer(wire)->answers.empty());
}

TEST_F(Zone, ListsAllMxHostsWithTheirPreferences) {
    const auto reply = ask("good.example", DnsType::mx);
    ASSERT_EQ(reply.answer.answers.size(), 2U);
    EXPECT_EQ(reply.answer.answers[0].data, wire_u16(5) + wire_name("mx1.good.example"));
    EXPECT_EQ(reply.answer.answers[1].data, wire_u16(10) + wire_name("mx2.good.example"));
    EXPECT_TRUE(reply.answer.authentic);
    EXPECT_TRUE(reply.answer.authority.empty());
}

TEST_F(Zone, KnowsAddressesOfBothFamiliesAndTheirReverse) {
    EXPECT_EQ(ask("mx1.good.example", DnsType::a).answer.answers.size(), 2U);
    EXPECT_EQ(ask("mx2.good.example", DnsType::aaaa).answer.answers.size(), 1U);
    const auto reverse = ask("1.1.21.127.in-addr.arpa", DnsType::ptr);
    ASSERT_EQ(reverse.answer.answers.size(), 1U);
    EXPECT_EQ(reverse.answer.answers[0].data, wire_name("mx1.good.example"));
    EXPECT_EQ(reverse_name("::1").size(), 72U);
    const auto tlsa = ask("_25._tcp.mx1.good.example", DnsType::tlsa);
    ASSERT_EQ(tlsa.answer.answers.size(), 1U);
    EXPECT_EQ(tlsa.answer.answers[0].data.substr(0, 3), std::string("\x03\x01\x01", 3));
    EXPECT_EQ(tlsa.answer.answers[0].data.size(), 35U);
}

TEST_F(Zone, SaysNxdomainWithAnSoaForUnknownNamesAndNoDataForParents) {
    const auto unknown = ask("nobody.example", DnsType::mx);
    EXPECT_EQ(unknown.answer.code, DnsCode::name_error);
    ASSERT_EQ(unknown.answer.authority.size(), 1U);
    EXPECT_EQ(unknown.answer.authority[0].type, DnsType::soa);
    EXPECT_EQ(unknown.answer.authority[0].name, "nobody.example");
    const auto parent = ask("_tcp.mx1.good.example", DnsType::a);
    EXPECT_EQ(parent.answer.code, DnsCode::no_error);
    EXPECT_TRUE(parent.answer.answers.empty());
}

TEST_F(Zone, PlaysEveryMood) {
    EXPECT_EQ(ask("gone.example", DnsType::mx).answer.code, DnsCode::name_error);
    const auto null = ask("null.example", DnsType::mx);
    ASSERT_EQ(null.answer.answers.size(), 1U);
    EXPECT_EQ(null.answer.answers[0].data, std::string(3, '\0'));
    EXPECT_EQ(ask("fail.example", DnsType::mx).answer.code, DnsCode::server_failure);
    EXPECT_TRUE(ask("quiet.example", DnsType::mx).silent);
    const auto large = ask("long.example", DnsType::mx);
    EXPECT_TRUE(large.truncate_udp);
    EXPECT_EQ(large.answer.answers.size(), 1U);
    EXPECT_TRUE(ask("bare.example", DnsType::mx).answer.answers.empty());
    EXPECT_EQ(ask("bare.example", DnsType::a).answer.answers.size(), 1U);
    const auto nothing = ask("nothing.example", DnsType::mx);
    EXPECT_EQ(nothing.answer.code, DnsCode::no_error);
    EXPECT_TRUE(nothing.answer.answers.empty());
    EXPECT_EQ(ask("lost.example", DnsType::mx).answer.answers.size(), 1U);
    EXPECT_EQ(ask("mx.lost.example", DnsType::a).answer.code, DnsCode::server_failure);
}

TEST_F(Zone, FollowsAliasesAndSurvivesALoop) {
    const auto alias = ask("alias.example", DnsType::mx);
    ASSERT_EQ(alias.answer.answers.size(), 3U);
    EXPECT_EQ(alias.answer.answers[0].type, DnsType::cname);
    EXPECT_LE(ask("loop.example", DnsType::mx).answer.answers.size(), 9U);
}

TEST_F(Zone, ChangesAMoodWhileItRuns) {
    EXPECT_TRUE(zone_.set_mood("good", DnsMood::servfail));
    EXPECT_EQ(ask("good.example", DnsType::mx).answer.code, DnsCode::server_failure);
    EXPECT_FALSE(zone_.set_mood("nobody", DnsMood::normal));
}
