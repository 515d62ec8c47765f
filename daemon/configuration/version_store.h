// Every version of the configuration that ran, in a SQLite database of its own: who, when, why, and the texts. A text that several versions share is
// kept once, compressed. Bounded in versions and bytes; the oldest go first. One thread at a time. The file is for its owner alone: texts hold passwords.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/journal/database.h"
#include "shared/base/clock.h"

namespace mailrace::configuration {

enum class VersionOrigin : std::uint8_t { start, reload, apply, rollback };
std::string_view to_string(VersionOrigin origin);

struct VersionDocument {
    std::string id;
    std::string revision;
    std::uint64_t added = 0, removed = 0;  // lines, against the version before
};

struct Version {
    std::int64_t number = 0;
    WallTime time{};
    std::string user;
    std::string note;
    VersionOrigin origin = VersionOrigin::start;
    std::string revision;  // of all documents together
    std::vector<VersionDocument> documents;  // the main one first
};

struct StoreLimits {
    std::uint64_t versions = 1000;
    std::uint64_t bytes = 512u << 20;  // of compressed texts
};

/// A path for VersionStore::open: versions are kept until the process ends.
inline constexpr std::string_view kInMemory = ":memory:";

class VersionStore {
public:
    /// Makes the database when there is none.
    static Result<std::unique_ptr<VersionStore>> open(const std::string& path, StoreLimits limits = {});

    /// Keeps a version, gives it its number; `texts` in the order of its documents. Forgets old versions beyond the limits.
    Status add(Version& version, const std::vector<std::string>& texts);
    /// Newest first; `before` 0: from the newest.
    Result<std::vector<Version>> list(std::int64_t before, std::size_t limit);
    /// not_found when there is no such version, or not any more.
    Result<Version> get(std::int64_t number);
    /// The texts of its documents, in their order.
    Result<std::vector<std::string>> texts(std::int64_t number);
    /// Nothing: no version was kept yet.
    Result<std::optional<Version>> newest();

private:
    VersionStore(std::unique_ptr<journal::Database> db, StoreLimits limits) : db_(std::move(db)), limits_(limits) {}
    Result<std::int64_t> keep_text(const std::string& revision, const std::string& text);
    Result<std::string> unpack(std::int64_t text);
    Result<std::vector<VersionDocument>> documents_of(std::int64_t number);
    Status forget_old();

    std::unique_ptr<journal::Database> db_;
    StoreLimits limits_;
};

}  // namespace mailrace::configuration
