#include <fmt/format.h>

#include <algorithm>

#include "daemon/ctl/output.h"
#include "daemon/ctl/page.h"
#include "daemon/ctl/stats_output.h"

namespace mailrace::ctl {
namespace {

using reports::Cell;
using reports::Cells;
using reports::Table;
using reports::Unit;

std::string sum(std::uint64_t count, const char* words) {
    return count == 0 ? std::string()
                      : "<div><b>" + grouped(static_cast<std::int64_t>(count)) + "</b><span>" + words + "</span></div>\n";
}

std::string sums(const reports::StatsBooks& books) {
    using accounting::Kind;
    const auto of = [&](Kind kind) { return books.kinds[static_cast<std::size_t>(kind)]; };
    const std::uint64_t ended = of(Kind::delivery) + of(Kind::bounce);
    std::string out = "<div class=\"sums\">\n" + sum(of(Kind::receipt), "received") + sum(of(Kind::delivery), "delivered");
    if (ended > 0)
        out += fmt::format("<div><b>{:.1f} %</b><span>delivered of those that ended</span></div>\n",
                           100.0 * static_cast<double>(of(Kind::delivery)) / static_cast<double>(ended));
    return out + sum(of(Kind::bounce), "bounced") + sum(of(Kind::transient), "deferred") +
           sum(of(Kind::remote_bounce), "bounced later") + sum(of(Kind::feedback), "complaints") + "</div>\n";
}

/// Shown when a row has something there; the sample stands below the response.
std::vector<std::size_t> columns_of(const Table& table) {
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].name != "sample" && reports::shown(table, c)) out.push_back(c);
    }
    return out;
}

const char* cell_class(const reports::Column& column) {
    if (column.unit == Unit::time) return "t";
    if (column.unit != Unit::text) return "n";
    return column.name == "response" ? "w" : "t";
}

std::string bar(const Cell& cell, std::int64_t largest) {
    const auto* value = std::get_if<std::int64_t>(&cell);
    if (value == nullptr || largest <= 0) return {};
    return fmt::format("<span class=\"bar\"><i style=\"width:{:.1f}%\"></i></span>",
                       100.0 * static_cast<double>(*value) / static_cast<double>(largest));
}

std::string table_html(const Table& table) {
    const auto columns = columns_of(table);
    std::string out = "<table>\n<tr>";
    std::vector<std::int64_t> largest(table.columns.size());
    std::size_t sample = table.columns.size();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].name == "sample") sample = c;
        for (const Cells& row : table.rows)
            if (const auto* value = std::get_if<std::int64_t>(&row[c])) largest[c] = std::max(largest[c], *value);
    }
    for (const std::size_t c : columns)
        out += fmt::format("<th class=\"{}\">{}</th>", cell_class(table.columns[c]), html(table.columns[c].title));
    out += "</tr>\n";
    const Cells* before = nullptr;
    for (const Cells& row : table.rows) {
        out += "<tr>";
        bool same = before != nullptr;
        for (const std::size_t c : columns) {
            same = same && c < table.keys && row[c] == (*before)[c];
            out += fmt::format("<td class=\"{}{}\">{}", cell_class(table.columns[c]), same ? " same" : "",
                               html(cell_for_people(row[c], table.columns[c].unit)));
            if (table.columns[c].bar) out += bar(row[c], largest[c]);
            if (table.columns[c].name == "response" && sample < row.size() && row[sample] != row[c])
                out += "<small>" + html(cell_for_people(row[sample], Unit::text)) + "</small>";
            out += "</td>";
        }
        before = &row;
        out += "</tr>\n";
    }
    return out + "</table>\n";
}

}  // namespace

std::string stats_page(const StatsResult& result) {
    std::string under = "From " + source_words(result.read);
    for (const std::string& condition : result.conditions) under += ", " + condition;
    if (const std::string period = period_words(result.books); !period.empty()) under += " · " + period;
    std::string out = page_begin("Mail statistics", under + " · " + record_words(result.books));
    for (const std::string& words : remarks(result.read)) out += "<p class=\"note\">" + html(words) + "</p>\n";
    out += sums(result.books);
    for (const Table& table : result.tables) {
        out += "<section>\n<h2>" + html(table.title) + "</h2>\n" +
               (table.rows.empty() ? "<p class=\"none\">Nothing.</p>\n" : table_html(table));
        if (table.left_out > 0) out += "<p class=\"more\">" + html(left_out_words(table)) + "</p>\n";
        out += "</section>\n";
    }
    return out + page_end();
}

}  // namespace mailrace::ctl
