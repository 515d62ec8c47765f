#include "daemon/feedback/provider_json.h"

#include <boost/json.hpp>

#include "daemon/feedback/reply_words.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

namespace json = boost::json;

constexpr std::size_t max_recipients = 1000;

std::optional<json::object> parse_object(std::string_view text) {
    json::parse_options options;
    options.max_depth = 16;
    boost::system::error_code error;
    json::value value = json::parse({text.data(), text.size()}, error, {}, options);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

std::string text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains({key.data(), key.size()});
    if (value == nullptr || !value->is_string()) return {};
    return one_line({value->get_string().data(), value->get_string().size()});
}

const json::object* object_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains({key.data(), key.size()});
    return value != nullptr ? value->if_object() : nullptr;
}

const json::array* array_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains({key.data(), key.size()});
    return value != nullptr ? value->if_array() : nullptr;
}

/// Gateways cut long lines with "!" and a fold; JSON has neither line ends nor that in its strings.
std::string without_line_breaks(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 3) == "!\n ")
            i += 2;
        else if (text[i] != '\n')
            out += text[i];
    }
    return out;
}

std::string_view without_type(std::string_view words) {
    const std::size_t type = words.find("; ");
    return type != std::string_view::npos && type < 10 ? words.substr(type + 2) : words;
}

void take_bounced(Report& report, const json::object& bounce) {
    const json::array* list = array_of(bounce, "bouncedRecipients");
    const bool permanent = text_of(bounce, "bounceType") != "Transient";
    for (std::size_t i = 0; list != nullptr && i < list->size() && i < max_recipients; ++i) {
        const json::object* one = (*list)[i].if_object();
        if (one == nullptr) continue;
        ReportRecipient recipient;
        recipient.address = mail::bare_address(text_of(*one, "emailAddress"));
        recipient.action = Action::failed;
        recipient.diagnostic = without_type(text_of(*one, "diagnosticCode"));
        const FoundReply reply = find_reply(recipient.diagnostic);
        recipient.code = reply.code;
        if (const auto status = mail::parse_enhanced_code(text_of(*one, "status")))
            recipient.status = *status;
        else
            recipient.status = reply.status;
        if (!recipient.status) recipient.status = {static_cast<std::uint8_t>(permanent ? 5 : 4), 0, 0};
        if (!recipient.address.empty()) report.recipients.push_back(std::move(recipient));
    }
    report.reporting_mta = without_type(text_of(bounce, "reportingMTA"));
    report.kind = ReportKind::bounce;
}

void take_complaint(Report& report, const json::object& complaint) {
    Feedback feedback;
    feedback.type = mail::lower(text_of(complaint, "complaintFeedbackType"));
    if (feedback.type.empty()) feedback.type = "abuse";
    feedback.user_agent = text_of(complaint, "userAgent");
    const json::array* list = array_of(complaint, "complainedRecipients");
    for (std::size_t i = 0; list != nullptr && i < list->size() && i < max_recipients; ++i) {
        if (const json::object* one = (*list)[i].if_object())
            feedback.original_rcpt_to.push_back(mail::bare_address(text_of(*one, "emailAddress")));
    }
    report.kind = feedback.is_complaint() ? ReportKind::complaint : ReportKind::none;
    report.feedback = std::move(feedback);
}

void take_mail(Report& report, const json::object& mail) {
    report.original.return_path = mail::bare_address(text_of(mail, "source"));
    if (const json::array* to = array_of(mail, "destination")) {
        for (const json::value& address : *to) {
            if (address.is_string() && report.original.to.size() < 100) report.original.to.emplace_back(address.get_string());
        }
    }
    if (const json::array* headers = array_of(mail, "headers")) {
        for (const json::value& field : *headers) {
            const json::object* one = field.if_object();
            if (one == nullptr || report.original.header.size() >= 200) continue;
            report.original.header.emplace_back(text_of(*one, "name"), text_of(*one, "value"));
        }
    }
    report.original.message_id = report.original.field("Message-ID");
    report.original.subject = report.original.field("Subject");
    if (report.feedback) {
        report.feedback->original_mail_from = report.original.return_path;
        report.feedback->source_ip = text_of(mail, "sourceIp");
    }
}

}  // namespace

std::optional<Report> read_provider_json(std::string_view text) {
    text = mail::trim(text);
    const std::size_t end = text.rfind('}');
    if (!text.starts_with('{') || end == std::string_view::npos) return std::nullopt;
    auto outer = parse_object(without_line_breaks(text.substr(0, end + 1)));
    if (!outer) return std::nullopt;
    if (const std::string type = text_of(*outer, "Type"); type == "Notification") {
        const json::value* message = outer->if_contains("Message");
        if (message == nullptr || !message->is_string()) return std::nullopt;
        outer = parse_object({message->get_string().data(), message->get_string().size()});
        if (!outer) return std::nullopt;
    }
    std::string type = text_of(*outer, "notificationType");
    if (type.empty()) type = text_of(*outer, "eventType");
    const json::object* mail = object_of(*outer, "mail");
    if (type.empty() || mail == nullptr) return std::nullopt;
    Report report;
    report.format = "ses";
    if (const json::object* bounce = object_of(*outer, "bounce"))
        take_bounced(report, *bounce);
    else if (const json::object* complaint = object_of(*outer, "complaint"))
        take_complaint(report, *complaint);
    else if (type != "Delivery" && type != "DeliveryDelay")
        return std::nullopt;
    if (const json::object* delivery = object_of(*outer, "delivery")) {
        const json::array* list = array_of(*delivery, "recipients");
        for (std::size_t i = 0; list != nullptr && i < list->size() && i < max_recipients; ++i) {
            if (!(*list)[i].is_string()) continue;
            ReportRecipient recipient;
            recipient.address = std::string((*list)[i].get_string());
            recipient.action = Action::delivered;
            recipient.diagnostic = text_of(*delivery, "smtpResponse");
            report.recipients.push_back(std::move(recipient));
        }
    }
    take_mail(report, *mail);
    return report;
}

}  // namespace mailrace::feedback
