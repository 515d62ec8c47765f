#include <gtest/gtest.h>

#include "tests/unit/smtp/server_harness.h"

using namespace mailrace::smtp;
using namespace mailrace::smtp::test;

namespace {

constexpr std::string_view hello = "EHLO client.example\r\n";
constexpr std::string_view envelope = "MAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\n";

std::string after_hello(std::string_view bytes, ServerSettings settings = {}) {
    Conversation c(std::move(settings));
    c.feed(hello);
    return c.say(bytes);
}

std::string text(std::string_view a, std::string_view b, std::string_view c = {}) {
    return std::string(a) + std::string(b) + std::string(c);
}

}  // namespace

TEST(ServerSession, greets_and_offers_what_it_can_do) {
    ServerSettings settings{.host_name = "mta.example", .starttls = true};
    settings.limits.message = 1000;
    const Transcript t = run(settings, hello);
    EXPECT_EQ(t.replies,
              "220 mta.example ESMTP "
              "Mailrace\r\n250-mta.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250-DSN\r\n"
              "250-SIZE 1000\r\n250-CHUNKING\r\n250-SMTPUTF8\r\n250-STARTTLS\r\n250 HELP\r\n");
    EXPECT_EQ(after_hello("HELO x\r\n"), "250 localhost\r\n");
}

TEST(ServerSession, takes_a_message_pipelined_as_a_whole) {
    const Transcript t = run({}, text(hello, envelope, "DATA\r\nSubject: x\r\n\r\n..dot\r\n.\r\nQUIT\r\n"));
    ASSERT_EQ(t.messages.size(), 1u);
    EXPECT_EQ(t.messages[0], "a@x.example>b@y.example,>Subject: x\r\n\r\n.dot\r\n");
    EXPECT_EQ(codes(t.replies), "220 250 250 250 354 250 221");
    EXPECT_TRUE(t.closed);
    EXPECT_EQ(t.aborted, 0);
}

TEST(ServerSession, every_command_out_of_sequence_is_answered_503) {
    EXPECT_EQ(codes(run({}, "MAIL FROM:<a@x.example>\r\n").replies), "220 503");
    EXPECT_EQ(codes(run({}, "RCPT TO:<a@x.example>\r\nDATA\r\n").replies), "220 503 503");
    EXPECT_EQ(codes(run({.starttls = true}, "STARTTLS\r\n").replies), "220 503");
    EXPECT_EQ(codes(after_hello("RCPT TO:<a@x.example>\r\n")), "503");
    EXPECT_EQ(codes(after_hello("DATA\r\n")), "503");
    EXPECT_EQ(codes(after_hello("MAIL FROM:<>\r\nDATA\r\n")), "250 503");
    EXPECT_EQ(codes(after_hello("MAIL FROM:<>\r\nMAIL FROM:<>\r\n")), "250 503");
    EXPECT_EQ(codes(after_hello(text(envelope, "MAIL FROM:<>\r\n"))), "250 250 503");
    EXPECT_EQ(codes(after_hello(text(envelope, "BDAT 2\r\n\r\nDATA\r\n"))), "250 250 250 503");
    EXPECT_EQ(codes(after_hello(text(envelope, "BDAT 2\r\n\r\nRCPT TO:<c@x.example>\r\n"))), "250 250 250 503");
    EXPECT_EQ(codes(after_hello(text(envelope, "BDAT 2\r\n\r\nMAIL FROM:<>\r\n"))), "250 250 250 503");
}

TEST(ServerSession, commands_that_are_always_answered) {
    EXPECT_EQ(
        codes(run({}, "NOOP\r\nnoop words here\r\nRSET\r\nVRFY someone\r\nHELP\r\nEXPN list\r\nAUTH PLAIN\r\nFOO\r\n\r\nQUIT\r\n")
                  .replies),
        "220 250 250 250 252 214 502 502 500 500 221");
    EXPECT_EQ(codes(after_hello("EHLO\r\nHELO \r\nEHLO a b\r\nDATA x\r\nRSET x\r\n")), "501 501 501 501 501");
}

TEST(ServerSession, every_reply_but_those_of_greeting_hello_and_354_carries_an_enhanced_status) {
    const std::string replies = after_hello(
        "MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nRSET\r\nNOOP\r\nVRFY x\r\nFOO\r\nRCPT TO:<a@x>\r\nSTARTTLS\r\nQUIT\r\n");
    EXPECT_EQ(replies.find("250 Ok"), std::string::npos);
    for (const char* status :
         {"250 2.1.0 ", "250 2.1.5 ", "250 2.0.0 ", "252 2.0.0 ", "500 5.5.2 ", "503 5.5.1 ", "502 5.5.1 ", "221 2.0.0 "}) {
        EXPECT_NE(replies.find(status), std::string::npos) << status;
    }
}

