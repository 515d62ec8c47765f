// SMTP commands as a server reads them: verb and argument, and the arguments of MAIL, RCPT and BDAT with their parameters. Pure
// parsers: a value, or the reply that refuses. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/smtp/server_reply.h"
#include "shared/mail/address.h"

namespace mailrace::smtp {

enum class Verb : std::uint8_t {
    ehlo,
    helo,
    mail,
    rcpt,
    data,
    bdat,
    rset,
    noop,
    vrfy,
    help,
    quit,
    starttls,
    not_implemented,  // known to RFC 5321 and its kin, not to us
    unknown,
};

struct Command {
    Verb verb = Verb::unknown;
    std::string_view argument;  // without blanks around
};

/// `line` without its CR LF.
Command split_command(std::string_view line);

/// What the session offers; parameters of extensions that are not offered are refused.
struct Offered {
    bool smtputf8 = true;
    bool unqualified = false;  // "<user>" may be completed with a domain
    bool verp = false;         // senders that name the recipient
};

struct MailCommand {
    mail::Address sender;               // null: is_null()
    std::optional<std::uint64_t> size;  // RFC 1870
    bool eight_bit = false;             // BODY=8BITMIME, RFC 6152
    bool smtputf8 = false;              // RFC 6531
    bool verp = false;                  // VERP was asked for
    char ret = 0;                       // 'F', 'H' or 0: RFC 3461 section 4.3
    std::string envid;                  // xtext as given, RFC 3461 section 4.4
};

/// Bits of `notify`, RFC 3461 section 4.1.
enum NotifyBits : std::uint8_t { notify_never = 1, notify_success = 2, notify_failure = 4, notify_delay = 8 };

struct RcptCommand {
    mail::Address recipient;
    std::uint8_t notify = 0;
    std::string orcpt;  // "rfc822;…" as given, RFC 3461 section 4.2
};

struct BdatCommand {
    std::uint64_t size = 0;
    bool last = false;
};

template <class T>
using Parsed = std::variant<T, ServerReply>;

/// `argument` is all that follows the verb: "FROM:<…> SIZE=…".
Parsed<MailCommand> parse_mail(std::string_view argument, const Offered& offered);
/// "TO:<…> NOTIFY=…". `smtputf8`: the transaction was begun with SMTPUTF8.
Parsed<RcptCommand> parse_rcpt(std::string_view argument, const Offered& offered, bool smtputf8);
/// "1000 LAST" (RFC 3030 section 2).
Parsed<BdatCommand> parse_bdat(std::string_view argument);

}  // namespace mailrace::smtp
