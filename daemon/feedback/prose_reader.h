// A bounce or a delay that is told in prose only: decided by what header and words give together, so that no single word makes
// ordinary mail a bounce. Pure; any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "daemon/feedback/report.h"
#include "daemon/feedback/report_evidence.h"
#include "daemon/feedback/report_parts.h"

namespace mailrace::feedback {

struct Prose {
    ReportKind kind = ReportKind::bounce;
    std::string format;
    std::vector<ReportRecipient> recipients;
    std::optional<ReturnedMessage> original;  // when the returned message was a bounce itself: that of the inner one
};

/// Reads a report inside the report, one level deep.
using InnerReader = std::function<Report(std::string_view)>;

/// Nothing: the mail is no bounce.
std::optional<Prose> read_prose(const mail::MimePart& root, const Evidence& evidence, const ReportParts& parts,
                                std::size_t max_recipients, const InnerReader& inner);

/// Words of a delay that was not yet given up.
bool tells_delay(std::string_view notice);

}  // namespace mailrace::feedback
