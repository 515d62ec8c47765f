// What a report says: tables with typed cells, so that each form of output writes them in its own way. Values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mailrace::reports {

/// How the numbers of a column are meant.
enum class Unit : std::uint8_t { text, count, percent, milliseconds, time, bytes };

struct Column {
    std::string_view name;   // for programs: "delivered_percent"
    std::string_view title;  // for people
    Unit unit = Unit::text;
    bool bar = false;   // pages draw the share of the largest
    bool rare = false;  // people see it only when a row has something there
};

/// Nothing, a text, a whole number (counts, bytes, ms since 1970), or a real one (percent, milliseconds).
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;
using Cells = std::vector<Cell>;

struct Table {
    std::string name;  // "bounce-categories"
    std::string title;
    std::vector<Column> columns;
    std::size_t keys = 0;  // leading columns that --by and the report's own grouping put in front; repeated in each row
    std::vector<Cells> rows;
    std::uint64_t left_out = 0;  // rows beyond --top
};

/// Whether people get to see a column: programs get all of them.
bool shown(const Table& table, std::size_t column);

inline Cell count(std::uint64_t n) { return static_cast<std::int64_t>(n); }
/// Nothing when there is no whole.
inline Cell percent(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? Cell{} : Cell{100.0 * static_cast<double>(part) / static_cast<double>(whole)};
}

}  // namespace mailrace::reports
