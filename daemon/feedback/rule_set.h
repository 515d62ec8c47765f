// The table of responses, compiled: decides which rule a reply falls to. Literals of all patterns are looked for in one pass
// first, so that only the few patterns that can fit are tried. Constant after make(); any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/feedback/literal_finder.h"
#include "daemon/feedback/match_text.h"
#include "daemon/feedback/rule_file.h"

namespace re2 {
class FilteredRE2;
}

namespace mailrace::feedback {

class RuleSet {
public:
    static constexpr int kNoProvider = -1;

    /// Rules with mistakes are left out and named in problems().
    explicit RuleSet(RuleFile file);
    ~RuleSet();

    struct Reply {
        std::uint16_t code = 0;
        events::EnhancedStatus status;
        std::string_view words;  // of words_for_rules()
        int provider = kNoProvider;
    };
    /// By provider, plain words, status, code, text, last; or by PowerMTA's list alone. Null when nothing fits.
    const Rule* decide(const Reply& reply, bool powermta_order = false) const;
    /// Every rule that fits, in the order in which they are asked: for the question what else would have matched.
    std::vector<const Rule*> all(const Reply& reply) const;

    /// By name, by domain of an MX host or mailbox ("google.com", "mx.google.com", "gmail.rollup"); kNoProvider when not known.
    int provider(std::string_view name) const;
    /// By the words of a reply, as it came.
    int provider_of_text(std::string_view text) const;
    std::string_view provider_name(int provider) const;

    const std::vector<Rule>& rules() const { return file_.rules; }
    const std::vector<RuleProvider>& providers() const { return file_.providers; }
    const std::vector<RuleProblem>& problems() const { return file_.problems; }

private:
    struct Compiled {
        const Rule* rule = nullptr;
        std::vector<int> replies, excludes;  // numbers of patterns
    };
    class Trial;  // the patterns of one reply, each tried once at most

    void compile();
    int add_pattern(const RulePattern& pattern, const Rule& rule);
    bool fits(const Compiled& rule, const Reply& reply, Trial& trial) const;
    template <class Visit>
    void each(const Reply& reply, Visit&& visit) const;

    RuleFile file_;
    std::unique_ptr<re2::FilteredRE2> patterns_;
    int pattern_count_ = 0;
    LiteralFinder literals_;
    std::vector<std::vector<Compiled>> by_provider_;
    std::vector<Compiled> general_;  // plain, status, code, text, last
    std::vector<Compiled> powermta_;
    std::vector<std::pair<std::string, int>> domains_;  // sorted
    LiteralFinder signs_;
    std::vector<int> sign_provider_;
};

}  // namespace mailrace::feedback
