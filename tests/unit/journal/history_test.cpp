#include "tests/unit/journal/fixture.h"

#include <fstream>

#include "daemon/journal/event_record.h"
#include "daemon/journal/functions.h"
#include "daemon/journal/history.h"
#include "daemon/journal/schema.h"

namespace mailrace::journal {
namespace {

std::vector<events::Event> traffic(std::uint64_t count, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::vector<events::Event> out;
    for (std::uint64_t id = 1; id <= count; ++id) out.push_back(random_event(id, random));
    return out;
}

std::vector<std::uint64_t> match_all(HistoryReader& reader, const filter::Filter& filter, QueryLimits limits = {}) {
    std::vector<std::uint64_t> ids;
    const MatchResult result = reader.match(filter, {}, limits, [&](std::span<const EventId> chunk) {
        for (const EventId id : chunk) ids.push_back(id.value);
        return true;
    });
    EXPECT_EQ(result.matched, ids.size());
    return ids;
}

void expect_same(const events::Event& a, const events::Event& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.time, b.time);
    EXPECT_EQ(a.type, b.type);
    EXPECT_EQ(a.phase, b.phase);
    EXPECT_EQ(a.message, b.message);
    EXPECT_EQ(a.recipient_index, b.recipient_index);
    EXPECT_EQ(a.attempt, b.attempt);
    EXPECT_EQ(a.generated, b.generated);
    EXPECT_EQ(a.size, b.size);
    EXPECT_EQ(a.queued, b.queued);
    for (const auto member : {&events::Event::sender, &events::Event::recipient, &events::Event::orcpt, &events::Event::envid,
                              &events::Event::message_id, &events::Event::subject, &events::Event::domain, &events::Event::queue,
                              &events::Event::vmta, &events::Event::pool, &events::Event::job, &events::Event::provider,
                              &events::Event::source_ip, &events::Event::remote_host, &events::Event::remote_ip, &events::Event::user,
                              &events::Event::tls_protocol, &events::Event::tls_cipher, &events::Event::tls_verified, &events::Event::response,
                              &events::Event::category, &events::Event::rule, &events::Event::esmtp, &events::Event::text})
        EXPECT_EQ(a.*member, b.*member);
    EXPECT_EQ(a.remote_port, b.remote_port);
    EXPECT_EQ(a.code, b.code);
    EXPECT_EQ(a.status, b.status);
    EXPECT_EQ(a.resolve_us, b.resolve_us);
    EXPECT_EQ(a.connect_us, b.connect_us);
    EXPECT_EQ(a.tls_us, b.tls_us);
    EXPECT_EQ(a.total_us, b.total_us);
    EXPECT_EQ(a.subcategory, b.subcategory);
    EXPECT_EQ(a.cls, b.cls);
    EXPECT_EQ(a.rule_at, b.rule_at);
    EXPECT_EQ(a.feeder, b.feeder);
}

TEST(History, every_field_of_an_event_comes_back_as_it_was) {
    Directory directory;
    const JournalOptions options = options_for(directory);
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    events::Event blank;
    blank.id.value = 8;
    write_events(options, {events::sample_event(7), blank}, board, clock);
    HistoryReader reader(list_of(options));
    const auto event = reader.get(EventId{7});
    ASSERT_TRUE(event);
    expect_same(*event, events::sample_event(7));
    EXPECT_EQ(event->session, events::sample_event(7).session);
    const auto none = reader.get(EventId{8});
    ASSERT_TRUE(none);
    expect_same(*none, blank);
    EXPECT_FALSE(reader.get(EventId{9}));
}

TEST(History, sql_and_predicate_agree_on_every_filter) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.partition_events = 700;  // several files
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    const auto events = traffic(3000);
    for (std::size_t at = 0; at < events.size(); at += 500)
        write_events(options, {events.begin() + static_cast<std::ptrdiff_t>(at), events.begin() + static_cast<std::ptrdiff_t>(at + 500)}, board, clock);
    const auto list = list_of(options);
    EXPECT_GE(list->snapshot().size(), 3u);
    HistoryReader reader(list);
    std::vector<std::string> filters = {
        "", "type:bounce", "type:bounce,deferral", "-type:bounce", "provider:gmail", "provider:gmail.rollup,OUTLOOK", "provider:\"\"", "-provider:gmail",
        "provider:*small*", "domain:d1.example", "domain:D1.EXAMPLE code:5*", "code:0", "code:200..300,421", "code:>400", "-code:5*", "category:\"\"",
        "category:bad-mailbox", "-category:bad-mailbox", "category:*", "job:job1", "job:\"\"", "-job:job1,job2", "job:/job[12]/", "recipient:user3@D2.example",
        "recipient:user1", "recipient:*@d3.example", "recipient:\"\"", "sender:\"\"", "sender:brand", "source:198.51.100.0/31", "source:198.51.100.2",
        "ip:2001:db8::/120", "ip:\"\"", "status:5.1.*", "status:4", "response:\"unusual traffic\"", "response:full", "full", "\"no such\"", "/gsmtp$/",
        "-full", "size:>50k", "size:1k..2k", "total-time:>2s", "tls:TLSv1.3", "tls:\"\"", "attempt:2", "phase:rcpt,data", "generated:no", "class:hard", "class:our-fault,look", "-class:soft", "subcategory:throttled", "subcategory:\"\"", "form:\"550 5.1.1 <<address>>: no such user\"", "-form:\"452 4.2.2 mailbox full\"", "form:\"\"", "form:*traffic", "since:3550s",
        "until:3590s type:delivery", "between:3580s..3540s", "queue:d1.example/vmta2", "vmta:vmta1 OR job:job3", "(type:bounce OR type:deferral) -code:5* full",
        "NOT (category:bad-mailbox OR full)", "NOT category:spam-related job:job1", "id:100..200", "id:>2900", "message:0000000004RNW", "subject:\"offer 3\"",
        "queued:<2026-01-02T03:04:30"};
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {  // and combinations that nobody thought of
        const auto& a = filters[1 + random() % 60 % (filters.size() - 1)];
        const auto& b = filters[1 + random() % (filters.size() - 1)];
        filters.push_back((random() % 3 == 0 ? "-(" : "(") + a + (random() % 2 == 0 ? ") OR (" : ") (") + b + ")");
        if (filters.size() > 360) break;
    }
    for (const std::string& text : filters) {
        const filter::Filter filter = filter_of(text);
        std::vector<std::uint64_t> expected;
        for (auto e = events.rbegin(); e != events.rend(); ++e)
            if (filter::matches(filter, EventRecord(*e))) expected.push_back(e->id.value);
        EXPECT_EQ(match_all(reader, filter), expected) << text;
    }
}

