// Which message a report is about, which addresses are a processor's, and what events follow.
#include "daemon/feedback/report_match.h"

#include <gtest/gtest.h>

#include "daemon/feedback/address_matcher.h"
#include "daemon/feedback/report_events.h"
#include "daemon/feedback/report_patterns.h"
#include "daemon/feedback/report_reader.h"
#include "shared/mail/text.h"

using namespace mailrace;
using namespace mailrace::feedback;
using events::Event;
using events::EventType;

namespace {

constexpr std::uint64_t anna_id = 0x0123456789ABCDEF, pair_id = 0x0FEDCBA987654321;

Event sent(std::uint64_t id, std::string recipient, std::string field, EventType type = EventType::delivery) {
    Event e;
    e.type = type;
    e.message.value = id;
    e.sender = "news@sender.example";
    e.recipient = std::move(recipient);
    e.message_id = std::move(field);
    e.job = "spring";
    e.vmta = "a";
    e.queue = "shop.example/a";
    e.source_ip = "192.0.2.1";
    return e;
}

class Books final : public SentMail {
public:
    std::vector<Event> all{sent(anna_id, "anna@shop.example", "<anna@sender.example>", EventType::receipt), sent(anna_id, "anna@shop.example", "<anna@sender.example>"),
                           sent(pair_id, "bert@shop.example", "<pair@sender.example>"), sent(pair_id, "carl@shop.example", "<pair@sender.example>")};

    std::vector<Event> of_message(MessageId id) const override {
        return pick([&](const Event& e) { return e.message == id; });
    }
    std::vector<Event> to_recipient(std::string_view address) const override {
        return pick([&](const Event& e) { return mail::iequals(e.recipient, address); });
    }
    std::vector<Event> with_message_id(std::string_view field) const override {
        return pick([&](const Event& e) { return e.message_id == field; });
    }

private:
    template <class Wanted>
    std::vector<Event> pick(Wanted wanted) const {
        std::vector<Event> out;
        for (const Event& e : all) {
            if (wanted(e)) out.push_back(e);
        }
        return out;
    }
};

Report bounce_of(std::string address, ReturnedMessage original = {}) {
    Report report;
    report.kind = ReportKind::bounce;
    report.format = "dsn";
    ReportRecipient recipient;
    recipient.address = std::move(address);
    recipient.action = Action::failed;
    recipient.status = {5, 1, 1};
    recipient.code = 550;
    recipient.found.category = "bad-mailbox";
    recipient.diagnostic = "550 5.1.1 nobody";
    report.recipients.push_back(std::move(recipient));
    report.original = std::move(original);
    return report;
}

ReturnedMessage with_received(std::uint64_t id, std::string field = {}) {
    ReturnedMessage original;
    original.message_id = std::move(field);
    original.header.emplace_back("Received", "from feeder by mta1.sender.example with ESMTP id " + to_text(MessageId{id}) + "; now");
    return original;
}

ReportMatch only(const Report& report, std::string_view came_to = "other@sender.example") {
    const Books books;
    auto matches = match_report(report, came_to, books);
    EXPECT_EQ(matches.size(), 1u);
    return matches.empty() ? ReportMatch{} : matches.front();
}

}  // namespace

TEST(ReportMatch, finds_the_message_by_what_the_report_shows) {
    const ReportMatch by_id = only(bounce_of("ANNA@shop.example", with_received(anna_id)));
    ASSERT_TRUE(by_id.sent);
    EXPECT_EQ(by_id.by, "queue id");
    EXPECT_EQ(by_id.sent->type, EventType::delivery);
    EXPECT_EQ(by_id.address, "anna@shop.example");

    ReturnedMessage field_only;
    field_only.message_id = "<pair@sender.example>";
    const ReportMatch by_field = only(bounce_of("carl@shop.example", field_only));
    ASSERT_TRUE(by_field.sent);
    EXPECT_EQ(by_field.by, "message id");
    EXPECT_EQ(by_field.sent->recipient, "carl@shop.example");

    const ReportMatch by_verp = only(bounce_of("anna.b@elsewhere.example"), "news-anna=shop.example@sender.example");
    ASSERT_TRUE(by_verp.sent);
    EXPECT_EQ(by_verp.by, "VERP");
    EXPECT_EQ(by_verp.sent->message.value, anna_id);

    const ReportMatch by_pair = only(bounce_of("anna@shop.example"), "news@sender.example");
    ASSERT_TRUE(by_pair.sent);
    EXPECT_EQ(by_pair.by, "sender and recipient");
}

