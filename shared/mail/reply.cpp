#include "shared/mail/reply.h"

#include <algorithm>

namespace mailrace::mail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The code of a line, or 0 when it does not begin with one: three digits of which the first is 2..5, and no fourth digit.
std::uint16_t code_of(std::string_view line) {
    if (line.size() < 3 || !is_digit(line[0]) || !is_digit(line[1]) || !is_digit(line[2])) return 0;
    if (line[0] < '2' || line[0] > '5') return 0;
    if (line.size() > 3 && is_digit(line[3])) return 0;
    return static_cast<std::uint16_t>((line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0'));
}

std::string_view text_of(std::string_view line) {
    if (code_of(line) == 0) return line;
    line.remove_prefix(3);
    if (!line.empty() && (line[0] == ' ' || line[0] == '-' || line[0] == '\t')) line.remove_prefix(1);
    return line;
}

std::optional<std::uint16_t> take_number(std::string_view& text) {
    std::size_t n = 0;
    std::uint16_t number = 0;
    while (n < text.size() && n < 4 && is_digit(text[n])) number = static_cast<std::uint16_t>(number * 10 + (text[n++] - '0'));
    if (n == 0 || n > 3) return std::nullopt;
    text.remove_prefix(n);
    return number;
}

bool take_dot(std::string_view& text) {
    if (text.empty() || text[0] != '.') return false;
    text.remove_prefix(1);
    return true;
}

std::size_t class_slot(std::uint8_t cls) { return cls == 2 ? 0 : cls == 4 ? 1 : 2; }

}  // namespace

std::optional<EnhancedCode> parse_enhanced_code(std::string_view text) {
    if (!text.empty() && text[0] == '#') text.remove_prefix(1);
    if (text.size() < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.') return std::nullopt;
    EnhancedCode code;
    code.cls = static_cast<std::uint8_t>(text[0] - '0');
    text.remove_prefix(2);
    auto subject = take_number(text);
    if (!subject || !take_dot(text)) return std::nullopt;
    auto detail = take_number(text);
    if (!detail) return std::nullopt;
    if (!text.empty() && is_digit(text[0])) return std::nullopt;
    if (text.size() > 1 && text[0] == '.' && is_digit(text[1])) return std::nullopt;
    code.subject = *subject;
    code.detail = *detail;
    return code;
}

std::vector<std::string_view> Reply::lines() const {
    std::vector<std::string_view> out;
    std::string_view rest = bytes;
    for (;;) {
        std::size_t end = rest.find("\r\n");
        out.push_back(text_of(rest.substr(0, end)));
        if (end == std::string_view::npos) return out;
        rest.remove_prefix(end + 2);
    }
}

std::string_view Reply::first_text() const {
    std::string_view all = bytes;
    return text_of(all.substr(0, all.find("\r\n")));
}

ReplyParser::Fed ReplyParser::feed(std::string_view input) {
    if (!why_.empty()) return {State::invalid, 0};
    std::size_t consumed = 0;
    while (consumed < input.size()) {
        std::string_view rest = input.substr(consumed);
        std::size_t end = rest.find('\n');
        std::string_view part = rest.substr(0, end);
        // One byte more than the bound, so that a CR just behind it is not taken for a part of the line.
        std::size_t room = max_line + 1 - std::min(line_.size(), max_line + 1);
        if (part.size() > room && !(part.size() == room + 1 && part.back() == '\r')) reply_.cut = true;
        line_.append(part.substr(0, room));
        seen_ += part.size();
        consumed += part.size();
        if (end == std::string_view::npos) {
            if (seen_ > max_bytes) return {refuse("a reply of more than 64 KiB"), consumed};
            break;
        }
        ++consumed;
        ++seen_;
        State state = end_line();
        if (state != State::incomplete) return {state, consumed};
    }
    return {State::incomplete, consumed};
}

ReplyParser::State ReplyParser::end_line() {
    if (!line_.empty() && line_.back() == '\r') {
        line_.pop_back();
    } else if (line_.size() <= max_line) {
        reply_.malformed = true;
    }
    if (line_.size() > max_line) {
        line_.resize(max_line);
        reply_.cut = true;
    }
    if (++lines_ > max_lines) return refuse("a reply of more than 200 lines");
    if (reply_.bytes.size() + line_.size() + 2 > max_bytes) return refuse("a reply of more than 64 KiB");
    std::uint16_t code = code_of(line_);
    if (code == 0 && lines_ == 1) return refuse("a line that does not begin with a reply code: \"" + line_.substr(0, 80) + "\"");
    if (lines_ > 1) reply_.bytes += "\r\n";
    reply_.bytes += line_;
    look_for_status(text_of(line_));
    bool last = false;
    if (code == 0) {
        // Some servers wrap long texts without repeating the code; such a line cannot end the reply.
        reply_.malformed = true;
    } else {
        if (reply_.code != 0 && reply_.code != code) reply_.mixed_codes = true;
        reply_.code = code;
        char separator = line_.size() > 3 ? line_[3] : ' ';
        last = separator != '-';
        if (separator != ' ' && separator != '-') reply_.malformed = true;
    }
    line_.clear();
    if (!last) return State::incomplete;
    std::uint8_t cls = static_cast<std::uint8_t>(reply_.code / 100);
    if (cls != 3) reply_.status = statuses_[class_slot(cls)];
    return State::value;
}

ReplyParser::State ReplyParser::refuse(std::string why) {
    why_ = std::move(why);
    return State::invalid;
}

void ReplyParser::look_for_status(std::string_view text) {
    while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
    auto code = parse_enhanced_code(text);
    if (!code) return;
    EnhancedCode& slot = statuses_[class_slot(code->cls)];
    if (!slot) slot = *code;
}

Reply ReplyParser::take() {
    Reply out = std::move(reply_);
    reset();
    return out;
}

void ReplyParser::reset() {
    reply_ = Reply{};
    line_.clear();
    why_.clear();
    lines_ = 0;
    seen_ = 0;
    for (EnhancedCode& slot : statuses_) slot = EnhancedCode{};
}

}  // namespace mailrace::mail
