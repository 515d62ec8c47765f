#include "daemon/feedback/feedback_fields.h"

#include <algorithm>
#include <boost/json.hpp>

#include "daemon/feedback/reply_words.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/encoded_word.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

namespace json = boost::json;

constexpr std::size_t max_fields = 100, max_value = 2000;

void keep(Feedback& feedback, std::string_view name, std::string value) {
    if (feedback.fields.size() < max_fields) feedback.fields.emplace_back(std::string(name.substr(0, 100)), std::move(value));
}

/// "192.0.2.1 (host)", "[192.0.2.1]", "IPv6:2001:db8::1": the address alone.
std::string ip_of(std::string_view value) {
    value = mail::trim(value);
    while (!value.empty() && value.front() == '[') value.remove_prefix(1);
    if (value.size() > 5 && mail::iequals(value.substr(0, 5), "ipv6:")) value.remove_prefix(5);
    return std::string(value.substr(0, std::min<std::size_t>(value.find_first_of(" ;](,"), 64)));
}

void take_arf_field(Feedback& feedback, std::string_view name, const std::string& value) {
    const auto is = [&](std::string_view wanted) { return mail::iequals(name, wanted); };
    const auto first = [&](std::string& member, std::string text) {
        if (member.empty()) member = std::move(text);
    };
    if (is("feedback-type"))
        first(feedback.type, mail::lower(mail::trim(std::string_view(value).substr(0, value.find_first_of(" ;(")))));
    else if (is("user-agent"))
        first(feedback.user_agent, value);
    else if (is("source-ip") || is("source")) {
        if (ip_of(value).find_first_of(".:") != std::string::npos) first(feedback.source_ip, ip_of(value));
    } else if (is("original-mail-from"))
        first(feedback.original_mail_from, mail::bare_address(value));
    else if (is("original-rcpt-to") || is("removal-recipient")) {
        if (std::string address = mail::bare_address(value); !address.empty())
            feedback.original_rcpt_to.push_back(std::move(address));
    } else if (is("reported-domain"))
        feedback.reported_domain.push_back(mail::lower(value));
    else if (is("reporting-mta"))
        first(feedback.reporting_mta,
              one_line(value.substr(value.find(';') == std::string::npos ? 0 : value.find(';') + 1), 255));
    else if (is("original-envelope-id"))
        first(feedback.original_envelope_id, value);
    else if (is("auth-failure"))
        first(feedback.auth_failure, mail::lower(value));
}

// ---- XARF
// ------------------------------------------------------------------------------------------------------------------------

void take_xarf(Feedback& feedback, std::string_view key, const std::string& value) {
    const std::string name = mail::lower(key);
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (is({"report-type", "reporttype", "type", "category"})) {
        if (feedback.type.empty()) feedback.type = mail::lower(value);
    } else if (is({"user-agent", "generator", "reporter-tool", "xarf_generator"}))
        feedback.user_agent = value;
    else if (is({"source", "source-ip", "sourceip", "source_identifier", "ip"})) {
        if (feedback.source_ip.empty()) feedback.source_ip = ip_of(value);
    } else if (is({"smtp-mail-from-address", "smtpmailfromaddress", "smtp_from", "sender", "original-mail-from"}))
        feedback.original_mail_from = mail::bare_address(value);
    else if (is({"smtp-rcpt-to-address", "smtprcpttoaddress", "smtp_to", "original-rcpt-to", "recipient"}))
        feedback.original_rcpt_to.push_back(mail::bare_address(value));
    else if (is({"domain", "reported-domain", "reporteddomain"}))
        feedback.reported_domain.push_back(mail::lower(value));
    keep(feedback, key, value);
}

std::string scalar_text(const json::value& value) {
    if (value.is_string()) return one_line({value.get_string().data(), value.get_string().size()}, max_value);
    if (value.is_bool()) return value.get_bool() ? "true" : "false";
    return value.is_number() ? json::serialize(value) : std::string();
}

void walk(Feedback& feedback, const json::object& object, int depth) {
    for (const auto& [key, value] : object) {
        if (value.is_object() && depth < 4)
            walk(feedback, value.get_object(), depth + 1);
        else if (const std::string text = scalar_text(value); !text.empty())
            take_xarf(feedback, {key.data(), key.size()}, text);
    }
}

/// "Report": {"ReportType": "Spam", …} of version 3, or flat keys with "xarf_version" of version 4.
bool is_xarf_object(const json::object& object) {
    if (object.contains("xarf_version")) return true;
    const json::value* report = object.if_contains("Report");
    return report != nullptr && report->is_object() &&
           (object.contains("ReporterInfo") || report->get_object().contains("ReportType") ||
            report->get_object().contains("ReportClass"));
}

