// Finds what a receiver said in the prose of a notice: an SMTP reply code, an enhanced status, and the words that belong to them.
// Pure, linear; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/mail/reply.h"

namespace mailrace::feedback {

struct FoundReply {
    std::uint16_t code = 0;     // 4yz or 5yz; 0: none was found
    mail::EnhancedCode status;  // of class 4 or 5
    std::string words;          // from the code to the end of the paragraph, one line

    explicit operator bool() const { return code != 0 || status; }
};

/// The likeliest reply in `text` (UTF-8, LF lines): one with both code and status before one at a line's beginning or behind
/// "said:" before any number that merely looks like a code.
FoundReply find_reply(std::string_view text);

/// Blanks and line ends folded into single blanks, cut to `max` bytes at a character's end.
std::string one_line(std::string_view text, std::size_t max = 1000);

}  // namespace mailrace::feedback
