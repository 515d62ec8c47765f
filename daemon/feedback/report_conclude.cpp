#include "daemon/feedback/report_conclude.h"

#include <algorithm>
#include <unordered_set>

#include "daemon/feedback/reply_words.h"
#include "daemon/feedback/report_category.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

bool is_success(Action action) { return action == Action::delivered || action == Action::relayed || action == Action::expanded; }

std::uint8_t class_of(const ReportRecipient& recipient) {
    if (is_success(recipient.action)) return 2;
    if (recipient.code != 0) return static_cast<std::uint8_t>(recipient.code / 100);
    return recipient.action == Action::delayed ? 4 : 5;
}

}  // namespace

void take_words(ReportRecipient& recipient, std::string_view words) {
    recipient.diagnostic = one_line(words);
    const FoundReply reply = find_reply(words);
    if (recipient.code == 0) recipient.code = reply.code;
    const bool vague = !recipient.status || (recipient.status.subject == 0 && recipient.status.detail == 0);
    const bool agrees = !recipient.status || recipient.status.cls == reply.status.cls;
    if (reply.status && vague && agrees) recipient.status = reply.status;
}

void drop_duplicates(std::vector<ReportRecipient>& recipients) {
    std::unordered_set<std::string> seen;
    const auto again = [&](const ReportRecipient& r) {
        return !seen.insert(mail::lower(r.address) + ' ' + std::string(to_string(r.action))).second;
    };
    std::vector<ReportRecipient> kept;
    for (ReportRecipient& recipient : recipients) {
        if (!again(recipient)) kept.push_back(std::move(recipient));
    }
    recipients = std::move(kept);
}

ReportKind kind_by_actions(std::vector<ReportRecipient>& recipients, bool late) {
    bool failed = false, delayed = false;
    for (ReportRecipient& recipient : recipients) {
        if (recipient.action == Action::none)
            recipient.action = recipient.status.cls == 2 ? Action::delivered : late ? Action::delayed : Action::failed;
        failed |= recipient.action == Action::failed;
        delayed |= recipient.action == Action::delayed;
    }
    return failed ? ReportKind::bounce : delayed ? ReportKind::delay : ReportKind::none;
}

void categorize_all(std::vector<ReportRecipient>& recipients, const Classifier* classifier) {
    for (ReportRecipient& recipient : recipients) {
        recipient.found = categorize(recipient, classifier);
        if (!recipient.status) recipient.status = implied_status(class_of(recipient), recipient.found.category);
    }
}

}  // namespace mailrace::feedback
