// What the words of a report mean: the rules about replies, and where they know nothing, what mailers say about their own trials.
// Pure; any thread.
#pragma once

#include <string_view>

#include "daemon/feedback/classifier.h"
#include "daemon/feedback/report.h"

namespace mailrace::feedback {

/// Without a classifier by the built-in rules.
Classification categorize(const ReportRecipient& recipient, const Classifier* classifier = nullptr);

/// A status for a report that states none: of class `cls` (4 or 5), subject and detail from the category.
mail::EnhancedCode implied_status(std::uint8_t cls, std::string_view category);

}  // namespace mailrace::feedback
