#include "shared/mail/verp.h"

#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::size_t max_path = 254, max_local = 128, max_meanings = 16;
constexpr std::string_view hex = "0123456789ABCDEF";

bool is_plain(char c) {
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 || std::string_view("!#$%&'*-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_escape(std::string_view text, std::size_t at) { return at + 2 < text.size() && hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0; }

std::string escaped(std::string_view local) {
    std::string out;
    for (std::size_t i = 0; i < local.size(); ++i) {
        const auto byte = static_cast<unsigned char>(local[i]);
        const bool plus_stays = local[i] == '+' && !is_escape(local, i);
        if (is_plain(local[i]) || plus_stays) {
            out += local[i];
        } else {
            out += '+';
            out += hex[byte >> 4];
            out += hex[byte & 15];
        }
    }
    return out;
}

std::string unescaped(std::string_view local) {
    std::string out;
    for (std::size_t i = 0; i < local.size(); ++i) {
        if (local[i] == '+' && is_escape(local, i)) {
            out += static_cast<char>(hex_value(local[i + 1]) << 4 | hex_value(local[i + 2]));
            i += 2;
        } else {
            out += local[i];
        }
    }
    return out;
}

}  // namespace

std::string verp_sender(std::string_view sender, std::string_view recipient) {
    const std::size_t at = sender.rfind('@'), to = recipient.rfind('@');
    if (at == std::string_view::npos || at == 0 || to == std::string_view::npos || to == 0) return std::string(sender);
    const std::string_view user = sender.substr(0, at), domain = recipient.substr(to + 1);
    if (user.front() == '"' || domain.empty() || domain.front() == '[') return std::string(sender);
    std::string local = std::string(user) + '-' + escaped(recipient.substr(0, to)) + '=' + std::string(domain);
    if (local.size() > max_local || local.size() + sender.size() - at > max_path) return std::string(sender);
    return local + std::string(sender.substr(at));
}

std::vector<VerpMeaning> read_verp(std::string_view address) {
    std::vector<VerpMeaning> meanings;
    const std::size_t at = address.rfind('@');
    if (at == std::string_view::npos) return meanings;
    const std::string_view local = address.substr(0, at), host = address.substr(at);
    const std::size_t equals = local.rfind('=');
    if (equals == std::string_view::npos || equals == 0) return meanings;
    const std::string_view domain = local.substr(equals + 1);
    if (domain.find('.') == std::string_view::npos || domain.back() == '.') return meanings;
    // The first separator first: users' names have fewer of them than the addresses of strangers.
    for (std::size_t i = 1; i + 1 < equals && meanings.size() < max_meanings; ++i) {
        if (local[i] != '-' && local[i] != '+') continue;
        const std::string_view recipient = local.substr(i + 1, equals - i - 1);
        meanings.push_back({std::string(local.substr(0, i)) + std::string(host), unescaped(recipient) + '@' + std::string(domain)});
    }
    return meanings;
}

}  // namespace mailrace::mail
