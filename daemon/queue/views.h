// What others may see of the queues, as plain values made on demand: rows for tables, the reasons why a queue waits, queued recipients, totals;
// and what an operator may select. Copies: any thread may hold them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "daemon/queue/types.h"

namespace mailrace::queue {

enum class Mode : std::uint8_t { normal, backoff };
enum class QueueState : std::uint8_t { idle, active, retry, paused };
std::string_view to_string(Mode mode);
std::string_view to_string(QueueState state);

/// One limit or circumstance that holds a queue back. `binding`: it does so now.
struct WaitReason {
    std::string limit;          // "max-smtp-out", "retry-after", "paused", …
    std::string value;          // "20", "10m", "3600/1h"
    std::string origin;         // "file:line"; empty for a default
    std::string text;           // a sentence for a person
    WallTime next_slot{};       // when it may go on; zero: not a matter of time
    bool binding = false;
};

struct QueueRow {
    std::string name, domain, vmta, provider;
    std::uint64_t recipients = 0, ready = 0, retrying = 0, in_flight = 0, bytes = 0;
    std::uint32_t connections = 0, connections_idle = 0, connections_connecting = 0;
    Mode mode = Mode::normal;
    QueueState state = QueueState::idle;
    WaitReason waiting;         // what binds now; empty limit: nothing
    WallTime next_attempt{};    // of the queue or of the first waiting recipient; zero: none
    WallTime oldest{};          // when the oldest message came; zero: none
    Response last_response;
    WallTime last_response_time{};
    std::uint64_t delivered = 0, deferred = 0, bounced = 0;  // recipients since start; deferred counts attempts
    double rate = 0;            // deliveries a second over the last 10 s
    std::vector<std::uint32_t> depth;  // recipients, one point a minute, oldest first, at most 60
};

struct QueueChanges {
    std::uint64_t cursor = 0;   // give it back next time
    bool all = false;           // `rows` is everything there is: forget what you had
    std::vector<QueueRow> rows;
    std::vector<std::string> removed;
    std::uint64_t total = 0;    // queues that exist
};

struct ConnectionView {
    ConnectionId id;
    std::string state;          // connecting, busy, idle, closing
    std::string host, ip, source, tls;
    std::uint64_t messages = 0;
    WallTime since{};
};

struct HistoryLine {
    WallTime time{};
    std::string what, why;
};

struct QueueDetail {
    QueueRow row;
    std::vector<WaitReason> reasons;
    std::vector<HistoryLine> history;      // at most 20, oldest first
    std::vector<ConnectionView> connections;
};

struct JobRow {
    std::string job;
    std::uint64_t recipients = 0, in_flight = 0, bytes = 0, delivered = 0, deferred = 0, bounced = 0;
    bool paused = false;
};

/// Recipients since the first start (kept over restarts). received = delivered + bounced + queued holds at every instant; received includes the
/// generated ones, bounced includes the expired and the deleted ones; deferred counts attempts.
struct Totals {
    std::uint64_t received = 0, generated = 0, delivered = 0, deferred = 0, bounced = 0, expired = 0, deleted = 0;
    std::uint64_t queued = 0, queued_bytes = 0, messages = 0, in_flight = 0;
    std::uint64_t connections = 0, connections_idle = 0, connections_max = 0;
    std::uint64_t queues = 0;   // with mail
    WallTime oldest{};          // zero: no mail
};

enum class Group : std::uint8_t { domain, vmta, provider };
/// Sums the rows by `group`; the waiting columns are those of the member with most mail. Sorted by name.
std::vector<QueueRow> aggregate(const std::vector<QueueRow>& rows, Group group);

/// What an operator means. Empty members do not narrow. At least one must be given for anything that changes.
struct Selection {
    std::vector<std::string> queues;    // names, "domain/vmta"; '*' at the front or the end stands for anything
    std::string job;
    MessageId message;
    std::string sender, recipient, envid;  // whole addresses, or "*@domain", or "local@*"; case does not matter
    Duration older_than{0};
    bool empty() const {
        return queues.empty() && job.empty() && !message && sender.empty() && recipient.empty() && envid.empty() && older_than == Duration{0};
    }
    /// Only queues or all: no look at recipients is needed.
    bool whole_queues() const {
        return job.empty() && !message && sender.empty() && recipient.empty() && envid.empty() && older_than == Duration{0};
    }
};

struct Touched {
    std::uint64_t queues = 0, recipients = 0, matched = 0;
};

struct RecipientRow {
    MessageId message;
    std::uint32_t index = 0;
    std::string recipient, sender, queue, job, envid, state;  // state: ready, waiting, held, in flight
    std::uint16_t attempts = 0;
    WallTime next_attempt{}, received{};
    std::uint64_t size = 0;
};

struct RecipientPage {
    std::vector<RecipientRow> rows;
    std::string cursor;         // empty at the end
};

}  // namespace mailrace::queue
