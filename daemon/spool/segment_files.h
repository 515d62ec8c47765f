// Open segments for reading bodies: a bounded number stay open, each may be read by several threads while another closes it here.
// Any thread.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "daemon/platform/file.h"
#include "daemon/spool/spool.h"

namespace mailrace::spool {

class SegmentFiles {
public:
    static constexpr std::size_t kOpen = 128;

    SegmentFiles(platform::Storage& storage, const SpoolOptions& options) : storage_(storage), options_(options) {}

    Result<std::shared_ptr<const platform::File>> get(std::uint32_t segment);
    void forget(std::uint32_t segment);

private:
    struct Open {
        std::shared_ptr<const platform::File> file;
        std::list<std::uint32_t>::iterator use;
    };
    platform::Storage& storage_;
    const SpoolOptions& options_;
    std::mutex mutex_;
    std::unordered_map<std::uint32_t, Open> open_;
    std::list<std::uint32_t> used_;  // the latest first
};

}  // namespace mailrace::spool
