#include "shared/config/cursor.h"

#include <algorithm>

#include "shared/config/units.h"

namespace mailrace::config {

namespace {

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::vector<std::string> tags_around(const SyntaxTree& tree, std::uint32_t section) {
    std::vector<std::string> out;
    for (; section != 0; section = tree.sections()[section].parent) out.push_back(tree.sections()[section].tag);
    std::reverse(out.begin(), out.end());
    return out;
}

/// Follows the tags of one line, as the syntax tree does.
class TagStack {
public:
    void take(std::string_view line) {
        if (line.size() > max_line_bytes) return;
        std::size_t at = 0;
        while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
        if (at == line.size() || line[at] != '<' || line.find('\0') != std::string_view::npos) return;
        line = line.substr(0, line.find('#'));
        const bool close = at + 1 < line.size() && line[at + 1] == '/';
        const std::size_t start = at + (close ? 2 : 1);
        const std::size_t end = std::min(line.find_first_of(" \t>", start), line.size());
        if (end <= start || line.find('>', end) == std::string_view::npos) return;
        const std::string_view tag = line.substr(start, end - start);
        if (close)
            pop(tag);
        else if (open_.size() < max_section_depth)
            open_.push_back(tag);
    }
    std::vector<std::string> tags() const {
        std::vector<std::string> out;
        for (const std::string_view tag : open_) out.push_back(lower(tag));
        return out;
    }

private:
    void pop(std::string_view tag) {
        const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](std::string_view open) { return same(open, tag); });
        if (found != open_.rend()) open_.erase(found.base() - 1, open_.end());
    }
    static bool same(std::string_view a, std::string_view b) { return a == b || (a.size() == b.size() && lower(a) == lower(b)); }

    std::vector<std::string_view> open_;  // of the text
};

}  // namespace

std::optional<Scope> Cursor::scope() const {
    if (open.empty()) return Scope::global;
    const Tag* tag = find_tag(open.back());
    return tag ? std::optional(tag->scope) : std::nullopt;
}

Cursor cursor_at(const SyntaxTree& tree, Position position) {
    Cursor out;
    out.line = position.line;
    if (position.line == 0 || position.line > tree.lines().size()) {
        // The empty line after the last line end has no Line of its own: what is open there is what is never closed.
        if (!tree.lines().empty()) return cursor_at(std::string_view(tree.text()), position);
        return out;
    }
    const Line& line = tree.lines()[position.line - 1];
    out.content = tree.content(line);
    out.column = std::min<std::size_t>(position.column, out.content.size());
    const bool opens = line.kind == LineKind::open || (line.kind == LineKind::malformed && !line.words.empty() &&
                                                       tree.sections()[line.section].open_line == line.number);
    out.open = tags_around(tree, opens ? tree.sections()[line.section].parent : line.section);
    return out;
}

Cursor cursor_at(std::string_view text, Position position) {
    Cursor out;
    out.line = position.line;
    TagStack stack;
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (std::uint32_t number = 1; at < text.size(); ++number) {
        const std::size_t end = text.find('\n', at);
        const std::string_view line = without_end(text.substr(at, end == std::string_view::npos ? end : end + 1 - at));
        if (number == position.line) {
            out.content = line;
            out.column = std::min<std::size_t>(position.column, line.size());
            break;
        }
        stack.take(line);
        if (end == std::string_view::npos) break;
        at = end + 1;
    }
    out.open = stack.tags();
    return out;
}

}  // namespace mailrace::config
