// Where queued messages live in memory: each in one block (the message, its recipients, their packed text), because a million of them must cost
// little. Shared names are numbers. Bodies stay only under a budget, the oldest go first. Lives with the scheduler, on its thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "daemon/queue/indexed_heap.h"
#include "daemon/queue/names.h"
#include "daemon/queue/types.h"

namespace mailrace::queue {

/// What is happening to a recipient. Of a bundle that waits only the head says so; the others say none.
enum class Place : std::uint8_t { none, ready, waiting, held, leased, done };

struct Message;

/// One recipient. Those of a message that wait together in a queue form a bundle: the first (the head) is in the queue's structures, the
/// others hang on its chain.
struct Recipient {
    Recipient* previous = nullptr;          // heads: in a list of the queue
    Recipient* next = nullptr;
    std::int64_t due = 0;                   // heads that wait: steady microseconds
    std::uint32_t age_place = kNowhere;     // heads: in the heap of ages
    std::uint32_t slot = kNowhere;          // waiting heads: in the heap of due times; leased: the slot of the lease
    std::uint32_t queue = 0;
    std::uint32_t index = 0;                // in the message
    std::uint32_t chain = 0;                // index + 1 of the next in the bundle; 0: the last
    std::uint32_t count = 1;                // heads: recipients in the bundle
    std::uint32_t response = 0;             // the last real response
    std::uint32_t text = 0;                 // offset of address, then orcpt
    std::uint16_t address_length = 0;
    std::uint16_t orcpt_length = 0;
    std::uint16_t attempts = 0;
    Place place : 4 = Place::none;
    std::uint8_t notify : 4 = 0;            // bits of RFC 3461
    std::uint8_t delay_notices = 0;         // written, or due before the last start

    Message& message() const;
    Recipient* chained() const;             // the next in the bundle
    std::string_view address() const;
    std::string_view orcpt() const;
    std::int64_t received() const;          // of the message, wall microseconds
};

struct Message {
    MessageId id;
    std::int64_t received = 0;              // wall microseconds
    spool::Location body;
    std::uint32_t recipient_count = 0;
    std::uint32_t open = 0;                 // recipients without a final state
    std::uint32_t pool = 0, job = 0, user = 0, feeder = 0;
    std::uint32_t block = 0;                // bytes of the whole
    std::uint16_t sender_length = 0, envid_length = 0, message_id_length = 0, subject_length = 0, kept_length = 0;
    std::uint8_t priority = 50;
    char ret = 0;
    bool eight_bit : 1 = false;
    bool smtputf8 : 1 = false;
    bool generated : 1 = false;
    bool suppress_dsn : 1 = false;
    bool verp : 1 = false;
    bool has_bytes : 1 = false;

    Recipient* recipients() { return reinterpret_cast<Recipient*>(this + 1); }
    const Recipient* recipients() const { return reinterpret_cast<const Recipient*>(this + 1); }
    const char* text() const { return reinterpret_cast<const char*>(recipients() + recipient_count); }
    std::string_view sender() const { return {text(), sender_length}; }
    std::string_view envid() const { return {text() + sender_length, envid_length}; }
    std::string_view message_id() const { return {text() + sender_length + envid_length, message_id_length}; }
    std::string_view subject() const { return {text() + sender_length + envid_length + message_id_length, subject_length}; }
    std::string_view kept() const { return {text() + sender_length + envid_length + message_id_length + subject_length, kept_length}; }
};

inline Message& Recipient::message() const {
    auto* first = const_cast<Recipient*>(this) - index;
    return *(reinterpret_cast<Message*>(first) - 1);
}
inline Recipient* Recipient::chained() const { return chain == 0 ? nullptr : message().recipients() + (chain - 1); }
inline std::string_view Recipient::address() const { return {message().text() + text, address_length}; }
inline std::string_view Recipient::orcpt() const { return {message().text() + text + address_length, orcpt_length}; }
inline std::int64_t Recipient::received() const { return message().received; }

class MessageStore {
public:
    explicit MessageStore(std::uint64_t body_budget) : body_budget_(body_budget) {}
    ~MessageStore();
    MessageStore(const MessageStore&) = delete;
    MessageStore& operator=(const MessageStore&) = delete;

    Message* add(const QueuedMessage& message);
    void remove(Message* message);
    /// The body while it is still in memory.
    std::shared_ptr<const std::string> bytes(const Message& message) const;

    std::uint64_t count() const { return count_; }
    std::uint64_t memory() const { return memory_; }
    std::uint64_t body_memory() const { return body_bytes_; }

    NameTable pools, users, jobs, feeders;
    ResponseTable responses;

private:
    void keep_bytes(Message& message, std::shared_ptr<const std::string> bytes);
    void drop_bytes(Message& message);

    struct Body { Message* message; std::shared_ptr<const std::string> bytes; };
    std::unordered_map<std::uint64_t, Body> bodies_;
    std::deque<std::uint64_t> body_order_;
    std::uint64_t body_budget_, body_bytes_ = 0, count_ = 0, memory_ = 0;
};

}  // namespace mailrace::queue
