// What the journal's tests share: a directory that goes away, events made from a seed, a journal that is waited for.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "daemon/events/attention.h"
#include "daemon/journal/history_reader.h"
#include "daemon/journal/journal.h"
#include "tests/unit/events/sample_event.h"

namespace mailrace::journal {

inline const WallTime kStart{std::chrono::seconds{1'767'323'045}};  // 2026-01-02 03:04:05

class Directory {
public:
    Directory() {
        static std::atomic<int> next{0};
        path_ = (std::filesystem::temp_directory_path() / ("mailrace-journal-" + std::to_string(std::random_device{}()) + "-" +
                                                           std::to_string(next++))).string();
        std::filesystem::create_directories(path_);
    }
    ~Directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Ordinary traffic: deterministic for a seed.
inline events::Event random_event(std::uint64_t id, std::mt19937& random) {
    const auto pick = [&](auto n) { return static_cast<std::size_t>(random() % static_cast<unsigned>(n)); };
    static constexpr const char* providers[] = {"gmail.rollup", "yahoo.rollup", "outlook", "mx.small.example", ""};
    static constexpr const char* categories[] = {"bad-mailbox", "spam-related", "quota-issues", ""};
    static constexpr const char* responses[] = {"250 2.0.0 OK 17000000 ab12cd34 - gsmtp", "550 5.1.1 <u@x.example>: no such user",
                                                "421 4.7.0 [198.51.100.7] Our system has detected unusual traffic", "452 4.2.2 Mailbox FULL", ""};
    events::Event e;
    e.id.value = id;
    e.time = kStart + std::chrono::milliseconds(id * 37 + pick(2000));
    e.type = static_cast<events::EventType>(1 + pick(13));
    e.phase = static_cast<events::Phase>(pick(15));
    e.message.value = pick(3) == 0 ? 0 : 5'000'000 + pick(50);
    e.attempt = static_cast<std::uint16_t>(pick(5));
    e.size = pick(100'000);
    e.queued = pick(4) == 0 ? WallTime{} : e.time - std::chrono::milliseconds(pick(100'000));
    e.recipient = pick(5) == 0 ? "" : "User" + std::to_string(pick(20)) + "@d" + std::to_string(pick(5)) + ".example";
    e.sender = pick(3) == 0 ? "" : "news@brand.example";
    e.provider = providers[pick(5)];
    e.domain = "d" + std::to_string(pick(5)) + ".example";
    e.vmta = "vmta" + std::to_string(pick(3));
    e.queue = e.domain + "/" + e.vmta;
    e.job = pick(2) == 0 ? "" : "Job" + std::to_string(pick(4));
    e.source_ip = "198.51.100." + std::to_string(pick(4));
    e.remote_ip = pick(2) == 0 ? "2001:db8::" + std::to_string(pick(9)) : "";
    e.code = static_cast<std::uint16_t>(pick(4) == 0 ? 0 : 200 + pick(4) * 100 + pick(60));
    e.status = {static_cast<std::uint8_t>(2 + pick(4)), static_cast<std::uint16_t>(pick(8)), static_cast<std::uint16_t>(pick(30))};
    e.response = responses[pick(5)];
    e.category = categories[pick(4)];
    e.subject = "Offer " + std::to_string(pick(10));
    e.tls_protocol = pick(2) == 0 ? "" : "TLSv1.3";
    e.total_us = static_cast<std::uint32_t>(pick(5'000'000));
    e.subcategory = pick(3) == 0 ? "throttled" : pick(2) == 0 ? "mailbox-full" : "";
    e.cls = static_cast<events::ResponseClass>(pick(5));
    return e;
}

/// Events from..to, each the same whenever it is made.
inline std::vector<events::Event> steady_traffic(std::uint64_t from, std::uint64_t to) {
    std::vector<events::Event> out;
    for (std::uint64_t id = from; id <= to; ++id) {
        std::mt19937 random(static_cast<unsigned>(id));
        out.push_back(random_event(id, random));
    }
    return out;
}

inline events::EventPack pack_of(const std::vector<events::Event>& events) {
    events::EventPack pack;
    for (const auto& e : events) pack.add(e);
    return pack;
}

/// A spool's log that holds events 1 to `newest` of steady_traffic(); it may grow while it is read.
class TrafficLog final : public events::EventSource {
public:
    TrafficLog(EventId after, const std::atomic<std::uint64_t>& newest) : at_(after.value), newest_(newest) {}
    Result<events::EventPack> next(std::size_t bytes) override {
        events::EventPack pack;
        while (at_ < newest_ && pack.bytes() < bytes) pack.add(steady_traffic(at_ + 1, at_ + 1).front()), ++at_;
        return pack;
    }

private:
    std::uint64_t at_;
    const std::atomic<std::uint64_t>& newest_;
};

/// For those that never fall behind.
inline std::unique_ptr<events::EventSource> no_log(EventId) {
    static const std::atomic<std::uint64_t> nothing{0};
    return std::make_unique<TrafficLog>(EventId{}, nothing);
}

inline void run_sql(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &error), SQLITE_OK) << (error != nullptr ? error : "");
    sqlite3_close(db);
}

inline JournalOptions options_for(const Directory& directory) {
    JournalOptions options;
    options.directory = directory.path() + "/journal";
    options.gather = std::chrono::milliseconds(1);
    options.sync = false;
    return options;
}

/// Opens a journal, writes the events, stops it in good order.
inline void write_events(const JournalOptions& options, const std::vector<events::Event>& events, events::AttentionBoard& board, const Clock& clock) {
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value()) << journal.error().words;
    (*journal)->start([](EventId) {}, no_log);
    (*journal)->append(pack_of(events));
    (*journal)->stop();
}

inline std::shared_ptr<const PartitionList> list_of(const JournalOptions& options) {
    static const SystemClock clock;
    static events::AttentionBoard board;
    auto journal = Journal::open(options, clock, board);
    return journal ? (*journal)->partitions() : nullptr;
}

inline filter::Filter filter_of(std::string_view text) {
    const filter::Parsed parsed = filter::parse(text, filter::event_fields(), kStart + std::chrono::hours(1));
    EXPECT_TRUE(parsed.ok()) << text << ": " << (parsed.ok() ? "" : parsed.problems[0].words);
    return parsed.ok() ? parsed.filter() : filter::Filter(filter::event_fields());
}

}  // namespace mailrace::journal
