// The scheduler owns the state of every queued recipient, every queue, counter and bucket, and decides who may go, and when. Pure logic: inputs
// are calls, outputs are the values of Actions, time comes from a Clock. It promises that no recipient is leased twice at once, none is lost, and
// no limit is exceeded. Single-threaded: it lives on the queue thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/queue/actions.h"
#include "daemon/queue/settings.h"
#include "daemon/queue/types.h"
#include "daemon/queue/views.h"
#include "shared/base/clock.h"

namespace mailrace::queue {

struct SchedulerOptions {
    std::uint64_t body_memory = 16u << 20;  // bytes of bodies kept in memory; the oldest are let go first
    std::uint64_t slice = 5000;             // recipients that one settling bounces or deletes at most
};

class Scheduler {
public:
    /// `settings` and `clock` must outlive the scheduler.
    Scheduler(const SettingsProvider& settings, const Clock& clock, SchedulerOptions options = {});
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    // --- recovery, before anything else ---
    /// A named state that take() had given out before the restart. Keys of others are ignored (false).
    bool restore_state(std::string_view key, std::string_view value);

    // --- inputs; their effect shows in the next take() ---
    /// New mail, or recovered mail (with states). It must be durable already.
    void accept(std::vector<QueuedMessage> batch);
    /// The granted connection's hosts are known, nothing is connected yet. The answer is a CloseRequest when an idle connection to the same hosts has taken
    /// the mail, otherwise the connection's id among the proceeds.
    void site_known(ConnectionId connection, const std::string& site);
    /// The granted connection is open and greeted; pull() follows.
    void connection_ready(ConnectionId connection, std::shared_ptr<const Peer> peer);
    /// The granted connection could not be made: it is gone.
    void connect_failed(const ConnectFailure& failure);
    /// The connection is ready for its next transaction. An Assignment or a CloseRequest follows, now or later.
    void pull(ConnectionId connection);
    /// The end of a lease. Unknown leases are ignored.
    void report(const Outcome& outcome);
    /// The connection has ended, for whatever reason. Its lease, if open, counts as unattempted.
    void connection_closed(ConnectionId connection);
    /// The daemon is about to stop: no grant and no delivery from now on, and connections that end count as no failure of their queues.
    void drain();
    /// The configuration was loaded anew: settings are asked for again.
    void settings_changed();

    // --- operators; `who` is named in events. With `dry_run` nothing changes ---
    /// Pauses whole queues, or a job in all queues when `select.job` is given (also mail that comes later).
    Touched pause(const Selection& select, const std::string& who, const std::string& reason, bool dry_run);
    Touched resume(const Selection& select, const std::string& who, bool dry_run);
    /// Queues in retry try now; with `recipients` also the recipients that wait by themselves.
    Touched retry_now(const Selection& select, bool recipients, const std::string& who, bool dry_run);
    Touched set_mode(const Selection& select, Mode mode, const std::string& who, const std::string& reason, bool dry_run);
    /// Deletes queued recipients, in slices as the scheduler goes on; those in flight are left alone. `dsn`: their senders are told.
    Touched remove(const Selection& select, bool dsn, const std::string& who, bool dry_run);

    // --- time ---
    /// Does all that is due and hands out what gathered. Call after each batch of inputs and at next_wakeup().
    Actions take();
    /// When take() has something to do without new inputs; at most one minute ahead.
    SteadyTime next_wakeup() const;

    // --- views ---
    Totals totals() const;
    /// Rows that changed since `cursor` (0: all).
    QueueChanges changes_since(std::uint64_t cursor) const;
    std::vector<QueueRow> rows() const;
    std::optional<QueueDetail> detail(std::string_view queue) const;
    std::vector<WaitReason> explain(std::string_view queue) const;
    std::vector<JobRow> jobs() const;
    /// Queued recipients in a stable order, `limit` (at most 1000) after `cursor` (empty: from the beginning).
    RecipientPage recipients(const Selection& select, std::string_view cursor, std::size_t limit) const;
    /// Bytes that queued messages occupy in memory, without bodies.
    std::uint64_t memory() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace mailrace::queue
