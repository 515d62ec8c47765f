#include "daemon/journal/recipient_mask.h"

#include <algorithm>

#include "shared/filter/match.h"
#include "shared/mail/text.h"

namespace mailrace::journal {
namespace {

constexpr std::string_view kRedacted = "redacted";
constexpr std::size_t kShortestWord = 3;

bool is_word(char c) { return mail::is_alpha(c) || mail::is_digit(c) || static_cast<unsigned char>(c) >= 0x80 || c == '.' || c == '_' || c == '-' || c == '+'; }

/// Is [at, at + length) of `text` no part of a longer word? A dot or a hyphen at its end may be the end of a sentence.
bool stands_alone(std::string_view text, std::size_t at, std::size_t length) {
    if (at > 0 && is_word(text[at - 1])) return false;
    std::size_t end = at + length;
    while (end < text.size() && (text[end] == '.' || text[end] == '-')) ++end;
    return end == text.size() || !is_word(text[end]);
}

/// `text` with every stretch that equals `what` (any case) replaced; with `words` only where it stands alone.
std::string replaced(std::string_view text, std::string_view what, std::string_view with, bool words) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool fits = at + what.size() <= text.size() && filter::equals_nocase(text.substr(at, what.size()), what) &&
                          (!words || stands_alone(text, at, what.size()));
        if (fits) {
            out += with;
            at += what.size();
        } else {
            out += text[at++];
        }
    }
    return out;
}

}  // namespace

RecipientMask::RecipientMask(std::string_view policy) : retains_(policy.empty() || policy == "retain"), digest_(feedback::AddressDigest::parse(policy)) {}

std::string RecipientMask::local_part(std::string_view local) const {
    if (local.empty()) return {};
    return digest_ ? digest_->of(local) : std::string(kRedacted);
}

std::string RecipientMask::address(std::string_view address) const {
    if (retains_ || address.empty()) return std::string(address);
    std::string type;
    if (const std::size_t semicolon = address.find(';'); semicolon != std::string_view::npos) {
        type = address.substr(0, semicolon + 1);
        address.remove_prefix(semicolon + 1);
    }
    const std::size_t at = std::min(address.rfind('@'), address.size());
    return type + local_part(address.substr(0, at)) + std::string(address.substr(at));
}

std::string RecipientMask::text(std::string_view text, std::string_view recipient) const {
    const std::size_t at = recipient.rfind('@');
    if (retains_ || text.empty() || at == std::string_view::npos || at == 0) return std::string(text);
    const std::string_view local = recipient.substr(0, at), domain = recipient.substr(at + 1);
    const std::string hidden = local_part(local);
    std::string out = replaced(text, recipient, hidden + "@" + std::string(domain), false);
    out = replaced(out, std::string(local) + "=" + std::string(domain), hidden + "=" + std::string(domain), false);
    if (local.size() >= kShortestWord) out = replaced(out, local, hidden, true);
    return out;
}

}  // namespace mailrace::journal
