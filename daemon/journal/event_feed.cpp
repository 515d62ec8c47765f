#include "daemon/journal/event_feed.h"

#include <algorithm>

#include "daemon/journal/scan.h"
#include "shared/filter/filter.h"

namespace mailrace::journal {
namespace {

constexpr auto kPatience = std::chrono::seconds(4);  // a little less than a scan takes at most

}  // namespace

EventFeed::EventFeed(std::shared_ptr<const PartitionList> history, const RecordFilter& filter, EventId newest)
    : history_(std::move(history)), filter_(filter), newest_(newest) {}

void EventFeed::offer(const Batch& batch) {
    if (batch->empty()) return;
    {
        const std::lock_guard lock(mutex_);
        if (waiting_events_ + batch->size() > kMostWaiting) {  // the history has them
            waiting_.clear();
            waiting_events_ = 0;
        }
        waiting_.push_back({newest_, batch});
        waiting_events_ += batch->size();
        newest_ = batch->back().id;
    }
    changed_.notify_all();
}

void EventFeed::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
}

bool EventFeed::stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

EventId EventFeed::newest() const {
    const std::lock_guard lock(mutex_);
    return newest_;
}

bool EventFeed::wait(EventId after, Steady::time_point deadline) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, deadline, [&] { return newest_ > after || stopped_; });
    return newest_ > after;
}

void EventFeed::pause(Steady::time_point deadline) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, deadline, [&] { return stopped_; });
}

/// The batch that holds what comes after `after`, when it waits here.
std::optional<EventFeed::Batch> EventFeed::live(EventId after) {
    const std::lock_guard lock(mutex_);
    while (!waiting_.empty() && waiting_.front().batch->back().id <= after) {
        waiting_events_ -= waiting_.front().batch->size();
        waiting_.pop_front();
    }
    if (waiting_.empty() || waiting_.front().after > after) return std::nullopt;
    return waiting_.front().batch;
}

Result<EventId> EventFeed::read(EventId after, const Visit& visit) {
    if (after >= newest()) return after;
    const auto batch = live(after);
    if (!batch) return read_history(after, visit);
    const auto first = std::upper_bound((*batch)->begin(), (*batch)->end(), after, [](EventId id, const events::Event& e) { return id < e.id; });
    for (auto event = first; event != (*batch)->end(); ++event) {
        if (filter_.takes(*event) && !visit(*event)) return after;
        after = event->id;
    }
    return after;
}

Result<EventId> EventFeed::read_history(EventId after, const Visit& visit) {
    const EventId until = newest();
    const auto partitions = history_->snapshot();
    if (!partitions.empty() && partitions.front().first.value > after.value + 1) {
        lost_ += partitions.front().first.value - after.value - 1;
        after.value = partitions.front().first.value - 1;
    }
    const auto parsed = filter::parse(filter_.history_filter(), filter::event_fields(), WallTime{});
    if (filter_.history_filter().empty() || !parsed.ok()) return until;
    Scan scan(files_, *history_, parsed.filter(), {{}, after}, {}, true);
    const auto begun = Steady::now();
    std::size_t read = 0;
    while (const auto window = scan.next()) {
        auto ids = scan.select(*window, "id", "ORDER BY id");
        Result<bool> row = ids ? ids->step() : Result<bool>(ids.error());
        for (; row && *row; row = ids->step()) {
            const EventId id{static_cast<std::uint64_t>(ids->integer(0))};
            if (id > until) return until;
            auto event = window->file->event(id);
            if (!event) return event.error();
            if (*event && filter_.takes(**event) && !visit(**event)) return after;
            after = id;
            ++read;
        }
        if (!row && scan.failed(row.error())) return row.error();
        if (read > 0) return after;
    }
    // A file that cannot be read at all is left out, as everywhere; its events are gone.
    if (!scan.complete() && Steady::now() - begun > kPatience) return Error::busy("the history took too long to read");
    return std::max(after, until);
}

std::uint64_t EventFeed::take_lost() { return std::exchange(lost_, 0); }

}  // namespace mailrace::journal
