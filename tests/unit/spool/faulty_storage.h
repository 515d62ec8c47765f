// A disk in memory that can lose power, fill up and fail. Every file has what is synced and the writes since; every directory the
// names that are synced and the changes since. crash() keeps what was synced and a random part of the rest: of the unsynced writes a random
// selection, the pages of each torn apart; of the unsynced changes of a directory a random number from the front.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "daemon/platform/file.h"

namespace mailrace::spool::testing {

class FaultyStorage final : public platform::Storage {
public:
    explicit FaultyStorage(unsigned seed = 1) : random_(seed) {}

    // Faults. Each holds until it is changed.
    void set_capacity(std::uint64_t bytes);          // of all files together
    void fail_syncs(int count);                      // the next `count` calls of sync fail, and lose the unsynced writes
    void fail_writes(int count);                     // the next `count` writes fail after a random part
    void stop_after(int operations);                 // all operations after that many fail: the power is about to go
    void fail_reads_of(const std::string& path, std::uint64_t from, std::uint64_t to);  // EIO for reads that touch these bytes

    /// Power loss. All open files fail from now on.
    void crash();
    /// The process dies; what it wrote stays with the system.
    void kill();

    /// The content as a reader sees it now, and its replacement; for damaging files.
    std::string content(const std::string& path) const;
    void set_content(const std::string& path, std::string bytes);
    std::vector<std::string> paths() const;
    int syncs() const { return syncs_; }
    int writes() const { return writes_; }
    std::uint64_t used() const;
    /// A failed sync has lost writes that readers still see: a process that dies now and is started again would be shown what is not
    /// on the disk, and no program can tell. Until the next crash.
    bool lost_writes() const;

    Result<std::unique_ptr<platform::File>> open(const std::string& path, platform::OpenMode mode) override;
    Status make_directories(const std::string& path) override;
    Status sync_directory(const std::string& path) override;
    Status rename(const std::string& from, const std::string& to) override;
    Status remove(const std::string& path) override;
    Result<std::vector<std::string>> list(const std::string& path) override;
    Result<platform::FreeSpace> free_space(const std::string& path) override;
    Result<std::unique_ptr<platform::DirectoryLock>> lock(const std::string& directory) override;

private:
    friend class FaultyFile;
    struct Node {
        std::string durable;
        std::string now;
        struct Change {
            std::uint64_t offset = 0;
            std::string bytes;
            bool truncate = false;   // to `offset`
        };
        std::vector<Change> unsynced;
        std::uint64_t preallocated = 0;
        std::uint64_t size_on_disk() const { return std::max<std::uint64_t>(now.size(), preallocated); }
    };
    using NodePtr = std::shared_ptr<Node>;
    struct NameChange {
        std::string name;
        NodePtr node;   // null: removed
    };

    static void apply(std::string& bytes, const Node::Change& change);
    bool powered();     // counts an operation
    Error dead() const;
    std::uint64_t used_locked() const;

    mutable std::mutex mutex_;
    std::mt19937 random_;
    std::map<std::string, NodePtr> names_;      // as a reader sees them
    std::map<std::string, NodePtr> durable_;
    std::vector<NameChange> name_changes_;      // since the last sync of their directory
    std::set<std::string> locks_;
    unsigned life_ = 0;                         // open files of an earlier one fail
    std::uint64_t capacity_ = 1ULL << 40;
    int failing_syncs_ = 0, failing_writes_ = 0;
    int operations_left_ = -1;
    int syncs_ = 0, writes_ = 0;
    bool lost_writes_ = false;
    std::string bad_path_;
    std::uint64_t bad_from_ = 0, bad_to_ = 0;
};

}  // namespace mailrace::spool::testing
