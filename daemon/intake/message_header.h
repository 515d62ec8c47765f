// What is done to the header of a message between the final dot and the spool: Received added, fields removed, Date and
// Message-ID added, and the choices that a feeder made by header read. A pure function; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/intake/source_rules.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace mailrace::intake {

/// How the message came; for the Received field (RFC 5321 section 4.4).
struct Stamp {
    MessageId id;
    WallTime received{};
    std::string host_name;   // ours
    std::string hello_name;  // the client's
    std::string client_ip;
    bool extended = true;                  // EHLO
    bool utf8 = false;                     // SMTPUTF8 was used
    std::string tls_protocol, tls_cipher;  // empty: no TLS
    std::string recipient;                 // the only one; empty when there are several
};

struct HeaderChoices {
    std::optional<std::string> virtual_mta;  // from X-Virtual-MTA, where that is processed
    std::string job;
    std::string envid;  // xtext
    std::string message_id;
    std::string subject;  // at most 200 bytes
    std::string kept;     // header fields that accounting wants, as lines of Event::details, at most 4 KiB
};

struct StampedHeader {
    std::string bytes;  // the new header block with its empty line, and whatever stood behind it in the input
    HeaderChoices choices;
};

/// The Received field with its CR LF, folded.
std::string received_field(const Stamp& stamp, bool hide_client);

/// `header`: the message up to and with the empty line, or all of it when there is none. Fails only when there are too many
/// fields.
Result<StampedHeader> stamp_header(std::string_view header, const SourceRules& rules, const Stamp& stamp);

}  // namespace mailrace::intake
