// One rule of the table of responses, as read from a file, and what it asks of a reply. Values; see rule_file.h for the language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/classification.h"
#include "daemon/events/event.h"

namespace mailrace::feedback {

/// The order in which rules are asked; inside a stage the first that fits decides.
enum class Stage : std::uint8_t {
    provider,  // rules that name providers
    plain,     // words that leave no doubt, whatever code and status stand beside them
    status,    // rules that name enhanced status codes
    code,      // rules that name codes and no words
    text,      // rules that name words only
    last,      // what is left
    powermta,  // the other order: PowerMTA's own list, asked alone
};

/// "550", "55x", "5xx"; "none" for texts without one.
struct CodeMatch {
    std::uint16_t low = 0, high = 0;
    bool fits(std::uint16_t code) const { return code >= low && code <= high; }
};

/// "5.1.1", "x.7.x", "x.7.20-30".
struct StatusMatch {
    std::uint8_t cls = 0;  // 0: any
    std::uint16_t subject_low = 0, subject_high = 999, detail_low = 0, detail_high = 999;
    bool fits(const events::EnhancedStatus& s) const {
        return s.cls != 0 && (cls == 0 || cls == s.cls) && s.subject >= subject_low && s.subject <= subject_high &&
               s.detail >= detail_low && s.detail <= detail_high;
    }
};

struct RuleSample {
    std::string text;
    std::uint32_t line = 0;
};

struct RulePattern {
    std::string text;  // as written, definitions put in
    std::uint32_t line = 0;
};

struct Rule {
    std::string id;
    std::string file;
    std::uint32_t line = 0;
    Stage stage = Stage::text;
    std::vector<std::string> providers;
    std::vector<CodeMatch> codes;
    std::vector<StatusMatch> statuses;
    std::vector<RulePattern> replies;   // one of them must be found; none: no words are asked for
    std::vector<RulePattern> excludes;  // none of them may be found
    std::string category, subcategory;
    events::ResponseClass cls = events::ResponseClass::none;
    events::Handling handling = events::Handling::as_replied;
    std::string origin;
    std::vector<RuleSample> samples, near_misses;
};

/// A mailbox provider or filter: the domains of its MX hosts and mailboxes, and words by which its replies betray it.
struct RuleProvider {
    std::string name;
    std::string file;
    std::uint32_t line = 0;
    std::vector<std::string> domains;
    std::vector<std::string> signs;  // lower case
};

}  // namespace mailrace::feedback
