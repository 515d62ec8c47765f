#include "daemon/journal/normalise.h"

#include <algorithm>

#include "shared/filter/match.h"

namespace mailrace::journal {
namespace {

constexpr char kAddress = 0x11, kIp = 0x12, kNumber = 0x13, kId = 0x14, kEnd = 0x1F;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_marker(char c) { return (c >= kAddress && c <= kId) || c == kEnd; }
bool in_word(char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '_' || c == '@' || c == '+' || c == ':' || c == '%'; }

/// "5.7.1": kept wherever it stands, because it is part of what is said.
bool is_status(std::string_view w) {
    if (w.size() < 5 || (w[0] != '2' && w[0] != '4' && w[0] != '5') || w[1] != '.') return false;
    std::size_t dots = 0, run = 0;
    for (const char c : w) {
        if (c == '.') {
            if (run == 0) return false;
            ++dots;
            run = 0;
        } else if (!is_digit(c) || ++run > 3) {
            return false;
        }
    }
    return dots == 2 && run > 0;
}

struct Shape {
    std::size_t digits = 0, letters = 0, others = 0;
    bool upper = false, lower = false;
    bool hex = true;
};

Shape shape_of(std::string_view w) {
    Shape s;
    for (const char c : w) {
        if (is_digit(c)) ++s.digits;
        else if (is_letter(c)) ++s.letters;
        else ++s.others;
        s.upper = s.upper || (c >= 'A' && c <= 'Z');
        s.lower = s.lower || (c >= 'a' && c <= 'z');
        s.hex = s.hex && is_hex(c);
    }
    return s;
}

/// The marker for a varying word, or 0 for one that is kept. Short words of letters and digits (S3150, TLSv1.2, RBL521) carry meaning.
char marker_for(std::string_view w) {
    const Shape s = shape_of(w);
    if (s.digits == 0) return s.letters >= 20 && s.others == 0 && s.upper && s.lower ? kId : '\0';
    if (is_status(w)) return '\0';
    if (s.letters == 0) return kNumber;
    const bool id = (w.size() >= 6 && s.digits >= 4) || (w.size() >= 8 && s.digits >= 2) || (w.size() >= 16 && s.hex);
    return id ? kId : '\0';
}

class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text) {}

    SplitResponse run() {
        bool line_start = true;
        out_.form.reserve(text_.size());
        while (at_ < text_.size()) {
            if (line_start) keep_code();
            line_start = false;
            if (at_ >= text_.size()) break;
            const char c = text_[at_];
            if (in_word(c) && c != '.' && c != ':' && c != '-') {
                word();
            } else {
                line_start = c == '\n';
                out_.form += c;
                ++at_;
            }
        }
        return std::move(out_);
    }

private:
    /// "550-" or "550 " at the start of a line.
    void keep_code() {
        if (text_.size() - at_ < 3 || !is_digit(text_[at_]) || !is_digit(text_[at_ + 1]) || !is_digit(text_[at_ + 2])) return;
        if (text_.size() - at_ > 3 && in_word(text_[at_ + 3]) && text_[at_ + 3] != '-') return;
        out_.form.append(text_.substr(at_, std::min<std::size_t>(4, text_.size() - at_)));
        at_ = std::min(at_ + 4, text_.size());
    }

    void word() {
        std::size_t end = at_;
        while (end < text_.size() && in_word(text_[end])) ++end;
        while (end > at_ + 1 && (text_[end - 1] == '.' || text_[end - 1] == ':' || text_[end - 1] == '-')) --end;
        const std::string_view w = text_.substr(at_, end - at_);
        const std::size_t sign = w.find('@');
        if (sign != std::string_view::npos && sign > 0 && sign + 1 < w.size()) return vary(kAddress, w);
        if (filter::parse_ip(w)) return vary(kIp, w);
        const std::size_t colon = w.find(':');
        if (colon != std::string_view::npos && shape_of(w).letters > 0) return piece(w.substr(0, colon));
        piece(w);
    }

    void piece(std::string_view w) {
        const char marker = marker_for(w);
        if (marker != '\0') return vary(marker, w);
        out_.form.append(w);
        at_ += w.size();
    }

    void vary(char marker, std::string_view w) {
        out_.form += marker;
        out_.parts.append(w);
        out_.parts += kEnd;
        at_ += w.size();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    SplitResponse out_;
};

}  // namespace

SplitResponse split_response(std::string_view text) {
    bool plain = text.size() <= kMaxForm;
    for (const char c : text) plain = plain && !is_marker(c);
    if (!plain) return {{}, std::string(text)};
    return Splitter(text).run();
}

std::string join_response(std::string_view form, std::string_view parts) {
    if (form.empty()) return std::string(parts);
    std::string out;
    out.reserve(form.size() + parts.size());
    for (const char c : form) {
        if (!is_marker(c)) {
            out += c;
            continue;
        }
        const std::size_t end = std::min(parts.find(kEnd), parts.size());
        out.append(parts.substr(0, end));
        parts.remove_prefix(std::min(end + 1, parts.size()));
    }
    return out;
}

std::string show_form(std::string_view form) {
    std::string out;
    for (const char c : form) {
        switch (c) {
            case kAddress: out += "<address>"; break;
            case kIp: out += "<ip>"; break;
            case kNumber: out += "<n>"; break;
            case kId: out += "<id>"; break;
            default: out += c;
        }
    }
    return out;
}

std::string normalise_response(std::string_view text) {
    const SplitResponse split = split_response(text);
    return split.form.empty() ? std::string(text) : show_form(split.form);
}

}  // namespace mailrace::journal
