// The history's files on the writing side: which exist, which is being written, when a new one begins, which go. Damaged files are set aside under another
// name. Private to daemon/journal; lives on the journal thread (open() before it starts).
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "daemon/journal/event_writer.h"
#include "daemon/journal/index_builder.h"
#include "daemon/journal/partition_list.h"

namespace mailrace::journal {

class History {
public:
    /// Told when a file is damaged and set aside: words for a person.
    using Problem = std::function<void(const std::string& words)>;

    static Result<std::unique_ptr<History>> open(std::string directory, std::uint64_t partition_events, bool sync, Problem problem);

    EventId last() const { return last_; }
    /// Writes `events` (in order of id, greater than last()) or nothing of them.
    Status write(std::span<const events::Event> events);
    /// Removes whole files: those that end before `oldest`, then the oldest ones until all together have at most `max_bytes`. The newest file and
    /// files with ids above `needed` stay.
    void retain(WallTime oldest, std::uint64_t max_bytes, EventId needed);

    std::shared_ptr<const PartitionList> list() const { return list_; }
    /// Waits until the indexes of all files but the newest are built.
    void wait_for_indexes() { indexes_.wait(); }

private:
    History(std::string directory, std::uint64_t partition_events, bool sync, Problem problem);
    Status find_files();
    Status begin_file(EventId first);
    void set_aside(const std::string& path, const Error& why);
    void publish();

    std::string directory_;
    std::uint64_t partition_events_;
    bool sync_;
    Problem problem_;
    std::shared_ptr<PartitionList> list_ = std::make_shared<PartitionList>();
    std::vector<Partition> old_;           // oldest first, without the one being written
    std::unique_ptr<EventWriter> writer_;  // none before the first event
    EventId last_;
    IndexBuilder indexes_;
};

}  // namespace mailrace::journal
