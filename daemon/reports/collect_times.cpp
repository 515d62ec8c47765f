// Reports about time: how long delivery took, when most was delivered, and each virtual MTA hour by hour.
#include <algorithm>

#include "daemon/reports/collector.h"

namespace mailrace::reports {
namespace {

using accounting::Kind;

constexpr Column kPercentileColumns[] = {
    {"count", "deliveries", Unit::count},      {"mean_ms", "mean", Unit::milliseconds}, {"p25_ms", "25 %", Unit::milliseconds},
    {"p50_ms", "50 %", Unit::milliseconds},    {"p75_ms", "75 %", Unit::milliseconds},  {"p90_ms", "90 %", Unit::milliseconds},
    {"p95_ms", "95 %", Unit::milliseconds},    {"p99_ms", "99 %", Unit::milliseconds},  {"p999_ms", "99.9 %", Unit::milliseconds},
    {"max_ms", "longest", Unit::milliseconds},
};
constexpr double kShares[] = {0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999};

constexpr Column kHistogramColumns[] = {
    {"less_than", "took less than", Unit::text},
    {"count", "deliveries", Unit::count, true},
    {"percent", "share", Unit::percent},
    {"cumulative_percent", "up to here", Unit::percent},
};
struct Bound {
    std::int64_t ms;
    const char* words;
};
constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr Bound kBounds[] = {{kSecond, "1 s"},         {2 * kSecond, "2 s"}, {5 * kSecond, "5 s"},   {10 * kSecond, "10 s"},
                             {30 * kSecond, "30 s"},   {kMinute, "1 min"},   {5 * kMinute, "5 min"}, {15 * kMinute, "15 min"},
                             {30 * kMinute, "30 min"}, {kHour, "1 h"},       {2 * kHour, "2 h"},     {6 * kHour, "6 h"},
                             {12 * kHour, "12 h"},     {kDay, "1 day"},      {2 * kDay, "2 days"},   {5 * kDay, "5 days"}};

class DeliveryTimes final : public Collector {
public:
    void add(const Entry& entry) override {
        if (entry.kind == Kind::delivery && entry.delay >= 0) delays_.add(entry.delay);
    }
    Rows rows(std::size_t table) const override { return table == 0 ? percentiles() : histogram(); }

private:
    Rows percentiles() const {
        const auto cell = [](double ms) { return ms < 0 ? Cell{} : Cell{ms}; };
        Cells row{count(delays_.count()), cell(delays_.mean())};
        for (const double share : kShares) row.push_back(cell(delays_.quantile(share)));
        row.push_back(cell(delays_.longest()));
        return {{std::move(row)}, 0};
    }
    /// From the first to the last step that holds anything.
    Rows histogram() const {
        Rows out;
        std::uint64_t below = 0;
        const auto add = [&](const std::string& words, std::uint64_t up_to) {
            if (!out.rows.empty() || up_to > below)
                out.rows.push_back(
                    {words, count(up_to - below), percent(up_to - below, delays_.count()), percent(up_to, delays_.count())});
            below = up_to;
        };
        for (const Bound& bound : kBounds) {
            if (below == delays_.count()) break;
            add(bound.words, delays_.below(bound.ms));
        }
        if (below < delays_.count()) add("longer", delays_.count());
        return out;
    }

    Delays delays_;
};

constexpr Column kRateColumns[] = {
    {"per", "in one", Unit::text},
    {"time", "beginning", Unit::time},
    {"delivered", "delivered", Unit::count, true},
    {"per_second", "a second", Unit::text},
};

/// Deliveries by minute, and by second within each.
class TopRates final : public Collector {
public:
    explicit TopRates(const CollectorOptions& options) : options_(options) {}

    void add(const Entry& entry) override {
        if (entry.kind != Kind::delivery || entry.logged < 0) return;
        const std::int64_t minute = entry.logged / kMinute;
        auto known = minutes_.find(minute);
        if (known == minutes_.end()) {
            if (!options_.budget->take()) return;
            known = minutes_.try_emplace(minute).first;
        }
        ++known->second[static_cast<std::size_t>(entry.logged / kSecond % 60)];
    }

    Rows rows(std::size_t) const override {
        std::map<std::int64_t, std::uint64_t> seconds, minutes, hours, days;
        const std::size_t most = options_.top == 0 ? SIZE_MAX : options_.top;
        Rows out;
        for (const auto& [minute, counts] : minutes_) {
            for (std::size_t s = 0; s < counts.size(); ++s) {
                if (counts[s] == 0) continue;
                minutes[minute * kMinute] += counts[s];
                hours[minute / 60 * kHour] += counts[s];
                days[minute / 1440 * kDay] += counts[s];
            }
        }
        add_seconds(out, std::min<std::size_t>(most, kMost));
        add(out, "minute", kMinute, minutes, std::min<std::size_t>(most, kMost));
        add(out, "hour", kHour, hours, std::min<std::size_t>(most, kMost));
        add(out, "day", kDay, days, std::min<std::size_t>(most, kMost));
        return out;
    }

private:
    static constexpr std::size_t kMost = 5;  // of each kind
    using Peak = std::pair<std::uint64_t, std::int64_t>;

