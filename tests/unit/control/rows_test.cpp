#include <gtest/gtest.h>

#include "daemon/control/event_json.h"
#include "daemon/control/queue_json.h"
#include "shared/filter/fields.h"
#include "shared/protocol/catalogue.h"

namespace mailrace::control {

namespace {

queue::QueueRow row(std::string domain, std::string provider, std::uint64_t recipients) {
    queue::QueueRow r;
    r.name = domain + "/a";
    r.domain = std::move(domain);
    r.vmta = "a";
    r.provider = std::move(provider);
    r.recipients = recipients;
    return r;
}

bool passes(const std::string& text, const queue::QueueRow& r) {
    const auto parsed = filter::parse(text, filter::queue_fields(), WallTime{});
    EXPECT_TRUE(parsed.ok()) << text;
    return parsed.ok() && filter::matches(parsed.filter(), QueueRecord(r));
}

}  // namespace

TEST(QueueRows, have_a_value_for_every_column) { EXPECT_EQ(queue_json_row(queue::QueueRow{}).size(), protocol::queue_columns().size()); }

TEST(QueueRows, sort_by_every_column_and_by_name_among_equals) {
    for (const auto& column : protocol::queue_columns()) {
        std::vector<queue::QueueRow> rows{row("b.test", "x", 1), row("a.test", "x", 1)};
        EXPECT_TRUE(sort_rows(rows, column, false)) << column;
        EXPECT_EQ(rows.front().domain, "a.test") << column;
    }
    std::vector<queue::QueueRow> rows;
    EXPECT_FALSE(sort_rows(rows, "colour", false));
}

TEST(QueueRows, largest_first_when_asked) {
    std::vector<queue::QueueRow> rows{row("a.test", "x", 1), row("b.test", "x", 5)};
    sort_rows(rows, "recipients", true);
    EXPECT_EQ(rows.front().recipients, 5u);
}

TEST(QueueRows, are_summed_by_provider) {
    const auto sums = grouped_rows({row("a.test", "big", 2), row("b.test", "big", 3), row("c.test", "small", 1)}, "provider");
    ASSERT_EQ(sums.size(), 2u);
    EXPECT_EQ(sums[0].recipients + sums[1].recipients, 6u);
}

TEST(QueueFilter, sees_the_row) {
    auto r = row("gmail.example", "google.example", 1500);
    r.mode = queue::Mode::backoff;
    r.last_response = {events::Phase::rcpt, 421, {4, 7, 28}, "421 4.7.28 unusual rate"};
    EXPECT_TRUE(passes("mode:backoff depth:>1000", r));
    EXPECT_TRUE(passes("domain:gmail.example code:421", r));
    EXPECT_TRUE(passes("name:gmail*", r));
    EXPECT_TRUE(passes("unusual", r));
    EXPECT_FALSE(passes("mode:normal", r));
    EXPECT_FALSE(passes("depth:<10", r));
}

TEST(EventRows, have_a_value_for_every_column) { EXPECT_EQ(event_row(events::Event{}).size(), protocol::event_columns().size()); }

TEST(EventRows, keep_the_exact_bytes_beside_text_that_is_not_utf8) {
    events::Event event;
    event.response = "550 refus\xE9";
    const auto object = event_object(event);
    EXPECT_EQ(object.at("response").as_string(), "550 refus\xEF\xBF\xBD");
    EXPECT_TRUE(object.contains("response_base64"));
}

TEST(StatusMeaning, is_said_in_words) {
    EXPECT_EQ(status_meaning({5, 1, 1}, true), "for good: there is no such mailbox");
    EXPECT_EQ(status_meaning({4, 2, 2}, false), "not now: the mailbox is full");
    EXPECT_EQ(status_meaning({4, 7, 650}, false), "not now: something about security or policy (650 is the receiver's own detail)");
    EXPECT_EQ(status_meaning({4, 4, 7}, true), "given up: the message was too old");
    EXPECT_EQ(status_meaning({0, 0, 0}, true), "");
}

}  // namespace mailrace::control
