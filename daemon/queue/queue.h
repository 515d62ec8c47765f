// One queue (a domain and a virtual MTA) with its bundles, counters, buckets and what it remembers of the receiver; and the connections that
// are open for it. Plain data: the scheduler's core acts on it. Lives with the scheduler, on its thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/queue/rate_bucket.h"
#include "daemon/queue/ready_lanes.h"
#include "daemon/queue/settings.h"
#include "daemon/queue/views.h"

namespace mailrace::queue {

struct DueTraits {
    static std::int64_t key(const Recipient& r) { return r.due; }
    static std::uint32_t& place(Recipient& r) { return r.slot; }
};
struct AgeTraits {
    static std::int64_t key(const Recipient& r) { return r.received(); }
    static std::uint32_t& place(Recipient& r) { return r.age_place; }
};

enum class ConnectionState : std::uint8_t { connecting, open, idle, busy, closing };  // open: greeted, not yet pulled

struct Connection {
    ConnectionId id;
    std::uint32_t queue = 0;
    ConnectionState state = ConnectionState::connecting;
    std::uint32_t site = 0;             // 0: unknown
    SourceAddress source;
    std::shared_ptr<const DeliverySettings> settings;
    std::shared_ptr<const Peer> peer;
    SteadyTime granted{}, ready{}, idle_since{};
    WallTime since{};
    std::uint64_t messages = 0;         // transactions given to it
    std::uint64_t settled = 0;          // recipients that got an answer on it
    std::uint64_t errors = 0;
    std::uint32_t lease = kNowhere;
    std::uint32_t fruitless = 0;        // transactions in a row that reached no recipient
    Response last_failure;              // why a transaction did not reach its recipients
};

/// All mail of the queue up to `before` bounces with this.
struct Doom {
    Response response;
    std::shared_ptr<const Peer> peer;
    std::string session;
    std::int64_t before = 0;            // wall microseconds
};

/// Deliveries in each of the last ten seconds.
struct RateMeter {
    std::array<std::uint32_t, 10> slots{};
    std::int64_t second = 0;
    void add(std::int64_t now_second, std::uint32_t n) {
        move(now_second);
        slots[static_cast<std::size_t>(second % 10)] += n;
    }
    void move(std::int64_t now_second);
    double rate(std::int64_t now_second) const;
    bool quiet(std::int64_t now_second) const { return rate(now_second) == 0; }
};

struct Depth {
    std::array<std::uint32_t, 60> points{};
    std::uint8_t count = 0, first = 0;
    std::uint8_t empty_run = 0;
    void add(std::uint32_t value);
};

struct Queue {
    std::uint32_t id = 0;
    std::string name, domain, vmta_name, provider;
    std::uint32_t vmta = 0, site = 0;
    bool merged = false;                // carries other domains too (queue-to)
    std::shared_ptr<const DeliverySettings> settings;
    std::uint64_t settings_version = 0;

    ReadyLanes ready;
    IndexedHeap<Recipient, DueTraits> waiting;
    IndexedHeap<Recipient, AgeTraits> ages;     // every bundle that is not leased
    BundleList held;                            // their job is paused
    std::uint64_t recipients = 0, ready_count = 0, waiting_count = 0, held_count = 0, in_flight = 0, bytes = 0;
    std::uint64_t delay_wanted = 0;             // recipients whose sender asked to be told of delays

    std::vector<Connection*> connections;
    std::uint32_t connecting = 0, idle = 0;

    Mode mode = Mode::normal;
    bool paused = false, retrying = false, proven = false;
    std::string mode_reason, pause_who, pause_reason;
    SteadyTime next_attempt{}, hold_until{}, mode_until{}, opened{}, ramp_until{}, last_failure{};
    std::uint32_t retry_step = 0, holds = 0;
    RateBucket messages, connects;
    std::optional<Doom> doom;
    std::uint32_t next_source = 0;

    Response last_response;
    WallTime last_response_time{};
    std::uint64_t delivered = 0, deferred = 0, bounced = 0;
    SteadyTime last_delivery{};
    RateMeter meter;
    std::unique_ptr<Depth> depth;
    std::deque<HistoryLine> history;

    bool dirty = false, hungry = false, cap_blocked = false, rate_blocked = false, stored = false, state_changed = false, counted = false;
    bool noted = false;                         // an attention note says that it fails
    SteadyTime wake{};
    std::uint32_t wake_place = kNowhere;
    SteadyTime empty_since{};

    std::uint64_t version = 0;                  // of the last change; place in the list of changes
    Queue* older = nullptr;
    Queue* newer = nullptr;

    // while one message is being accepted
    std::uint64_t stamp = 0;
    std::int64_t stamp_due = 0;
    Recipient* stamp_head = nullptr;
    Recipient* stamp_tail = nullptr;

    const Limit& max_connections() const { return mode == Mode::backoff ? settings->backoff_max_connections : settings->max_connections; }
    const RateLimit& message_rate() const { return mode == Mode::backoff ? settings->backoff_max_message_rate : settings->max_message_rate; }
    const RateLimit& connect_rate() const { return mode == Mode::backoff ? settings->backoff_max_connect_rate : settings->max_connect_rate; }
    const std::vector<Duration>& retry_list() const { return mode == Mode::backoff ? settings->backoff_retry_after : settings->retry_after; }
    bool may_deliver() const { return !paused && !retrying && !doom; }
    void configure_buckets(SteadyTime now);
    void remember(WallTime when, std::string what, std::string why);
};

struct WakeTraits {
    static std::int64_t key(const Queue& q) { return q.wake.time_since_epoch().count(); }
    static std::uint32_t& place(Queue& q) { return q.wake_place; }
};

/// What all queues of one virtual MTA share.
struct VirtualMta {
    std::string name;
    VirtualMtaLimits limits;
    RateBucket messages;
    std::uint64_t connections = 0;
    std::deque<std::uint32_t> cap_blocked;      // queues that wait for a connection of this virtual MTA
    std::deque<std::uint32_t> rate_blocked;     // queues that wait for its next token
};

struct Lease {
    std::uint32_t generation = 0;
    Message* message = nullptr;                 // nullptr: free
    Recipient* head = nullptr;
    std::uint32_t queue = 0;
    Connection* connection = nullptr;
};

/// The state of a queue that survives a restart, as the value of a named state.
std::string encode_state(const Queue& queue, SteadyTime steady_now, WallTime wall_now);
/// False when `value` is not such a state; then nothing was changed.
bool decode_state(Queue& queue, std::string_view value, SteadyTime steady_now, WallTime wall_now);

/// Whether a connection made with the settings `a` may carry mail of a queue with the settings `b`.
bool compatible(const DeliverySettings& a, const DeliverySettings& b);

/// "10m", "1h30m", "4d12h": a duration for a person; below a second "250ms".
std::string words(Duration d);
/// "20/1m"
std::string words(const RateLimit& limit);

}  // namespace mailrace::queue
