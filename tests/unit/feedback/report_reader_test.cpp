// DSNs, feedback reports, automatic replies and ordinary mail, all made up; and what hostile mail may not do.
#include "daemon/feedback/report_conclude.h"
#include "daemon/feedback/report_reader.h"

#include <gtest/gtest.h>

#include <chrono>

using namespace mailrace::feedback;

namespace {

std::string dsn(std::string_view status, std::string_view notice = "Something went wrong.") {
    return "Return-Path: <>\nFrom: postmaster@mx.example.net\nTo: news@sender.example\nSubject: Delivery Status Notification "
           "(Failure)\n"
           "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\n" +
           std::string(notice) + "\n--b\nContent-Type: message/delivery-status\n\n" + std::string(status) +
           "\n--b\nContent-Type: text/rfc822-headers\n\nReturn-Path: <news+anna=shop.example@sender.example>\nMessage-ID: "
           "<42@sender.example>\nX-Job: spring\nTo: anna@shop.example\n\n--b--\n";
}

std::string mail(std::string_view from, std::string_view subject, std::string_view more, std::string_view body) {
    return "From: " + std::string(from) + "\nTo: news@sender.example\nSubject: " + std::string(subject) + "\n" +
           std::string(more) + "\n" + std::string(body);
}

std::string_view kind_of(const std::string& text) { return to_string(read_report(text).kind); }

std::string status_text(const ReportRecipient& r) {
    return std::to_string(r.status.cls) + "." + std::to_string(r.status.subject) + "." + std::to_string(r.status.detail);
}

}  // namespace

TEST(ReportDsn, what_the_words_mean_is_told_by_the_rules_about_replies) {
    Report report = read_report(dsn("Final-Recipient: rfc822;a@shop.example\nAction: failed\nStatus: 5.0.0\n"
                                    "Diagnostic-Code: smtp; 552 5.2.2 mailbox of the zebra is full\n"));
    ASSERT_EQ(report.recipients.size(), 1u);
    EXPECT_EQ(report.recipients[0].found.category, "quota-issues");
    EXPECT_EQ(report.recipients[0].found.subcategory, "mailbox-full");
    EXPECT_EQ(report.recipients[0].found.cls, mailrace::events::ResponseClass::soft);
    EXPECT_NE(report.recipients[0].found.line, 0u);

    ClassifierOptions options;
    options.patterns.push_back({"of the zebra", "inactive-mailbox", "mailrace.conf", 7});
    const auto classifier = Classifier::make(std::move(options));
    ASSERT_TRUE(classifier);
    categorize_all(report.recipients, classifier->get());
    EXPECT_EQ(report.recipients[0].found.category, "inactive-mailbox") << "the user's patterns come first here too";
    EXPECT_EQ(report.recipients[0].found.line, 7u);
}

TEST(ReportDsn, reads_each_recipient) {
    const Report report =
        read_report(dsn("Reporting-MTA: dns; mx.example.net\nOriginal-Envelope-Id: QQ314159\n\n"
                        "Original-Recipient: rfc822;anna@shop.example\nFinal-Recipient: rfc822; "
                        "anna@inside.shop.example\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; mx.inside\n"
                        "Diagnostic-Code: smtp; 550 5.1.1 <anna@inside.shop.example>... no\n such user\n\n"
                        "Final-Recipient: RFC822;bert@shop.example\nAction: delayed\nStatus: 4.4.1 (no answer from host)\n\n"
                        "Final-Recipient: utf-8; j\xC3\xBCrgen@shop.example\nAction: delivered\nStatus: 2.0.0\n"));
    EXPECT_EQ(report.kind, ReportKind::bounce);
    EXPECT_EQ(report.format, "dsn");
    EXPECT_EQ(report.reporting_mta, "mx.example.net");
    EXPECT_EQ(report.envelope_id, "QQ314159");
    ASSERT_EQ(report.recipients.size(), 3u);
    EXPECT_EQ(report.recipients[0].address, "anna@shop.example");
    EXPECT_EQ(report.recipients[0].final_address, "anna@inside.shop.example");
    EXPECT_EQ(status_text(report.recipients[0]), "5.1.1");
    EXPECT_EQ(report.recipients[0].code, 550);
    EXPECT_EQ(report.recipients[0].remote_mta, "mx.inside");
    EXPECT_EQ(report.recipients[0].diagnostic, "550 5.1.1 <anna@inside.shop.example>... no such user");
    EXPECT_EQ(report.recipients[0].found.category, "bad-mailbox");
    EXPECT_EQ(report.recipients[1].action, Action::delayed);
    EXPECT_EQ(report.recipients[1].diagnostic, "no answer from host");
    EXPECT_EQ(report.recipients[2].address, "j\xC3\xBCrgen@shop.example");
    EXPECT_EQ(report.recipients[2].action, Action::delivered);
    EXPECT_EQ(report.original.message_id, "<42@sender.example>");
    EXPECT_EQ(report.original.return_path, "news+anna=shop.example@sender.example");
    EXPECT_EQ(report.original.field("x-job"), "spring");
}

