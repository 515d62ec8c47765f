// Reads mail that comes back: delivery status notifications (RFC 3464, 6533), the bounces of mailers that follow no standard,
// feedback reports, and tells them from automatic replies and ordinary mail. By general rules: what headers claim, how failed
// addresses stand in a notice, what words in many languages say. Bounded whatever comes; pure; any thread, but not the network's,
// as a large report takes milliseconds.
#pragma once

#include <cstddef>
#include <string_view>

#include "daemon/feedback/report.h"

namespace mailrace::feedback {

struct ReportLimits {
    std::size_t bytes = 4u << 20;     // of the mail
    std::size_t notice = 128u << 10;  // of its text
    std::size_t recipients = 1000;
};

/// Never fails: what is no report is of kind `none`.
Report read_report(std::string_view mail, const ReportLimits& limits = {});

}  // namespace mailrace::feedback
