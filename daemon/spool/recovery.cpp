#include "daemon/spool/recovery.h"


#include <algorithm>

#include "daemon/events/event_codec.h"
#include "daemon/spool/layout.h"

namespace mailrace::spool {

using platform::OpenMode;

Recovery::Recovery(platform::Storage& storage, const SpoolOptions& options, EventId journal_has, RecoveryVisitor& visitor,
                   LogState& state)
    : storage_(storage), options_(options), journal_has_(journal_has.value), visitor_(visitor), state_(state) {}

Status Recovery::run(Spool::Recovery& result) {
    state_.next_event = std::max(state_.next_event, journal_has_ + 1);
    if (auto s = find_segments(); !s) return s;
    for (auto& segment : segments_)
        if (auto s = learn(segment); !s) return s;
    finish_deaths();
    show_named();
    for (const auto& segment : segments_) show_messages(segment);
    for (const auto& segment : segments_) show_events(segment);
    remove_orphans();
    visitor_.progress(total_, total_);
    result.last_message = {state_.last_message};
    result.last_event = {state_.next_event - 1};
    result.messages = shown_;
    result.bytes = state_.live_bytes;
    return {};
}

Status Recovery::find_segments() {
    const auto names = storage_.list(options_.directory);
    if (!names) return names.error();
    std::vector<std::uint32_t> numbers;
    for (const auto& name : names.value())
        if (const auto number = parse_segment_name(name)) numbers.push_back(*number);
    std::sort(numbers.begin(), numbers.end());
    if (!numbers.empty()) last_segment_ = numbers.back();
    for (const auto number : numbers)
        if (auto s = open_segment(number, number == numbers.back()); !s) return s;
    if (!segments_.empty()) segments_.back().last = true;
    seal_lengths();
    for (const auto& segment : segments_) total_ += 2 * segment.limit;
    return {};
}

Status Recovery::open_segment(std::uint32_t number, bool last) {
    const auto path = segment_path(options_, number);
    auto file = storage_.open(path, OpenMode::write);
    if (!file) return file.error();
    const auto size = file.value()->size();
    if (!size) return size.error();
    std::string head(kSegmentHeaderSize, '\0');
    const auto got = file.value()->read_at(0, head);
    if (got) head.resize(got.value());
    const auto header = decode_segment_header(head);
    if (header && header->version > kFormatVersion)
        return Error::invalid(path + " was written by a newer version of Mailrace (format " + std::to_string(header->version) +
                              ", this one knows " + std::to_string(kFormatVersion) + ')');
    if (header && header->number == number && header->version != 0) {
        state_.next_event = std::max(state_.next_event, header->next_event);
        state_.last_message = std::max(state_.last_message, header->last_message);
        state_.segments[number].salt = header->salt;
        segments_.push_back({*header, std::move(file).value(), size.value(), false});
        return {};
    }
    // A crash right after the file was made leaves it without a header: then nothing in it was ever synced.
    if (last && size.value() <= kSegmentHeaderSize) return storage_.remove(path);
    problem(path + " has no intact header; nothing in it can be read, it is set aside with the ending .damaged (" +
            std::to_string(size.value()) + " bytes)");
    return storage_.rename(path, path + ".damaged");
}

void Recovery::seal_lengths() {
    for (std::size_t i = 1; i < segments_.size(); ++i) {
        const auto& next = segments_[i].header;
        auto& segment = segments_[i - 1];
        if (next.previous != segment.header.number) continue;
        if (segment.limit < next.previous_length) {
            state_.segments[segment.header.number].damaged = true;
            problem(segment_path(options_, segment.header.number) + " is cut short: it has " + std::to_string(segment.limit) +
                    " bytes of " + std::to_string(next.previous_length));
        }
        segment.limit = std::min(segment.limit, next.previous_length);
    }
}

Status Recovery::learn(Segment& segment) {
    const auto number = segment.header.number;
    SegmentReader reader(*segment.file, segment.header.salt, kSegmentHeaderSize, segment.limit);
    Record record;
    const std::uint64_t before = done_;
    unsigned records = 0;
    for (;;) {
        const auto step = reader.next(record);
        if (step == SegmentReader::Step::end) break;
        const bool torn = step == SegmentReader::Step::torn || !record.body_intact;
        if (torn && segment.last) {
            const auto at = step == SegmentReader::Step::torn ? reader.offset() : record.offset;
            if (auto s = cut_tail(segment, at); !s) return s;
            break;
        }
        if (step == SegmentReader::Step::torn) {
            skip_damage(segment, reader);
            continue;
        }
        learn_record(segment, record);
        if ((++records & 4095) == 0) visitor_.progress(done_ = before + reader.offset(), total_);
    }
    if (!reader.read_error().empty()) problem(reader.read_error());
    // What a killed process wrote but did not sync is about to be acted upon.
    if (segment.last)
        if (auto s = segment.file->sync(); !s) return s;
    state_.segments[number].length = segment.limit;
    visitor_.progress(done_ = before + segment.limit, total_);
    return {};
}

Status Recovery::cut_tail(Segment& segment, std::uint64_t at) {
    at = std::max<std::uint64_t>(at, kSegmentHeaderSize);
    problem(segment_path(options_, segment.header.number) + ": the last record is torn at byte " + std::to_string(at) + "; " +
            std::to_string(segment.limit - std::min(at, segment.limit)) + " bytes that were never confirmed are cut off");
    segment.limit = std::min(segment.limit, at);
    return segment.file->truncate(segment.limit);
}

void Recovery::skip_damage(Segment& segment, SegmentReader& reader) {
    const auto from = reader.offset();
    reader.find_next();
    state_.segments[segment.header.number].damaged = true;
    problem(segment_path(options_, segment.header.number) + " is damaged from byte " + std::to_string(from) + " to " +
            std::to_string(reader.offset()) + "; what was there is lost, reading goes on after it");
}

void Recovery::damaged_message(const Segment& segment, const Record& record) {
    state_.segments[segment.header.number].damaged = true;
    const auto meta = decode_message_meta(record.meta);
    const auto envelope = meta ? decode_envelope(meta->id, meta->envelope) : std::nullopt;
    problem(segment_path(options_, segment.header.number) + ": the body of message " +
            (meta ? to_text(meta->id) : std::string("(unknown)")) + (envelope ? " from <" + envelope->sender + '>' : std::string()) +
            " is damaged; it will not be sent");
    if (meta) note_events(segment.header.number, meta->events);
}

void Recovery::learn_record(const Segment& segment, const Record& record) {
    const auto number = segment.header.number;
    if (!record.body_intact) return damaged_message(segment, record);
    switch (record.header.type) {
        case RecordType::message: return learn_message(number, record);
        case RecordType::outcome: return learn_outcome(number, record);
        case RecordType::tombstones: return learn_tombstones(number, record);
        case RecordType::state: return learn_named(number, record);
    }
    state_.segments[number].damaged = true;
    problem(segment_path(options_, number) + ": a record of unknown type at byte " + std::to_string(record.offset));
}

void Recovery::note_events(std::uint32_t segment, std::string_view events) {
    for_each_event(events, [&](std::string_view bytes) {
        if (const auto id = events::decode_event_id(bytes)) state_.note_event(segment, id->value);
    });
}

void Recovery::learn_message(std::uint32_t segment, const Record& record) {
    const auto meta = decode_message_meta(record.meta);
    if (!meta || !decode_states(*meta, states_)) {
        problem(segment_path(options_, segment) + ": a message at byte " + std::to_string(record.offset) + " cannot be understood");
        state_.segments[segment].damaged = true;
        return;
    }
    note_events(segment, meta->events);
    state_.last_message = std::max(state_.last_message, meta->id.value);
    if (states_.empty()) states_.resize(meta->recipients);
    if (auto* const entry = state_.index.find(meta->id)) {
        state_.move(*entry, segment, record.offset, record.header);
        MessageIndex::set_states(*entry, states_);
    } else {
        state_.add(meta->id, states_, segment, record.offset, record.header, meta->large_length);
    }
}

void Recovery::learn_outcome(std::uint32_t segment, const Record& record) {
    const auto outcome = decode_outcome_meta(record.meta);
    if (!outcome) {
        problem(segment_path(options_, segment) + ": an outcome at byte " + std::to_string(record.offset) + " cannot be understood");
        state_.segments[segment].damaged = true;
        return;
    }
    tombstones_.clear();
    for_each_update(outcome->updates, [&](MessageId id, std::uint32_t recipient, PackedState state) {
        state_.last_message = std::max(state_.last_message, id.value);
        state_.update(id, recipient, state, segment, tombstones_);
    });
    for (const auto& t : tombstones_) dying_[t.message].push_back(t.segment);
    note_events(segment, outcome->events);
}

void Recovery::learn_tombstones(std::uint32_t segment, const Record& record) {
    std::vector<Tombstone> list;
    if (!decode_tombstones(record.meta, list)) return;
    for (const auto& t : list) {
        state_.note_tombstone(segment, t.segment);
        state_.last_message = std::max(state_.last_message, t.message.value);
        if (auto* const entry = state_.index.find(t.message)) {
            // The outcome that made it final is gone already: the tombstone alone says that it is dead.
            tombstones_.clear();
            state_.kill(*entry, tombstones_);
            for (const auto& copy : tombstones_) dying_[t.message].push_back(copy.segment);
        }
        const auto dying = dying_.find(t.message);
        if (dying == dying_.end()) continue;
        std::erase(dying->second, t.segment);
        if (dying->second.empty()) dying_.erase(dying);
    }
}

void Recovery::learn_named(std::uint32_t segment, const Record& record) {
    const auto named = decode_state(record.meta);
    if (!named) return;
    auto it = state_.named.find(named->first);
    if (it == state_.named.end()) it = state_.named.emplace(std::string(named->first), NamedState{}).first;
    it->second.value = named->second;
    state_.place_named(it->second, segment);
}

void Recovery::finish_deaths() {
    for (const auto& [id, copies] : dying_)
        for (const auto segment : copies) state_.unwritten_tombstones.push_back({id, segment});
    dying_.clear();
}

}  // namespace mailrace::spool
