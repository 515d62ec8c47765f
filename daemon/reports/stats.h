// Makes reports: takes records, gives tables. --by splits every table by the value of a field, which then stands in a first
// column. Flat in memory: names are bounded by a budget, records are not kept. One thread at a time.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/reports/collector.h"
#include "daemon/reports/condition.h"

namespace mailrace::reports {

/// What --by may split by.
struct Split {
    std::string_view name;  // "vmta"
    std::string_view title;
    Unit unit = Unit::text;  // of its values: hours and days are times
};
std::span<const Split> splits();
const Split* find_split(std::string_view name);

struct StatsOptions {
    std::vector<const ReportInfo*> reports;
    const Split* by = nullptr;
    CollectorOptions collect;  // its budget is made here
    Selection selection;
    std::shared_ptr<const feedback::Classifier> reclassify;
};

/// What all tables stand on.
struct StatsBooks {
    std::array<std::uint64_t, accounting::kKinds> kinds{};  // of what the selection took
    std::uint64_t taken = 0;
    std::uint64_t uncategorised = 0;   // bounces without a category
    std::int64_t first = 0, last = 0;  // ms since 1970
    bool names_left_out = false;       // there were too many: the rest is under "(others)"
};

class Stats {
public:
    explicit Stats(StatsOptions options);

    void add(const accounting::Record& record);
    std::vector<Table> tables() const;
    StatsBooks books() const;
    Selection& selection() { return options_.selection; }

private:
    using Collectors = std::vector<std::unique_ptr<Collector>>;
    struct Group {
        Collectors collectors;
        std::uint64_t taken = 0;
    };
    Group& group_of(const Entry& entry);
    Collectors make_collectors() const;
    /// Their order in the tables: by time, else most first. With --top the rest is left out.
    std::vector<std::pair<std::string_view, const Group*>> order(std::uint64_t& left_out) const;
    void fill(Table& table, std::size_t report, std::size_t number) const;

    StatsOptions options_;
    EntryReader reader_;
    std::map<std::string, Group, std::less<>> groups_;
    std::string key_;
    StatsBooks books_;
};

}  // namespace mailrace::reports
