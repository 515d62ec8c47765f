#include "shared/filter/lexer.h"

#include "shared/filter/filter.h"
#include "shared/filter/match.h"

namespace mailrace::filter {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        while (skip_space(), at_ < text_.size()) {
            if (expect_value_)
                value();
            else
                condition();
        }
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) {
            ++at_;
            if (!after_operator_) expect_value_ = false;
        }
    }

    void add(TokenKind kind, std::size_t length, bool unterminated = false) {
        tokens_.push_back({kind, at_, length, unterminated});
        at_ += length;
        after_operator_ = kind == TokenKind::operator_ || kind == TokenKind::comma;
        if (kind != TokenKind::operator_ && kind != TokenKind::comma && kind != TokenKind::value && kind != TokenKind::string &&
            kind != TokenKind::regex)
            expect_value_ = false;
    }

    /// Length of a "…" or /…/ at the cursor, with its end; to the end of the text when there is none.
    std::pair<std::size_t, bool> delimited(char delimiter) const {
        for (std::size_t i = 1; at_ + i < text_.size(); ++i) {
            if (peek(i) == '\\' && at_ + i + 1 < text_.size())
                ++i;
            else if (peek(i) == delimiter)
                return {i + 1, false};
        }
        return {text_.size() - at_, true};
    }

    void quoted(char delimiter, TokenKind kind) {
        const auto [length, unterminated] = delimited(delimiter);
        add(kind, length, unterminated);
    }

    void value() {
        const char c = peek();
        if (c == ',') return add(TokenKind::comma, 1);
        if (c == '"') return quoted('"', TokenKind::string);
        if (c == '/' && after_operator_) return quoted('/', TokenKind::regex);
        if (c == '(' || c == ')') return add(c == '(' ? TokenKind::open : TokenKind::close, 1);
        std::size_t n = 0;
        while (at_ + n < text_.size() && !is_space(peek(n)) && peek(n) != ',' && peek(n) != ')' && peek(n) != '(' && peek(n) != '"') ++n;
        add(TokenKind::value, n);
    }

    void condition() {
        const char c = peek();
        if (c == '(') return add(TokenKind::open, 1);
        if (c == ')') return add(TokenKind::close, 1);
        if (c == '"') return quoted('"', TokenKind::string);
        if (c == '/') return quoted('/', TokenKind::regex);
        if (c == '&' && peek(1) == '&') return add(TokenKind::keyword, 2);
        if (c == '|') return add(TokenKind::keyword, peek(1) == '|' ? 2 : 1);
        if (c == '!' || (c == '-' && at_ + 1 < text_.size() && !is_space(peek(1)))) return add(TokenKind::keyword, 1);
        if (name_and_operator()) return;
        std::size_t n = 0;
        while (at_ + n < text_.size() && !is_space(peek(n)) && peek(n) != '(' && peek(n) != ')' && peek(n) != '"') ++n;
        const std::string_view word = text_.substr(at_, n);
        const bool keyword = word == "AND" || word == "OR" || word == "NOT" || equals_nocase(word, "or") || equals_nocase(word, "and") ||
                             equals_nocase(word, "not");
        add(keyword ? TokenKind::keyword : TokenKind::word, n);
    }

    /// "name:", "name>=" and so on; white space is not allowed between them, so that prose stays free text.
    bool name_and_operator() {
        if (!is_name_start(peek())) return false;
        std::size_t n = 1;
        while (is_name(peek(n))) ++n;
        const std::size_t op = operator_length(n);
        if (op == 0) return false;
        add(TokenKind::field, n);
        add(TokenKind::operator_, op);
        expect_value_ = true;
        return true;
    }

    std::size_t operator_length(std::size_t from) const {
        switch (peek(from)) {
            case ':':
            case '=': {
                const char next = peek(from + 1);
                if (next == '<' || next == '>') return peek(from + 2) == '=' ? 3 : 2;
                return next == '=' ? 2 : 1;
            }
            case '<':
            case '>': return peek(from + 1) == '=' ? 2 : 1;
            case '!': return peek(from + 1) == '=' ? 2 : 0;
            default: return 0;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool expect_value_ = false;    // a value or the next value of a list may stand here
    bool after_operator_ = false;  // it must
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(std::string_view text) { return Lexer(text).run(); }

std::string unquote(std::string_view token) {
    if (token.empty()) return {};
    const char delimiter = token.front();
    token.remove_prefix(1);
    std::string out;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == delimiter) break;
        // In a pattern every other backslash belongs to the pattern.
        if (token[i] == '\\' && i + 1 < token.size() && (token[i + 1] == delimiter || (delimiter == '"' && token[i + 1] == '\\')))
            ++i;
        else if (token[i] == '\\' && i + 1 < token.size())
            out += token[i++];
        out += token[i];
    }
    return out;
}

std::vector<Token> highlight(std::string_view text, const FieldTable& table) {
    std::vector<Token> tokens = lex(text);
    const Parsed parsed = parse(text, table, WallTime{});
    for (const Problem& problem : parsed.problems)
        for (Token& token : tokens) {
            const bool inside = token.offset < problem.offset + problem.length && problem.offset < token.offset + token.length;
            if (inside) token.kind = TokenKind::error;
        }
    return tokens;
}

}  // namespace mailrace::filter
