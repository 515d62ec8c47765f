// What stands in a record: selection, filters, headers, privacy, JSON.
#include "daemon/journal/accounting_row.h"
#include "tests/unit/journal/fixture.h"

namespace mailrace::journal {
namespace {

using events::Event;
using events::EventType;

Event event_of(EventType type, std::string queue = "gmail.example/vmta1", std::string category = "bad-mailbox") {
    Event e = events::sample_event(7);
    e.type = type;
    e.queue = std::move(queue);
    e.category = std::move(category);
    return e;
}

/// The value of one column in a line without quotes.
std::string field(const AccountingLayout& layout, const Event& event, std::string_view column) {
    const auto split = [](std::string text) {
        std::vector<std::string> out{""};
        bool quoted = false;
        for (const char c : text) {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) out.emplace_back();
            else if (c != '\r' && c != '\n') out.back() += c;
        }
        return out;
    };
    const auto names = split(layout.header()), values = split(layout.row(event, event.time));
    for (std::size_t i = 0; i < names.size() && i < values.size(); ++i)
        if (names[i] == column) return values[i];
    return "NO SUCH COLUMN";
}

config::RecordSettings all_records() {
    config::RecordSettings s;
    s.records = {"d", "b", "t", "tq", "r", "rb", "rs", "f"};
    return s;
}

TEST(Records, every_type_has_the_columns_of_the_reference_and_no_other) {
    const AccountingLayout layout(all_records());
    const Event d = event_of(EventType::delivery), b = event_of(EventType::bounce), t = event_of(EventType::deferral), r = event_of(EventType::receipt);
    EXPECT_EQ(field(layout, d, "type"), "d");
    EXPECT_EQ(field(layout, d, "srcType"), "smtp");
    EXPECT_EQ(field(layout, d, "srcMta"), "feeder.example.net (10.0.0.2)");
    EXPECT_EQ(field(layout, d, "dlvType"), "smtp");
    EXPECT_EQ(field(layout, d, "dlvTlsProtocol"), "TLSv1.3");
    EXPECT_EQ(field(layout, d, "dlvEsmtpAvailable"), "ENHANCEDSTATUSCODES,8BITMIME");
    EXPECT_EQ(field(layout, d, "dlvSize"), "4096");
    EXPECT_EQ(field(layout, d, "bounceCat"), "");
    EXPECT_EQ(field(layout, d, "rcvSourceIp"), "");
    EXPECT_EQ(field(layout, b, "bounceCat"), "bad-mailbox");
    EXPECT_EQ(field(layout, b, "dlvSize"), "");
    EXPECT_EQ(field(layout, t, "dsnAction"), "delayed");
    EXPECT_EQ(field(layout, t, "totalSecondsQueued"), "7");
    EXPECT_EQ(field(layout, r, "rcvSourceIp"), "192.0.2.7");
    EXPECT_EQ(field(layout, r, "rcvDestinationIp"), "198.51.100.9");
    EXPECT_EQ(field(layout, r, "rcvSmtpUser"), "feeder");
    EXPECT_EQ(field(layout, r, "queue"), "");
    Event here = d;
    here.phase = events::Phase::local;
    events::add_detail(here, "dlvType", "file");
    EXPECT_EQ(field(layout, here, "dlvType"), "file");
    EXPECT_EQ(field(layout, here, "dsnAction"), "delivered");
    for (const EventType other : {EventType::rejection, EventType::admin, EventType::queue, EventType::attention, EventType::daemon}) {
        EXPECT_FALSE(layout.takes(event_of(other)));
        EXPECT_EQ(layout.row(event_of(other), {}), "");
    }
}

TEST(Records, times_are_numbers_when_asked_for) {
    config::RecordSettings s;
    s.iso_times = false;
    const AccountingLayout layout(s);
    EXPECT_EQ(field(layout, event_of(EventType::delivery), "timeLogged"), "1767323045");
    EXPECT_NE(layout.object(event_of(EventType::delivery), kStart).find("\"timeLogged\":1767323045"), std::string::npos);
}

TEST(Records, queue_filter_takes_the_first_that_fits) {
    config::RecordSettings s = all_records();
    s.queue_filter = {"!test.example/*", "*.example/vmta1", "yahoo.rollup"};
    const RecordFilter filter(s);
    EXPECT_FALSE(filter.takes(event_of(EventType::delivery, "test.example/vmta1")));
    EXPECT_TRUE(filter.takes(event_of(EventType::delivery, "Gmail.example/VMTA1")));
    EXPECT_FALSE(filter.takes(event_of(EventType::delivery, "gmail.example/vmta2")));
    EXPECT_TRUE(filter.takes(event_of(EventType::queue_deferral, "yahoo.rollup/vmta9")));
    EXPECT_TRUE(filter.takes(event_of(EventType::receipt, "test.example/vmta1"))) << "only of d, b, t and tq";
    s.queue_filter = {"!test.example/*"};
    EXPECT_TRUE(RecordFilter(s).takes(event_of(EventType::bounce, "gmail.example/vmta2")));
    EXPECT_FALSE(RecordFilter(s).takes(event_of(EventType::bounce, "test.example/vmta2")));
}

TEST(Records, category_filter_holds_for_records_with_a_category) {
    config::RecordSettings s = all_records();
    s.category_filter = {"bad-mailbox", "inactive-mailbox"};
    const RecordFilter filter(s);
    EXPECT_TRUE(filter.takes(event_of(EventType::bounce)));
    EXPECT_FALSE(filter.takes(event_of(EventType::bounce, "q/v", "spam-related")));
    EXPECT_FALSE(filter.takes(event_of(EventType::remote_bounce, "q/v", "")));
    EXPECT_TRUE(filter.takes(event_of(EventType::delivery, "q/v", "")));
}

TEST(Records, headers_of_the_message_fill_columns) {
    config::RecordSettings s = all_records();
    s.record_fields = {{"d", {"rcpt", "jobId", "header_X-Order", "header_Subject"}}, {"b", {"rcpt", "jobId"}}};
    s.records = {"d", "b"};
    s.map_header_to_field = {{"d", "x-job-of-ours", "jobId"}, {"b", "x-order", "order"}};
    const AccountingLayout layout(s);
    Event d = event_of(EventType::delivery), b = event_of(EventType::bounce);
    for (Event* e : {&d, &b}) events::add_detail(*e, "header_x-order", "A, 17");
    EXPECT_EQ(layout.header(), "type,rcpt,jobId,header_X-Order,header_Subject,order\r\n");
    EXPECT_EQ(field(layout, d, "header_X-Order"), "A, 17");
    EXPECT_EQ(field(layout, d, "order"), "") << "mapped for b only";
    EXPECT_EQ(field(layout, b, "order"), "A, 17");
    EXPECT_EQ(field(layout, d, "jobId"), "job7") << "the message has no such header";
    events::add_detail(d, "header_x-job-of-ours", "other");
    EXPECT_EQ(field(layout, d, "jobId"), "other");
}

TEST(Records, fields_are_excluded_and_added) {
    config::RecordSettings s;
    s.records = {"b"};
    s.user_string = "node1";
    s.record_fields = {{"b", {"*", "!dsnDiag", "!orcpt", "header_X-Id"}}};
    const AccountingLayout layout(s);
    EXPECT_EQ(layout.header().find("dsnDiag"), std::string::npos);
    EXPECT_EQ(layout.header().find("orcpt"), std::string::npos);
    EXPECT_TRUE(layout.header().ends_with(",userString,header_X-Id\r\n")) << layout.header();
    EXPECT_EQ(field(layout, event_of(EventType::bounce), "userString"), "node1");
}

TEST(Privacy, local_parts_are_hidden_wherever_they_stand) {
    const auto with = [](std::string policy) {
        config::RecordSettings s = all_records();
        s.privacy_policy = std::move(policy);
        return AccountingLayout(s);
    };
    Event b = event_of(EventType::bounce);
    b.recipient = "Ann.Lee@gmail.example";
    b.sender = "news+ann.lee=gmail.example@brand.example";
    b.response = "550 5.1.1 <ann.lee@gmail.example>: the mailbox of Ann.Lee. is unknown; ann.leemann is not meant";
    const AccountingLayout retain = with("retain");
    EXPECT_EQ(field(retain, b, "rcpt"), "Ann.Lee@gmail.example");
    const AccountingLayout redact = with("redact");
    EXPECT_EQ(field(redact, b, "rcpt"), "redacted@gmail.example");
    EXPECT_EQ(field(redact, b, "orcpt"), "rfc822;redacted@old.example");
    EXPECT_EQ(field(redact, b, "orig"), "news+redacted=gmail.example@brand.example");
    EXPECT_EQ(field(redact, b, "dsnDiag"), "smtp;550 5.1.1 <redacted@gmail.example>: the mailbox of redacted. is unknown; ann.leemann is not meant");
    EXPECT_EQ(field(redact, b, "queue"), "gmail.example/vmta1");
    const auto digest = feedback::AddressDigest::parse("hmac-sha256 key");
    const AccountingLayout hashed = with("hmac-sha256 key");
    EXPECT_EQ(field(hashed, b, "rcpt"), digest->of("Ann.Lee") + "@gmail.example");
    EXPECT_EQ(hashed.object(b, {}).find("Lee@"), std::string::npos);
    const AccountingLayout sip = with("siphash-hexkey 000102030405060708090a0b0c0d0e0f");
    EXPECT_EQ(field(sip, b, "rcpt").size(), 16 + std::string("@gmail.example").size());
    EXPECT_EQ(field(with("siphash-hexkey broken"), b, "rcpt"), "redacted@gmail.example") << "rather too little than too much";
}

TEST(Json, is_an_object_with_the_same_names) {
    config::RecordSettings s;
    s.record_fields = {{"b", {"rcpt", "dsnDiag", "dlvType", "orcpt", "totalSecondsQueued"}}};
    s.records = {"b"};
    Event b = event_of(EventType::bounce);
    b.orcpt.clear();
    b.response = "550 \"no\" \\ \xFF\x01 \xC3\xBC";
    EXPECT_EQ(AccountingLayout(s).object(b, {}), "{\"type\":\"b\",\"id\":7,\"rcpt\":\"Ann.Lee@gmail.example\",\"dsnDiag\":\"smtp;550 \\\"no\\\" \\\\ \xEF\xBF\xBD\\u0001 "
                                                 "\xC3\xBC\",\"dlvType\":\"smtp\",\"totalSecondsQueued\":7}");
}

}  // namespace
}  // namespace mailrace::journal
