#include "daemon/feedback/rule_set.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>

#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

constexpr std::int64_t kPatternMemory = 1 << 20;  // bytes one pattern may take
constexpr int kShortestLiteral = 3;

RE2::Options pattern_options() {
    RE2::Options options;
    options.set_max_mem(kPatternMemory);
    options.set_log_errors(false);
    options.set_encoding(RE2::Options::EncodingLatin1);  // the words are bytes
    return options;
}

template <class Match, class Value>
bool any_fits(const std::vector<Match>& list, const Value& value) {
    return list.empty() || std::any_of(list.begin(), list.end(), [&](const Match& m) { return m.fits(value); });
}

}  // namespace

class RuleSet::Trial {
public:
    Trial(const RuleSet& set, std::string_view words)
        : set_(set), words_(words), state_(static_cast<std::size_t>(set.pattern_count_), kNo) {
        if (set.pattern_count_ == 0) return;
        std::vector<int> found, possible;
        set.literals_.find(words, found);
        set.patterns_->AllPotentials(found, &possible);
        for (const int i : possible) state_[static_cast<std::size_t>(i)] = kPerhaps;
    }
    bool found(int pattern) {
        char& state = state_[static_cast<std::size_t>(pattern)];
        if (state == kPerhaps)
            state =
                RE2::PartialMatch(re2::StringPiece(words_.data(), words_.size()), set_.patterns_->GetRE2(pattern)) ? kYes : kNo;
        return state == kYes;
    }

private:
    static constexpr char kNo = 0, kPerhaps = 1, kYes = 2;
    const RuleSet& set_;
    std::string_view words_;
    std::string state_;
};

RuleSet::RuleSet(RuleFile file) : file_(std::move(file)), patterns_(std::make_unique<re2::FilteredRE2>(kShortestLiteral)) {
    compile();
}
RuleSet::~RuleSet() = default;

int RuleSet::add_pattern(const RulePattern& pattern, const Rule& rule) {
    int number = -1;
    const std::string whole_words = "(?:^| )(?:" + pattern.text + ")(?: |$)";
    if (patterns_->Add(whole_words, pattern_options(), &number) != RE2::NoError) {
        const RE2 again(pattern.text, pattern_options());
        file_.problems.push_back({rule.file, pattern.line, "the pattern is not understood: " + again.error()});
        return -1;
    }
    pattern_count_ = number + 1;
    return number;
}

void RuleSet::compile() {
    std::vector<std::string> signs;
    for (std::size_t i = 0; i < file_.providers.size(); ++i) {
        const RuleProvider& p = file_.providers[i];
        domains_.emplace_back(p.name, static_cast<int>(i));
        for (const std::string& domain : p.domains) domains_.emplace_back(domain, static_cast<int>(i));
        for (const std::string& sign : p.signs) {
            signs.push_back(sign);
            sign_provider_.push_back(static_cast<int>(i));
        }
    }
    std::sort(domains_.begin(), domains_.end());
    signs_ = LiteralFinder(signs);
    by_provider_.resize(file_.providers.size());
    std::map<std::string_view, std::uint32_t> lines;
    for (const Rule& rule : file_.rules) {
        if (const auto [twin, fresh] = lines.emplace(rule.id, rule.line); !fresh) {
            file_.problems.push_back(
                {rule.file, rule.line, "rule " + rule.id + " is there already, in line " + std::to_string(twin->second)});
            continue;
        }
        Compiled compiled{&rule, {}, {}};
        bool good = true;
        for (const RulePattern& p : rule.replies) good = compiled.replies.emplace_back(add_pattern(p, rule)) >= 0 && good;
        for (const RulePattern& p : rule.excludes) good = compiled.excludes.emplace_back(add_pattern(p, rule)) >= 0 && good;
        if (!good) continue;
        if (rule.stage == Stage::powermta) {
            powermta_.push_back(std::move(compiled));
        } else if (rule.stage != Stage::provider) {
            general_.push_back(std::move(compiled));
        } else {
            for (const std::string& name : rule.providers) {
                const int p = provider(name);
                if (p == kNoProvider)
                    file_.problems.push_back({rule.file, rule.line, "rule " + rule.id + ": there is no provider " + name});
                else
                    by_provider_[static_cast<std::size_t>(p)].push_back(compiled);
            }
        }
    }
    std::stable_sort(general_.begin(), general_.end(),
                     [](const Compiled& a, const Compiled& b) { return a.rule->stage < b.rule->stage; });
    std::vector<std::string> atoms;
    if (pattern_count_ > 0) patterns_->Compile(&atoms);
    literals_ = LiteralFinder(atoms);
}

bool RuleSet::fits(const Compiled& c, const Reply& reply, Trial& trial) const {
    if (!any_fits(c.rule->codes, reply.code) || !any_fits(c.rule->statuses, reply.status)) return false;
    if (!c.replies.empty() && std::none_of(c.replies.begin(), c.replies.end(), [&](int p) { return trial.found(p); }))
        return false;
    return std::none_of(c.excludes.begin(), c.excludes.end(), [&](int p) { return trial.found(p); });
}

template <class Visit>
void RuleSet::each(const Reply& reply, Visit&& visit) const {
    Trial trial(*this, reply.words);
    if (reply.provider >= 0)
        for (const Compiled& c : by_provider_[static_cast<std::size_t>(reply.provider)])
            if (fits(c, reply, trial) && !visit(c.rule)) return;
    for (const Compiled& c : general_)
        if (fits(c, reply, trial) && !visit(c.rule)) return;
}

const Rule* RuleSet::decide(const Reply& reply, bool powermta_order) const {
    const Rule* found = nullptr;
    if (powermta_order) {
        Trial trial(*this, reply.words);
        for (const Compiled& c : powermta_)
            if (fits(c, reply, trial)) return c.rule;
        return nullptr;
    }
    each(reply, [&](const Rule* rule) {
        found = rule;
        return false;
    });
    return found;
}

std::vector<const Rule*> RuleSet::all(const Reply& reply) const {
    std::vector<const Rule*> out;
    each(reply, [&](const Rule* rule) {
        out.push_back(rule);
        return true;
    });
    return out;
}

int RuleSet::provider(std::string_view name) const {
    std::string low = mail::lower(name);
    std::string_view rest = low;
    if (rest.ends_with(".rollup")) rest.remove_suffix(7);
    while (!rest.empty()) {
        const auto at = std::lower_bound(domains_.begin(), domains_.end(), rest,
                                         [](const auto& entry, std::string_view n) { return entry.first < n; });
        if (at != domains_.end() && at->first == rest) return at->second;
        const std::size_t dot = rest.find('.');
        if (dot == std::string_view::npos) break;
        rest.remove_prefix(dot + 1);
    }
    return kNoProvider;
}

int RuleSet::provider_of_text(std::string_view text) const {
    std::vector<int> found;
    signs_.find(mail::lower(text.substr(0, 4096)), found);
    const auto first = std::min_element(found.begin(), found.end());  // the order of the file
    return first == found.end() ? kNoProvider : sign_provider_[static_cast<std::size_t>(*first)];
}

std::string_view RuleSet::provider_name(int provider) const {
    return provider < 0 ? std::string_view{} : std::string_view(file_.providers[static_cast<std::size_t>(provider)].name);
}

}  // namespace mailrace::feedback
