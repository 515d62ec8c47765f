// Reports as facts: the rb, rs and f events that a report gives, one a recipient, with the identity of the message that they are about where that was found.
// Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/feedback/report.h"
#include "daemon/feedback/report_match.h"

namespace mailrace::feedback {

/// How the report came to us.
struct ReportArrival {
    WallTime now{};
    WallTime received{};
    MessageId id;          // of the report itself, for the words
    std::string came_to;   // envelope recipient
    std::string feeder;    // "name (ip)" of who brought it
    std::vector<std::string> keep_headers;  // of the original, that accounting wants to know
};

/// `matches` as match_report() gave them. Events of what was never sent from here carry no message id: nothing may be concluded from them.
std::vector<events::Event> report_events(const Report& report, const std::vector<ReportMatch>& matches, const ReportArrival& arrival);

}  // namespace mailrace::feedback
