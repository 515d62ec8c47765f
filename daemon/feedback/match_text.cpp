#include "daemon/feedback/match_text.h"

#include <algorithm>

#include "daemon/feedback/response_scanner.h"
#include "shared/mail/reply.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

using mail::is_digit;
using std::string_view;

/// U+00C0 to U+017F without their accents, two places each.
constexpr string_view base_letters =
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss"
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy "
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "
    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l "
    "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "
    "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";
static_assert(base_letters.size() == 2 * (0x180 - 0xC0));

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;
};

/// Bytes that are no UTF-8 are taken for Latin-1, which old servers speak.
CodePoint code_point(string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned char c = byte(0);
    if (c >= 0xC2 && c < 0xE0 && tail(1)) return {static_cast<char32_t>((c & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
    if (c >= 0xE0 && c < 0xF0 && tail(1) && tail(2))
        return {static_cast<char32_t>((c & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)), 3};
    if (c >= 0xF0 && c < 0xF5 && tail(1) && tail(2) && tail(3)) return {0x10000, 4};
    return {c, 1};
}

class WordWriter {
public:
    explicit WordWriter(std::size_t size) { out_.reserve(size); }

    void letter(char c) {
        if (gap_ && !out_.empty()) out_ += ' ';
        gap_ = false;
        out_ += mail::lower(c);
    }
    void marker(string_view text) {
        gap();
        for (const char c : text) letter(c);
        gap();
    }
    void gap() { gap_ = true; }
    /// "isn't" is "is not", whoever writes it; `it` is what follows the apostrophe.
    void apostrophe(string_view it) {
        const bool not_at_end = !it.empty() && mail::lower(it[0]) == 't' && (it.size() == 1 || !mail::is_alpha(it[1]));
        if (!not_at_end || gap_ || out_.size() < 3 || out_.back() != 'n') return;
        if (out_.ends_with("won")) return;
        if (!out_.ends_with("can")) out_.pop_back();
        gap();
        letter('n');
        letter('o');
    }

    void other(CodePoint point, string_view bytes) {
        const char32_t c = point.value;
        if (c == 0x2018 || c == 0x2019 || c == 0xB4) return;  // apostrophes that are no ASCII
        if (c >= 0xC0 && c < 0x180) {
            const std::size_t at = 2 * (c - 0xC0);
            if (base_letters[at] == ' ') return gap();
            letter(base_letters[at]);
            if (base_letters[at + 1] != ' ') letter(base_letters[at + 1]);
        } else if (c >= 0x400 && c < 0x430) {  // Cyrillic capitals
            const char32_t small = c < 0x410 ? c + 0x50 : c + 0x20;
            letter(static_cast<char>(0xC0 | small >> 6));
            out_ += static_cast<char>(0x80 | (small & 0x3F));
        } else if (c < 0xC0 || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3020) || (c >= 0xFF00 && c < 0xFF10)) {
            gap();
        } else {
            if (gap_ && !out_.empty()) out_ += ' ';
            gap_ = false;
            out_.append(bytes);
        }
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
    bool gap_ = false;
};

/// "5.1.1" at the beginning, not part of a longer number: how long it is.
std::size_t status_length(string_view text) {
    if (!mail::parse_enhanced_code(text)) return 0;
    std::size_t n = 0;
    while (n < text.size() && (is_digit(text[n]) || text[n] == '.')) ++n;
    while (n > 0 && text[n - 1] == '.') --n;
    return n;
}

bool word_before(string_view text, std::size_t at) {
    return at > 0 && (is_digit(text[at - 1]) || mail::is_alpha(text[at - 1]) || text[at - 1] == '.');
}

/// Is the number at `at` a reply code rather than a count? At the beginning, after a colon or quote, or before a status it is.
bool is_code_at(string_view text, std::size_t at) {
    if (text.size() - at < 3 || text[at] < '2' || text[at] > '5' || text[at] == '3' || !is_digit(text[at + 1]) ||
        !is_digit(text[at + 2]))
        return false;
    if (text[at + 1] > '7' || word_before(text, at)) return false;
    constexpr string_view good = "211 214 220 221 235 250 251 252";
    if (text[at] == '2' && good.find(text.substr(at, 3)) == string_view::npos) return false;
    const char next = at + 3 < text.size() ? text[at + 3] : ' ';
    if (next != ' ' && next != '-' && next != '.' && next != '\r' && next != '\n' && next != '#' && next != ':') return false;
    if (next == '.' && at + 4 < text.size() && is_digit(text[at + 4])) return false;
    string_view before = text.substr(0, at);
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    if (before.empty() || (before.size() < at && string_view(":;>").find(before.back()) != string_view::npos)) return true;
    if (string_view(":;>'\"#(").find(text[at - 1]) != string_view::npos) return true;
    string_view after = text.substr(at + 3);
    while (!after.empty() && string_view(" -#'\"(").find(after.front()) != string_view::npos) after.remove_prefix(1);
    return status_length(after) > 0;
}

}  // namespace

std::string words_for_rules(string_view form) {
    WordWriter out(form.size());
    std::size_t at = 0;
    if (form.size() >= 3 && is_digit(form[0]) && is_digit(form[1]) && is_digit(form[2]) && (form.size() == 3 || form[3] == ' '))
        at = 3;
    while (at < form.size()) {
        const char c = form[at];
        if (c == '<') {
            const std::size_t end = std::min(form.find('>', at), at + 10);
            if (end < form.size() && marker_of(form.substr(at + 1, end - at - 1)) != Varying::nothing) {
                out.marker(form.substr(at, end - at + 1));
                at = end + 1;
                continue;
            }
        }
        if (is_digit(c) && !word_before(form, at)) {
            if (const std::size_t n = status_length(form.substr(at)); n > 0) {
                out.gap();
                at += n;
                continue;
            }
        }
        if (is_digit(c) || mail::is_alpha(c)) {
            out.letter(c);
            ++at;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            const CodePoint point = code_point(form.substr(at));
            out.other(point, form.substr(at, point.length));
            at += point.length;
        } else {
            if (c == '\'' && at > 0 && mail::is_alpha(form[at - 1])) out.apostrophe(form.substr(at + 1));
            else out.gap();
            ++at;
        }
    }
    return out.take();
}

CodeAndStatus find_code_and_status(string_view text) {
    CodeAndStatus out;
    text = text.substr(0, 4096);
    events::EnhancedStatus general, odd;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at]) || word_before(text, at)) continue;
        if (out.code == 0 && is_code_at(text, at)) {
            out.code = static_cast<std::uint16_t>((text[at] - '0') * 100 + (text[at + 1] - '0') * 10 + (text[at + 2] - '0'));
            at += 2;
            continue;
        }
        const std::size_t length = status_length(text.substr(at));
        if (length == 0) continue;
        const auto found = mail::parse_enhanced_code(text.substr(at));
        const events::EnhancedStatus status{found->cls, found->subject, found->detail};
        at += length - 1;
        if (out.code != 0 && status.cls != out.code / 100) {
            if (general.cls == 0 && status.detail != 0)
                odd = status;  // "554 4.4.7": what it is about is right, how long it lasts the code knows
            continue;
        }
        if (status.detail == 0) {
            if (general.cls == 0) general = status;
        } else if (out.status.cls == 0) {
            out.status = status;
        }
    }
    if (out.code != 0 && out.status.cls != 0 && out.status.cls != out.code / 100) {
        odd = out.status;
        out.status = {};
    }
    if (out.status.cls == 0 && (out.code == 0 || general.cls == out.code / 100)) out.status = general;
    if (out.status.cls == 0 && odd.cls != 0 && (out.code / 100 == 4 || out.code / 100 == 5)) {
        out.status = odd;
        out.status.cls = static_cast<std::uint8_t>(out.code / 100);
    }
    return out;
}

}  // namespace mailrace::feedback