std::optional<Feedback> read_xarf_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = 16;
    boost::system::error_code error;
    const json::value value = json::parse({text.data(), text.size()}, error, {}, options);
    if (error || !value.is_object() || !is_xarf_object(value.get_object())) return std::nullopt;
    Feedback feedback;
    // The report's own type before that of anything around it.
    if (const json::value* report = value.get_object().if_contains("Report"); report != nullptr && report->is_object()) {
        if (const json::value* type = report->get_object().if_contains("ReportType"))
            feedback.type = mail::lower(scalar_text(*type));
    } else if (const json::value* type = value.get_object().if_contains("type")) {
        feedback.type = mail::lower(scalar_text(*type));
    }
    walk(feedback, value.get_object(), 0);
    return feedback;
}

std::optional<Feedback> read_xarf_lines(std::string_view text) {
    Feedback feedback;
    bool version = false, type = false, source = false;
    for (std::size_t lines = 0; !text.empty() && lines < 500; ++lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 || colon > 60) continue;
        const std::string_view name = mail::trim(line.substr(0, colon));
        std::string_view value = mail::trim(line.substr(colon + 1));
        while (value.size() >= 2 && (value.front() == '\'' || value.front() == '"') && value.back() == value.front())
            value = value.substr(1, value.size() - 2);
        version |= mail::iequals(name, "version") || mail::iequals(name, "schema-url");
        type |= mail::iequals(name, "report-type");
        source |= mail::iequals(name, "source") || mail::iequals(name, "source-type");
        if (!value.empty()) take_xarf(feedback, name, one_line(value, max_value));
    }
    if (!version || !type || !source) return std::nullopt;
    return feedback;
}

}  // namespace

Feedback read_arf(std::string_view text) {
    Feedback feedback;
    // Some gateways put a header of their own into the part: every group of fields is read.
    while (!text.empty()) {
        const auto block = mail::HeaderBlock::parse(text.substr(0, 256u << 10));
        if (!block) break;
        for (const mail::HeaderField& field : block->fields()) {
            std::string value = one_line(mail::decode_words(field.value), max_value);
            take_arf_field(feedback, field.name, value);
            keep(feedback, field.name, std::move(value));
        }
        const std::size_t read = std::max<std::size_t>(block->body_offset(), 1);
        text.remove_prefix(
            std::min(block->fields().empty() && !block->has_empty_line() ? std::min(text.find('\n'), text.size() - 1) + 1 : read,
                     text.size()));
    }
    return feedback;
}

std::optional<Feedback> read_xarf(std::string_view text) {
    text = mail::trim(text);
    if (text.starts_with('{')) return read_xarf_json(text);
    return read_xarf_lines(text);
}

std::optional<Feedback> read_jmrp(const mail::MimePart& root, const ReturnedMessage& original) {
    const std::string from = mail::lower(mail::bare_address(root.field("From")));
    const std::string path = mail::lower(mail::bare_address(root.field("Return-Path")));
    const std::string subject = mail::lower(root.field("Subject"));
    constexpr std::string_view senders[] = {"staff@hotmail.com", "staff@microsoft.com", "staff@outlook.com"};
    constexpr std::string_view about = "complaint about message from ";
    const auto is_sender = [&](const std::string& address) {
        return std::find(std::begin(senders), std::end(senders), address) != std::end(senders);
    };
    // In its oldest form the complained-of message itself is sent on, with two fields on top.
    const std::string on_top = root.field("X-HmXmrOriginalRecipient");
    const std::string marker = on_top.empty() ? std::string(original.field("X-HmXmrOriginalRecipient")) : on_top;
    if (!is_sender(from) && !(is_sender(path) && !marker.empty()) && !(subject.starts_with(about) && !marker.empty()))
        return std::nullopt;
    if (original.header.empty() && on_top.empty()) return std::nullopt;
    Feedback feedback;
    feedback.type = "abuse";
    feedback.user_agent = "JMRP";
    feedback.original_mail_from = original.return_path;
    if (!marker.empty()) feedback.original_rcpt_to.push_back(mail::bare_address(marker));
    if (subject.starts_with(about)) feedback.source_ip = ip_of(std::string_view(subject).substr(about.size()));
    for (const std::string_view name : {"X-Sender-IP", "X-Originating-IP"}) {
        if (feedback.source_ip.empty()) feedback.source_ip = ip_of(original.field(name));
    }
    const std::string sender = on_top.empty() ? original.from : from;
    if (const std::size_t at = sender.find('@'); at != std::string::npos)
        feedback.reported_domain.push_back(mail::lower(std::string_view(sender).substr(at + 1)));
    return feedback;
}

}  // namespace mailrace::feedback
