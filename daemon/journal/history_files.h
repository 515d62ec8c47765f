// The history's files as they lie in a directory: their names, and what each holds. Also for those who only read them, with or
// without a daemon that writes. Any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/journal/database.h"
#include "daemon/journal/partition_list.h"
#include "shared/base/result.h"

namespace mailrace::journal {

/// "history-00000000000000000001.db": the first id, so that the names sort like the ids.
std::string history_file_name(EventId first);
/// Paths of the history files in `directory`, oldest first.
Result<std::vector<std::string>> find_history_files(const std::string& directory);
/// Bytes on the disk, with what SQLite keeps beside it.
std::uint64_t history_file_size(const std::string& path);
/// What a file holds, by its spans and events.
Result<Partition> read_partition(Database& db, const std::string& path);

struct FoundHistory {
    std::shared_ptr<const PartitionList> partitions;
    std::vector<std::string> problems;  // of files that cannot be read, for a person; the others are there
};
/// The history in `directory`, to be read only: nothing in it is changed.
Result<FoundHistory> open_history(const std::string& directory);

}  // namespace mailrace::journal
