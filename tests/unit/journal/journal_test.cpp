#include <fstream>
#include <thread>

#include "daemon/journal/stats_reader.h"
#include "tests/unit/journal/fixture.h"

namespace mailrace::journal {
namespace {

namespace fs = std::filesystem;

TEST(Journal, tells_how_far_it_got_and_skips_what_it_knows) {
    Directory directory;
    const JournalOptions options = options_for(directory);
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    {
        auto journal = Journal::open(options, clock, board);
        ASSERT_TRUE(journal.has_value());
        EXPECT_EQ((*journal)->position().value, 0u);
        std::vector<std::uint64_t> reached;
        std::uint64_t heard = 0;
        (*journal)->append(pack_of(steady_traffic(1, 10)));  // recovery, before the thread runs
        (*journal)->listen([&](const EventBatch& batch) { heard += batch->size(); });
        (*journal)->start([&](EventId id) { reached.push_back(id.value); }, no_log);
        (*journal)->append(pack_of(steady_traffic(11, 50)));
        (*journal)->stop();
        ASSERT_FALSE(reached.empty());
        EXPECT_TRUE(std::is_sorted(reached.begin(), reached.end()));
        EXPECT_EQ(reached.back(), 50u);
        EXPECT_EQ(heard, 50u);
    }
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    EXPECT_EQ((*journal)->position().value, 50u);
    (*journal)->start([](EventId) {}, no_log);
    (*journal)->append(pack_of(steady_traffic(40, 60)));
    (*journal)->stop();
    EXPECT_EQ((*journal)->statistics().events, 60u);
    EXPECT_TRUE(board.open().empty());
}

TEST(Journal, retention_drops_whole_files_by_age_and_by_size) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.partition_events = 100;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    for (std::uint64_t at = 1; at <= 1000; at += 100) write_events(options, steady_traffic(at, at + 99), board, clock);
    EXPECT_EQ(list_of(options)->snapshot().size(), 10u);
    options.max_bytes = 1;
    ManualClock later(kStart);
    auto journal = Journal::open(options, later, board);
    ASSERT_TRUE(journal.has_value());
    (*journal)->start([](EventId) {}, no_log);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while ((*journal)->statistics().partitions > 1 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ((*journal)->statistics().partitions, 1u);  // the newest always stays
    EXPECT_EQ((*journal)->position().value, 1000u);
    (*journal)->stop();
}

TEST(Journal, rollups_add_up_with_the_events_also_after_a_restart) {
    Directory directory;
    const JournalOptions options = options_for(directory);
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    const auto events = steady_traffic(1, 5000);
    Counts expected, yahoo;
    for (const auto& e : events) {
        expected.add(e);
        if (e.provider == "yahoo.rollup") yahoo.add(e);
    }
    write_events(options, {events.begin(), events.begin() + 2000}, board, clock);
    run_sql(options.directory + "/journal.db", "DELETE FROM totals; DELETE FROM rollup");  // as if a crash had come before the first flush
    write_events(options, {events.begin() + 2000, events.end()}, board, clock);
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    EXPECT_EQ((*journal)->rollups()->totals(), expected);
    StatsReader reader(options.directory, (*journal)->rollups());
    const auto sum = [&](SeriesKind kind, const std::string& key, std::chrono::seconds step) {
        Counts counts;
        const auto series = reader.series(kind, key, kStart - std::chrono::hours(1), kStart + std::chrono::hours(1), step);
        EXPECT_TRUE(series.has_value());
        for (const SeriesPoint& p : *series) counts.add(p.counts);
        return counts;
    };
    EXPECT_EQ(sum(SeriesKind::total, "", std::chrono::minutes(1)), expected);
    EXPECT_EQ(sum(SeriesKind::total, "", std::chrono::hours(1)), expected);
    EXPECT_EQ(sum(SeriesKind::provider, "yahoo.rollup", std::chrono::minutes(1)), yahoo);
    const auto providers = reader.providers(kStart - std::chrono::hours(1), 3);
    ASSERT_TRUE(providers.has_value());
    EXPECT_EQ(providers->size(), 3u);
    EXPECT_FALSE(reader.series(SeriesKind::total, "", kStart, kStart + std::chrono::hours(10'000'000), std::chrono::minutes(1)).has_value());
    EXPECT_FALSE(reader.series(SeriesKind::total, "", kStart, kStart + std::chrono::hours(1), std::chrono::seconds(7)).has_value());
}

TEST(Rollups, seconds_depth_and_latency_are_known_at_once) {
    Rollups rollups;
    events::Event e;
    e.type = events::EventType::delivery;
    for (std::uint64_t id = 1; id <= 100; ++id) {
        e.id.value = id;
        e.time = kStart + std::chrono::milliseconds(id * 50);
        e.queued = e.time - std::chrono::milliseconds(id * 10);
        rollups.add(e);
    }
    rollups.sample_depth(kStart + std::chrono::seconds(2), SeriesKind::total, "", 42);
    const auto seconds = rollups.seconds(kStart + std::chrono::seconds(6), 10);
    ASSERT_EQ(seconds.size(), 10u);
    std::uint64_t delivered = 0;
    LatencyHistogram latency;
    for (const SeriesPoint& p : seconds) {
        delivered += p.counts.delivered;
        latency.add(p.latency);
    }
    EXPECT_EQ(delivered, 100u);
    EXPECT_EQ(seconds.back().depth, 42);
    EXPECT_NEAR(latency.quantile_ms(0.5), 500, 110);  // within a bucket
    EXPECT_NEAR(latency.quantile_ms(0.99), 990, 250);
    EXPECT_LT(LatencyHistogram().quantile_ms(0.5), 0);
    EXPECT_EQ(LatencyHistogram::unpack(latency.pack()).count(), 100u);
    EXPECT_EQ(rollups.seconds(kStart + std::chrono::hours(5), 10).size(), 10u);
}

TEST(Journal, damaged_files_are_set_aside_and_the_journal_starts) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.partition_events = 100;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    for (std::uint64_t at = 1; at <= 300; at += 100) write_events(options, steady_traffic(at, at + 99), board, clock);
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(options.directory))
        if (entry.path().filename().string().starts_with("history-") && entry.path().extension() == ".db") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    ASSERT_EQ(paths.size(), 3u);
    std::ofstream(paths[1], std::ios::binary | std::ios::trunc) << std::string(100'000, 'x');
    std::ofstream(options.directory + "/journal.db", std::ios::binary | std::ios::trunc) << "not a database, by far not one";
    write_events(options, steady_traffic(301, 320), board, clock);
    const auto notes = board.open();
    ASSERT_FALSE(notes.empty());
    EXPECT_EQ(notes[0].key, "journal.damaged");
    EXPECT_TRUE(fs::exists(paths[1] + ".damaged"));
    HistoryReader reader(list_of(options));
    EXPECT_TRUE(reader.get(EventId{50}));
    EXPECT_FALSE(reader.get(EventId{150}));
    EXPECT_TRUE(reader.get(EventId{250}));
    EXPECT_TRUE(reader.get(EventId{320}));
}

TEST(Journal, a_locked_database_delays_and_loses_nothing) {
    Directory directory;
    const JournalOptions options = options_for(directory);
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    write_events(options, steady_traffic(1, 10), board, clock);
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    const std::string path = (*journal)->partitions()->snapshot().back().path;
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    (*journal)->start([](EventId) {}, no_log);
    (*journal)->append(pack_of(steady_traffic(11, 20)));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while ((*journal)->statistics().problem.empty() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_FALSE((*journal)->statistics().problem.empty());
    EXPECT_EQ((*journal)->position().value, 10u);
    ASSERT_FALSE(board.open().empty());
    EXPECT_EQ(board.open()[0].key, "journal.write");
    sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    (*journal)->stop();
    EXPECT_EQ((*journal)->position().value, 20u);
    EXPECT_TRUE(board.open().empty());
}

TEST(Journal, what_does_not_fit_into_memory_is_read_back_from_the_log_without_a_gap) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.max_waiting = 20'000;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    constexpr std::uint64_t kEvents = 30'000;
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    std::vector<std::uint64_t> heard;
    (*journal)->listen([&](const EventBatch& batch) {
        for (const auto& e : *batch) heard.push_back(e.id.value);
    });
    std::atomic<std::uint64_t> durable{0};
    int sources = 0;
    (*journal)->start([](EventId) {}, [&](EventId after) {
        ++sources;
        return std::make_unique<TrafficLog>(after, durable);
    });
    for (std::uint64_t at = 1; at <= kEvents; at += 60) {
        durable = at + 59;
        (*journal)->append(pack_of(steady_traffic(at, at + 59)));
    }
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (((*journal)->statistics().waiting > 0 || (*journal)->statistics().behind) && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_FALSE((*journal)->statistics().behind);
    EXPECT_EQ((*journal)->position().value, kEvents);
    (*journal)->append(pack_of(steady_traffic(kEvents + 1, kEvents + 5)));  // from memory again
    (*journal)->stop();
    EXPECT_GE(sources, 1);
    ASSERT_EQ(heard.size(), kEvents + 5);
    for (std::uint64_t id = 1; id <= heard.size(); ++id) EXPECT_EQ(heard[id - 1], id);
    EXPECT_EQ((*journal)->statistics().events, kEvents + 5);
}

TEST(Journal, one_part_larger_than_the_memory_allowed_is_read_back_too) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.max_waiting = 100;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    (*journal)->append(pack_of(steady_traffic(1, 50)));  // recovery
    const std::atomic<std::uint64_t> durable{110};
    (*journal)->start([](EventId) {}, [&](EventId after) { return std::make_unique<TrafficLog>(after, durable); });
    (*journal)->append(pack_of(steady_traffic(51, 110)));
    (*journal)->stop();
    EXPECT_FALSE((*journal)->statistics().behind);
    EXPECT_EQ((*journal)->position().value, 110u);
    EXPECT_TRUE(board.open().empty());
}

}  // namespace
}  // namespace mailrace::journal
