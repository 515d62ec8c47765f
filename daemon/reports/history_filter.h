// What of a selection the daemon's history can look up by itself, in the filter language: the history then gives only what can
// fit. A filter may let more pass than the selection, never less. Pure; any thread.
#pragma once

#include <string>

#include "daemon/reports/condition.h"

namespace mailrace::reports {

std::string history_filter(const Selection& selection);

}  // namespace mailrace::reports
