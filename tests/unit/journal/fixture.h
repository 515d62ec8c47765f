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

/// Every member filled with something that can be told apart.
inline events::Event full_event(std::uint64_t id) {
    events::Event e;
    e.id.value = id;
    e.time = kStart + std::chrono::milliseconds(id * 100);
    e.type = events::EventType::bounce;
    e.phase = events::Phase::end_of_data;
    e.message.value = 1000 + id;
    e.recipient_index = 3;
    e.attempt = 2;
    e.generated = true;
    e.size = 4096;
    e.queued = kStart - std::chrono::seconds(7);
    e.sender = "b-1@bounce.example.net";
    e.recipient = "Ann.Lee@gmail.example";
    e.orcpt = "rfc822;ann@old.example";
    e.envid = "env-1";
    e.message_id = "<abc@x.example>";
    e.subject = "Gr\xC3\xBC\xC3\x9F""e \xFF raw";
    e.domain = "gmail.example";
    e.queue = "gmail.example/vmta1";
    e.vmta = "vmta1";
    e.pool = "pool1";
    e.job = "job7";
    e.provider = "gmail";
    e.source_ip = "198.51.100.9";
    e.remote_host = "mx1.gmail.example";
    e.remote_ip = "192.0.2.7";
    e.remote_port = 25;
    e.user = "feeder";
    e.tls_protocol = "TLSv1.3";
    e.tls_cipher = "TLS_AES_256_GCM_SHA384";
    e.tls_verified = "dane";
    e.code = 550;
    e.status = {5, 1, 1};
    e.response = "550-5.1.1 The account ann.lee@gmail.example\r\n550 5.1.1 does not exist (192.0.2.7) q12-20020a05620a1234 \xE9\xFF - gsmtp";
    e.category = "bad-mailbox";
    e.rule = "no such user";
    e.esmtp = "ENHANCEDSTATUSCODES,8BITMIME";
    e.text = "words for a person";
    e.resolve_us = 1;
    e.connect_us = 20'000;
    e.tls_us = 30'000;
    e.total_us = 4'000'000;
    e.session = "+0 < 220 mx1\n+10 > EHLO out.example\n";
    return e;
}

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
inline void write_events(const JournalOptions& options, std::vector<events::Event> events, events::AttentionBoard& board, const Clock& clock) {
    auto journal = Journal::open(options, clock, board);
    ASSERT_TRUE(journal.has_value()) << journal.error().words;
    (*journal)->start([](EventId) {});
    (*journal)->append(std::move(events));
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
