#include "daemon/smtp/server_command.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "shared/mail/text.h"
#include "shared/mail/xtext.h"

namespace mailrace::smtp {
namespace {

using mail::iequals;

constexpr std::size_t max_envid = 100;  // RFC 3461 section 4.4
constexpr std::size_t max_orcpt = 500;  // RFC 3461 section 4.2
constexpr int max_parameters = 32;

ServerReply syntax(std::string_view words) { return {501, "5.5.4", std::string(words)}; }

bool skip_prefix(std::string_view& text, std::string_view prefix) {
    if (text.size() < prefix.size() || !iequals(text.substr(0, prefix.size()), prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

bool parse_number(std::string_view text, std::uint64_t& out) {
    if (text.empty() || text.size() > 20 || !mail::is_digit(text.front())) return false;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
    return ec == std::errc{} && end == text.data() + text.size();
}

/// "type;address", the address in xtext, or for type "utf-8" also in plain UTF-8 (RFC 6533 section 3).
bool is_orcpt(std::string_view text) {
    const std::size_t semicolon = text.find(';');
    if (semicolon == std::string_view::npos || semicolon == 0 || semicolon + 1 == text.size() || text.size() > max_orcpt)
        return false;
    const std::string_view type = text.substr(0, semicolon), address = text.substr(semicolon + 1);
    const bool atom =
        std::all_of(type.begin(), type.end(), [](char c) { return mail::is_alpha(c) || mail::is_digit(c) || c == '-'; });
    if (!atom) return false;
    if (!iequals(type, "utf-8")) return mail::is_xtext(address);
    return mail::is_utf8(address) &&
           std::all_of(address.begin(), address.end(), [](char c) { return static_cast<unsigned char>(c) > ' ' && c != 127; });
}

bool parse_notify(std::string_view value, std::uint8_t& bits) {
    if (iequals(value, "NEVER")) {
        bits = notify_never;
        return true;
    }
    while (!value.empty()) {
        const std::size_t comma = std::min(value.find(','), value.size());
        const std::string_view word = value.substr(0, comma);
        if (iequals(word, "SUCCESS"))
            bits |= notify_success;
        else if (iequals(word, "FAILURE"))
            bits |= notify_failure;
        else if (iequals(word, "DELAY"))
            bits |= notify_delay;
        else
            return false;
        value.remove_prefix(std::min(comma + 1, value.size()));
    }
    return bits != 0;
}

bool needs_utf8(const mail::Address& address) { return address.utf8_local || !mail::is_ascii(address.domain); }

ServerReply address_refusal(const Error& error, bool sender) {
    return {static_cast<std::uint16_t>(error.words.find("SMTPUTF8") != std::string::npos ? 553 : 501),
            error.words.find("SMTPUTF8") != std::string::npos ? "5.6.7"
            : sender                                          ? "5.1.7"
                                                              : "5.1.3",
            error.words};
}

/// Calls `use(keyword, value, has_value)` for every parameter; it returns the refusal, if any.
template <class Use>
std::optional<ServerReply> each_parameter(std::string_view text, Use use) {
    if (!text.empty() && text.front() != ' ') return syntax("blank missing behind the address");
    for (int count = 0;; ++count) {
        skip_blanks(text);
        if (text.empty()) return std::nullopt;
        if (count == max_parameters) return syntax("too many parameters");
        const std::string_view parameter = text.substr(0, text.find(' '));
        text.remove_prefix(parameter.size());
        const std::size_t equals = parameter.find('=');
        const bool has_value = equals != std::string_view::npos;
        if (auto refusal =
                use(parameter.substr(0, equals), has_value ? parameter.substr(equals + 1) : std::string_view{}, has_value)) {
            return refusal;
        }
    }
}

ServerReply unknown_parameter() { return {555, "5.5.4", "parameter not recognized"}; }

std::optional<ServerReply> mail_parameter(MailCommand& out, const Offered& offered, std::string_view name, std::string_view value,
                                          bool has_value) {
    if (iequals(name, "SIZE")) {
        std::uint64_t size = 0;
        if (!parse_number(value, size)) return syntax("malformed SIZE");
        out.size = size;
    } else if (iequals(name, "BODY")) {
        if (iequals(value, "8BITMIME"))
            out.eight_bit = true;
        else if (!iequals(value, "7BIT"))
            return syntax("BODY type not supported");
    } else if (iequals(name, "SMTPUTF8") && offered.smtputf8) {
        if (has_value) return syntax("SMTPUTF8 takes no value");
        out.smtputf8 = true;
    } else if (iequals(name, "VERP") && offered.verp) {
        if (has_value) return syntax("VERP takes no value");
        out.verp = true;
    } else if (iequals(name, "RET")) {
        if (iequals(value, "FULL"))
            out.ret = 'F';
        else if (iequals(value, "HDRS"))
            out.ret = 'H';
        else
            return syntax("RET takes FULL or HDRS");
    } else if (iequals(name, "ENVID")) {
        if (value.empty() || value.size() > max_envid || !mail::is_xtext(value)) return syntax("malformed ENVID");
        out.envid = std::string(value);
    } else {
        return unknown_parameter();
    }
    return std::nullopt;
}

std::optional<ServerReply> rcpt_parameter(RcptCommand& out, std::string_view name, std::string_view value) {
    if (iequals(name, "NOTIFY")) {
        if (!parse_notify(value, out.notify)) return syntax("malformed NOTIFY");
    } else if (iequals(name, "ORCPT")) {
        if (!is_orcpt(value)) return syntax("malformed ORCPT");
        out.orcpt = std::string(value);
    } else {
        return unknown_parameter();
    }
    return std::nullopt;
}

}  // namespace

Command split_command(std::string_view line) {
    struct Entry {
        std::string_view word;
        Verb verb;
    };
    static constexpr std::array<Entry, 22> words{{
        {"EHLO", Verb::ehlo},
        {"HELO", Verb::helo},
        {"MAIL", Verb::mail},
        {"RCPT", Verb::rcpt},
        {"DATA", Verb::data},
        {"BDAT", Verb::bdat},
        {"RSET", Verb::rset},
        {"NOOP", Verb::noop},
        {"VRFY", Verb::vrfy},
        {"HELP", Verb::help},
        {"QUIT", Verb::quit},
        {"STARTTLS", Verb::starttls},
        {"EXPN", Verb::not_implemented},
        {"AUTH", Verb::not_implemented},
        {"ETRN", Verb::not_implemented},
        {"TURN", Verb::not_implemented},
        {"ATRN", Verb::not_implemented},
        {"SEND", Verb::not_implemented},
        {"SOML", Verb::not_implemented},
        {"SAML", Verb::not_implemented},
        {"BURL", Verb::not_implemented},
        {"XCLIENT", Verb::not_implemented},
    }};
    const std::string_view verb = line.substr(0, line.find(' '));
    const auto found = std::find_if(words.begin(), words.end(), [&](const Entry& e) { return iequals(e.word, verb); });
    return {found == words.end() ? Verb::unknown : found->verb, mail::trim(line.substr(verb.size()))};
}

Parsed<MailCommand> parse_mail(std::string_view argument, const Offered& offered) {
    MailCommand out;
    if (!skip_prefix(argument, "FROM:")) return syntax("MAIL FROM:<address> expected");
    skip_blanks(argument);
    auto sender = mail::parse_path(argument, {.allow_null = true, .allow_utf8 = true, .allow_unqualified = offered.unqualified});
    if (!sender) return address_refusal(sender.error(), true);
    out.sender = std::move(*sender);
    auto refusal = each_parameter(argument, [&](std::string_view name, std::string_view value, bool has_value) {
        return mail_parameter(out, offered, name, value, has_value);
    });
    if (refusal) return *std::move(refusal);
    if (needs_utf8(out.sender) && !out.smtputf8) return ServerReply{553, "5.6.7", "address needs SMTPUTF8"};
    return out;
}

Parsed<RcptCommand> parse_rcpt(std::string_view argument, const Offered& offered, bool smtputf8) {
    RcptCommand out;
    if (!skip_prefix(argument, "TO:")) return syntax("RCPT TO:<address> expected");
    skip_blanks(argument);
    auto recipient = mail::parse_path(argument, {.allow_utf8 = smtputf8, .allow_unqualified = offered.unqualified});
    if (!recipient) return address_refusal(recipient.error(), false);
    out.recipient = std::move(*recipient);
    auto refusal = each_parameter(
        argument, [&](std::string_view name, std::string_view value, bool) { return rcpt_parameter(out, name, value); });
    if (refusal) return *std::move(refusal);
    return out;
}

Parsed<BdatCommand> parse_bdat(std::string_view argument) {
    BdatCommand out;
    const std::string_view number = argument.substr(0, argument.find(' '));
    std::string_view rest = mail::trim(argument.substr(number.size()));
    if (!parse_number(number, out.size)) return syntax("BDAT size expected");
    if (!rest.empty() && !iequals(rest, "LAST")) return syntax("malformed BDAT");
    out.last = !rest.empty();
    return out;
}

}  // namespace mailrace::smtp
