#include <algorithm>

#include "shared/filter/lexer.h"
#include "shared/filter/match.h"
#include "shared/filter/values.h"

namespace mailrace::filter {
namespace {

class Parser {
public:
    Parser(std::string_view text, const FieldTable& table, WallTime now) : text_(text), table_(table), now_(now), tokens_(lex(text)) {}

    Parsed run() {
        Node root = alternatives();
        while (at_ < tokens_.size()) {  // only a ) without its ( ends the expression early
            problem(tokens_[at_], "this ) closes nothing");
            ++at_;
            if (at_ < tokens_.size()) alternatives();
        }
        Parsed parsed;
        std::sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) { return a.offset < b.offset; });
        parsed.problems = std::move(problems_);
        if (parsed.ok()) parsed.result = Filter(table_, std::move(root), std::string(text_));
        return parsed;
    }

private:
    std::string_view words_of(const Token& t) const { return text_.substr(t.offset, t.length); }
    const Token* peek() const { return at_ < tokens_.size() ? &tokens_[at_] : nullptr; }

    void problem(std::size_t offset, std::size_t length, std::string words) {
        if (problems_.size() < 50) problems_.push_back({offset, length, std::move(words)});
    }
    void problem(const Token& token, std::string words) { problem(token.offset, token.length, std::move(words)); }

    bool at_keyword(std::string_view a, std::string_view b, std::string_view c = {}) const {
        const Token* t = peek();
        if (t == nullptr || t->kind != TokenKind::keyword) return false;
        const std::string_view w = words_of(*t);
        return equals_nocase(w, a) || w == b || (!c.empty() && w == c);
    }

    Node alternatives() {
        std::vector<Node> children;
        children.push_back(conjunction());
        while (at_keyword("or", "|", "||")) {
            const Token& keyword = tokens_[at_++];
            const std::size_t before = at_;
            children.push_back(conjunction());
            if (at_ == before) problem(keyword, "after OR a condition is missing");
        }
        return join(Node::Kind::or_, std::move(children));
    }

    Node conjunction() {
        std::vector<Node> children;
        const std::size_t start = at_;
        while (const Token* t = peek()) {
            if (t->kind == TokenKind::close) break;
            if (at_keyword("or", "|", "||")) {
                if (at_ == start) problem(*t, "before OR a condition is missing");
                break;
            }
            if (at_keyword("and", "&&")) {
                const bool first = children.empty();
                ++at_;
                const Token* next = peek();
                if (first || next == nullptr || next->kind == TokenKind::close || at_keyword("or", "|", "||"))
                    problem(*t, "AND stands between two conditions");
                continue;
            }
            children.push_back(condition());
        }
        return join(Node::Kind::and_, std::move(children));
    }

    static Node join(Node::Kind kind, std::vector<Node> children) {
        if (children.size() == 1) return std::move(children.front());
        Node node;
        if (children.empty()) return node;
        node.kind = kind;
        node.children = std::move(children);
        return node;
    }

    static Node negate(Node inner) {
        Node node;
        node.kind = Node::Kind::not_;
        node.children.push_back(std::move(inner));
        return node;
    }

    /// One condition with what may stand before it. Always takes at least one token.
    Node condition() {
        const Token token = tokens_[at_++];
        if (depth_ >= kMaxFilterDepth) {
            problem(token, "too many parentheses and negations inside each other");
            return {};
        }
        ++depth_;
        Node node = condition_from(token);
        --depth_;
        return node;
    }

    Node condition_from(const Token& token) {
        switch (token.kind) {
            case TokenKind::keyword: return negation(token);
            case TokenKind::open: return group(token);
            case TokenKind::field: return field(token);
            case TokenKind::word:
            case TokenKind::value:
            case TokenKind::string:
            case TokenKind::regex: return free_text(token);
            case TokenKind::operator_:
            case TokenKind::comma:
            case TokenKind::close:
            case TokenKind::error: break;
        }
        problem(token, "\"" + std::string(words_of(token)) + "\" cannot stand here");
        return {};
    }

    Node negation(const Token& token) {
        const Token* next = peek();
        if (next == nullptr || next->kind == TokenKind::close || at_keyword("or", "|", "||") || at_keyword("and", "&&")) {
            problem(token, "after " + std::string(words_of(token)) + " a condition is missing");
            return {};
        }
        return negate(condition());
    }

    Node group(const Token& open) {
        if (const Token* next = peek(); next != nullptr && next->kind == TokenKind::close) {
            ++at_;
            problem(open.offset, next->offset + 1 - open.offset, "there is nothing inside the parentheses");
            return {};
        }
        Node inner = alternatives();
        if (const Token* next = peek(); next != nullptr && next->kind == TokenKind::close)
            ++at_;
        else
            problem(open, "this ( is not closed");
        return inner;
    }

    Node free_text(const Token& token) {
        Node node;
        node.kind = Node::Kind::free_text;
        Test test;
        if (!count_term(token)) return {};
        if (token.kind == TokenKind::regex) {
            check_end(token);
            test.kind = Test::Kind::regex;
            test.text = unquote(words_of(token));
            auto pattern = Pattern::compile(test.text);
            if (!pattern) {
                problem(token, pattern.error().words);
                return {};
            }
            test.pattern = std::move(*pattern);
        } else if (token.kind == TokenKind::string) {
            check_end(token);
            test.kind = Test::Kind::contains;
            test.text = unquote(words_of(token));
        } else {
            test.text = words_of(token);
            const bool wild = test.text.find_first_of("*?") != std::string::npos;
            test.kind = wild ? Test::Kind::glob : Test::Kind::contains;
            if (wild) test.text = "*" + test.text + "*";
        }
        node.tests.push_back(std::move(test));
        return node;
    }

