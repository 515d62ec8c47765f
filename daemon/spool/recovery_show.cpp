// The second half of Recovery: what lives is read again and shown to the visitor.
#include <algorithm>

#include "daemon/events/event_codec.h"
#include "daemon/spool/layout.h"
#include "daemon/spool/recovery.h"

namespace mailrace::spool {

using platform::OpenMode;

void Recovery::show_named() {
    for (const auto& [key, named] : state_.named)
        if (!named.value.empty()) visitor_.state(key, named.value);
}

bool Recovery::large_present(MessageId id, std::uint64_t length) {
    const auto file = storage_.open(large_path(options_, id), OpenMode::read);
    if (!file) return false;
    const auto size = file.value()->size();
    return size && size.value() == length;
}

bool Recovery::show_message(const Record& record, MessageIndex::Entry& entry) {
    const auto meta = decode_message_meta(record.meta);
    auto envelope = meta ? decode_envelope(meta->id, meta->envelope) : std::nullopt;
    if (!envelope || envelope->recipients.size() != entry.recipients().size()) {
        problem("message " + to_text(entry.id) + " cannot be understood; it will not be sent");
        return false;
    }
    if (entry.large() && !large_present(entry.id, meta->large_length)) {
        problem("message " + to_text(entry.id) + " from <" + envelope->sender + "> has lost its body file " +
                large_path(options_, entry.id) + "; it will not be sent");
        return false;
    }
    RecoveredMessage message;
    message.envelope = std::move(*envelope);
    message.body = entry.large() ? Location{0, 0, meta->large_length} : Location{entry.segment, entry.body_offset, entry.body_length};
    message.states.reserve(entry.recipients().size());
    for (const auto& s : entry.recipients()) {
        const auto index = static_cast<std::uint32_t>(message.states.size());
        message.states.push_back({{}, index, s.state(), s.attempts(), s.next_attempt()});
    }
    ++shown_;
    visitor_.message(std::move(message));
    return true;
}

void Recovery::show_messages(const Segment& segment) {
    const auto number = segment.header.number;
    const std::uint64_t before = done_;
    // Bodies were proven while learning.
    SegmentReader reader(*segment.file, segment.header.salt, kSegmentHeaderSize, segment.limit, SegmentReader::Bodies::trust);
    Record record;
    std::vector<MessageId> lost;
    std::uint32_t left = state_.segments[number].live_messages;
    while (left > 0) {
        const auto step = reader.next(record);
        if (step == SegmentReader::Step::end) break;
        if (step == SegmentReader::Step::torn) {
            if (!reader.find_next()) break;
            continue;
        }
        if (record.header.type != RecordType::message) continue;
        const auto meta = decode_message_meta(record.meta);
        auto* const entry = meta ? state_.index.find(meta->id) : nullptr;
        if (entry == nullptr || entry->segment != number || entry->record_offset() != record.offset) continue;
        if (!show_message(record, *entry)) lost.push_back(meta->id);
        if ((--left & 4095) == 0) visitor_.progress(done_ = before + reader.offset(), total_);
    }
    for (const auto id : lost) {
        tombstones_.clear();
        // Its record stays in the segment, which is set aside later instead of being removed.
        if (auto* const entry = state_.index.find(id)) state_.kill(*entry, tombstones_);
        state_.segments[number].damaged = true;
    }
    lost_large_.insert(lost_large_.end(), lost.begin(), lost.end());  // whatever is left of their files is kept
    visitor_.progress(done_ = before + segment.limit, total_);
}

void Recovery::show_events(const Segment& segment) {
    if (state_.segments[segment.header.number].last_event <= journal_has_) return;
    SegmentReader reader(*segment.file, segment.header.salt, kSegmentHeaderSize, segment.limit, SegmentReader::Bodies::trust);
    const auto show = [&](std::string_view bytes) {
        const auto id = events::decode_event_id(bytes);
        if (!id || id->value <= journal_has_) return;
        if (auto event = events::decode_event(bytes)) visitor_.event(std::move(*event));
        else problem("event " + std::to_string(id->value) + " cannot be understood");
    };
    Record record;
    for (;;) {
        const auto step = reader.next(record);
        if (step == SegmentReader::Step::end) return;
        if (step == SegmentReader::Step::torn) {
            if (!reader.find_next()) return;
            continue;
        }
        if (record.header.type == RecordType::message) {
            if (const auto meta = decode_message_meta(record.meta)) for_each_event(meta->events, show);
        } else if (record.header.type == RecordType::outcome) {
            if (const auto meta = decode_outcome_meta(record.meta)) for_each_event(meta->events, show);
        }
    }
}

void Recovery::remove_orphans() {
    const auto names = storage_.list(large_directory(options_));
    if (!names) return problem(names.error().words);
    for (const auto& name : names.value()) {
        const auto id = name.ends_with(".body") ? parse_message_id(std::string_view(name).substr(0, name.size() - 5)) : std::nullopt;
        if (!id) continue;
        const auto* const entry = state_.index.find(*id);
        if (entry != nullptr && entry->large()) continue;
        if (std::find(lost_large_.begin(), lost_large_.end(), *id) != lost_large_.end()) continue;
        if (auto s = storage_.remove(large_path(options_, *id)); !s) problem(s.error().words);
    }
    state_.dead_large.clear();
}

}  // namespace mailrace::spool
