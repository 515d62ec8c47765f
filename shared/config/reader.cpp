#include "shared/config/reader.h"

#include <re2/re2.h>

#include <algorithm>

#include "shared/config/difference.h"
#include "shared/config/lexer.h"
#include "shared/config/paths.h"
#include "shared/config/ranges.h"
#include "shared/config/records.h"
#include "shared/config/revision.h"
#include "shared/config/sample.h"
#include "shared/config/section_names.h"

namespace mailrace::config {

namespace {

/// Sections whose entries are free lines, not directives of the schema.
bool takes_free_lines(Scope scope) {
    return scope == Scope::bounce_category_patterns || scope == Scope::mx_rollup_list || scope == Scope::aliases ||
           scope == Scope::pattern_list || scope == Scope::smtp_pattern_list || scope == Scope::signals_filter;
}

/// What an entry of <bounce-category-patterns> is an assignment of.
constexpr Directive category_entry{"pattern", in(Scope::bounce_category_patterns), ValueType::category_rule, "", "", Status::honoured};

bool has_effect(Status status) { return status == Status::honoured || status == Status::honoured_with_difference; }

std::string value_text(const SyntaxTree& tree, const Line& line) {
    if (line.words.size() < 2) return {};
    const std::size_t from = line.words[1].column;
    const std::size_t to = line.words.back().column + line.words.back().length;
    return std::string(tree.content(line).substr(from, to - from));
}

}  // namespace

std::string describe(const Block& block) {
    if (block.scope == Scope::global) return "the top level";
    std::string out = "<" + std::string(tag_name(block.scope)) + (block.name.empty() ? "" : " " + block.name) + ">";
    if (block.parent && block.parent->scope != Scope::global) out += " in " + describe(*block.parent);
    return out;
}

void Reader::read(const std::string& path) {
    Result<std::string> text = files_->read(path);
    if (!text) {
        Diagnostic d;
        d.code = "cannot-read";
        d.file = path;
        d.message = text.error().words;
        return add(std::move(d));
    }
    read_document(path, std::move(text).value(), *root_, false);
}

void Reader::read_text(std::string name, std::string text) { read_document(std::move(name), std::move(text), *root_, false); }

void Reader::read_document(std::string path, std::string text, Block& into, bool quiet) {
    total_bytes_ += text.size();
    result_.documents.push_back({path, text, revision_of(text)});
    const auto file = static_cast<std::uint32_t>(result_.documents.size());
    including_.push_back(std::move(path));
    const SyntaxTree tree(std::move(text));
    read_lines(tree, file, into, quiet);
    including_.pop_back();
}

/// Walks the lines of one file. `quiet` holds inside a section that has no effect: what is wrong there is worth a warning only.
void Reader::read_lines(const SyntaxTree& tree, std::uint32_t file, Block& into, bool quiet) {
    struct Level {
        Block* block;  // nullptr: an unknown section whose lines are not checked
        bool quiet;
        std::uint32_t section;
    };
    std::vector<Level> levels{{&into, quiet, 0}};
    std::vector<char> quiet_lines(tree.lines().size() + 1, 0);
    for (const Line& line : tree.lines()) {
        const Spot spot{file, &tree, &line};
        // A missing closing tag was repaired by the tree: follow it.
        const std::uint32_t around = line.kind == LineKind::open ? tree.sections()[line.section].parent : line.section;
        while (levels.size() > 1 && levels.back().section > around) levels.pop_back();
        Level level = levels.back();
        // A pattern that cannot be read is not used, and said so; it is no reason to refuse the rest.
        quiet_lines[line.number] = level.quiet || !level.block || level.block->scope == Scope::bounce_category_patterns;
        switch (line.kind) {
            case LineKind::blank: break;
            case LineKind::open: {
                Block* block = level.block ? open_section(spot, *level.block, level.quiet) : nullptr;
                const Tag* tag = block ? find_tag(line.words[0].text) : nullptr;
                levels.push_back({block, level.quiet || (tag && !has_effect(tag->status)), line.section});
                break;
            }
            case LineKind::close:
                if (levels.size() > 1) levels.pop_back();
                break;
            case LineKind::directive:
                if (level.block) directive(spot, *level.block, level.quiet);
                break;
            case LineKind::pattern:
                if (level.block) pattern(spot, *level.block);
                break;
            case LineKind::malformed: break;
        }
    }
    take_syntax_errors(tree, file, quiet_lines);
}

void Reader::take_syntax_errors(const SyntaxTree& tree, std::uint32_t file, const std::vector<char>& quiet_lines) {
    for (Diagnostic d : tree.diagnostics()) {
        d.file = result_.documents[file - 1].path;
        if (quiet_lines[d.line] && d.code == "bad-quoting") d.severity = Severity::warning;
        if (d.severity == Severity::error) ++result_.counts.refused;
        add(std::move(d));
    }
}

Block* Reader::open_section(const Spot& spot, Block& parent, bool quiet) {
    const Word& word = spot.line->words[0];
    const Tag* tag = find_tag(word.text);
    if (!tag) {
        report(spot, Severity::error, word.column, word.length, "unknown-section", "there is no section <" + word.text + ">", {},
               may_guess() ? nearest_tag(word.text) : std::string());
        return nullptr;
    }
    const Word* name = spot.line->words.size() > 1 ? &spot.line->words[1] : nullptr;
    if (!(tag->parents & in(parent.scope))) {
        report(spot, Severity::error, word.column, word.length, "wrong-section",
               "<" + word.text + "> cannot stand in " + describe(parent), "it in " + scopes_text(tag->parents));
    } else if (tag->named && !name && !tag->name_optional) {
        report(spot, Severity::error, word.column, word.length, "missing-name", "<" + word.text + "> needs a name",
               "<" + word.text + " " + sample_name(*tag) + ">");
    } else if (name) {
        check_name(spot, *tag, *name);
    }
    if (!quiet) note_status(spot, word, "<" + word.text + ">", tag->status, tag->note);
    auto block = std::make_unique<Block>();
    block->scope = tag->scope;
    block->name = name ? name->text : std::string();
    block->place = {spot.file, spot.line->number};
    block->parent = &parent;
    references_.take(spot.tree->content(*spot.line), *spot.line, tag->scope, block->place);
    parent.children.push_back(std::move(block));
    return parent.children.back().get();
}

void Reader::check_name(const Spot& spot, const Tag& tag, const Word& name) {
    const NameProblem problem = section_name_problem(tag, name.text);
    if (problem.message.empty()) return;
    report(spot, Severity::error, name.column, name.length, "bad-value", problem.message, problem.expected);
}

void Reader::directive(const Spot& spot, Block& into, bool quiet) {
    const Word& keyword = spot.line->words[0];
    const Directive* directive = find_directive(into.scope, keyword.text);
    if (!directive) return unknown_directive(spot, into);
    Assignment assignment;
    assignment.directive = directive;
    assignment.place = {spot.file, spot.line->number};
    assignment.text = value_text(*spot.tree, *spot.line);
    if (!take_value(spot, *directive, assignment) || !has_its_result(spot, *directive, assignment)) return;
    references_.take(spot.tree->content(*spot.line), *spot.line, into.scope, assignment.place);
    note_second(spot, assignment, into);
    const Status status = directive->status == Status::honoured_with_difference && !differs(*directive, assignment.value)
                              ? Status::honoured
                              : directive->status;
    count(quiet && has_effect(status) ? Status::not_supported : status);
    if (!quiet) note_status(spot, keyword, directive->name, status, directive->note);
    if (directive->name == "include") return include(spot, assignment, into, quiet);
    if (has_effect(directive->status)) into.assignments.push_back(std::move(assignment));
}

/// A condition of a pattern list has a result, or a list of its own behind it that gives one.
bool Reader::has_its_result(const Spot& spot, const Directive& directive, const Assignment& assignment) {
    if (directive.type != ValueType::pattern_rule || assignment.cleared) return true;
    const std::vector<Word>& words = spot.line->words;
    if (!words.back().regex) return true;
    const auto& lines = spot.tree->lines();
    std::size_t next = spot.line->number;
    while (next < lines.size() && lines[next].kind == LineKind::blank) ++next;
    if (next < lines.size() && lines[next].kind == LineKind::open && lines[next].words[0].text == "pattern-list") return true;
    const Severity severity = has_effect(directive.status) ? Severity::error : Severity::warning;
    report(spot, severity, words.back().column, words.back().length, "missing-value", "the result is missing",
           std::string(describe(ValueType::pattern_result)) + ", or a <pattern-list> on the next line");
    return false;
}

/// A second value in the same section: probably not what was meant.
void Reader::note_second(const Spot& spot, const Assignment& assignment, const Block& into) {
    constexpr std::size_t looked_at = 200;  // keeps a hostile file linear
    if (assignment.directive->repeatable || !has_effect(assignment.directive->status)) return;
    const auto& earlier = into.assignments;
    const std::size_t from = earlier.size() > looked_at ? earlier.size() - looked_at : 0;
    for (std::size_t i = earlier.size(); i-- > from;) {
        if (earlier[i].directive != assignment.directive) continue;
        if (earlier[i].text == assignment.text) return;
        const Word& keyword = spot.line->words[0];
        return report(spot, Severity::warning, keyword.column, keyword.length, "given-twice",
                      '"' + std::string(assignment.directive->name) + "\" is given in " + where(earlier[i].place) + " as " +
                          earlier[i].text + ": this one holds");
    }
}

/// Lines that start with a regular expression belong to the pattern sections.
void Reader::pattern(const Spot& spot, Block& into) {
    const Word& word = spot.line->words[0];
    if (into.scope == Scope::bounce_category_patterns) return category_pattern(spot, into);
    if (takes_free_lines(into.scope)) return count(Status::not_supported);
    report(spot, Severity::error, word.column, word.length, "unexpected-pattern",
           "a /pattern/ cannot start a line in " + describe(into), "a directive");
}

/// "/pattern/ category". PowerMTA's patterns are PCRE; ours take linear time, and what they cannot say is told.
void Reader::category_pattern(const Spot& spot, Block& into) {
    const std::vector<Word>& words = spot.line->words;
    if (words.size() != 2)
        return report(spot, Severity::error, words[0].column, words[0].length, "bad-entry", "a pattern and one category are expected",
                      "/pattern/ category");
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 pattern(words[0].text, options);
    if (!pattern.ok()) {
        count(Status::not_supported);
        return report(spot, Severity::warning, words[0].column, words[0].length, "bad-pattern",
                      "this pattern is not used: " + pattern.error(), "a pattern without look-around and back references");
    }
    const auto& known = bounce_categories;
    if (std::find(std::begin(known), std::end(known), words[1].text) == std::end(known)) {
        std::string nearest;
        std::size_t distance = 4;
        for (const std::string_view name : known)
            if (const std::size_t d = edit_distance(words[1].text, name, distance); d < distance) distance = d, nearest = name;
        report(spot, Severity::warning, words[1].column, words[1].length, "unknown-category",
               "\"" + words[1].text + "\" is none of the usual categories", {}, nearest);
    }
    count(Status::honoured);
    Assignment assignment;
    assignment.directive = &category_entry;
    assignment.value = PairValue{words[0].text, words[1].text};
    assignment.place = {spot.file, spot.line->number};
    into.assignments.push_back(std::move(assignment));
}

void Reader::unknown_directive(const Spot& spot, const Block& into) {
    const Word& word = spot.line->words[0];
    if (takes_free_lines(into.scope) && find_directive_anywhere(word.text).empty()) {
        count(Status::not_supported);
        return report(spot, Severity::warning, word.column, word.length, "bad-entry", "this is not an entry of " + describe(into),
                      "/pattern/ result");
    }
    Scopes scopes = 0;
    for (const Directive* d : find_directive_anywhere(word.text)) scopes |= d->scopes;
    if (scopes != 0)
        return report(spot, Severity::error, word.column, word.length, "wrong-section",
                      "\"" + word.text + "\" cannot stand in " + describe(into), "it in " + scopes_text(scopes));
    report(spot, Severity::error, word.column, word.length, "unknown-directive", "there is no directive \"" + word.text + "\"",
           {}, may_guess() ? nearest_directive(into.scope, word.text) : std::string());
}

bool Reader::take_value(const Spot& spot, const Directive& directive, Assignment& out) {
    const std::vector<Word>& words = spot.line->words;
    ParsedValue parsed = parse_value(directive, std::span(words).subspan(1));
    std::string problem = std::move(parsed.problem);
    if (parsed.value) {
        problem = range_problem(directive, *parsed.value);
        if (problem.empty()) {
            out.value = std::move(*parsed.value);
            out.cleared = parsed.cleared;
            return true;
        }
        parsed.wrong = &words[1];
    }
    const Word& word = parsed.wrong ? *parsed.wrong : words[0];
    if (problem.empty() && parsed.wrong)
        problem = "\"" + word.text + "\" is not a value of \"" + std::string(directive.name) + "\"";
    if (problem.empty()) problem = "a value is missing";
    // A line that has no effect anyway stops the configuration only where it is surely a mistake.
    const bool mistake = directive.status == Status::not_supported && is_closed(directive.type) && parsed.wrong;
    const Severity severity = has_effect(directive.status) || mistake ? Severity::error : Severity::warning;
    if (severity == Severity::warning) count(directive.status);
    report(spot, severity, word.column, word.length, parsed.wrong ? "bad-value" : "missing-value", std::move(problem),
           expected_text(directive));
    return false;
}

void Reader::note_status(const Spot& spot, const Word& word, std::string_view name, Status status, std::string_view note) {
    if (status == Status::honoured) return;
    const std::string what = name.starts_with('<') ? std::string(name) : '"' + std::string(name) + '"';
    switch (status) {
        case Status::honoured: return;
        case Status::honoured_with_difference:
            return report(spot, Severity::information, word.column, word.length, "difference", what + ": " + std::string(note));
        case Status::obsolete:
            return report(spot, Severity::warning, word.column, word.length, "obsolete",
                          what + " is obsolete and ignored: " + std::string(note));
        case Status::not_supported:
            return report(spot, Severity::warning, word.column, word.length, "not-supported",
                          what + " is not supported: " + std::string(note));
    }
}

void Reader::include(const Spot& spot, const Assignment& assignment, Block& into, bool quiet) {
    const Word& word = spot.line->words[1];
    const auto refuse = [&](std::string code, std::string message) {
        report(spot, Severity::error, word.column, word.length, std::move(code), std::move(message));
    };
    if (!files_) return refuse("include", "files cannot be included here");
    if (including_.size() >= max_include_depth) return refuse("include-depth", "files include each other more than 16 deep");
    std::string pattern = std::get<std::string>(assignment.value);
    if (!is_absolute_path(pattern)) pattern = normal_path(folder_of(including_.back()) + pattern);
    const std::vector<std::string> paths = files_->expand(pattern);
    for (const std::string& path : paths) {
        if (std::find(including_.begin(), including_.end(), path) != including_.end())
            return refuse("include-circle", path + " includes itself");
        if (result_.documents.size() >= max_files) return refuse("too-many-files", "more than 10000 files are included");
        Result<std::string> text = files_->read(path);
        if (!text) {
            refuse("cannot-read", text.error().words);
            continue;
        }
        if (total_bytes_ + text->size() > max_total_bytes) return refuse("too-large", "the configuration is larger than 256 MiB");
        read_document(path, std::move(text).value(), into, quiet);
    }
}

void Reader::count(Status status) {
    switch (status) {
        case Status::honoured: ++result_.counts.honoured; return;
        case Status::honoured_with_difference: ++result_.counts.different; return;
        case Status::obsolete: ++result_.counts.obsolete; return;
        case Status::not_supported: ++result_.counts.not_supported; return;
    }
}

void Reader::report(const Spot& spot, Severity severity, std::uint32_t column, std::uint32_t length, std::string code,
                    std::string message, std::string expected, std::string nearest) {
    if (severity == Severity::error) ++result_.counts.refused;
    add({severity, std::move(code), result_.documents[spot.file - 1].path, spot.line->number, column + 1, length,
         std::move(message), std::move(expected), std::move(nearest)});
}

std::string Reader::where(Place place) const {
    const std::string line = std::to_string(place.line);
    return result_.documents.size() == 1 ? "line " + line : result_.documents[place.file - 1].path + ':' + line;
}

void Reader::report_at(Severity severity, Place place, std::uint32_t column, std::uint32_t length, std::string code,
                       std::string message, std::string expected, std::string nearest) {
    if (severity == Severity::error) ++result_.counts.refused;
    add({severity, std::move(code), result_.documents[place.file - 1].path, place.line, column + 1, length, std::move(message),
         std::move(expected), std::move(nearest)});
}

void Reader::report(Severity severity, Place place, std::string code, std::string message, std::string expected,
                    std::string nearest) {
    Diagnostic d{severity, std::move(code), {}, place.line, 1, 0, std::move(message), std::move(expected), std::move(nearest)};
    if (place) {
        d.file = result_.documents[place.file - 1].path;
        const LexedLine line = lex_line(line_of(place));
        if (!line.words.empty()) {
            const Word& first = line.words.size() > 1 ? line.words[1] : line.words[0];
            d.column = first.column + 1;
            d.length = line.words.back().column + line.words.back().length - first.column;
        }
    }
    if (severity == Severity::error) ++result_.counts.refused;
    add(std::move(d));
}

/// The bytes of a line, found again in the document. The starts of a file's lines are looked up once.
std::string_view Reader::line_of(Place place) {
    const std::string_view text = result_.documents[place.file - 1].text;
    std::vector<std::size_t>& starts = line_starts_[place.file];
    if (starts.empty()) {
        starts.push_back(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
        for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
            starts.push_back(at + 1);
    }
    if (place.line == 0 || place.line > starts.size()) return {};
    std::string_view line = text.substr(starts[place.line - 1]);
    line = line.substr(0, line.find('\n'));
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

void Reader::add(Diagnostic diagnostic) {
    if (result_.diagnostics.size() < max_diagnostics) return result_.diagnostics.push_back(std::move(diagnostic));
    // An error must not be lost behind warnings: it takes the last place.
    Diagnostic& last = result_.diagnostics.back();
    if (diagnostic.severity == Severity::error && last.severity != Severity::error) last = std::move(diagnostic);
}

}  // namespace mailrace::config
