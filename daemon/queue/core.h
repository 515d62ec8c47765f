// The inside of the scheduler: all its tables, and the steps that its inputs and its settling are made of. Each group of steps has its own file:
// core_queues (finding, timers, changes), core_mail (bundles and their ends), core_connections, core_outcomes, core_settle, core_admin,
// core_views, explanation. Lives on the queue thread.
#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "daemon/queue/message_store.h"
#include "daemon/queue/queue.h"
#include "daemon/queue/scheduler.h"

namespace mailrace::queue {

struct JobState {
    std::uint64_t recipients = 0, in_flight = 0, bytes = 0, delivered = 0, deferred = 0, bounced = 0;
};

struct Removal {
    Selection select;
    std::vector<std::string> queues;    // still to do
    std::string who;
    bool dsn = false;
    std::int64_t before = 0;            // received up to here, wall microseconds
    std::size_t position = 0;           // in the heap of ages of the queue at the back, counted from the end
    bool removed_any = false;           // in this pass
    std::uint64_t removed = 0;
};

struct Scheduler::Core {
    Core(const SettingsProvider& settings_, const Clock& clock_, SchedulerOptions options_);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    // --- core_queues.cpp
    Queue* find(std::string_view name) const;
    Queue& queue_for(std::string_view address, const std::string& vmta, std::string& scratch);
    Queue& make_queue(std::string name, std::string domain, const std::string& vmta, bool merged);
    std::uint32_t vmta_id(const std::string& name);
    void set_site(Queue& q, Connection& c, const std::string& site);
    void drop_if_unused(Queue& q);
    void refresh_settings(Queue& q);
    void dirty(Queue& q);
    void touch(Queue& q);                       // a view of it has changed
    void set_wake(Queue& q, SteadyTime when);   // SteadyTime::max(): none
    void store_state(Queue& q) { q.state_changed = true; }
    void set_queue_mode(Queue& q, Mode mode, const std::string& who, const std::string& why);
    WallTime wall_at(SteadyTime t) const { return wall + (t - now); }
    void read_clock();

    // --- core_mail.cpp
    void accept(QueuedMessage& message);
    void enqueue(Queue& q, Recipient* head, std::int64_t due);      // due: steady microseconds, 0: ready
    void make_ready(Queue& q, Recipient* head, bool at_front);
    void detach(Queue& q, Recipient* head);                         // a bundle that is not leased
    Recipient* split(Recipient* head, std::size_t first_part);      // the rest, or nullptr
    void bounce_suppressed(Queue& q, Recipient* r, const std::string& why);
    void finish(Queue& q, Recipient* r, spool::RecipientState state);  // of one recipient, detached; may free the message
    void bounce(Queue& q, Recipient* r, const Response& response, const Peer* peer, const std::string& session, std::uint32_t total_us,
                bool report, spool::RecipientState state = spool::RecipientState::bounced);
    void expire(Queue& q, Recipient* head);
    std::int64_t expiry(const Queue& q, const Recipient& r) const;  // wall microseconds
    events::Event event_for(const Queue& q, const Recipient& r, events::EventType type) const;
    void report_to_sender(const Queue& q, const Recipient& r, Report::Kind kind, const Response& response, const Peer* peer);

