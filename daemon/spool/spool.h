// The spool owns bytes on disk: messages, the state of their recipients, small named states, and the log of events until
// the journal has them. It promises that what it has completed survives SIGKILL and power loss. One thread of its own does all
// writing: it takes what has gathered, appends it at once, calls fdatasync once, then completes all of it (group commit).
// FORMAT.md describes every byte. The public methods may be called from any thread unless said otherwise; completions run on the spool thread
// and must not block.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/events/event_pack.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace mailrace::platform {
class Storage;
}

namespace mailrace::spool {

/// Where the body of a message lies. `segment` 0: in a file of its own (large messages), named after the message id.
struct Location {
    std::uint32_t segment = 0;
    std::uint32_t offset = 0;   // of the first body byte in the segment
    std::uint64_t length = 0;   // bytes of the body
};

enum class Notify : std::uint8_t { unset = 0, never = 1, success = 2, failure = 4, delay = 8 };  // bits, RFC 3461 section 4.1

struct EnvelopeRecipient {
    std::string address;        // without brackets
    std::string orcpt;          // as given, "rfc822;…"
    std::uint8_t notify = 0;    // bits of Notify
    std::string suppressed = {};  // why it was taken only to be bounced; empty: it is to be delivered
};

/// Everything about a message that is not its bytes.
struct Envelope {
    MessageId id;
    WallTime received{};
    std::string sender;         // empty: null sender
    std::string envid;
    std::string vmta;           // virtual MTA that was chosen
    std::string pool;
    std::string job;
    std::string feeder;         // "name (ip)" of the client
    std::string user;
    std::string source;         // the name of the source rules that applied
    std::string message_id;     // the Message-ID header, for events
    std::string subject;        // at most 200 bytes
    std::string kept;           // header fields that accounting wants, as lines of Event::details, at most 4 KiB
    char ret = 0;               // 'F', 'H' or 0 (RFC 3461 RET)
    bool eight_bit = false;     // BODY=8BITMIME was declared or 8-bit bytes are in it
    bool smtputf8 = false;
    bool generated = false;     // made by ourselves
    bool suppress_dsn = false;
    bool verp = false;          // each recipient is delivered on its own, from a sender that names it
    std::uint8_t priority = 50;
    std::vector<EnvelopeRecipient> recipients;
};

enum class RecipientState : std::uint8_t { pending = 0, delivered = 1, bounced = 2, deleted = 3 };

/// The new state of one recipient of one message.
struct RecipientUpdate {
    MessageId message;
    std::uint32_t recipient = 0;
    RecipientState state = RecipientState::pending;
    std::uint16_t attempts = 0;
    WallTime next_attempt{};    // for pending; kept in milliseconds
};

/// A message as recovery found it.
struct RecoveredMessage {
    Envelope envelope;
    Location body;
    std::vector<RecipientUpdate> states;  // one for each recipient, in order; `message` not filled
};

/// Called by Spool::open while it reads, in the order: named states, messages (in the order of the log: oldest first,
/// but those that compaction has moved come later), events that the journal has not got (by id).
class RecoveryVisitor {
public:
    virtual ~RecoveryVisitor() = default;
    virtual void state(std::string_view key, std::string_view value) = 0;
    virtual void message(RecoveredMessage&& message) = 0;
    virtual void event(events::Event&& event) = 0;
    /// Bytes read of all, for progress.
    virtual void progress(std::uint64_t done, std::uint64_t total) = 0;
    /// Something was not as it should be (a torn last record, a damaged segment): words for the log and for attention.
    virtual void problem(std::string_view words) = 0;
};

struct SpoolOptions {
    std::string directory;
    std::uint64_t segment_size = 64u << 20;         // bytes, after which a new segment is begun
    std::uint64_t large_message = 1u << 20;         // bytes from which a message gets a file of its own
    std::uint64_t min_free_space = 100u << 20;      // bytes below which new mail is refused with a temporary error
    bool sync = true;                               // false only for tests and measurements
    platform::Storage* storage = nullptr;           // null: the system's; must outlive the spool
};

struct SpoolStatistics {
    std::uint64_t bytes = 0, live_bytes = 0, free_bytes = 0, segments = 0, messages = 0;
    std::uint64_t commits = 0, records = 0, compactions = 0;
    std::uint64_t dropped = 0;  // calls of record() that found no room in memory while the disk could not be written
    bool accepting = true;
    std::string refusal;        // why not accepting
};

class Spool {
public:
    using Committed = std::function<void(Status)>;
    using Stored = std::function<void(Result<Location>)>;
    /// Gets every durable event, in order of id, in batches, on the spool thread.
    using EventConsumer = std::function<void(events::EventPack)>;

    struct Recovery { MessageId last_message; EventId last_event; std::uint64_t messages = 0; std::uint64_t bytes = 0; };

    /// Opens or creates the spool and reads all of it. `journal_has`: the last event id that the journal holds; later ones are visited.
    /// Fails when another process holds the spool, the directory cannot be used, or the format is newer than ours.
    static Result<std::unique_ptr<Spool>> open(const SpoolOptions& options, EventId journal_has, RecoveryVisitor& visitor,
                                               Recovery& recovery);
    virtual ~Spool() = default;

    /// Begins the spool thread. `consumer` gets events from now on.
    virtual void start(EventConsumer consumer) = 0;
    /// Writes what has gathered, syncs, ends the thread. After it, calls complete with ErrorClass::cancelled.
    virtual void stop() = 0;

    /// Why new mail cannot be taken now (disk low, write error), or empty. Cheap; any thread.
    virtual std::string refusal() const = 0;

    /// Appends a message with its whole body and the receipt events; `done` runs after the fdatasync that covers it.
    virtual void store(Envelope envelope, std::shared_ptr<const std::string> body, std::vector<events::Event> receipts, Stored done) = 0;

    /// A large body, written piece by piece to a file of its own. `write` and `finish` complete in order; keep at most one write under way.
    /// Destroying it before finish() removes the file.
    class LargeBody {
    public:
        virtual ~LargeBody() = default;
        virtual void write(std::string bytes, Committed done) = 0;
        /// Syncs the body, then appends the message record as store() does.
        virtual void finish(Envelope envelope, std::vector<events::Event> receipts, Stored done) = 0;
    };
    virtual Result<std::unique_ptr<LargeBody>> begin_large(MessageId id) = 0;

    /// Appends recipient states together with the events that tell why: written at once, in one group with whatever else gathered. A message
    /// whose recipients are all final is removed with its body. `done` may be empty.
    virtual void record(std::vector<RecipientUpdate> updates, std::vector<events::Event> events, Committed done) = 0;

    /// Keeps `value` under `key` (last one wins); an empty value removes it. For queue modes, pauses, retry times, counters.
    virtual void put_state(std::string key, std::string value) = 0;

    /// The journal holds all events up to `id`: their records may go.
    virtual void journal_reached(EventId id) = 0;
    /// Reads durable events after `after` back from the log, for a journal that could not keep up; `after` is not less than what it reached. Any
    /// thread may ask and read; the source must not outlive the spool.
    virtual std::unique_ptr<events::EventSource> read_events(EventId after) const = 0;

    /// Reads `length` bytes of a body from `offset` into `out`. Any thread; may read the disk. Fails with not_found when the message is gone.
    virtual Result<std::size_t> read_body(MessageId id, const Location& where, std::uint64_t offset, std::span<char> out) const = 0;

    virtual SpoolStatistics statistics() const = 0;
};

}  // namespace mailrace::spool
