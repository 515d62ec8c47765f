// The history told as accounting files tell it: the same rows, so that reports and searches over the history and over files
// cannot differ. Three columns are added: `provider`, `class`, and `delayMs`, the milliseconds from acceptance to the record. One
// reader, one thread at a time.
#pragma once

#include <cstddef>
#include <string>

#include "daemon/journal/history_reader.h"

namespace mailrace::journal {

/// The header line of these rows, with CR LF.
const std::string& record_header();

struct RecordPage {
    std::string text;  // rows with CR LF, oldest first; events that accounting files do not know are left out
    std::size_t rows = 0;
    EventId last;  // go on after this one
    bool more = false;
    bool complete = true;  // false: the budget ended it before `limit` events were found; go on after `last`
};

inline constexpr std::size_t kMaxRecords = 10'000;

/// Matching events newer than `after` (zero: from the oldest), at most `limit` (1…kMaxRecords) of them.
RecordPage read_records(HistoryReader& reader, const filter::Filter& filter, EventId after, std::size_t limit,
                        const QueryLimits& limits);

}  // namespace mailrace::journal
