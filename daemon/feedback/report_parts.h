// The parts of a mail sorted into what a report is read from. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "daemon/feedback/report.h"
#include "shared/mail/mime.h"

namespace mailrace::feedback {

struct ReportParts {
    std::string notice;                 // the prose outside of everything that is returned, without the quoted original; UTF-8
    std::vector<std::string> status;    // message/delivery-status, decoded
    std::vector<std::string> feedback;  // message/feedback-report
    std::vector<std::string> xarf;      // JSON and files that call themselves XARF
    bool disposition = false;           // a message/disposition-notification is there
    bool returned = false;              // something of the original is there
    ReturnedMessage original;
    std::string inner;  // its text, as far as it came back
};

/// At most `max_notice` bytes of prose.
ReportParts sort_parts(const mail::MimeMessage& message, std::size_t max_notice);

}  // namespace mailrace::feedback
