#include "daemon/feedback/notice_line.h"

#include <algorithm>

#include "daemon/feedback/fold.h"
#include "daemon/feedback/notice_words.h"
#include "daemon/feedback/reply_words.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

std::string_view strip_back(std::string_view text, std::string_view chars) {
    const std::size_t end = text.find_last_not_of(chars);
    return end == std::string_view::npos ? std::string_view{} : text.substr(0, end + 1);
}

/// Nothing but bullets, numbers of a list, or a name in quotes before the address.
bool is_only_decoration(std::string_view before) {
    before = mail::trim(before);
    if (mail::lower(before.substr(before.size() - std::min<std::size_t>(before.size(), 5))) == "smtp=")
        return true;  // X.400: "c=us;a= ;dda:SMTP="
    if (before.ends_with("<mailto:"))
        before.remove_suffix(8);
    else
        before = strip_back(before, "<([\"' ");
    before = strip_front(before, " \t-*>=·•#|.,;:<([");
    if (before.empty()) return true;
    if (before.front() == '"' && before.find('"', 1) == before.size() - 1) return true;  // "Display Name" <address>
    return before.size() <= 3 &&
           std::all_of(before.begin(), before.end(), [](char c) { return mail::is_digit(c) || c == ')' || c == '.'; });
}

bool is_empty_behind(std::string_view after) { return strip_front(after, " \t>)]\"':;,.!*|-=").empty(); }

/// The label right before an address: "Recipient address:", "RCPT TO:", "Unknown user:".
std::string label_before(std::string_view before) {
    before = strip_back(mail::trim(before), "<[(\"' ");
    constexpr std::string_view wide_colon = "：";
    if (before.ends_with(wide_colon)) before.remove_suffix(wide_colon.size());
    else if (before.ends_with(':') || before.ends_with('=')) before.remove_suffix(1);
    else return {};
    if (mail::iequals(strip_back(before, " "), "smtp"))
        return label_before(before.substr(0, before.size() - 4));  // "[SMTP:address]"
    const std::size_t start = before.find_last_of(".;>|[(");
    return fold(mail::trim(start == std::string_view::npos ? before : before.substr(start + 1)));
}

bool is_other_party(std::string_view label) {
    constexpr std::string_view names[] = {"from",          "mail from",  "sender",     "reply-to",    "return-path",
                                          "envelope-from", "message-id", "references", "in-reply-to", "by",
                                          "host",          "site",       "contact",    "help",        "errors-to",
                                          "reporting-mta", "e-mail",     "support",    "mailfrom",    "envelope sender",
                                          "von",           "de",         "da",         "absender"};
    return std::any_of(std::begin(names), std::end(names),
                       [&](std::string_view n) { return label == n || (label.ends_with(n) && label.ends_with("message-id")); });
}

bool is_recipient_label(std::string_view label) {
    constexpr std::string_view words[] = {
        "recipient", "rcpt",    "addressed to", "address", "failed",   "error-for", "user",      "userid",   "undeliver",
        "mailbox",   "attempt", "intended",     "deliver", "destinat", "empfanger", "mottagare", "modtager", "ontvanger",
        "odbiorca",  "адрес",   "получател",    "宛先",    "收件人",   "dest",      "account"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view w) { return label.find(w) != std::string_view::npos; });
}

/// "(generated from <address>)": the address that was written to, before it was forwarded. Of use when no other is told.
bool names_forward(std::string_view before) {
    const std::string small =
        fold(strip_back(mail::trim(before.substr(before.size() - std::min<std::size_t>(before.size(), 60))), "<[(:\"' "));
    constexpr std::string_view words[] = {"generated from", "expanded from",    "redirected from",
                                          "forwarded from", "was addressed to", "originally addressed to"};
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view w) { return small.ends_with(w); });
}

