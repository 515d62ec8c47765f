#include "shared/mail/content_type.h"

#include <algorithm>

#include "shared/mail/charset.h"
#include "shared/mail/encoded_word.h"
#include "shared/mail/header_block.h"
#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::size_t max_parameters = 50, max_nesting = 20;

/// Skips blanks and comments, nested ones too.
void skip_blanks(std::string_view& text) {
    std::size_t depth = 0, i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '(' && depth < max_nesting)
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        else if (c == '\\' && depth > 0)
            ++i;
        else if (depth == 0 && c != ' ' && c != '\t')
            break;
    }
    text.remove_prefix(std::min(i, text.size()));
}

/// Up to one of `stops`; blanks at its end taken off.
std::string_view take_until(std::string_view& text, std::string_view stops) {
    const std::size_t end = std::min(text.find_first_of(stops), text.size());
    const std::string_view word = trim(text.substr(0, end));
    text.remove_prefix(end);
    return word;
}

std::string take_value(std::string_view& text) {
    if (text.empty() || text.front() != '"') return std::string(take_until(text, ";"));
    std::string out;
    std::size_t i = 1;
    for (; i < text.size() && text[i] != '"'; ++i) {
        // Windows paths are written with single backslashes: an escape is only what needs one.
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\')) ++i;
        out += text[i];
    }
    text.remove_prefix(std::min(i + 1, text.size()));
    return out;
}

std::string from_percent(std::string_view text) {
    std::string out;
    const auto hex = [](char c) { return is_digit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            out += static_cast<char>(hex(text[i + 1]) << 4 | hex(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// RFC 2231: "name*0*=utf-8''…; name*1=…" joined in the order of their numbers, which is nearly always the order written.
struct Piece {
    std::string name;
    unsigned number = 0;
    bool encoded = false, continued = false;
    std::string value;
};

Piece piece_of(std::string_view name, std::string value) {
    Piece piece;
    piece.value = std::move(value);
    if (name.ends_with('*')) {
        piece.encoded = true;
        name.remove_suffix(1);
    }
    if (const std::size_t star = name.find('*');
        star != std::string_view::npos && star + 1 < name.size() && name.size() - star <= 4) {
        const std::string_view digits = name.substr(star + 1);
        if (std::all_of(digits.begin(), digits.end(), is_digit)) {
            for (const char c : digits) piece.number = piece.number * 10 + static_cast<unsigned>(c - '0');
            piece.continued = true;
            name = name.substr(0, star);
        }
    }
    piece.name = lower(name);
    return piece;
}

std::string join(std::vector<Piece> pieces) {
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.number < b.number; });
    std::string bytes, charset;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::string_view value = pieces[i].value;
        if (!pieces[i].encoded) {
            bytes += value;
            continue;
        }
        if (i == 0) {
            const std::size_t first = value.find('\'');
            const std::size_t second = first == std::string_view::npos ? first : value.find('\'', first + 1);
            if (second != std::string_view::npos) {
                charset = value.substr(0, first);
                value.remove_prefix(second + 1);
            }
        }
        bytes += from_percent(value);
    }
    return to_utf8(bytes, charset);
}

}  // namespace

std::string_view ContentType::parameter(std::string_view name) const {
    for (const auto& [key, value] : parameters) {
        if (key == name) return value;
    }
    return {};
}

ContentType parse_content_type(std::string_view value) {
    ContentType result;
    const std::string line = unfold(value, 8192);
    std::string_view text = line;
    skip_blanks(text);
    // "text/plain charset=x" without the semicolon is met; a blank ends the type too.
    std::string_view type = take_until(text, "; \t(");
    result.type = lower(type);
    std::vector<Piece> pieces;
    while (!text.empty() && pieces.size() < max_parameters) {
        skip_blanks(text);
        if (!text.empty() && text.front() == ';') {
            text.remove_prefix(1);
            continue;
        }
        const std::string_view name = take_until(text, "=;");
        if (text.empty() || text.front() == ';') continue;  // a word without a value
        text.remove_prefix(1);
        skip_blanks(text);
        std::string parameter = take_value(text);
        if (parameter.find("=?") != std::string::npos) parameter = decode_words(parameter);  // forbidden, and common
        if (!name.empty()) pieces.push_back(piece_of(name, std::move(parameter)));
    }
    for (const Piece& piece : pieces) {
        if (!result.parameter(piece.name).empty()) continue;
        std::vector<Piece> same;
        for (const Piece& other : pieces) {
            if (other.name == piece.name && other.continued == piece.continued && (piece.continued || &other == &piece))
                same.push_back(other);
        }
        result.parameters.emplace_back(piece.name, piece.continued || piece.encoded ? join(std::move(same)) : piece.value);
    }
    return result;
}

}  // namespace mailrace::mail
