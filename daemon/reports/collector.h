// One report in the making: takes entries one after the other and gives rows at the end. Each kind of report is a class of its
// own behind this; the catalogue says which there are. One thread at a time; memory is bounded by the budget that all share.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/reports/entry.h"
#include "daemon/reports/table.h"
#include "daemon/reports/tally.h"

namespace mailrace::reports {

struct CollectorOptions {
    std::size_t top = 20;              // rows of lists; 0: all
    std::int64_t step_ms = 3'600'000;  // of breakdowns by time
    bool with_transients = false;      // top-bounce counts temporary refusals too
    std::shared_ptr<Budget> budget;
};

struct Rows {
    std::vector<Cells> rows;
    std::uint64_t left_out = 0;
};

class Collector {
public:
    virtual ~Collector() = default;
    virtual void add(const Entry& entry) = 0;
    /// Of the `table`th table of the report.
    virtual Rows rows(std::size_t table) const = 0;
};

struct TableInfo {
    std::string_view name;
    std::string_view title;
    std::span<const Column> columns;
    std::size_t keys = 0;  // leading columns that rows are grouped by
};

struct ReportInfo {
    std::string_view name;
    std::string_view help;
    std::span<const TableInfo> tables;
    std::unique_ptr<Collector> (*make)(const CollectorOptions&);
    bool usual = false;  // made when none is named
};

/// Every report there is.
std::span<const ReportInfo* const> reports();
/// Null when there is none of that name.
const ReportInfo* find_report(std::string_view name);

// The reports, each with what it makes; in the files collect_*.cpp.
extern const ReportInfo kMessageCounts, kBounceCategories, kDeliveryTimes, kTopBounce, kVmtaTopBounce, kTopDomains, kTopRates,
    kVmtaSummary, kVmtaTimeBreakdown, kJobs, kProviders;

}  // namespace mailrace::reports
