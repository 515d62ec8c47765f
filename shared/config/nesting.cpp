#include "shared/config/nesting.h"

#include <algorithm>

#include "shared/config/schema.h"

namespace mailrace::config {

namespace {

/// May a section stand in another one? Unknown tags may stand anywhere: they are reported elsewhere.
bool fits_in(const std::string& tag, const std::string& outer) {
    const Tag* inner = find_tag(tag);
    if (!inner) return true;
    if (outer.empty()) return inner->parents & in(Scope::global);
    const Tag* around = find_tag(outer);
    return !around || (inner->parents & in(around->scope));
}

}  // namespace

void Nesting::run() {
    tree_.sections_.emplace_back();
    open_.push_back(0);
    for (Line& line : tree_.lines_) {
        line.section = open_.back();
        line.depth = static_cast<std::uint32_t>(open_.size() - 1);
        if (line.kind == LineKind::open) open(line);
        if (line.kind == LineKind::close) close(line);
    }
    unclosed_at_end();
}

void Nesting::open(Line& line) {
    leave_forgotten(line);
    Section section;
    section.tag = line.words[0].text;
    section.name = line.words.size() > 1 ? line.words[1].text : "";
    section.parent = open_.back();
    section.open_line = line.number;
    line.depth = static_cast<std::uint32_t>(open_.size() - 1);
    line.section = static_cast<std::uint32_t>(tree_.sections_.size());
    tree_.sections_.push_back(std::move(section));
    if (open_.size() > max_section_depth) {
        line.kind = LineKind::malformed;
        const Word& tag = line.words[0];
        return tree_.report(line, tag.column, tag.length, "too-deep", "sections are nested more than 16 deep");
    }
    open_.push_back(line.section);
}

/// A section that cannot stand here, in one that is never closed: the closing tag was forgotten.
void Nesting::leave_forgotten(const Line& line) {
    const std::string& tag = line.words[0].text;
    const auto fits_further_out = [&] {
        return std::any_of(open_.begin(), open_.end() - 1,
                           [&](std::uint32_t section) { return fits_in(tag, tree_.sections_[section].tag); });
    };
    while (open_.size() > 1 && !fits_in(tag, innermost().tag) && fits_further_out() && !is_closed_later(line, innermost().tag)) {
        const Section& left = innermost();
        tree_.report(line, line.words[0].column, line.words[0].length, "unclosed-section",
                     "<" + left.tag + (left.name.empty() ? "" : " " + left.name) + "> of line " + std::to_string(left.open_line) +
                         " is not closed before this <" + tag + ">",
                     "</" + left.tag + ">");
        open_.pop_back();
    }
}

/// Does `tag` get a closing tag of its own behind `from`, which opens a section?
bool Nesting::is_closed_later(const Line& from, const std::string& tag) {
    std::vector<const std::string*> inside{&from.words[0].text};
    for (std::size_t i = from.number; i < tree_.lines_.size() && looks_left_ > 0; ++i) {
        const Line& line = tree_.lines_[i];
        --looks_left_;
        if (line.kind == LineKind::open) inside.push_back(&line.words[0].text);
        if (line.kind != LineKind::close) continue;
        const std::string& closed = line.words[0].text;
        const auto it = std::find_if(inside.rbegin(), inside.rend(), [&](const std::string* open) { return *open == closed; });
        if (it == inside.rend()) return closed == tag;
        inside.erase(it.base() - 1, inside.end());
    }
    return false;
}

/// Closes the innermost open section of that tag. Sections inside it that were left open are reported and closed too.
void Nesting::close(Line& line) {
    const Word& word = line.words[0];
    std::size_t match = open_.size() - 1;
    while (match > 0 && tree_.sections_[open_[match]].tag != word.text) --match;
    if (match == 0) return stray_close(line);
    while (open_.size() - 1 > match) {
        const Section& left = innermost();
        tree_.report(
            line, word.column, word.length, "unclosed-section",
            "</" + word.text + "> comes before <" + left.tag + "> of line " + std::to_string(left.open_line) + " is closed",
            "</" + left.tag + ">");
        open_.pop_back();
    }
    line.section = open_.back();
    pop(line.number);
    line.depth = static_cast<std::uint32_t>(open_.size() - 1);
}

/// A closing tag that is only misspelt closes what it means.
void Nesting::stray_close(Line& line) {
    const Word& word = line.words[0];
    const std::string inner = innermost().tag;
    line.kind = LineKind::malformed;
    const bool slip = !inner.empty() && !find_tag(word.text) && edit_distance(word.text, inner, 2) <= 2;
    tree_.report(line, word.column, word.length, "stray-close", "</" + word.text + "> closes nothing",
                 inner.empty() ? "" : "</" + inner + ">", slip ? inner : std::string());
    if (!slip) return;
    line.section = open_.back();
    pop(line.number);
    line.depth = static_cast<std::uint32_t>(open_.size() - 1);
}

void Nesting::pop(std::uint32_t close_line) {
    tree_.sections_[open_.back()].close_line = close_line;
    open_.pop_back();
}

void Nesting::unclosed_at_end() {
    for (std::size_t i = open_.size(); i > 1; --i) {
        const Section& section = tree_.sections_[open_[i - 1]];
        const Line& line = tree_.lines_[section.open_line - 1];
        tree_.report(line, line.words[0].column, line.words[0].length, "unclosed-section",
                     "<" + section.tag + "> is never closed", "</" + section.tag + ">");
    }
}

}  // namespace mailrace::config
