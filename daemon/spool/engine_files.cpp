// What the engine does with whole files: large bodies, reading bodies, segments that are not needed any more; and its numbers.
#include "daemon/spool/engine.h"

#include <algorithm>

#include "daemon/spool/layout.h"

namespace mailrace::spool {

using platform::OpenMode;

namespace {
constexpr Duration kMaintenance = std::chrono::milliseconds{200};
}

Status Engine::open_large(LargeFile& large) {
    const auto path = large_path(options_, large.id);
    if (state_.index.find(large.id) != nullptr) return Error::invalid("message " + to_text(large.id) + " is in the spool already");
    (void)storage_.remove(path);  // of an attempt that failed
    auto file = storage_.open(path, OpenMode::create);
    if (!file) return file.error();
    large.file = std::move(file).value();
    return {};
}

void Engine::write_large(LargeWriteItem& item) {
    auto& large = *item.large;
    Status status;
    if (large.failed) status = *large.failed;
    else if (const auto why = guard_.refusal(); !why.empty()) status = Error::storage(why);
    else if (!large.file) status = open_large(large);
    if (status) status = large.file->write_at(large.length, item.bytes);
    if (status) {
        large.length += item.bytes.size();
        guard_.look(now_, item.bytes.size());
    } else if (!large.failed) {
        large.failed = status.error();
    }
    if (item.done) item.done(std::move(status));
}

bool Engine::prepare_store(StoreItem& item) {
    Status status;
    if (!item.large && item.body->size() >= options_.large_message) {
        item.large = std::make_shared<LargeFile>();
        item.large->id = item.envelope.id;
        status = open_large(*item.large);
        if (status) status = item.large->file->write_at(0, *item.body);
        item.large->length = item.body->size();
    }
    if (!item.large) return true;
    auto& large = *item.large;
    if (large.failed) status = *large.failed;
    else if (status && large.length == 0) status = Error::invalid("the body is empty");
    else if (status && large.id != item.envelope.id) status = Error::invalid("the body belongs to another message");
    if (status && options_.sync) status = large.file->sync();
    if (status && options_.sync) status = storage_.sync_directory(large_directory(options_));
    if (status) {
        large.file.reset();
        return true;
    }
    abort_large(large);
    if (item.done) item.done(status.error());
    return false;
}

void Engine::abort_large(LargeFile& large) {
    // A file that was never made by this attempt may belong to a message of the same id.
    const bool ours = large.file != nullptr || (large.length > 0 && !large.finished);
    large.file.reset();
    if (!large.failed) large.failed = Error::cancelled();
    if (ours && !large.finished && state_.index.find(large.id) == nullptr) (void)storage_.remove(large_path(options_, large.id));
    large.finished = true;
}

void Engine::remove_dead_large() {
    for (const auto id : state_.dead_large) (void)storage_.remove(large_path(options_, id));
    state_.dead_large.clear();
}

Result<std::size_t> Engine::read_body(MessageId id, const Location&, std::uint64_t offset, std::span<char> out) const {
    const auto gone = [&] { return Error::not_found("message " + to_text(id) + " is not in the spool"); };
    // Compaction may move the message between looking and opening: then the second look finds the new place.
    for (int attempt = 0; attempt < 3; ++attempt) {
        MessageIndex::Entry entry;
        {
            std::lock_guard lock(state_mutex_);
            const auto* const found = state_.index.find(id);
            if (found == nullptr) return gone();
            entry = *found;
        }
        if (entry.large()) {
            const auto file = storage_.open(large_path(options_, id), OpenMode::read);
            if (file) return file.value()->read_at(offset, out);
            if (file.error().cls != ErrorClass::not_found) return file.error();
            continue;
        }
        if (offset >= entry.body_length) return std::size_t{0};
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), entry.body_length - offset));
        const auto file = files_.get(entry.segment);
        if (file) return file.value()->read_at(entry.body_offset + offset, out.subspan(0, wanted));
        if (file.error().cls != ErrorClass::not_found) return file.error();
    }
    return gone();
}

void Engine::maintain() {
    if (failing_) return;
    const auto journal = journal_has_.load(std::memory_order_relaxed);
    std::vector<std::uint32_t> dead;
    const auto moved = compactor_->segment();
    if (compactor_->finished()) {
        ++counters_.compactions;
        dead.push_back(moved);
    }
    const bool due = now_ >= maintain_at_ || journal != journal_seen_;
    if (due) find_dead(journal, dead);
    // What was needed only to keep the dead of a removed segment dead can go after it.
    for (; !dead.empty(); find_dead(journal, dead))
        if (!remove_segments(dead)) return;
    if (!due) return;
    maintain_at_ = now_ + kMaintenance;
    journal_seen_ = journal;
    compactor_->choose(writer_->segment(), journal);
    guard_.take_reserve();
}

void Engine::find_dead(std::uint64_t journal, std::vector<std::uint32_t>& dead) const {
    for (const auto& [number, info] : state_.segments) {
        const bool busy = number == writer_->segment() || (compactor_->active() && number == compactor_->segment());
        const bool known = std::find(dead.begin(), dead.end(), number) != dead.end();
        if (!busy && !known && !info.stuck && state_.dead(number, info, journal)) dead.push_back(number);
    }
}

bool Engine::remove_segments(std::vector<std::uint32_t>& dead) {
    // The deaths of what they held must be durable before they go.
    must_sync_ = true;
    if (!run_groups()) return false;
    for (const auto number : dead) remove_segment(number);
    if (!storage_.sync_directory(options_.directory)) return false;
    for (const auto number : dead) state_.drop_segment(number);
    dead.clear();
    return true;
}

void Engine::remove_segment(std::uint32_t number) {
    const auto path = segment_path(options_, number);
    // A damaged one is kept beside, in case somebody wants to look for what was lost in it.
    if (state_.segments[number].damaged) (void)storage_.rename(path, path + ".damaged");
    else (void)storage_.remove(path);
    event_log_.forget(number);
    files_.forget(number);
}

void Engine::finish(SteadyTime now, WallTime wall) {
    stopping_ = true;
    std::vector<Item> nothing;
    process(nothing, now, wall);
    if (failing_) process(nothing, now, wall);
    must_sync_ = true;
    if (!failing_) run_groups();
    for (auto& item : waiting_)
        if (auto* const record = std::get_if<RecordItem>(&item); record != nullptr && record->done)
            record->done(Error::storage(guard_.refusal()));
    waiting_.clear();
    publish_statistics();
}

void Engine::publish_statistics() {
    counters_.bytes = 0;
    for (const auto& [number, info] : state_.segments) counters_.bytes += info.length;
    counters_.live_bytes = state_.live_bytes;
    counters_.free_bytes = guard_.free_bytes();
    counters_.segments = state_.segments.size();
    counters_.messages = state_.index.size();
    counters_.refusal = guard_.refusal();
    counters_.accepting = counters_.refusal.empty();
    std::lock_guard lock(statistics_mutex_);
    statistics_ = counters_;
}

SpoolStatistics Engine::statistics() const {
    std::lock_guard lock(statistics_mutex_);
    return statistics_;
}

std::size_t Engine::index_memory() const {
    std::lock_guard lock(state_mutex_);
    return state_.index.memory();
}

}  // namespace mailrace::spool
