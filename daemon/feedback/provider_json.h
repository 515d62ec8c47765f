// Bounces and complaints that a provider sends as JSON inside a mail: Amazon SES through SNS. Pure, bounded; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "daemon/feedback/report.h"

namespace mailrace::feedback {

/// `text` is the mail's text. A report with kind, format "ses", recipients or feedback, and the original's identity; nothing when
/// it is no such notification.
std::optional<Report> read_provider_json(std::string_view text);

}  // namespace mailrace::feedback
