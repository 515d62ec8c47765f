#include "daemon/feedback/report.h"

#include "shared/mail/text.h"

namespace mailrace::feedback {

std::string_view to_string(ReportKind kind) {
    switch (kind) {
        case ReportKind::none: return "none";
        case ReportKind::bounce: return "bounce";
        case ReportKind::delay: return "delay";
        case ReportKind::complaint: return "complaint";
        case ReportKind::auto_reply: return "auto-reply";
    }
    return "none";
}

std::string_view to_string(Action action) {
    switch (action) {
        case Action::none: return "";
        case Action::failed: return "failed";
        case Action::delayed: return "delayed";
        case Action::delivered: return "delivered";
        case Action::relayed: return "relayed";
        case Action::expanded: return "expanded";
    }
    return "";
}

bool Feedback::is_complaint() const {
    return !type.starts_with("auth-failure") && type != "not-spam" && type != "dmarc" && type != "dkim" && auth_failure.empty();
}

std::string_view ReturnedMessage::field(std::string_view name) const {
    for (const auto& [key, value] : header) {
        if (mail::iequals(key, name)) return value;
    }
    return {};
}

}  // namespace mailrace::feedback
