#include "daemon/spool/segment_files.h"

#include "daemon/spool/layout.h"

namespace mailrace::spool {

Result<std::shared_ptr<const platform::File>> SegmentFiles::get(std::uint32_t segment) {
    std::lock_guard lock(mutex_);
    if (const auto it = open_.find(segment); it != open_.end()) {
        used_.splice(used_.begin(), used_, it->second.use);
        return it->second.file;
    }
    auto file = storage_.open(segment_path(options_, segment), platform::OpenMode::read);
    if (!file) return file.error();
    while (open_.size() >= kOpen) {
        open_.erase(used_.back());
        used_.pop_back();
    }
    used_.push_front(segment);
    std::shared_ptr<const platform::File> shared = std::move(file).value();
    open_.emplace(segment, Open{shared, used_.begin()});
    return shared;
}

void SegmentFiles::forget(std::uint32_t segment) {
    std::lock_guard lock(mutex_);
    const auto it = open_.find(segment);
    if (it == open_.end()) return;
    used_.erase(it->second.use);
    open_.erase(it);
}

}  // namespace mailrace::spool
