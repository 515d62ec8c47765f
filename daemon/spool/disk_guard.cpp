#include "daemon/spool/disk_guard.h"

namespace mailrace::spool {

void DiskGuard::look(SteadyTime now, std::uint64_t written) {
    free_ -= std::min(free_, written);
    if (!known_ || now >= next_look_) {
        next_look_ = now + std::chrono::seconds{1};
        const auto space = storage_.free_space(options_.directory);
        known_ = space.has_value();
        if (known_) free_ = space.value().available;
    }
    const bool low = known_ && free_ < options_.min_free_space;
    if (low != low_ || low) {
        low_ = low;
        publish();
    }
}

void DiskGuard::write_failed(const std::string& why) {
    failure_ = why.empty() ? "unknown error" : why;
    publish();
}

void DiskGuard::write_worked() {
    if (failure_.empty()) return;
    failure_.clear();
    publish();
}

void DiskGuard::publish() {
    std::string words;
    if (!failure_.empty()) {
        words = "the spool cannot be written: " + failure_;
    } else if (low_) {
        words = "disk space is low: " + std::to_string(free_ >> 20) + " MiB are free in " + options_.directory + ", " +
                std::to_string(options_.min_free_space >> 20) + " MiB must stay free";
    }
    std::lock_guard lock(mutex_);
    refusal_ = std::move(words);
    accepting_.store(refusal_.empty(), std::memory_order_release);
}

std::string DiskGuard::refusal() const {
    if (accepting_.load(std::memory_order_acquire)) return {};
    std::lock_guard lock(mutex_);
    return refusal_;
}

bool DiskGuard::release_reserve() {
    if (!reserved_) return false;
    reserved_ = false;
    if (!storage_.remove(reserve_path())) return false;
    return storage_.sync_directory(options_.directory).has_value();
}

void DiskGuard::take_reserve() {
    if (reserved_ || (known_ && free_ < options_.min_free_space + 2 * kReserve)) return;
    auto file = storage_.open(reserve_path(), platform::OpenMode::write);
    if (!file) file = storage_.open(reserve_path(), platform::OpenMode::create);
    if (!file) return;
    reserved_ = file.value()->preallocate(kReserve).has_value();
    if (!reserved_) (void)storage_.remove(reserve_path());
}

}  // namespace mailrace::spool
