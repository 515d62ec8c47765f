// Mailbox<T>: how values cross threads. Many threads put, one thread takes everything that has gathered at once.
// A batch costs one lock; the taker waits with a deadline and is woken only when it sleeps.
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "shared/base/clock.h"

namespace mailrace {

template <class T>
class Mailbox {
public:
    /// False when the mailbox is closed: the value was not taken.
    bool put(T value) {
        bool wake = false;
        {
            std::lock_guard lock(mutex_);
            if (closed_) return false;
            wake = items_.empty();
            items_.push_back(std::move(value));
        }
        if (wake) ready_.notify_one();
        return true;
    }

    /// Swaps everything that has gathered into `out` (cleared first). Waits until there is something, the mailbox is closed or
    /// `until` has passed. False when closed and empty.
    bool take_all(std::vector<T>& out, std::chrono::steady_clock::time_point until) {
        out.clear();
        std::unique_lock lock(mutex_);
        ready_.wait_until(lock, until, [&] { return !items_.empty() || closed_; });
        items_.swap(out);
        return !out.empty() || !closed_;
    }

    void close() {
        {
            std::lock_guard lock(mutex_);
            closed_ = true;
        }
        ready_.notify_all();
    }

    std::size_t size() const {
        std::lock_guard lock(mutex_);
        return items_.size();
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::vector<T> items_;
    bool closed_ = false;
};

}  // namespace mailrace