    // --- core_connections.cpp
    bool wants_connection(Queue& q);
    bool open(Queue& q);                        // false: a cap of all or of the virtual MTA is reached
    bool assign(Connection& c, Queue& q);       // gives the next transaction of q to c
    void move_connection(Connection& c, Queue& to);
    void close(Connection& c, std::string reason);
    void forget(Connection& c);
    bool can_deliver(Queue& q);
    Queue* sibling_with_mail(const Connection& c);
    bool should_yield(const Connection& c, const Queue& q) const;
    void reclaim_idle();
    /// A bound there is always, also when none is configured.
    std::uint64_t total_cap() const { return limits.max_connections.value != 0 ? limits.max_connections.value : 20'000; }
    void set_state(Connection& c, ConnectionState state);
    Connection* connection(ConnectionId id);
    Lease* lease(std::uint64_t id);

    // --- core_outcomes.cpp
    void report(const Outcome& outcome);
    void end_recipient(Queue& q, Recipient* r, const RecipientOutcome& outcome, const Outcome& all, const Peer* peer);
    void return_unattempted(Queue& q, Recipient* head);
    void delivered_on(Queue& q);
    void queue_failed(Queue& q, const Response& response, const std::shared_ptr<const Peer>& peer, const std::string& session,
                      std::uint32_t total_us, SteadyTime granted);
    void connect_failed(const ConnectFailure& failure);
    void connection_closed(ConnectionId id);
    void pull(ConnectionId id);

    // --- core_settle.cpp
    void settle();
    void service(Queue& q);
    void promote(Queue& q);
    void end_doomed(Queue& q);
    void use_idle_connections(Queue& q);
    void close_idle(Queue& q);
    SteadyTime next_for(Queue& q);
    void feed_hungry();
    void feed_rate_blocked();
    void run_removals();

    // --- core_delays.cpp
    bool wants_delay_notices(const Queue& q) const;
    void run_delay_notices();
    bool notify_of_delays(Queue& q);            // false: enough for this time
    void minute();
    void store_states();
    SteadyTime next_wakeup() const;

    // --- core_admin.cpp
    std::vector<Queue*> select(const Selection& s) const;
    bool matches(const Selection& s, const Queue& q, const Recipient& r) const;
    Touched count(const Selection& s, const std::vector<Queue*>& queues) const;
    void admin_event(const std::string& who, std::string text);
    void hold_job(const std::string& job);
    void release_job(const std::string& job);
    bool job_paused(std::uint32_t job) const { return job != 0 && paused_jobs.contains(store.jobs.name(job)); }
    bool remove_slice(Removal& op, std::uint64_t& budget);
    template <class F> void each_bundle(const Queue& q, F&& f) const {
        for (Recipient* head : q.ages.items()) f(head);
    }

    // --- core_views.cpp, explanation.cpp
    QueueRow row(const Queue& q) const;
    std::vector<WaitReason> explain(const Queue& q) const;
    Totals totals() const;
    WallTime oldest(const Queue& q) const;      // in flight or not

    const SettingsProvider& provider;
    const Clock& clock;
    const SchedulerOptions options;
    SteadyTime now{};
    WallTime wall{};
    TotalLimits limits;
    std::uint64_t settings_version = 1;
    Actions out;

    MessageStore store;
    std::vector<JobState> jobs;                         // by number in store.jobs
    std::map<std::string, std::pair<std::string, std::string>> paused_jobs;  // who, why

    std::vector<std::unique_ptr<Queue>> queues;         // by id; nullptr: free
    std::vector<std::uint32_t> free_queues;
    std::unordered_map<std::string, std::uint32_t> by_name;
    std::unordered_map<std::string, std::uint32_t> routes;  // "domain/vmta" as mail names it → queue
    std::vector<std::unique_ptr<VirtualMta>> vmtas;
    std::unordered_map<std::string, std::uint32_t> vmta_ids;
    NameTable sites;                                    // used by queues and connections
    std::unordered_map<std::uint32_t, std::deque<std::uint32_t>> site_queues;  // in turn
    std::unordered_map<std::uint32_t, std::set<Connection*>> site_idle;

    std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections;
    std::uint64_t next_connection = 1;
    std::uint64_t idle = 0, closing = 0;
    std::vector<Lease> leases;
    std::vector<std::uint32_t> free_leases;

    std::vector<std::uint32_t> dirty_queues;
    std::deque<std::uint32_t> hungry;                   // in turn
    IndexedHeap<Queue, WakeTraits> timers;
    std::vector<std::uint32_t> with_mail;               // or with a history of depth
    SteadyTime next_minute{}, next_store{};
    std::uint64_t budget = 0;                           // recipients that this settling may still end by itself
    bool draining = false;                              // the daemon stops: nothing new begins, nothing counts as a failure
    bool more = false;                                  // the budget ran out
    std::vector<Removal> removals;
    bool delays_running = false;
    std::uint32_t delays_queue = 0;                     // the next to look at
    std::size_t delays_position = 0;                    // in its heap of ages
    std::int64_t delays_told = 0;                       // notices due up to here were written before the start; wall microseconds
    std::vector<std::uint32_t> states_changed;

    Queue* oldest_change = nullptr;
    Queue* newest_change = nullptr;
    std::uint64_t change = 0, removed_since = 0;
    std::deque<std::pair<std::uint64_t, std::string>> removed;
    std::uint64_t live_queues = 0;

    Totals sums;
    bool sums_changed = false;
    std::uint64_t stamp = 0;
    std::string scratch;
};

}  // namespace mailrace::queue