TEST(History, filters_are_served_by_the_index_that_fits_best) {
    Directory directory;
    auto history = journal::History::open(directory.path(), 100, false, [](const std::string& words) { ADD_FAILURE() << words; });
    ASSERT_TRUE(history.has_value());
    const auto events = traffic(300);
    for (std::size_t at = 0; at < 300; at += 100) ASSERT_TRUE((*history)->write({events.data() + at, 100}).has_value());
    (*history)->wait_for_indexes();
    auto db = Database::open((*history)->list()->snapshot().front().path, Database::Mode::read_only);
    ASSERT_TRUE(db.has_value());
    ASSERT_TRUE(register_functions(**db).has_value());
    const std::pair<const char*, const char*> expected[] = {
        {"recipient:a@b.example type:bounce", "event_recipient"}, {"domain:d1.example code:5*", "event_domain"}, {"provider:gmail type:bounce", "event_provider"},
        {"type:bounce", "event_type"}, {"type:bounce,deferral full", "event_type"}, {"category:spam-related type:bounce", "event_category"},
        {"message:0000000004RNW type:bounce", "event_message"}, {"code:550", "event_code"}, {"code:5*", "INTEGER PRIMARY KEY"}, {"type:bounce code:5*", "event_type"}, {"job:job1", "event_job"}, {"vmta:vmta1", "event_vmta"},
        {"-type:bounce", "INTEGER PRIMARY KEY"}, {"full", "INTEGER PRIMARY KEY"}, {"type:bounce OR full", "INTEGER PRIMARY KEY"}};
    for (const auto& [text, index] : expected) {
        const auto condition = filter::to_sql(filter_of(text), event_sql_schema());
        auto plan = (*db)->prepare("EXPLAIN QUERY PLAN SELECT id FROM event WHERE id BETWEEN 1 AND 50000 AND " + condition.where + " ORDER BY id DESC");
        ASSERT_TRUE(plan.has_value()) << text << ": " << plan.error().words;
        std::string details;
        for (auto row = plan->step(); row && *row; row = plan->step()) details += std::string(plan->text(3)) + "; ";
        EXPECT_NE(details.find(index), std::string::npos) << text << " -> " << details;
    }
}

