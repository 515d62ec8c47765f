#include "daemon/intake/message_header.h"

#include <gtest/gtest.h>

using namespace mailrace;
using namespace mailrace::intake;

namespace {

Stamp stamp() {
    Stamp s;
    s.id = MessageId{99};
    s.received = WallTime{std::chrono::seconds{1'767'323'045}};
    s.host_name = "mta.example";
    s.hello_name = "feeder.example";
    s.client_ip = "192.0.2.7";
    return s;
}

StampedHeader run(std::string_view header, const SourceRules& rules, const Stamp& s = stamp()) {
    auto out = stamp_header(header, rules, s);
    EXPECT_TRUE(out);
    return *std::move(out);
}

SourceRules bare() {
    SourceRules rules;
    rules.add_received = false;
    return rules;
}

const std::string id = to_text(MessageId{99});

}  // namespace

TEST(KeptFields, are_those_that_accounting_names_as_the_feeder_wrote_them) {
    SourceRules rules = bare();
    rules.keep_headers = {"x-order", "x-missing", "x-long"};
    rules.remove_headers = {"X-Order"};
    const auto out = run("X-ORDER: A,\r\n 17\r\nx-long: " + std::string(5000, 'y') + "\r\nX-Other: z\r\n\r\n", rules);
    EXPECT_EQ(out.choices.kept, "header_x-order: A, 17\nheader_x-long: " + std::string(500, 'y') + "\n");
    EXPECT_EQ(out.bytes.find("X-ORDER"), std::string::npos);
    EXPECT_EQ(run("X-Order: A\r\n\r\n", bare()).choices.kept, "");
}

TEST(ReceivedField, says_from_whom_by_whom_how_and_when) {
    Stamp s = stamp();
    EXPECT_EQ(received_field(s, false),
              "Received: from feeder.example ([192.0.2.7])\r\n\tby mta.example (Mailrace) with ESMTP id " + id +
                  ";\r\n\tFri, 02 Jan 2026 03:04:05 +0000\r\n");
    s.tls_protocol = "TLSv1.3";
    s.tls_cipher = "X";
    s.recipient = "b@y.example";
    s.client_ip = "2001:db8::1";
    const std::string tls = received_field(s, false);
    EXPECT_NE(tls.find("([IPv6:2001:db8::1])"), std::string::npos);
    EXPECT_NE(tls.find("with ESMTPS id "), std::string::npos);
    EXPECT_NE(tls.find("\r\n\t(version=TLSv1.3 cipher=X)\r\n\tfor <b@y.example>;"), std::string::npos);
    s.utf8 = true;
    EXPECT_NE(received_field(s, false).find("with UTF8SMTPS"), std::string::npos);
    s = stamp();
    s.extended = false;
    EXPECT_NE(received_field(s, false).find("with SMTP id"), std::string::npos);
}

TEST(ReceivedField, hides_the_client_when_told_and_never_lets_its_name_forge_anything) {
    Stamp s = stamp();
    EXPECT_EQ(received_field(s, true).find("feeder"), std::string::npos);
    EXPECT_EQ(received_field(s, true).find("192.0.2.7"), std::string::npos);
    s.hello_name = "x(y)\r\nBcc:<z>;";
    EXPECT_EQ(received_field(s, false).substr(0, 32), "Received: from x?y???Bcc:?z?? ([");
}

TEST(StampHeader, leaves_what_it_need_not_touch_byte_by_byte) {
    const std::string header = "A: 1\r\n\tfolded\r\nB : x\r\n\r\n";
    EXPECT_EQ(run(header, bare()).bytes, header);
    EXPECT_EQ(run("\r\n", bare()).bytes, "\r\n");
}

TEST(StampHeader, text_that_is_no_header_stays_body) {
    EXPECT_EQ(run("hello world\r\n", bare()).bytes, "\r\nhello world\r\n");
    EXPECT_EQ(run("A: 1\r\nhello\r\nB: 2\r\n\r\n", bare()).bytes, "A: 1\r\n\r\nhello\r\nB: 2\r\n\r\n");
    EXPECT_EQ(run("A: 1\r\n", bare()).bytes, "A: 1\r\n");
}

TEST(StampHeader, date_and_message_id) {
    SourceRules rules = bare();
    rules.date = DateRule::add_if_missing;
    rules.add_message_id = true;
    const StampedHeader added = run("A: 1\r\n\r\n", rules);
    EXPECT_EQ(added.bytes, "Date: Fri, 02 Jan 2026 03:04:05 +0000\r\nMessage-ID: <" + id + "@mta.example>\r\nA: 1\r\n\r\n");
    EXPECT_EQ(added.choices.message_id, "<" + id + "@mta.example>");
    const std::string own = "date: yesterday\r\nmessage-id: <1@x>\r\n\r\n";
    EXPECT_EQ(run(own, rules).bytes, own);
    EXPECT_EQ(run(own, rules).choices.message_id, "<1@x>");
    rules.date = DateRule::replace;
    EXPECT_EQ(run(own, rules).bytes, "Date: Fri, 02 Jan 2026 03:04:05 +0000\r\nmessage-id: <1@x>\r\n\r\n");
}

TEST(StampHeader, choices_by_header_are_read_and_taken_out) {
    const std::string header = "X-Virtual-MTA: vmta1\r\nX-Job: j1\r\nX-EnvId: e 1\r\nJob-Too: j2\r\nSubject: s\r\n\r\n";
    SourceRules rules = bare();
    EXPECT_EQ(run(header, rules).bytes, header);
    EXPECT_FALSE(run(header, rules).choices.virtual_mta);
    rules.process_x_virtual_mta = rules.process_x_job = rules.process_x_envid = true;
    rules.job_prefix = "p-";
    const StampedHeader out = run(header, rules);
    EXPECT_EQ(out.bytes, "Job-Too: j2\r\nSubject: s\r\n\r\n");
    EXPECT_EQ(out.choices.virtual_mta, "vmta1");
    EXPECT_EQ(out.choices.job, "p-j1");
    EXPECT_EQ(out.choices.envid, "e+201");
    rules.retain_x_virtual_mta = rules.retain_x_job = true;
    EXPECT_EQ(run(header, rules).bytes, "X-Virtual-MTA: vmta1\r\nX-Job: j1\r\nJob-Too: j2\r\nSubject: s\r\n\r\n");
    rules.process_x_job = false;
    rules.job_header = "job-too";
    EXPECT_EQ(run(header, rules).choices.job, "p-j2");
}

TEST(StampHeader, removes_the_headers_named) {
    SourceRules rules = bare();
    rules.remove_headers = {"x-secret"};
    rules.remove_received = true;
    EXPECT_EQ(run("Received: a\r\nX-Secret: b\r\n c\r\nD: e\r\n\r\n", rules).bytes, "D: e\r\n\r\n");
}

TEST(StampHeader, the_subject_for_the_books_is_bounded) {
    EXPECT_EQ(run("Subject: " + std::string(500, 'x') + "\r\n\r\n", bare()).choices.subject.size(), 200u);
}
