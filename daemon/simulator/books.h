// The simulator's books: what every provider counted, and exactly which feed messages arrived. A Desk is one provider at work (its
// behaviour and its counters under one lock), Books holds the runs. Both may be used from any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "daemon/simulator/behaviour.h"
#include "daemon/simulator/run_book.h"
#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

struct Counters {
    std::uint64_t connections = 0;             // that came, refused ones too
    std::uint64_t messages = 0;                // accepted
    std::uint64_t recipients = 0;              // accepted, a message to three counts three
    std::uint64_t bytes = 0;                   // of accepted messages
    std::uint64_t unanswered_recipients = 0;   // of the accepted: the answer was withheld
    std::uint64_t refused_connections = 0;     // with words, before any command
    std::uint64_t refused_transactions = 0;    // at MAIL
    std::uint64_t recipients_temporary = 0;    // refused with 4xx at RCPT or after the data
    std::uint64_t recipients_permanent = 0;    // refused with 5xx at RCPT or after the data
    std::uint64_t tls_sessions = 0;
    std::uint64_t tls_failures = 0;
    std::uint64_t altered = 0;
    std::uint64_t bare_line_ends = 0;          // messages refused for them
    std::uint64_t protocol_errors = 0;         // commands that were wrong or out of order
    std::uint32_t peak_connections = 0;
    std::array<std::uint64_t, reply_kind_count> by_kind{};
    std::array<std::uint64_t, phase_count> drops{};
    std::array<std::uint64_t, phase_count> silences{};
};

class Desk {
public:
    Desk(const Provider& provider, std::uint64_t seed);

    /// Runs `work(Behaviour&, Counters&)` alone.
    template <class Work>
    auto with(Work&& work) {
        std::lock_guard lock(mutex_);
        return work(behaviour_, counters_);
    }

    const Provider& provider() const { return provider_; }
    /// Whether mail to `domain` (lower case) belongs here.
    bool serves(std::string_view domain) const;

private:
    const Provider& provider_;
    std::unordered_set<std::string> domains_;
    std::mutex mutex_;
    Behaviour behaviour_;
    Counters counters_;
};

class Books {
public:
    static constexpr std::size_t max_runs = 64;

    struct Arrival {
        std::string_view feed_tag;  // RUN-SEQ or empty
        std::span<const std::string> recipients;
        bool altered = false;
        bool answered = true;
    };
    void arrived(const Arrival& arrival);
    /// A recipient was refused for good; `sender` is the envelope sender, which carries the run (b-RUN-SEQ@…).
    void refused(std::string_view sender, std::string_view recipient);
    /// A report came to an address of the feed (b-RUN-SEQ).
    void returned(std::string_view recipient);

    /// Runs `work(const std::map<std::string, RunBook>&)` alone.
    template <class Work>
    auto with_runs(Work&& work) const {
        std::lock_guard lock(mutex_);
        return work(runs_);
    }
    void reset();

private:
    RunBook* run(std::string_view name);
    mutable std::mutex mutex_;
    std::map<std::string, RunBook> runs_;
};

}  // namespace mailrace::simulator
