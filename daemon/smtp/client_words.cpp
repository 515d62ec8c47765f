#include "daemon/smtp/client_words.h"

#include <algorithm>

namespace mailrace::smtp {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool contains_word(std::string_view text, std::string_view lower_word) {
    auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; };
    return std::search(text.begin(), text.end(), lower_word.begin(), lower_word.end(), same) != text.end();
}

}  // namespace

bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_printable_path(std::string_view address) {
    if (address.size() > 1000 || std::any_of(address.begin(), address.end(), is_control)) return false;
    bool quoted = false, escaped = false;
    for (char c : address) {
        if (escaped) {
            escaped = false;
        } else if (quoted && c == '\\') {
            escaped = true;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '<' || c == '>' || c == ' ')) {
            return false;
        }
    }
    return !quoted;
}

bool is_parameter_value(std::string_view value) {
    if (value.size() > 500) return false;
    return std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '='; });
}

void append_notify(std::uint8_t bits, std::string& out) {
    if (bits == 0) return;
    if (bits & 1) {
        out += " NOTIFY=NEVER";
        return;
    }
    const char* separator = " NOTIFY=";
    auto add = [&](std::uint8_t bit, const char* word) {
        if (!(bits & bit)) return;
        out += separator;
        out += word;
        separator = ",";
    };
    add(2, "SUCCESS");
    add(4, "FAILURE");
    add(8, "DELAY");
}

bool says_too_many_recipients(const Answer& answer) {
    if (answer.status) return answer.status.subject == 5 && answer.status.detail == 3;
    if (answer.code != 452 && answer.code != 552) return false;
    return contains_word(answer.text, "too many") || contains_word(answer.text, "recipients");
}

}  // namespace mailrace::smtp
