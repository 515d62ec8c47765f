#include "shared/mail/address_scan.h"

#include <algorithm>

#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::size_t max_local = 128, max_domain = 255;  // VERP makes local parts longer than RFC 5321 allows

bool is_local_char(char c) {
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}
bool is_domain_char(char c) {
    return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Of a UTF-8 sequence, but not its first byte.
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Letters above ASCII may be part of an address; East Asian text in front of an ASCII one is not, nor is typographic punctuation.
std::size_t behind_foreign_text(std::string_view text, std::size_t begin, std::size_t at) {
    const auto is_ascii_byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80; };
    std::size_t last = begin;  // behind the last three-byte character of those blocks
    for (std::size_t i = begin; i + 2 < at; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0xE0 && byte < 0xF0 && (byte >= 0xE3 || (byte == 0xE2 && static_cast<unsigned char>(text[i + 1]) == 0x80))) last = i + 3;
        if (byte == 0xC2) last = i + 2;  // signs of Latin-1: quotes, the no-break space
    }
    return last < at && last > begin && is_ascii_byte(last) ? last : begin;
}

/// Begin of the local part that ends at `at`, the place of '@'; a quoted one too. `at` when there is none.
std::size_t local_begin(std::string_view text, std::size_t at) {
    if (at == 0) return at;
    const std::size_t lowest = at > max_local ? at - max_local : 0;
    if (text[at - 1] == '"') {
        for (std::size_t i = at - 1; i-- > lowest;) {
            if (text[i] == '\n') break;
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) return i + 1 < at - 1 ? i : at;
        }
        return at;
    }
    std::size_t begin = at;
    while (begin > lowest && is_local_char(text[begin - 1])) --begin;
    while (begin < at && is_continuation(text[begin])) ++begin;  // the bound must not cut a character in two
    begin = behind_foreign_text(text, begin, at);
    // Not part of it: what a sentence or a tag put in front.
    while (begin < at && std::string_view(".='`*-/&").find(text[begin]) != std::string_view::npos) ++begin;
    constexpr std::string_view schemes[] = {"mailto:", "smtp:", "smtp=", "rfc822;"};
    for (const std::string_view scheme : schemes) {
        if (at - begin > scheme.size() && iequals(text.substr(begin, scheme.size()), scheme)) begin += scheme.size();
    }
    return begin;
}

std::size_t domain_end(std::string_view text, std::size_t begin) {
    if (begin < text.size() && text[begin] == '[') {
        const std::size_t end = text.substr(begin, 64).find(']');
        return end == std::string_view::npos ? begin : begin + end + 1;
    }
    std::size_t end = begin;
    while (end < text.size() && end - begin < max_domain && is_domain_char(text[end])) ++end;
    while (end > begin && end < text.size() && is_continuation(text[end])) --end;
    while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-' || text[end - 1] == '_')) --end;  // the end of a sentence
    return end;
}

}  // namespace

std::vector<FoundAddress> find_addresses(std::string_view text, std::size_t max) {
    std::vector<FoundAddress> found;
    std::size_t from = 0;
    for (std::size_t at = text.find('@'); at != std::string_view::npos && found.size() < max;
         at = text.find('@', std::max(from, at + 1))) {
        std::size_t begin = std::max(local_begin(text, at), from);
        std::size_t end = domain_end(text, at + 1);
        if (begin >= at || end <= at + 1) continue;
        FoundAddress address{std::string(text.substr(begin, end - begin)), begin, end, false};
        if (begin > 0 && end < text.size() && text[begin - 1] == '<' && text[end] == '>') {
            address.bracketed = true;
            --address.begin;
            ++address.end;
        } else if (begin > 0 && end < text.size() && text[begin - 1] == text[end] && (text[end] == '"' || text[end] == '\'')) {
            --address.begin;
            ++address.end;
        }
        from = address.end;
        found.push_back(std::move(address));
    }
    return found;
}

std::string bare_address(std::string_view text) {
    text = trim(text);
    if (const std::size_t type = text.find(';');
        type != std::string_view::npos && type < 20 && text.substr(0, type).find('@') == std::string_view::npos) {
        text = trim(text.substr(type + 1));
    }
    if (const std::size_t open = text.rfind('<'); open != std::string_view::npos) {
        const std::size_t close = text.find('>', open);
        text = text.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
    }
    if (text.starts_with('@')) {  // "@relay:user@domain"
        const std::size_t colon = text.find(':');
        if (colon != std::string_view::npos) text.remove_prefix(colon + 1);
    }
    if (text.find('@') != std::string_view::npos) {
        const auto found = find_addresses(text, 1);
        if (!found.empty() && found.front().begin == 0) return found.front().address;
        if (!found.empty() && text.find(' ') != std::string_view::npos) return found.front().address;
    }
    text = trim(text.substr(0, text.find_first_of(" \t\n(,;")));
    while (!text.empty() && (text.front() == '"' || text.front() == '\'') && text.find('@') == std::string_view::npos)
        text.remove_prefix(1);
    return std::string(text.substr(0, max_local + max_domain + 1));
}

}  // namespace mailrace::mail
