// Small questions about addresses, parameters and answers that the client machines ask. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/smtp/client_types.h"

namespace mailrace::smtp {

bool is_ascii(std::string_view text);
/// May stand between '<' and '>' of a path: no control bytes, no bare '<', '>' or space outside a quoted local part, at most 1,000 bytes.
bool is_printable_path(std::string_view address);
/// An esmtp-value (RFC 5321 section 4.1.2): printable, no '=' no space; "rfc822;…" and xtext are such. At most 500 bytes.
bool is_parameter_value(std::string_view value);
/// Appends " NOTIFY=…" for the bits of RFC 3461 section 4.1; nothing for 0.
void append_notify(std::uint8_t bits, std::string& out);
/// Whether the answer to RCPT means "no more recipients in this transaction": x.5.3, or a 452 or 552 without status that says so in words.
bool says_too_many_recipients(const Answer& answer);

}  // namespace mailrace::smtp
