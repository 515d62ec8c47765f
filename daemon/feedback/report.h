// What a mail says about mail that we sent: a bounce, a delay, a complaint, an automatic answer, or nothing of the kind. Values,
// any thread. Everything in it was written by strangers: a claim, nothing more, until it is matched to a message of ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/events/classification.h"
#include "shared/mail/reply.h"

namespace mailrace::feedback {

enum class ReportKind : std::uint8_t { none, bounce, delay, complaint, auto_reply };
std::string_view to_string(ReportKind kind);

/// RFC 3464 section 2.3.3; `none` when the report does not say.
enum class Action : std::uint8_t { none, failed, delayed, delivered, relayed, expanded };
std::string_view to_string(Action action);

struct ReportRecipient {
    std::string address;        // as we addressed it, where the report tells; case kept
    std::string final_address;  // where it was forwarded to, when that is another one
    Action action = Action::none;
    mail::EnhancedCode status;  // stated, or made from code and words when the report states none
    std::uint16_t code = 0;     // SMTP reply code in the diagnostic; 0: none
    std::string diagnostic;     // the words, one line of UTF-8, at most 1,000 bytes
    std::string remote_mta;
    events::Classification found;  // what it means, and by which rule
};

/// A feedback report: ARF (RFC 5965), JMRP, XARF.
struct Feedback {
    std::string type;  // "abuse", "fraud", "opt-out", "auth-failure", …, lower case
    std::string source_ip, user_agent, reporting_mta, original_envelope_id, auth_failure;
    std::string original_mail_from;
    std::vector<std::string> original_rcpt_to, reported_domain;
    std::vector<std::pair<std::string, std::string>> fields;  // all of them as they came, at most 100

    /// Somebody complained; reports of failed authentication and "this was no spam" are none.
    bool is_complaint() const;
};

/// What the report returns of the message that it is about.
struct ReturnedMessage {
    std::string message_id;   // with its angle brackets; empty: not told
    std::string return_path;  // envelope sender as the copy shows it
    std::string from, subject;
    std::vector<std::string> to;                              // addresses of To, Cc and the "for" of Received
    std::vector<std::pair<std::string, std::string>> header;  // decoded, at most 200 fields

    /// The first field of that name, any case; empty: none.
    std::string_view field(std::string_view name) const;
};

struct Report {
    ReportKind kind = ReportKind::none;
    std::string format;  // "dsn", "text", "qmail", "mxl", "brightmail", "interscan"; "arf", "jmrp", "xarf"; empty for none
    std::string reporting_mta, envelope_id;  // of the DSN
    std::vector<ReportRecipient> recipients;
    std::optional<Feedback> feedback;
    ReturnedMessage original;
    bool unreadable = false;  // it is a report, or calls itself one, and whom it is about could not be read
    bool cut = false;         // larger or deeper than what is read
};

}  // namespace mailrace::feedback
