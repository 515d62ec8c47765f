// Reports that are sums: message counts, and summaries by virtual MTA, job, provider and domain.
#include <algorithm>

#include "daemon/reports/collector.h"

namespace mailrace::reports {
namespace {

using accounting::Kind;

constexpr Column kCountColumns[] = {
    {"received", "received", Unit::count, false, true},
    {"delivered", "delivered", Unit::count},
    {"bounced", "bounced", Unit::count},
    {"transient", "deferred", Unit::count},
    {"transient_queue", "queue failures", Unit::count, false, true},
    {"remote_bounces", "bounced later", Unit::count, false, true},
    {"complaints", "complaints", Unit::count, false, true},
    {"delivered_percent", "delivered %", Unit::percent},
    {"bounced_percent", "bounced %", Unit::percent},
    {"bytes", "bytes sent", Unit::bytes},
};

/// Shares are of what ended: delivered and bounced.
void add_counts(Cells& row, const Counts& c) {
    for (const Kind kind : {Kind::receipt, Kind::delivery, Kind::bounce, Kind::transient, Kind::transient_queue,
                            Kind::remote_bounce, Kind::feedback})
        row.push_back(count(c.of(kind)));
    row.push_back(percent(c.of(Kind::delivery), c.ended()));
    row.push_back(percent(c.of(Kind::bounce), c.ended()));
    row.push_back(count(c.bytes));
}

class MessageCounts final : public Collector {
public:
    void add(const Entry& entry) override { counts_.add(entry); }
    Rows rows(std::size_t) const override {
        Cells row;
        add_counts(row, counts_);
        return {{std::move(row)}, 0};
    }

private:
    Counts counts_;
};

constexpr Column kSummaryColumns[] = {
    {"delivered", "delivered", Unit::count, true},
    {"bounced", "bounced", Unit::count},
    {"transient", "deferred", Unit::count},
    {"remote_bounces", "bounced later", Unit::count, false, true},
    {"complaints", "complaints", Unit::count, false, true},
    {"delivered_percent", "delivered %", Unit::percent},
    {"bounced_percent", "bounced %", Unit::percent},
    {"bytes", "bytes sent", Unit::bytes},
    {"p50_ms", "half within", Unit::milliseconds},
    {"p95_ms", "95 % within", Unit::milliseconds},
    {"first", "first", Unit::time},
    {"last", "last", Unit::time},
};

constexpr auto summary_of(Column name) {
    std::array<Column, std::size(kSummaryColumns) + 1> out{name};
    std::copy(std::begin(kSummaryColumns), std::end(kSummaryColumns), out.begin() + 1);
    return out;
}
constexpr auto kVmtaColumns = summary_of({"vmta", "virtual MTA"});
constexpr auto kJobColumns = summary_of({"job", "job"});
constexpr auto kProviderColumns = summary_of({"provider", "provider"});
constexpr auto kDomainColumns = summary_of({"domain", "domain"});

struct Summary {
    Counts counts;
    Delays delays;
};

std::uint64_t mail_of(const Summary& s) { return s.counts.ended() + s.counts.of(Kind::transient); }

/// One row a name, most mail first. What has no name stands as "(none)".
template <std::string_view Entry::*Name, bool ListIsCut>
class Summaries final : public Collector {
public:
    explicit Summaries(const CollectorOptions& options) : top_(ListIsCut ? options.top : 0), names_(options.budget) {}

    void add(const Entry& entry) override {
        if (entry.kind == Kind::transient_queue || entry.kind == Kind::other) return;
        Summary& s = names_[entry.*Name];
        s.counts.add(entry);
        if (entry.kind == Kind::delivery && entry.delay >= 0) s.delays.add(entry.delay);
    }

    Rows rows(std::size_t) const override {
        std::vector<std::pair<std::string_view, const Summary*>> order;
        for (const auto& [name, summary] : names_.all()) order.emplace_back(name, &summary);
        std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            const std::uint64_t of_a = mail_of(*a.second), of_b = mail_of(*b.second);
            return of_a != of_b ? of_a > of_b : a.first < b.first;
        });
        Rows out;
        for (const auto& [name, summary] : order) {
            if (top_ != 0 && out.rows.size() == top_) {
                out.left_out = order.size() - top_;
                break;
            }
            out.rows.push_back(row(name, *summary));
        }
        return out;
    }

private:
    static Cells row(std::string_view name, const Summary& s) {
        const Counts& c = s.counts;
        Cells cells{std::string(name.empty() ? "(none)" : name)};
        for (const Kind kind : {Kind::delivery, Kind::bounce, Kind::transient, Kind::remote_bounce, Kind::feedback})
            cells.push_back(count(c.of(kind)));
        cells.push_back(percent(c.of(Kind::delivery), c.ended()));
        cells.push_back(percent(c.of(Kind::bounce), c.ended()));
        cells.push_back(count(c.bytes));
        for (const double share : {0.5, 0.95}) cells.push_back(s.delays.count() == 0 ? Cell{} : Cell{s.delays.quantile(share)});
        for (const std::int64_t time : {c.first, c.last}) cells.push_back(time == 0 ? Cell{} : Cell{time});
        return cells;
    }

    std::size_t top_;
    ByName<Summary> names_;
};

template <class T>
std::unique_ptr<Collector> make(const CollectorOptions& options) {
    return std::make_unique<T>(options);
}

constexpr TableInfo kCountTables[] = {{"message-counts", "Recipients by outcome", kCountColumns}};
constexpr TableInfo kVmtaTables[] = {{"vmta-summary", "Virtual MTAs", kVmtaColumns}};
constexpr TableInfo kJobTables[] = {{"jobs", "Jobs", kJobColumns}};
constexpr TableInfo kProviderTables[] = {{"providers", "Providers", kProviderColumns}};
constexpr TableInfo kDomainTables[] = {{"top-domains", "Domains with most mail", kDomainColumns}};

}  // namespace

const ReportInfo kMessageCounts{
    "message-counts", "recipients received, delivered, bounced, deferred, complained about", kCountTables,
    [](const CollectorOptions&) -> std::unique_ptr<Collector> { return std::make_unique<MessageCounts>(); }, true};
const ReportInfo kVmtaSummary{"vmta-summary", "outcome and delivery times of each virtual MTA", kVmtaTables,
                              &make<Summaries<&Entry::vmta, false>>, true};
const ReportInfo kJobs{"jobs", "outcome and delivery times of each job", kJobTables, &make<Summaries<&Entry::job, true>>};
const ReportInfo kProviders{"providers", "outcome and delivery times of each mailbox provider", kProviderTables,
                            &make<Summaries<&Entry::provider, true>>};
const ReportInfo kTopDomains{"top-domains", "the domains with most mail", kDomainTables, &make<Summaries<&Entry::domain, true>>,
                             true};

}  // namespace mailrace::reports
