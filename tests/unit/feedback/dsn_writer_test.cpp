#include "daemon/feedback/dsn_writer.h"

#include <gtest/gtest.h>

#include "shared/mail/header_block.h"
#include "shared/mail/text.h"

using namespace mailrace;
using namespace mailrace::feedback;

namespace {

const std::string original = "Received: from x by y\r\nMessage-ID: <o1@x.example>\r\nSubject: hi\r\n\r\nthe body\r\n";

DsnInput sample() {
    DsnInput in;
    in.id = MessageId{77};
    in.now = WallTime{std::chrono::seconds{1'767'323'045}};
    in.arrival = WallTime{std::chrono::seconds{1'767'300'000}};
    in.reporting_mta = "mta.example";
    in.sender = "a@x.example";
    in.envid = "job+2B1";
    in.original = original;
    in.recipients = {{.address = "b@y.example",
                      .orcpt = "rfc822;B+3D@y.example",
                      .notify = 4,
                      .status = "5.1.1",
                      .response = "550-5.1.1 no such user\r\n550 5.1.1 here",
                      .remote_mta = "mx.y.example",
                      .last_attempt = in.now}};
    return in;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(DsnWriter, tells_who_what_and_why_in_the_receivers_words) {
    const auto dsn = write_dsn(sample());
    ASSERT_TRUE(dsn);
    EXPECT_EQ(dsn->recipient, "a@x.example");
    EXPECT_FALSE(dsn->eight_bit);
    EXPECT_FALSE(dsn->smtputf8);
    const std::string& t = dsn->bytes;
    EXPECT_TRUE(has(t, "To: <a@x.example>\r\n"));
    EXPECT_TRUE(has(t, "Auto-Submitted: auto-replied\r\n"));
    EXPECT_TRUE(has(t, "Content-Type: multipart/report; report-type=delivery-status;"));
    EXPECT_TRUE(has(t, "References: <o1@x.example>\r\n"));
    EXPECT_TRUE(has(
        t, "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mta.example\r\nOriginal-Envelope-Id: job+1\r\n"));
    EXPECT_TRUE(has(t,
                    "\r\n\r\nOriginal-Recipient: rfc822; B=@y.example\r\nFinal-Recipient: rfc822; b@y.example\r\nAction: "
                    "failed\r\nStatus: 5.1.1\r\n"
                    "Remote-MTA: dns; mx.y.example\r\nDiagnostic-Code: smtp; 550-5.1.1 no such user\r\n 550 5.1.1 here\r\n"));
    EXPECT_TRUE(has(t, "    mx.y.example said:\r\n    550-5.1.1 no such user\r\n    550 5.1.1 here\r\n"));
}

TEST(DsnWriter, returns_header_or_message_as_asked) {
    DsnInput in = sample();
    EXPECT_TRUE(has(write_dsn(in)->bytes, "Content-Type: text/rfc822-headers\r\n\r\nReceived: from x by y\r\n"));
    EXPECT_FALSE(has(write_dsn(in)->bytes, "the body"));
    in.ret = 'H';
    EXPECT_FALSE(has(write_dsn(in)->bytes, "the body"));
    in.ret = 'F';
    EXPECT_TRUE(has(write_dsn(in)->bytes, "Content-Type: message/rfc822\r\n\r\n" + original));
    in.original_complete = false;
    EXPECT_FALSE(has(write_dsn(in)->bytes, "the body"));
    in.original_complete = true;
    const std::string big = original + std::string(max_returned, 'x');
    in.original = big;
    EXPECT_LT(write_dsn(in)->bytes.size(), 10'000u);
}

TEST(DsnWriter, never_answers_the_null_sender) {
    DsnInput in = sample();
    in.sender.clear();
    EXPECT_FALSE(write_dsn(in));
}

TEST(DsnWriter, honours_notify) {
    for (int notify : {1, 2, 8, 10}) {
        DsnInput in = sample();
        in.recipients[0].notify = static_cast<std::uint8_t>(notify);
        EXPECT_FALSE(write_dsn(in)) << notify;
    }
    for (int notify : {0, 4, 6, 14}) {
        DsnInput in = sample();
        in.recipients[0].notify = static_cast<std::uint8_t>(notify);
        EXPECT_TRUE(write_dsn(in)) << notify;
    }
    DsnInput in = sample();
    in.recipients.push_back({.address = "quiet@y.example", .notify = 1});
    EXPECT_FALSE(has(write_dsn(in)->bytes, "quiet@"));
}

TEST(DsnWriter, what_strangers_wrote_cannot_add_a_line) {
    DsnInput in = sample();
    in.envid = "x+0D+0ABcc:+20v@z.example";
    in.recipients[0].orcpt = "rfc822;x+0D+0AAction:+20delivered";
    in.recipients[0].response = "550 bad\rAction: delivered\x01\xff";
    in.recipients[0].remote_mta = "mx\r\nAction: delivered";
    const std::string t = write_dsn(in)->bytes;
    EXPECT_FALSE(has(t, "\r\nBcc"));
    EXPECT_FALSE(has(t, "\nAction: delivered"));
    EXPECT_TRUE(mail::is_ascii(t));
    EXPECT_EQ(std::count(t.begin(), t.end(), '\n'), std::count(t.begin(), t.end(), '\r'));
}

TEST(DsnWriter, the_boundary_is_found_nowhere_in_the_original) {
    DsnInput in = sample();
    in.ret = 'F';
    const std::string first = write_dsn(in)->bytes;
    const std::size_t at = first.find("boundary=\"") + 10;
    const std::string boundary = first.substr(at, first.find('"', at) - at);
    const std::string nasty = original + "--" + boundary + "\r\n--" + boundary + "_0\r\n";
    in.original = nasty;
    const std::string t = write_dsn(in)->bytes;
    const std::size_t at2 = t.find("boundary=\"") + 10;
    EXPECT_EQ(nasty.find(t.substr(at2, t.find('"', at2) - at2)), std::string::npos);
}

TEST(DsnWriter, international_mail_gets_the_global_types) {
    DsnInput in = sample();
    in.smtputf8 = true;
    in.sender = "\xc3\xbc@x.example";
    in.recipients[0].address = "\xc3\xa4@y.example";
    in.recipients[0].orcpt = "utf-8;\xc3\xa4@y.example";
    const auto dsn = write_dsn(in);
    ASSERT_TRUE(dsn);
    EXPECT_TRUE(dsn->smtputf8);
    EXPECT_TRUE(has(dsn->bytes, "Content-Type: message/global-delivery-status\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "Final-Recipient: utf-8; \xc3\xa4@y.example\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "Content-Type: message/global-headers\r\n"));
}

TEST(DsnWriter, eight_bit_originals_are_declared) {
    DsnInput in = sample();
    in.ret = 'F';
    const std::string latin = original + "\xfc\r\n";
    in.original = latin;
    const auto dsn = write_dsn(in);
    EXPECT_TRUE(dsn->eight_bit);
    EXPECT_TRUE(has(dsn->bytes, "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n"));
}

TEST(DsnWriter, local_failures_are_told_in_our_words_and_lines_stay_short) {
    DsnInput in = sample();
    in.recipients[0] = {.address = "b@y.example", .status = "4.4.7", .response = "message expired after 4 days", .remote = false};
    const std::string t = write_dsn(in)->bytes;
    EXPECT_TRUE(has(t, "Diagnostic-Code: x-mailrace; message expired after 4 days\r\n"));
    EXPECT_FALSE(has(t, "Remote-MTA"));
    in.recipients[0].response.clear();
    for (int i = 0; i < 300; ++i) in.recipients[0].response += "some words ";
    const std::string folded = write_dsn(in)->bytes;
    const std::size_t from = folded.find("Diagnostic-Code:");
    for (std::size_t line = from; line < folded.find("\r\n\r\n", from);) {
        const std::size_t end = folded.find("\r\n", line);
        EXPECT_LE(end - line, 78u);
        line = end + 2;
    }
}

TEST(DsnWriter, says_of_a_delay_how_long_it_will_try_and_returns_no_body) {
    DsnInput in = sample();
    in.kind = DsnKind::delayed;
    in.ret = 'F';
    in.retry_until = WallTime{std::chrono::seconds{1'767'400'000}};
    in.recipients[0].notify = 8;
    in.recipients[0].status = "4.2.2";
    in.recipients[0].response = "452 4.2.2 mailbox full";
    const auto dsn = write_dsn(in);
    ASSERT_TRUE(dsn);
    EXPECT_TRUE(has(dsn->bytes, "Subject: Delivery Status Notification (Delay)\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "Action: delayed\r\nStatus: 4.2.2\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "Will-Retry-Until: Sat, 03 Jan 2026 00:26:40 +0000\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "will be tried again until Sat, 03 Jan 2026 00:26:40 +0000"));
    EXPECT_FALSE(has(dsn->bytes, "the body"));
}

TEST(DsnWriter, tells_of_delays_who_asked_and_of_the_others_only_when_told_to) {
    EXPECT_TRUE(wants_dsn(DsnKind::delayed, 8, false));
    EXPECT_TRUE(wants_dsn(DsnKind::delayed, 12, false));
    EXPECT_FALSE(wants_dsn(DsnKind::delayed, 4, true));
    EXPECT_FALSE(wants_dsn(DsnKind::delayed, 1, true));
    EXPECT_FALSE(wants_dsn(DsnKind::delayed, 0, false));
    EXPECT_TRUE(wants_dsn(DsnKind::delayed, 0, true));
}

TEST(DsnWriter, tells_of_relaying_and_delivery_only_who_asked) {
    for (const DsnKind kind : {DsnKind::relayed, DsnKind::delivered}) {
        DsnInput in = sample();
        in.kind = kind;
        in.recipients[0].status = "2.1.5";
        in.recipients[0].response = "250 2.1.5 ok";
        for (const int notify : {0, 1, 4, 8, 12}) {
            in.recipients[0].notify = static_cast<std::uint8_t>(notify);
            EXPECT_FALSE(write_dsn(in)) << notify;
        }
        in.recipients[0].notify = 2;
        const auto dsn = write_dsn(in);
        ASSERT_TRUE(dsn);
        EXPECT_TRUE(has(dsn->bytes, kind == DsnKind::relayed ? "Action: relayed\r\nStatus: 2.1.5\r\n" : "Action: delivered\r\nStatus: 2.1.5\r\n"));
    }
}

TEST(DsnWriter, writes_plain_text_for_those_who_prefer_it) {
    DsnInput in = sample();
    in.format = DsnFormat::plain_text;
    in.from = "Mail system <postmaster@x.example>\r\nBcc: v@z.example";
    const auto dsn = write_dsn(in);
    ASSERT_TRUE(dsn);
    EXPECT_TRUE(has(dsn->bytes, "From: Mail system <postmaster@x.example>??Bcc: v@z.example\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "Content-Type: text/plain; charset=us-ascii\r\n\r\nYour message, accepted by mta.example on\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "    mx.y.example said:\r\n    550-5.1.1 no such user\r\n"));
    EXPECT_TRUE(has(dsn->bytes, "--- The header of the message:\r\n\r\nReceived: from x by y\r\n"));
    EXPECT_FALSE(has(dsn->bytes, "multipart"));
    EXPECT_FALSE(has(dsn->bytes, "the body"));
}
