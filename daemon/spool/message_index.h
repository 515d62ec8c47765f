// Where every live message lies and how its recipients stand: 32 bytes a message with one recipient, and about 8 more in the
// hash table; further recipients cost 8 bytes each. Not thread safe: the owner guards it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "daemon/spool/format.h"

namespace mailrace::spool {

class MessageIndex {
public:
    static constexpr std::uint32_t kLarge = 0xFFFF'FFFF;  // body_length of a message whose body has a file of its own

    struct Entry {
        MessageId id;
        std::uint64_t states = 0;       // PackedState of the only recipient, or bit 63 and the address of many
        std::uint32_t segment = 0;
        std::uint32_t body_offset = 0;  // in the segment; the record begins meta_length + 24 before
        std::uint32_t body_length = 0;
        std::uint32_t meta_length = 0;

        bool large() const { return body_length == kLarge; }
        std::uint32_t record_offset() const { return body_offset - meta_length - static_cast<std::uint32_t>(kRecordHeaderSize); }
        std::uint64_t record_length() const {
            return RecordHeader{.meta_length = meta_length, .body_length = large() ? 0 : body_length}.record_length();
        }
        std::span<const PackedState> recipients() const;
    };

    MessageIndex() = default;
    ~MessageIndex();
    MessageIndex(const MessageIndex&) = delete;
    MessageIndex& operator=(const MessageIndex&) = delete;

    /// Null when the message is not there. Valid until the next insert or erase.
    Entry* find(MessageId id);
    const Entry* find(MessageId id) const { return const_cast<MessageIndex*>(this)->find(id); }
    /// `id` must not be there; `recipients` at least one.
    Entry& insert(MessageId id, std::span<const PackedState> recipients);
    /// Does nothing when there is none of that number. Returns whether the state differs from the one before.
    static bool set_state(Entry& entry, std::uint32_t recipient, PackedState state);
    static void set_states(Entry& entry, std::span<const PackedState> recipients);
    static bool all_final(const Entry& entry);
    void erase(MessageId id);

    std::size_t size() const { return size_; }
    /// Bytes that index and entries take now.
    std::size_t memory() const;

private:
    static constexpr std::size_t kChunk = 4096;  // entries
    struct Many;
    static Many* many(const Entry& entry);
    static void release(Entry& entry);

    Entry& at(std::uint32_t number) { return chunks_[number / kChunk][number % kChunk]; }
    std::size_t home(MessageId id) const { return (id.value * 0x9E3779B97F4A7C15ULL) >> shift_; }
    void grow();

    std::vector<std::unique_ptr<Entry[]>> chunks_;
    std::vector<std::uint32_t> slots_;   // number of the entry + 1; 0: empty
    std::uint32_t used_ = 0;             // entries ever taken from the chunks
    std::uint32_t free_ = 0;             // number + 1 of the first freed entry; chained by Entry::states
    std::size_t size_ = 0;
    std::size_t many_bytes_ = 0;
    unsigned shift_ = 64;
};

}  // namespace mailrace::spool
