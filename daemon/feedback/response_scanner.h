// Walks through a reply once and says of each piece whether it is kept or varies. The sink decides what becomes of them: a form
// for people, or form and parts from which the bytes come back. Private to daemon/feedback.
//
// A sink has: keep(text), vary(Varying, text), marker(Varying, text) for a marker that stands in the text, code(text, is it
// news?), line_end(text) and repeated(text) for what a later line says again.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include "daemon/feedback/word_shape.h"
#include "shared/filter/match.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {

/// How a marker of a form reads for people, without its brackets.
std::string_view marker_name(Varying varying);
/// The other way; nothing for other words.
Varying marker_of(std::string_view name);

namespace scan {

enum : std::uint8_t { kLetter = 1, kDigit = 2, kDot = 4, kAt = 8, kColon = 16, kSlash = 32, kOther = 64, kEnd = 128 };

/// kEnd: what no token contains. UTF-8 counts as letters.
constexpr std::array<std::uint8_t, 256> classes = [] {
    std::array<std::uint8_t, 256> t{};
    for (int c = 0; c < 256; ++c) t[static_cast<std::size_t>(c)] = c >= 0x80 ? kLetter : c <= ' ' || c == 0x7F ? kEnd : kOther;
    for (int c = '0'; c <= '9'; ++c) t[static_cast<std::size_t>(c)] = kDigit;
    for (int c = 'a'; c <= 'z'; ++c) t[static_cast<std::size_t>(c)] = kLetter;
    for (int c = 'A'; c <= 'Z'; ++c) t[static_cast<std::size_t>(c)] = kLetter;
    for (const char c : {'<', '>', '(', ')', '[', ']', '{', '}', '"', '\'', '`', ';', ','}) t[static_cast<std::size_t>(c)] = kEnd;
    t['-'] = t['_'] = kLetter;
    t['.'] = kDot;
    t['@'] = kAt;
    t[':'] = kColon;
    t['/'] = kSlash;
    return t;
}();
inline std::uint8_t class_of(char c) { return classes[static_cast<std::uint8_t>(c)]; }
inline bool in_piece(char c) { return (class_of(c) & (kLetter | kDigit | kDot)) != 0; }

}  // namespace scan

template <class Sink>
class ResponseScanner {
public:
    ResponseScanner(std::string_view text, std::string_view local_part, Sink& sink)
        : text_(text), local_(local_part), sink_(sink) {}

    void run() {
        bool line_start = true;
        while (at_ < text_.size()) {
            if (line_start) take_code();
            line_start = false;
            if (at_ >= text_.size()) return;
            const char c = text_[at_];
            const std::uint8_t kind = scan::class_of(c);
            if (kind != scan::kEnd && c != '-' && c != '.' && kind != scan::kColon && kind != scan::kSlash) {
                token();
            } else if (c == '\r' || c == '\n') {
                line_end();
                line_start = true;
            } else if (c == '<') {
                angle();
            } else if (c == '[' || c == '(') {
                bracket(c == '[' ? ']' : ')');
            } else if (c == '"' || c == '\'' || c == '`') {
                quoted(c);
            } else {
                keep(1);
            }
        }
    }

private:
    std::string_view rest() const { return text_.substr(at_); }
    std::string_view part(std::size_t n) const { return {text_.data() + at_, n}; }
    void keep(std::size_t n) {
        sink_.keep(part(n));
        at_ += n;
    }
    void vary(Varying varying, std::size_t n) {
        sink_.vary(varying, part(n));
        at_ += n;
    }

    /// "550-5.1.1 ", "550 " at the start of a line. What a later line repeats of the first one says nothing.
    void take_code() {
        const std::string_view r = rest();
        if (r.size() < 3 || !mail::is_digit(r[0]) || !mail::is_digit(r[1]) || !mail::is_digit(r[2])) return;
        if (r.size() > 3 && r[3] != ' ' && r[3] != '-' && r[3] != '\r' && r[3] != '\n') return;
        const std::size_t n = std::min<std::size_t>(r.size() > 3 && (r[3] == ' ' || r[3] == '-') ? 4 : 3, r.size());
        const bool first = code_.empty();
        const bool same = !first && r.substr(0, 3) == code_;
        if (first) {
            code_ = r.substr(0, 3);
            many_lines_ = n == 4 && r[3] == '-';
        }
        sink_.code(r.substr(0, n), first || !same);
        at_ += n;
        if (first) {
            status_ = status_here();
        } else if (same) {
            repeated_status();
        }
    }

