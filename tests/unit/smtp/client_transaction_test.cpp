#include "daemon/smtp/client_transaction.h"

#include "tests/unit/smtp/client_script.h"

namespace mailrace::smtp {
namespace {

using testing::PiecesBody;
using testing::TransactionBench;
using V = RecipientVerdict;

struct Transaction : ::testing::Test, TransactionBench {};

const char* const stuffed = "Subject: x\r\n\r\n..dot\r\nend\r\n.\r\n";
const char* const raw = "Subject: x\r\n\r\n.dot\r\nend\r\n";

TEST_F(Transaction, StepByStepWithoutPipelining) {
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").expect_timeout(options.command_timeout).give("250 ok\r\n");
    script.expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<b@example.com>\r\n").give("251 ok\r\n");
    script.expect_write("DATA\r\n").give("354 go\r\n").expect_timeout(options.data_send_timeout).expect_write(stuffed);
    script.expect_timeout(options.data_termination_timeout).give("250 2.0.0 queued as 1\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::delivered);
    EXPECT_EQ(verdict(1), V::delivered);
    EXPECT_EQ(answer(0).text, "250 2.0.0 queued as 1");
    EXPECT_EQ(answer(0).phase, ClientPhase::end_of_data);
    EXPECT_EQ(answer(0).status, (mail::EnhancedCode{2, 0, 0}));
    EXPECT_TRUE(session.usable && session.reused);
    EXPECT_FALSE(session.needs_reset);
    EXPECT_EQ(transcript.take(),
              "+0 > MAIL FROM:<s@example.org>\n+0 < 250 ok\n+0 > RCPT TO:<a@example.com>\n+0 < 250 ok\n+0 > RCPT TO:<b@example.com>\n"
              "+0 < 251 ok\n+0 > DATA\n+0 < 354 go\n+0 = 25 bytes sent\n+0 < 250 2.0.0 queued as 1\n");
}

TEST_F(Transaction, PipelinedInOneWrite) {
    caps.pipelining = true;
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\nRCPT TO:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n");
    script.give("250 ok\r\n250 ok\r\n55").give("0 5.1.1 who?\r\n354 go\r\n").expect_write(stuffed).give("250 done\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::delivered);
    EXPECT_EQ(verdict(1), V::bounced);
    EXPECT_EQ(answer(1).text, "550 5.1.1 who?");
    EXPECT_EQ(answer(1).phase, ClientPhase::rcpt);
}

TEST_F(Transaction, ChunkingSendsEverythingAtOnce) {
    caps.pipelining = caps.chunking = true;
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\nRCPT TO:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nBDAT 25 LAST\r\n" + std::string(raw));
    script.give("250 ok\r\n250 ok\r\n450 4.2.0 later\r\n").expect_timeout(options.data_termination_timeout).give("250 done\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::delivered);
    EXPECT_EQ(verdict(1), V::deferred);
    EXPECT_EQ(answer(0).phase, ClientPhase::end_of_data);
}

TEST_F(Transaction, ALargeBodyWaitsForAnAcceptedRecipient) {
    caps.pipelining = caps.chunking = true;
    body = std::make_unique<PiecesBody>(std::vector<std::string>{std::string(60000, 'a'), std::string(60000, 'b')});
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\nRCPT TO:<a@example.com>\r\nRCPT TO:<b@example.com>\r\n");
    script.give("250 ok\r\n250 ok\r\n250 ok\r\n").expect_write("BDAT 120000 LAST\r\n" + std::string(60000, 'a'));
    script.expect_write(std::string(60000, 'b')).give("250 ok\r\n").expect_done();
    EXPECT_EQ(verdict(1), V::delivered);
}

TEST_F(Transaction, ABodyInPiecesIsStuffedAcrossTheirBorders) {
    body = std::make_unique<PiecesBody>(std::vector<std::string>{"a\r\n", ".b\r", "\n.", "c"});
    request.recipients.resize(1);
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n");
    script.expect_write("DATA\r\n").give("354 go\r\n").expect_write("a\r\n").expect_write("..b").expect_write("\r\n..").expect_write("c\r\n.\r\n");
    script.give("250 ok\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::delivered);
}

TEST_F(Transaction, ParametersFollowWhatIsOffered) {
    caps.pipelining = caps.size = caps.dsn = caps.eight_bit_mime = caps.smtputf8 = true;
    request.eight_bit = true;
    request.ret = 'H';
    request.envid = "QQ314159";
    request.recipients = {{"j\xc3\xbcrgen@example.com", "rfc822;a@example.com", 6}, {"b@example.com", "", 1}};
    auto script = start();
    script.expect_write(
        "MAIL FROM:<s@example.org> SIZE=25 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=QQ314159\r\n"
        "RCPT TO:<j\xc3\xbcrgen@example.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a@example.com\r\nRCPT TO:<b@example.com> NOTIFY=NEVER\r\nDATA\r\n");
    script.give("250 a\r\n250 b\r\n250 c\r\n354 d\r\n").expect_write(stuffed).give("250 e\r\n").expect_done();
}

TEST_F(Transaction, IgnoredExtensionsAreNotUsed) {
    caps.pipelining = caps.chunking = caps.dsn = true;
    options.ignore_pipelining = options.ignore_chunking = options.ignore_dsn = true;
    request.ret = 'F';
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n");
}

TEST_F(Transaction, EightBitMailToASevenBitReceiverBounces) {
    request.eight_bit = true;
    auto script = start();
    script.expect_done();
    EXPECT_EQ(verdict(0), V::bounced);
    EXPECT_EQ(answer(0).status, (mail::EnhancedCode{5, 6, 3}));
    EXPECT_EQ(answer(0).code, 0);
    EXPECT_TRUE(session.usable);
    EXPECT_FALSE(session.reused);
}

TEST_F(Transaction, OnlyTheRecipientThatNeedsSmtputf8BouncesWithoutIt) {
    request.recipients[0].address = "j\xc3\xbcrgen@example.com";
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<b@example.com>\r\n");
    EXPECT_EQ(verdict(0), V::bounced);
    EXPECT_EQ(answer(0).status, (mail::EnhancedCode{5, 6, 7}));
}

TEST_F(Transaction, AMessageLargerThanTheReceiverTakesIsNotSent) {
    caps.size = true;
    caps.max_size = 24;
    start().expect_done();
    EXPECT_EQ(verdict(1), V::bounced);
    EXPECT_EQ(answer(1).status, (mail::EnhancedCode{5, 3, 4}));
}

TEST_F(Transaction, AddressesThatWouldBreakTheLineAreNotSent) {
    request.recipients[0].address = "a@example.com>\r\nDATA";
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<b@example.com>\r\n");
    EXPECT_EQ(verdict(0), V::bounced);
}

TEST_F(Transaction, ARefusedSenderIsTheAnswerOfAllRecipients) {
    for (bool pipelined : {false, true}) {
        session = SessionState{};
        caps.pipelining = pipelined;
        auto script = start();
        script.event({ClientEvent::Kind::written, {}, {}});
        script.give("451 4.7.1 grey\r\n");
        if (pipelined) script.give("503 a\r\n503 b\r\n503 c\r\n");
        script.expect_done();
        for (std::size_t i : {0u, 1u}) {
            EXPECT_EQ(verdict(i), V::deferred);
            EXPECT_EQ(answer(i).text, "451 4.7.1 grey");
            EXPECT_EQ(answer(i).phase, ClientPhase::mail);
        }
        EXPECT_TRUE(session.usable);
        EXPECT_FALSE(session.needs_reset);
    }
}

TEST_F(Transaction, WithNobodyAcceptedTheNextTransactionBeginsWithRset) {
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("550 a\r\n");
    script.expect_write("RCPT TO:<b@example.com>\r\n").give("450 b\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::bounced);
    EXPECT_EQ(verdict(1), V::deferred);
    EXPECT_TRUE(session.usable && session.needs_reset);

    body = std::make_unique<PiecesBody>(std::vector<std::string>{"x\r\n"});
    auto again = start();
    again.expect_write("RSET\r\n").give("250 flushed\r\n").expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n");
    again.expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<b@example.com>\r\n").give("250 ok\r\n");
    again.expect_write("DATA\r\n").give("354 ok\r\n").expect_write("x\r\n.\r\n").give("250 ok\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::delivered);
    EXPECT_FALSE(session.needs_reset);
}

TEST_F(Transaction, ALoneDotAnswersAnUnwanted354) {
    caps.pipelining = true;
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\nRCPT TO:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n");
    script.give("250 ok\r\n550 a\r\n550 b\r\n354 go\r\n").expect_write(".\r\n").give("554 no recipients\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::bounced);
    EXPECT_EQ(answer(1).text, "550 b");
    EXPECT_TRUE(session.usable);
}

TEST_F(Transaction, TooManyRecipientsLeavesTheRestForTheNextTransaction) {
    caps.pipelining = true;
    request.recipients.push_back({"c@example.com", "", 0});
    auto script = start();
    script.event({ClientEvent::Kind::written, {}, {}});
    script.give("250 ok\r\n250 ok\r\n452 4.5.3 Too many recipients\r\n552 too many\r\n354 go\r\n").expect_write(stuffed).give("250 ok\r\n");
    script.expect_done();
    EXPECT_EQ(verdict(0), V::delivered);
    EXPECT_EQ(verdict(1), V::unattempted);
    EXPECT_EQ(verdict(2), V::unattempted);
}

TEST_F(Transaction, WithoutPipeliningNoMoreIsOfferedAfterTooMany) {
    request.recipients.push_back({"c@example.com", "", 0});
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n");
    script.expect_write("RCPT TO:<b@example.com>\r\n").give("452 too many recipients\r\n");
    script.expect_write("DATA\r\n").give("554 5.6.0 no\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::bounced);
    EXPECT_EQ(verdict(1), V::unattempted);
    EXPECT_EQ(verdict(2), V::unattempted);
}

TEST_F(Transaction, AFullMailboxIsNoWordAboutTooMany) {
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n");
    script.expect_write("RCPT TO:<b@example.com>\r\n").give("552 5.2.2 mailbox full\r\n").expect_write("DATA\r\n");
    EXPECT_EQ(verdict(1), V::bounced);
}

TEST_F(Transaction, RefusalsOfDataAndOfTheMessage) {
    for (const char* at : {"data", "end"}) {
        session = SessionState{};
        body = std::make_unique<PiecesBody>(std::vector<std::string>{raw});
        request.recipients.resize(1);
        auto script = start();
        script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n");
        script.expect_write("DATA\r\n");
        if (std::string(at) == "data") {
            script.give("451 4.3.0 not now\r\n").expect_done();
            EXPECT_EQ(verdict(0), V::deferred);
            EXPECT_EQ(answer(0).phase, ClientPhase::data);
            EXPECT_TRUE(session.needs_reset);
        } else {
            script.give("354 go\r\n").expect_write(stuffed).give("554-5.7.1 spam\r\n554 5.7.1 really\r\n").expect_done();
            EXPECT_EQ(verdict(0), V::bounced);
            EXPECT_EQ(answer(0).text, "554-5.7.1 spam\r\n554 5.7.1 really");
            EXPECT_EQ(answer(0).phase, ClientPhase::end_of_data);
        }
        EXPECT_TRUE(session.usable);
    }
}

TEST_F(Transaction, A421EndsTheConnectionAndDefersWhatIsOpen) {
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("550 no\r\n");
    script.expect_write("RCPT TO:<b@example.com>\r\n").give("421 4.7.0 slow down\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::bounced);
    EXPECT_EQ(verdict(1), V::deferred);
    EXPECT_EQ(answer(1).text, "421 4.7.0 slow down");
    EXPECT_FALSE(session.usable);
    ASSERT_TRUE(session.closing);
    EXPECT_EQ(session.closing->code, 421);
}

TEST_F(Transaction, A421AtMailOnAReusedConnectionIsAboutTheConnection) {
    session.reused = true;
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("421 enough messages\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::unattempted);
    EXPECT_FALSE(session.usable);
}

TEST_F(Transaction, ALostConnectionAtMailOnAReusedConnectionDecidesNothing) {
    session.reused = true;
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").end().expect_done();
    EXPECT_EQ(verdict(1), V::unattempted);
    EXPECT_FALSE(session.usable);
}

TEST_F(Transaction, AReceiverThatSpeaksBeforeItIsAskedIsNotTrusted) {
    request.recipients.resize(1);
    {
        auto script = start();
        script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n250 ok\r\n").expect_done();
        EXPECT_EQ(verdict(0), V::deferred);
        EXPECT_FALSE(session.usable);
    }
    reader.clear();
    session = SessionState{};
    body = std::make_unique<PiecesBody>(std::vector<std::string>{raw});
    caps.pipelining = true;
    auto script = start();
    script.event({ClientEvent::Kind::written, {}, {}});
    script.give("250 ok\r\n250 ok\r\n354 go\r\n250 already delivered\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::deferred) << "never delivered without the body sent";
    EXPECT_FALSE(session.usable);
}

TEST_F(Transaction, LostAfterTheFinalDotFollowsTheSettings) {
    struct Case { bool timeout, bounce, assume; V expected; };
    for (Case c : {Case{false, false, false, V::deferred}, Case{true, false, false, V::deferred}, Case{false, true, false, V::bounced},
                   Case{true, false, true, V::delivered}, Case{false, false, true, V::deferred}}) {
        for (bool bdat : {false, true}) {
            session = SessionState{};
            caps.chunking = bdat;
            options.bounce_upon_transfer_failure = c.bounce;
            options.assume_delivery_upon_data_termination_timeout = c.assume;
            body = std::make_unique<PiecesBody>(std::vector<std::string>{raw});
            request.recipients.resize(1);
            auto script = start();
            script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n");
            if (bdat) {
                script.expect_write("BDAT 25 LAST\r\n" + std::string(raw));
            } else {
                script.expect_write("DATA\r\n").give("354 go\r\n").expect_write(stuffed);
            }
            script.expect_timeout(options.data_termination_timeout);
            script.fail(c.timeout ? Error::timeout("no answer in time") : Error::network("reset")).expect_done();
            EXPECT_EQ(verdict(0), c.expected);
            EXPECT_EQ(answer(0).code, 0);
            EXPECT_EQ(answer(0).phase, ClientPhase::end_of_data);
            EXPECT_FALSE(session.usable);
        }
    }
}

TEST_F(Transaction, WhatWasAnsweredBeforeAWriteFailedIsStillRead) {
    request.recipients.resize(1);
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n");
    script.expect_write("DATA\r\n").give("354 go\r\n").fail(Error::network("broken pipe")).give("552 5.3.4 too big for us\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::bounced);
    EXPECT_EQ(answer(0).text, "552 5.3.4 too big for us");
    EXPECT_EQ(answer(0).phase, ClientPhase::body);
    EXPECT_FALSE(session.usable);
}

TEST_F(Transaction, AnUnreadableBodyDefersBeforeAnythingIsSent) {
    body->fail_at = 0;
    start().expect_done();
    EXPECT_EQ(verdict(0), V::deferred);
    EXPECT_TRUE(session.usable);
}

TEST_F(Transaction, ABodyThatBreaksOffClosesTheConnectionWithoutTheDot) {
    body = std::make_unique<PiecesBody>(std::vector<std::string>{"a\r\n", "b\r\n"});
    body->fail_at = 1;
    request.recipients.resize(1);
    auto script = start();
    script.expect_write("MAIL FROM:<s@example.org>\r\n").give("250 ok\r\n").expect_write("RCPT TO:<a@example.com>\r\n").give("250 ok\r\n");
    script.expect_write("DATA\r\n").give("354 go\r\n").expect_write("a\r\n").expect_done();
    EXPECT_EQ(verdict(0), V::deferred);
    EXPECT_FALSE(session.usable);
}

TEST_F(Transaction, ManyRecipientsGoInWindows) {
    caps.pipelining = true;
    request.recipients.clear();
    for (int i = 0; i < 250; ++i) request.recipients.push_back({"r" + std::to_string(i) + "@example.com", "", 0});
    auto script = start();
    std::size_t answered = 0, writes = 0;
    std::string final_body;
    while (!script.done() && writes < 10) {
        std::string text = script.written();
        std::size_t commands = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        EXPECT_LE(commands, 100u);
        bool data = text.ends_with("DATA\r\n");
        script.event({ClientEvent::Kind::written, {}, {}});
        ++writes;
        std::string replies;
        for (std::size_t i = 0; i + (data ? 1 : 0) < commands; ++i, ++answered) replies += "250 ok\r\n";
        if (data) replies += "354 go\r\n";
        script.give(replies);
        if (data) script.expect_write(stuffed).give("250 ok\r\n");
    }
    EXPECT_EQ(writes, 3u);
    EXPECT_EQ(answered, 251u);
    EXPECT_EQ(verdict(249), V::delivered);
}

// Every step of every kind of transaction may fail; then nobody counts as delivered, nobody bounces, and the connection is not used again.
TEST_F(Transaction, EveryStepMayFail) {
    for (int kind = 0; kind < 3; ++kind) {
        for (int mode = 0; mode < 4; ++mode) {
            for (std::size_t fail_at = 0; fail_at < 16; ++fail_at) {
                TransactionBench bench;
                bench.caps.pipelining = kind >= 1;
                bench.caps.chunking = kind >= 2;
                auto script = bench.start();
                std::size_t step = 0;
                bool failed = false, all_answered = false;
                for (; !script.done() && step < 60; ++step) {
                    if (step == fail_at) {
                        failed = true;
                        if (mode == 0) script.fail(Error::network("reset"));
                        if (mode == 1) script.fail(Error::timeout("no answer in time"));
                        if (mode == 2) script.end();
                        if (mode == 3) script.event({ClientEvent::Kind::bytes, "what?\r\n", {}});
                        if (!script.done()) script.end();   // the last words that are awaited after a failed write
                        EXPECT_TRUE(script.done());
                        break;
                    }
                    if (script.action().kind == ClientAction::Kind::write) {
                        std::string text = script.written();
                        script.event({ClientEvent::Kind::written, {}, {}});
                        if (script.done() || script.action().kind != ClientAction::Kind::read) continue;
                        std::string replies;
                        if (text.find("MAIL") != std::string::npos) replies += "250 m\r\n";
                        for (std::size_t at = text.find("RCPT"); at != std::string::npos; at = text.find("RCPT", at + 1)) replies += "250 r\r\n";
                        if (text.find("DATA\r\n") != std::string::npos) replies += "354 d\r\n";
                        if (text.find("BDAT") != std::string::npos || text.ends_with("\r\n.\r\n")) replies += "250 f\r\n";
                        ++step;
                        if (step == fail_at) {
                            --step;
                            continue;
                        }
                        script.give(replies);
                        all_answered = script.done();
                    } else {
                        ADD_FAILURE() << "waits for more";
                        break;
                    }
                }
                EXPECT_TRUE(script.done());
                for (std::size_t i : {0u, 1u}) EXPECT_EQ(bench.verdict(i), failed ? V::deferred : V::delivered) << kind << mode << fail_at;
                EXPECT_EQ(bench.session.usable, !failed);
                EXPECT_EQ(all_answered, !failed);
            }
        }
    }
}

}  // namespace
}  // namespace mailrace::smtp
