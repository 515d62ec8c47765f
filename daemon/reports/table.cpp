#include "daemon/reports/table.h"

#include <algorithm>

namespace mailrace::reports {
namespace {

bool has_something(const Cell& cell, bool zero_is_something) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return zero_is_something || *whole != 0;
    return !std::holds_alternative<std::monostate>(cell);
}

}  // namespace

bool shown(const Table& table, std::size_t column) {
    const bool rare = table.columns[column].rare;
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const Cells& row) { return has_something(row[column], !rare); });
}

}  // namespace mailrace::reports
