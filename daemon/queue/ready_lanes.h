// The bundles of a queue that may go now: five lanes by priority, first in first out within each. A lane gets twice the share of the one below
// (stride scheduling), so that urgent mail overtakes and bulk never starves. Intrusive; lives with its queue.
#pragma once

#include <array>
#include <cstdint>

#include "daemon/queue/message_store.h"

namespace mailrace::queue {

/// A doubly linked list through Recipient::previous and next.
struct BundleList {
    Recipient* first = nullptr;
    Recipient* last = nullptr;
    bool empty() const { return first == nullptr; }
    void push_back(Recipient* r);
    void push_front(Recipient* r);
    void remove(Recipient* r);
};

class ReadyLanes {
public:
    static constexpr std::size_t kLanes = 5;
    static std::size_t lane_of(std::uint8_t priority) { return std::min<std::size_t>(kLanes - 1, priority / 20u); }

    bool empty() const { return bundles_ == 0; }
    std::size_t bundles() const { return bundles_; }
    void push_back(Recipient* head);
    void push_front(Recipient* head);   // it had its turn already
    void remove(Recipient* head);
    /// The bundle whose turn it is; nullptr when empty. Nothing is charged yet.
    Recipient* front() const;
    /// The lane of `head` has had a turn.
    void charge(const Recipient* head);
    const BundleList& lane(std::size_t i) const { return lanes_[i]; }

private:
    void wake(std::size_t lane);

    std::array<BundleList, kLanes> lanes_;
    std::array<std::uint64_t, kLanes> pass_{};
    std::uint64_t time_ = 0;
    std::size_t bundles_ = 0;
};

}  // namespace mailrace::queue
