#include "daemon/reports/stats.h"

#include <algorithm>

#include "shared/mail/text.h"

namespace mailrace::reports {
namespace {

using accounting::Kind;

constexpr std::size_t kMostGroups = 20'000;

constexpr Split kSplits[] = {
    {"vmta", "virtual MTA"},    {"job", "job"},
    {"domain", "domain"},       {"provider", "provider"},
    {"category", "category"},   {"hour", "hour", Unit::time},
    {"day", "day", Unit::time}, {"queue", "queue"},
    {"pool", "pool"},           {"user", "user"},
    {"source", "our address"},
};

/// The value that `entry` has there; times as digits that sort.
void key_of(const Split& split, const Entry& entry, std::string& out) {
    const auto time = [&](std::int64_t length) {
        char text[24];
        std::snprintf(text, sizeof text, "%020lld",
                      static_cast<long long>(std::max<std::int64_t>(entry.logged, 0) / length * length));
        out = text;
    };
    const std::string_view name = split.name;
    if (name == "vmta") out = entry.vmta;
    if (name == "job") out = entry.job;
    if (name == "domain") out = entry.domain;
    if (name == "provider") out = entry.provider;
    if (name == "category") out = entry.category;
    if (name == "queue") out = entry.queue;
    if (name == "pool") out = entry.pool;
    if (name == "user") out = entry.user;
    if (name == "source") out = entry.source;
    if (name == "hour") time(3'600'000);
    if (name == "day") time(86'400'000);
    if (out.empty()) out = "(none)";
}

Cell key_cell(const Split& split, std::string_view key) {
    if (split.unit != Unit::time || key == kOthers) return std::string(key);
    return static_cast<std::int64_t>(std::stoll(std::string(key)));
}

constexpr const ReportInfo* kReports[] = {&kMessageCounts, &kBounceCategories,  &kTopBounce,     &kTopDomains, &kDeliveryTimes,
                                          &kVmtaSummary,   &kVmtaTimeBreakdown, &kVmtaTopBounce, &kTopRates,   &kJobs,
                                          &kProviders};

}  // namespace

std::span<const Split> splits() { return kSplits; }

const Split* find_split(std::string_view name) {
    for (const Split& split : kSplits)
        if (mail::iequals(split.name, name)) return &split;
    return nullptr;
}

std::span<const ReportInfo* const> reports() { return kReports; }

const ReportInfo* find_report(std::string_view name) {
    for (const ReportInfo* report : kReports)
        if (mail::iequals(report->name, name)) return report;
    return nullptr;
}

Stats::Stats(StatsOptions options) : options_(std::move(options)), reader_(options_.reclassify) {
    options_.collect.budget = std::make_shared<Budget>();
    if (options_.by == nullptr) groups_[{}].collectors = make_collectors();
}

Stats::Collectors Stats::make_collectors() const {
    Collectors out;
    for (const ReportInfo* report : options_.reports) out.push_back(report->make(options_.collect));
    return out;
}

Stats::Group& Stats::group_of(const Entry& entry) {
    if (options_.by == nullptr) return groups_.begin()->second;
    key_.clear();
    key_of(*options_.by, entry, key_);
    if (const auto known = groups_.find(key_); known != groups_.end()) return known->second;
    if (groups_.size() >= kMostGroups) {
        key_ = kOthers;
        options_.collect.budget->used_up = true;
    }
    Group& group = groups_[key_];
    if (group.collectors.empty()) group.collectors = make_collectors();
    return group;
}

void Stats::add(const accounting::Record& record) {
    if (!options_.selection.takes(record)) return;
    const Entry& entry = reader_.read(record);
    ++books_.taken;
    ++books_.kinds[static_cast<std::size_t>(entry.kind)];
    if (entry.kind == Kind::bounce && entry.category.empty()) ++books_.uncategorised;
    if (entry.logged >= 0) {
        if (books_.first == 0 || entry.logged < books_.first) books_.first = entry.logged;
        books_.last = std::max(books_.last, entry.logged);
    }
    Group& group = group_of(entry);
    ++group.taken;
    for (const auto& collector : group.collectors) collector->add(entry);
}

StatsBooks Stats::books() const {
    StatsBooks books = books_;
    books.names_left_out = options_.collect.budget->used_up;
    return books;
}

std::vector<std::pair<std::string_view, const Stats::Group*>> Stats::order(std::uint64_t& left_out) const {
    std::vector<std::pair<std::string_view, const Group*>> out;
    for (const auto& [key, group] : groups_) out.emplace_back(key, &group);
    if (options_.by == nullptr || options_.by->unit == Unit::time) return out;
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second->taken > b.second->taken; });
    const std::size_t top = options_.collect.top;
    if (top != 0 && out.size() > top) {
        left_out = out.size() - top;
        out.resize(top);
    }
    return out;
}

void Stats::fill(Table& table, std::size_t report, std::size_t number) const {
    for (const auto& [key, group] : order(table.left_out)) {
        Rows rows = group->collectors[report]->rows(number);
        table.left_out += rows.left_out;
        for (Cells& row : rows.rows) {
            if (options_.by != nullptr) row.insert(row.begin(), key_cell(*options_.by, key));
            table.rows.push_back(std::move(row));
        }
    }
}

std::vector<Table> Stats::tables() const {
    std::vector<Table> out;
    for (std::size_t r = 0; r < options_.reports.size(); ++r) {
        const auto infos = options_.reports[r]->tables;
        for (std::size_t t = 0; t < infos.size(); ++t) {
            Table table{std::string(infos[t].name), std::string(infos[t].title), {}, infos[t].keys, {}, 0};
            if (options_.by != nullptr) {
                table.columns.push_back({options_.by->name, options_.by->title, options_.by->unit});
                ++table.keys;
            }
            table.columns.insert(table.columns.end(), infos[t].columns.begin(), infos[t].columns.end());
            fill(table, r, t);
            out.push_back(std::move(table));
        }
    }
    return out;
}

}  // namespace mailrace::reports
