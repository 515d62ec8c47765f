#include "daemon/spool/compactor.h"

#include "daemon/spool/layout.h"

namespace mailrace::spool {

namespace {
constexpr std::uint64_t kUpdateBytes = 20;
// A segment is rewritten when less than this share of it (in percent) is still needed.
constexpr std::uint64_t kNeededPercent = 50;
}  // namespace

bool Compactor::choose(std::uint32_t current, std::uint64_t journal_has) {
    if (active()) return true;
    const SegmentInfo* best = nullptr;
    std::uint64_t best_percent = kNeededPercent;
    for (const auto& [number, info] : state_.segments) {
        if (number == current || info.stuck || info.last_event > journal_has || info.length == 0) continue;
        const std::uint64_t percent = state_.needed_bytes(number, info) * 100 / info.length;
        if (percent >= best_percent) continue;
        best_percent = percent;
        best = &info;
        number_ = number;
    }
    if (best == nullptr) return false;
    auto file = storage_.open(segment_path(options_, number_), platform::OpenMode::read);
    if (!file) {
        state_.segments[number_].stuck = true;
        return false;
    }
    file_ = std::move(file).value();
    reader_ = std::make_unique<SegmentReader>(*file_, best->salt, kSegmentHeaderSize, best->length);
    at_end_ = false;
    return true;
}

void Compactor::copy_message(const Record& record) {
    const auto meta = decode_message_meta(record.meta);
    if (!meta) return;
    const auto* const entry = state_.index.find(meta->id);
    if (entry == nullptr || entry->segment != number_ || entry->record_offset() != record.offset) return;
    if (!record.body_intact) return;  // stays where it is; the segment cannot be emptied then
    encode_moved_message(meta->id, meta->envelope, entry->recipients(), meta->large_length, writer_.begin());
    moved_.push_back({meta->id, writer_.end(RecordType::message, record.body)});
}

void Compactor::gather_updates(const Record& record) {
    const auto outcome = decode_outcome_meta(record.meta);
    if (!outcome) return;
    for_each_update(outcome->updates, [&](MessageId id, std::uint32_t recipient, PackedState) {
        const auto* const entry = state_.index.find(id);
        // Messages in this segment or later ones carry their states with them when they move.
        if (entry == nullptr || entry->segment >= number_ || recipient >= entry->recipients().size()) return;
        if (!rewritten_.insert({id.value, recipient}).second) return;
        const auto state = entry->recipients()[recipient];
        updates_.push_back({id, recipient, state.state(), state.attempts(), state.next_attempt()});
    });
}

void Compactor::gather_tombstones(const Record& record) {
    std::vector<Tombstone> list;
    if (!decode_tombstones(record.meta, list)) return;
    for (const auto& t : list)
        if (t.segment != number_ && state_.segments.contains(t.segment)) tombstones_.push_back(t);
}

void Compactor::write_gathered() {
    if (!updates_.empty()) {
        encode_outcome(updates_, {}, writer_.begin());
        written_to_ = writer_.end(RecordType::outcome).segment;
        carried_updates_ += updates_.size();
        updates_.clear();
    }
    if (!tombstones_.empty()) {
        encode_tombstones(tombstones_, writer_.begin());
        written_to_ = writer_.end(RecordType::tombstones).segment;
        carried_tombstones_.insert(carried_tombstones_.end(), tombstones_.begin(), tombstones_.end());
        tombstones_.clear();
    }
}

void Compactor::release_named() {
    const bool oldest = state_.segments.begin()->first == number_;
    for (auto it = state_.named.begin(); it != state_.named.end();) {
        auto& named = it->second;
        if (named.segment != number_) {
            ++it;
        } else if (named.value.empty() && oldest && !state_.dirty_named.contains(it->first)) {
            // No older value is left that this removal would have to hide.
            --state_.segments[number_].named_states;
            it = state_.named.erase(it);
        } else {
            state_.dirty_named.insert(it->first);
            ++it;
        }
    }
}

void Compactor::step(std::size_t budget) {
    if (!active() || at_end_) return;
    const std::uint64_t until = reader_->offset() + budget;
    Record record;
    while (reader_->offset() < until) {
        const auto step = reader_->next(record);
        if (step == SegmentReader::Step::end) {
            at_end_ = true;
            release_named();
            break;
        }
        if (step == SegmentReader::Step::torn) {
            reader_->find_next();
            continue;
        }
        switch (record.header.type) {
            case RecordType::message: copy_message(record); break;
            case RecordType::outcome: gather_updates(record); break;
            case RecordType::tombstones: gather_tombstones(record); break;
            case RecordType::state: break;  // written from memory, where the latest value is
        }
    }
    write_gathered();
}

void Compactor::committed() {
    for (const auto& m : moved_)
        if (auto* const entry = state_.index.find(m.id)) state_.move(*entry, m.to.segment, m.to.offset, m.to.header);
    moved_.clear();
    if (carried_updates_ > 0) state_.segments[written_to_].carry_bytes += carried_updates_ * kUpdateBytes;
    for (const auto& t : carried_tombstones_) state_.note_tombstone(written_to_, t.segment);
    carried_updates_ = 0;
    carried_tombstones_.clear();
}

void Compactor::reset() {
    reader_.reset();
    file_.reset();
    moved_.clear();
    updates_.clear();
    tombstones_.clear();
    carried_updates_ = 0;
    carried_tombstones_.clear();
    rewritten_.clear();
    at_end_ = false;
}

bool Compactor::finished() {
    if (!active() || !at_end_ || !moved_.empty()) return false;
    auto& info = state_.segments[number_];
    const bool empty = info.live_messages == 0 && info.named_states == 0;
    if (!empty && info.live_messages == 0) return false;  // named states follow with the next group
    if (!empty) info.stuck = true;
    reset();
    return empty;
}

}  // namespace mailrace::spool
