// Reports for people and for programs: text, CSV, JSON, and a page that stands by itself.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "daemon/ctl/record_sources.h"
#include "daemon/reports/stats.h"

namespace mailrace::ctl {

/// All that an output says.
struct StatsResult {
    std::vector<reports::Table> tables;
    reports::StatsBooks books;
    ReadBooks read;
    std::vector<std::string> conditions;  // in words
    std::string by;                       // empty: not split
};

std::string stats_text(const StatsResult& result);
/// One header line a table; tables are separated by an empty line, and the first column names the report.
std::string stats_csv(const StatsResult& result);
boost::json::object stats_json(const StatsResult& result);
/// HTML without anything from outside, light or dark as the reader's system is.
std::string stats_page(const StatsResult& result);

/// "1,234", "12.3", "2 min 3 s", "2026-01-02 03:04:05"; empty for nothing.
std::string cell_for_people(const reports::Cell& cell, reports::Unit unit);
/// "2026-01-02 00:00:00 – 23:59:59 UTC"; empty when there was no record.
std::string period_words(const reports::StatsBooks& books);
/// "1,234 records: 1,000 delivered, 200 bounced, …"
std::string record_words(const reports::StatsBooks& books);
/// "… and 12 more; --top 0 shows all"
std::string left_out_words(const reports::Table& table);

}  // namespace mailrace::ctl