    std::string_view status_here() const {
        std::size_t end = at_;
        while (end < text_.size() && (mail::is_digit(text_[end]) || text_[end] == '.')) ++end;
        const std::string_view word = text_.substr(at_, end - at_);
        const bool is_status =
            word.size() >= 5 && word[1] == '.' && mail::is_digit(word.back()) && std::count(word.begin(), word.end(), '.') == 2;
        return is_status && code_[0] == word[0] ? word : std::string_view{};
    }
    void repeated_status() {
        if (status_.empty() || !rest().starts_with(status_)) return;
        std::size_t n = status_.size();
        if (at_ + n < text_.size() && text_[at_ + n] != ' ' && text_[at_ + n] != '\r' && text_[at_ + n] != '\n') return;
        while (at_ + n < text_.size() && text_[at_ + n] == ' ') ++n;
        sink_.repeated(text_.substr(at_, n));
        at_ += n;
    }

    void line_end() {
        std::size_t n = 0;
        while (at_ + n < text_.size() && (text_[at_ + n] == '\r' || text_[at_ + n] == '\n')) ++n;
        sink_.line_end(text_.substr(at_, n));
        at_ += n;
    }

    /// Lines that somebody has joined by spaces: "550-5.7.26 has a 550-5.7.26 hard fail 550 5.7.26 policy".
    bool joined_code() {
        const std::string_view r = rest();
        if (!many_lines_ || r.size() < 5 || !r.starts_with(code_) || (r[3] != '-' && r[3] != ' ')) return false;
        const bool repeats = !status_.empty() && r.substr(4).starts_with(status_);
        if (!repeats && (r[3] != '-' || !mail::is_alpha(r[4]))) return false;
        std::size_t n = 4 + (repeats ? status_.size() : 0);
        while (n < r.size() && r[n] == ' ') ++n;
        sink_.repeated(r.substr(0, n));
        at_ += n;
        return true;
    }

    /// "<user@example.com>", "<user>", and the markers of a form that is read again.
    void angle() {
        const std::size_t most = std::min(text_.size(), at_ + 330);
        std::size_t end = at_ + 1;
        bool address = false;
        while (end < most && text_[end] != '>' && text_[end] != '<' && text_[end] != '\r' && text_[end] != '\n' &&
               (text_[end] != ' ' || text_[at_ + 1] == '"')) {
            address = address || text_[end] == '@';
            ++end;
        }
        if (end >= most || text_[end] != '>' || end == at_ + 1) return keep(1);
        const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
        if (const Varying marker = marker_of(inside); marker != Varying::nothing) {
            sink_.marker(marker, text_.substr(at_, end - at_ + 1));
            at_ = end + 1;
            return;
        }
        keep(1);
        if (address) return vary(Varying::address, inside.size());
        const bool plain = inside.find("://") == std::string_view::npos && !is_host(inside);
        if (plain) vary(Varying::name, inside.size());
    }

    /// "[170]", "[#102]", "[-20]", "(554.30)": numbers alone in brackets are the receiver's codes.
    void bracket(char closing) {
        std::size_t end = at_ + 1, digits = 0;
        while (
            end < text_.size() && end - at_ <= 8 && text_[end] != closing &&
            (mail::is_digit(text_[end]) || text_[end] == '.' || ((text_[end] == '#' || text_[end] == '-') && end == at_ + 1))) {
            digits += mail::is_digit(text_[end]);
            ++end;
        }
        const bool code = end < text_.size() && text_[end] == closing && digits >= 1 &&
                          (closing == ']' ? digits <= 4 : digits == 5 && text_[at_ + 4] == '.');
        keep(code ? end - at_ + 1 : 1);
    }

