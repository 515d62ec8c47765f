#include "shared/mail/transfer_encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::uint8_t outside = 64;

constexpr std::array<std::uint8_t, 256> make_base64_values() {
    std::array<std::uint8_t, 256> values{};
    values.fill(outside);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    values['-'] = 62;
    values['_'] = 63;
    return values;
}
constexpr auto base64_values = make_base64_values();

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

enum class Encoding : std::uint8_t { none, base64, quoted_printable, uuencode };

Encoding encoding_of(std::string_view name) {
    name = trim(name);
    if (iequals(name, "base64") || iequals(name, "base-64")) return Encoding::base64;
    if (iequals(name, "quoted-printable") || iequals(name, "quoted/printable")) return Encoding::quoted_printable;
    if (iequals(name, "x-uuencode") || iequals(name, "uuencode") || iequals(name, "x-uue") || iequals(name, "uue")) {
        return Encoding::uuencode;
    }
    return Encoding::none;
}

/// One line of a uuencoded body without its line end, appended to `out`.
void decode_uu_line(std::string_view line, std::string& out, std::size_t max) {
    const auto value = [](char c) { return static_cast<unsigned>(c - ' ') & 0x3F; };
    std::size_t left = value(line.front());
    for (std::size_t at = 1; left > 0 && at + 3 < line.size() && out.size() < max; at += 4) {
        const unsigned bits = value(line[at]) << 18 | value(line[at + 1]) << 12 | value(line[at + 2]) << 6 | value(line[at + 3]);
        for (int shift = 16; shift >= 0 && left > 0 && out.size() < max; shift -= 8, --left) {
            out += static_cast<char>(bits >> shift & 0xFF);
        }
    }
}

std::string decode_uuencode(std::string_view text, std::size_t max) {
    std::string out;
    bool inside = false;
    while (!text.empty() && out.size() < max) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (!inside) {
            inside = line.starts_with("begin ");
        } else if (line == "end" || line.empty()) {
            break;
        } else {
            decode_uu_line(line, out, max);
        }
    }
    return out;
}

}  // namespace

std::string decode_base64(std::string_view text, std::size_t max) {
    std::string out;
    out.reserve(std::min(max, text.size() / 4 * 3 + 3));
    unsigned bits = 0, have = 0;
    for (const char c : text) {
        if (out.size() >= max) break;
        if (c == '=') {  // what follows begins anew
            bits = have = 0;
            continue;
        }
        const std::uint8_t value = base64_values[static_cast<unsigned char>(c)];
        if (value == outside) continue;
        bits = (bits << 6 | value) & 0xFFFFFF;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out += static_cast<char>(bits >> have & 0xFF);
        }
    }
    return out;
}

std::string decode_quoted_printable(std::string_view text, std::size_t max) {
    std::string out;
    out.reserve(std::min(max, text.size()));
    std::size_t solid = 0;  // of `out`: up to here no blank may be taken off
    for (std::size_t i = 0; i < text.size() && out.size() < max;) {
        const char c = text[i];
        if (c == '\n' || c == '\r') {
            while (out.size() > solid && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
            out += c;
            solid = out.size();
            ++i;
            continue;
        }
        if (c != '=') {
            out += c;
            ++i;
            continue;
        }
        if (i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
            out += static_cast<char>(hex_value(text[i + 1]) << 4 | hex_value(text[i + 2]));
            solid = out.size();
            i += 3;
            continue;
        }
        std::size_t after = text.find_first_not_of(" \t", i + 1);
        if (after == std::string_view::npos) {  // a soft end at the very end
            solid = out.size();
            break;
        }
        if (text[after] == '\r' || text[after] == '\n') {
            if (text[after] == '\r' && after + 1 < text.size() && text[after + 1] == '\n') ++after;
            solid = out.size();
            i = after + 1;
            continue;
        }
        out += c;
        ++i;
    }
    while (out.size() > solid && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
    return out;
}

std::string decode_transfer(std::string_view encoding, std::string_view text, std::size_t max) {
    switch (encoding_of(encoding)) {
        case Encoding::base64: return decode_base64(text, max);
        case Encoding::quoted_printable: return decode_quoted_printable(text, max);
        case Encoding::uuencode: return decode_uuencode(text, max);
        case Encoding::none: break;
    }
    return std::string(text.substr(0, max));
}

bool is_encoded(std::string_view encoding) { return encoding_of(encoding) != Encoding::none; }

}  // namespace mailrace::mail
