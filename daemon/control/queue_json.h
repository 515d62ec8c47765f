// Rows of queues as they travel, as the filter sees them, grouped and sorted. Pure; runs on the control thread on copies.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/queue/views.h"
#include "shared/filter/predicate.h"

namespace mailrace::control {

boost::json::array queue_column_names();
boost::json::array queue_json_row(const queue::QueueRow& row);

/// A row of queues as the filter language sees it. Borrows the row.
class QueueRecord final : public filter::Record {
public:
    explicit QueueRecord(const queue::QueueRow& row) : row_(&row) {}
    std::string_view text(filter::FieldId field) const override;
    std::int64_t number(filter::FieldId field) const override;

private:
    const queue::QueueRow* row_;
};

/// "queue", "provider", "domain", "vmta" or "job" are groupings; anything else is not.
bool is_grouping(std::string_view group);
/// The rows as they are for "queue", sums otherwise.
std::vector<queue::QueueRow> grouped_rows(const std::vector<queue::QueueRow>& rows, std::string_view group);
std::vector<queue::QueueRow> rows_of_jobs(const std::vector<queue::JobRow>& jobs);

/// Sorts by a column; false when there is no such column. Equal rows stay in order of name.
bool sort_rows(std::vector<queue::QueueRow>& rows, std::string_view column, bool descending);

/// milliseconds since 1970, or null for the zero time.
boost::json::value time_or_null(WallTime time);

}  // namespace mailrace::control
