#include "daemon/feedback/rule_lint.h"

#include <map>

#include "daemon/feedback/normalise.h"
#include "daemon/feedback/rule_set.h"

namespace mailrace::feedback {
namespace {

const Rule* decided_by(const RuleSet& set, const std::string& text, const Rule& asked) {
    const CodeAndStatus said = find_code_and_status(text);
    const std::string words = words_for_rules(normalise_response(text));
    const int provider = asked.providers.empty() ? set.provider_of_text(text) : set.provider(asked.providers.front());
    return set.decide({said.code, said.status, words, provider}, asked.stage == Stage::powermta);
}

/// Everything that a rule asks for, as one text.
std::string conditions(const Rule& rule) {
    std::string out = std::to_string(static_cast<int>(rule.stage));
    for (const auto& name : rule.providers) out += "|p" + name;
    for (const auto& c : rule.codes) out += "|c" + std::to_string(c.low) + "-" + std::to_string(c.high);
    for (const auto& s : rule.statuses)
        out += "|s" + std::to_string(s.cls) + "." + std::to_string(s.subject_low) + "-" + std::to_string(s.subject_high) + "." +
               std::to_string(s.detail_low) + "-" + std::to_string(s.detail_high);
    for (const auto& p : rule.replies) out += "|r" + p.text;
    for (const auto& p : rule.excludes) out += "|n" + p.text;
    return out;
}

class Lint {
public:
    explicit Lint(RuleFile file) : set_(std::move(file)), out_(set_.problems()) {}

    std::vector<RuleProblem> run() {
        std::map<std::string, const Rule*> asked;
        for (const Rule& rule : set_.rules()) {
            if (rule.origin.empty()) add(rule, rule.line, "it has no origin");
            if (rule.samples.size() < kMinSamples)
                add(rule, rule.line, "it has fewer than " + std::to_string(kMinSamples) + " samples");
            if (rule.near_misses.size() < kMinNearMisses) add(rule, rule.line, "it has no near miss");
            if (const auto [twin, fresh] = asked.emplace(conditions(rule), &rule); !fresh)
                add(rule, rule.line, "it asks for the same as " + twin->second->id + " and is never reached");
            try_samples(rule);
        }
        return std::move(out_);
    }

private:
    void add(const Rule& rule, std::uint32_t line, const std::string& words) {
        out_.push_back({rule.file, line, "rule " + rule.id + ": " + words});
    }

    void try_samples(const Rule& rule) {
        bool reached = rule.samples.empty();
        for (const RuleSample& sample : rule.samples) {
            const Rule* by = decided_by(set_, sample.text, rule);
            reached = reached || by == &rule;
            if (by != &rule) add(rule, sample.line, "the sample falls to " + (by == nullptr ? std::string("no rule") : by->id));
        }
        if (!reached) add(rule, rule.line, "none of its samples reaches it: a rule before it takes them all");
        for (const RuleSample& miss : rule.near_misses)
            if (decided_by(set_, miss.text, rule) == &rule) add(rule, miss.line, "the near miss falls to it");
    }

    RuleSet set_;
    std::vector<RuleProblem> out_;
};

}  // namespace

std::vector<RuleProblem> lint_rules(RuleFile file) { return Lint(std::move(file)).run(); }

}  // namespace mailrace::feedback
