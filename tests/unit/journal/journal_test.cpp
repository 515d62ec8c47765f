#include <gmock/gmock.h>
#include <sqlite3.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "daemon/journal/stats_reader.h"
#include "tests/unit/journal/fixture.h"

#if __has_include(<sys/wait.h>)
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#define MAILRACE_CAN_FORK 1
#endif

namespace mailrace::journal {
namespace {

namespace fs = std::filesystem;

std::vector<events::Event> traffic(std::uint64_t from, std::uint64_t to) {
    std::vector<events::Event> out;
    for (std::uint64_t id = from; id <= to; ++id) {
        std::mt19937 random(static_cast<unsigned>(id));
        out.push_back(random_event(id, random));
    }
    return out;
}

void run_sql(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &error), SQLITE_OK) << (error != nullptr ? error : "");
    sqlite3_close(db);
}

JournalOptions with_accounting(const Directory& directory, std::vector<std::string> records) {
    JournalOptions options = options_for(directory);
    config::AccountingFileSettings accounting;
    accounting.target = directory.path() + "/acct.csv";
    accounting.records = std::move(records);
    options.accounting.push_back(std::move(accounting));
    return options;
}

std::vector<std::string> accounting_files(const Directory& directory) {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(directory.path()))
        if (entry.path().filename().string().starts_with("acct-")) out.push_back(entry.path().string());
    std::sort(out.begin(), out.end());
    return out;
}

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Lines of all accounting files in order, headers left out.
std::vector<std::string> rows(const Directory& directory) {
    std::vector<std::string> out;
    for (const std::string& path : accounting_files(directory)) {
        const std::string text = read(path);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find("\r\n", at);
            if (end == std::string::npos) {
                out.push_back("TORN " + text.substr(at));
                break;
            }
            if (text.compare(at, 5, "type,") != 0) out.push_back(text.substr(at, end - at));
            at = end + 2;
        }
    }
    return out;
}


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
        (*journal)->append(traffic(1, 10));  // recovery, before the thread runs
        (*journal)->listen([&](const EventBatch& batch) { heard += batch->size(); });
        (*journal)->start([&](EventId id) { reached.push_back(id.value); });
        (*journal)->append(traffic(11, 50));
        (*journal)->stop();
        ASSERT_FALSE(reached.empty());
        EXPECT_TRUE(std::is_sorted(reached.begin(), reached.end()));
        EXPECT_EQ(reached.back(), 50u);
        EXPECT_EQ(heard, 50u);
        const auto recent = (*journal)->recent(5);
        ASSERT_EQ(recent.size(), 5u);
        EXPECT_EQ(recent.front().id.value, 50u);
    }
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    EXPECT_EQ((*journal)->position().value, 50u);
    (*journal)->start([](EventId) {});
    (*journal)->append(traffic(40, 60));
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
    for (std::uint64_t at = 1; at <= 1000; at += 100) write_events(options, traffic(at, at + 99), board, clock);
    EXPECT_EQ(list_of(options)->snapshot().size(), 10u);
    options.max_bytes = 1;
    ManualClock later(kStart);
    auto journal = Journal::open(options, later, board);
    ASSERT_TRUE(journal.has_value());
    (*journal)->start([](EventId) {});
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
    const auto events = traffic(1, 5000);
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
    for (std::uint64_t at = 1; at <= 300; at += 100) write_events(options, traffic(at, at + 99), board, clock);
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(options.directory))
        if (entry.path().filename().string().starts_with("history-") && entry.path().extension() == ".db") paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    ASSERT_EQ(paths.size(), 3u);
    std::ofstream(paths[1], std::ios::binary | std::ios::trunc) << std::string(100'000, 'x');
    std::ofstream(options.directory + "/journal.db", std::ios::binary | std::ios::trunc) << "not a database, by far not one";
    write_events(options, traffic(301, 320), board, clock);
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
    write_events(options, traffic(1, 10), board, clock);
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    const std::string path = (*journal)->partitions()->snapshot().back().path;
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    (*journal)->start([](EventId) {});
    (*journal)->append(traffic(11, 20));
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

TEST(Journal, more_waiting_events_than_allowed_stay_in_the_spool) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.max_waiting = 100;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value());
    (*journal)->start([](EventId) {});
    (*journal)->append(traffic(1, 101));
    (*journal)->append(traffic(102, 110));
    (*journal)->stop();
    EXPECT_TRUE((*journal)->statistics().overflowed);
    EXPECT_EQ((*journal)->position().value, 0u);  // so that the next start reads them again
    EXPECT_EQ(board.open().at(0).key, "journal.overflow");
}

