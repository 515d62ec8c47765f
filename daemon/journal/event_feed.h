// Events on their way to one target that has a thread of its own: what has just been written to the history comes as shared batches, bounded; who falls
// behind reads the history instead, so that nothing gathers in memory and nobody is waited for. offer() belongs to the journal thread, the rest to the
// target's thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/journal/partition_list.h"
#include "daemon/journal/reader_files.h"
#include "daemon/journal/record_filter.h"

namespace mailrace::journal {

class EventFeed {
public:
    using Batch = std::shared_ptr<const std::vector<events::Event>>;
    using Visit = std::function<bool(const events::Event&)>;
    using Steady = std::chrono::steady_clock;

    /// `newest`: the last event of the history now.
    EventFeed(std::shared_ptr<const PartitionList> history, const RecordFilter& filter, EventId newest);

    /// What was just committed to the history. Keeps it for the reader unless too much waits.
    void offer(const Batch& batch);
    /// From any thread: wakes the reader for good; wait() does not wait any more.
    void stop();
    bool stopped() const;
    EventId newest() const;

    /// Waits until there are events after that one, a stop, or the deadline. True when there are events.
    bool wait(EventId after, Steady::time_point deadline);
    /// Waits for a stop or the deadline.
    void pause(Steady::time_point deadline);

    /// Visits the events after `after` that the filter takes, in order, until `visit` refuses one (it is visited again the next time) or a bounded part
    /// was read. The answer is where to go on: everything up to it was visited or is not wanted. An error of the history leaves everything as it is.
    Result<EventId> read(EventId after, const Visit& visit);
    /// Events that left the history unread since the last question.
    std::uint64_t take_lost();

private:
    struct Waiting {
        EventId after;  // the last event before this batch
        Batch batch;
    };
    std::optional<Batch> live(EventId after);
    Result<EventId> read_history(EventId after, const Visit& visit);

    static constexpr std::size_t kMostWaiting = 8'000;  // events; more than that only as a single batch

    std::shared_ptr<const PartitionList> history_;
    const RecordFilter& filter_;
    ReaderFiles files_;
    std::uint64_t lost_ = 0;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> waiting_;
    std::size_t waiting_events_ = 0;
    EventId newest_;
    bool stopped_ = false;
};

}  // namespace mailrace::journal
