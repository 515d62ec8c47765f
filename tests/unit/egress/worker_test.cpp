#include "daemon/egress/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/egress/bench.h"
#include "tests/unit/net/test_certificate.h"

namespace mailrace::egress {
namespace {

using namespace std::chrono_literals;
using queue::Verdict;
using testing::Receiver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Worker : ::testing::Test, testing::Bench {
    Receiver mx{io};

    Worker() {
        dns.add_mx("example.com", 10, "mx.example.com");
        dns.add_a("mx.example.com", "127.0.0.1");
        settings->default_port = mx.port();
    }
    const queue::RecipientOutcome& result(std::size_t outcome = 0, std::size_t recipient = 0) const {
        return queue.outcomes.at(outcome).recipients.at(recipient);
    }
    const queue::ConnectFailure& failure() const { return queue.failures.at(0); }
};

TEST_F(Worker, DeliversThroughTheMx) {
    queue.waiting.push_back(delivery({"a@example.com", "b@example.com"}, "Subject: t\r\n\r\n.dot\r\n"));
    run();
    ASSERT_EQ(queue.outcomes.size(), 1u);
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(result(0, 1).verdict, Verdict::delivered);
    EXPECT_EQ(result().response.text, "250 2.0.0 taken");
    EXPECT_EQ(result().response.phase, events::Phase::end_of_data);
    EXPECT_THAT(mx.bodies, ElementsAre("Subject: t\r\n\r\n..dot\r\n"));
    EXPECT_THAT(mx.commands, ElementsAre("EHLO mailer.example.net", "MAIL FROM:<s@example.net>", "RCPT TO:<a@example.com>",
                                         "RCPT TO:<b@example.com>", "DATA", "QUIT"));
    const queue::Peer& peer = *queue.outcomes[0].peer;
    EXPECT_EQ(peer.host, "mx.example.com");
    EXPECT_EQ(peer.ip, "127.0.0.1");
    EXPECT_EQ(peer.port, mx.port());
    EXPECT_EQ(peer.source_ip, "127.0.0.1");
    EXPECT_EQ(peer.esmtp, "PIPELINING,8BITMIME,DSN");
    EXPECT_EQ(peer.site, "mx.example.com");
    EXPECT_EQ(peer.provider, "example.com");
    EXPECT_EQ(peer.tls_protocol, "");
    EXPECT_GT(peer.connect_us, 0u);
    EXPECT_GT(queue.outcomes[0].total_us, 0u);
    EXPECT_THAT(queue.outcomes[0].session, HasSubstr("> MAIL FROM:<s@example.net>\n"));
    EXPECT_THAT(queue.outcomes[0].session, HasSubstr("< 220 mx.example.com ESMTP\n"));
    EXPECT_EQ(queue.closed, 1);
}

TEST_F(Worker, OneConnectionCarriesManyMessages) {
    for (int i = 0; i < 5; ++i) queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(queue.outcomes.size(), 5u);
    EXPECT_EQ(mx.connections, 1);
    EXPECT_EQ(queue.pulls, 6);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(result(i).verdict, Verdict::delivered);
}

TEST_F(Worker, AfterRefusedRecipientsTheConnectionIsReset) {
    mx.answers["RCPT TO:<bad"] = "550 5.1.1 no such user\r\n";
    queue.waiting.push_back(delivery({"bad@example.com"}));
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result(0).verdict, Verdict::bounced);
    EXPECT_EQ(result(0).response.status, (events::EnhancedStatus{5, 1, 1}));
    EXPECT_EQ(result(1).verdict, Verdict::delivered);
    EXPECT_THAT(mx.commands, ::testing::Contains("RSET"));
    EXPECT_EQ(mx.connections, 1);
}

TEST_F(Worker, ReplyBytesThatAreNotUtf8AreKeptExactly) {
    mx.answers["RCPT"] = "550-5.1.1 Bo\xeete\xff\r\n550 5.1.1 inconnue \x80\r\n";
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result().response.text, "550-5.1.1 Bo\xeete\xff\r\n550 5.1.1 inconnue \x80");
}

