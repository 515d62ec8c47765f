#include "daemon/smtp/client_handshake.h"

#include "tests/unit/smtp/client_script.h"

namespace mailrace::smtp {
namespace {

using testing::Script;

struct HandshakeTest : ::testing::Test {
    ClientOptions options;
    ReplyReader reader;
    ManualClock clock;
    Transcript transcript{clock, true};
    std::unique_ptr<ClientHandshake> machine;

    HandshakeTest() { options.ehlo_name = "me.example"; }
    Script<ClientHandshake> start(bool allow_tls = true) {
        machine = std::make_unique<ClientHandshake>(options, allow_tls, reader, transcript);
        return Script<ClientHandshake>(*machine);
    }
};

TEST_F(HandshakeTest, PlainEhlo) {
    auto script = start();
    script.expect_timeout(options.greeting_timeout).give("220 MX.Example.com ready\r\n");
    script.expect_write("EHLO me.example\r\n").give("250-mx.example.com\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250 8BITMIME\r\n").expect_done();
    EXPECT_TRUE(machine->succeeded());
    EXPECT_EQ(machine->greeting_name(), "mx.example.com");
    EXPECT_TRUE(machine->capabilities().pipelining);
    EXPECT_EQ(machine->capabilities().max_size, 1000u);
    EXPECT_EQ(machine->capabilities().keywords, "PIPELINING,SIZE,8BITMIME");
    EXPECT_EQ(transcript.take(),
              "+0 < 220 MX.Example.com ready\n+0 > EHLO me.example\n+0 < 250-mx.example.com\n+0 < 250-PIPELINING\n"
              "+0 < 250-SIZE 1000\n+0 < 250 8BITMIME\n");
}

TEST_F(HandshakeTest, FallsBackToHelo) {
    auto script = start();
    script.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("502 no\r\n").expect_write("HELO me.example\r\n").give("250 x\r\n");
    script.expect_done();
    EXPECT_TRUE(machine->succeeded());
    EXPECT_FALSE(machine->capabilities().esmtp);
}

TEST_F(HandshakeTest, StarttlsThenEhloAgain) {
    auto script = start();
    script.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("250-x\r\n250-CHUNKING\r\n250 STARTTLS\r\n");
    script.expect_write("STARTTLS\r\n").give("220 go\r\n").expect_start_tls();
    script.expect_write("EHLO me.example\r\n").give("250-x\r\n250 PIPELINING\r\n").expect_done();
    EXPECT_TRUE(machine->succeeded());
    EXPECT_TRUE(machine->capabilities().pipelining);
    EXPECT_FALSE(machine->capabilities().chunking) << "what was offered in plain text is forgotten";
}

TEST_F(HandshakeTest, WhatIsInjectedBeforeTlsIsNotBelieved) {
    auto script = start();
    script.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("250-x\r\n250 STARTTLS\r\n").expect_write("STARTTLS\r\n");
    script.give("220 go\r\n250-evil\r\n250 CHUNKING\r\n").expect_start_tls();
    script.expect_write("EHLO me.example\r\n").expect_read().give("250 x\r\n").expect_done();
    EXPECT_FALSE(machine->capabilities().chunking);
}

TEST_F(HandshakeTest, RefusedStarttlsGoesOnInPlainTextUnlessRequired) {
    auto script = start();
    script.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("250-x\r\n250 STARTTLS\r\n").expect_write("STARTTLS\r\n");
    script.give("454 4.7.0 not now\r\n").expect_done();
    EXPECT_TRUE(machine->succeeded());

    options.require_starttls = true;
    auto strict = start();
    strict.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("250-x\r\n250 STARTTLS\r\n").expect_write("STARTTLS\r\n");
    strict.give("454 4.7.0 not now\r\n").expect_done();
    EXPECT_FALSE(machine->succeeded());
    EXPECT_EQ(machine->failure().phase, ClientPhase::starttls);
    EXPECT_EQ(machine->failure().text, "454 4.7.0 not now");
}

TEST_F(HandshakeTest, RequiredStarttlsThatIsNotOfferedFails) {
    options.require_starttls = true;
    auto script = start();
    script.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("250 x\r\n").expect_done();
    EXPECT_FALSE(machine->succeeded());
    EXPECT_EQ(machine->failure().phase, ClientPhase::starttls);
    EXPECT_EQ(machine->failure().code, 0);
}

TEST_F(HandshakeTest, TlsKnownToBeBrokenIsLeftAlone) {
    auto script = start(false);
    script.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("250-x\r\n250 STARTTLS\r\n").expect_done();
    EXPECT_TRUE(machine->succeeded());
}

TEST_F(HandshakeTest, AFailedTlsHandshakeIsToldApart) {
    auto script = start();
    script.give("220 x\r\n").expect_write("EHLO me.example\r\n").give("250-x\r\n250 STARTTLS\r\n").expect_write("STARTTLS\r\n").give("220 go\r\n");
    script.fail(Error{ErrorClass::protocol, true, Origin::remote, "TLS handshake: wrong version number"}).expect_done();
    EXPECT_EQ(machine->failure().phase, ClientPhase::tls);
    EXPECT_EQ(machine->failure().text, "TLS handshake: wrong version number");
}

TEST_F(HandshakeTest, GreetingsThatRefuseAreKeptExactly) {
    for (std::string greeting : {"554 5.7.1 we do not know \xe9you\r\n", "421 busy\r\n", "450-a\r\n450 b\r\n"}) {
        reader.clear();
        auto script = start();
        script.give(greeting).expect_done();
        EXPECT_FALSE(machine->succeeded());
        EXPECT_EQ(machine->failure().phase, ClientPhase::greeting);
        EXPECT_EQ(machine->failure().text + "\r\n", greeting);
    }
}

TEST_F(HandshakeTest, AReceiverThatIsNoSmtpServerFails) {
    auto script = start();
    script.give("SSH-2.0-x\r\n").expect_done();
    EXPECT_FALSE(machine->succeeded());
    EXPECT_EQ(machine->failure().code, 0);
}

TEST_F(HandshakeTest, EveryStepMayFail) {
    struct Reply { const char* bytes; };
    std::vector<std::string> replies{"220 x\r\n", "250-x\r\n250 STARTTLS\r\n", "220 go\r\n", "250 x\r\n"};
    for (int mode = 0; mode < 3; ++mode) {
        for (std::size_t fail_at = 0; fail_at < 12; ++fail_at) {
            reader.clear();
            auto script = start();
            std::size_t next = 0, step = 0;
            for (; !script.done() && step < 40; ++step) {
                if (step == fail_at) {
                    if (mode == 0) script.fail(Error::network("reset"));
                    if (mode == 1) script.fail(Error::timeout("no answer in time"));
                    if (mode == 2) script.end();
                    EXPECT_TRUE(script.done());
                    EXPECT_FALSE(machine->succeeded());
                    EXPECT_EQ(machine->failure().code, 0);
                    EXPECT_FALSE(machine->failure().text.empty());
                    break;
                }
                switch (script.action().kind) {
                    case ClientAction::Kind::read: script.give(replies.at(next++)); break;
                    case ClientAction::Kind::write: script.event({ClientEvent::Kind::written, {}, {}}); break;
                    case ClientAction::Kind::start_tls: script.expect_start_tls(); break;
                    case ClientAction::Kind::done: break;
                }
            }
            EXPECT_TRUE(script.done());
        }
    }
}

TEST(Capabilities, ReadsOddForms) {
    mail::ReplyParser parser;
    ASSERT_EQ(parser.feed("250-x\r\n250-size=5000\r\n250-SIZE \r\n250-auth=LOGIN\r\n250-Dsn \r\n250 SmtpUtf8\r\n").state,
              mail::ReplyParser::State::value);
    auto caps = Capabilities::parse(parser.take());
    EXPECT_TRUE(caps.size && caps.dsn && caps.smtputf8);
    EXPECT_EQ(caps.max_size, 5000u);
}

}  // namespace
}  // namespace mailrace::smtp
