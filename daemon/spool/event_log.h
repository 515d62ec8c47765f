// What of the log may be read for its events while the spool runs: the segments with their durable ends. The spool thread keeps it; any thread may
// make a source, which reads at its own pace and never sees what is not synced. So a journal that falls behind needs no memory for what waits.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "daemon/events/event_pack.h"
#include "daemon/spool/segment_files.h"

namespace mailrace::spool {

class EventLog {
public:
    struct Place {
        std::uint32_t segment = 0;
        std::uint32_t salt = 0;
        std::uint64_t length = 0;      // durable bytes
        std::uint64_t last_event = 0;  // greatest id of an event in them
    };

    explicit EventLog(SegmentFiles& files) : files_(files) {}

    /// `segment` is durable up to `length` now.
    void reaches(std::uint32_t segment, std::uint32_t salt, std::uint64_t length, std::uint64_t last_event);
    /// It is gone: nobody needs its events any more.
    void forget(std::uint32_t segment);

    /// Events after `after`. The source must not outlive this.
    std::unique_ptr<events::EventSource> read(EventId after) const;

    /// The first place that may hold events after `after`, looking at `segment` (read up to `offset` already) and those after it.
    std::optional<Place> find(std::uint32_t segment, std::uint64_t offset, EventId after) const;

private:
    SegmentFiles& files_;
    mutable std::mutex mutex_;
    std::map<std::uint32_t, Place> places_;
};

}  // namespace mailrace::spool