TEST(ReportMatch, follows_a_forwarded_recipient_only_where_the_message_had_one) {
    const ReportMatch alone = only(bounce_of("anna@elsewhere.example", with_received(anna_id, "<anna@sender.example>")));
    ASSERT_TRUE(alone.sent);
    EXPECT_EQ(alone.address, "anna@shop.example");
    EXPECT_FALSE(only(bounce_of("bert@elsewhere.example", with_received(pair_id, "<pair@sender.example>"))).sent);
}

TEST(ReportMatch, believes_no_claim_that_the_history_does_not_know) {
    EXPECT_FALSE(only(bounce_of("never@shop.example", with_received(anna_id))).sent);                          // a known id, another address
    EXPECT_FALSE(only(bounce_of("never@shop.example", with_received(anna_id, "<other@x.example>"))).sent);     // and another field
    EXPECT_FALSE(only(bounce_of("anna@shop.example", with_received(1234))).sent);                              // an id that is none, from nobody
    EXPECT_FALSE(only(bounce_of("never@shop.example"), "news-never=shop.example@sender.example").sent);
    EXPECT_FALSE(only(bounce_of("anna@shop.example"), "news-anna=shop.example@other.example").sent);           // not our sender
    const Books books;
    const Report stranger = bounce_of("never@shop.example", with_received(anna_id));
    const auto events = report_events(stranger, match_report(stranger, "news@sender.example", books), {});
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].message.value, 0u);
    EXPECT_EQ(events[0].job, "");
    EXPECT_EQ(events[0].recipient, "never@shop.example");
}

TEST(ReportMatch, finds_complaints_that_hide_the_recipient) {
    Report complaint;
    complaint.kind = ReportKind::complaint;
    complaint.format = "arf";
    complaint.feedback.emplace();
    complaint.feedback->type = "abuse";
    complaint.feedback->original_rcpt_to = {"redacted@shop.example"};
    complaint.original.message_id = "<anna@sender.example>";
    const ReportMatch found = only(complaint, "fbl@sender.example");
    ASSERT_TRUE(found.sent);
    EXPECT_EQ(found.address, "anna@shop.example");
    complaint.original.message_id = "<pair@sender.example>";  // two recipients: nobody can tell
    EXPECT_FALSE(only(complaint, "fbl@sender.example").sent);
    complaint.feedback->original_mail_from = "news-bert=shop.example@sender.example";
    const ReportMatch verp = only(complaint, "fbl@sender.example");
    ASSERT_TRUE(verp.sent);
    EXPECT_EQ(verp.address, "bert@shop.example");
}

TEST(ReportEvents, carry_what_was_sent_and_what_was_said) {
    const Report report = bounce_of("anna@shop.example", with_received(anna_id));
    const Books books;
    ReportArrival arrival;
    arrival.came_to = "news@sender.example";
    arrival.feeder = "mx.shop.example (192.0.2.9)";
    arrival.id.value = 77;
    const auto list = report_events(report, match_report(report, arrival.came_to, books), arrival);
    ASSERT_EQ(list.size(), 1u);
    const Event& e = list[0];
    EXPECT_EQ(e.type, EventType::remote_bounce);
    EXPECT_EQ(e.message.value, anna_id);
    EXPECT_EQ(e.job, "spring");
    EXPECT_EQ(e.queue, "shop.example/a");
    EXPECT_EQ(e.source_ip, "192.0.2.1");
    EXPECT_EQ(e.code, 550);
    EXPECT_EQ(e.category, "bad-mailbox");
    EXPECT_EQ(e.response, "550 5.1.1 nobody");
    EXPECT_EQ(events::detail(e, "format"), "dsn");
    EXPECT_EQ(events::detail(e, "SRCMTA"), "mx.shop.example (192.0.2.9)");
    EXPECT_EQ(events::detail(e, "matchedBy"), "queue id");
    EXPECT_EQ(events::detail(e, "nothing"), "");
}

