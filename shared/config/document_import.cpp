#include "shared/config/document_import.h"

#include <algorithm>

#include "shared/config/import_paths.h"
#include "shared/config/lexer.h"
#include "shared/config/paths.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

std::string_view trimmed(std::string_view text) {
    const std::size_t from = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(from);
}

/// "a.example, b.example": what stands behind the name of a macro, on a line of its own.
bool is_domain_list(const Line& line) {
    if (line.kind != LineKind::directive || !find_directive_anywhere(line.words[0].text).empty()) return false;
    bool dots = false;
    for (const Word& word : line.words)
        for (const std::string& item : split_list(word.text)) {
            if (!is_domain_name(item) && !item.starts_with('$')) return false;
            dots = dots || item.find('.') != std::string::npos;
        }
    return dots;
}

}  // namespace

DocumentImport::DocumentImport(Importer& importer, std::size_t source)
    : importer_(importer),
      source_(source),
      tree_(importer.sources_[source].tree),
      out_(importer.outputs_[source].lines),
      dropped_(tree_.sections().size(), 0),
      quiet_(tree_.sections().size(), 0) {}

void DocumentImport::run() {
    open_.push_back(0);
    for (const Line& line : tree_.lines()) this->line(line);
    close_at_end();
}

std::optional<Scope> DocumentImport::scope_of(std::uint32_t section) const {
    if (section == 0) return importer_.sources_[source_].base;
    const Tag* tag = find_tag(tree_.sections()[section].tag);
    return tag ? std::optional(tag->scope) : std::nullopt;
}

const Line* DocumentImport::next(const Line& line) const {
    return line.number < tree_.lines().size() ? &tree_.lines()[line.number] : nullptr;
}

void DocumentImport::line(const Line& line) {
    if (line.number == skip_) return;
    close_forgotten(line);
    if (line.kind == LineKind::open) return opening(line);
    if (dropped_[line.section]) {
        put(line, line.kind == LineKind::blank ? std::string(content(line)) : commented_out(content(line), ""));
    } else {
        switch (line.kind) {
            case LineKind::malformed: malformed(line); break;
            case LineKind::directive: entry(line); break;
            case LineKind::pattern:
            case LineKind::blank:
            case LineKind::close:
            case LineKind::open: put(line, std::string(content(line))); break;
        }
    }
    if (line.kind == LineKind::close) open_.pop_back();
}

// ---- sections

void DocumentImport::close_forgotten(const Line& line) {
    const std::uint32_t around = line.kind == LineKind::open ? tree_.sections()[line.section].parent : line.section;
    while (open_.size() > 1 && open_.back() > around) {
        if (tree_.sections()[open_.back()].close_line == 0) close_section(open_.back(), &line);
        open_.pop_back();
    }
}

void DocumentImport::close_at_end() {
    while (open_.size() > 1) {
        if (tree_.sections()[open_.back()].close_line == 0) close_section(open_.back(), nullptr);
        open_.pop_back();
    }
}

void DocumentImport::close_section(std::uint32_t index, const Line* before) {
    const Section& section = tree_.sections()[index];
    const std::string tag = "</" + section.tag + ">";
    const std::uint32_t number = before ? before->number : static_cast<std::uint32_t>(tree_.lines().size());
    out_.push_back({dropped_[index] ? "# " + tag : tag, number});
    importer_.note(source_, number, ImportKind::human,
                   "<" + section.tag + "> of line " + std::to_string(section.open_line) +
                       " was never closed: it is closed before this line now");
}

void DocumentImport::opening(const Line& line) {
    const Section& section = tree_.sections()[line.section];
    const Tag* tag = find_tag(section.tag);
    open_.push_back(line.section);
    const bool inside = dropped_[section.parent];
    const bool quiet_around = quiet_[section.parent];
    quiet_[line.section] = quiet_around || (tag && tag->status == Status::not_supported);
    dropped_[line.section] = inside || (tag && is_pointless(tag->status, tag->note));
    if (inside) return put(line, commented_out(content(line), ""));
    if (dropped_[line.section]) {
        put(line, commented_out(content(line), tag->note));
        return note(line, ImportKind::dropped, "<" + section.tag + ">: " + std::string(tag->note));
    }
    take(line, import_line(content(line), line, tag ? tag->scope : Scope::global, quiet_around, importer_.context_));
}

