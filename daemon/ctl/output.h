// How the command line prints: tables with aligned columns, grouped digits, sizes, durations and times for people, escape sequences
// only when the output is a terminal.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::ctl {

namespace json = boost::json;

std::string grouped(std::int64_t number);                  // 12,345
std::string size_text(std::int64_t bytes);                 // 1.2 MB
std::string duration_text(std::int64_t milliseconds);      // 2 h 10 min
std::string time_text(std::int64_t unix_ms);               // 2026-01-02 03:04:05 in local time; "-" for 0
std::string clock_text(std::int64_t unix_ms);              // 03:04:05.123
std::string one_line(std::string_view text);               // control characters and line ends made visible, for a terminal

struct Column {
    std::string title;
    bool right = false;
    std::size_t widest = 60;  // longer cells are cut with "…"; 0: never
};

class TextTable {
public:
    explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    bool empty() const { return rows_.empty(); }
    std::string text() const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// A table as it travels ({columns, rows}), read by column name.
class TableView {
public:
    explicit TableView(const json::value& table);
    std::size_t size() const { return rows_.size(); }
    std::string text(std::size_t row, std::string_view column) const;
    std::int64_t number(std::size_t row, std::string_view column) const;
    double real(std::size_t row, std::string_view column) const;
    bool is_null(std::size_t row, std::string_view column) const;

private:
    const json::value* cell(std::size_t row, std::string_view column) const;
    std::vector<std::string> columns_;
    json::array rows_;
};

bool output_is_terminal();
/// Rows and columns of the terminal; 24 and 80 when there is none.
struct TerminalSize { int rows = 24; int columns = 80; };
TerminalSize terminal_size();

}  // namespace mailrace::ctl