    /// A single word in quotes is a name; an apostrophe inside a word is none.
    void quoted(char quote) {
        const bool opens =
            at_ == 0 || scan::class_of(text_[at_ - 1]) == scan::kEnd || scan::class_of(text_[at_ - 1]) == scan::kOther;
        const std::size_t end =
            opens ? text_.find_first_of(quote == '`' ? std::string_view("`'") : std::string_view(&quote, 1), at_ + 1)
                  : std::string_view::npos;
        keep(1);
        if (end == std::string_view::npos || end == at_ || end - at_ > 64) return;
        const std::string_view inside = text_.substr(at_, end - at_);
        for (const char c : inside)
            if (scan::class_of(c) == scan::kEnd) return;
        if (inside.find('@') == std::string_view::npos && !is_host(inside)) vary(Varying::name, inside.size());
    }

    void token() {
        if (many_lines_ && mail::is_digit(text_[at_]) && joined_code()) return;
        std::size_t end = at_;
        std::uint8_t seen = 0;
        while (end < text_.size()) {
            const std::uint8_t kind = scan::class_of(text_[end]);
            if (kind == scan::kEnd) break;
            seen |= kind;
            ++end;
        }
        // Punctuation after the word is not of it.
        while (end > at_ + 1 && (scan::class_of(text_[end - 1]) & (scan::kDot | scan::kColon)) != 0) --end;
        while (end > at_ + 1 &&
               (text_[end - 1] == '!' || text_[end - 1] == '?' || text_[end - 1] == '-' || text_[end - 1] == '='))
            --end;
        const std::string_view word = text_.substr(at_, end - at_);
        const bool was_first = first_word_;
        first_word_ = false;
        const bool plain = seen == scan::kLetter ||
                           ((seen & ~(scan::kDot | scan::kColon)) == scan::kLetter && word.find_first_of(".:") == word.npos);
        if (plain) return plain_word(word, was_first);
        if (was_first && (seen & scan::kAt) == 0 && text_.substr(end).starts_with("... "))
            return vary(Varying::name, word.size());
        if ((seen & scan::kAt) != 0 && address(word)) return;
        if ((seen & scan::kSlash) != 0 && url(word)) return;
        if ((seen & scan::kDigit) != 0) {
            if ((seen & (scan::kColon | scan::kSlash | scan::kLetter)) != 0 && is_time(word))
                return vary(Varying::time, word.size());
            if ((seen & scan::kColon) != 0 && ipv6(word)) return;
            if ((seen & (scan::kOther | scan::kSlash)) != 0 && is_base64(word)) return vary(Varying::id, with_padding(end) - at_);
        }
        pieces(end);
    }

    std::size_t with_padding(std::size_t end) const {
        while (end < text_.size() && text_[end] == '=') ++end;
        return end;
    }

    void plain_word(std::string_view word, bool first) {
        const std::size_t end = at_ + word.size();
        if (word.size() == local_.size() && word.size() > 1 && mail::iequals(word, local_))
            return vary(Varying::name, word.size());
        if (word.size() == 3 && is_calendar_word(word) && beside_number(end)) return vary(Varying::time, 3);
        if (first && text_.substr(end).starts_with("... ")) return vary(Varying::name, word.size());
        if (word.size() >= 20) return piece(word);
        const bool space = end + 1 < text_.size() && text_[end] == ' ' && text_[end + 1] != ' ';
        keep(word.size() + (space ? 1 : 0));
    }

    bool beside_number(std::size_t end) const {
        std::size_t next = end;
        while (next < text_.size() && next < end + 2 && (text_[next] == ' ' || text_[next] == ',')) ++next;
        if (next > end && next < text_.size() &&
            (mail::is_digit(text_[next]) || (next + 3 <= text_.size() && is_calendar_word(text_.substr(next, 3)))))
            return true;
        return at_ >= 2 && text_[at_ - 1] == ' ' && mail::is_digit(text_[at_ - 2]);
    }

