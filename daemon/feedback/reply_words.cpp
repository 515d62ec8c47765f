#include "daemon/feedback/reply_words.h"

#include <algorithm>
#include <optional>

#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

using mail::is_digit;

bool is_word_char(char c) { return is_digit(c) || mail::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// A status "4.x.y" or "5.x.y" that begins at `at`, standing alone.
std::optional<mail::EnhancedCode> status_at(std::string_view text, std::size_t at) {
    if (text[at] != '4' && text[at] != '5') return std::nullopt;
    if (at > 0 && (is_word_char(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '-' || text[at - 1] == '@'))
        return std::nullopt;
    const auto code = mail::parse_enhanced_code(text.substr(at, 12));
    if (!code) return std::nullopt;
    std::size_t end = at;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
    if (end < text.size() && mail::is_alpha(text[end])) return std::nullopt;  // a version: "5.0.9a"
    return code;
}

/// What stands before a number when it is a reply code.
bool introduces_reply(std::string_view before) {
    while (!before.empty() && (before.back() == ' ' || before.back() == '\t')) before.remove_suffix(1);
    if (before.empty() || before.back() == '\n') return true;
    constexpr std::string_view ends = ":;>(\"'[#=|";
    if (ends.find(before.back()) != std::string_view::npos) return true;
    constexpr std::string_view words[] = {"said",     "error",  "reason", "code",    "reply", "response",
                                          "returned", "status", "failed", "message", "was",   "smtp"};
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view w) {
        return before.size() >= w.size() && mail::iequals(before.substr(before.size() - w.size()), w);
    });
}

/// Points for the three digits at `at` being a reply code; 0: they are none.
int code_score(std::string_view text, std::size_t at) {
    if (at > 0 &&
        (is_word_char(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '/' || text[at - 1] == '-' || text[at - 1] == ','))
        return 0;
    const std::size_t after = at + 3;
    if (after < text.size() && (is_word_char(text[after]) || text[after] == '.' || text[after] == '/' || text[after] == '%'))
        return 0;
    const bool introduced = introduces_reply(text.substr(at > 20 ? at - 20 : 0, std::min<std::size_t>(at, 20)));
    if (after >= text.size()) return introduced ? 2 : 0;
    std::size_t next = after;
    while (next < text.size() &&
           (text[next] == ' ' || text[next] == '-' || text[next] == '#' || text[next] == '\n' || text[next] == '('))
        ++next;
    const bool status = next < text.size() && status_at(text, next).has_value();
    if (status) return introduced ? 6 : 5;
    if (text[after] == '-' || text[after] == ' ' || text[after] == '\n') return introduced ? 4 : 1;
    return introduced ? 2 : 0;
}

/// The end of what is said: an empty line, or a line of another kind.
std::size_t end_of_words(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 1500;
    const std::size_t limit = std::min(text.size(), at + longest);
    std::size_t end = std::min(text.find('\n', at), limit);
    while (end < limit) {
        std::string_view line = text.substr(end + 1, std::min(text.find('\n', end + 1), text.size()) - end - 1);
        const std::string_view bare = mail::trim(line);
        constexpr std::string_view stops[] = {"---",       "===",       "***",           ">>>", "<<<",           "--",
                                              "giving up", "received:", "i'm not going", "...", "remote system:"};
        const auto begins = [&](std::string_view stop) {
            return bare.size() >= stop.size() && mail::iequals(bare.substr(0, stop.size()), stop);
        };
        if (bare.empty() || std::any_of(std::begin(stops), std::end(stops), begins)) break;
        end += line.size() + 1;
    }
    return std::min(end, limit);
}

}  // namespace

std::string one_line(std::string_view text, std::size_t max) {
    std::string out;
    bool blank = false;
    for (const char c : mail::trim(text)) {
        if (c == ' ' || static_cast<unsigned char>(c) < ' ' || c == 127) {
            blank = true;
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        out += c;
        if (out.size() >= max + 4) break;
    }
    if (out.size() > max) {
        std::size_t end = max;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
        out.resize(end);
    }
    return out;
}

namespace {

/// Up to a bracket that closes what was opened before the words: "[550 no such user]".
std::string_view inside_brackets(std::string_view words) {
    int round = 0, square = 0, angle = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const char c = words[i];
        round += c == '(' ? 1 : c == ')' ? -1 : 0;
        square += c == '[' ? 1 : c == ']' ? -1 : 0;
        angle += c == '<' ? 1 : c == '>' ? -1 : 0;
        if (round < 0 || square < 0 || angle < 0) return words.substr(0, i);
    }
    return words;
}

}  // namespace

FoundReply find_reply(std::string_view text) {
    FoundReply best;
    int best_score = 0;
    std::size_t best_at = 0;
    for (std::size_t i = text.find_first_of("45"); i != std::string_view::npos; i = text.find_first_of("45", i + 1)) {
        const bool code = i + 2 < text.size() && is_digit(text[i + 1]) && is_digit(text[i + 2]) && text[i + 1] <= '7';
        const int score = code ? code_score(text, i) : status_at(text, i) ? 3 : 0;
        if (score <= best_score) continue;
        best_score = score;
        best_at = i;
        if (score == 6) break;
    }
    if (best_score == 0) return best;
    const bool code_found = is_digit(text[best_at + 1]);
    if (!code_found) {  // a status alone stands behind its words: "no such user (#5.1.1)"
        const std::size_t line = text.rfind('\n', best_at);
        best_at = line == std::string_view::npos ? 0 : line + 1;
    }
    const std::string_view words = inside_brackets(text.substr(best_at, end_of_words(text, best_at) - best_at));
    if (code_found) {
        best.code = static_cast<std::uint16_t>((words[0] - '0') * 100 + (words[1] - '0') * 10 + (words[2] - '0'));
    }
    for (std::size_t i = 0; i < words.size() && !best.status; ++i) {
        if (words[i] != '4' && words[i] != '5') continue;
        if (const auto status = status_at(words, i); status && (best.code == 0 || status->cls == best.code / 100))
            best.status = *status;
    }
    best.words = one_line(words);
    return best;
}

}  // namespace mailrace::feedback
