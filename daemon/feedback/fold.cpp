#include "daemon/feedback/fold.h"

#include "shared/mail/charset.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

/// The letters U+00C0 to U+024F without marks; '?' where none comes near.
constexpr std::string_view latin =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggg"
    "hhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs?" "??" "??" "??" "?"
    "?" "??" "??" "??" "??" "??" "??" "??" "??" "??" "??" "??" "?oo?" "??" "??" "??" "??" "??" "??uu?" "??" "??" "??" "??" "??" "??" "??" "??" "??dddlllnnnaaiioouuuuuuuuuu?aaaa?" "??" "?ggkkoo"
    "oo?" "?jdddgg?" "?nnaa?" "??" "?aaaaeeeeiiiioooorrrruuuusstt?" "?hh?" "??" "??" "?aaeeooooooooyy?" "??" "??" "??" "??" "??" "??" "??" "??" "??" "??" "??" "??" "??" "?";

/// A code point and its length at the start of `text`; length 1 and the byte itself where it is no UTF-8.
struct Point {
    char32_t value = 0;
    std::size_t length = 1;
};

Point first_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (length == 1 || text.size() < length) return {first, 1};
    char32_t value = first & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {first, 1};
        value = value << 6 | (byte(i) & 0x3F);
    }
    return {value, length};
}

/// Zero: the character as it is.
char32_t folded(char32_t c) {
    if (c >= 0xC0 && c < 0xC0 + latin.size() && latin[c - 0xC0] != '?') return static_cast<unsigned char>(latin[c - 0xC0]);
    if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    if (c == 0x451) return 0x435;  // ё is often written е
    if (c == 0x2018 || c == 0x2019 || c == 0xB4) return '\'';
    if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB) return '"';
    if (c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0x3000) return ' ';
    if (c == 0xFF1A) return ':';
    if (c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2014) return '-';
    return 0;
}

}  // namespace

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (static_cast<unsigned char>(text.front()) < 0x80) {
            out += mail::lower(text.front());
            text.remove_prefix(1);
            continue;
        }
        const Point point = first_point(text);
        const char32_t plain = point.length == 1 ? 0 : folded(point.value);
        if (plain != 0) mail::append_utf8(out, plain);
        else out += text.substr(0, point.length);
        text.remove_prefix(point.length);
    }
    return out;
}

}  // namespace mailrace::feedback
