// Finds the message and the recipient that a report is about among the mail that we sent. Everything in a report is a claim of strangers: it counts only when
// the history knows that recipient of that message. Any thread; asks the history.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/feedback/report.h"
#include "daemon/feedback/sent_mail.h"

namespace mailrace::feedback {

struct ReportMatch {
    std::string address;                // the recipient that it is about; empty: the report hides it and nothing else tells
    std::size_t recipient = SIZE_MAX;   // index in the report's recipients; SIZE_MAX for a complaint
    std::optional<events::Event> sent;  // the newest event of that recipient of that message; nothing: never sent by us
    std::string_view by;                // "queue id", "message id", "VERP", "sender and recipient"; empty without `sent`
};

/// One for each recipient that the report tells something of, in order; for a complaint at least one.
/// `came_to`: the envelope recipient of the report, which for a bounce is the envelope sender of what bounced.
std::vector<ReportMatch> match_report(const Report& report, std::string_view came_to, const SentMail& sent);

/// The queue ids of ours that stand in Received and Message-ID fields of the original, at most 8.
std::vector<MessageId> queue_ids(const ReturnedMessage& original);

}  // namespace mailrace::feedback
