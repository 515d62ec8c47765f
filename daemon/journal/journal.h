// The journal owns history: a thread of its own takes the durable events from the spool, writes them to SQLite in batches, then tells the spool
// how far it got; roll-ups and accounting files follow from what is written. The spool is the log: while the database cannot be written the journal
// lags and says so, and never holds up delivery nor loses an event. Public methods may be called from any thread unless said otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/events/attention.h"
#include "daemon/events/event.h"
#include "daemon/events/event_pack.h"
#include "daemon/journal/accounting_settings.h"
#include "daemon/journal/accounting_state.h"
#include "daemon/journal/partition_list.h"
#include "daemon/journal/rollups.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace mailrace::journal {

struct JournalOptions {
    std::string directory;                          // created when missing
    Duration retention{std::chrono::hours{24 * 30}};
    std::uint64_t max_bytes = 10ull << 30;          // of all history files; the oldest go first. The newest one always stays
    std::uint64_t partition_events = 250'000;       // after which a new file is begun
    std::size_t max_waiting = 32u << 20;            // bytes of events in memory that are not written yet; see `behind`
    Duration gather{std::chrono::milliseconds{150}};  // how long events may gather before they are written
    AccountingSettings accounting;
    bool sync = true;                               // false only for tests and measurements
};

struct JournalStatistics {
    EventId written;                // last event in the history
    std::uint64_t waiting = 0;      // durable events that are not in the history yet
    std::uint64_t events = 0;       // in the history
    std::uint64_t bytes = 0;
    std::uint64_t partitions = 0;
    bool behind = false;            // more than max_waiting came: events are read back from the spool's log until that is made up
    std::string problem;            // why it cannot write now, or empty
};

using EventBatch = std::shared_ptr<const std::vector<events::Event>>;

class Journal {
public:
    using Reached = std::function<void(EventId)>;
    using Listener = std::function<void(const EventBatch&)>;
    /// Durable events after the given one, from the spool's log.
    using Source = std::function<std::unique_ptr<events::EventSource>(EventId after)>;

    /// Opens or creates the history. A damaged file is set aside under another name, told to `attention`, and a new one begun: it never keeps the daemon from
    /// starting. Fails only when the directory cannot be used at all. `clock` and `attention` must outlive the journal.
    static Result<std::unique_ptr<Journal>> open(JournalOptions options, const Clock& clock, events::AttentionSink& attention);
    virtual ~Journal() = default;

    /// The last event that is durable in the history: what Spool::open wants to know.
    virtual EventId position() const = 0;

    /// Begins the thread. `reached` is called on it after each commit: fit for Spool::journal_reached. `source` is asked on it when more came than
    /// may wait in memory.
    virtual void start(Reached reached, Source source) = 0;
    /// Writes everything that waits, as far as the database lets it within five seconds, and ends the thread. The next start reads the rest.
    virtual void stop() = 0;

    /// Takes events in order of id: from the spool's consumer, and before that those of recovery. Known ids are skipped. Never blocks once started;
    /// before, it writes now and then.
    virtual void append(events::EventPack events) = 0;

    /// Called on the journal thread after each commit with what was written; must be quick.
    virtual std::uint64_t listen(Listener listener) = 0;
    /// After it the listener is not called any more (waits for a call that runs; not from inside a listener).
    virtual void unlisten(std::uint64_t id) = 0;

    virtual std::shared_ptr<const PartitionList> partitions() const = 0;
    virtual std::shared_ptr<Rollups> rollups() const = 0;
    virtual const std::string& directory() const = 0;
    virtual JournalStatistics statistics() const = 0;

    /// New accounting files and limits after a reload; takes effect within a second.
    virtual void configure(Duration retention, std::uint64_t max_bytes, AccountingSettings accounting) = 0;
    /// Finishes the current accounting files (or the one of that target: its path, or the name alone) within a second; the next record begins new ones.
    virtual void rotate_accounting(const std::string& target = {}) = 0;
    /// How the targets of accounting are doing, at most about a second old.
    virtual std::vector<AccountingState> accounting() const = 0;
};

}  // namespace mailrace::journal
