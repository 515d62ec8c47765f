// Reads the prose of a notice: where the quoted original begins, which addresses stand as the failed ones, what is said of each.
// By the place of an address in its line (alone, at the beginning, behind a label, in an SMTP dialogue), not by whose mailer
// wrote it. Pure, bounded; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/feedback/report.h"

namespace mailrace::feedback {

/// `text` without the original message that is quoted behind the notice, and that original.
struct SplitNotice {
    std::string_view notice, original;
};
SplitNotice split_notice(std::string_view text);

struct NoticeRecipient {
    std::string address;
    Action action = Action::none;  // by the section that it stands in
    std::string words;             // what is said of it; may be empty
    bool has_reply = false;        // the words begin with an SMTP code or status
};

struct NoticeFindings {
    std::vector<NoticeRecipient> recipients;
    bool structured = false;  // they stand in a list, behind a label or in a dialogue: more than mentioned
    bool certain = false;     // they are marked as the failed ones: by a section, a label or a dialogue
    std::string words;        // what is said when it is said of no one address
};

/// `ours`: addresses (lower case) that belong to the sender and are not the failed one, unless nothing else is there.
NoticeFindings read_notice(std::string_view notice, const std::vector<std::string>& ours, std::size_t max);

}  // namespace mailrace::feedback
