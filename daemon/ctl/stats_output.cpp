#include "daemon/ctl/stats_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "daemon/ctl/output.h"
#include "daemon/journal/accounting_row.h"
#include "shared/accounting/time.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {
namespace {

using reports::Cell;
using reports::Table;
using reports::Unit;

std::string utc(std::int64_t ms) { return accounting::write_time(ms).substr(0, 19); }

bool is_nothing(const Cell& cell) { return std::holds_alternative<std::monostate>(cell); }

double number_of(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&cell)) return *real;
    return 0;
}

/// For programs: numbers as they are, times as accounting files have them.
std::string cell_for_programs(const Cell& cell, Unit unit) {
    if (is_nothing(cell)) return {};
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (unit == Unit::time) return accounting::write_time(std::get<std::int64_t>(cell));
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    return fmt::format("{:.{}f}", std::get<double>(cell), unit == Unit::percent ? 3 : 0);
}

/// The example says the same as the response, only longer; it is for pages and programs.
bool in_text(const Table& table, std::size_t column) {
    return table.columns[column].name != "sample" && reports::shown(table, column);
}

std::string table_text(const Table& table) {
    std::vector<std::size_t> shown;
    std::vector<Column> columns;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (!in_text(table, c)) continue;
        shown.push_back(c);
        const bool words = table.columns[c].unit == Unit::text;
        columns.push_back(
            {std::string(table.columns[c].title), !words && table.columns[c].unit != Unit::time, words ? 100u : 0u});
    }
    TextTable text(std::move(columns));
    const reports::Cells* before = nullptr;
    for (const auto& row : table.rows) {
        std::vector<std::string> cells;
        bool same = before != nullptr;  // what rows are grouped by is said once
        for (const std::size_t c : shown) {
            same = same && c < table.keys && row[c] == (*before)[c];
            cells.push_back(same ? std::string() : one_line(cell_for_people(row[c], table.columns[c].unit)));
        }
        before = &row;
        text.add(std::move(cells));
    }
    return text.text();
}

json::value cell_json(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return json::string(protocol::to_utf8_lossy(*text));
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
    if (const auto* real = std::get_if<double>(&cell)) return std::round(*real * 1000) / 1000;
    return nullptr;
}

json::object table_json(const Table& table) {
    json::array columns, rows;
    for (const auto& column : table.columns) columns.emplace_back(column.name);
    for (const auto& row : table.rows) {
        json::array cells;
        for (const Cell& cell : row) cells.emplace_back(cell_json(cell));
        rows.emplace_back(std::move(cells));
    }
    return {{"report", table.name}, {"columns", std::move(columns)}, {"rows", std::move(rows)}, {"left_out", table.left_out}};
}

}  // namespace

std::string cell_for_people(const Cell& cell, Unit unit) {
    if (is_nothing(cell)) return {};
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    switch (unit) {
        case Unit::percent: return fmt::format("{:.1f}", number_of(cell));
        case Unit::milliseconds: return duration_text(std::llround(number_of(cell)));
        case Unit::time: return utc(std::get<std::int64_t>(cell));
        case Unit::bytes: return size_text(std::get<std::int64_t>(cell));
        case Unit::text:
        case Unit::count: break;
    }
    return grouped(std::llround(number_of(cell)));
}

std::string period_words(const reports::StatsBooks& books) {
    if (books.first == 0) return {};
    const std::string first = utc(books.first), last = utc(books.last);
    return first + " – " + (first.substr(0, 10) == last.substr(0, 10) ? last.substr(11) : last) + " UTC";
}

std::string record_words(const reports::StatsBooks& books) {
    static constexpr const char* words[accounting::kKinds] = {"delivered",      "bounced",    "deferred",
                                                              "queue failures", "received",   "bounced later",
                                                              "later reports",  "complaints", "of other types"};
    std::string out = grouped(static_cast<std::int64_t>(books.taken)) + (books.taken == 1 ? " record" : " records");
    const char* between = ": ";
    for (std::size_t k = 0; k < accounting::kKinds; ++k) {
        if (books.kinds[k] == 0) continue;
        out += between + grouped(static_cast<std::int64_t>(books.kinds[k])) + " " + words[k];
        between = ", ";
    }
    return out;
}

std::string left_out_words(const Table& table) {
    return "… and " + grouped(static_cast<std::int64_t>(table.left_out)) + " more; --top 0 shows all";
}

std::string stats_text(const StatsResult& result) {
    std::string out = "From " + source_words(result.read);
    for (const std::string& condition : result.conditions) out += ", " + one_line(condition);
    out += "\n";
    if (const std::string period = period_words(result.books); !period.empty()) out += period + "\n";
    out += record_words(result.books) + "\n";
    for (const Table& table : result.tables) {
        out += "\n" + table.title + "\n" + std::string(table.title.size(), '-') + "\n";
        out += table.rows.empty() ? std::string("nothing\n") : table_text(table);
        if (table.left_out > 0) out += left_out_words(table) + "\n";
    }
    return out;
}

std::string stats_csv(const StatsResult& result) {
    std::string out;
    for (const Table& table : result.tables) {
        if (!out.empty()) out += "\r\n";
        out += "report";
        for (const auto& column : table.columns) out += "," + std::string(column.name);
        out += "\r\n";
        for (const auto& row : table.rows) {
            out += table.name;
            for (std::size_t c = 0; c < row.size(); ++c)
                out += "," + journal::csv_field(cell_for_programs(row[c], table.columns[c].unit));
            out += "\r\n";
        }
    }
    return out;
}

json::object stats_json(const StatsResult& result) {
    json::array sources, tables, conditions;
    for (const SourceBooks& s : result.read.sources)
        sources.emplace_back(json::object{{"name", s.name},
                                          {"bytes", s.parser.bytes},
                                          {"rows", s.parser.rows},
                                          {"damaged", s.parser.damaged},
                                          {"cut_short", s.parser.cut_short},
                                          {"problem", s.problem.empty() ? json::value(nullptr) : json::value(s.problem)}});
    json::object records{{"all", result.books.taken}};
    for (std::size_t k = 0; k < accounting::kKinds; ++k)
        records[to_string(static_cast<accounting::Kind>(k))] = result.books.kinds[k];
    for (const std::string& condition : result.conditions) conditions.emplace_back(protocol::to_utf8_lossy(condition));
    for (const Table& table : result.tables) tables.emplace_back(table_json(table));
    const auto time = [](std::int64_t ms) { return ms == 0 ? json::value(nullptr) : json::value(ms); };
    return {{"sources", std::move(sources)},
            {"conditions", std::move(conditions)},
            {"by", result.by.empty() ? json::value(nullptr) : json::value(result.by)},
            {"first", time(result.books.first)},
            {"last", time(result.books.last)},
            {"records", std::move(records)},
            {"reports", std::move(tables)}};
}

}  // namespace mailrace::ctl
