#include "shared/config/excerpt.h"

#include <algorithm>

namespace mailrace::config {

namespace {

constexpr std::size_t widest = 160;  // bytes of a line that are shown
constexpr std::size_t context = 60;  // bytes before the column when a line is cut

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Moves forward to where a letter begins.
std::size_t letter_start(std::string_view text, std::size_t at) {
    while (at < text.size() && is_continuation(text[at])) ++at;
    return at;
}

std::string harmless(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c != '\t' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)) c = '.';
    return out;
}

/// Blanks as wide as `text`, tabs kept.
std::string blanks_for(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c == '\t')
            out += '\t';
        else if (!is_continuation(c))
            out += ' ';
    return out;
}

std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

}  // namespace

std::string excerpt(std::string_view line, std::uint32_t column, std::uint32_t length) {
    const std::size_t wanted = column == 0 ? 0 : std::min<std::size_t>(column - 1, line.size());
    std::size_t from = 0;
    if (line.size() > widest && wanted > context) from = letter_start(line, wanted - context);
    std::size_t to = line.size() - from > widest ? letter_start(line, from + widest) : line.size();
    const std::string_view shown = line.substr(from, to - from);
    const std::string before = from > 0 ? "…" : "";
    std::string out = before + harmless(shown) + (to < line.size() ? "…" : "");
    if (column == 0) return out;
    const std::size_t at = std::min(wanted - from, shown.size());
    const std::size_t marked = letters(shown.substr(at, std::min<std::size_t>(length, shown.size() - at)));
    out += '\n' + blanks_for(before) + blanks_for(shown.substr(0, at)) + '^';
    if (marked > 1) out.append(marked - 1, '~');
    return out;
}

}  // namespace mailrace::config
