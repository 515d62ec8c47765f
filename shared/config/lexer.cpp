#include "shared/config/lexer.h"

#include "shared/config/units.h"

namespace mailrace::config {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'; }

bool is_escapable(char c) { return c == '\\' || c == '"' || c == ' ' || c == '$'; }

bool takes_regex(std::string_view keyword) {
    constexpr std::string_view names[] = {"reply", "header", "mail-from", "rcpt-to", "address", "relay-address"};
    const std::string name = lower(keyword);
    for (std::string_view n : names)
        if (name == n) return true;
    return false;
}

class LineLexer {
public:
    explicit LineLexer(std::string_view text) : text_(text) {}

    void run(LexedLine& out) {
        bool regex_allowed = false;
        while (skip_blanks()) {
            const bool first = out.words.empty();
            Word word;
            word.column = static_cast<std::uint32_t>(at_);
            if (text_[at_] == '/' && (first || regex_allowed))
                read_regex(word, out);
            else
                read_word(word, out);
            word.length = static_cast<std::uint32_t>(at_ - word.column);
            if (first) regex_allowed = word.regex || takes_regex(word.text);
            out.words.push_back(std::move(word));
        }
    }

private:
    bool skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
        return at_ < text_.size();
    }

    void fail(LexedLine& out, const char* what, std::size_t column) {
        if (out.error) return;
        out.error = what;
        out.error_column = column;
    }

    /// From '/' to the first unescaped '/' that a blank or the end of the line follows.
    void read_regex(Word& word, LexedLine& out) {
        word.regex = true;
        const std::size_t start = at_++;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size()) {
                word.text += c;
                word.text += text_[at_ + 1];
                at_ += 2;
                continue;
            }
            ++at_;
            if (c == '/' && (at_ == text_.size() || is_blank(text_[at_]))) return;
            word.text += c;
        }
        fail(out, "the regular expression does not end with /", start);
    }

    void read_word(Word& word, LexedLine& out) {
        bool in_quotes = false;
        std::size_t quote = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                in_quotes = !in_quotes;
                quote = at_++;
                word.quoted = true;
            } else if (c == '\\' && at_ + 1 < text_.size() && is_escapable(text_[at_ + 1])) {
                word.text += text_[at_ + 1];
                at_ += 2;
            } else if (!in_quotes && is_blank(c)) {
                break;
            } else {
                word.text += c;
                ++at_;
            }
        }
        if (in_quotes) fail(out, "the quoted text does not end with \"", quote);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::size_t find_comment(std::string_view content) { return content.find('#'); }

LexedLine lex_line(std::string_view content) {
    LexedLine out;
    out.comment = find_comment(content);
    LineLexer(content.substr(0, out.comment)).run(out);
    return out;
}

}  // namespace mailrace::config
