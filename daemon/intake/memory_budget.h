// Counts the bytes of all messages being received, so that many senders together cannot take all memory. Any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace mailrace::intake {

class MemoryBudget {
public:
    explicit MemoryBudget(std::uint64_t limit) : limit_(limit) {}
    bool full() const { return used() >= limit_; }
    std::uint64_t used() const { return used_.load(std::memory_order_relaxed); }

    /// One message's part of the budget; given back when it is destroyed.
    class Share {
    public:
        explicit Share(MemoryBudget& budget) : budget_(&budget) {}
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;
        ~Share() { resize(0); }
        /// The message now takes `bytes`. Growing fails when the budget is used up.
        bool resize(std::uint64_t bytes);

    private:
        MemoryBudget* budget_;
        std::uint64_t held_ = 0;
    };

private:
    std::atomic<std::uint64_t> used_{0};
    std::uint64_t limit_;
};

}  // namespace mailrace::intake
