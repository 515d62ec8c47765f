// What a report returns of the message that it is about: its identity, so that it can be found again. Pure, bounded; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "daemon/feedback/report.h"
#include "shared/mail/header_block.h"

namespace mailrace::feedback {

/// From a header that was read.
ReturnedMessage returned_message(const std::vector<mail::HeaderField>& header);
/// From text that begins with a header, LF lines.
ReturnedMessage returned_message(std::string_view text);

}  // namespace mailrace::feedback
