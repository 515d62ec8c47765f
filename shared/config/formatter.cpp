#include "shared/config/formatter.h"

namespace mailrace::config {

namespace {

std::string_view trimmed_right(std::string_view text) {
    while (!text.empty() &&
           (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\v' || text.back() == '\f'))
        text.remove_suffix(1);
    return text;
}

/// What may stand behind a text without changing it: a blank behind a lone backslash would be taken for an escaped one.
std::string_view gap_after(std::string_view text, std::string_view gap) {
    const std::size_t last = text.find_last_not_of('\\');
    const std::size_t backslashes = text.size() - (last == std::string_view::npos ? 0 : last + 1);
    return backslashes % 2 == 1 ? "\t" : gap;
}

/// The words as written, quotes and escapes included.
std::string words_of(std::string_view content, const Line& line) {
    std::string out;
    for (const Word& word : line.words) {
        if (!out.empty()) out += gap_after(out, " ");
        out += content.substr(word.column, word.length);
    }
    return out;
}

std::string code_of(std::string_view content, const Line& line) {
    switch (line.kind) {
        case LineKind::blank: return {};
        case LineKind::open: return '<' + words_of(content, line) + '>';
        case LineKind::close: return "</" + words_of(content, line) + '>';
        case LineKind::directive:
        case LineKind::pattern: return words_of(content, line);
        case LineKind::malformed: break;
    }
    return std::string(content);
}

/// A section tag with something behind it on its line was reported; it must not lose that.
bool is_plain(std::string_view content, const Line& line) {
    if (line.kind != LineKind::open && line.kind != LineKind::close) return true;
    const std::string_view code = trimmed_right(content.substr(0, line.comment));
    const Word& last = line.words.back();
    const std::size_t end = code.find('>', last.column + last.length);
    return end != std::string_view::npos && end + 1 == code.size();
}

void put_line(std::string& out, std::string_view content, const Line& line) {
    if (line.kind == LineKind::malformed || !is_plain(content, line)) {
        while (content.ends_with('\r')) content.remove_suffix(1);
        out += content;
        out += '\n';
        return;
    }
    const std::string code = code_of(content, line);
    out.append(line.depth * 4, ' ');
    out += code;
    if (line.comment != std::string::npos) {
        if (!code.empty()) out += gap_after(code, "  ");
        out += trimmed_right(content.substr(line.comment));
    }
    out += '\n';
}

}  // namespace

std::string format(const SyntaxTree& tree) {
    std::string out;
    bool after_blank = true;  // no empty line at the start
    for (const Line& line : tree.lines()) {
        const bool blank = line.kind == LineKind::blank && line.comment == std::string::npos;
        if (!blank)
            put_line(out, tree.content(line), line);
        else if (!after_blank)
            out += '\n';
        after_blank = blank;
    }
    while (out.ends_with("\n\n")) out.pop_back();
    return out;
}

}  // namespace mailrace::config