/// "mail from <address>", "sent by address": the other side.
bool follows_from(std::string_view before) {
    before = strip_back(mail::trim(before), "<[(\"' ");
    constexpr std::string_view words[] = {"from", "by", "sender", "von", "envelope-from", "contact", "write to", "questions to"};
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view w) {
        if (before.size() < w.size() || !mail::iequals(before.substr(before.size() - w.size()), w)) return false;
        return before.size() == w.size() || before[before.size() - w.size() - 1] == ' ' ||
               before[before.size() - w.size() - 1] == '=';
    });
}

/// "550 <address>…", "<<< 550 5.1.1 <address>…", ">>> RCPT TO:<address>".
bool is_dialogue(std::string_view before) {
    std::string_view start = strip_front(mail::trim(before), "<>- ");
    const bool code =
        start.size() >= 3 && (start[0] == '4' || start[0] == '5') && mail::is_digit(start[1]) && mail::is_digit(start[2]);
    if (code && (start.size() == 3 || start[3] == ' ' || start[3] == '-')) return true;
    return mail::lower(start).find("rcpt to") != std::string::npos;
}

}  // namespace

bool names_helper(std::string_view lower_line) {
    constexpr std::string_view words[] = {
        "please contact", "contact your", "further assistance", "send mail to", "please reply to",
        "please forward", "questions",    "contact us",         "write to",     "mail to <postmaster",
        "for assistance", "for help",     "in care of",         "visit ",       "report this",
        "kontaktieren",   "contacter",    "contacte",           "contatt"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view w) { return lower_line.find(w) != std::string_view::npos; });
}

bool is_role_address(std::string_view lower_address) {
    constexpr std::string_view roles[] = {"postmaster@", "mailer-daemon@", "abuse@",     "support@", "helpdesk@",   "noreply@",
                                          "no-reply@",   "hostmaster@",    "webmaster@", "admin@",   "info@support"};
    return std::any_of(std::begin(roles), std::end(roles), [&](std::string_view r) { return lower_address.starts_with(r); });
}

std::string_view strip_front(std::string_view text, std::string_view chars) {
    const std::size_t begin = text.find_first_not_of(chars);
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

bool tells_of_message(std::string_view line) {
    constexpr std::string_view labels[] = {"from:", "subject:", "date:", "sent:", "to:", "cc:", "message-id:", "size:", "sent date:", "mail from:", "server:", "id:", "betreff:", "von:", "datum:", "objet :", "asunto:", "de:"};
    return std::any_of(std::begin(labels), std::end(labels), [&](std::string_view l) { return line.starts_with(l); });
}

Standing standing_of(const Line& line, bool line_fails, const mail::FoundAddress& found, bool in_failed_section, bool& solo) {
    const std::string_view before = line.text.substr(0, found.begin), after = line.text.substr(found.end);
    const std::string label = label_before(before);
    if (names_forward(before)) return Standing::weak;
    if (is_other_party(label) || follows_from(before)) return Standing::none;
    const bool helper = names_helper(line.words());
    if (is_dialogue(before)) return Standing::dialogue;
    if (is_only_decoration(before)) {
        solo = is_empty_behind(after);
        if (helper) return Standing::none;
        if (solo) return in_failed_section ? Standing::strong : Standing::weak;
        const std::string_view first = strip_front(after, " \t>)]\"'");
        const bool separated = after.find_first_of(":([-.;,") != std::string_view::npos;
        const bool failing = in_failed_section || line_fails || find_reply(after.substr(0, 400));
        return separated || failing ? (failing ? Standing::strong : Standing::weak)
                                    : (first.empty() ? Standing::weak : Standing::mentioned);
    }
    if (helper) return Standing::none;
    if (!label.empty() && is_recipient_label(label)) return Standing::strong;
    if (label == "to" || label == "an" || label == "a" || label == "para" || label == "кому") return Standing::weak;
    const std::string small_before = fold(before.substr(before.size() - std::min<std::size_t>(before.size(), 200)));
    if (says_failed(small_before) || says_delayed(small_before)) return Standing::strong;
    if (line_fails) return Standing::weak;
    return Standing::mentioned;
}

}  // namespace mailrace::feedback
