#include "daemon/spool/log_state.h"

#include <algorithm>

namespace mailrace::spool {

namespace {
constexpr std::uint64_t kUpdateBytes = 20, kTombstoneBytes = 12, kNamedBytes = 64;

void place(MessageIndex::Entry& entry, std::uint32_t segment, std::uint32_t record_offset, const RecordHeader& header) {
    entry.segment = segment;
    entry.meta_length = header.meta_length;
    entry.body_offset = record_offset + static_cast<std::uint32_t>(kRecordHeaderSize) + header.meta_length;
}
}  // namespace

void LogState::add(MessageId id, std::span<const PackedState> states, std::uint32_t segment, std::uint32_t record_offset,
                   const RecordHeader& header, std::uint64_t large_length) {
    auto& entry = index.insert(id, states);
    place(entry, segment, record_offset, header);
    entry.body_length = large_length != 0 ? MessageIndex::kLarge : header.body_length;
    auto& info = segments[segment];
    info.live_bytes += entry.record_length();
    ++info.live_messages;
    live_bytes += entry.record_length();
    last_message = std::max(last_message, id.value);
}

void LogState::take_away(const MessageIndex::Entry& entry) {
    const auto it = segments.find(entry.segment);
    if (it == segments.end()) return;
    it->second.live_bytes -= entry.record_length();
    --it->second.live_messages;
    live_bytes -= entry.record_length();
}

void LogState::move(MessageIndex::Entry& entry, std::uint32_t segment, std::uint32_t record_offset, const RecordHeader& header) {
    if (entry.segment != segment) older_copies[entry.id].push_back(entry.segment);
    take_away(entry);
    place(entry, segment, record_offset, header);
    auto& info = segments[segment];
    info.live_bytes += entry.record_length();
    ++info.live_messages;
    live_bytes += entry.record_length();
}

void LogState::kill(MessageIndex::Entry& entry, std::vector<Tombstone>& dead) {
    const MessageId id = entry.id;
    dead.push_back({id, entry.segment});
    if (const auto older = older_copies.find(id); older != older_copies.end()) {
        for (const auto segment : older->second) dead.push_back({id, segment});
        older_copies.erase(older);
    }
    if (entry.large()) dead_large.push_back(id);
    take_away(entry);
    index.erase(id);
}

void LogState::update(MessageId id, std::uint32_t recipient, PackedState state, std::uint32_t segment, std::vector<Tombstone>& dead) {
    auto* const entry = index.find(id);
    if (entry == nullptr) return;
    MessageIndex::set_state(*entry, recipient, state);
    if (MessageIndex::all_final(*entry)) kill(*entry, dead);
    else segments[segment].carry_bytes += kUpdateBytes;
}

void LogState::note_tombstone(std::uint32_t in, std::uint32_t target) { ++segments[in].tombstones[target]; }

void LogState::note_event(std::uint32_t segment, std::uint64_t id) {
    auto& info = segments[segment];
    info.last_event = std::max(info.last_event, id);
    next_event = std::max(next_event, id + 1);
}

void LogState::place_named(NamedState& state, std::uint32_t segment) {
    if (const auto old = segments.find(state.segment); old != segments.end()) --old->second.named_states;
    state.segment = segment;
    ++segments[segment].named_states;
}

void LogState::drop_segment(std::uint32_t segment) {
    segments.erase(segment);
    for (auto it = older_copies.begin(); it != older_copies.end();) {
        std::erase(it->second, segment);
        it = it->second.empty() ? older_copies.erase(it) : std::next(it);
    }
}

std::uint64_t LogState::needed_bytes(std::uint32_t number, const SegmentInfo& info) const {
    std::uint64_t bytes = info.live_bytes + info.named_states * kNamedBytes;
    // In the oldest segment every message older than a state is gone or was moved together with its states.
    const bool oldest = !segments.empty() && segments.begin()->first == number;
    if (!oldest) bytes += info.carry_bytes;
    for (const auto& [target, count] : info.tombstones)
        if (target != number && segments.contains(target)) bytes += count * kTombstoneBytes;
    return bytes;
}

bool LogState::dead(std::uint32_t number, const SegmentInfo& info, std::uint64_t journal_has) const {
    return info.last_event <= journal_has && info.live_messages == 0 && needed_bytes(number, info) == 0;
}

}  // namespace mailrace::spool