    void check_end(const Token& token) {
        if (token.unterminated) problem(token, token.kind == TokenKind::regex ? "the closing / is missing" : "the closing \" is missing");
    }

    bool count_term(const Token& token) {
        if (++terms_ <= kMaxFilterTerms) return true;
        if (terms_ == kMaxFilterTerms + 1) problem(token, "a filter has at most " + std::to_string(kMaxFilterTerms) + " values");
        return false;
    }

    Node field(const Token& name) {
        const std::string_view word = words_of(name);
        const FieldInfo* info = find_field(table_, word);
        if (info == nullptr) {
            std::string words = "there is no field \"" + std::string(word) + "\"";
            const std::string_view near = nearest_field(table_, word);
            words += near.empty() ? "; put the text in quotes to search for it as it stands" : "; did you mean " + std::string(near) + "?";
            problem(name, std::move(words));
        }
        const Token op = tokens_[at_++];  // the lexer gives every field its operator
        return values(name, op, info);
    }

    static Comparison comparison(std::string_view op) {
        if (op.starts_with(':') && op.size() > 1) op.remove_prefix(1);
        if (op.size() > 1 && op[0] == '=' && op[1] != '=') op.remove_prefix(1);
        if (op == ">") return Comparison::greater;
        if (op == ">=") return Comparison::greater_equal;
        if (op == "<") return Comparison::less;
        if (op == "<=") return Comparison::less_equal;
        if (op == "!=") return Comparison::not_equal;
        return Comparison::equal;
    }

    Node values(const Token& name, const Token& op, const FieldInfo* info) {
        Node node;
        node.kind = Node::Kind::any_of;
        node.field = info != nullptr ? info->id : FieldId{0};
        const Comparison compare = comparison(words_of(op));
        bool wanted = true;  // a value must come: after the operator and after each comma
        while (const Token* t = peek()) {
            if (t->kind == TokenKind::comma) {
                if (wanted) problem(*t, "a value is missing before this comma");
                wanted = true;
                ++at_;
                continue;
            }
            const bool is_value = t->kind == TokenKind::value || t->kind == TokenKind::string || t->kind == TokenKind::regex;
            if (!is_value || !wanted) break;
            wanted = false;
            ++at_;
            if (info != nullptr) value(*info, compare, *t, node);
        }
        if (wanted) problem(name.offset, op.offset + op.length - name.offset, "a value is missing after " + std::string(words_of(name)));
        if (node.tests.empty()) return {};
        return compare == Comparison::not_equal ? negate(std::move(node)) : node;
    }

    void value(const FieldInfo& info, Comparison compare, const Token& token, Node& node) {
        if (!count_term(token)) return;
        check_end(token);
        WrittenValue written;
        const std::string_view words = words_of(token);
        if (token.kind == TokenKind::string) written = {WrittenValue::Form::quoted, unquote(words)};
        if (token.kind == TokenKind::regex) written = {WrittenValue::Form::pattern, unquote(words)};
        if (token.kind == TokenKind::value) written = {WrittenValue::Form::bare, std::string(words)};
        auto test = read_value(info, compare, written, now_);
        if (!test)
            problem(token, test.error().words);
        else
            node.tests.push_back(std::move(*test));
    }

    std::string_view text_;
    const FieldTable& table_;
    WallTime now_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t terms_ = 0;
    std::vector<Problem> problems_;
};

/// Narrows `range` by what every match of `node` must fulfil; conditions under OR and NOT are left out.
void narrow(const Node& node, FieldId field, TimeRange& range) {
    if (node.kind == Node::Kind::and_)
        for (const Node& child : node.children) narrow(child, field, range);
    if (node.kind != Node::Kind::any_of || node.field != field) return;
    std::int64_t low = INT64_MAX, high = INT64_MIN;
    for (const Test& test : node.tests) {
        low = std::min(low, test.low);
        high = std::max(high, test.high);
    }
    range.from = std::max(range.from, low);
    range.to = std::min(range.to, high);
}

}  // namespace

Parsed parse(std::string_view text, const FieldTable& table, WallTime now) {
    if (text.size() > kMaxFilterLength) {
        Parsed parsed;
        parsed.problems.push_back({kMaxFilterLength, text.size() - kMaxFilterLength,
                                   "the filter is longer than " + std::to_string(kMaxFilterLength) + " bytes"});
        return parsed;
    }
    return Parser(text, table, now).run();
}

Result<Filter> parse_or_error(std::string_view text, const FieldTable& table, WallTime now) {
    const Parsed parsed = parse(text, table, now);
    if (parsed.ok()) return parsed.filter();
    const Problem& first = parsed.problems.front();
    return Error::invalid("at " + std::to_string(first.offset) + ": " + first.words);
}

std::string quote_value(std::string_view value) {
    const bool bare = !value.empty() && value.find("..") == std::string_view::npos &&
                      value.find_first_of(" \t\r\n,()\"*?\\/<>=!|&") == std::string_view::npos;
    if (bare) return std::string(value);
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

TimeRange required_range(const Filter& filter, FieldId field) {
    TimeRange range;
    narrow(filter.root(), field, range);
    return range;
}

}  // namespace mailrace::filter
