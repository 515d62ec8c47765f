#include "shared/mail/charset.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "shared/mail/charset_tables.h"
#include "shared/mail/text.h"
#include "shared/mail/transfer_encoding.h"

namespace mailrace::mail {
namespace {

constexpr char32_t replacement = 0xFFFD;

enum class Kind : std::uint8_t { utf8, single_byte, utf7, utf16, utf16_be, utf16_le, iso2022, double_byte, unknown };

struct Charset {
    Kind kind = Kind::unknown;
    const SingleByteCharset* table = nullptr;
};

/// Names without case, blanks, '-' and '_', so that "ISO_8859-1" and "iso8859-1" are one.
std::string bare_name(std::string_view name) {
    std::string out;
    for (const char c : name.substr(0, 40)) {
        if (is_digit(c) || is_alpha(c)) out += lower(c);
    }
    return out;
}

struct Alias {
    std::string_view bare, name;
};
constexpr std::array aliases = {
    // Mail that says Latin-1 means Windows-1252; what ASCII does not allow is guessed.
    Alias{"iso88591", "windows-1252"}, Alias{"latin1", "windows-1252"},   Alias{"cp1252", "windows-1252"},
    Alias{"ansi", "windows-1252"},     Alias{"iso88599", "windows-1254"}, Alias{"latin5", "windows-1254"},
    Alias{"cp1251", "windows-1251"},   Alias{"cp1250", "windows-1250"},   Alias{"latin2", "iso-8859-2"},
    Alias{"latin9", "iso-8859-15"},    Alias{"iso88598i", "iso-8859-8"},  Alias{"koi8", "koi8-r"},
    Alias{"cp437", "ibm437"},          Alias{"cp850", "ibm850"},          Alias{"xmacroman", "macintosh"},
    Alias{"macroman", "macintosh"},    Alias{"mac", "macintosh"},         Alias{"iso885911", "windows-1252"},
    Alias{"xwin1251", "windows-1251"},
};
constexpr std::array double_byte_names = {"shiftjis", "sjis",   "xsjis",   "mskanji",     "cp932",      "windows31j",
                                          "eucjp",    "xeucjp", "euckr",   "ksc56011987", "ksc5601",    "cp949",
                                          "gb2312",   "gbk",    "gb18030", "cp936",       "big5",       "big5hkscs",
                                          "cp950",    "xeuctw", "euccn",   "windows936",  "windows949", "windows950"};

Charset find_charset(std::string_view name) {
    std::string bare = bare_name(name);
    if (bare == "utf8" || bare == "unicode11utf8") return {Kind::utf8};
    if (bare == "utf7" || bare == "unicode11utf7" || bare == "unicode20utf7" || bare == "xunicode20utf7") return {Kind::utf7};
    if (bare == "utf16" || bare == "unicode" || bare == "ucs2") return {Kind::utf16};
    if (bare == "utf16be") return {Kind::utf16_be};
    if (bare == "utf16le") return {Kind::utf16_le};
    if (bare.starts_with("iso2022") || bare == "hzgb2312") return {Kind::iso2022};
    if (std::find(double_byte_names.begin(), double_byte_names.end(), bare) != double_byte_names.end())
        return {Kind::double_byte};
    for (const Alias& alias : aliases) {
        if (alias.bare == bare) bare = bare_name(alias.name);
    }
    for (const SingleByteCharset& table : single_byte_charsets) {
        if (bare_name(table.name) == bare) return {Kind::single_byte, &table};
    }
    return {};
}

std::string from_single_byte(std::string_view bytes, const SingleByteCharset& table) {
    const unsigned first = 256 - static_cast<unsigned>(table.upper.size());
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 4);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            out += c;
        else
            append_utf8(out, byte < first ? replacement : table.upper[byte - first]);
    }
    return out;
}

/// UTF-16 units to code points, pairs joined.
class Utf16Sink {
public:
    explicit Utf16Sink(std::string& out) : out_(out) {}
    ~Utf16Sink() { flush(); }
    Utf16Sink(const Utf16Sink&) = delete;
    Utf16Sink& operator=(const Utf16Sink&) = delete;

