// Walks through the ids that a filter can match in windows, so that every statement is short, results come newest first and a budget is kept: small
// windows first (the first rows must come at once), growing ones after. Private to daemon/journal; belongs to one question of one reader.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/journal/history_reader.h"
#include "daemon/journal/reader_files.h"
#include "shared/filter/sql.h"

namespace mailrace::journal {

struct Window {
    ReaderFile* file = nullptr;
    std::int64_t low = 0;   // inclusive
    std::int64_t high = 0;
};

class Scan {
public:
    struct Range {
        EventId before;                 // exclusive; zero: no bound
        EventId after;                  // exclusive
        std::int64_t from = INT64_MIN;  // microseconds, inclusive
        std::int64_t to = INT64_MAX;
    };

    /// `ascending`: oldest first, for pages after an id.
    Scan(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, Range range, const QueryLimits& limits,
         bool ascending = false);

    /// The next window, or nothing at the end or when the budget is used up.
    std::optional<Window> next();

    /// "SELECT what FROM event WHERE (window and filter) tail", bound and ready to step.
    Result<Statement> select(const Window& window, std::string_view what, std::string_view tail) const;

    /// A statement failed: true when it was for the budget or a cancel, false when the file is damaged and the scan goes on with the next.
    bool failed(const Error& error);

    /// Whether everything in range was looked at.
    bool complete() const { return complete_; }

private:
    bool out_of_time();
    bool enter_partition();
    void narrow_by_time(ReaderFile& file);

    ReaderFiles& files_;
    std::vector<Partition> partitions_;  // in the order of the walk
    filter::SqlCondition condition_;
    Range range_;
    QueryLimits limits_;
    bool ascending_;
    std::chrono::steady_clock::time_point deadline_;
    std::size_t next_partition_ = 0;
    ReaderFile* file_ = nullptr;
    std::int64_t low_ = 0, high_ = -1;  // what is left of the current partition
    std::int64_t step_;
    std::int64_t max_step_;
    bool complete_ = true;
};

}  // namespace mailrace::journal
