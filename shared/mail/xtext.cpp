#include "shared/mail/xtext.h"

#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::string_view hex = "0123456789ABCDEF";

bool is_hex(char c) { return hex.find(c) != std::string_view::npos; }
unsigned value(char c) { return static_cast<unsigned>(hex.find(c)); }

}  // namespace

bool is_xtext(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c < '!' || c > '~' || c == '=') return false;
        if (c != '+') continue;
        if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
        i += 2;
    }
    return true;
}

std::string to_xtext(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c >= '!' && c <= '~' && c != '+' && c != '=') {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'+', hex[byte >> 4], hex[byte & 15]};
        }
    }
    return out;
}

std::string from_xtext(std::string_view text) {
    if (!is_xtext(text)) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '+') {
            out += text[i];
            continue;
        }
        out += static_cast<char>(value(text[i + 1]) * 16 + value(text[i + 2]));
        i += 2;
    }
    return out;
}

}  // namespace mailrace::mail
