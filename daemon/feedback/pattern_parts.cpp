#include "daemon/feedback/pattern_parts.h"

#include <re2/re2.h>

#include <memory>

#include "daemon/feedback/normalise.h"
#include "daemon/feedback/response_scanner.h"

namespace mailrace::feedback {
namespace {

constexpr std::string_view kSpace = "\\s+";
// Receivers repeat the status at the start of each line; others break the same words elsewhere.
constexpr std::string_view kSpaceWithStatus = "\\s+(?:\\d{3}[\\s-])?(?:[245]\\.\\d+\\.\\d+\\s+)?";

constexpr const char* kGeneral[] = {"",         "\\S+@\\S+", "[0-9a-fA-F.:]+", "\\d+", "\\S+",
                                    "[\\w.-]+", "\\S+",      ".{1,40}",        ".+"};  // by Varying

/// The expression for others of its kind that finds this one too: what looks like a number may have letters around it.
std::string general_of(Varying varying, std::string_view text) {
    static const auto& expressions = *new std::vector<std::unique_ptr<RE2>>([] {
        std::vector<std::unique_ptr<RE2>> made;
        for (const char* general : kGeneral) made.push_back(std::make_unique<RE2>(general, RE2::Latin1));
        return made;
    }());
    const auto kind = static_cast<std::size_t>(varying);
    if (RE2::FullMatch(text, *expressions[kind])) return kGeneral[kind];
    return text.find_first_of(" \t") == std::string_view::npos ? "\\S+" : ".+";
}

bool is_space(char c) { return static_cast<unsigned char>(c) <= ' '; }

class PartSink {
public:
    void keep(std::string_view text) {
        for (const char c : text) {
            if (is_space(c)) {
                end_word();
                space_ = true;
            } else {
                begin();
                word_ += c;
            }
        }
    }
    void marker(Varying, std::string_view text) { keep(text); }
    void vary(Varying varying, std::string_view text) {
        end_word();
        begin();
        out_.push_back(
            {std::string(text), std::string(marker_name(varying)), quoted_for_pattern(text), general_of(varying, text)});
    }
    void line_end(std::string_view) {
        end_word();
        space_ = true;
    }
    void repeated(std::string_view) {
        end_word();
        space_ = status_ = true;
    }
    void code(std::string_view text, bool news) {
        if (!news) return;
        keep(text.substr(0, 3));
        end_word();
        if (text.size() > 3) after_code_ = true;
    }
    std::vector<PatternPart> take() {
        end_word();
        return std::move(out_);
    }

private:
    /// What stands between the last part and the next one.
    void begin() {
        if (after_code_)
            out_.push_back({" ", "space", "[\\s-]\\s*", {}});
        else if (space_ && !out_.empty())
            out_.push_back({" ", "space", std::string(status_ ? kSpaceWithStatus : kSpace), {}});
        after_code_ = space_ = status_ = false;
    }
    void end_word() {
        if (word_.empty()) return;
        out_.push_back({word_, "word", quoted_for_pattern(word_), {}});
        word_.clear();
    }

    std::vector<PatternPart> out_;
    std::string word_;
    bool space_ = false, status_ = false, after_code_ = false;
};

bool is_utf8_tail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Bytes of the well-formed character that begins here; 0 when none does.
std::size_t character_at(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (first >= 0xF5 || length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!is_utf8_tail(text[i])) return 0;
    return length;
}

}  // namespace

std::string quoted_for_pattern(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) >= 0x80) {
            const std::size_t length = character_at(text.substr(i));
            if (length == 0) {
                out += '.';  // what is not UTF-8 cannot stand in a configuration
                continue;
            }
            out.append(text.substr(i, length));
            i += length - 1;
        } else if (c == '#') {
            out += "\\x23";
        } else if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) {
            out += '.';
        } else if (c == ' ') {
            out += "\\s";
        } else {
            if (std::string_view("\\.+*?()|[]{}^$/").find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
    }
    return out;
}

std::vector<PatternPart> pattern_parts(std::string_view reply, std::string_view recipient) {
    const std::size_t sign = recipient.rfind('@');
    const std::string_view local = sign == std::string_view::npos || sign < 4 ? std::string_view{} : recipient.substr(0, sign);
    PartSink sink;
    ResponseScanner(reply.substr(0, kMaxForm), local, sink).run();
    auto parts = sink.take();
    if (parts.size() > kMaxPatternParts) parts.resize(kMaxPatternParts);
    return parts;
}

}  // namespace mailrace::feedback
