#include "daemon/queue/ready_lanes.h"

#include <algorithm>

namespace mailrace::queue {

void BundleList::push_back(Recipient* r) {
    r->previous = last;
    r->next = nullptr;
    (last ? last->next : first) = r;
    last = r;
}

void BundleList::push_front(Recipient* r) {
    r->previous = nullptr;
    r->next = first;
    (first ? first->previous : last) = r;
    first = r;
}

void BundleList::remove(Recipient* r) {
    (r->previous ? r->previous->next : first) = r->next;
    (r->next ? r->next->previous : last) = r->previous;
    r->previous = r->next = nullptr;
}

void ReadyLanes::wake(std::size_t lane) {
    // A lane that was empty does not make up for the turns it missed.
    if (lanes_[lane].empty()) pass_[lane] = std::max(pass_[lane], time_);
}

void ReadyLanes::push_back(Recipient* head) {
    const std::size_t lane = lane_of(head->message().priority);
    wake(lane);
    lanes_[lane].push_back(head);
    ++bundles_;
}

void ReadyLanes::push_front(Recipient* head) {
    const std::size_t lane = lane_of(head->message().priority);
    wake(lane);
    lanes_[lane].push_front(head);
    ++bundles_;
}

void ReadyLanes::remove(Recipient* head) {
    lanes_[lane_of(head->message().priority)].remove(head);
    --bundles_;
}

Recipient* ReadyLanes::front() const {
    Recipient* best = nullptr;
    std::uint64_t pass = 0;
    for (std::size_t i = kLanes; i-- > 0;) {  // on a tie the more urgent goes first
        if (!lanes_[i].empty() && (best == nullptr || pass_[i] < pass)) {
            best = lanes_[i].first;
            pass = pass_[i];
        }
    }
    return best;
}

void ReadyLanes::charge(const Recipient* head) {
    const std::size_t lane = lane_of(head->message().priority);
    time_ = std::max(time_, pass_[lane]);
    pass_[lane] += std::uint64_t{1} << (kLanes - 1 - lane);
}

}  // namespace mailrace::queue
