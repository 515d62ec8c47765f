// What a receiver's reply means: category (PowerMTA's 17 names), sub-category, class, what to do, and the rule and line that say
// so. Asked in this order: the user's <bounce-category-patterns>, rules of the provider, words that leave no doubt, enhanced
// status, code, other words; see resources/responses.conf. Answers are remembered by provider and normal form, so that the same
// reply costs a look-up. Constant but for that memory; any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/classification.h"
#include "daemon/events/event.h"
#include "daemon/feedback/category_patterns.h"
#include "daemon/feedback/response_cache.h"
#include "daemon/feedback/rule_set.h"
#include "shared/base/result.h"

namespace mailrace::feedback {

using events::Classification;

struct ResponseText {
    std::string_view text;          // as it came: one line or several; or a diagnostic with words before the code
    std::uint16_t code = 0;         // 0: look for it in the text
    events::EnhancedStatus status;  // class 0: look for it in the text
    bool own = false;               // our own words (nobody answered): the status alone decides
    std::string_view recipient;     // when known: its local part is not taken for a word
};

struct ClassifierOptions {
    std::vector<CategoryPattern> patterns;  // <bounce-category-patterns>
    std::string rules_name, rules_text;     // a file of the user, laid over the built-in rules; empty: none
    bool powermta_order = false;            // category as PowerMTA's own list has it; delivery goes by the code alone
    std::size_t cache_entries = 32'768;     // 0: remember nothing
};

class Classifier {
public:
    /// Fails with file, line and words when the user's rules or patterns have mistakes.
    static Result<std::shared_ptr<const Classifier>> make(ClassifierOptions options = {});

    /// `provider`: the name of a provider or a domain of its MX hosts; empty: what the words betray.
    Classification classify(const ResponseText& reply, std::string_view provider = {}) const;

    /// The rules that would fit, in order, for lint and for people who ask why.
    std::vector<const Rule*> matching(const ResponseText& reply, std::string_view provider = {}) const;
    const RuleSet& rules() const { return rules_; }

private:
    Classifier(RuleFile file, CategoryPatterns patterns, const ClassifierOptions& options);
    Classification decide(const CodeAndStatus& said, std::string_view normal_form, int provider, bool own) const;
    Classification by_user(const CategoryPattern& pattern, const CodeAndStatus& said, Classification ours) const;
    int provider_of(const ResponseText& reply, std::string_view provider) const;

    RuleSet rules_;
    CategoryPatterns patterns_;
    bool powermta_order_ = false;
    mutable std::unique_ptr<ResponseCache> cache_;
};

/// With the built-in table alone.
Classification classify(const ResponseText& reply, std::string_view provider = {});

/// The class that a category has by itself, for categories that come from the user or from elsewhere.
events::ResponseClass usual_class(std::string_view category, std::uint16_t code);

}  // namespace mailrace::feedback
