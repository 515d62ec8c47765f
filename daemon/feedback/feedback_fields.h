// The fields of a feedback report: ARF (RFC 5965 and 6591), Microsoft's JMRP, XARF in its old form (YAML) and as JSON. Pure,
// bounded; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "daemon/feedback/report.h"
#include "shared/mail/mime.h"

namespace mailrace::feedback {

/// `text`: the decoded message/feedback-report part, LF lines.
Feedback read_arf(std::string_view text);

/// A XARF report (xarf.org): "Key: value" lines with Report-Type and Source, as one part of old mail holds them; or a JSON object
/// with "Report" or the flat keys of version 4. Nothing when `text` is neither.
std::optional<Feedback> read_xarf(std::string_view text);

/// Microsoft's Junk Mail Reporting Program sends the complained-of message in an ordinary mail from staff@hotmail.com (or its
/// successors), without a machine-readable part: who complained and from which address it came stand in the header of the copy.
/// Nothing for other mail.
std::optional<Feedback> read_jmrp(const mail::MimePart& root, const ReturnedMessage& original);

}  // namespace mailrace::feedback