TEST(Accounting, columns_values_and_quoting) {
    Directory directory;
    const JournalOptions options = with_accounting(directory, {"d", "bounce", "tq"});
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    events::Event bounce = full_event(1);
    bounce.response = "550 5.1.1 <u@x.example>: \"no\", \xFF\r\nsorry";
    events::Event delivery = full_event(2);
    delivery.type = events::EventType::delivery;
    delivery.status = {2, 0, 0};
    events::Event queue = full_event(3);
    queue.type = events::EventType::queue_deferral;
    queue.status = {4, 4, 1};
    queue.code = 0;
    queue.response.clear();
    events::Event receipt = full_event(4);
    receipt.type = events::EventType::receipt;
    write_events(options, {bounce, delivery, queue, receipt}, board, clock);
    const auto files = accounting_files(directory);
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(fs::path(files[0]).filename().string(), "acct-2026-01-02-0000.csv");
    const std::string text = read(files[0]);
    EXPECT_TRUE(text.starts_with("type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,dlvType,dlvSourceIp,"
                                 "dlvDestinationIp,dlvEsmtpAvailable,dlvSize,vmta,jobId,envId,queue,vmtaPool,dlvTlsProtocol,dlvTlsCipher,rcvSmtpUser,"
                                 "totalSecondsQueued\r\n"));
    const auto lines = rows(directory);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0], "b,2026-01-02 03:04:05+0000,2026-01-02 03:03:58+0000,b-1@bounce.example.net,Ann.Lee@gmail.example,rfc822;ann@old.example,failed,"
                        "5.1.1 (bad destination mailbox address),\"smtp;550 5.1.1 <u@x.example>: \"\"no\"\", \xEF\xBF\xBD sorry\","
                        "mx1.gmail.example (192.0.2.7),bad-mailbox,,,smtp,198.51.100.9,192.0.2.7,\"ENHANCEDSTATUSCODES,8BITMIME\",,vmta1,job7,env-1,"
                        "gmail.example/vmta1,pool1,TLSv1.3,TLS_AES_256_GCM_SHA384,feeder,7");
    EXPECT_TRUE(lines[1].starts_with("d,"));
    EXPECT_NE(lines[1].find(",relayed,2.0.0 (success),"), std::string::npos);
    EXPECT_NE(lines[1].find(",4096,vmta1,"), std::string::npos);
    EXPECT_EQ(lines[2], "tq,2026-01-02 03:04:05+0000,,,,,,4.4.1 (no answer from host),,mx1.gmail.example (192.0.2.7),,,,smtp,198.51.100.9,192.0.2.7,,,vmta1,,,"
                        "gmail.example/vmta1,,,,,");
}

TEST(Accounting, record_fields_choose_and_order_columns) {
    Directory directory;
    JournalOptions options = with_accounting(directory, {"d", "b"});
    options.accounting[0].record_fields = {{"b", {"bounceCat", "rcpt", "header_Subject"}}, {"delivery", {"rcpt", "dlvSize"}}};
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    events::Event bounce = full_event(1);
    bounce.subject = "Hi, you";
    write_events(options, {bounce}, board, clock);
    EXPECT_EQ(read(accounting_files(directory).at(0)), "type,rcpt,dlvSize,bounceCat,header_Subject\r\nb,Ann.Lee@gmail.example,,bad-mailbox,\"Hi, you\"\r\n");
}

