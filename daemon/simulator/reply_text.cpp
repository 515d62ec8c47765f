#include "daemon/simulator/reply_text.h"

namespace mailrace::simulator {

namespace {

void append_filled(std::string& out, std::string_view text, const ReplyPlaces& places) {
    while (!text.empty()) {
        const auto open = text.find('{');
        out.append(text.substr(0, open));
        if (open == std::string_view::npos) return;
        text.remove_prefix(open);
        const auto take = [&](std::string_view name, std::string_view value) {
            if (!text.starts_with(name)) return false;
            out.append(value);
            text.remove_prefix(name.size());
            return true;
        };
        if (take("{ip}", places.ip) || take("{host}", places.host) || take("{rcpt}", places.rcpt) ||
            take("{from}", places.from) || take("{id}", places.id)) {
            continue;
        }
        if (text.starts_with("{time}")) {
            out.append(std::to_string(places.time));
            text.remove_prefix(6);
            continue;
        }
        out += '{';
        text.remove_prefix(1);
    }
}

/// The length of "5.1.1 " at the start of `text`, or 0.
std::size_t enhanced_length(std::string_view text) {
    if (text.size() < 6 || text[0] < '2' || text[0] > '5' || text[1] != '.') return 0;
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos || blank > 9) return 0;
    int dots = 0;
    for (const char c : text.substr(0, blank)) {
        if (c == '.') ++dots;
        else if (c < '0' || c > '9') return 0;
    }
    return dots == 2 ? blank + 1 : 0;
}

}  // namespace

void append_reply(std::string& out, std::string_view words, const ReplyPlaces& places, bool enhanced_codes) {
    const std::string_view code = words.substr(0, 3);
    std::string_view rest = words.size() > 4 ? words.substr(4) : std::string_view{};
    while (true) {
        const auto end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        if (!enhanced_codes) line.remove_prefix(enhanced_length(line));
        out.append(code);
        out += end == std::string_view::npos ? ' ' : '-';
        append_filled(out, line, places);
        out += "\r\n";
        if (end == std::string_view::npos) return;
        rest.remove_prefix(end + 1);
    }
}

int reply_code(std::string_view words) {
    if (words.size() < 3) return 0;
    int code = 0;
    for (const char c : words.substr(0, 3)) {
        if (c < '0' || c > '9') return 0;
        code = code * 10 + (c - '0');
    }
    return code;
}

}  // namespace mailrace::simulator
