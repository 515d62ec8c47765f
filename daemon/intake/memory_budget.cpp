#include "daemon/intake/memory_budget.h"

namespace mailrace::intake {

bool MemoryBudget::Share::resize(std::uint64_t bytes) {
    if (bytes <= held_) {
        budget_->used_.fetch_sub(held_ - bytes, std::memory_order_relaxed);
    } else {
        const std::uint64_t more = bytes - held_;
        if (budget_->used_.fetch_add(more, std::memory_order_relaxed) + more > budget_->limit_) {
            budget_->used_.fetch_sub(more, std::memory_order_relaxed);
            return false;
        }
    }
    held_ = bytes;
    return true;
}

}  // namespace mailrace::intake