    void add(char32_t unit) {
        if (high_ != 0 && unit >= 0xDC00 && unit < 0xE000) {
            append_utf8(out_, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
            high_ = 0;
            return;
        }
        flush();
        if (unit >= 0xD800 && unit < 0xDC00)
            high_ = unit;
        else
            append_utf8(out_, unit);
    }

private:
    void flush() {
        if (high_ != 0) append_utf8(out_, replacement);
        high_ = 0;
    }
    std::string& out_;
    char32_t high_ = 0;
};

std::string from_utf16(std::string_view bytes, bool little) {
    std::string out;
    Utf16Sink sink(out);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        const char32_t unit = little ? b << 8 | a : a << 8 | b;
        if (i == 0 && unit == 0xFEFF) continue;
        sink.add(unit);
    }
    return out;
}

/// RFC 2152: "+base64-" holds UTF-16, "+-" is a plus sign.
std::string from_utf7(std::string_view bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '+') {
            if (static_cast<unsigned char>(bytes[i]) < 0x80)
                out += bytes[i];
            else
                append_utf8(out, replacement);
            continue;
        }
        std::size_t end = i + 1;
        while (end < bytes.size() && (is_digit(bytes[end]) || is_alpha(bytes[end]) || bytes[end] == '+' || bytes[end] == '/'))
            ++end;
        if (end == i + 1) {
            out += '+';
        } else {
            out += from_utf16(decode_base64(bytes.substr(i + 1, end - i - 1), bytes.size()), false);
        }
        i = end < bytes.size() && bytes[end] == '-' ? end : end - 1;
    }
    return out;
}

/// Escape sequences switch between ASCII and sets of two bytes a character (RFC 1468, 1557, 1922).
std::string from_iso2022(std::string_view bytes) {
    std::string out;
    unsigned width = 1;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == '\x1B') {
            std::size_t end = i + 1;
            while (end < bytes.size() && end < i + 4 && bytes[end] >= 0x20 && bytes[end] <= 0x2F) ++end;
            const bool multi = bytes.substr(i, end - i).find('$') != std::string_view::npos;
            width = multi ? 2 : 1;
            i = std::min(end, bytes.size());
            continue;
        }
        if (c == '\n' || c == '\r') width = 1;  // every line begins in ASCII
        if (c == '\x0E' || c == '\x0F') {       // shift out, shift in
            width = c == '\x0E' ? 2 : 1;
            continue;
        }
        if (width == 2 && c > ' ') {
            append_utf8(out, replacement);
            if (i + 1 < bytes.size() && bytes[i + 1] > ' ') ++i;
        } else if (static_cast<unsigned char>(c) < 0x80) {
            out += c;
        } else {
            append_utf8(out, replacement);
        }
    }
    return out;
}

/// A byte above 0x80 begins a character of two, whose second may look like ASCII.
std::string from_double_byte(std::string_view bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < 0x80) {
            out += bytes[i];
            continue;
        }
        append_utf8(out, replacement);
        const bool pair = byte > 0x80 && i + 1 < bytes.size() && static_cast<unsigned char>(bytes[i + 1]) >= 0x40;
        if (pair) ++i;
    }
    return out;
}

std::string guess(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    return from_single_byte(bytes, *find_charset("windows-1252").table);
}

}  // namespace

void append_utf8(std::string& out, char32_t point) {
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = replacement;
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | point >> 6);
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | point >> 12);
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | point >> 18);
        out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
    const Charset found = find_charset(charset);
    switch (found.kind) {
        case Kind::single_byte: return is_ascii(bytes) ? std::string(bytes) : from_single_byte(bytes, *found.table);
        case Kind::utf7: return from_utf7(bytes);
        case Kind::utf16: return from_utf16(bytes, bytes.starts_with("\xFF\xFE"));
        case Kind::utf16_be: return from_utf16(bytes, false);
        case Kind::utf16_le: return from_utf16(bytes, true);
        case Kind::iso2022: return from_iso2022(bytes);
        case Kind::double_byte: return is_ascii(bytes) ? std::string(bytes) : from_double_byte(bytes);
        case Kind::utf8:
        case Kind::unknown: break;
    }
    return guess(bytes);
}

}  // namespace mailrace::mail