TEST_F(Worker, BodiesComeFromTheSpoolInPieces) {
    auto d = delivery();
    d.bytes.reset();
    std::string line = std::string(98, 'x') + "\r\n", body;
    while (body.size() < 300'000) body += line;
    spool.bodies[d.message.value] = body;
    d.body.length = body.size();
    queue.waiting.push_back(d);
    auto gone = delivery();
    gone.bytes.reset();
    gone.body.length = 10;
    queue.waiting.push_back(gone);
    run();
    EXPECT_EQ(result(0).verdict, Verdict::delivered);
    ASSERT_EQ(mx.bodies.size(), 1u);
    EXPECT_EQ(mx.bodies[0], body);
    EXPECT_EQ(result(1).verdict, Verdict::deferred);
    EXPECT_EQ(result(1).response.phase, events::Phase::local);
}

TEST_F(Worker, ADropInEveryPhaseIsReported) {
    struct Case { std::string at; events::Phase phase; };
    for (const Case& c : {Case{"greeting", events::Phase::greeting}, Case{"EHLO", events::Phase::ehlo}}) {
        queue.failures.clear();
        mx.drop_at = c.at;
        run();
        ASSERT_EQ(queue.failures.size(), 1u);
        EXPECT_EQ(failure().response.phase, c.phase);
        EXPECT_EQ(failure().response.code, 0);
        EXPECT_FALSE(failure().permanent);
        EXPECT_THAT(failure().session, HasSubstr("= "));
        grants = queue.closed;
    }
    settings->ignore_pipelining = true;
    for (const Case& c : {Case{"MAIL", events::Phase::mail}, Case{"RCPT", events::Phase::rcpt}, Case{"DATA", events::Phase::data},
                          Case{".", events::Phase::end_of_data}}) {
        queue.failures.clear();
        queue.outcomes.clear();
        grants = queue.closed;
        mx.drop_at = c.at;
        queue.waiting.push_back(delivery());
        run();
        ASSERT_EQ(queue.outcomes.size(), 1u) << c.at;
        EXPECT_EQ(result().verdict, Verdict::deferred);
        EXPECT_EQ(result().response.phase, c.phase);
        EXPECT_EQ(result().response.code, 0);
    }
}

TEST_F(Worker, AReceiverThatClosesWhileIdleIsNoticed) {
    mx.after_message = "421 idle too long\r\n";
    queue.close_when_empty = false;
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(queue.closed, 1);
    EXPECT_LE(queue.pulls, 2) << "the 421 comes with the answer to the message, or while the next one is awaited";
    EXPECT_EQ(worker->connections(), 0u);
}

TEST_F(Worker, AWaitingConnectionTakesWorkWhenItComes) {
    queue.close_when_empty = false;
    grant("example.com");
    run_until([&] { return queue.pulls == 1; });
    queue.waiting.push_back(delivery());
    queue.serve(queue.last_pull);
    run_until([&] { return queue.pulls == 2; });
    EXPECT_EQ(result().verdict, Verdict::delivered);
    bool stopped = false;
    worker->stop([&] { stopped = true; });
    run_until([&] { return stopped; });
    EXPECT_EQ(queue.closed, 1);
    EXPECT_EQ(mx.commands.back(), "QUIT");
    EXPECT_EQ(worker->connections(), 0u);
}

TEST_F(Worker, GreetingsThatRefuse) {
    mx.greeting = "554 5.7.1 you are listed\r\n";
    run();
    EXPECT_TRUE(failure().permanent);
    EXPECT_EQ(failure().response.text, "554 5.7.1 you are listed");
    EXPECT_EQ(failure().response.phase, events::Phase::greeting);
    queue.failures.clear();
    grants = 0;
    settings->bounce_upon_5xx_greeting = false;
    run();
    EXPECT_FALSE(failure().permanent);
}

// where the mail goes

TEST_F(Worker, TheNextMxIsTriedWhenOneDoesNotAnswer) {
    dns.add_mx("two.example", 10, "dead.two.example");
    dns.add_mx("two.example", 20, "mx.example.com");
    dns.add_a("dead.two.example", "127.0.0.66");  // nothing listens there
    queue.waiting.push_back(delivery());
    run("two.example");
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(queue.outcomes[0].peer->host, "mx.example.com");
    EXPECT_EQ(queue.outcomes[0].peer->site, "dead.two.example,mx.example.com");
}

TEST_F(Worker, TheOtherFamilyIsTried) {
    dns.add_a("both.example", "127.0.0.66");
    dns.add_aaaa("both.example", "::1");
    Receiver six(io, "::1", mx.port());
    queue.waiting.push_back(delivery());
    run("both.example");
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(queue.outcomes[0].peer->ip, "::1");
}

TEST_F(Worker, AddressRecordsStandInForMissingMx) {
    dns.add_a("plain.example", "127.0.0.1");
    queue.waiting.push_back(delivery());
    run("plain.example");
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(queue.outcomes[0].peer->provider, "plain.example");
}

TEST_F(Worker, DomainsThatTakeNoMail) {
    dns.add_mx("null.example", 0, "");
    dns.fail("broken.example");
    dns.be_silent("silent.example");
    dns.add("empty.example", 16, std::string("\x01x"));
    struct Case { const char* domain; bool permanent; events::EnhancedStatus status; };
    for (const Case& c : {Case{"null.example", true, {5, 1, 10}}, Case{"nothing.example", true, {5, 1, 2}}, Case{"broken.example", false, {4, 4, 3}},
                          Case{"silent.example", false, {4, 4, 3}}, Case{"empty.example", false, {4, 4, 4}}}) {
        queue.failures.clear();
        grants = 0;
        run(c.domain);
        ASSERT_EQ(queue.failures.size(), 1u);
        EXPECT_EQ(failure().permanent, c.permanent) << c.domain;
        EXPECT_EQ(failure().response.status, c.status) << c.domain;
        EXPECT_EQ(failure().response.phase, events::Phase::resolve);
        EXPECT_FALSE(failure().response.text.empty());
    }
    queue.failures.clear();
    grants = 0;
    settings->bounce_upon_no_mx_at_once = true;
    run("empty.example");
    EXPECT_TRUE(failure().permanent);
}

TEST_F(Worker, ConfiguredHostsAndLiteralsNeedNoMx) {
    std::string port = std::to_string(mx.port());
    for (std::string hosts : {"[127.0.0.1]:" + port, "[127.0.0.66]:" + port + "; mx.example.com", std::string("lookup-mx:example.com")}) {
        settings->smtp_hosts = hosts;
        queue.waiting.push_back(delivery());
        run("elsewhere.example");
        EXPECT_EQ(queue.outcomes.back().recipients[0].verdict, Verdict::delivered) << hosts;
    }
    settings->smtp_hosts.clear();
    queue.waiting.push_back(delivery());
    run("[127.0.0.1]");
    EXPECT_EQ(queue.outcomes.back().recipients[0].verdict, Verdict::delivered);
    EXPECT_EQ(queue.outcomes.back().peer->site, "[127.0.0.1]");
}

TEST_F(Worker, TheSourceAddressAndItsNameAreUsed) {
    queue.waiting.push_back(delivery());
    run("example.com", {"127.0.0.9", "out9.example.net"});
    EXPECT_THAT(mx.sources, ElementsAre("127.0.0.9"));
    EXPECT_EQ(mx.commands[0], "EHLO out9.example.net");
    EXPECT_EQ(queue.outcomes[0].peer->source_ip, "127.0.0.9");
}

TEST_F(Worker, ASourceThatIsNotOursIsSaidToBeTheConfigurationsFault) {
    run("example.com", {"192.0.2.77", "x.example"});
    EXPECT_FALSE(failure().permanent);
    EXPECT_THAT(failure().response.text, HasSubstr("source address 192.0.2.77"));
    // The receiver is not blamed for it.
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result().verdict, Verdict::delivered);
}

