#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

std::string_view to_string(Phase phase) {
    switch (phase) {
        case Phase::connect: return "connect";
        case Phase::banner: return "banner";
        case Phase::ehlo: return "ehlo";
        case Phase::mail: return "mail";
        case Phase::rcpt: return "rcpt";
        case Phase::data: return "data";
        case Phase::body: return "body";
        case Phase::dot: return "dot";
        case Phase::reply: return "reply";
    }
    return "";
}

std::string_view to_string(ReplyKind kind) {
    switch (kind) {
        case ReplyKind::banner: return "banner";
        case ReplyKind::accepted: return "accepted";
        case ReplyKind::too_many_connections: return "too-many-connections";
        case ReplyKind::too_many_messages: return "too-many-messages";
        case ReplyKind::too_many_recipients: return "too-many-recipients";
        case ReplyKind::rate_exceeded: return "rate-exceeded";
        case ReplyKind::blocked: return "blocked";
        case ReplyKind::greylisted: return "greylisted";
        case ReplyKind::unknown_user: return "unknown-user";
        case ReplyKind::mailbox_full: return "mailbox-full";
        case ReplyKind::spam: return "spam";
        case ReplyKind::deferred: return "deferred";
        case ReplyKind::relay_denied: return "relay-denied";
        case ReplyKind::too_large: return "too-large";
        case ReplyKind::tls_required: return "tls-required";
        case ReplyKind::bare_line_end: return "bare-line-end";
    }
    return "";
}

std::string_view default_reply(ReplyKind kind) {
    switch (kind) {
        case ReplyKind::banner: return "220 {host} ESMTP";
        case ReplyKind::accepted: return "250 2.0.0 Ok: queued as {id}";
        case ReplyKind::too_many_connections: return "421 4.7.0 {host} Error: too many connections from {ip}";
        case ReplyKind::too_many_messages: return "421 4.7.0 Max message per connection reached, closing transmission channel";
        case ReplyKind::too_many_recipients: return "452 4.5.3 Error: too many recipients";
        case ReplyKind::rate_exceeded: return "450 4.7.1 Error: too much mail from {ip}";
        case ReplyKind::blocked: return "554 5.7.1 Service unavailable; Client host [{ip}] blocked";
        case ReplyKind::greylisted: return "450 4.2.0 <{rcpt}>: Recipient address rejected: Greylisted, see http://postgrey.example/help";
        case ReplyKind::unknown_user: return "550 5.1.1 <{rcpt}>: Recipient address rejected: User unknown in virtual mailbox table";
        case ReplyKind::mailbox_full: return "452 4.2.2 <{rcpt}>: Recipient address rejected: Mailbox full";
        case ReplyKind::spam: return "554 5.7.1 Spam message rejected";
        case ReplyKind::deferred: return "451 4.3.0 <{rcpt}>: Temporary lookup failure";
        case ReplyKind::relay_denied: return "554 5.7.1 <{rcpt}>: Relay access denied";
        case ReplyKind::too_large: return "552 5.3.4 Message size exceeds fixed limit";
        case ReplyKind::tls_required: return "530 5.7.0 Must issue a STARTTLS command first";
        case ReplyKind::bare_line_end: return "550 5.5.2 Bare <CR> or <LF> received";
    }
    return "";
}

}  // namespace mailrace::simulator
