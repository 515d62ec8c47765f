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
    const auto dsn = write_failure_dsn(sample());
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
    EXPECT_TRUE(has(write_failure_dsn(in)->bytes, "Content-Type: text/rfc822-headers\r\n\r\nReceived: from x by y\r\n"));
    EXPECT_FALSE(has(write_failure_dsn(in)->bytes, "the body"));
    in.ret = 'H';
    EXPECT_FALSE(has(write_failure_dsn(in)->bytes, "the body"));
    in.ret = 'F';
    EXPECT_TRUE(has(write_failure_dsn(in)->bytes, "Content-Type: message/rfc822\r\n\r\n" + original));
    in.original_complete = false;
    EXPECT_FALSE(has(write_failure_dsn(in)->bytes, "the body"));
    in.original_complete = true;
    const std::string big = original + std::string(max_returned, 'x');
    in.original = big;
    EXPECT_LT(write_failure_dsn(in)->bytes.size(), 10'000u);
}

TEST(DsnWriter, never_answers_the_null_sender) {
    DsnInput in = sample();
    in.sender.clear();
    EXPECT_FALSE(write_failure_dsn(in));
}

TEST(DsnWriter, honours_notify) {
    for (int notify : {1, 2, 8, 10}) {
        DsnInput in = sample();
        in.recipients[0].notify = static_cast<std::uint8_t>(notify);
        EXPECT_FALSE(write_failure_dsn(in)) << notify;
    }
    for (int notify : {0, 4, 6, 14}) {
        DsnInput in = sample();
        in.recipients[0].notify = static_cast<std::uint8_t>(notify);
        EXPECT_TRUE(write_failure_dsn(in)) << notify;
    }
    DsnInput in = sample();
    in.recipients.push_back({.address = "quiet@y.example", .notify = 1});
    EXPECT_FALSE(has(write_failure_dsn(in)->bytes, "quiet@"));
}

TEST(DsnWriter, what_strangers_wrote_cannot_add_a_line) {
    DsnInput in = sample();
    in.envid = "x+0D+0ABcc:+20v@z.example";
    in.recipients[0].orcpt = "rfc822;x+0D+0AAction:+20delivered";
    in.recipients[0].response = "550 bad\rAction: delivered\x01\xff";
    in.recipients[0].remote_mta = "mx\r\nAction: delivered";
    const std::string t = write_failure_dsn(in)->bytes;
    EXPECT_FALSE(has(t, "\r\nBcc"));
    EXPECT_FALSE(has(t, "\nAction: delivered"));
    EXPECT_TRUE(mail::is_ascii(t));
    EXPECT_EQ(std::count(t.begin(), t.end(), '\n'), std::count(t.begin(), t.end(), '\r'));
}

TEST(DsnWriter, the_boundary_is_found_nowhere_in_the_original) {
    DsnInput in = sample();
    in.ret = 'F';
    const std::string first = write_failure_dsn(in)->bytes;
    const std::size_t at = first.find("boundary=\"") + 10;
    const std::string boundary = first.substr(at, first.find('"', at) - at);
    const std::string nasty = original + "--" + boundary + "\r\n--" + boundary + "_0\r\n";
    in.original = nasty;
    const std::string t = write_failure_dsn(in)->bytes;
    const std::size_t at2 = t.find("boundary=\"") + 10;
    EXPECT_EQ(nasty.find(t.substr(at2, t.find('"', at2) - at2)), std::string::npos);
}

TEST(DsnWriter, international_mail_gets_the_global_types) {
    DsnInput in = sample();
    in.smtputf8 = true;
    in.sender = "\xc3\xbc@x.example";
    in.recipients[0].address = "\xc3\xa4@y.example";
    in.recipients[0].orcpt = "utf-8;\xc3\xa4@y.example";
    const auto dsn = write_failure_dsn(in);
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
    const auto dsn = write_failure_dsn(in);
    EXPECT_TRUE(dsn->eight_bit);
    EXPECT_TRUE(has(dsn->bytes, "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n"));
}

TEST(DsnWriter, local_failures_are_told_in_our_words_and_lines_stay_short) {
    DsnInput in = sample();
    in.recipients[0] = {.address = "b@y.example", .status = "4.4.7", .response = "message expired after 4 days", .remote = false};
    const std::string t = write_failure_dsn(in)->bytes;
    EXPECT_TRUE(has(t, "Diagnostic-Code: x-mailrace; message expired after 4 days\r\n"));
    EXPECT_FALSE(has(t, "Remote-MTA"));
    in.recipients[0].response.clear();
    for (int i = 0; i < 300; ++i) in.recipients[0].response += "some words ";
    const std::string folded = write_failure_dsn(in)->bytes;
    const std::size_t from = folded.find("Diagnostic-Code:");
    for (std::size_t line = from; line < folded.find("\r\n\r\n", from);) {
        const std::size_t end = folded.find("\r\n", line);
        EXPECT_LE(end - line, 78u);
        line = end + 2;
    }
}
