// Writes the message that tells a sender what became of a message: failed, delayed, relayed or delivered. multipart/report of
// RFC 3462 and RFC 3464 with the receiver's own words, or plain text for readers that prefer it, honouring what RFC 3461 lets a
// sender ask for, international addresses by RFC 6533. A pure function, inputs to bytes; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::feedback {

enum class DsnKind : std::uint8_t {
    failed,
    delayed,    // still being tried
    relayed,    // handed to a receiver that does not report delivery itself
    delivered,  // to its last place, by ourselves
};
enum class DsnFormat : std::uint8_t { standard, plain_text };

struct DsnRecipient {
    std::string address;
    std::string orcpt;        // "rfc822;…" as given to RCPT; empty: none
    std::uint8_t notify = 0;  // bits of RFC 3461 section 4.1: 1 never, 2 success, 4 failure, 8 delay; 0: none given
    std::string status;       // "5.1.1"; empty: what the kind says, "5.0.0" for a failure
    std::string response;     // the receiver's exact reply, lines joined by CR LF; or our own words
    bool remote = true;       // the words are a receiver's SMTP reply
    std::string remote_mta;   // who said it; empty: nobody was reached
    WallTime last_attempt{};
};

struct DsnInput {
    DsnKind kind = DsnKind::failed;
    DsnFormat format = DsnFormat::standard;
    MessageId id;  // of the notification, for its Message-ID
    WallTime now{};
    std::string reporting_mta;  // our host name
    std::string from;           // the From header; empty: MAILER-DAEMON at reporting_mta
    std::string sender;         // of the message; the notification goes there
    std::string envid;          // as given to MAIL
    WallTime arrival{};
    WallTime retry_until{};     // delayed: when we give up; zero: not said
    bool delays_unasked = false;  // tell of delays also those who gave no NOTIFY
    char ret = 0;               // 'F': the whole message comes back with a failure; 'H' or 0: its header
    bool smtputf8 = false;      // the message was sent with SMTPUTF8
    std::string_view original;  // the message, or its beginning when `original_complete` is false
    bool original_complete = true;
    std::vector<DsnRecipient> recipients;
};

struct Dsn {
    std::string bytes;       // the whole message, CR LF line ends
    std::string subject;
    std::string recipient;   // where to send it, from the null sender
    bool eight_bit = false;  // needs 8BITMIME
    bool smtputf8 = false;   // needs SMTPUTF8
};

/// Largest part of the original that comes back, in bytes; a longer message comes back as its header, a longer header is cut.
constexpr std::size_t max_returned = 1u << 20;

/// Does this recipient's sender want to be told? Without NOTIFY: failures, and delays when `delays_unasked` (RFC 3461 sections 4.1
/// and 5.2).
bool wants_dsn(DsnKind kind, std::uint8_t notify, bool delays_unasked);

/// Nothing when nobody is to be told: the sender is null, or no recipient wants it.
std::optional<Dsn> write_dsn(const DsnInput& input);

}  // namespace mailrace::feedback
