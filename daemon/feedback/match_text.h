// The words of a reply as rules see them, made from its normal form: lower case, accents taken off, single spaces instead of
// punctuation, "is not" for "isn't", codes and enhanced statuses left out, markers kept ("<ip>", "<address>"). "550 5.7.1 Client host
// [<ip>] isn't allowed!" becomes "client host <ip> is not allowed". And the code and status that the reply carries, wherever they
// stand. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "daemon/events/event.h"

namespace mailrace::feedback {

std::string words_for_rules(std::string_view normal_form);

struct CodeAndStatus {
    std::uint16_t code = 0;
    events::EnhancedStatus status;
};

/// What a text says by itself, also with words before it as in diagnostics of bounce mails ("host mx said: 550 5.1.1 …",
/// "smtp;550 #5.1.1"). The status is the first that fits the code and says something (not x.y.0), else the first that fits.
CodeAndStatus find_code_and_status(std::string_view text);

}  // namespace mailrace::feedback
