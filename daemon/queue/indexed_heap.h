// A binary heap of pointers whose elements know their own place, so that any of them can be removed in O(log n) without a search. Traits give
// `key(const T&)` (least first) and `place(T&)`, a std::uint32_t& that the heap owns while the element is inside.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace mailrace::queue {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

template <class T, class Traits>
class IndexedHeap {
public:
    bool empty() const { return items_.empty(); }
    std::size_t size() const { return items_.size(); }
    T* top() const { return items_.front(); }
    const std::vector<T*>& items() const { return items_; }
    std::size_t memory() const { return items_.capacity() * sizeof(T*); }

    void push(T* item) {
        items_.push_back(item);
        up(items_.size() - 1, item);
    }

    void remove(T* item) {
        const std::size_t at = Traits::place(*item);
        Traits::place(*item) = kNowhere;
        T* last = items_.back();
        items_.pop_back();
        if (last != item) settle(at, last);
        give_back();
    }

    /// The key of `item` has changed.
    void update(T* item) { settle(Traits::place(*item), item); }

private:
    void put(std::size_t at, T* item) {
        items_[at] = item;
        Traits::place(*item) = static_cast<std::uint32_t>(at);
    }

    void settle(std::size_t at, T* item) {
        if (at > 0 && Traits::key(*item) < Traits::key(*items_[(at - 1) / 2])) up(at, item);
        else down(at, item);
    }

    void up(std::size_t at, T* item) {
        while (at > 0) {
            const std::size_t parent = (at - 1) / 2;
            if (!(Traits::key(*item) < Traits::key(*items_[parent]))) break;
            put(at, items_[parent]);
            at = parent;
        }
        put(at, item);
    }

    void down(std::size_t at, T* item) {
        const std::size_t n = items_.size();
        for (;;) {
            std::size_t child = 2 * at + 1;
            if (child >= n) break;
            if (child + 1 < n && Traits::key(*items_[child + 1]) < Traits::key(*items_[child])) ++child;
            if (!(Traits::key(*items_[child]) < Traits::key(*item))) break;
            put(at, items_[child]);
            at = child;
        }
        put(at, item);
    }

    /// A queue that was long once does not keep its memory.
    void give_back() {
        if (items_.capacity() > 64 && items_.size() < items_.capacity() / 4) items_.shrink_to_fit();
    }

    std::vector<T*> items_;
};

}  // namespace mailrace::queue
