// What the spool knows of its log without reading it: the index of live messages, how much of each segment is still needed and
// why, the named states, and the next ids. Recovery fills it; the writer keeps it. Not thread safe: the owner guards it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "daemon/spool/message_index.h"

namespace mailrace::spool {

struct SegmentInfo {
    std::uint32_t salt = 0;
    std::uint64_t length = 0;            // valid bytes
    std::uint64_t live_bytes = 0;        // of the records of live messages
    std::uint64_t carry_bytes = 0;       // of states of recipients whose message may lie in an older segment
    std::uint64_t last_event = 0;        // greatest id of an event in it
    std::uint32_t live_messages = 0;
    std::uint32_t named_states = 0;      // values of named states that are the latest
    bool damaged = false;                // set aside instead of removed, when nothing in it is needed any more
    bool stuck = false;                  // compaction could not empty it: left alone until the next start
    std::map<std::uint32_t, std::uint32_t> tombstones;  // how many name which segment
};

struct NamedState {
    std::string value;          // empty: removed
    std::uint32_t segment = 0;  // where the latest durable value stands; 0: nowhere yet
};

struct LogState {
    MessageIndex index;
    std::map<std::uint32_t, SegmentInfo> segments;
    std::map<std::string, NamedState, std::less<>> named;
    std::set<std::string, std::less<>> dirty_named;  // keys whose latest value is not written yet
    /// Segments in which an older copy of a message still stands, because compaction moved it and its segment is not gone yet.
    std::unordered_map<MessageId, std::vector<std::uint32_t>> older_copies;
    /// Deaths that the log does not say yet. They are written with the next group.
    std::vector<Tombstone> unwritten_tombstones;
    std::vector<MessageId> dead_large;   // whose files may be removed once their death is durable
    std::uint64_t next_event = 1;
    std::uint64_t last_message = 0;
    std::uint64_t live_bytes = 0;        // of all segments and large files

    /// A message at its place in the log.
    void add(MessageId id, std::span<const PackedState> states, std::uint32_t segment, std::uint32_t record_offset,
             const RecordHeader& header, std::uint64_t large_length);
    /// It stands there now; the old place stays known as an older copy.
    void move(MessageIndex::Entry& entry, std::uint32_t segment, std::uint32_t record_offset, const RecordHeader& header);
    /// The state of a recipient, told by a record in `segment`. A message whose recipients are all final is removed, the segments of
    /// its copies are appended to `dead`. Unknown messages are ignored.
    void update(MessageId id, std::uint32_t recipient, PackedState state, std::uint32_t segment, std::vector<Tombstone>& dead);
    /// Removes the message whatever the state of its recipients.
    void kill(MessageIndex::Entry& entry, std::vector<Tombstone>& dead);
    void note_tombstone(std::uint32_t in, std::uint32_t target);
    void note_event(std::uint32_t segment, std::uint64_t id);
    /// The durable value of `key` stands in `segment` now.
    void place_named(NamedState& state, std::uint32_t segment);
    /// `segment` is gone: forgets it and the older copies in it.
    void drop_segment(std::uint32_t segment);

    /// Bytes of a segment that would have to be copied if it were removed now, as far as is known without reading it.
    std::uint64_t needed_bytes(std::uint32_t number, const SegmentInfo& info) const;
    /// Nothing in it is needed: it can go unread.
    bool dead(std::uint32_t number, const SegmentInfo& info, std::uint64_t journal_has) const;

private:
    void take_away(const MessageIndex::Entry& entry);
};

}  // namespace mailrace::spool
