#include "shared/help/help.h"

#include <algorithm>
#include <array>

#include "shared/help/pages.h"

namespace mailrace::help {

namespace {

constexpr std::array<std::string_view, 7> reading_order{"getting-started", "queues", "events", "suppression", "reports", "accounting", "configuration"};
constexpr std::size_t excerpt_bytes = 120;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
    return out;
}

std::string_view next_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return line;
}

std::string_view title_of(std::string_view text) {
    const std::string_view line = next_line(text);
    return line.starts_with("# ") ? line.substr(2) : line;
}

/// UTF-8 text cut at a character.
std::string shortened(std::string text) {
    if (text.size() <= excerpt_bytes) return text;
    std::size_t end = excerpt_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    return text + "…";
}

/// A part of a page: from a heading to the next one.
struct Part {
    std::string_view heading;
    std::vector<std::string_view> lines;
};

std::vector<Part> parts_of(std::string_view text) {
    std::vector<Part> parts(1);
    next_line(text);  // the title
    while (!text.empty()) {
        const std::string_view line = next_line(text);
        if (line.starts_with("## "))
            parts.push_back({line.substr(3), {}});
        else if (!line.empty() && !line.starts_with("|---"))
            parts.back().lines.push_back(line);
    }
    return parts;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(lower(text.substr(at, end - at)));
        at = end + 1;
    }
    return words;
}

bool has_all(const std::string& text, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

/// The line that holds most of the words.
std::string excerpt_of(const Part& part, const std::vector<std::string>& words) {
    std::string best;
    std::ptrdiff_t most = -1;
    for (const std::string_view line : part.lines) {
        const std::string text = plain(line);
        const std::string low = lower(text);
        const auto found = std::count_if(words.begin(), words.end(),
                                         [&](const std::string& word) { return low.find(word) != std::string::npos; });
        if (found > most) most = found, best = text;
    }
    return shortened(best);
}

}  // namespace

Topic find_topic(std::string_view id, std::string_view language) {
    Topic found;
    for (const Page& page : pages()) {
        if (page.id != id || (!page.language.empty() && page.language != language)) continue;
        if (found.id.empty() || page.language == language) found = {page.id, title_of(page.text), page.text};
    }
    return found;
}

std::vector<Topic> topics(std::string_view language) {
    std::vector<Topic> out;
    for (const std::string_view id : reading_order)
        if (const Topic topic = find_topic(id, language); !topic.id.empty()) out.push_back(topic);
    return out;
}

std::vector<Hit> search(std::string_view words, std::string_view language, std::size_t limit) {
    const std::vector<std::string> wanted = words_of(words);
    std::vector<Hit> headings, bodies;
    if (wanted.empty()) return {};
    for (const Topic& topic : topics(language)) {
        for (const Part& part : parts_of(topic.text)) {
            std::string all = lower(topic.title) + ' ' + lower(part.heading);
            const bool by_heading = has_all(all, wanted);
            for (const std::string_view line : part.lines) all += ' ' + lower(plain(line));
            if (!has_all(all, wanted)) continue;
            (by_heading ? headings : bodies).push_back({topic.id, topic.title, part.heading, excerpt_of(part, wanted)});
        }
    }
    headings.insert(headings.end(), bodies.begin(), bodies.end());
    if (headings.size() > limit) headings.resize(limit);
    return headings;
}

std::string anchor_of(std::string_view heading) {
    std::string out;
    for (const char c : heading) {
        const char low = lower(c);
        const bool keep = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low == '-' || (low & 0x80);
        if (keep)
            out += low;
        else if (c == ' ')
            out += '-';
    }
    return out;
}

std::string plain(std::string_view markdown) {
    std::string out;
    while (markdown.starts_with(' ') || markdown.starts_with("- ")) markdown.remove_prefix(1);
    for (std::size_t at = 0; at < markdown.size(); ++at) {
        const char c = markdown[at];
        if (c == '`' || c == '*') continue;
        if (c == '\\' && at + 1 < markdown.size()) {
            out += markdown[++at];
        } else if (c == '[') {
            const std::size_t close = markdown.find("](", at);
            const std::size_t end = close == std::string_view::npos ? close : markdown.find(')', close);
            if (end == std::string_view::npos) {
                out += c;
                continue;
            }
            out += plain(markdown.substr(at + 1, close - at - 1));
            at = end;
        } else if (c == '|') {
            if (!out.empty() && at + 1 < markdown.size()) out += "·";
        } else {
            out += c;
        }
    }
    while (!out.empty() && out.front() == ' ') out.erase(out.begin());
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace mailrace::help