TEST(Accounting, rotates_by_size_and_day_and_deletes_old_files) {
    Directory directory;
    JournalOptions options = with_accounting(directory, {"d", "b", "t", "tq", "r"});
    options.accounting[0].max_size.bytes = 1 << 20;
    options.accounting[0].delete_after.value = std::chrono::hours(24 * 2);
    events::AttentionBoard board;
    ManualClock clock(kStart);
    std::uint64_t id = 1;
    for (int part = 0; part < 4; ++part, id += 4000) write_events(options, traffic(id, id + 3999), board, clock);
    EXPECT_EQ(accounting_files(directory).size(), 2u);
    for (const std::string& path : accounting_files(directory)) EXPECT_LE(fs::file_size(path), 1u << 20);
    clock.advance(std::chrono::hours(24));
    write_events(options, traffic(id, id + 100), board, clock);
    id += 101;
    EXPECT_TRUE(accounting_files(directory).back().ends_with("acct-2026-01-03-0000.csv"));
    clock.advance(std::chrono::hours(24 * 4));
    write_events(options, traffic(id, id + 100), board, clock);
    EXPECT_EQ(accounting_files(directory).size(), 1u);
    EXPECT_TRUE(accounting_files(directory).back().ends_with("acct-2026-01-07-0000.csv"));
}

TEST(Accounting, goes_on_from_the_noted_place_whatever_the_crash_left) {
    Directory directory;
    const JournalOptions options = with_accounting(directory, {"d", "b", "t", "tq", "r"});
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    write_events(options, traffic(1, 300), board, clock);
    const auto first = rows(directory);
    const std::string path = accounting_files(directory).at(0);
    const auto size = fs::file_size(path);
    write_events(options, traffic(301, 600), board, clock);
    const auto all = rows(directory);
    ASSERT_GT(all.size(), first.size());
    // The file was written, its place was not noted; and then a line was torn.
    run_sql(options.directory + "/journal.db", "UPDATE accounting SET length=" + std::to_string(size) + ",position=300");
    std::ofstream(path, std::ios::binary | std::ios::app) << "d,2026-01-02 03:0";
    write_events(options, traffic(601, 601), board, clock);
    const auto again = rows(directory);
    ASSERT_GE(again.size(), all.size());
    EXPECT_EQ(std::vector<std::string>(again.begin(), again.begin() + static_cast<std::ptrdiff_t>(all.size())), all);
    EXPECT_LE(again.size(), all.size() + 1);
}

#ifdef MAILRACE_CAN_FORK
TEST(Accounting, killed_at_any_moment_no_row_is_lost_or_written_twice) {
    Directory directory;
    JournalOptions options = with_accounting(directory, {"d", "b", "t", "tq", "r"});
    options.partition_events = 4000;
    options.accounting[0].max_size.bytes = 1 << 20;
    const auto events = traffic(1, 12'000);
    std::mt19937 random(5);
    for (int round = 0; round < 8; ++round) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            events::AttentionBoard board;
            auto journal = Journal::open(options, SystemClock::instance(), board);
            if (!journal) _exit(1);
            (*journal)->start([](EventId) {});
            for (std::uint64_t at = (*journal)->position().value; at < events.size(); at += 50) {
                const std::uint64_t end = std::min<std::uint64_t>(at + 50, events.size());
                (*journal)->append({events.begin() + static_cast<std::ptrdiff_t>(at), events.begin() + static_cast<std::ptrdiff_t>(end)});
                std::this_thread::sleep_for(std::chrono::milliseconds(8));
            }
            std::this_thread::sleep_for(std::chrono::seconds(3));
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(300 + random() % 1500));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
    }
    events::AttentionBoard board;
    {
        auto journal = Journal::open(options, SystemClock::instance(), board);
        ASSERT_TRUE(journal.has_value());
        (*journal)->start([](EventId) {});
        (*journal)->append(events);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while ((*journal)->position().value < events.size() && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        (*journal)->stop();
        Counts expected;
        for (const auto& e : events) expected.add(e);
        EXPECT_EQ((*journal)->rollups()->totals(), expected);
    }
    Directory quiet;
    JournalOptions calm = with_accounting(quiet, {"d", "b", "t", "tq", "r"});
    write_events(calm, events, board, SystemClock::instance());
    EXPECT_EQ(rows(directory), rows(quiet));
    EXPECT_TRUE(board.open().empty());
}
#endif

}  // namespace
}  // namespace mailrace::journal
