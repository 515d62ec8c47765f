// The questions that count: histogram, facets, groups of responses. Private to daemon/journal; each runs on the thread of the reader that asks.
#pragma once

#include "daemon/journal/history_reader.h"
#include "daemon/journal/reader_files.h"

namespace mailrace::journal {

Histogram count_histogram(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, std::int64_t from, std::int64_t to,
                          std::size_t buckets, const QueryLimits& limits);
Facets count_facets(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, std::span<const filter::FieldId> fields,
                    std::size_t top, const QueryLimits& limits);
Groups count_groups(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, std::size_t limit, const QueryLimits& limits);

}  // namespace mailrace::journal
