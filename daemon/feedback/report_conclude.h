// What is left open in a report is concluded from the rest: status from words, kind from actions, category from both. Pure; any
// thread.
#pragma once

#include <string_view>
#include <vector>

#include "daemon/feedback/classifier.h"
#include "daemon/feedback/report.h"

namespace mailrace::feedback {

/// `words` become the diagnostic; code and status are taken from them where the recipient has none, or only x.0.0.
void take_words(ReportRecipient& recipient, std::string_view words);

/// The same address with the same action once.
void drop_duplicates(std::vector<ReportRecipient>& recipients);

/// Actions that were not told, and the kind that follows; `late`: the prose speaks of a delay.
ReportKind kind_by_actions(std::vector<ReportRecipient>& recipients, bool late);

/// What the words of each mean, and a status for those without one. Without a classifier by the built-in rules.
void categorize_all(std::vector<ReportRecipient>& recipients, const Classifier* classifier = nullptr);

}  // namespace mailrace::feedback
