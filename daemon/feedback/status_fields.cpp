#include "daemon/feedback/status_fields.h"

#include <algorithm>

#include "daemon/feedback/reply_words.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/encoded_word.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

struct Field {
    std::string_view name;
    std::string value;  // folds as LF
    bool after_gap = false;
};

constexpr std::string_view recipient_fields[] = {
    "final-recipient", "original-recipient", "action",       "status",           "diagnostic-code",
    "remote-mta",      "last-attempt-date",  "final-log-id", "will-retry-until", "x-actual-recipient"};

bool is_recipient_field(std::string_view name) {
    return std::any_of(std::begin(recipient_fields), std::end(recipient_fields),
                       [&](std::string_view n) { return mail::iequals(n, name); });
}

/// The name of a field that begins at `line`; empty when none does.
std::string_view name_of(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 60) return {};
    const std::string_view name = mail::trim(line.substr(0, colon));
    const auto fits = [](char c) { return mail::is_alpha(c) || mail::is_digit(c) || c == '-' || c == '_'; };
    return std::all_of(name.begin(), name.end(), fits) ? name : std::string_view{};
}

std::vector<Field> fields_of(std::string_view text) {
    constexpr std::size_t max_fields = 20'000, max_value = 8192;
    std::vector<Field> fields;
    bool gap = true;
    while (!text.empty() && fields.size() < max_fields) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (mail::trim(line).empty()) {
            gap = true;
            continue;
        }
        const bool continues = (line.front() == ' ' || line.front() == '\t') && !gap;
        const std::string_view name = continues ? std::string_view{} : name_of(line);
        if (name.empty()) {
            if (!fields.empty() && !gap && fields.back().value.size() < max_value)
                fields.back().value += '\n' + std::string(line);
            continue;
        }
        fields.push_back({name, std::string(line.substr(line.find(':') + 1, max_value)), gap});
        gap = false;
    }
    return fields;
}

Action action_of(std::string_view value) {
    const std::string word = mail::lower(mail::trim(value));
    if (word.starts_with("fail")) return Action::failed;
    if (word.starts_with("delay") || word.starts_with("deferr")) return Action::delayed;
    if (word.starts_with("deliver")) return Action::delivered;
    if (word.starts_with("relay")) return Action::relayed;
    if (word.starts_with("expand")) return Action::expanded;
    return Action::none;
}

/// "rfc822; user@domain", and X.400: "/RFC-822=user(a)domain/…".
std::string address_of(std::string_view value) {
    const std::string decoded = mail::decode_words(value);
    const std::string small = mail::lower(decoded);
    if (const std::size_t x400 = small.find("rfc-822="); x400 != std::string::npos) {
        std::string inside = decoded.substr(x400 + 8, std::min(decoded.find_first_of("/;", x400 + 8), decoded.size()) - x400 - 8);
        if (const std::size_t at = mail::lower(inside).find("(a)"); at != std::string::npos) inside.replace(at, 3, "@");
        return inside;
    }
    std::string address = mail::bare_address(decoded);
    return address;
}

/// Without its type: "smtp; 550 …" is "550 …".
std::string_view without_type(std::string_view value) {
    value = mail::trim(value);
    const std::size_t type = value.find(';');
    if (type != std::string_view::npos && type < 20 && value.substr(0, type).find_first_of(" :,") == std::string_view::npos) {
        return mail::trim(value.substr(type + 1));
    }
    return value;
}

bool is_full(std::string_view address) {
    return address.find('@') != std::string_view::npos && address.find('@') + 1 < address.size();
}

struct Group {
    std::string original, final_address;
    std::string status_words;
    ReportRecipient recipient;
    bool any = false;
    std::vector<std::string> seen;
};

void finish(Group& group, StatusFields& out, std::size_t max) {
    if (!group.any || out.recipients.size() >= max) return;
    ReportRecipient& recipient = group.recipient;
    // The one that we wrote to comes first; the other is where it was forwarded.
    const bool use_original = is_full(group.original) || (!is_full(group.final_address) && !group.original.empty());
    recipient.address = use_original ? group.original : group.final_address;
    if (use_original && !mail::iequals(group.original, group.final_address)) recipient.final_address = group.final_address;
    if (!recipient.address.empty()) out.recipients.push_back(std::move(recipient));
}

