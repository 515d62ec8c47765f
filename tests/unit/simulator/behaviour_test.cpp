#include "daemon/simulator/behaviour.h"

#include <gtest/gtest.h>

using namespace mailrace;
using namespace mailrace::simulator;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view home = "127.0.0.1";

class ProviderBehaviour : public testing::Test {
protected:
    SteadyTime now() const { return clock_.steady(); }
    Act mail(Behaviour& b, Behaviour::Visit& visit) { return b.mail(visit, now()).act; }
    Verdict rcpt(Behaviour& b, std::string_view recipient, std::string_view sender = "a@b.example") {
        return b.recipient(home, sender, recipient, now());
    }
    ManualClock clock_;
    Manners manners_;
};

}  // namespace

TEST_F(ProviderBehaviour, RefusesConnectionsBeyondTheLimitOfASource) {
    manners_.max_connections_per_source = 2;
    Behaviour b(manners_, "p", 1);
    Behaviour::Visit one, two, three, other;
    EXPECT_EQ(b.connect(home, now(), one).act, Act::proceed);
    EXPECT_EQ(b.connect(home, now(), two).act, Act::proceed);
    const Verdict refused = b.connect(home, now(), three);
    EXPECT_EQ(refused.act, Act::refuse_and_close);
    EXPECT_EQ(refused.kind, ReplyKind::too_many_connections);
    EXPECT_EQ(b.connect("127.0.0.2", now(), other).act, Act::proceed) << "the limit is for a source, not for all";
    b.leave(one, now());
    EXPECT_EQ(b.connect(home, now(), three).act, Act::proceed);
    EXPECT_EQ(b.connections(), 3U);
    EXPECT_EQ(b.sources().at(std::string(home)).peak_connections, 2U);
}

TEST_F(ProviderBehaviour, RefusesConnectionsBeyondTheLimitOfAll) {
    manners_.max_connections = 1;
    Behaviour b(manners_, "p", 1);
    Behaviour::Visit one, two;
    EXPECT_EQ(b.connect(home, now(), one).act, Act::proceed);
    EXPECT_EQ(b.connect("127.0.0.2", now(), two).act, Act::refuse_and_close);
}

TEST_F(ProviderBehaviour, KeepsTheRateOfASourceInEachWindow) {
    manners_.message_rate = {3, 1min};
    Behaviour b(manners_, "p", 1);
    Behaviour::Visit visit, other;
    b.connect(home, now(), visit);
    b.connect("127.0.0.2", now(), other);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(mail(b, visit), Act::proceed);
    EXPECT_EQ(b.mail(visit, now()).kind, ReplyKind::rate_exceeded);
    EXPECT_EQ(mail(b, other), Act::proceed);
    clock_.advance(59s);
    EXPECT_EQ(mail(b, visit), Act::refuse);
    clock_.advance(1s);
    EXPECT_EQ(mail(b, visit), Act::proceed);
}

TEST_F(ProviderBehaviour, BlocksASourceAfterTooManyViolationsForATime) {
    manners_.message_rate = {1, 1min};
    manners_.block_after = {2, 10min};
    manners_.block_for = 5min;
    Behaviour b(manners_, "p", 1);
    Behaviour::Visit visit, again;
    b.connect(home, now(), visit);
    EXPECT_EQ(mail(b, visit), Act::proceed);
    EXPECT_EQ(b.mail(visit, now()).kind, ReplyKind::rate_exceeded);
    EXPECT_EQ(b.mail(visit, now()).kind, ReplyKind::rate_exceeded);
    EXPECT_EQ(b.mail(visit, now()).kind, ReplyKind::blocked);
    EXPECT_EQ(b.connect(home, now(), again).kind, ReplyKind::blocked);
    clock_.advance(5min);
    EXPECT_EQ(b.connect(home, now(), again).act, Act::proceed);
    EXPECT_EQ(mail(b, again), Act::proceed);
}

TEST_F(ProviderBehaviour, CountsMessagesOfAConnection) {
    manners_.max_messages_per_connection = 2;
    Behaviour b(manners_, "p", 1);
    Behaviour::Visit visit;
    b.connect(home, now(), visit);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(mail(b, visit), Act::proceed);
        EXPECT_EQ(b.finish(visit, "x@y.example", now()).act, Act::proceed);
    }
    const Verdict third = b.mail(visit, now());
    EXPECT_EQ(third.kind, ReplyKind::too_many_messages);
    EXPECT_EQ(third.act, Act::refuse_and_close) << "421 closes the connection";
}