// ---- lines

void DocumentImport::take(const Line& line, LineImport made) {
    for (std::string& text : made.lines) put(line, std::move(text));
    for (LineImport::Note& n : made.notes) note(line, n.kind, std::move(n.message));
}

/// A closing tag that is only misspelt, a pattern broken in two, or something that the loader will refuse.
void DocumentImport::malformed(const Line& line) {
    const auto& sections = tree_.sections();
    const auto closed =
        std::find_if(sections.begin(), sections.end(), [&](const Section& s) { return s.close_line == line.number; });
    if (closed != sections.end()) {
        put(line, "</" + closed->tag + ">");
        note(line, ImportKind::rewritten, "the closing tag is written </" + closed->tag + ">");
        return;
    }
    if (joined_pattern(line)) return;
    put(line, std::string(content(line)));
}

bool DocumentImport::joined_pattern(const Line& line) {
    const LexedLine lexed = lex_line(content(line));
    const Line* following = next(line);
    if (!lexed.error || lexed.words.empty() || !lexed.words.back().regex || !following) return false;
    std::string whole = std::string(content(line)) + std::string(trimmed(content(*following)));
    const LexedLine again = lex_line(whole);
    if (again.error || again.words.size() < 2 || following->kind == LineKind::open || following->kind == LineKind::close)
        return false;
    put(line, std::move(whole));
    skip_ = following->number;
    note(line, ImportKind::rewritten, "the pattern was broken over two lines: it stands on one now");
    return true;
}

void DocumentImport::entry(const Line& line) {
    const auto scope = scope_of(line.section);
    if (!scope) return put(line, std::string(content(line)));  // in a section that nobody knows
    const std::string keyword = lower(line.words[0].text);
    if (keyword == "include" && line.words.size() > 1 && find_directive(*scope, keyword)) return include(line);
    if (keyword == "domain-macro" && joined_macro(line)) return;
    take(line, import_line(content(line), line, *scope, quiet_[line.section], importer_.context_));
}

bool DocumentImport::joined_macro(const Line& line) {
    const Line* following = next(line);
    if (line.words.size() != 2 || !following || !is_domain_list(*following)) return false;
    put(line, std::string(content(line).substr(0, line.words[1].column + line.words[1].length)) + ' ' +
                  std::string(trimmed(content(*following))));
    skip_ = following->number;
    note(line, ImportKind::rewritten, "the domains of a macro stand on its line");
    return true;
}

void DocumentImport::include(const Line& line) {
    const Importer::Source& source = importer_.sources_[source_];
    const std::string& pattern = line.words[1].text;
    const std::string theirs = normal_path(is_absolute_path(pattern) ? pattern : folder_of(source.path) + pattern);
    const std::vector<std::string> found = importer_.included_by(source, line);
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const std::string& path) { return importer_.index_.contains(path); });
    if (!known && !has_wildcard(pattern)) {
        put(line, commented_out(content(line), "not found"));
        return note(line, ImportKind::human, "there is no file " + theirs + " here: take it over too, and include it");
    }
    const std::string folder = folder_of(theirs);
    const std::string place = has_wildcard(pattern)
                                  ? relative_place(folder, importer_.main_folder_) + theirs.substr(folder.size())
                                  : importer_.sources_[importer_.index_.at(found.front())].to;
    const std::string ours = path_between(folder_of(source.to), place);
    std::string text(content(line));
    text.replace(line.words[1].column, line.words[1].length,
                 ours.find_first_of(" \t") == std::string::npos ? ours : '"' + ours + '"');
    put(line, std::move(text));
    if (ours != pattern)
        note(line, ImportKind::rewritten, pattern + " is " + ours + " now, below the folder of this configuration");
}

}  // namespace mailrace::config