TEST_F(Worker, LoopsAreFoundByListenerAndByName) {
    options.own_listeners = {mx.listener.local()};
    run();
    EXPECT_TRUE(failure().permanent);
    EXPECT_EQ(failure().response.status, (events::EnhancedStatus{5, 4, 6}));
    EXPECT_EQ(mx.connections, 0);

    queue.failures.clear();
    grants = 0;
    options.own_listeners = {net::Endpoint(boost::asio::ip::make_address("0.0.0.0"), mx.port())};
    make_worker();
    run();
    EXPECT_EQ(failure().response.status, (events::EnhancedStatus{5, 4, 6}));

    queue.failures.clear();
    grants = 0;
    options.own_listeners.clear();
    make_worker();
    mx.greeting = "220 Mailer.Example.NET ready\r\n";
    run();
    EXPECT_TRUE(failure().permanent);
    EXPECT_EQ(failure().response.status, (events::EnhancedStatus{5, 4, 6}));
}

// TLS

struct WorkerTls : Worker {
    testing::TestCertificate certificate{"mx.example.com"};

    WorkerTls() {
        mx.tls = *net::TlsContext::server({certificate.certificate_file(), certificate.key_file(), net::TlsVersion::tls12, ""});
        mx.ehlo = "250-mx.example.com\r\n250-PIPELINING\r\n250 STARTTLS\r\n";
    }
};