TEST(ServerSession, rset_and_a_new_hello_forget_the_transaction) {
    for (const char* forget : {"RSET\r\n", "EHLO again\r\n", "HELO again\r\n"}) {
        EXPECT_EQ(codes(after_hello(text(envelope, forget, "DATA\r\n"))), "250 250 250 503") << forget;
    }
}

TEST(ServerSession, mail_parameters) {
    Conversation c;
    c.feed(hello);
    EXPECT_EQ(codes(c.say("MAIL FROM:<a@x.example> SIZE=10 BODY=8BITMIME RET=HDRS ENVID=QQ+3D1 SMTPUTF8\r\n")), "250");
    const MailCommand& mail = c.session().envelope().mail;
    EXPECT_EQ(mail.size, 10u);
    EXPECT_TRUE(mail.eight_bit);
    EXPECT_TRUE(mail.smtputf8);
    EXPECT_EQ(mail.ret, 'H');
    EXPECT_EQ(mail.envid, "QQ+3D1");
    for (const char* bad : {"SIZE=x", "SIZE=-1", "SIZE=99999999999999999999999", "BODY=BINARYMIME", "RET=ALL",
                            "ENVID=", "ENVID=a=b", "ENVID=+3d", "SMTPUTF8=1"}) {
        EXPECT_EQ(codes(after_hello("MAIL FROM:<a@x.example> " + std::string(bad) + "\r\n")), "501") << bad;
    }
    EXPECT_EQ(codes(after_hello("MAIL FROM:<a@x.example> XYZZY=1\r\n")), "555");
    EXPECT_EQ(codes(after_hello("MAIL FROM:<a@x.example>SIZE=1\r\n")), "501");
    EXPECT_EQ(codes(after_hello("MAIL <a@x.example>\r\nMAIL FROM:a@@x\r\nMAIL FROM:<a@x.example\r\n")), "501 501 501");
}

TEST(ServerSession, rcpt_parameters) {
    Conversation c;
    c.feed(hello);
    c.feed("MAIL FROM:<a@x.example>\r\n");
    EXPECT_EQ(codes(c.say("RCPT TO:<b@y.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+2B1@y.example\r\n")), "250");
    EXPECT_EQ(c.session().envelope().recipients[0].notify, notify_success | notify_delay);
    EXPECT_EQ(c.session().envelope().recipients[0].orcpt, "rfc822;b+2B1@y.example");
    for (const char* bad : {"NOTIFY=NEVER,SUCCESS", "NOTIFY=", "NOTIFY=X", "ORCPT=x", "ORCPT=;x", "ORCPT=rfc822;",
                            "ORCPT=rfc822;a+2", "ORCPT=rfc822;a=b"}) {
        EXPECT_EQ(codes(c.say("RCPT TO:<b@y.example> " + std::string(bad) + "\r\n")), "501") << bad;
    }
    EXPECT_EQ(codes(c.say("RCPT TO:<b@y.example> SIZE=1\r\nRCPT TO:<>\r\nRCPT TO:<user>\r\nRCPT TO:<Postmaster>\r\n")),
              "555 501 501 250");
}

TEST(ServerSession, international_addresses_only_with_smtputf8) {
    EXPECT_EQ(after_hello("MAIL FROM:<\xc3\xbc@x.example>\r\n").substr(0, 9), "553 5.6.7");
    EXPECT_EQ(codes(after_hello("MAIL FROM:<\xc3\xbc@x.example> SMTPUTF8\r\nRCPT TO:<\xc3\xa4@y.example>\r\n")), "250 250");
    EXPECT_EQ(after_hello("MAIL FROM:<a@x.example>\r\nRCPT TO:<\xc3\xa4@y.example>\r\n").substr(14, 9), "553 5.6.7");
    EXPECT_EQ(codes(after_hello("MAIL FROM:<\xc3\xbc@x.example> SMTPUTF8\r\n", {.smtputf8 = false})), "555");
}

TEST(ServerSession, unqualified_addresses_get_the_configured_domain) {
    Conversation c({.qualify_domain = "home.example"});
    c.feed(hello);
    EXPECT_EQ(codes(c.say("MAIL FROM:<root>\r\nRCPT TO:<user>\r\n")), "250 250");
    EXPECT_EQ(c.session().envelope().mail.sender.text(), "root@home.example");
    EXPECT_EQ(c.session().envelope().recipients[0].recipient.text(), "user@home.example");
}