TEST(History, pages_follow_each_other_in_both_directions) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.partition_events = 300;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    const auto events = traffic(1000);
    for (std::size_t at = 0; at < events.size(); at += 100)
        write_events(options, {events.begin() + static_cast<std::ptrdiff_t>(at), events.begin() + static_cast<std::ptrdiff_t>(at + 100)}, board, clock);
    HistoryReader reader(list_of(options));
    const filter::Filter filter = filter_of("type:bounce,deferral,delivery");
    const auto all = match_all(reader, filter);
    std::vector<std::uint64_t> down, up;
    for (EventId before{};;) {
        const Page page = reader.page(filter, before, {}, 37, {});
        for (const auto& e : page.events) down.push_back(e.id.value);
        if (!page.more) break;
        before = page.events.back().id;
    }
    EXPECT_EQ(down, all);
    for (EventId after{1};;) {  // 1 itself is left out
        const Page page = reader.page(filter, {}, after, 37, {});
        up.insert(up.begin(), 0, 0);
        std::vector<std::uint64_t> ids;
        for (const auto& e : page.events) ids.push_back(e.id.value);
        up.insert(up.begin(), ids.begin(), ids.end());
        if (!page.more) break;
        after = page.events.front().id;
    }
    auto without_first = all;
    if (without_first.back() == 1) without_first.pop_back();
    EXPECT_EQ(up, without_first);
}

TEST(History, counts_agree_with_the_events) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.partition_events = 600;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    const auto events = traffic(2000);
    write_events(options, {events.begin(), events.begin() + 1000}, board, clock);
    write_events(options, {events.begin() + 1000, events.end()}, board, clock);
    HistoryReader reader(list_of(options));
    const std::int64_t from = unix_us(kStart), to = unix_us(kStart + std::chrono::seconds(100));
    for (const char* text : {"", "type:bounce", "-type:bounce since:2026-01-02", "code:5*", "full"}) {
        const filter::Filter filter = filter_of(text);
        const Histogram histogram = reader.histogram(filter, from, to, 50, {});
        EXPECT_TRUE(histogram.complete);
        std::vector<std::array<std::uint64_t, kTypes>> expected(50);
        for (const auto& e : events)
            if (filter::matches(filter, EventRecord(e)))
                ++expected[static_cast<std::size_t>((unix_us(e.time) - from) / 2'000'000)][static_cast<std::size_t>(e.type) - 1];
        EXPECT_EQ(histogram.buckets, expected) << text;
    }
    const filter::FieldId fields[] = {filter::id_of(filter::EventField::provider), filter::id_of(filter::EventField::type)};
    const Facets facets = reader.facets(filter_of("code:5*"), fields, 2, {});
    std::map<std::string, std::uint64_t> providers;
    std::uint64_t matching = 0;
    for (const auto& e : events)
        if (e.code >= 500 && e.code <= 599) {
            ++matching;
            if (!e.provider.empty()) ++providers[e.provider];
        }
    EXPECT_EQ(facets.scanned, matching);
    EXPECT_EQ(facets.facets[0].distinct, providers.size());
    ASSERT_EQ(facets.facets[0].values.size(), 2u);
    for (const auto& value : facets.facets[0].values) EXPECT_EQ(value.count, providers[value.value]);
    const Groups groups = reader.groups(filter_of("response:\"no such user\""), 10, {});
    ASSERT_EQ(groups.groups.size(), 1u);
    EXPECT_EQ(groups.groups[0].response, "550 5.1.1 <<address>>: no such user");
    EXPECT_EQ(groups.groups[0].count, match_all(reader, filter_of("response:\"no such user\"")).size());
    EXPECT_TRUE(groups.complete);
    EXPECT_EQ(groups.groups[0].count, match_all(reader, filter_of("form:" + filter::quote_value(groups.groups[0].response))).size());
    std::uint64_t in_trend = 0;
    for (const auto count : groups.groups[0].trend) in_trend += count;
    EXPECT_EQ(in_trend, groups.groups[0].count);
    EXPECT_GT(groups.groups[0].trend.front(), 0u);
    EXPECT_GT(groups.groups[0].trend.back(), 0u);
    const Groups late = reader.groups(filter_of("response:\"no such user\" since:3590s"), 10, {});
    EXPECT_EQ(late.from, unix_us(kStart + std::chrono::seconds(10)));
    EXPECT_LT(late.groups.at(0).count, groups.groups[0].count);
    in_trend = 0;
    for (const auto count : late.groups[0].trend) in_trend += count;
    EXPECT_EQ(in_trend, late.groups[0].count);
}

