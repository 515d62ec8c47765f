// Tries a table of responses on itself: every sample must fall to its rule, no near miss may; rules without origin or samples,
// rules that ask for the same as an earlier one and rules that nothing reaches are named. For tests and `mailracectl classify
// --check`.
#pragma once

#include <vector>

#include "daemon/feedback/rule_file.h"

namespace mailrace::feedback {

inline constexpr std::size_t kMinSamples = 2, kMinNearMisses = 1;

/// The file's own problems first, then what its rules do wrong; empty when all is well.
std::vector<RuleProblem> lint_rules(RuleFile file);

}  // namespace mailrace::feedback
