// Empties one segment at a time: copies what is still needed to the end of the log, a piece with each group, until nothing in the segment
// is needed. Copies count only when their group is synced. Lives on the spool thread.
#pragma once

#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "daemon/spool/log_writer.h"
#include "daemon/spool/segment_reader.h"

namespace mailrace::spool {

class Compactor {
public:
    Compactor(platform::Storage& storage, const SpoolOptions& options, LogState& state, LogWriter& writer)
        : storage_(storage), options_(options), state_(state), writer_(writer) {}

    /// Picks the segment that is least needed, if any falls below the bound. `current` is being written; events up to `journal_has`
    /// are not needed any more.
    bool choose(std::uint32_t current, std::uint64_t journal_has);
    bool active() const { return reader_ != nullptr; }
    std::uint32_t segment() const { return number_; }

    /// Appends the next piece to the writer's buffer; everything written before must be synced.
    void step(std::size_t budget);
    /// The group with the last piece is durable.
    void committed();
    /// It is not: begins again later.
    void reset();
    /// All has been copied and committed: the segment may go. Ends the compaction.
    bool finished();

private:
    struct Moved {
        MessageId id;
        LogWriter::Placed to;
    };
    void copy_message(const Record& record);
    void gather_updates(const Record& record);
    void gather_tombstones(const Record& record);
    void release_named();
    void write_gathered();

    platform::Storage& storage_;
    const SpoolOptions& options_;
    LogState& state_;
    LogWriter& writer_;
    std::uint32_t number_ = 0;
    std::unique_ptr<platform::File> file_;
    std::unique_ptr<SegmentReader> reader_;
    bool at_end_ = false;
    std::vector<Moved> moved_;
    std::vector<RecipientUpdate> updates_;
    std::vector<Tombstone> tombstones_;
    std::uint32_t written_to_ = 0;
    std::size_t carried_updates_ = 0;
    std::vector<Tombstone> carried_tombstones_;
    std::set<std::pair<std::uint64_t, std::uint32_t>> rewritten_;  // recipients whose state was carried on already
};

}  // namespace mailrace::spool
