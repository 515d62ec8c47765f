// What follows from the history: roll-ups and accounting files, each with the place it has reached noted in journal.db in one transaction, so that after a
// crash each goes on from its place by reading the history; and the accounting targets with threads of their own. Private to daemon/journal; lives on the
// journal thread (open() before it starts), but for states().
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "daemon/events/attention.h"
#include "daemon/journal/accounting_file.h"
#include "daemon/journal/accounting_settings.h"
#include "daemon/journal/stream_target.h"
#include "daemon/journal/reader_files.h"
#include "daemon/journal/rollups.h"

namespace mailrace::journal {

class Followers {
public:
    Followers(std::string directory, bool sync, const Clock& clock, events::AttentionSink& attention, std::shared_ptr<const PartitionList> history);
    ~Followers();

    /// Reads where everything stands; `newest` is the last event of the history. A damaged journal.db is set aside. What was missed is read at
    /// once as far as two seconds allow.
    Status open(EventId newest, AccountingSettings accounting);
    /// What has just been written to the history.
    void take(const EventFeed::Batch& batch);
    /// Reads a bounded part of what a follower has missed. True when there may be more.
    bool catch_up();
    /// Writes accounting files and places, and roll-ups when it is their time (or `all`): they have many cells, which fill up within a minute. Failures
    /// become attention notes and are tried again at the next call.
    void flush(bool all = false);
    /// Targets whose settings stay the same go on; others end, and those that are new begin, in the background where that takes time.
    void configure(AccountingSettings accounting, EventId newest);
    /// `target`: of a file, as configured or its name alone; empty: all.
    void rotate(const std::string& target);
    /// An accounting file wants its rows on the disk before the next second is over: it promises so, or many have gathered.
    bool urgent() const;
    /// Targets with threads write for a moment more and end.
    void stop();
    /// How the targets are doing, as of the last flush. Any thread.
    std::vector<AccountingState> states() const;
    /// Old roll-ups and old accounting files go.
    void tidy();
    /// Everything up to this event is no longer needed by any follower.
    EventId needed() const;

    const std::shared_ptr<Rollups>& rollups() const { return rollups_; }

private:
    struct Accounting {
        std::unique_ptr<AccountingFile> file;
        bool behind = false;   // reads from the history before it takes what comes
        bool written = false;  // in the flush that runs
        bool failed = false;   // the note is open
        std::chrono::steady_clock::time_point try_again{};
    };

    Status open_state();
    void set_aside(const Error& why);
    void add_file(config::AccountingFileSettings settings, EventId newest);
    void configure_streams(const AccountingSettings& accounting, EventId newest);
    template <class Target, class Settings>
    void add_stream(const Settings& settings, std::vector<std::unique_ptr<StreamTarget>>& before, EventId newest);
    EventId stream_position(const std::string& key, EventId newest);
    void write_file(Accounting& accounting, bool all);
    void publish_states();
    Status store(bool rollups);
    void note(std::string key, std::string title, std::string text, events::Severity severity = events::Severity::warning);

    std::string directory_;
    bool sync_;
    const Clock& clock_;
    events::AttentionSink& attention_;
    std::shared_ptr<const PartitionList> history_;
    ReaderFiles files_;
    std::unique_ptr<Database> state_;
    std::shared_ptr<Rollups> rollups_ = std::make_shared<Rollups>();
    bool rollups_behind_ = false;
    EventId rollups_taken_;
    std::chrono::steady_clock::time_point rollups_due_{};
    std::vector<Accounting> accounting_;
    std::vector<std::unique_ptr<StreamTarget>> streams_, ending_;
    EventId newest_;
    AccountingSettings settings_;
    mutable std::mutex states_mutex_;
    std::vector<AccountingState> states_;
};

}  // namespace mailrace::journal