TEST(ReportDsn, bears_what_mailers_write_instead) {
    // No empty lines between groups; the address in the original only; the action misspelt; a status of three digits.
    const Report glued =
        read_report(dsn("Final-Recipient: rfc822;a@shop.example\nAction: failure\nStatus: 553 too large\nFinal-Recipient: "
                        "rfc822;b@shop.example\nAction: failed\nStatus: 5.1.1\n"));
    ASSERT_EQ(glued.recipients.size(), 2u);
    EXPECT_EQ(glued.recipients[0].action, Action::failed);
    EXPECT_EQ(glued.recipients[0].code, 553);
    const Report system = read_report(
        dsn("Original-Recipient: rfc822;<a@shop.example>\nFinal-Recipient: system;<>\nAction: failed\nStatus: 5.0.0\n",
            "552 5.2.2 mailbox full"));
    ASSERT_EQ(system.recipients.size(), 1u);
    EXPECT_EQ(system.recipients[0].address, "a@shop.example");
    EXPECT_EQ(status_text(system.recipients[0]), "5.2.2");
    const Report x400 =
        read_report(dsn("Final-Recipient: x400; /RFC-822=anna(a)shop.example/P=x/C=de/\nAction: failed\nStatus: 5.1.1\n"));
    ASSERT_EQ(x400.recipients.size(), 1u);
    EXPECT_EQ(x400.recipients[0].address, "anna@shop.example");
    // Only the notice names whom.
    const Report nobody =
        read_report(dsn("Reporting-MTA: dns; mx.example.net\n",
                        "Delivery to the following recipients failed permanently:\n\n   * anna@shop.example\n"));
    ASSERT_EQ(nobody.recipients.size(), 1u);
    EXPECT_EQ(nobody.recipients[0].address, "anna@shop.example");
    // Success is told, and is no bounce.
    const Report success = read_report(dsn("Final-Recipient: rfc822;a@shop.example\nAction: relayed\nStatus: 2.0.0\n"));
    EXPECT_EQ(success.kind, ReportKind::none);
    ASSERT_EQ(success.recipients.size(), 1u);
    EXPECT_EQ(success.recipients[0].action, Action::relayed);
}

