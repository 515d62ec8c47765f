// links: mailrace_feedback
// The report reader: bounds hold, all text is UTF-8 in one line, a bounce names what failed, and the three line ends say the
// same.
#include <cstdlib>
#include <string>

#include "daemon/feedback/report_reader.h"
#include "shared/mail/mbox.h"
#include "shared/mail/mime.h"
#include "shared/mail/text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace mailrace;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const feedback::ReportLimits limits{.bytes = 1 << 16, .notice = 1 << 14, .recipients = 20};
    const feedback::Report report = feedback::read_report(text, limits);
    if (report.recipients.size() > limits.recipients) std::abort();
    for (const auto& r : report.recipients) {
        if (r.address.empty() || r.found.category.empty()) std::abort();
        if (r.diagnostic.size() > 1000 || r.diagnostic.find('\n') != std::string::npos || !mail::is_utf8(r.diagnostic))
            std::abort();
        if (r.status.cls == 0) std::abort();
    }
    if (report.feedback && report.feedback->fields.size() > 100) std::abort();
    if (report.original.header.size() > 200 || report.original.to.size() > 200) std::abort();
    if (report.kind == feedback::ReportKind::complaint && !report.feedback) std::abort();
    const auto again = feedback::read_report(mail::with_lf(text), limits);
    if (text.size() < limits.bytes && (again.kind != report.kind || again.recipients.size() != report.recipients.size()))
        std::abort();
    std::size_t bytes = 0;
    for (const auto part : mail::split_mbox(text, 10)) bytes += part.size();
    if (bytes != text.size()) std::abort();
    return 0;
}
