#include "shared/mail/html_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/mail/charset.h"
#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> entities = {{{"lt", "<"},
                                                                                     {"gt", ">"},
                                                                                     {"amp", "&"},
                                                                                     {"quot", "\""},
                                                                                     {"apos", "'"},
                                                                                     {"nbsp", " "},
                                                                                     {"shy", ""},
                                                                                     {"commat", "@"},
                                                                                     {"period", "."},
                                                                                     {"colon", ":"}}};

/// The entity at the start of `text` ("&…;") appended; its length, or 0 when there is none.
std::size_t take_entity(std::string_view text, std::string& out) {
    const std::size_t end = text.substr(0, 12).find(';');
    if (end == std::string_view::npos || end < 2) return 0;
    const std::string_view name = text.substr(1, end - 1);
    if (name.front() == '#') {
        const bool hex = name.size() > 2 && lower(name[1]) == 'x';
        char32_t point = 0;
        for (const char c : name.substr(hex ? 2 : 1)) {
            const int digit = is_digit(c) ? c - '0' : hex && lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
            if (digit < 0 || point > 0x10FFFF) return 0;
            point = point * (hex ? 16 : 10) + static_cast<char32_t>(digit);
        }
        append_utf8(out, point == 0xA0 || point < ' ' ? U' ' : point);
        return end + 1;
    }
    for (const auto& [known, meaning] : entities) {
        if (iequals(known, name)) {
            out += meaning;
            return end + 1;
        }
    }
    return 0;
}

std::string_view tag_name(std::string_view inside) {
    if (!inside.empty() && inside.front() == '/') inside.remove_prefix(1);
    std::size_t end = 0;
    while (end < inside.size() && (is_alpha(inside[end]) || is_digit(inside[end]))) ++end;
    return inside.substr(0, end);
}

bool breaks_line(std::string_view name) {
    constexpr std::string_view names[] = {"br", "p",   "div",        "tr",    "li",   "ul",      "ol", "table",
                                          "hr", "pre", "blockquote", "title", "dt",   "dd",      "h1", "h2",
                                          "h3", "h4",  "h5",         "h6",    "body", "section", "td"};
    return std::any_of(std::begin(names), std::end(names), [&](std::string_view n) { return iequals(n, name); });
}

bool hides_content(std::string_view name) { return iequals(name, "script") || iequals(name, "style"); }

/// Offset behind "</name…>", any case; the size of `text` when it never comes.
std::size_t behind_closing(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 2)) {
        if (iequals(text.substr(at + 2, name.size()), name)) {
            const std::size_t end = text.find('>', at);
            return end == std::string_view::npos ? text.size() : end + 1;
        }
    }
    return text.size();
}

/// What follows '<' is a tag, and no bare sign or an address in brackets.
bool is_tag(std::string_view inside) {
    if (inside.empty()) return false;
    if (inside.front() == '!' || inside.front() == '?') return true;
    const std::string_view name = tag_name(inside);
    if (name.empty()) return false;
    const std::size_t after = name.size() + (inside.front() == '/' ? 1 : 0);
    return after == inside.size() || std::string_view(" \t\n/:>").find(inside[after]) != std::string_view::npos;
}

}  // namespace

std::string html_to_text(std::string_view html) {
    std::string out;
    out.reserve(html.size() / 2);
    for (std::size_t i = 0; i < html.size();) {
        const std::string_view rest = html.substr(i);
        if (rest.front() == '&') {
            const std::size_t length = take_entity(rest, out);
            if (length == 0) out += '&';
            i += std::max<std::size_t>(length, 1);
            continue;
        }
        if (rest.front() != '<') {
            out += rest.front();
            ++i;
            continue;
        }
        if (rest.starts_with("<!--")) {
            const std::size_t end = rest.find("-->", 4);
            i = end == std::string_view::npos ? html.size() : i + end + 3;
            continue;
        }
        if (!is_tag(rest.substr(1, 40))) {
            out += '<';
            ++i;
            continue;
        }
        const std::size_t end = std::min(rest.find('>'), rest.size());
        const std::string_view inside = rest.substr(1, end - 1);
        const std::string_view name = tag_name(inside);
        if (breaks_line(name)) out += '\n';
        i = std::min(i + end + 1, html.size());
        if (hides_content(name) && inside.front() != '/') i += behind_closing(html.substr(i), name);
    }
    return out;
}

}  // namespace mailrace::mail
