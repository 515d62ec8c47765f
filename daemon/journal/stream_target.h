// A target of accounting that can be slow, hang or fail for days: a program or a webhook. It has a thread of its own, takes events from its feed, and keeps its
// own place; the journal thread only offers what is new and is never waited for. Made, started and asked by the journal thread.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "daemon/events/attention.h"
#include "daemon/journal/accounting_row.h"
#include "daemon/journal/accounting_state.h"
#include "daemon/journal/event_feed.h"
#include "daemon/journal/stream_place.h"
#include "shared/base/clock.h"

namespace mailrace::journal {

/// What all targets are given.
struct StreamContext {
    std::shared_ptr<const PartitionList> history;
    std::string state_file;  // journal.db
    std::string directory;   // of the journal
    std::string name_servers;
    const Clock* clock = nullptr;
    events::AttentionSink* attention = nullptr;
};

class StreamTarget {
public:
    /// `position`: where it stands as far as is noted; `newest`: the last event of the history.
    StreamTarget(StreamContext context, std::string key, const config::RecordSettings& records, EventId position, EventId newest);
    virtual ~StreamTarget();
    StreamTarget(const StreamTarget&) = delete;
    StreamTarget& operator=(const StreamTarget&) = delete;

    /// Begins the thread. It first waits for `predecessor`, which has the same place and was asked to stop, to end.
    void start(std::unique_ptr<StreamTarget> predecessor);
    void offer(const EventFeed::Batch& batch) { feed_.offer(batch); }
    /// Asks it to end; it may take some seconds for what is under way. The destructor waits.
    void request_stop() { feed_.stop(); }
    /// The thread has ended: destroying it takes no time.
    bool ended() const { return ended_; }

    const std::string& key() const { return key_; }
    /// Everything up to it is done with: the history may forget it.
    EventId position() const { return EventId{position_.load()}; }
    AccountingState state() const;
    /// Waits for a person: loading the configuration begins it anew.
    bool stuck() const;
    /// What it said is of no interest any more.
    void end_notes();
    void reopen_place() { place_.reopen(); }
    /// Begins or ends the note that it is far behind; now and then.
    void tell_lag();

protected:
    virtual void run() = 0;
    void stop_and_join();  // for the destructors of those who have run()

    /// Moves the place, durably. While that cannot be noted it is said, and the target goes on.
    void advance(EventId position, EventId batch_end = {});
    EventId batch_end() const { return batch_end_; }
    void succeeded(std::uint64_t records);
    void failing(std::string problem, WallTime next, events::Severity severity, std::string title, std::string text);
    void recovered();
    void given_up(std::uint64_t records);
    void describe(std::string kind, std::string target, std::string to, std::string format);
    void note(std::string key, events::Severity severity, std::string title, std::string text);
    /// Says so when events left the history before they were read.
    void tell_lost();

    StreamContext context_;
    AccountingLayout layout_;
    EventFeed feed_;

private:
    void load();

    std::string key_;
    StreamPlace place_;
    std::atomic<std::uint64_t> position_;
    EventId batch_end_;
    std::thread thread_;
    std::atomic<bool> ended_{false};
    std::unique_ptr<StreamTarget> predecessor_;
    bool place_failed_ = false;

    mutable std::mutex mutex_;
    AccountingState state_;
    WallTime caught_up_{};  // when nothing waited last
    bool lag_told_ = false;
};

}  // namespace mailrace::journal
