// Read-only connections to the history's files, opened when needed and kept, with the words of their dictionaries. Private to daemon/journal; belongs
// to one reader.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include "daemon/events/event.h"
#include "daemon/journal/database.h"
#include "daemon/journal/partition_list.h"

namespace mailrace::journal {

class ReaderFile {
public:
    static Result<std::unique_ptr<ReaderFile>> open(const std::string& path);

    const std::string& path() const { return path_; }
    Database& db() { return *db_; }
    /// The word with this id of the dictionary; empty for 0.
    const std::string& word(std::int64_t id);
    /// The event with this id, without session.
    Result<std::optional<events::Event>> event(EventId id);
    Result<std::string> session(EventId id);

private:
    events::Event read_row();
    void add_details(events::Event& event);

    std::string path_;
    std::unique_ptr<Database> db_;
    Statement find_word_, find_event_, find_session_, find_detail_;
    std::unordered_map<std::int64_t, std::string> words_;
};

class ReaderFiles {
public:
    /// The file of this partition, or null when it cannot be read (damaged, or gone since).
    ReaderFile* get(const Partition& partition);

private:
    static constexpr std::size_t kMostOpen = 40;
    std::list<std::unique_ptr<ReaderFile>> open_;  // used last first
};

}  // namespace mailrace::journal
