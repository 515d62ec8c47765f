#include "daemon/spool/engine.h"

#include <algorithm>

#include "daemon/spool/layout.h"
#include "daemon/spool/recovery.h"

namespace mailrace::spool {

namespace {
constexpr std::uint64_t kMaxWaiting = 256U << 20;                   // of outcomes kept in memory while writing fails
constexpr std::uint32_t kMaxSegment = 1U << 30;
}  // namespace

Engine::Engine(platform::Storage& storage, SpoolOptions options)
    : options_(std::move(options)), storage_(storage), files_(storage, options_), event_log_(files_), guard_(storage, options_) {
    options_.segment_size = std::clamp<std::uint64_t>(options_.segment_size, 4096, kMaxSegment);
    options_.large_message = std::clamp<std::uint64_t>(options_.large_message, 1, kMaxBody / 8);
}

Result<std::unique_ptr<Engine>> Engine::open(const SpoolOptions& options, EventId journal_has, RecoveryVisitor& visitor,
                                             Spool::Recovery& result) {
    auto& storage = options.storage != nullptr ? *options.storage : platform::Storage::system();
    std::unique_ptr<Engine> engine(new Engine(storage, options));
    const auto& own = engine->options_;
    if (auto s = storage.make_directories(large_directory(own)); !s) return s.error();
    // The directories themselves must survive a loss of power; where the parent may not be read, its file system's own order must do.
    if (auto s = storage.sync_directory(own.directory); !s) return s.error();
    if (const auto slash = own.directory.rfind('/'); slash != std::string::npos && slash > 0)
        (void)storage.sync_directory(own.directory.substr(0, slash));
    auto lock = storage.lock(own.directory);
    if (!lock) return lock.error();
    engine->lock_ = std::move(lock).value();
    engine->journal_has_ = journal_has.value;
    std::uint32_t last = 0;
    {
        Recovery recovery(storage, own, journal_has, visitor, engine->state_);
        if (auto s = recovery.run(result); !s) return s.error();
        last = recovery.last_segment();
    }
    for (const auto& [number, info] : engine->state_.segments) engine->event_log_.reaches(number, info.salt, info.length, info.last_event);
    engine->writer_ = std::make_unique<LogWriter>(storage, own, engine->state_, last);
    engine->compactor_ = std::make_unique<Compactor>(storage, own, engine->state_, *engine->writer_);
    engine->guard_.look(SteadyTime{}, 0);
    engine->guard_.take_reserve();
    engine->publish_statistics();
    return engine;
}

void Engine::process(std::vector<Item>& items, SteadyTime now, WallTime wall) {
    now_ = now;
    wall_ = wall;
    guard_.look(now, 0);
    sort_in(items);
    items.clear();
    const bool probe = failing_ && now >= retry_at_;
    if (failing_ && !probe && !stopping_) return publish_statistics();
    if (something_waits() || probe) run_groups();
    // The reserve was given back: what waits may fit now.
    if (failing_ && retry_at_ <= now) run_groups();
    if (!failing_ && !written_.empty() && now >= sync_by_) {
        must_sync_ = true;
        run_groups();
    }
    maintain();
    publish_statistics();
}

SteadyTime Engine::next_call() const {
    if (failing_) return std::max(now_, retry_at_);
    if (compactor_->active()) return now_;
    SteadyTime next = now_ + std::chrono::seconds{1};
    if (!written_.empty()) next = std::min(next, sync_by_);
    return next;
}

void Engine::sort_in(std::vector<Item>& items) {
    for (auto& item : items) {
        if (auto* const store = std::get_if<std::unique_ptr<StoreItem>>(&item)) {
            admit_store(std::move(*store));
        } else if (auto* const record = std::get_if<RecordItem>(&item)) {
            const auto bytes = failing_ ? weight(*record) : 0;
            if (waiting_bytes_ + bytes > kMaxWaiting) {
                if (record->done) record->done(Error::limit("too many outcomes wait for the disk"));
                ++counters_.dropped;
                continue;
            }
            waiting_bytes_ += bytes;
            waiting_.push_back(std::move(item));
        } else if (auto* const named = std::get_if<NamedItem>(&item)) {
            put_named(*named);
        } else if (auto* const piece = std::get_if<LargeWriteItem>(&item)) {
            write_large(*piece);
        } else if (auto* const abort = std::get_if<LargeAbortItem>(&item)) {
            abort_large(*abort->large);
        }
    }
}

void Engine::put_named(NamedItem& item) {
    const auto it = state_.named.find(item.key);
    if (it == state_.named.end()) {
        if (item.value.empty()) return;
        state_.dirty_named.insert(item.key);
        state_.named.emplace(std::move(item.key), NamedState{std::move(item.value), 0});
        return;
    }
    if (it->second.value == item.value) return;
    it->second.value = std::move(item.value);
    state_.dirty_named.insert(std::move(item.key));
}

void Engine::admit_store(std::unique_ptr<StoreItem> item) {
    const auto refuse = [&](Error error) {
        if (item->large) abort_large(*item->large);
        if (item->done) item->done(std::move(error));
    };
    if (!guard_.writable() || (guard_.low() && !item->envelope.generated)) return refuse(Error::storage(guard_.refusal()));
    if (!item->envelope.id || item->envelope.recipients.empty() || (!item->body && !item->large))
        return refuse(Error::invalid("a message needs an id, recipients and a body"));
    if (state_.index.find(item->envelope.id) != nullptr)
        return refuse(Error::invalid("message " + to_text(item->envelope.id) + " is in the spool already"));
    if (!prepare_store(*item)) return;
    waiting_.push_back(std::move(item));
}

bool Engine::something_waits() const {
    if (!waiting_.empty() || compactor_->active()) return true;
    return !state_.dirty_named.empty();
}

}  // namespace mailrace::spool
