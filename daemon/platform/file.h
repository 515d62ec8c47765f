// Files as a durable store needs them: positions are explicit, every call says what failed, and syncing is a call of its own.
// Storage is the seam under the spool: the system's implementation here, one that forgets unsynced bytes in tests.
// A File may be read from several threads at once; writing belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace mailrace::platform {

class File {
public:
    virtual ~File() = default;
    /// Writes all of `bytes` at `offset`, or fails; after a failure any part of them may have been written.
    virtual Status write_at(std::uint64_t offset, std::string_view bytes) = 0;
    /// Reads until `out` is full or the file ends; returns the bytes read.
    virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const = 0;
    /// fdatasync: the bytes, and the size if it changed. After a failure the kernel may have dropped what it could not write.
    virtual Status sync() = 0;
    virtual Result<std::uint64_t> size() const = 0;
    virtual Status truncate(std::uint64_t size) = 0;
    /// Takes the blocks for `size` bytes now, so that writing them cannot fail for lack of space.
    virtual Status preallocate(std::uint64_t size) = 0;
};

/// Held until destroyed; the system releases it when the process dies.
class DirectoryLock {
public:
    virtual ~DirectoryLock() = default;
};

enum class OpenMode : std::uint8_t {
    read,    // must exist
    write,   // must exist; read and write
    create,  // read and write; must not exist
};

struct FreeSpace {
    std::uint64_t available = 0;  // bytes that we may still write
    std::uint64_t total = 0;
};

class Storage {
public:
    virtual ~Storage() = default;
    /// not_found when it must exist and does not. New files are readable by their owner alone.
    virtual Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) = 0;
    /// With all parents; fine when it exists. Access for the owner alone.
    virtual Status make_directories(const std::string& path) = 0;
    /// Makes creations, renames and removals in `path` durable.
    virtual Status sync_directory(const std::string& path) = 0;
    /// Replaces `to` if it exists.
    virtual Status rename(const std::string& from, const std::string& to) = 0;
    virtual Status remove(const std::string& path) = 0;
    /// Names of the regular files in `path`, in no order.
    virtual Result<std::vector<std::string>> list(const std::string& path) = 0;
    virtual Result<FreeSpace> free_space(const std::string& path) = 0;
    /// busy when another process (or another lock of this one) holds it.
    virtual Result<std::unique_ptr<DirectoryLock>> lock(const std::string& directory) = 0;

    /// That of the operating system.
    static Storage& system();
};

/// Writes `bytes` to `path` so that after a crash the file holds either the old or the new content: a temporary file beside it,
/// synced, renamed, the directory synced.
Status replace_file(Storage& storage, const std::string& path, std::string_view bytes);

/// The whole file; limit when it has more than `max` bytes.
Result<std::string> read_file(Storage& storage, const std::string& path, std::uint64_t max);

}  // namespace mailrace::platform