TEST_F(WorkerTls, TlsIsUsedWhereItIsOffered) {
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(queue.outcomes[0].peer->tls_protocol, "TLSv1.3");
    EXPECT_EQ(queue.outcomes[0].peer->tls_verified, "");
    EXPECT_GT(queue.outcomes[0].peer->tls_us, 0u);
    EXPECT_EQ(std::count(mx.commands.begin(), mx.commands.end(), "EHLO mailer.example.net"), 2);
}

TEST_F(WorkerTls, BrokenTlsIsRememberedAndGetsPlainText) {
    mx.break_tls = true;
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(mx.connections, 2);
    EXPECT_EQ(queue.outcomes[0].peer->tls_protocol, "");
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(mx.connections, 3);
    EXPECT_EQ(std::count(mx.commands.begin(), mx.commands.end(), "STARTTLS"), 1);
}

TEST_F(WorkerTls, RequiredTlsNeverFallsBack) {
    settings->require_starttls = true;
    mx.break_tls = true;
    run();
    EXPECT_EQ(mx.connections, 1);
    EXPECT_FALSE(failure().permanent);
    EXPECT_EQ(failure().response.phase, events::Phase::tls);
    queue.failures.clear();
    grants = 0;
    mx.ehlo = "250 mx.example.com\r\n";
    run();
    EXPECT_EQ(failure().response.phase, events::Phase::starttls);
    EXPECT_THAT(failure().response.text, HasSubstr("STARTTLS is required"));
}

// without a receiver

TEST_F(Worker, DiscardAndFile) {
    settings->type = "discard";
    queue.waiting.push_back(delivery());
    run("whatever.example");
    EXPECT_EQ(result().verdict, Verdict::delivered);
    EXPECT_EQ(mx.connections, 0);

    auto directory = std::filesystem::temp_directory_path() / ("mailrace-file-" + std::to_string(::getpid()));
    std::filesystem::create_directory(directory);
    settings->type = "file";
    settings->file_destination = directory.string();
    queue.waiting.push_back(delivery({"a@example.com"}, "the message\r\n"));
    run("whatever.example");
    EXPECT_EQ(result(1).verdict, Verdict::delivered);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory), std::filesystem::directory_iterator()), 1);
    EXPECT_EQ(std::filesystem::file_size(std::filesystem::directory_iterator(directory)->path()), 13u);
    std::filesystem::remove_all(directory);
    queue.waiting.push_back(delivery());
    run("whatever.example");
    EXPECT_EQ(result(2).verdict, Verdict::deferred);
}

TEST_F(Worker, A553MayBeTakenAsTemporary) {
    mx.answers["RCPT"] = "553 not you\r\n";
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result().verdict, Verdict::bounced);
    auto lenient = std::make_shared<queue::DeliverySettings>(*settings);
    lenient->smtp_553_means_invalid_mailbox = false;
    settings = lenient;
    queue.waiting.push_back(delivery());
    run();
    EXPECT_EQ(result(1).verdict, Verdict::deferred);
}

}  // namespace
}  // namespace mailrace::egress
