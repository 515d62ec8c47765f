#include "daemon/feedback/report_patterns.h"

#include <re2/re2.h>

#include <algorithm>

#include "daemon/feedback/reply_words.h"
#include "daemon/feedback/report_conclude.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {

ReportPatterns::ReportPatterns() = default;
ReportPatterns::~ReportPatterns() = default;
ReportPatterns::ReportPatterns(ReportPatterns&&) noexcept = default;
ReportPatterns& ReportPatterns::operator=(ReportPatterns&&) noexcept = default;

Status ReportPatterns::add_file(const std::string& name, std::string_view text) {
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view entry = mail::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (entry.empty() || entry.front() == '#') continue;
        const auto wrong = [&](const std::string& why) { return Error::invalid(name + " line " + std::to_string(line) + ": " + why); };
        if (entry.size() < 3 || entry.front() != '/' || entry.back() != '/') return wrong("a /pattern/ is expected");
        re2::RE2::Options options;
        options.set_case_sensitive(false);
        options.set_log_errors(false);
        options.set_dot_nl(true);
        options.set_max_mem(8 << 20);
        auto expression = std::make_unique<re2::RE2>("(?m)" + std::string(entry.substr(1, entry.size() - 2)), options);
        if (!expression->ok()) return wrong(expression->error());
        if (!expression->NamedCapturingGroups().contains("rcpt")) return wrong("no group (?P<rcpt>…) names the recipient");
        patterns_.push_back({name, line, std::move(expression)});
    }
    return {};
}

std::optional<Report> ReportPatterns::read(std::string_view body, bool complaints, std::string* where) const {
    for (const Pattern& pattern : patterns_) {
        const int groups = pattern.expression->NumberOfCapturingGroups();
        std::vector<re2::StringPiece> found(static_cast<std::size_t>(groups) + 1);
        if (!pattern.expression->Match({body.data(), body.size()}, 0, body.size(), re2::RE2::UNANCHORED, found.data(), groups + 1)) continue;
        const auto group = [&](const char* name) -> std::string {
            const auto& names = pattern.expression->NamedCapturingGroups();
            const auto it = names.find(name);
            if (it == names.end()) return {};
            const auto& piece = found[static_cast<std::size_t>(it->second)];
            return one_line({piece.data(), piece.size()});
        };
        if (where != nullptr) *where = pattern.name + " line " + std::to_string(pattern.line);
        Report report;
        report.format = pattern.name;
        report.original.message_id = group("messageId");
        report.original.return_path = mail::bare_address(group("orig"));
        if (complaints) {
            Feedback feedback;
            feedback.type = mail::lower(group("feedbackType"));
            if (feedback.type.empty()) feedback.type = "abuse";
            feedback.source_ip = group("sourceIp");
            feedback.original_mail_from = report.original.return_path;
            feedback.original_rcpt_to.push_back(mail::bare_address(group("rcpt")));
            if (std::string domain = group("reportedDomain"); !domain.empty()) feedback.reported_domain.push_back(mail::lower(domain));
            report.kind = ReportKind::complaint;
            report.feedback = std::move(feedback);
        } else {
            ReportRecipient recipient;
            recipient.address = mail::bare_address(group("rcpt"));
            if (const auto status = mail::parse_enhanced_code(group("status"))) recipient.status = *status;
            take_words(recipient, group("diagnostic"));
            report.recipients.push_back(std::move(recipient));
            report.kind = kind_by_actions(report.recipients, false);
            categorize_all(report.recipients);
        }
        return report;
    }
    return std::nullopt;
}

}  // namespace mailrace::feedback