TEST(AddressMatcher, knows_addresses_local_parts_domains_and_patterns) {
    config::AddressList list;
    list.address = {"Fbl@Sender.example", "abuse", "/^loop-[0-9]+@/"};
    list.domain = {"bounces.example", "*.deep.example", "[*.]both.example"};
    list.address_file = {"list.txt"};
    const auto read = [](const std::string& path) -> Result<std::string> {
        if (path != "list.txt") return Error::not_found("cannot read " + path);
        return std::string("# one a line\r\nfrom.file@x.example\r\n\r\npostmaster\n@file-domain.example");
    };
    const auto made = AddressMatcher::make({&list, 1}, read);
    ASSERT_TRUE(made);
    for (const char* yes : {"fbl@sender.EXAMPLE", "abuse@anywhere.example", "loop-42@x.example", "LOOP-1@y", "x@bounces.example", "x@a.deep.example", "x@both.example", "x@a.both.example",
                            "from.file@x.example", "postmaster@z.example", "x@file-domain.example"}) {
        EXPECT_TRUE(made->matches(yes)) << yes;
    }
    for (const char* no : {"", "fbl@other.example", "abuser@x.example", "loop-x@x.example", "x@sub.bounces.example", "x@deep.example", "x@notboth.example", "file@x.example"}) {
        EXPECT_FALSE(made->matches(no)) << no;
    }
    list.address_file = {"missing.txt"};
    EXPECT_FALSE(AddressMatcher::make({&list, 1}, read));
    list.address_file.clear();
    list.address = {"/(/"};
    EXPECT_FALSE(AddressMatcher::make({&list, 1}, read));
    EXPECT_FALSE(AddressMatcher().matches("a@b.example"));
}

TEST(ReportPatterns, fill_the_record_from_named_groups) {
    ReportPatterns patterns;
    ASSERT_TRUE(patterns.add_file("loop", "# comment\n\n/^User: (?P<rcpt>\\S+)$.*^Id: (?P<messageId>\\S+)$/\n/^Gone (?P<rcpt>\\S+) (?P<status>5\\.\\d\\.\\d) (?P<diagnostic>.*?)$/\n"));
    std::string where;
    const auto complaint = patterns.read("Subject: x\n\nUser: anna@shop.example\nmore\nId: <1@x>\n", true, &where);
    ASSERT_TRUE(complaint);
    EXPECT_EQ(where, "loop line 3");
    EXPECT_EQ(complaint->kind, ReportKind::complaint);
    EXPECT_EQ(complaint->feedback->original_rcpt_to, std::vector<std::string>{"anna@shop.example"});
    EXPECT_EQ(complaint->original.message_id, "<1@x>");
    const auto bounce = patterns.read("Gone bert@shop.example 5.1.1 moved away\n", false);
    ASSERT_TRUE(bounce);
    EXPECT_EQ(bounce->kind, ReportKind::bounce);
    ASSERT_EQ(bounce->recipients.size(), 1u);
    EXPECT_EQ(bounce->recipients[0].status.detail, 1);
    EXPECT_EQ(bounce->recipients[0].diagnostic, "moved away");
    EXPECT_FALSE(patterns.read("nothing of it", false));
    EXPECT_FALSE(patterns.add_file("bad", "no pattern\n"));
    EXPECT_FALSE(patterns.add_file("bad", "/no group/\n"));
    EXPECT_FALSE(patterns.add_file("bad", "/(/\n"));
}
