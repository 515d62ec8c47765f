#include "daemon/intake/message_header.h"

#include <algorithm>

#include "daemon/events/event.h"
#include "shared/mail/date.h"
#include "shared/mail/header_block.h"
#include "shared/mail/message_id.h"
#include "shared/mail/text.h"
#include "shared/mail/xtext.h"

namespace mailrace::intake {
namespace {

using mail::HeaderBlock;
using mail::HeaderField;
using mail::iequals;

constexpr std::size_t max_choice = 255;
constexpr std::size_t max_subject = 200;
constexpr std::size_t max_kept_value = 500, max_kept = 4096;

/// The client chose its name freely: only what may stand in a host name or a literal gets into the header.
std::string safe_name(std::string_view name) {
    std::string out(name);
    for (char& c : out) {
        if (!mail::is_alpha(c) && !mail::is_digit(c) && std::string_view(".-_:[]").find(c) == std::string_view::npos) c = '?';
    }
    return out.empty() ? "unknown" : out;
}

std::string protocol_name(const Stamp& stamp) {
    std::string name = stamp.utf8 ? "UTF8SMTP" : stamp.extended ? "ESMTP" : "SMTP";
    if (!stamp.tls_protocol.empty()) name += 'S';
    return name;
}

bool is_removed(const HeaderField& field, const SourceRules& rules) {
    if (rules.remove_received && iequals(field.name, "Received")) return true;
    if (rules.process_x_virtual_mta && !rules.retain_x_virtual_mta && iequals(field.name, "X-Virtual-MTA")) return true;
    if (rules.process_x_job && !rules.retain_x_job && iequals(field.name, "X-Job")) return true;
    if (rules.process_x_envid && iequals(field.name, "X-EnvId")) return true;
    if (rules.date == DateRule::replace && iequals(field.name, "Date")) return true;
    return std::any_of(rules.remove_headers.begin(), rules.remove_headers.end(),
                       [&](const std::string& name) { return iequals(name, field.name); });
}

std::string value_of(const HeaderBlock& block, std::string_view name, std::size_t max) {
    const HeaderField* field = block.find(name);
    return field ? mail::unfold(field->value, max) : std::string();
}

/// As the feeder wrote them, whatever is removed before delivery.
std::string kept_fields(const HeaderBlock& block, const std::vector<std::string>& names) {
    events::Event lines;
    for (const std::string& name : names) {
        const std::size_t before = lines.details.size();
        events::add_detail(lines, "header_" + name, value_of(block, name, max_kept_value));
        if (lines.details.size() > max_kept) lines.details.resize(before);
    }
    return std::move(lines.details);
}

HeaderChoices read_choices(const HeaderBlock& block, const SourceRules& rules) {
    HeaderChoices choices;
    choices.message_id = value_of(block, "Message-ID", max_choice);
    choices.subject = value_of(block, "Subject", max_subject);
    if (!rules.keep_headers.empty()) choices.kept = kept_fields(block, rules.keep_headers);
    if (rules.process_x_virtual_mta && block.find("X-Virtual-MTA"))
        choices.virtual_mta = value_of(block, "X-Virtual-MTA", max_choice);
    if (rules.process_x_job) choices.job = value_of(block, "X-Job", max_choice);
    if (choices.job.empty() && !rules.job_header.empty()) choices.job = value_of(block, rules.job_header, max_choice);
    if (!choices.job.empty()) choices.job = rules.job_prefix + choices.job;
    if (rules.process_x_envid) choices.envid = mail::to_xtext(value_of(block, "X-EnvId", max_choice));
    return choices;
}

}  // namespace

std::string received_field(const Stamp& stamp, bool hide_client) {
    std::string out = "Received: ";
    if (!hide_client) {
        const bool v6 = stamp.client_ip.find(':') != std::string::npos;
        out += "from " + safe_name(stamp.hello_name) + " ([" + (v6 ? "IPv6:" : "") + stamp.client_ip + "])\r\n\t";
    }
    out += "by " + stamp.host_name + " (Mailrace) with " + protocol_name(stamp) + " id " + to_text(stamp.id);
    if (!stamp.tls_protocol.empty()) out += "\r\n\t(version=" + stamp.tls_protocol + " cipher=" + stamp.tls_cipher + ")";
    if (!stamp.recipient.empty()) out += "\r\n\tfor <" + stamp.recipient + ">";
    return out + ";\r\n\t" + mail::date_text(stamp.received) + "\r\n";
}

Result<StampedHeader> stamp_header(std::string_view header, const SourceRules& rules, const Stamp& stamp) {
    auto block = HeaderBlock::parse(header);
    if (!block) return std::move(block).error();
    StampedHeader out;
    out.choices = read_choices(*block, rules);
    out.bytes.reserve(header.size() + 512);
    if (rules.add_received) out.bytes += received_field(stamp, rules.hide_client);
    if (rules.date == DateRule::replace || (rules.date == DateRule::add_if_missing && !block->find("Date"))) {
        out.bytes += "Date: " + mail::date_text(stamp.received) + "\r\n";
    }
    if (rules.add_message_id && !block->find("Message-ID")) {
        out.choices.message_id = mail::make_message_id(stamp.id, stamp.host_name);
        out.bytes += "Message-ID: " + out.choices.message_id + "\r\n";
    }
    for (const HeaderField& field : block->fields()) {
        if (!is_removed(field, rules)) out.bytes += field.raw;
    }
    // A line that is no field ended the header: what we put in front of it must not swallow it.
    const std::string_view rest = header.substr(block->fields_size());
    if (!block->has_empty_line() && !rest.empty()) out.bytes += "\r\n";
    out.bytes += rest;
    return out;
}

}  // namespace mailrace::intake
