#include "daemon/feedback/report_events.h"

#include <algorithm>
#include <array>

#include "daemon/feedback/reply_words.h"
#include "shared/mail/domain.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

using events::Event;
using events::EventType;

constexpr std::size_t max_arf_fields = 40;
/// Header fields of the original that a complaint's record keeps.
constexpr std::array<std::string_view, 4> kept_fields = {"From", "Return-Path", "X-job", "Subject"};

std::string domain_of(std::string_view address) {
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos) return {};
    const auto domain = mail::Domain::parse(address.substr(at + 1));
    return domain ? domain->ascii() : mail::lower(address.substr(at + 1));
}

Event base(const Report& report, const ReportMatch& match, const ReportArrival& arrival) {
    Event e;
    if (match.sent) {
        const Event& sent = *match.sent;
        e.message = sent.message;
        e.recipient_index = sent.recipient_index;
        e.size = sent.size;
        e.sender = sent.sender;
        e.recipient = sent.recipient;
        e.orcpt = sent.orcpt;
        e.envid = sent.envid;
        e.message_id = sent.message_id;
        e.subject = sent.subject;
        e.domain = sent.domain;
        e.queue = sent.queue;
        e.vmta = sent.vmta;
        e.pool = sent.pool;
        e.job = sent.job;
        e.provider = sent.provider;
        if (sent.type == EventType::delivery) e.source_ip = sent.source_ip;  // of a receipt it is where the feeder came in
    } else {
        e.sender = report.original.return_path.empty() ? arrival.came_to : report.original.return_path;
        e.recipient = match.address;
        e.domain = domain_of(match.address);
        e.message_id = report.original.message_id;
        e.subject = report.original.subject;
    }
    e.time = arrival.now;
    e.queued = arrival.received;
    e.phase = events::Phase::local;
    events::add_detail(e, "format", report.format);
    events::add_detail(e, "srcMta", arrival.feeder);
    events::add_detail(e, "report", to_text(arrival.id));
    events::add_detail(e, "cameTo", arrival.came_to);
    if (match.sent) events::add_detail(e, "matchedBy", match.by);
    for (const std::string& name : arrival.keep_headers) {
        const bool kept_anyway = report.feedback && std::any_of(kept_fields.begin(), kept_fields.end(), [&](std::string_view kept) { return mail::iequals(kept, name); });
        if (!kept_anyway) events::add_detail(e, "header_" + name, report.original.field(name));
    }
    return e;
}

std::string origin_words(const ReportMatch& match) {
    return match.sent ? "found by " + std::string(match.by) : "no message that was sent from here fits";
}

Event bounce_event(const Report& report, const ReportRecipient& recipient, const ReportMatch& match, const ReportArrival& arrival) {
    Event e = base(report, match, arrival);
    e.type = recipient.action == Action::failed ? EventType::remote_bounce : EventType::remote_status;
    e.code = recipient.code;
    e.status = {recipient.status.cls, recipient.status.subject, recipient.status.detail};
    e.response = recipient.diagnostic;
    e.remote_host = recipient.remote_mta;
    if (e.type == EventType::remote_bounce) events::put(e, recipient.found);
    e.text = std::string(to_string(recipient.action)) + (report.reporting_mta.empty() ? std::string() : ", reported by " + report.reporting_mta) + "; " + origin_words(match);
    events::add_detail(e, "dsnAction", to_string(recipient.action));
    events::add_detail(e, "dsnReportingMta", report.reporting_mta);
    if (!recipient.final_address.empty()) events::add_detail(e, "finalRecipient", recipient.final_address);
    return e;
}

Event complaint_event(const Report& report, const Feedback& feedback, const ReportMatch& match, const ReportArrival& arrival) {
    Event e = base(report, match, arrival);
    e.type = EventType::complaint;
    if (!match.sent && !feedback.original_mail_from.empty()) e.sender = feedback.original_mail_from;
    e.remote_host = feedback.reporting_mta;
    e.text = "complaint: " + feedback.type + "; " + origin_words(match);
    events::add_detail(e, "feedbackType", feedback.type);
    events::add_detail(e, "userAgent", feedback.user_agent);
    events::add_detail(e, "reportingMta", feedback.reporting_mta);
    events::add_detail(e, "reportedDomain", feedback.reported_domain.empty() ? std::string_view{} : std::string_view(feedback.reported_domain.front()));
    events::add_detail(e, "repSourceIp", feedback.source_ip);
    for (const std::string_view name : kept_fields) events::add_detail(e, "header_" + std::string(name), report.original.field(name));
    for (std::size_t i = 0; i < feedback.fields.size() && i < max_arf_fields; ++i) {
        events::add_detail(e, "arf_" + feedback.fields[i].first, feedback.fields[i].second);
    }
    return e;
}

}  // namespace

std::vector<Event> report_events(const Report& report, const std::vector<ReportMatch>& matches, const ReportArrival& arrival) {
    std::vector<Event> out;
    for (const ReportMatch& match : matches) {
        if (report.feedback) {
            if (report.kind == ReportKind::complaint) out.push_back(complaint_event(report, *report.feedback, match, arrival));
        } else if (match.recipient < report.recipients.size()) {
            out.push_back(bounce_event(report, report.recipients[match.recipient], match, arrival));
        }
    }
    return out;
}

}  // namespace mailrace::feedback
