// The spool without its thread: takes batches of requests with the time, and writes, syncs, applies, completes, compacts. Everything
// but read_body, statistics and refusal belongs to one thread. LogSpool gives it that thread; tests call it directly.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "daemon/platform/file.h"
#include "daemon/spool/compactor.h"
#include "daemon/spool/disk_guard.h"
#include "daemon/spool/event_log.h"
#include "daemon/spool/items.h"
#include "daemon/spool/log_state.h"
#include "daemon/spool/log_writer.h"
#include "daemon/spool/segment_files.h"

namespace mailrace::spool {

class Engine {
public:
    /// Locks the directory and recovers. The visitor is called from here.
    static Result<std::unique_ptr<Engine>> open(const SpoolOptions& options, EventId journal_has, RecoveryVisitor& visitor,
                                                Spool::Recovery& recovery);

    void set_consumer(Spool::EventConsumer consumer) { consumer_ = std::move(consumer); }
    void set_journal(EventId id) { journal_has_.store(id.value, std::memory_order_relaxed); }

    /// Does all that is asked; empties `items`. What needs no hurry may wait for a later call to be synced.
    void process(std::vector<Item>& items, SteadyTime now, WallTime wall);
    /// When process() must be called again even if nothing is asked.
    SteadyTime next_call() const;
    /// Writes and syncs what is left; what cannot be written fails.
    void finish(SteadyTime now, WallTime wall);

    Result<std::size_t> read_body(MessageId id, const Location& where, std::uint64_t offset, std::span<char> out) const;
    std::unique_ptr<events::EventSource> read_events(EventId after) const { return event_log_.read(after); }
    SpoolStatistics statistics() const;
    std::string refusal() const { return guard_.refusal(); }
    /// Bytes that the index of live messages takes.
    std::size_t index_memory() const;

private:
    // A request whose records are written, until they are synced.
    struct Written {
        Item item;
        LogWriter::Placed placed;
    };

    Engine(platform::Storage& storage, SpoolOptions options);

    void sort_in(std::vector<Item>& items);
    void admit_store(std::unique_ptr<StoreItem> item);
    bool prepare_store(StoreItem& item);
    void write_large(LargeWriteItem& item);
    Status open_large(LargeFile& large);
    void abort_large(LargeFile& large);
    void put_named(NamedItem& item);

    bool something_waits() const;
    bool run_groups();
    Status open_group();
    void encode_waiting();
    void encode(Item item);
    void encode_pending();
    void keep(const std::vector<events::Event>& list, std::string_view framed);
    Status close_group();
    void on_synced();
    void apply(Written& written);
    void on_failure(const Error& error);
    void keep_for_retry(const Error& error);
    static std::uint64_t weight(const RecordItem& item);
    void maintain();
    void find_dead(std::uint64_t journal, std::vector<std::uint32_t>& dead) const;
    bool remove_segments(std::vector<std::uint32_t>& dead);
    void remove_segment(std::uint32_t number);
    void remove_dead_large();
    void publish_statistics();

    SpoolOptions options_;
    platform::Storage& storage_;
    std::unique_ptr<platform::DirectoryLock> lock_;
    LogState state_;
    mutable std::mutex state_mutex_;     // state_ while it changes, and while others look
    std::unique_ptr<LogWriter> writer_;
    std::unique_ptr<Compactor> compactor_;
    mutable SegmentFiles files_;
    EventLog event_log_;
    DiskGuard guard_;
    Spool::EventConsumer consumer_;
    std::atomic<std::uint64_t> journal_has_{0};

    std::deque<Item> waiting_;           // stores and records that are not written yet, in order
    std::vector<Written> written_;       // since the last sync
    events::EventPack fresh_;            // the events of written_, in order
    std::vector<std::pair<std::string, std::uint32_t>> named_written_;      // since the last sync, and in which segment
    std::vector<std::pair<Tombstone, std::uint32_t>> tombstones_written_;
    bool moving_ = false;                // the group holds a piece of the compaction
    bool must_sync_ = false;
    SteadyTime now_{}, sync_by_{}, maintain_at_{}, retry_at_{};
    WallTime wall_{};
    bool failing_ = false;
    bool stopping_ = false;
    std::uint64_t waiting_bytes_ = 0;    // of records kept while writing fails
    std::uint64_t journal_seen_ = 0;     // at the last maintenance
    mutable std::mutex statistics_mutex_;
    SpoolStatistics statistics_;   // as others see them
    SpoolStatistics counters_;     // as they grow, on the spool thread
};

}  // namespace mailrace::spool