TEST(ReportOrdinary, takes_no_ordinary_mail_for_a_bounce) {
    const std::string quoted = "> Hi. This is the qmail-send program.\n> <anna@shop.example>:\n> 550 5.1.1 user unknown\n";
    const std::string pasted =
        "look at this:\n\nThe following address(es) failed:\n  anna@shop.example\n    550 5.1.1 user unknown\n";
    EXPECT_EQ(kind_of(mail("Bob <bob@friend.example>", "lunch?", "", "Shall we meet? My address is bob@friend.example.\n")),
              "none");
    EXPECT_EQ(kind_of(mail("Bob <bob@friend.example>", "Re: Undeliverable: Offers", "In-Reply-To: <1@x>\n",
                           "Why does this come back?\n\n" + quoted)),
              "none");
    EXPECT_EQ(kind_of(mail("Bob <bob@friend.example>", "Fwd: Mail delivery failed: returning message to sender",
                           "X-Mailer: Thunderbird\n", pasted)),
              "none");
    EXPECT_EQ(kind_of(mail("Bob <bob@friend.example>", "mail delivery problem", "User-Agent: K-9\n",
                           "I could not deliver your parcel. Call me or write to support@parcels.example.\n")),
              "none");
    EXPECT_EQ(kind_of(mail("Parcels <news@parcels.example>", "Your parcel could not be delivered",
                           "List-Unsubscribe: <mailto:u@parcels.example>\n",
                           "The delivery failed: no such address. Contact help@parcels.example.\n")),
              "none");
    EXPECT_EQ(
        kind_of(mail("Mail tips <tips@list.example>", "What does 550 5.1.1 user unknown mean?",
                     "List-Post: <mailto:l@list.example>\n", "A bounce says: 550 5.1.1 <someone@shop.example> user unknown.\n")),
        "none");
    EXPECT_EQ(kind_of(mail("postmaster@shop.example", "Maintenance on Sunday", "",
                           "Mail will be late on Sunday. Questions to postmaster@shop.example.\n")),
              "none");
    EXPECT_EQ(kind_of(mail("Report <noreply@dmarc.shop.example>", "[DMARC] Report domain: sender.example",
                           "Auto-Submitted: auto-generated\n",
                           "This is an aggregate report; see attachment. It failed for 3 messages to a@x.example.\n")),
              "none");
    EXPECT_EQ(kind_of(""), "none");
    EXPECT_EQ(kind_of("no header, only words: delivery failed to anna@shop.example"), "none");
}

TEST(ReportOrdinary, knows_automatic_replies) {
    EXPECT_EQ(kind_of(mail("Anna <anna@shop.example>", "Out of office: Offers", "Auto-Submitted: auto-replied\n",
                           "I am away until Monday. Write to bert@shop.example.\n")),
              "auto-reply");
    EXPECT_EQ(kind_of(mail("Anna <anna@shop.example>", "Automatische Antwort: Angebote", "Return-Path: <>\n",
                           "Ich bin nicht im Büro.\n")),
              "auto-reply");
    EXPECT_EQ(
        kind_of(mail("Anna <anna@shop.example>", "Re: Offers", "Precedence: auto_reply\n", "Thank you for your message.\n")),
        "auto-reply");
    EXPECT_EQ(kind_of(mail("Anna <anna@shop.example>", "自動返信: お知らせ", "", "不在です\n")), "auto-reply");
    EXPECT_EQ(kind_of(mail("Anna <anna@shop.example>", "Please confirm your message", "Return-Path: <>\n",
                           "My mailbox is protected. To confirm that you are a person, visit http://x.example/1\n")),
              "auto-reply");
    EXPECT_EQ(kind_of(mail("list-request@list.example", "confirm 12345", "Auto-Submitted: auto-replied\nReturn-Path: <>\n",
                           "Please confirm your subscription of news@sender.example.\n")),
              "auto-reply");
    EXPECT_EQ(kind_of("From: Anna <anna@shop.example>\nSubject: Read: Offers\nContent-Type: multipart/report; "
                      "report-type=disposition-notification; boundary=b\n\n--b\n\nYour message was displayed.\n"
                      "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; "
                      "anna@shop.example\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n"),
              "auto-reply");
    // A challenge in the clothes of a DSN.
    EXPECT_EQ(kind_of(dsn("Final-Recipient: rfc822; anna@shop.example\nAction: failed\nStatus: 4.7.0\nDiagnostic-Code: x-notice; "
                          "Sender not pre-approved, follow the instructions\n",
                          "You are not on my Guest List. Please confirm that you are a person.")),
              "auto-reply");
}

