#include "daemon/feedback/report_category.h"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

// clang-format off
constexpr auto by_words = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"quota", "quota-issues"}, {"mailbox full", "quota-issues"}, {"mailbox is full", "quota-issues"}, {"mailfolder is full", "quota-issues"}, {"full mailbox", "quota-issues"}, {"exceeds allowed size", "quota-issues"}, {"storage space", "quota-issues"}, {"too large", "quota-issues"}, {"message size", "quota-issues"}, {"sizelimit", "quota-issues"},
    {"virus", "virus-related"}, {"reverse dns", "policy-related"}, {"ptr record", "policy-related"}, {"dmarc", "policy-related"}, {"spf", "policy-related"},
    {"spam", "spam-related"}, {"blacklist", "spam-related"}, {"block list", "spam-related"}, {"blocked", "spam-related"}, {"unsolicited", "spam-related"},
    {"disabled", "inactive-mailbox"}, {"suspended", "inactive-mailbox"}, {"inactive", "inactive-mailbox"}, {"discontinued", "inactive-mailbox"}, {"expirado", "inactive-mailbox"},
    {"user not found", "bad-mailbox"}, {"user unknown", "bad-mailbox"}, {"unknown user", "bad-mailbox"}, {"no such user", "bad-mailbox"}, {"unknown recipient", "bad-mailbox"}, {"recipient unknown", "bad-mailbox"}, {"no mailbox here", "bad-mailbox"}, {"invalid final delivery", "bad-mailbox"}, {"invalid recipient", "bad-mailbox"}, {"mailbox unavailable", "bad-mailbox"}, {"recipnotfound", "bad-mailbox"}, {"does not exist", "bad-mailbox"}, {"doesn't have a", "bad-mailbox"}, {"address not found", "bad-mailbox"}, {"not listed in", "bad-mailbox"}, {"no such recipient", "bad-mailbox"}, {"name is not recognized", "bad-mailbox"}, {"invalid user", "bad-mailbox"},
    {"host unknown", "bad-domain"}, {"unknown host", "bad-domain"}, {"host not found", "bad-domain"}, {"unrouteable", "bad-domain"}, {"domain not found", "bad-domain"}, {"couldn't find any host", "bad-domain"}, {"couldn't be found", "bad-domain"}, {"name service error", "bad-domain"},
    {"loop", "routing-errors"}, {"hop count", "routing-errors"}, {"too many hops", "routing-errors"},
    {"timed out", "no-answer-from-host"}, {"not responding", "no-answer-from-host"}, {"connection refused", "no-answer-from-host"}, {"can't connect", "no-answer-from-host"},
    {"too long", "message-expired"}, {"attempts", "message-expired"}, {"expired", "message-expired"}, {"queue period", "message-expired"}, {"retry", "message-expired"},
    {"relay", "relaying-issues"}, {"sender", "invalid-sender"}, {"policy", "policy-related"}, {"denied", "policy-related"}, {"rejected", "policy-related"}, {"refused", "policy-related"}, {"not accept", "policy-related"},
});
// clang-format on

/// Nobody's reply, but the words of a mailer about its own trials: "I'm not going to try again".
std::string_view by_notice(std::string_view words) {
    const std::string small = mail::lower(words.substr(0, 1000));
    const auto found = std::find_if(by_words.begin(), by_words.end(), [&](const auto& rule) { return small.find(rule.first) != std::string::npos; });
    return found == by_words.end() ? std::string_view{} : found->second;
}

}  // namespace

Classification categorize(const ReportRecipient& recipient, const Classifier* classifier) {
    const events::EnhancedStatus status{recipient.status.cls, recipient.status.subject, recipient.status.detail};
    const ResponseText reply{recipient.diagnostic, recipient.code, status, false, recipient.address};
    Classification out = classifier != nullptr ? classifier->classify(reply) : classify(reply);
    if (out.category != "other") return out;
    if (const std::string_view category = by_notice(recipient.diagnostic); !category.empty()) {
        out = {};
        out.category = category;
        out.rule = "report.notice";
        out.cls = usual_class(category, recipient.code != 0 ? recipient.code : static_cast<std::uint16_t>(status.cls * 100));
    }
    return out;
}

mail::EnhancedCode implied_status(std::uint8_t cls, std::string_view category) {
    struct Known {
        std::string_view category;
        std::uint16_t subject, detail;
    };
    constexpr Known table[] = {
        {"bad-mailbox", 1, 1},    {"bad-domain", 1, 2},        {"invalid-sender", 1, 8},      {"inactive-mailbox", 2, 1},
        {"quota-issues", 2, 2},   {"bad-configuration", 3, 5}, {"no-answer-from-host", 4, 1}, {"bad-connection", 4, 2},
        {"routing-errors", 4, 4}, {"message-expired", 4, 7},   {"protocol-errors", 5, 0},     {"content-related", 6, 0},
        {"policy-related", 7, 1}, {"spam-related", 7, 1},      {"virus-related", 7, 1},       {"relaying-issues", 7, 1}};
    const auto found = std::find_if(std::begin(table), std::end(table), [&](const Known& k) { return k.category == category; });
    return found == std::end(table) ? mail::EnhancedCode{cls, 0, 0} : mail::EnhancedCode{cls, found->subject, found->detail};
}

}  // namespace mailrace::feedback
