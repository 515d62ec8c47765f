#include "daemon/ctl/report_json.h"

#include "daemon/ctl/output.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {
namespace {

namespace json = boost::json;

std::string status_text(mail::EnhancedCode code) {
    if (!code) return {};
    return std::to_string(code.cls) + '.' + std::to_string(code.subject) + '.' + std::to_string(code.detail);
}

json::string text(std::string_view value) {
    const std::string utf8 = protocol::to_utf8_lossy(value);
    return json::string(utf8);
}

json::array texts(const std::vector<std::string>& values) {
    json::array out;
    for (const std::string& value : values) out.emplace_back(text(value));
    return out;
}

json::string first(const std::vector<std::string>& values) { return values.empty() ? json::string() : text(values.front()); }

json::object recipient_json(const feedback::ReportRecipient& r) {
    json::object out{{"address", text(r.address)},
                     {"action", feedback::to_string(r.action)},
                     {"status", status_text(r.status)},
                     {"code", r.code},
                     {"diagnostic", text(r.diagnostic)},
                     {"category", r.found.category},
                     {"subcategory", r.found.subcategory},
                     {"class", events::to_string(r.found.cls)}};
    if (!r.final_address.empty()) out["final_address"] = text(r.final_address);
    if (!r.remote_mta.empty()) out["remote_mta"] = text(r.remote_mta);
    return out;
}

json::object feedback_json(const feedback::Feedback& f) {
    json::object out{{"type", text(f.type)},
                     {"source_ip", text(f.source_ip)},
                     {"original_mail_from", text(f.original_mail_from)},
                     {"original_rcpt_to", first(f.original_rcpt_to)},
                     {"reported_domain", first(f.reported_domain)},
                     {"user_agent", text(f.user_agent)}};
    if (f.original_rcpt_to.size() > 1) out["all_original_rcpt_to"] = texts(f.original_rcpt_to);
    if (f.reported_domain.size() > 1) out["all_reported_domain"] = texts(f.reported_domain);
    if (!f.auth_failure.empty()) out["auth_failure"] = text(f.auth_failure);
    return out;
}

}  // namespace

json::object report_json(const std::string& file, const feedback::Report& report) {
    json::array recipients;
    for (const auto& recipient : report.recipients) recipients.emplace_back(recipient_json(recipient));
    json::object out{{"file", text(file)},
                     {"kind", feedback::to_string(report.kind)},
                     {"format", report.format},
                     {"recipients", std::move(recipients)}};
    out["feedback"] = report.feedback ? json::value(feedback_json(*report.feedback)) : json::value(nullptr);
    out["message_id"] = text(report.original.message_id);
    if (!report.reporting_mta.empty()) out["reporting_mta"] = text(report.reporting_mta);
    if (!report.envelope_id.empty()) out["envelope_id"] = text(report.envelope_id);
    const auto& original = report.original;
    if (!original.header.empty()) {
        out["original"] = json::object{{"return_path", text(original.return_path)},
                                       {"from", text(original.from)},
                                       {"to", texts(original.to)},
                                       {"subject", text(original.subject)}};
    }
    if (report.cut) out["cut"] = true;
    return out;
}

std::string report_text(const std::string& file, const feedback::Report& report) {
    std::string out = one_line(file) + ": " + std::string(feedback::to_string(report.kind));
    if (!report.format.empty()) out += " (" + report.format + ")";
    out += '\n';
    for (const auto& r : report.recipients) {
        out += "  " + one_line(r.address) + "  " + std::string(feedback::to_string(r.action)) + "  " + status_text(r.status) +
               "  " + std::string(r.found.category) + " (" + std::string(events::to_string(r.found.cls)) + ")\n";
        if (!r.diagnostic.empty()) out += "      " + one_line(r.diagnostic) + '\n';
    }
    if (report.feedback) {
        const auto& f = *report.feedback;
        out += "  feedback: " + one_line(f.type);
        if (!f.source_ip.empty()) out += ", from " + one_line(f.source_ip);
        for (const auto& rcpt : f.original_rcpt_to) out += ", sent to " + one_line(rcpt);
        if (!f.user_agent.empty()) out += ", by " + one_line(f.user_agent);
        out += '\n';
    }
    if (!report.original.message_id.empty()) out += "  about " + one_line(report.original.message_id) + '\n';
    return out;
}

}  // namespace mailrace::ctl