TEST_F(ProviderBehaviour, GreylistsATripleUntilItsTimeHasPassed) {
    manners_.greylist = 5min;
    Behaviour b(manners_, "p", 1);
    EXPECT_EQ(rcpt(b, "x@y.example").kind, ReplyKind::greylisted);
    clock_.advance(4min);
    EXPECT_EQ(rcpt(b, "x@y.example").act, Act::refuse);
    EXPECT_EQ(rcpt(b, "z@y.example").act, Act::refuse) << "another recipient has a time of its own";
    clock_.advance(1min);
    EXPECT_EQ(rcpt(b, "x@y.example").act, Act::proceed);
    EXPECT_EQ(rcpt(b, "x@y.example", "other@b.example").act, Act::refuse);
}

TEST_F(ProviderBehaviour, GivesARecipientTheSameAnswerEveryTime) {
    manners_.unknown_users = 0.2;
    manners_.full_mailboxes = 0.1;
    Behaviour first(manners_, "p", 7);
    Behaviour second(manners_, "p", 7);
    Behaviour other_seed(manners_, "p", 8);
    int refused = 0;
    int differ = 0;
    for (int i = 0; i < 2000; ++i) {
        const std::string who = "user" + std::to_string(i) + "@y.example";
        const Verdict once = rcpt(first, who);
        EXPECT_EQ(once.act, rcpt(first, who).act);
        EXPECT_EQ(once.act, rcpt(second, who).act);
        differ += rcpt(other_seed, who).act != once.act ? 1 : 0;
        refused += once.act == Act::refuse ? 1 : 0;
    }
    EXPECT_NEAR(refused, 560, 100);
    EXPECT_GT(differ, 100);
}

TEST_F(ProviderBehaviour, DefersSomeAttemptsAndLetsThemThroughLater) {
    manners_.deferrals = 0.5;
    Behaviour b(manners_, "p", 1);
    bool passed = false;
    for (int i = 0; i < 30; ++i) passed = passed || rcpt(b, "x@y.example").act == Act::proceed;
    EXPECT_TRUE(passed);
}

TEST_F(ProviderBehaviour, DropsAndFallsSilentInThePhaseItIsTold) {
    for (std::size_t i = 0; i < phase_count; ++i) {
        Manners m;
        m.drop[i] = 1;
        Behaviour b(m, "p", 1);
        Behaviour::Visit visit;
        const auto dropped = [](const Verdict& v) { return v.act == Act::drop; };
        const bool at_connect = dropped(b.connect(home, now(), visit));
        EXPECT_EQ(at_connect, i <= static_cast<std::size_t>(Phase::banner)) << i;
        if (at_connect) continue;
        EXPECT_EQ(dropped(b.hello()), i == static_cast<std::size_t>(Phase::ehlo));
        EXPECT_EQ(dropped(b.mail(visit, now())), i == static_cast<std::size_t>(Phase::mail));
        EXPECT_EQ(dropped(rcpt(b, "x@y.example")), i == static_cast<std::size_t>(Phase::rcpt));
        EXPECT_EQ(dropped(b.data()), i == static_cast<std::size_t>(Phase::data));
        EXPECT_EQ(dropped(b.body()), i == static_cast<std::size_t>(Phase::body));
        const Verdict end = b.finish(visit, "x@y.example", now());
        EXPECT_EQ(dropped(end), i >= static_cast<std::size_t>(Phase::dot));
        EXPECT_EQ(dropped(end) && end.kind == ReplyKind::accepted, i == static_cast<std::size_t>(Phase::reply));
    }
}

TEST_F(ProviderBehaviour, DrawsLatenciesWithinTheirBounds) {
    manners_.command_latency = {10ms, 20ms};
    Behaviour b(manners_, "p", 1);
    for (int i = 0; i < 200; ++i) {
        const Duration delay = b.hello().delay;
        EXPECT_GE(delay, 10ms);
        EXPECT_LT(delay, 20ms);
    }
}

TEST_F(ProviderBehaviour, ForgetsOnReset) {
    manners_.message_rate = {1, 1h};
    manners_.greylist = 1h;
    Behaviour b(manners_, "p", 1);
    Behaviour::Visit visit;
    b.connect(home, now(), visit);
    mail(b, visit);
    EXPECT_EQ(mail(b, visit), Act::refuse);
    b.reset();
    EXPECT_EQ(mail(b, visit), Act::proceed);
    EXPECT_EQ(b.connections(), 1U) << "an open connection stays counted";
}
