// The exact memory of one feed run: which recipient of which message arrived, how often, and which were refused for good. Compact
// (about 20 bytes a recipient), bounded by max_recipients. The owner (Books) serialises the calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::simulator {

/// Counts how often each 64-bit key was added: an open hash table without erasing.
class KeyCounts {
public:
    /// How often the key was there before; saturates at 255.
    std::uint8_t add(std::uint64_t key);
    bool contains(std::uint64_t key) const;
    std::size_t size() const { return used_; }

private:
    std::size_t slot_of(std::uint64_t key) const;
    void grow();
    std::vector<std::uint64_t> keys_;  // 0: free
    std::vector<std::uint8_t> counts_;
    std::size_t used_ = 0;
};

class RunBook {
public:
    static constexpr std::size_t max_recipients = 100'000'000;
    static constexpr std::uint64_t max_sequence = 50'000'000;

    struct Totals {
        std::uint64_t messages = 0;    // sequence numbers of which something arrived
        std::uint64_t recipients = 0;  // distinct recipients that arrived
        std::uint64_t duplicates = 0;  // copies beyond the first of a recipient
        std::uint64_t altered = 0;     // messages whose body is not what was sent
        std::uint64_t unanswered = 0;  // copies that were taken but whose answer was withheld: a second one is no fault
        std::uint64_t refused = 0;     // distinct recipients that were refused for good
        std::uint64_t returned = 0;    // reports that came back to the sender's address
        std::uint64_t forgotten = 0;   // beyond the bounds, counted nowhere else
    };

    void accepted(std::uint64_t sequence, std::string_view recipient);
    void refused(std::uint64_t sequence, std::string_view recipient);
    void altered() { ++totals_.altered; }
    void unanswered(std::uint64_t copies) { totals_.unanswered += copies; }
    void returned() { ++totals_.returned; }

    const Totals& totals() const { return totals_; }
    /// Distinct recipients of a message that arrived, that arrived more than once, that were refused for good and never arrived.
    std::uint32_t arrived(std::uint64_t sequence) const;
    std::uint32_t copies(std::uint64_t sequence) const;
    std::uint32_t refused_of(std::uint64_t sequence) const;
    /// One more than the greatest sequence number seen.
    std::uint64_t end_sequence() const { return messages_.size(); }

private:
    struct PerMessage {
        std::uint16_t arrived = 0;
        std::uint16_t copies = 0;
        std::uint16_t refused = 0;
    };
    PerMessage* message(std::uint64_t sequence);

    Totals totals_;
    KeyCounts accepted_;
    KeyCounts refused_;
    std::vector<PerMessage> messages_;
};

}  // namespace mailrace::simulator
