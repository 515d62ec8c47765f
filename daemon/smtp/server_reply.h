// A reply of our SMTP server: code, enhanced status (RFC 2034, RFC 3463), words. A value; printing it makes the wire form, in
// several lines where the words have several. Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace mailrace::smtp {

struct ServerReply {
    std::uint16_t code = 0;
    std::string status;  // "5.7.1"; empty for greetings, EHLO and 354, which carry none
    std::string text;    // lines separated by '\n'; other control characters are printed as '?'

    bool positive() const { return code >= 200 && code < 400; }
    bool transient() const { return code >= 400 && code < 500; }
};

/// Appends the wire form, each line ended by CR LF, cut to the 512 bytes of RFC 5321 section 4.5.3.1.5.
void append_reply(std::string& out, const ServerReply& reply);

/// The wire form without the last CR LF: what goes into an event.
std::string reply_text(const ServerReply& reply);

}  // namespace mailrace::smtp
