// Says whether new mail may be taken: free space (asked for at most once a second) and whether writing works. Keeps a reserve file whose
// blocks are given back when the disk is full, so that what happens to mail already here can still be written.
// refusal() from any thread, the rest on the spool thread.
#pragma once

#include <atomic>
#include <mutex>
#include <string>

#include "daemon/platform/file.h"
#include "daemon/spool/spool.h"

namespace mailrace::spool {

class DiskGuard {
public:
    static constexpr std::uint64_t kReserve = 4U << 20;  // bytes

    DiskGuard(platform::Storage& storage, const SpoolOptions& options) : storage_(storage), options_(options) {}

    /// Looks at the free space if a second has passed; `written` bytes since the last call count at once.
    void look(SteadyTime now, std::uint64_t written);
    void write_failed(const std::string& why);
    void write_worked();
    bool writable() const { return failure_.empty(); }
    bool low() const { return low_; }
    std::uint64_t free_bytes() const { return free_; }

    /// Gives the reserve back. False when there is none.
    bool release_reserve();
    /// Takes it again when there is enough space.
    void take_reserve();

    std::string refusal() const;

private:
    void publish();
    std::string reserve_path() const { return options_.directory + "/reserve"; }

    platform::Storage& storage_;
    const SpoolOptions& options_;
    SteadyTime next_look_{};
    std::uint64_t free_ = 0;
    bool known_ = false;
    bool low_ = false;
    bool reserved_ = false;
    std::string failure_;
    std::atomic<bool> accepting_{true};
    mutable std::mutex mutex_;
    std::string refusal_;
};

}  // namespace mailrace::spool
