// The language of responses.conf. Blocks and one directive a line, like the configuration:
//
//   define FULL (?:mailbox|inbox) (?:is )?full      # {FULL} in later patterns
//   <provider google>
//       domains google.com gmail.com                # of its MX hosts and mailboxes
//       signs gsmtp                                 # words that betray it
//   </provider>
//   <rule google.rate>
//       provider google                             # these make the stage: provider, else status, else code, else text; or
//       stage plain                                 # plain, status, code, text, last, powermta
//       status 4.7.28    code 421 45x
//       reply /unusual rate of {MAIL}/              # RE2 on the words of the reply, see match_text.h; whole words; several
//       lines: any of them not /.../ category policy-related    subcategory throttled    class soft    handling defer origin who
//       says so sample 421 4.7.28 ...                       # must be decided by this rule near-miss 421 4.7.0 ... # must not
//   </rule>
//
// Each directive stands on a line of its own. Parsing never stops at a mistake; every mistake is a problem with its line. Pure;
// any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/feedback/rule.h"

namespace mailrace::feedback {

struct RuleProblem {
    std::string file;
    std::uint32_t line = 0;
    std::string words;
};
std::string to_text(const RuleProblem& problem);  // "responses.conf:12: …"

struct RuleFile {
    std::vector<RuleProvider> providers;
    std::vector<Rule> rules;           // in the order of the file
    std::vector<std::string> removed;  // "remove ID": of rules that another file brought
    std::map<std::string, std::string> defines;
    std::vector<RuleProblem> problems;
};

inline constexpr std::size_t kMaxRules = 5'000, kMaxRuleFile = 4 << 20, kMaxRuleLine = 8'192;

/// `defines`: of a file read before.
RuleFile parse_rule_file(std::string_view name, std::string_view text, const std::map<std::string, std::string>& defines = {});

/// What stands in resources/responses.conf, compiled in.
std::string_view built_in_rules();
inline constexpr std::string_view kBuiltInRulesName = "responses.conf";

/// `over` laid on `base`: rules of the same id take the place of the old one, new ones stand before all others, removed ones go.
RuleFile merge_rule_files(RuleFile base, RuleFile over);

/// The 17 categories of PowerMTA.
bool is_category(std::string_view name);
std::optional<events::ResponseClass> class_of_name(std::string_view name);

}  // namespace mailrace::feedback