TEST(History, a_question_ends_when_cancelled_or_out_of_time_and_says_so) {
    Directory directory;
    const JournalOptions options = options_for(directory);
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    write_events(options, traffic(20'000), board, clock);
    HistoryReader reader(list_of(options));
    const filter::Filter slow = filter_of("\"nothing has these words\"");
    std::stop_source stop;
    stop.request_stop();
    const QueryLimits cancelled{std::chrono::milliseconds(5000), stop.get_token()};
    EXPECT_FALSE(reader.match(slow, {}, cancelled, [](auto) { return true; }).complete);
    EXPECT_FALSE(reader.facets(slow, {}, 5, cancelled).complete);
    EXPECT_FALSE(reader.groups(slow, 5, cancelled).complete);
    EXPECT_FALSE(reader.page(slow, {}, {}, 10, cancelled).complete);
    const QueryLimits none{std::chrono::milliseconds(0), {}};
    EXPECT_FALSE(reader.match(slow, {}, none, [](auto) { return true; }).complete);
    std::stop_source later;  // from another thread, while it runs
    std::size_t chunks = 0;
    MatchOptions small;
    small.chunk = 10;
    const auto result = reader.match(filter_of(""), small, {std::chrono::milliseconds(5000), later.get_token()}, [&](auto) {
        if (++chunks == 3) later.request_stop();
        return true;
    });
    EXPECT_FALSE(result.complete);
    EXPECT_LT(result.matched, 20'000u);
    const auto stopped = reader.match(filter_of(""), {}, {}, [](auto) { return false; });
    EXPECT_FALSE(stopped.complete);
    EXPECT_LT(stopped.matched, 20'000u);
    MatchOptions limited;
    limited.limit = 100;
    EXPECT_EQ(reader.match(filter_of(""), limited, {}, [](auto) { return true; }).matched, 100u);
    EXPECT_TRUE(reader.match(filter_of(""), {}, {}, [](auto) { return true; }).complete);
}

TEST(History, files_of_the_first_version_are_taken_over) {
    Directory directory;
    const JournalOptions options = options_for(directory);
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    write_events(options, {events::sample_event(7)}, board, clock);
    const std::string path = list_of(options)->snapshot().front().path;
    run_sql(path, "ALTER TABLE event DROP COLUMN subcategory; ALTER TABLE event DROP COLUMN class; ALTER TABLE event DROP COLUMN rule_at; ALTER TABLE event DROP COLUMN feeder; PRAGMA user_version=1");
    write_events(options, {events::sample_event(8)}, board, clock);
    HistoryReader reader(list_of(options));
    const auto old = reader.get(EventId{7}), fresh = reader.get(EventId{8});
    ASSERT_TRUE(old && fresh);
    EXPECT_EQ(old->category, "bad-mailbox");
    EXPECT_EQ(old->subcategory, "");
    EXPECT_EQ(old->cls, events::ResponseClass::none);
    EXPECT_EQ(old->response, events::sample_event(7).response);
    EXPECT_EQ(fresh->subcategory, "unknown-user");
    EXPECT_EQ(fresh->cls, events::ResponseClass::hard);
    EXPECT_EQ(match_all(reader, filter_of("class:hard")), std::vector<std::uint64_t>{8});
    EXPECT_EQ(match_all(reader, filter_of("subcategory:unknown-user")), std::vector<std::uint64_t>{8});
}

}  // namespace
}  // namespace mailrace::journal
