#include "shared/config/syntax_tree.h"

#include <algorithm>

#include "shared/config/lexer.h"
#include "shared/config/nesting.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'; }

std::size_t first_char(std::string_view content) {
    std::size_t at = 0;
    while (at < content.size() && is_blank(content[at])) ++at;
    return at;
}

std::size_t tag_end(std::string_view content, std::size_t from) {
    std::size_t at = from;
    while (at < content.size() && !is_blank(content[at]) && content[at] != '>') ++at;
    return at;
}

/// The tag as a word: column and length are those of the tag's letters.
Word tag_word(std::string_view content, std::size_t from, std::size_t to) {
    Word word;
    word.text = lower(content.substr(from, to - from));
    word.column = static_cast<std::uint32_t>(from);
    word.length = static_cast<std::uint32_t>(to - from);
    return word;
}

std::string unquoted(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return std::string(text);
}

}  // namespace

SyntaxTree::SyntaxTree(std::string text) : text_(std::move(text)) {
    if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
        const Line first{1};
        report(first, 0, 2, "not-text", "the file is saved as UTF-16", "a file saved as UTF-8");
    }
    read_lines();
    Nesting(*this).run();
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
}

void SyntaxTree::read_lines() {
    lines_.reserve(std::min(max_lines, static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n')) + 1));
    std::size_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // a byte order mark belongs to no line
    while (at < text_.size()) {
        if (lines_.size() == max_lines)
            return report(lines_.back(), 0, 0, "too-many-lines", "a file may have a million lines; what follows is not read");
        const std::size_t end = text_.find('\n', at);
        Line& line = lines_.emplace_back();
        line.number = static_cast<std::uint32_t>(lines_.size());
        line.offset = at;
        line.length = (end == std::string::npos ? text_.size() : end + 1) - at;
        read_line(line, content(line));
        at += line.length;
    }
}

std::string_view SyntaxTree::content(const Line& line) const {
    std::string_view view = raw(line);
    if (view.ends_with('\n')) view.remove_suffix(1);
    if (view.ends_with('\r')) view.remove_suffix(1);
    return view;
}

std::string SyntaxTree::with_lines_replaced(std::uint32_t first, std::uint32_t last, std::string_view replacement) const {
    if (first == 0 || first > lines_.size()) return text_ + std::string(replacement);
    const std::size_t begin = lines_[first - 1].offset;
    std::size_t end = begin;
    if (last >= first) {
        const Line& line = lines_[std::min<std::size_t>(last, lines_.size()) - 1];
        end = line.offset + line.length;
    }
    return text_.substr(0, begin) + std::string(replacement) + text_.substr(end);
}

void SyntaxTree::report(const Line& line, std::size_t column, std::size_t length, std::string code, std::string message,
                        std::string expected, std::string nearest) {
    if (diagnostics_.size() >= max_syntax_diagnostics) return;
    Diagnostic d;
    d.code = std::move(code);
    d.line = line.number;
    d.column = static_cast<std::uint32_t>(column + 1);
    d.length = static_cast<std::uint32_t>(length);
    d.message = std::move(message);
    d.expected = std::move(expected);
    d.nearest = std::move(nearest);
    diagnostics_.push_back(std::move(d));
}

void SyntaxTree::read_line(Line& line, std::string_view content) {
    if (content.size() > max_line_bytes) {
        line.kind = LineKind::malformed;
        return report(line, 0, 80, "line-too-long", "the line is longer than 64 KiB");
    }
    const std::size_t zero = content.find('\0');
    if (zero != std::string_view::npos) {
        line.kind = LineKind::malformed;
        return report(line, zero, 1, "not-text", "the line holds a zero byte: this is not a text file");
    }
    line.comment = find_comment(content);
    const std::string_view code = content.substr(0, line.comment);
    const std::size_t start = first_char(code);
    if (start == code.size()) return;
    if (code[start] == '<')
        return start + 1 < code.size() && code[start + 1] == '/' ? read_close(line, code) : read_open(line, code);

    LexedLine lexed = lex_line(content);
    line.words = std::move(lexed.words);
    if (lexed.error) {
        line.kind = LineKind::malformed;
        return report(line, lexed.error_column, code.size() - lexed.error_column, "bad-quoting", lexed.error);
    }
    if (!line.words.empty()) line.kind = line.words[0].regex ? LineKind::pattern : LineKind::directive;
}

void SyntaxTree::read_open(Line& line, std::string_view code) {
    const std::size_t start = first_char(code) + 1;
    const std::size_t end = tag_end(code, start);
    // The command of an accounting pipe may hold '>', no other name does.
    const bool command = lower(code.substr(start, end - start)) == "acct-file";
    const std::size_t close = command ? code.rfind('>') : code.find('>');
    if (close == std::string_view::npos || end == start) {
        line.kind = LineKind::malformed;
        return report(line, start - 1, code.size() - start + 1, "bad-section", "this section tag is not complete", "<tag name>");
    }
    line.kind = LineKind::open;
    line.words.push_back(tag_word(code, start, end));
    std::size_t from = end, to = close;
    while (from < to && is_blank(code[from])) ++from;
    while (to > from && is_blank(code[to - 1])) --to;
    if (to > from) {
        Word name;
        name.text = unquoted(code.substr(from, to - from));
        name.column = static_cast<std::uint32_t>(from);
        name.length = static_cast<std::uint32_t>(to - from);
        line.words.push_back(std::move(name));
    }
    const std::size_t rest = close + 1 + first_char(code.substr(close + 1));
    if (rest < code.size())
        report(line, rest, code.size() - rest, "text-after-section", "nothing may follow a section tag on its line",
               "a new line");
}

void SyntaxTree::read_close(Line& line, std::string_view code) {
    const std::size_t start = first_char(code) + 2;
    const std::size_t end = tag_end(code, start);
    if (code.find('>', end) == std::string_view::npos || end == start) {
        line.kind = LineKind::malformed;
        return report(line, start - 2, code.size() - start + 2, "bad-section", "this section tag is not complete", "</tag>");
    }
    line.kind = LineKind::close;
    line.words.push_back(tag_word(code, start, end));
}

}  // namespace mailrace::config
