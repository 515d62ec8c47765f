#include "shared/mail/encoded_word.h"

#include <optional>

#include "shared/mail/charset.h"
#include "shared/mail/header_block.h"
#include "shared/mail/text.h"
#include "shared/mail/transfer_encoding.h"

namespace mailrace::mail {
namespace {

struct Word {
    std::string_view charset;
    bool base64 = false;
    std::string_view text;
    std::size_t length = 0;  // of the whole word
};

/// An encoded word at the start of `text`. Blanks inside are tolerated: many programs forget that Q must encode them.
std::optional<Word> read_word(std::string_view text) {
    if (!text.starts_with("=?")) return std::nullopt;
    const std::size_t charset_end = text.find('?', 2);
    if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?')
        return std::nullopt;
    const char how = lower(text[charset_end + 1]);
    if (how != 'b' && how != 'q') return std::nullopt;
    const std::size_t begin = charset_end + 3;
    const std::size_t end = text.find("?=", begin);
    if (end == std::string_view::npos || charset_end - 2 > 60) return std::nullopt;
    std::string_view charset = text.substr(2, charset_end - 2);
    charset = charset.substr(0, charset.find('*'));  // RFC 2231: a language may follow
    return Word{charset, how == 'b', text.substr(begin, end - begin), end + 2};
}

std::string bytes_of(const Word& word) {
    if (word.base64) return decode_base64(word.text, word.text.size());
    std::string spaced(word.text);
    for (char& c : spaced) {
        if (c == '_') c = ' ';
    }
    return decode_quoted_printable(spaced + "=", spaced.size());  // a soft end keeps the last blanks
}

}  // namespace

std::string decode_words(std::string_view value, std::size_t max) {
    const std::string line = unfold(value, max);
    std::string out, pending, charset;  // bytes of neighbouring words of one charset: a character may be cut between them
    const auto flush = [&] {
        out += to_utf8(pending, charset);
        pending.clear();
    };
    std::string_view rest = line;
    bool after_word = false;
    std::string plain;
    const auto flush_plain = [&] {
        const bool only_blank = trim(plain).empty();
        if (!(after_word && only_blank)) {
            flush();
            out += to_utf8(plain, {});
        }
        plain.clear();
    };
    while (!rest.empty()) {
        const auto word = read_word(rest);
        if (!word) {
            plain += rest.front();
            rest.remove_prefix(1);
            continue;
        }
        flush_plain();
        if (!iequals(charset, word->charset)) flush();
        charset = word->charset;
        pending += bytes_of(*word);
        after_word = true;
        rest.remove_prefix(word->length);
    }
    if (!plain.empty()) {
        flush();
        out += to_utf8(plain, {});
    }
    flush();
    for (char& c : out) {
        if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
    }
    return out;
}

}  // namespace mailrace::mail
