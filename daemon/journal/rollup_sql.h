// How Counts lie in the tables of journal.db. Private to daemon/journal.
#pragma once

#include <string>

#include "daemon/journal/database.h"
#include "daemon/journal/rollups.h"

namespace mailrace::journal {

inline constexpr std::string_view kCountColumns =
    "received,generated,delivered,deferred,bounced,rejected,complaints,expired,deleted,queue_deferred,bytes";

/// Binds the columns above from parameter `at` on; returns the parameter after them.
int bind_counts(Statement& statement, int at, const Counts& counts);
Counts read_counts(const Statement& row, int column);

/// Adds a cell to what the table holds: minute, kind, name, the counts, depth, latency.
std::string add_rollup_sql();

}  // namespace mailrace::journal
