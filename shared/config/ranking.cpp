#include "shared/config/ranking.h"

#include <algorithm>
#include <string>

#include "shared/config/units.h"

namespace mailrace::config {

namespace {

constexpr std::size_t max_typed = 64;
constexpr std::size_t max_candidate = 512;

bool is_joint(char c) { return c == '-' || c == '.' || c == '_' || c == '/' || c == '=' || c == ':'; }

bool starts_word(std::string_view text, std::size_t at) { return at == 0 || is_joint(text[at - 1]); }

/// Each run of typed letters starts at the start of a word. Each word is tried once, so the work is words × letters.
bool starts_words(std::string_view text, std::string_view typed) {
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size() && used < typed.size();) {
        if (!starts_word(text, at)) {
            ++at;
            continue;
        }
        if (is_joint(typed[used])) ++used;
        const std::size_t before = used;
        while (at < text.size() && used < typed.size() && text[at] == typed[used] && (used == before || !starts_word(text, at)))
            ++at, ++used;
        if (used == before) ++at;
    }
    return used == typed.size();
}

bool is_subsequence(std::string_view text, std::string_view typed) {
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size() && used < typed.size(); ++at)
        if (text[at] == typed[used]) ++used;
    return used == typed.size();
}

}  // namespace

std::optional<Fit> fit(std::string_view candidate, std::string_view typed) {
    if (typed.size() > max_typed || typed.size() > candidate.size()) return std::nullopt;
    if (typed.empty()) return Fit::prefix;
    const std::string text = lower(candidate.substr(0, max_candidate));
    const std::string wanted = lower(typed);
    if (text == wanted) return Fit::whole;
    if (text.starts_with(wanted)) return Fit::prefix;
    if (starts_words(text, wanted)) return Fit::initials;
    if (text.find(wanted) != std::string::npos) return Fit::inside;
    if (is_subsequence(text, wanted)) return Fit::subsequence;
    return std::nullopt;
}

}  // namespace mailrace::config