TEST(ServerSession, refused_recipients_are_reported_and_the_others_get_the_message) {
    const Transcript t = run(
        {},
        text(hello, "MAIL FROM:<a@x.example>\r\nRCPT TO:<b@denied.example>\r\nRCPT TO:<c@y.example>\r\nDATA\r\n", "x\r\n.\r\n"));
    EXPECT_EQ(codes(t.replies), "220 250 250 550 250 354 250");
    EXPECT_EQ(t.messages, std::vector<std::string>{"a@x.example>c@y.example,>x\r\n"});
    EXPECT_EQ(t.refusals, std::vector<std::string>{"4 a@x.example b@denied.example 550"});
}

TEST(ServerSession, size_is_refused_at_mail_and_while_reading) {
    ServerSettings settings;
    settings.limits.message = 100;
    EXPECT_EQ(codes(after_hello("MAIL FROM:<a@x.example> SIZE=101\r\nMAIL FROM:<a@x.example> SIZE=100\r\n", settings)),
              "552 250");
    const Transcript t = run(settings, text(hello, envelope, "DATA\r\n" + std::string(99, 'x') + "\r\n.\r\nNOOP\r\n"));
    EXPECT_EQ(codes(t.replies), "220 250 250 250 354 552 250");
    EXPECT_EQ(t.aborted, 1);
    EXPECT_TRUE(t.messages.empty());
}

TEST(ServerSession, what_is_discarded_is_bounded) {
    ServerSettings settings{.max_discard = 1000};
    settings.limits.message = 100;
    const Transcript t =
        run(settings, text(hello, envelope, "DATA\r\n" + std::string(5000, 'x')), [](std::size_t, std::size_t) { return 100; });
    EXPECT_EQ(codes(t.replies), "220 250 250 250 354 552 421");
    EXPECT_TRUE(t.closed);
}

TEST(ServerSession, recipients_are_bounded) {
    ServerSettings settings{.max_recipients = 2};
    const std::string three =
        "MAIL FROM:<>\r\nRCPT TO:<a@x.example>\r\nRCPT TO:<b@x.example>\r\nRCPT TO:<c@x.example>\r\nDATA\r\n";
    EXPECT_EQ(codes(after_hello(three, settings)), "250 250 250 452 354");
    settings.too_many_recipients_fails = true;
    EXPECT_EQ(codes(after_hello(three, settings)), "250 250 250 452 552");
}

TEST(ServerSession, hops_are_bounded) {
    ServerSettings settings;
    settings.limits.hops = 2;
    const std::string two = "Received: a\r\nReceived: b\r\n";
    EXPECT_EQ(codes(after_hello(text(envelope, "DATA\r\n" + two, "\r\nReceived: body\r\n.\r\n"), settings)), "250 250 354 250");
    const std::string three = after_hello(text(envelope, "DATA\r\n" + two, "received: c\r\n\r\n.\r\n"), settings);
    EXPECT_NE(three.find("554 5.4.6 "), std::string::npos);
}

TEST(ServerSession, header_and_lines_are_bounded) {
    ServerSettings settings;
    settings.limits.header = 50;
    settings.limits.line = 30;
    EXPECT_NE(after_hello(text(envelope, "DATA\r\nA: 123456789\r\n B\r\n B\r\n B\r\n B\r\n B\r\n B\r\n B\r\n B\r\n B\r\n B\r\n",
                               "\r\n.\r\n"),
                          settings)
                  .find("552 5.3.4"),
              std::string::npos);
    EXPECT_EQ(codes(after_hello(text(envelope, "DATA\r\n\r\n" + std::string(30, 'x'), "\r\n.\r\n"), settings)),
              "250 250 354 250");
    EXPECT_EQ(codes(after_hello(text(envelope, "DATA\r\n\r\n" + std::string(31, 'x'), "\r\n.\r\n"), settings)),
              "250 250 354 554");
}

TEST(ServerSession, too_many_errors_end_the_session) {
    Conversation c({.max_errors = 3});
    EXPECT_EQ(codes(c.say("X\r\nX\r\nX\r\nX\r\n")), "500 500 500 421");
    EXPECT_TRUE(c.transcript.closed);
}

TEST(ServerSession, commands_without_mail_are_bounded_and_a_message_resets_the_count) {
    const std::string noops = "NOOP\r\nRSET\r\nVRFY x\r\n";
    Conversation c({.max_idle_commands = 5});
    c.feed(hello);
    EXPECT_EQ(codes(c.say(noops)), "250 250 252");
    c.feed(text(envelope, "DATA\r\n.\r\n"));
    EXPECT_EQ(codes(c.say(noops + noops)), "250 250 252 250 250 252 421");
}