void take_status(Group& group, std::string_view value) {
    value = mail::trim(value);
    if (const auto code = mail::parse_enhanced_code(value)) {
        const mail::EnhancedCode told = group.recipient.status;  // by a diagnostic that came first
        const bool vague = code->subject == 0 && code->detail == 0 && told.cls == code->cls;
        if (!vague) group.recipient.status = *code;
    } else if (const FoundReply reply = find_reply(value)) {  // "553 too large" was seen
        group.recipient.status = reply.status;
        group.recipient.code = reply.code;
    }
    // "5.1.1 (bad address)": words when nothing better comes
    if (const std::size_t open = value.find('('); open != std::string_view::npos) {
        group.status_words = one_line(value.substr(open + 1, value.rfind(')') - open - 1));
    } else if (const std::size_t blank = value.find(' '); blank != std::string_view::npos) {
        group.status_words = one_line(value.substr(blank + 1));
    }
}

void take_diagnostic(Group& group, std::string_view value) {
    ReportRecipient& recipient = group.recipient;
    const std::string decoded = value.find("=?") == std::string_view::npos ? std::string(value) : mail::decode_words(value);
    const std::string_view words = without_type(decoded);
    if (!recipient.diagnostic.empty() && !find_reply(words)) return;  // more than one: the one with a code counts
    recipient.diagnostic = one_line(words);
    const FoundReply reply = find_reply(words);
    if (reply.code != 0) recipient.code = reply.code;
    const bool vague = !recipient.status || (recipient.status.subject == 0 && recipient.status.detail == 0);
    if (reply.status && vague && (!recipient.status || recipient.status.cls == reply.status.cls)) recipient.status = reply.status;
}

void take(Group& group, const Field& field) {
    const auto is = [&](std::string_view name) { return mail::iequals(field.name, name); };
    group.any = true;
    if (is("final-recipient"))
        group.final_address = address_of(field.value);
    else if (is("original-recipient"))
        group.original = address_of(field.value);
    else if (is("action"))
        group.recipient.action = action_of(field.value);
    else if (is("status"))
        take_status(group, field.value);
    else if (is("remote-mta"))
        group.recipient.remote_mta = one_line(without_type(field.value), 255);
    else if (is("diagnostic-code"))
        take_diagnostic(group, field.value);
}

}  // namespace

StatusFields read_status_fields(std::string_view text, std::size_t max) {
    StatusFields out;
    Group group;
    // What the message's own group says of action or diagnostics (some mailers write it there) holds for recipients that do not
    // say.
    Group common;
    bool about_recipient = false;
    const auto close = [&] {
        if (group.status_words.size() && group.recipient.diagnostic.empty()) group.recipient.diagnostic = group.status_words;
        if (about_recipient) {
            ReportRecipient& recipient = group.recipient;
            if (recipient.action == Action::none) recipient.action = common.recipient.action;
            if (!recipient.status) recipient.status = common.recipient.status;
            if (recipient.diagnostic.empty()) recipient.diagnostic = common.recipient.diagnostic;
            if (recipient.code == 0) recipient.code = common.recipient.code;
            if (recipient.remote_mta.empty()) recipient.remote_mta = common.recipient.remote_mta;
            finish(group, out, max);
        } else if (group.any) {
            common = group;
        }
        group = {};
        about_recipient = false;
    };
    for (const Field& field : fields_of(text)) {
        if (mail::iequals(field.name, "reporting-mta")) out.reporting_mta = one_line(without_type(field.value), 255);
        if (mail::iequals(field.name, "original-envelope-id")) out.envelope_id = one_line(field.value, 255);
        if (!is_recipient_field(field.name)) {
            if (field.after_gap && group.any) close();
            continue;
        }
        const std::string small = mail::lower(field.name);
        const bool again =
            std::find(group.seen.begin(), group.seen.end(), small) != group.seen.end() && small != "diagnostic-code";
        const bool names_recipient = small == "final-recipient" || small == "original-recipient";
        if ((field.after_gap && group.any) || (again && (names_recipient || about_recipient))) close();
        group.seen.push_back(small);
        if (names_recipient) about_recipient = true;
        take(group, field);
    }
    close();
    return out;
}

StatusFields find_status_fields(std::string_view notice, std::size_t max) {
    bool recipient = false, verdict = false;
    std::size_t begin = std::string_view::npos;
    for (const Field& field : fields_of(notice)) {
        const bool names = mail::iequals(field.name, "final-recipient") || mail::iequals(field.name, "original-recipient");
        recipient |= names;
        verdict |= mail::iequals(field.name, "action") || mail::iequals(field.name, "status");
        const bool starts = names || mail::iequals(field.name, "reporting-mta") || mail::iequals(field.name, "action");
        if (starts && begin == std::string_view::npos) begin = static_cast<std::size_t>(field.name.data() - notice.data());
    }
    return recipient && verdict ? read_status_fields(notice.substr(begin), max) : StatusFields{};
}

}  // namespace mailrace::feedback
