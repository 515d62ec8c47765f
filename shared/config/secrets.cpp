#include "shared/config/secrets.h"

#include <algorithm>

#include "shared/config/lexer.h"

namespace mailrace::config {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

enum class Secret : std::uint8_t { none, whole, last };

/// By parts of names, so that a misspelt line, or one of a section that is not supported, gives nothing away either.
Secret secret_of(std::string_view directive) {
    const std::string name = lower(directive);
    const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    if (has("passw") || has("api-key") || has("secret") || has("hexkey") || has("digest-key") || name == "authorization") return Secret::whole;
    // "FILE PASSWORD" and "siphash KEY"
    if (has("certificate") || name == "privacy-policy") return Secret::last;
    return Secret::none;
}

std::size_t first_not_blank(std::string_view text, std::size_t from) {
    return std::min(text.find_first_not_of(" \t", from), text.size());
}

/// A valid hash of nothing.
constexpr std::string_view hash_placeholder = "$scrypt$ln=10,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA";

std::string placeholder(std::string_view directive, std::string_view value) {
    if (lower(directive) == "password-hash") return std::string(hash_placeholder);
    return without_secret(directive, value);
}

/// One line without its end, `hide(directive, value)` instead of a secret value.
template <class Hide>
std::string clean_line(std::string_view line, Hide hide) {
    std::size_t keyword = first_not_blank(line, 0);
    // A directive that was commented out is as secret as one that was not.
    while (keyword < line.size() && line[keyword] == '#') keyword = first_not_blank(line, keyword + 1);
    const std::size_t keyword_end = std::min(line.find_first_of(" \t", keyword), line.size());
    const std::size_t value = first_not_blank(line, keyword_end);
    const std::string_view directive = line.substr(keyword, keyword_end - keyword);
    if (value == line.size() || secret_of(directive) == Secret::none) return std::string(line);
    // All that follows, a comment too: a '#' that was meant to be part of a password begins one.
    return std::string(line.substr(0, value)) + hide(directive, line.substr(value));
}

}  // namespace

bool holds_secret(std::string_view directive) { return secret_of(directive) != Secret::none; }

std::string without_secret(std::string_view directive, std::string_view value) {
    switch (secret_of(directive)) {
        case Secret::none: return std::string(value);
        case Secret::whole: return value.empty() ? std::string() : std::string(hidden_secret);
        case Secret::last: break;
    }
    const std::string line = "x " + std::string(value);
    const LexedLine lexed = lex_line(line);
    if (lexed.error != nullptr) return std::string(hidden_secret);
    if (lexed.words.size() < 3) return std::string(value);
    return line.substr(2, lexed.words[2].column - 2) + std::string(hidden_secret);
}

namespace {

template <class Hide>
std::string clean_text(std::string_view text, Hide hide) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        const bool carriage = line.ends_with('\r');
        if (carriage) line.remove_suffix(1);
        out += clean_line(line, hide);
        if (carriage) out += '\r';
        if (end < text.size()) out += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

}  // namespace

std::string without_secrets(std::string_view text) { return clean_text(text, without_secret); }
std::string with_placeholders(std::string_view text) { return clean_text(text, placeholder); }

}  // namespace mailrace::config