    static bool higher(const Peak& a, const Peak& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; }

    static void add_peaks(Rows& out, const char* per, std::int64_t length, std::vector<Peak> peaks, std::size_t most) {
        std::sort(peaks.begin(), peaks.end(), higher);
        if (peaks.size() > most) peaks.resize(most);
        for (const auto& [delivered, time] : peaks) {
            char rate[32];
            std::snprintf(rate, sizeof rate, "%.1f", static_cast<double>(delivered) * 1000.0 / static_cast<double>(length));
            out.rows.push_back({std::string(per), time, count(delivered), std::string(rate)});
        }
    }

    static void add(Rows& out, const char* per, std::int64_t length, const std::map<std::int64_t, std::uint64_t>& counts,
                    std::size_t most) {
        std::vector<Peak> peaks;
        for (const auto& [time, delivered] : counts) peaks.emplace_back(delivered, time);
        add_peaks(out, per, length, std::move(peaks), most);
    }

    void add_seconds(Rows& out, std::size_t most) const {
        std::vector<Peak> peaks;
        for (const auto& [minute, counts] : minutes_) {
            for (std::size_t s = 0; s < counts.size(); ++s)
                if (counts[s] != 0) peaks.emplace_back(counts[s], minute * kMinute + static_cast<std::int64_t>(s) * kSecond);
            if (peaks.size() < 10'000) continue;
            std::partial_sort(peaks.begin(), peaks.begin() + static_cast<std::ptrdiff_t>(most), peaks.end(), higher);
            peaks.resize(most);
        }
        add_peaks(out, "second", kSecond, std::move(peaks), most);
    }

    CollectorOptions options_;
    std::unordered_map<std::int64_t, std::array<std::uint32_t, 60>> minutes_;
};

constexpr Column kBreakdownColumns[] = {
    {"vmta", "virtual MTA", Unit::text},
    {"time", "from", Unit::time},
    {"delivered", "delivered", Unit::count, true},
    {"bounced", "bounced", Unit::count},
    {"transient", "deferred", Unit::count},
    {"transient_queue", "queue failures", Unit::count, false, true},
    {"delivered_percent", "delivered %", Unit::percent},
    {"bytes", "bytes sent", Unit::bytes},
};

class VmtaTimeBreakdown final : public Collector {
public:
    explicit VmtaTimeBreakdown(const CollectorOptions& options) : options_(options) {}

    void add(const Entry& entry) override {
        if (entry.logged < 0 || entry.kind == Kind::other || entry.kind == Kind::receipt) return;
        const std::int64_t step = entry.logged - entry.logged % options_.step_ms;
        auto vmta = vmtas_.find(entry.vmta);
        if (vmta == vmtas_.end()) vmta = vmtas_.try_emplace(std::string(options_.budget->take() ? entry.vmta : kOthers)).first;
        auto cell = vmta->second.find(step);
        if (cell == vmta->second.end()) {
            if (!options_.budget->take()) return;
            cell = vmta->second.try_emplace(step).first;
        }
        cell->second.add(entry);
    }

    Rows rows(std::size_t) const override {
        Rows out;
        for (const auto& [vmta, steps] : vmtas_)
            for (const auto& [time, c] : steps)
                out.rows.push_back({vmta.empty() ? "(none)" : vmta, time, count(c.of(Kind::delivery)), count(c.of(Kind::bounce)),
                                    count(c.of(Kind::transient)), count(c.of(Kind::transient_queue)),
                                    percent(c.of(Kind::delivery), c.ended()), count(c.bytes)});
        return out;
    }

private:
    CollectorOptions options_;
    std::map<std::string, std::map<std::int64_t, Counts>, std::less<>> vmtas_;
};

constexpr TableInfo kTimeTables[] = {{"delivery-times", "How long delivery took", kPercentileColumns},
                                     {"delivery-times-histogram", "Deliveries by how long they took", kHistogramColumns}};
constexpr TableInfo kRateTables[] = {{"top-rates", "When most was delivered", kRateColumns}};
constexpr TableInfo kBreakdownTables[] = {{"vmta-time-breakdown", "Virtual MTAs over time", kBreakdownColumns, 1}};

}  // namespace

const ReportInfo kDeliveryTimes{
    "delivery-times", "how long delivery took: percentiles and a histogram", kTimeTables,
    [](const CollectorOptions&) -> std::unique_ptr<Collector> { return std::make_unique<DeliveryTimes>(); }, true};
const ReportInfo kTopRates{"top-rates", "the seconds, minutes, hours and days with most deliveries", kRateTables,
                           [](const CollectorOptions& o) -> std::unique_ptr<Collector> { return std::make_unique<TopRates>(o); }};
const ReportInfo kVmtaTimeBreakdown{
    "vmta-time-breakdown", "each virtual MTA hour by hour (or --step)", kBreakdownTables,
    [](const CollectorOptions& o) -> std::unique_ptr<Collector> { return std::make_unique<VmtaTimeBreakdown>(o); }};

}  // namespace mailrace::reports
