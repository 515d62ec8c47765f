// What a line of a notice does with an address: does it stand alone, behind a label, in an SMTP dialogue, or is it only mentioned? Private to the
// reading of notices; pure, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/mail/address_scan.h"

namespace mailrace::feedback {

struct Line {
    std::string_view text;  // as it stands
    std::string lower;      // trimmed
    std::size_t indent = 0;

    /// The part that words are looked for in: long lines are no sentences.
    std::string_view words() const { return std::string_view(lower).substr(0, 400); }
};

enum class Standing : std::uint8_t { none, mentioned, weak, dialogue, strong };

/// `line_fails`: its words tell of a failure; `in_failed_section`: those before it did. `solo`: the address is all that the line holds.
Standing standing_of(const Line& line, bool line_fails, const mail::FoundAddress& found, bool in_failed_section, bool& solo);

/// Lines that name whom to ask, not whom mail did not reach.
bool names_helper(std::string_view folded_line);
/// postmaster@, support@, …: rarely the one who failed.
bool is_role_address(std::string_view lower_address);
/// "From:", "Subject:", "Date:", …: the line tells of the message, not of the failure.
bool tells_of_message(std::string_view folded_line);

std::string_view strip_front(std::string_view text, std::string_view chars);

}  // namespace mailrace::feedback