TEST(ReportFeedback, reads_arf) {
    const std::string arf =
        "From: fbl@provider.example\nSubject: FW: Offers\nContent-Type: multipart/report; report-type=feedback-report; "
        "boundary=b\n\n--b\nContent-Type: text/plain\n\nThis is an abuse report.\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Some FBL/1.0\nVersion: "
        "1\nOriginal-Mail-From: <news+1@sender.example>\nOriginal-Rcpt-To: <anna@provider.example>\n"
        "Source-IP: 192.0.2.77 (out.sender.example)\nReported-Domain: Sender.example\nReporting-MTA: dns; "
        "mx.provider.example\nX-Extra: kept\n\n"
        "--b\nContent-Type: message/rfc822\n\nReturn-Path: <news+1@sender.example>\nMessage-ID: <77@sender.example>\nTo: "
        "redacted\n\nHi\n--b--\n";
    const Report report = read_report(arf);
    EXPECT_EQ(report.kind, ReportKind::complaint);
    EXPECT_EQ(report.format, "arf");
    ASSERT_TRUE(report.feedback);
    EXPECT_EQ(report.feedback->type, "abuse");
    EXPECT_EQ(report.feedback->source_ip, "192.0.2.77");
    EXPECT_EQ(report.feedback->original_mail_from, "news+1@sender.example");
    EXPECT_EQ(report.feedback->original_rcpt_to, std::vector<std::string>{"anna@provider.example"});
    EXPECT_EQ(report.feedback->reported_domain, std::vector<std::string>{"sender.example"});
    EXPECT_EQ(report.feedback->user_agent, "Some FBL/1.0");
    EXPECT_EQ(report.feedback->reporting_mta, "mx.provider.example");
    EXPECT_EQ(report.feedback->fields.back().second, "kept");
    EXPECT_EQ(report.original.message_id, "<77@sender.example>");
    // Failed authentication and "this was no spam" are told, and are no complaints.
    for (const char* type : {"auth-failure", "not-spam"}) {
        std::string other = arf;
        other.replace(other.find("Feedback-Type: abuse") + 15, 5, type);
        const Report failure = read_report(other);
        EXPECT_EQ(failure.kind, ReportKind::none);
        ASSERT_TRUE(failure.feedback);
        EXPECT_EQ(failure.feedback->type, type);
    }
}

TEST(ReportFeedback, reads_jmrp_and_xarf) {
    const Report jmrp = read_report(
        "From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.7\nContent-Type: multipart/mixed; "
        "boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
        "X-HmXmrOriginalRecipient: anna@provider.example\nReturn-Path: <news@sender.example>\nMessage-ID: "
        "<5@sender.example>\nFrom: News <news@sender.example>\n\nHi\n--b--\n");
    EXPECT_EQ(jmrp.kind, ReportKind::complaint);
    EXPECT_EQ(jmrp.format, "jmrp");
    ASSERT_TRUE(jmrp.feedback);
    EXPECT_EQ(jmrp.feedback->source_ip, "192.0.2.7");
    EXPECT_EQ(jmrp.feedback->original_rcpt_to, std::vector<std::string>{"anna@provider.example"});
    EXPECT_EQ(jmrp.feedback->original_mail_from, "news@sender.example");

    const Report old = read_report(
        "From: reports@abuse.example\nX-XARF: PLAIN\nSubject: abuse report\nContent-Type: multipart/mixed; "
        "boundary=b\n\n--b\nContent-Type: text/plain\n\nDear abuse desk\n--b\nContent-Type: text/plain; name=xarf.yaml\n\n"
        "---\nReported-From: reports@abuse.example\nCategory: abuse\nReport-Type: spam\nUser-Agent: tool 1\nVersion: "
        "0.2\nSource-Type: ip-address\nSource: 192.0.2.8\n--b--\n");
    EXPECT_EQ(old.kind, ReportKind::complaint);
    EXPECT_EQ(old.format, "xarf");
    ASSERT_TRUE(old.feedback);
    EXPECT_EQ(old.feedback->source_ip, "192.0.2.8");

    const Report json = read_report(
        "From: reports@abuse.example\nSubject: spam\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee "
        "attachment\n--b\nContent-Type: application/json; name=xarf.json\nContent-Transfer-Encoding: base64\n\n"
        "eyJWZXJzaW9uIjoiMyIsIlJlcG9ydGVySW5mbyI6e30sIlJlcG9ydCI6eyJSZXBvcnRUeXBlIjoiU3BhbSIsIlNvdXJjZUlwIjoiMTkyLjAuMi45IiwiU210"
        "cE1haWxGcm9tQWRkcmVzcyI6Im5ld3NAc2VuZGVyLmV4YW1wbGUiLCJTbXRwUmNwdFRvQWRkcmVzcyI6ImFubmFAcC5leGFtcGxlIn19\n--b--\n");
    EXPECT_EQ(json.kind, ReportKind::complaint);
    ASSERT_TRUE(json.feedback);
    EXPECT_EQ(json.feedback->type, "spam");
    EXPECT_EQ(json.feedback->source_ip, "192.0.2.9");
    EXPECT_EQ(json.feedback->original_mail_from, "news@sender.example");
    EXPECT_EQ(json.feedback->original_rcpt_to, std::vector<std::string>{"anna@p.example"});
}

