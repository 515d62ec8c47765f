// Reads a whole spool: first everything once, to learn what lives, then what lives, to show it to the visitor. Repairs what a crash leaves
// behind (a torn tail, large files without a message) and reports what it cannot explain. Used once, before the spool thread begins.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "daemon/platform/file.h"
#include "daemon/spool/log_state.h"
#include "daemon/spool/segment_reader.h"

namespace mailrace::spool {

class Recovery {
public:
    Recovery(platform::Storage& storage, const SpoolOptions& options, EventId journal_has, RecoveryVisitor& visitor, LogState& state);

    /// Fails when the directory cannot be read or a segment is of a later format.
    Status run(Spool::Recovery& result);

    /// The number that the next segment gets, what its header says of the one before.
    std::uint32_t last_segment() const { return last_segment_; }

private:
    struct Segment {
        SegmentHeader header;
        std::unique_ptr<platform::File> file;
        std::uint64_t limit = 0;
        bool last = false;
    };

    Status find_segments();
    Status open_segment(std::uint32_t number, bool last);
    void seal_lengths();
    Status learn(Segment& segment);
    void learn_record(const Segment& segment, const Record& record);
    void learn_message(std::uint32_t segment, const Record& record);
    void learn_outcome(std::uint32_t segment, const Record& record);
    void learn_tombstones(std::uint32_t segment, const Record& record);
    void learn_named(std::uint32_t segment, const Record& record);
    void note_events(std::uint32_t segment, std::string_view events);
    Status cut_tail(Segment& segment, std::uint64_t at);
    void skip_damage(Segment& segment, SegmentReader& reader);
    void damaged_message(const Segment& segment, const Record& record);
    void finish_deaths();
    void show_named();
    void show_messages(const Segment& segment);
    bool show_message(const Record& record, MessageIndex::Entry& entry);
    void show_events(const Segment& segment);
    void remove_orphans();
    bool large_present(MessageId id, std::uint64_t length);
    void problem(const std::string& words) { visitor_.problem(words); }

    platform::Storage& storage_;
    const SpoolOptions& options_;
    const std::uint64_t journal_has_;
    RecoveryVisitor& visitor_;
    LogState& state_;
    std::vector<Segment> segments_;
    std::unordered_map<MessageId, std::vector<std::uint32_t>> dying_;  // dead, but these copies have no tombstone yet
    std::vector<PackedState> states_;      // scratch
    std::vector<Tombstone> tombstones_;    // scratch
    std::uint32_t last_segment_ = 0;
    std::uint64_t done_ = 0, total_ = 0;
    std::uint64_t shown_ = 0;
    std::vector<MessageId> lost_large_;
};

}  // namespace mailrace::spool
