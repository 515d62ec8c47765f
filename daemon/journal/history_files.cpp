#include "daemon/journal/history_files.h"

#include <algorithm>
#include <filesystem>

namespace mailrace::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "history-", kSuffix = ".db";

bool is_history(std::string_view name) {
    return name.size() == kPrefix.size() + 20 + kSuffix.size() && name.starts_with(kPrefix) && name.ends_with(kSuffix);
}

}  // namespace

std::uint64_t history_file_size(const std::string& path) {
    std::uint64_t bytes = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code error;
        const auto size = fs::file_size(path + suffix, error);
        if (!error) bytes += size;
    }
    return bytes;
}

std::string history_file_name(EventId first) {
    std::string digits = std::to_string(first.value);
    return std::string(kPrefix) + std::string(20 - digits.size(), '0') + digits + std::string(kSuffix);
}

Result<std::vector<std::string>> find_history_files(const std::string& directory) {
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
        if (is_history(it->path().filename().string())) paths.push_back(it->path().string());
    if (error) return system_error("cannot read " + directory, error.value());
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<Partition> read_partition(Database& db, const std::string& path) {
    Partition partition;
    partition.path = path;
    auto sums = db.prepare("SELECT min(first),max(last),min(oldest),max(newest),sum(events) FROM span");
    if (!sums) return sums.error();
    if (const auto row = sums->step(); !row) return row.error();
    partition.first.value = static_cast<std::uint64_t>(sums->integer(0));
    partition.last.value = static_cast<std::uint64_t>(sums->integer(1));
    partition.oldest = sums->integer(2);
    partition.newest = sums->integer(3);
    partition.events = static_cast<std::uint64_t>(sums->integer(4));
    partition.bytes = history_file_size(path);
    if (partition.events == 0) partition.first.value = 1;
    auto last = db.number("SELECT max(id) FROM event");
    if (!last) return last.error();
    if (static_cast<std::uint64_t>(*last) != partition.last.value)
        return Error::storage(std::string(DatabaseError::kDamaged) + " (spans and events disagree)");
    return partition;
}

Result<FoundHistory> open_history(const std::string& directory) {
    auto paths = find_history_files(directory);
    if (!paths) return paths.error();
    FoundHistory found;
    std::vector<Partition> partitions;
    for (const std::string& path : *paths) {
        auto db = Database::open(path, Database::Mode::read_only);
        auto partition = db ? read_partition(**db, path) : Result<Partition>(db.error());
        if (partition)
            partitions.push_back(std::move(*partition));
        else
            found.problems.push_back(path + ": " + partition.error().words);
    }
    auto list = std::make_shared<PartitionList>();
    list->replace(std::move(partitions));
    found.partitions = std::move(list);
    return found;
}

}  // namespace mailrace::journal
