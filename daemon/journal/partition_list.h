// Which files the history consists of: each holds a span of event ids, the newest is being written. The journal thread changes the list, readers take
// copies; any thread.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::journal {

struct Partition {
    std::string path;
    EventId first;          // ids are in [first, last]; first > last while it is empty
    EventId last;
    std::int64_t oldest = 0;  // microseconds since 1970 of the earliest and latest event
    std::int64_t newest = 0;
    std::uint64_t events = 0;
    std::uint64_t bytes = 0;  // on disk, as of the last commit
};

class PartitionList {
public:
    /// Oldest first.
    std::vector<Partition> snapshot() const {
        const std::lock_guard lock(mutex_);
        return partitions_;
    }
    void replace(std::vector<Partition> partitions) {
        const std::lock_guard lock(mutex_);
        partitions_ = std::move(partitions);
    }
    /// The newest one has changed.
    void update_last(const Partition& partition) {
        const std::lock_guard lock(mutex_);
        if (!partitions_.empty()) partitions_.back() = partition;
    }

private:
    mutable std::mutex mutex_;
    std::vector<Partition> partitions_;
};

}  // namespace mailrace::journal