    bool address(std::string_view word) {
        const std::size_t sign = word.find('@');
        if (sign == 0 || sign + 1 >= word.size()) {
            if (sign != 0 || word.size() < 2) return false;
            keep(1);  // "@example.com"
            pieces(at_ + word.size() - 1);
            return true;
        }
        std::size_t end = sign + 1;
        while (end < word.size() && scan::in_piece(word[end])) ++end;
        while (end > sign + 1 && word[end - 1] == '.') --end;
        if (end == sign + 1) return false;
        const std::size_t after = at_ + word.size();
        vary(Varying::address, end);
        if (at_ < after) pieces(after);
        return true;
    }

    bool url(std::string_view word) {
        const std::size_t mark = word.find("://");
        std::size_t begin = 0, host_at = 0;
        if (mark != std::string_view::npos) {
            begin = mark;
            while (begin > 0 && mail::is_alpha(word[begin - 1])) --begin;
            host_at = mark + 3;
        }
        std::size_t host_end = host_at;
        while (host_end < word.size() && scan::in_piece(word[host_end])) ++host_end;
        const std::string_view host = word.substr(host_at, host_end - host_at);
        if (mark == std::string_view::npos && (host_end == word.size() || word[host_end] != '/' || !is_host(host))) return false;
        const std::size_t end = at_ + word.size();
        if (begin > 0) pieces(at_ + begin);
        const WordShape shape = shape_of(host);
        if (host.empty() || shape.length == host.size() || !is_host(host)) {
            vary(Varying::url, end - at_);
        } else {
            keep(host_at - begin);
            if (shape.length > 0) vary(shape.varying, shape.length);
            keep(host.size() - shape.length);
            if (at_ < end) vary(Varying::url, end - at_);
        }
        return true;
    }

    bool ipv6(std::string_view word) {
        const std::size_t tag = word.size() > 5 && mail::iequals(word.substr(0, 5), "ipv6:") ? 5 : 0;
        const std::string_view address = word.substr(tag);
        if (std::count(address.begin(), address.end(), ':') < 2 || address.size() > 45 || !filter::parse_ip(address))
            return false;
        if (tag > 0) keep(tag);
        vary(Varying::ip, address.size());
        return true;
    }

    void pieces(std::size_t end) {
        while (at_ < end) {
            if (!scan::in_piece(text_[at_]) || text_[at_] == '-' || text_[at_] == '.' || text_[at_] == '_') {
                keep(1);
                continue;
            }
            std::size_t stop = at_;
            while (stop < end && scan::in_piece(text_[stop])) ++stop;
            std::size_t last = stop;
            while (last > at_ + 1 && (text_[last - 1] == '-' || text_[last - 1] == '.' || text_[last - 1] == '_')) --last;
            piece(text_.substr(at_, last - at_));
        }
    }

    void piece(std::string_view word) {
        if (word.size() == local_.size() && word.size() > 1 && mail::iequals(word, local_))
            return vary(Varying::name, word.size());
        const WordShape shape = shape_of(word);
        std::size_t length = shape.length;
        if (shape.varying == Varying::number && length == word.size()) length += grouped_digits(at_ + length);
        if (length > 0) vary(shape.varying, length);
        if (length < word.size()) keep(word.size() - length);
    }

    /// ",048,576" after "1".
    std::size_t grouped_digits(std::size_t from) const {
        std::size_t at = from;
        while (at + 4 <= text_.size() && text_[at] == ',' && mail::is_digit(text_[at + 1]) && mail::is_digit(text_[at + 2]) &&
               mail::is_digit(text_[at + 3]) && (at + 4 == text_.size() || !mail::is_digit(text_[at + 4])))
            at += 4;
        return at - from;
    }

    std::string_view text_, local_;
    Sink& sink_;
    std::size_t at_ = 0;
    std::string_view code_, status_;
    bool many_lines_ = false;
    bool first_word_ = true;
};

}  // namespace mailrace::feedback
