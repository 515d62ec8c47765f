// Writes the message that tells a sender that delivery failed: multipart/report of RFC 3462 and RFC 3464 with the receiver's own
// words, honouring what RFC 3461 lets a sender ask for, international addresses by RFC 6533. A pure function, inputs to bytes;
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::feedback {

struct DsnRecipient {
    std::string address;
    std::string orcpt;        // "rfc822;…" as given to RCPT; empty: none
    std::uint8_t notify = 0;  // bits of RFC 3461 section 4.1: 1 never, 2 success, 4 failure, 8 delay; 0: none given
    std::string status;       // "5.1.1"; empty: "5.0.0"
    std::string response;     // the receiver's exact reply, lines joined by CR LF; or our own words
    bool remote = true;       // the words are a receiver's SMTP reply
    std::string remote_mta;   // who said it; empty: nobody was reached
    WallTime last_attempt{};
};

struct DsnInput {
    MessageId id;  // of the notification, for its Message-ID
    WallTime now{};
    std::string reporting_mta;  // our host name
    std::string sender;         // of the message that failed; the notification goes there
    std::string envid;          // as given to MAIL
    WallTime arrival{};
    char ret = 0;               // 'F': the whole message comes back; 'H' or 0: its header
    bool smtputf8 = false;      // the message was sent with SMTPUTF8
    std::string_view original;  // the message, or its beginning when `original_complete` is false
    bool original_complete = true;
    std::vector<DsnRecipient> recipients;
};

struct Dsn {
    std::string bytes;       // the whole message, CR LF line ends
    std::string recipient;   // where to send it, from the null sender
    bool eight_bit = false;  // needs 8BITMIME
    bool smtputf8 = false;   // needs SMTPUTF8
};

/// Largest part of the original that comes back, in bytes; a longer message comes back as its header, a longer header is cut.
constexpr std::size_t max_returned = 1u << 20;

/// Does this recipient's failure have to be told? RFC 3461 section 5.2.
bool wants_failure_dsn(std::uint8_t notify);

/// Nothing when nobody is to be told: the sender is null, or no recipient wants it.
std::optional<Dsn> write_failure_dsn(const DsnInput& input);

}  // namespace mailrace::feedback
