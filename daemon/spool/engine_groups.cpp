// How the engine writes: groups are opened, filled, closed; then applied, or taken back.
#include <algorithm>

#include "daemon/spool/engine.h"

namespace mailrace::spool {

namespace {
constexpr Duration kLazySync = std::chrono::milliseconds{50};  // how long outcomes alone may wait for fdatasync
constexpr Duration kRetry = std::chrono::milliseconds{250};    // between attempts while writing fails
constexpr std::size_t kGroupBytes = 16U << 20;                 // after which a group is closed though more waits
constexpr std::size_t kMoveBytes = 1U << 20;                   // read by the compaction for one group

void give_ids(std::vector<events::Event>& events, std::uint64_t& next) {
    for (auto& event : events) event.id = {next++};
}
}  // namespace

bool Engine::run_groups() {
    do {
        auto status = open_group();
        if (status) {
            encode_waiting();
            status = close_group();
        }
        if (!status) {
            on_failure(status.error());
            return false;
        }
    } while (!waiting_.empty());
    return true;
}

Status Engine::open_group() {
    if (auto s = writer_->prepare(unix_ms(wall_)); !s) return s;
    const bool clean = written_.empty() && named_written_.empty() && tombstones_written_.empty() && !writer_->unsynced();
    encode_pending();
    // A moved message carries the states of its recipients as memory has them: no newer ones may be written but unapplied.
    moving_ = clean && !failing_ && compactor_->active();
    if (moving_) compactor_->step(kMoveBytes);
    else if (compactor_->active()) must_sync_ = true;  // so that the next group can
    for (const auto& key : state_.dirty_named) {
        encode_state(key, state_.named[key].value, writer_->begin());
        named_written_.emplace_back(key, writer_->end(RecordType::state).segment);
    }
    state_.dirty_named.clear();
    return {};
}

void Engine::encode_pending() {
    auto& pending = state_.unwritten_tombstones;
    // While writing fails, an empty list serves as the probe.
    if (pending.empty() && !failing_) return;
    encode_tombstones(pending, writer_->begin());
    const auto placed = writer_->end(RecordType::tombstones);
    for (const auto& t : pending) tombstones_written_.emplace_back(t, placed.segment);
    pending.clear();
    if (failing_) must_sync_ = true;
}

void Engine::encode_waiting() {
    while (!waiting_.empty() && writer_->buffered() < kGroupBytes) {
        Item item = std::move(waiting_.front());
        waiting_.pop_front();
        encode(std::move(item));
    }
}

void Engine::encode(Item item) {
    LogWriter::Placed placed;
    if (auto* const pointer = std::get_if<std::unique_ptr<StoreItem>>(&item)) {
        auto& store = **pointer;
        give_ids(store.receipts, state_.next_event);
        auto& out = writer_->begin();
        const std::size_t before = out.size();
        const auto events_at = encode_message(store.envelope, {}, store.large ? store.large->length : 0, store.receipts, out);
        if (out.size() - before > kMaxMeta) {
            writer_->cancel();
            if (store.done) store.done(Error::invalid("the envelope is too large"));
            return;
        }
        keep(store.receipts, std::string_view(out).substr(events_at));
        placed = writer_->end(RecordType::message, store.large ? std::string_view{} : std::string_view(*store.body));
        must_sync_ = true;
    } else if (auto* const record = std::get_if<RecordItem>(&item)) {
        give_ids(record->events, state_.next_event);
        auto& out = writer_->begin();
        const auto events_at = encode_outcome(record->updates, record->events, out);
        keep(record->events, std::string_view(out).substr(events_at));
        placed = writer_->end(RecordType::outcome);
    }
    ++counters_.records;
    written_.push_back({std::move(item), placed});
}

/// The events of a record that was encoded, for the consumer when they are durable: copied as bytes rather than kept as structs.
void Engine::keep(const std::vector<events::Event>& list, std::string_view framed) {
    if (!list.empty()) fresh_.add_framed(framed, list.size(), list.back().id);
}

Status Engine::close_group() {
    const std::size_t bytes = writer_->buffered();
    if (auto s = writer_->write(); !s) return s;
    guard_.look(now_, bytes);
    if (!writer_->unsynced()) {
        must_sync_ = false;
        if (moving_) on_synced();
        return {};
    }
    if (!must_sync_ && !moving_) {
        if (sync_by_ == SteadyTime{}) sync_by_ = now_ + kLazySync;
        if (sync_by_ > now_) return {};
    }
    if (auto s = writer_->sync(); !s) return s;
    on_synced();
    return {};
}

void Engine::on_synced() {
    ++counters_.commits;
    must_sync_ = false;
    sync_by_ = {};
    auto written = std::move(written_);
    written_.clear();
    auto events = std::move(fresh_);
    {
        std::lock_guard lock(state_mutex_);
        if (moving_) compactor_->committed();
        for (auto& w : written) apply(w);
    }
    if (const auto segment = state_.segments.find(writer_->segment()); segment != state_.segments.end())
        event_log_.reaches(segment->first, segment->second.salt, segment->second.length, segment->second.last_event);
    moving_ = false;
    for (const auto& [tombstone, segment] : tombstones_written_) state_.note_tombstone(segment, tombstone.segment);
    tombstones_written_.clear();
    for (const auto& [key, segment] : named_written_) state_.place_named(state_.named[key], segment);
    named_written_.clear();
    if (failing_) {
        failing_ = false;
        guard_.write_worked();
    }
    if (waiting_.empty()) waiting_bytes_ = 0;
    remove_dead_large();
    publish_statistics();
    for (auto& w : written) {
        if (auto* const store = std::get_if<std::unique_ptr<StoreItem>>(&w.item)) {
            auto& s = **store;
            const std::uint32_t body = w.placed.offset + static_cast<std::uint32_t>(kRecordHeaderSize) + w.placed.header.meta_length;
            if (s.done) s.done(s.large ? Location{0, 0, s.large->length} : Location{w.placed.segment, body, s.body->size()});
        } else if (auto* const record = std::get_if<RecordItem>(&w.item)) {
            if (record->done) record->done({});
        }
    }
    if (consumer_ && !events.empty()) consumer_(std::move(events));
}

void Engine::apply(Written& written) {
    const auto segment = written.placed.segment;
    const auto note = [&](const std::vector<events::Event>& list) {
        if (!list.empty()) state_.note_event(segment, list.back().id.value);
    };
    if (auto* const pointer = std::get_if<std::unique_ptr<StoreItem>>(&written.item)) {
        auto& store = **pointer;
        const std::vector<PackedState> states(store.envelope.recipients.size());
        const std::uint64_t large = store.large ? store.large->length : 0;
        if (state_.index.find(store.envelope.id) == nullptr)
            state_.add(store.envelope.id, states, segment, written.placed.offset, written.placed.header, large);
        if (store.large) store.large->finished = true;
        note(store.receipts);
    } else if (auto* const record = std::get_if<RecordItem>(&written.item)) {
        for (const auto& u : record->updates)
            state_.update(u.message, u.recipient, PackedState::of(u.state, u.attempts, u.next_attempt), segment,
                          state_.unwritten_tombstones);
        note(record->events);
    }
}

void Engine::on_failure(const Error& error) {
    writer_->abandon();
    fresh_ = {};
    compactor_->reset();
    moving_ = false;
    must_sync_ = false;
    sync_by_ = {};
    for (const auto& [tombstone, segment] : tombstones_written_) state_.unwritten_tombstones.push_back(tombstone);
    tombstones_written_.clear();
    for (const auto& [key, segment] : named_written_) state_.dirty_named.insert(key);
    named_written_.clear();
    // Now, before the completions: what they ask must see that writing fails.
    failing_ = true;
    guard_.write_failed(error.words);
    retry_at_ = now_ + (guard_.release_reserve() ? Duration{0} : kRetry);
    keep_for_retry(error);
}

void Engine::keep_for_retry(const Error& error) {
    std::deque<Item> all;
    for (auto& w : written_) all.push_back(std::move(w.item));
    for (auto& item : waiting_) all.push_back(std::move(item));
    written_.clear();
    waiting_.clear();
    waiting_bytes_ = 0;
    for (auto& item : all) {
        if (auto* const store = std::get_if<std::unique_ptr<StoreItem>>(&item)) {
            if ((*store)->large) abort_large(*(*store)->large);
            if ((*store)->done) (*store)->done(error);
        } else if (auto* const record = std::get_if<RecordItem>(&item)) {
            waiting_bytes_ += weight(*record);
            waiting_.push_back(std::move(item));
        }
    }
}

std::uint64_t Engine::weight(const RecordItem& item) {
    std::uint64_t bytes = sizeof item + item.updates.size() * sizeof(RecipientUpdate);
    for (const auto& e : item.events) bytes += sizeof e + e.response.size() + e.session.size() + e.text.size() + e.recipient.size();
    return bytes;
}

}  // namespace mailrace::spool
