// Reports of what was refused: by category, and by what receivers said.
#include <algorithm>
#include <unordered_set>

#include "daemon/feedback/normalise.h"
#include "daemon/reports/collector.h"

namespace mailrace::reports {
namespace {

using accounting::Kind;

constexpr std::size_t kMaxSample = 300;  // bytes of a response as it was

constexpr Column kCategoryColumns[] = {
    {"category", "category", Unit::text},      {"class", "class", Unit::text},
    {"bounced", "bounced", Unit::count, true}, {"remote_bounces", "bounced later", Unit::count, false, true},
    {"percent", "share", Unit::percent},       {"transient", "deferred", Unit::count},
};

class BounceCategories final : public Collector {
public:
    explicit BounceCategories(const CollectorOptions& options) : names_(options.budget) {}

    void add(const Entry& entry) override {
        if (entry.kind == Kind::bounce || entry.kind == Kind::remote_bounce || entry.kind == Kind::transient)
            names_[entry.category].add(entry);
    }

    Rows rows(std::size_t) const override {
        std::uint64_t all = 0;
        std::vector<std::pair<std::string_view, const Counts*>> order;
        for (const auto& [name, counts] : names_.all()) {
            order.emplace_back(name, &counts);
            all += final_ones(counts);
        }
        std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            const auto key = [](const auto& x) { return std::pair(final_ones(*x.second), x.second->of(Kind::transient)); };
            return key(a) != key(b) ? key(a) > key(b) : a.first < b.first;
        });
        Rows out;
        for (const auto& [name, counts] : order) {
            const std::string_view cls = events::to_string(feedback::usual_class(name, 550));
            out.rows.push_back({std::string(name.empty() ? "(none)" : name), std::string(name.empty() ? std::string_view{} : cls),
                                count(counts->of(Kind::bounce)), count(counts->of(Kind::remote_bounce)),
                                percent(final_ones(*counts), all), count(counts->of(Kind::transient))});
        }
        return out;
    }

private:
    static std::uint64_t final_ones(const Counts& c) { return c.of(Kind::bounce) + c.of(Kind::remote_bounce); }
    ByName<Counts> names_;
};

constexpr Column kResponseColumns[] = {
    {"count", "count", Unit::count, true}, {"percent", "share", Unit::percent},  {"category", "category", Unit::text},
    {"domains", "domains", Unit::count},   {"response", "response", Unit::text}, {"sample", "for example", Unit::text},
};
constexpr Column kVmtaResponseColumns[] = {
    {"vmta", "virtual MTA", Unit::text},   {"count", "count", Unit::count, true}, {"percent", "share", Unit::percent},
    {"category", "category", Unit::text},  {"domains", "domains", Unit::count},   {"response", "response", Unit::text},
    {"sample", "for example", Unit::text},
};

struct Said {
    std::uint64_t count = 0;
    std::string category;
    std::string sample;
    std::unordered_set<std::size_t> domains;  // hashes of their names
};

/// Responses by their normal form.
class Responses {
public:
    explicit Responses(const CollectorOptions& options) : options_(options), forms_(options.budget) {}

    void add(const Entry& entry) {
        const bool final_one = entry.kind == Kind::bounce || entry.kind == Kind::remote_bounce;
        const bool passing = entry.kind == Kind::transient || entry.kind == Kind::transient_queue;
        if (!final_one && !(passing && options_.with_transients)) return;
        feedback::normalise_response_into(entry.response, entry.recipient, form_);
        Said& said = forms_[form_];
        if (said.count++ == 0) {
            said.sample = entry.response.substr(0, kMaxSample);
            said.category = entry.category;
        }
        if (const std::size_t domain = NameHash{}(entry.domain); !said.domains.contains(domain) && options_.budget->take())
            said.domains.insert(domain);
        ++all_;
    }

    void rows(const Cells& before, Rows& out) const {
        std::vector<std::pair<std::string_view, const Said*>> order;
        for (const auto& [form, said] : forms_.all()) order.emplace_back(form, &said);
        std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
            return a.second->count != b.second->count ? a.second->count > b.second->count : a.first < b.first;
        });
        std::size_t made = 0;
        for (const auto& [form, said] : order) {
            if (options_.top != 0 && made++ == options_.top) {
                out.left_out += order.size() - options_.top;
                break;
            }
            Cells row = before;
            row.insert(row.end(), {count(said->count), percent(said->count, all_), said->category, count(said->domains.size()),
                                   std::string(form.empty() ? "(no words)" : form), said->sample});
            out.rows.push_back(std::move(row));
        }
    }

private:
    CollectorOptions options_;
    ByName<Said> forms_;
    std::uint64_t all_ = 0;
    std::string form_;
};

class TopBounce final : public Collector {
public:
    explicit TopBounce(const CollectorOptions& options) : responses_(options) {}
    void add(const Entry& entry) override { responses_.add(entry); }
    Rows rows(std::size_t) const override {
        Rows out;
        responses_.rows({}, out);
        return out;
    }

private:
    Responses responses_;
};

class VmtaTopBounce final : public Collector {
public:
    explicit VmtaTopBounce(const CollectorOptions& options) : options_(options) {}
    void add(const Entry& entry) override {
        auto known = vmtas_.find(entry.vmta);
        if (known == vmtas_.end()) {
            const bool room = options_.budget->take();
            known = vmtas_.try_emplace(std::string(room ? entry.vmta : kOthers), options_).first;
        }
        known->second.add(entry);
    }
    Rows rows(std::size_t) const override {
        Rows out;
        for (const auto& [vmta, responses] : vmtas_) responses.rows({vmta.empty() ? "(none)" : vmta}, out);
        return out;
    }

private:
    CollectorOptions options_;
    std::map<std::string, Responses, std::less<>> vmtas_;
};

template <class T>
std::unique_ptr<Collector> make(const CollectorOptions& options) {
    return std::make_unique<T>(options);
}

constexpr TableInfo kCategoryTables[] = {{"bounce-categories", "Bounces by category", kCategoryColumns}};
constexpr TableInfo kTopTables[] = {{"top-bounce", "What receivers said most", kResponseColumns}};
constexpr TableInfo kVmtaTopTables[] = {{"vmta-top-bounce", "What receivers said most, by virtual MTA", kVmtaResponseColumns, 1}};

}  // namespace

const ReportInfo kBounceCategories{"bounce-categories", "bounces by category, with what follows for the address", kCategoryTables,
                                   &make<BounceCategories>, true};
const ReportInfo kTopBounce{"top-bounce", "the responses said most, folded to what they say", kTopTables, &make<TopBounce>, true};
const ReportInfo kVmtaTopBounce{"vmta-top-bounce", "the same for each virtual MTA", kVmtaTopTables, &make<VmtaTopBounce>};

}  // namespace mailrace::reports
