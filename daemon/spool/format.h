// The bytes of a segment as FORMAT.md describes them: the segment header, the record header, and the small records. What is read is
// hostile: decoders are bounded by what they are given and say no instead of guessing. Plain values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/spool/spool.h"

namespace mailrace::spool {

inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr std::size_t kSegmentHeaderSize = 128;   // two copies of 64 bytes
inline constexpr std::size_t kRecordHeaderSize = 24;
inline constexpr std::uint32_t kRecordMarker = 0x4352524D;  // "MRRC"
inline constexpr std::uint32_t kMaxMeta = 256U << 20;
inline constexpr std::uint32_t kMaxBody = 1U << 30;

struct SegmentHeader {
    std::uint32_t version = kFormatVersion;
    std::uint32_t number = 0;
    std::uint32_t salt = 0;             // begins the checksum of every record, so that no body can carry a record
    std::uint32_t previous = 0;         // the segment that was closed before this one was begun; 0: none
    std::uint64_t previous_length = 0;  // its valid bytes: what stands after them does not count
    std::uint64_t next_event = 1;       // ids below were given before
    std::uint64_t last_message = 0;     // greatest message id seen before
    std::int64_t created_ms = 0;
};

/// Exactly kSegmentHeaderSize bytes.
std::string encode(const SegmentHeader& header);
/// From the first intact of both copies; `bytes` may be shorter. Nothing when neither is intact.
std::optional<SegmentHeader> decode_segment_header(std::string_view bytes);

/// "00000001.seg"
std::string segment_name(std::uint32_t number);
/// Nothing for other names.
std::optional<std::uint32_t> parse_segment_name(std::string_view name);

enum class RecordType : std::uint8_t { message = 1, outcome = 2, tombstones = 3, state = 4 };

struct RecordHeader {
    std::uint32_t crc = 0;
    std::uint32_t meta_length = 0;
    std::uint32_t body_length = 0;
    std::uint32_t body_crc = 0;
    RecordType type = RecordType::message;

    /// Bytes of the whole record, padded to 8.
    std::uint64_t record_length() const {
        return (kRecordHeaderSize + std::uint64_t{meta_length} + body_length + 7) & ~std::uint64_t{7};
    }
};

/// Begins a record at the end of `out`: room for the header; the meta bytes follow. Returns where the record begins in `out`.
std::size_t begin_record(std::string& out);
/// Ends the meta bytes, appends the body and the padding, fills in the header. Returns the record's length.
std::uint64_t end_record(std::string& out, std::size_t begin, RecordType type, std::string_view body, std::uint32_t salt);
/// Only what can be judged from the 24 bytes: marker, bounds, known type. `bytes` has at least 24.
std::optional<RecordHeader> decode_record_header(std::string_view bytes);
/// `record` begins at the record and holds at least header and meta.
bool header_intact(const RecordHeader& header, std::string_view record, std::uint32_t salt);

// What the index keeps of a recipient, in one number: state (2 bits), attempts (16), next attempt in milliseconds (45).
struct PackedState {
    std::uint64_t value = 0;

    static PackedState of(RecipientState state, std::uint16_t attempts, WallTime next_attempt);
    RecipientState state() const { return static_cast<RecipientState>(value & 3); }
    std::uint16_t attempts() const { return static_cast<std::uint16_t>(value >> 2); }
    WallTime next_attempt() const;
    bool final() const { return state() != RecipientState::pending; }
    bool operator==(const PackedState&) const = default;
};

// --- message records -------------------------------------------------------------------------------------------------------
/// Appends to `out`; where in it the events begin, framed as in an EventPack.
std::size_t encode_message(const Envelope& envelope, std::span<const PackedState> states, std::uint64_t large_length,
                           std::span<const events::Event> receipts, std::string& out);
/// The same for a message that moves: the bytes of its envelope as they are.
void encode_moved_message(MessageId id, std::string_view envelope, std::span<const PackedState> states, std::uint64_t large_length,
                          std::string& out);

/// The parts of a message record, still as bytes.
struct MessageMeta {
    MessageId id;
    std::uint32_t recipients = 0;
    std::uint64_t large_length = 0;   // not 0: the body is in a file of its own
    std::string_view envelope;
    std::string_view states;          // empty: all pending, never tried
    std::string_view events;          // see for_each_event
};
std::optional<MessageMeta> decode_message_meta(std::string_view meta);
/// One for each recipient; empty when there are none in the record. False when malformed.
bool decode_states(const MessageMeta& meta, std::vector<PackedState>& out);
std::optional<Envelope> decode_envelope(MessageId id, std::string_view bytes);

// --- outcome records -------------------------------------------------------------------------------------------------------
/// Appends to `out`; where in it the events begin, framed as in an EventPack.
std::size_t encode_outcome(std::span<const RecipientUpdate> updates, std::span<const events::Event> events, std::string& out);
struct OutcomeMeta {
    std::string_view updates;
    std::string_view events;
};
std::optional<OutcomeMeta> decode_outcome_meta(std::string_view meta);
/// Calls `visit` for each update; false when malformed.
bool for_each_update(std::string_view updates,
                     const std::function<void(MessageId, std::uint32_t recipient, PackedState state)>& visit);
/// Calls `visit` with the bytes of each event; false when malformed.
bool for_each_event(std::string_view events, const std::function<void(std::string_view)>& visit);

// --- tombstones and states ---------------------------------------------------------------------------------------------------
/// The copy of a message in `segment` is dead.
struct Tombstone {
    MessageId message;
    std::uint32_t segment = 0;
};
void encode_tombstones(std::span<const Tombstone> tombstones, std::string& out);
bool decode_tombstones(std::string_view meta, std::vector<Tombstone>& out);
void encode_state(std::string_view key, std::string_view value, std::string& out);
std::optional<std::pair<std::string_view, std::string_view>> decode_state(std::string_view meta);

}  // namespace mailrace::spool
