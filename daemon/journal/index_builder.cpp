#include "daemon/journal/index_builder.h"

#include "daemon/journal/database.h"
#include "daemon/journal/schema.h"

namespace mailrace::journal {

IndexBuilder::IndexBuilder(bool sync) : sync_(sync), thread_([this](const std::stop_token& stop) { run(stop); }) {}

IndexBuilder::~IndexBuilder() {
    thread_.request_stop();
    changed_.notify_all();
}

void IndexBuilder::add(std::string path) {
    {
        const std::lock_guard lock(mutex_);
        paths_.push_back(std::move(path));
    }
    changed_.notify_all();
}

void IndexBuilder::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return paths_.empty() && !busy_; });
}

void IndexBuilder::run(const std::stop_token& stop) {
    for (;;) {
        std::string path;
        {
            std::unique_lock lock(mutex_);
            busy_ = false;
            changed_.notify_all();
            if (!changed_.wait(lock, stop, [&] { return !paths_.empty(); }) || stop.stop_requested()) return;
            path = std::move(paths_.front());
            paths_.pop_front();
            busy_ = true;
        }
        build(path, stop);
    }
}

/// A file that cannot be indexed can still be read, only slower: the next start tries again.
void IndexBuilder::build(const std::string& path, const std::stop_token& stop) const {
    auto db = Database::open(path, Database::Mode::read_write_existing);  // retention may have taken the file
    if (!db) return;
    (*db)->limit(std::chrono::steady_clock::time_point::max(), stop);
    const auto known = (*db)->number("SELECT count(*) FROM sqlite_schema WHERE name IN ('event_provider','event_domain','event_recipient')");
    if (!known || *known == 3) return;
    if (!(*db)->execute(sync_ ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF")) return;
    // What it takes for a moment stays with the process, in the heap of this thread: a small cache, which also bounds the sorting in memory.
    if (!(*db)->execute("PRAGMA temp_store=FILE; PRAGMA cache_size=-8192")) return;
    if (!(*db)->execute(late_indexes())) return;
    (void)(*db)->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace mailrace::journal