TEST(ServerSession, long_commands_are_refused_and_endless_ones_end_the_session) {
    EXPECT_EQ(codes(run({}, "NOOP " + std::string(2041, 'x') + "\r\n").replies), "220 250");
    EXPECT_EQ(codes(run({}, "NOOP " + std::string(2042, 'x') + "\r\nNOOP\r\n").replies), "220 500 250");
    const Transcript t = run({}, std::string(100'000, 'x'), [](std::size_t, std::size_t) { return 4096; });
    EXPECT_EQ(codes(t.replies), "220 421");
    EXPECT_TRUE(t.closed);
}

TEST(ServerSession, commands_with_bare_line_ends_or_nul_are_never_obeyed) {
    for (std::string_view bad : {std::string_view("NOOP\n"), std::string_view("NO\rOP\r\n"), std::string_view("NOOP\r\r\n"),
                                 std::string_view("NOOP\0\r\n", 7)}) {
        EXPECT_EQ(codes(run({}, bad).replies), "220 500") << bad;
    }
    EXPECT_TRUE(run({}, text(hello, "MAIL FROM:<a@x.example>\rRCPT TO:<b@x.example>\r\n", "DATA\r\n")).messages.empty());
    EXPECT_EQ(codes(run({.max_errors = 2}, "NOOP\nNOOP\n").replies), "220 500 500 421");
}

TEST(ServerSession, starttls_forgets_everything_and_what_was_pipelined_behind_it) {
    Conversation c({.starttls = true});
    c.feed(text(hello, "STARTTLS\r\nMAIL FROM:<evil@x.example>\r\n"));
    EXPECT_TRUE(c.transcript.tls);
    EXPECT_EQ(codes(c.transcript.replies), "220 250 220");
    EXPECT_TRUE(c.session().hello_name().empty());
    EXPECT_EQ(codes(c.say("MAIL FROM:<a@x.example>\r\n")), "503");
    const std::string again = c.say(hello);
    EXPECT_EQ(again.find("STARTTLS"), std::string::npos);
    EXPECT_EQ(codes(c.say("STARTTLS\r\n")), "503");
    EXPECT_EQ(codes(after_hello("STARTTLS\r\n")), "502");
    EXPECT_EQ(codes(after_hello("STARTTLS now\r\n", {.starttls = true})), "501");
}

TEST(ServerSession, a_message_that_was_sent_without_waiting_is_never_read_as_commands) {
    Conversation c;
    c.begin_refusal = ServerReply{452, "4.3.1", "no room"};
    c.feed(hello);
    EXPECT_EQ(codes(c.say(text(envelope, "DATA\r\nMAIL FROM:<evil@x.example>\r\n.\r\n"))), "250 250 452 421");
    EXPECT_TRUE(c.transcript.closed);
}

TEST(ServerSession, a_refusal_before_354_ends_the_transaction_only) {
    Conversation c;
    c.begin_refusal = ServerReply{452, "4.3.1", "no room"};
    c.feed(hello);
    EXPECT_EQ(codes(c.say(text(envelope, "DATA\r\n"))), "250 250 452");
    EXPECT_EQ(codes(c.say("RCPT TO:<b@y.example>\r\n")), "503");
    EXPECT_EQ(c.transcript.aborted, 0);
    EXPECT_EQ(c.transcript.refusals.size(), 1u);
}

TEST(ServerSession, a_failure_of_the_store_is_answered_at_the_end) {
    Conversation c;
    c.store_reply = {452, "4.3.1", "disk full"};
    c.feed(hello);
    EXPECT_EQ(codes(c.say(text(envelope, "DATA\r\n.\r\nNOOP\r\n"))), "250 250 354 452 250");
    c.store_reply = {250, "2.0.0", "Ok"};
    c.refuse_body_at = 10;
    EXPECT_EQ(codes(c.say(text(envelope, "DATA\r\n0123456789\r\nMAIL FROM:<>\r\n.\r\nNOOP\r\n"))), "250 250 354 452 250");
}

TEST(ServerSession, may_close_on_transient_errors) {
    Conversation c({.disconnect_on_transient_error = true});
    c.sender_refusal = ServerReply{450, "4.7.1", "later"};
    c.feed(hello);
    EXPECT_EQ(codes(c.say("MAIL FROM:<a@x.example>\r\n")), "450 421");
}

TEST(ServerSession, the_owner_may_end_it_with_421) {
    Conversation c;
    c.feed(text(hello, envelope, "DATA\r\nhalf"));
    c.session().close_with({421, "4.3.2", "shutting down"});
    c.feed("\r\n.\r\n");
    EXPECT_EQ(codes(c.transcript.replies), "220 250 250 250 354 421");
    EXPECT_EQ(c.transcript.aborted, 1);
    EXPECT_TRUE(c.transcript.messages.empty());
}