TEST(ReportFeedback, reads_notifications_of_a_provider) {
    const Report bounce = read_report(mail(
        "no-reply@sns.amazonaws.com", "Notification", "",
        R"({"Type":"Notification","Message":"{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"anna@shop.example\",\"status\":\"5.1.1\",\"diagnosticCode\":\"smtp; 550 5.1.1 nobody\"}]},\"mail\":{\"source\":\"news@sender.example\",\"destination\":[\"anna@shop.example\"],\"headers\":[{\"name\":\"Message-ID\",\"value\":\"<9@sender.example>\"}]}}"})"));
    EXPECT_EQ(bounce.kind, ReportKind::bounce);
    ASSERT_EQ(bounce.recipients.size(), 1u);
    EXPECT_EQ(bounce.recipients[0].address, "anna@shop.example");
    EXPECT_EQ(bounce.recipients[0].code, 550);
    EXPECT_EQ(bounce.original.message_id, "<9@sender.example>");
}

TEST(ReportHostile, stays_bounded) {
    const auto begin = std::chrono::steady_clock::now();
    std::string deep = "From: MAILER-DAEMON@x.example\nSubject: failure notice\n";
    for (int i = 0; i < 1000; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    (void)read_report(deep);
    std::string messages = "From: MAILER-DAEMON@x.example\n";
    for (int i = 0; i < 1000; ++i) messages += "Content-Type: message/rfc822\n\nSubject: failure notice\n";
    (void)read_report(messages);
    std::string many;
    for (int i = 0; i < 200'000; ++i)
        many += "Final-Recipient: rfc822; u" + std::to_string(i) + "@shop.example\nAction: failed\nStatus: 5.1.1\n\n";
    EXPECT_LE(read_report(dsn(many)).recipients.size(), 1000u);
    std::string list =
        "From: MAILER-DAEMON@x.example\nReturn-Path: <>\nSubject: failure notice\n\nThe following addresses failed:\n\n";
    for (int i = 0; i < 100'000; ++i) list += "<u" + std::to_string(i) + "@shop.example>: 550 5.1.1 no\n";
    EXPECT_LE(read_report(list).recipients.size(), 1000u);
    for (const char* piece : {"@", "<", "5.1.1 ", "550 ", "a@b ", "<a@b.example> ", "--", "&#64;", "=?utf-8?q?", "{", "\r",
                              "Final-Recipient:", "could not be delivered "}) {
        std::string noise = "From: MAILER-DAEMON@x.example\nReturn-Path: <>\nSubject: failure notice\n\n";
        while (noise.size() < 1'000'000) noise += piece;
        (void)read_report(noise);
        (void)read_report("Content-Type: text/html\n" + noise);
    }
    const std::string huge = "From: MAILER-DAEMON@x.example\n\n" + std::string(100u << 20, 'x');
    EXPECT_TRUE(read_report(huge).cut);
    EXPECT_LT(std::chrono::steady_clock::now() - begin,
              std::chrono::seconds(30));  // seconds on a slow machine, minutes if anything is quadratic
}
