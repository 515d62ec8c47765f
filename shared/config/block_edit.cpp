#include "shared/config/block_edit.h"

#include <algorithm>
#include <map>

#include "shared/config/lexer.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

constexpr std::string_view one_level = "    ";
constexpr std::size_t most_compared = 1'000'000;  // pairs; with more, lines are matched by their order only

std::string_view line_end_of(const SyntaxTree& tree) {
    const std::size_t end = tree.text().find('\n');
    return end != std::string::npos && end > 0 && tree.text()[end - 1] == '\r' ? "\r\n" : "\n";
}

std::string indentation_of(const SyntaxTree& tree, const Line& line) {
    const std::string_view content = tree.content(line);
    const std::size_t end = std::min(content.find_first_not_of(" \t"), content.size());
    return std::string(content.substr(0, end));
}

bool is_own(const Line& line, std::uint32_t section) { return line.kind == LineKind::directive && line.section == section; }

/// How far lines within the section are indented: as its first line is.
std::string indentation_in(const SyntaxTree& tree, std::uint32_t section) {
    if (section == 0) return {};
    const Section& s = tree.sections()[section];
    for (std::uint32_t n = s.open_line + 1; n <= tree.lines().size() && n != s.close_line; ++n) {
        const Line& line = tree.lines()[n - 1];
        if (is_own(line, section) || (line.kind == LineKind::open && tree.sections()[line.section].parent == section))
            return indentation_of(tree, line);
    }
    return indentation_of(tree, tree.lines()[s.open_line - 1]) + std::string(one_level);
}

std::string value_of(const SyntaxTree& tree, const Line& line) {
    if (line.words.size() < 2) return {};
    const std::size_t from = line.words[1].column;
    return std::string(tree.content(line).substr(from, line.words.back().column + line.words.back().length - from));
}

/// Words as the language reads them, so that "10 m" written with two blanks is the same value.
bool means(const Line& line, const std::vector<Word>& words) {
    return line.words.size() == words.size() &&
           std::equal(words.begin() + 1, words.end(), line.words.begin() + 1,
                      [](const Word& a, const Word& b) { return a.text == b.text && a.regex == b.regex; });
}

std::string directive_text(const Entry& entry) { return entry.value.empty() ? entry.keyword : entry.keyword + ' ' + entry.value; }

/// Collects what happens to lines, then writes the text anew.
class Rewriter {
public:
    explicit Rewriter(const SyntaxTree& tree) : tree_(tree), end_(line_end_of(tree)) {}

    void remove(std::uint32_t line) { changed_[line] = std::nullopt; }
    /// `content`: without a line end.
    void replace(std::uint32_t line, std::string content) { changed_[line] = std::move(content); }
    /// 0: before the first line.
    void insert_after(std::uint32_t line, std::string content) { inserted_[line].push_back(std::move(content)); }

    /// `marked`: a line of the old text, or the first one inserted after it, whose number in the new text is wanted.
    EditResult run(std::uint32_t marked, bool marked_inserted) {
        const auto& lines = tree_.lines();
        out_ = tree_.text().substr(0, lines.empty() ? 0 : lines.front().offset);
        if (lines.empty()) out_ = tree_.text();
        put_inserted(0, marked, marked_inserted);
        for (const Line& line : lines) {
            if (line.number == marked && !marked_inserted) mark_ = count_ + 1;
            put(line);
            put_inserted(line.number, marked, marked_inserted);
        }
        if (!lines.empty()) out_ += tree_.text().substr(lines.back().offset + lines.back().length);
        return {std::move(out_), mark_};
    }

private:
    void put(const Line& line) {
        const auto it = changed_.find(line.number);
        if (it == changed_.end()) {
            out_ += tree_.raw(line);
        } else {
            if (!it->second) return;
            out_ += *it->second;
            out_ += tree_.raw(line).substr(tree_.content(line).size());
        }
        ++count_;
    }

    void put_inserted(std::uint32_t after, std::uint32_t marked, bool marked_inserted) {
        const auto it = inserted_.find(after);
        if (it == inserted_.end()) return;
        for (const std::string& content : it->second) {
            if (!out_.empty() && out_.back() != '\n' && count_ > 0) out_ += end_;
            out_ += content;
            out_ += end_;
            ++count_;
            if (after == marked && marked_inserted && mark_ == 0 && !content.empty()) mark_ = count_;
        }
    }

    const SyntaxTree& tree_;
    std::string_view end_;
    std::map<std::uint32_t, std::optional<std::string>> changed_;
    std::map<std::uint32_t, std::vector<std::string>> inserted_;
    std::string out_;
    std::uint32_t count_ = 0, mark_ = 0;
};

/// Pairs of indexes (existing, wanted) with the same meaning, in order, as many as possible.
std::vector<std::pair<std::size_t, std::size_t>> common(const std::vector<const Line*>& existing,
                                                        const std::vector<std::vector<Word>>& wanted) {
    const std::size_t n = existing.size(), m = wanted.size();
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    if ((n + 1) * (m + 1) > most_compared) {
        for (std::size_t i = 0; i < std::min(n, m); ++i)
            if (means(*existing[i], wanted[i])) pairs.emplace_back(i, i);
        return pairs;
    }
    std::vector<std::uint32_t> best((n + 1) * (m + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return best[i * (m + 1) + j]; };
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
            at(i, j) = means(*existing[i], wanted[j]) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        if (means(*existing[i], wanted[j]))
            pairs.emplace_back(i++, j++);
        else if (at(i + 1, j) >= at(i, j + 1))
            ++i;
        else
            ++j;
    }
    return pairs;
}

class BlockEditor {
public:
    BlockEditor(const SyntaxTree& tree, const BlockEdit& edit) : tree_(tree), edit_(edit), out_(tree) {}

    EditResult run() {
        if (!edit_.place.section) return make();
        section_ = *edit_.place.section;
        if (section_ >= tree_.sections().size()) return {tree_.text(), 0};
        indentation_ = indentation_in(tree_, section_);
        rename();
        for (const std::string& keyword : keywords()) bring_up_to_date(keyword);
        const std::uint32_t open = tree_.sections()[section_].open_line;
        return out_.run(open, false);
    }

private:
    /// Each once, lower case: those of the entries in their order, then the others.
    std::vector<std::string> keywords() const {
        std::vector<std::string> out;
        const auto add = [&](std::string_view keyword) {
            std::string low = lower(keyword);
            if (std::find(out.begin(), out.end(), low) == out.end()) out.push_back(std::move(low));
        };
        for (const Entry& entry : edit_.entries) add(entry.keyword);
        for (const std::string& keyword : edit_.keywords) add(keyword);
        return out;
    }

    void rename() {
        if (section_ == 0 || edit_.place.name == tree_.sections()[section_].name) return;
        const Line& line = tree_.lines()[tree_.sections()[section_].open_line - 1];
        std::string content(tree_.content(line));
        if (line.words.size() > 1)
            content.replace(line.words[1].column, line.words[1].length, edit_.place.name);
        else
            content.insert(line.words[0].column + line.words[0].length, ' ' + edit_.place.name);
        out_.replace(line.number, std::move(content));
    }

    void bring_up_to_date(const std::string& keyword) {
        std::vector<const Line*> existing;
        for (const Line& line : tree_.lines())
            if (is_own(line, section_) && lower(line.words[0].text) == keyword) existing.push_back(&line);
        std::vector<const Entry*> wanted;
        std::vector<std::vector<Word>> words;
        for (const Entry& entry : edit_.entries) {
            if (lower(entry.keyword) != keyword) continue;
            wanted.push_back(&entry);
            words.push_back(lex_line(directive_text(entry)).words);
        }
        auto pairs = common(existing, words);
        pairs.emplace_back(existing.size(), wanted.size());
        std::size_t i = 0, j = 0;
        for (const auto& [same_line, same_entry] : pairs) {
            for (; i < same_line && j < same_entry; ++i, ++j) replace_value(*existing[i], *wanted[j]);
            for (; i < same_line; ++i) out_.remove(existing[i]->number);
            for (; j < same_entry; ++j) insert(existing, i, *wanted[j]);
            ++i, ++j;
        }
    }

    void replace_value(const Line& line, const Entry& entry) {
        std::string content(tree_.content(line));
        const Word& keyword = line.words[0];
        const std::size_t from = keyword.column + keyword.length;
        if (line.words.size() < 2) {
            content.insert(from, entry.value.empty() ? "" : ' ' + entry.value);
        } else {
            const std::size_t value = line.words[1].column;
            content.replace(value, line.words.back().column + line.words.back().length - value, entry.value);
        }
        out_.replace(line.number, std::move(content));
    }

    /// Beside the lines of its keyword, of which `existing[at]` is the next one.
    void insert(const std::vector<const Line*>& existing, std::size_t at, const Entry& entry) {
        std::uint32_t after = end_of_own();
        if (at > 0)
            after = existing[at - 1]->number;
        else if (!existing.empty())
            after = existing[0]->number - 1;
        const std::string indentation = existing.empty() ? indentation_ : indentation_of(tree_, *existing[at > 0 ? at - 1 : 0]);
        out_.insert_after(after, indentation + directive_text(entry));
    }

    /// The last directive that stands in the section itself; what is nested comes after.
    std::uint32_t end_of_own() const {
        const Section& section = tree_.sections()[section_];
        std::uint32_t last = section.open_line;
        for (const Line& line : tree_.lines())
            if (is_own(line, section_)) last = line.number;
        if (section_ == 0 && last == 0) last = static_cast<std::uint32_t>(tree_.lines().size());
        return last;
    }

    EditResult make() {
        const std::string& tag = edit_.place.tag;
        const std::uint32_t parent = edit_.place.parent < tree_.sections().size() ? edit_.place.parent : 0;
        const std::string indentation = indentation_in(tree_, parent);
        const std::uint32_t after = place_of_new(tag, parent);
        const bool first_of_parent = parent != 0 && after == tree_.sections()[parent].open_line;
        if (after > 0 && !first_of_parent && !is_blank(after)) out_.insert_after(after, {});
        out_.insert_after(after, indentation + '<' + tag + (edit_.place.name.empty() ? "" : ' ' + edit_.place.name) + '>');
        for (const Entry& entry : edit_.entries)
            out_.insert_after(after, indentation + std::string(one_level) + directive_text(entry));
        out_.insert_after(after, indentation + "</" + tag + '>');
        if (after < tree_.lines().size() && !is_blank(after + 1) && !closes(after + 1, parent)) out_.insert_after(after, {});
        return out_.run(after, true);
    }

    bool is_blank(std::uint32_t number) const {
        const Line& line = tree_.lines()[number - 1];
        return line.kind == LineKind::blank && line.comment == std::string::npos;
    }

    bool closes(std::uint32_t number, std::uint32_t section) const {
        const Line& line = tree_.lines()[number - 1];
        return line.kind == LineKind::close && line.section == section && section != 0;
    }

    std::uint32_t place_of_new(const std::string& tag, std::uint32_t parent) const {
        std::uint32_t after = 0;
        for (std::size_t i = 1; i < tree_.sections().size(); ++i) {
            const Section& section = tree_.sections()[i];
            if (section.parent == parent && section.tag == lower(tag)) after = std::max(after, section.close_line);
        }
        if (after > 0) return after;
        const std::uint32_t close = parent == 0 ? 0 : tree_.sections()[parent].close_line;
        return close > 0 ? close - 1 : static_cast<std::uint32_t>(tree_.lines().size());
    }

    const SyntaxTree& tree_;
    const BlockEdit& edit_;
    Rewriter out_;
    std::uint32_t section_ = 0;
    std::string indentation_;
};

}  // namespace

std::optional<std::uint32_t> find_block(const SyntaxTree& tree, std::string_view tag, std::string_view name,
                                        std::uint32_t parent) {
    for (std::size_t i = 1; i < tree.sections().size(); ++i) {
        const Section& section = tree.sections()[i];
        if (section.parent == parent && section.tag == lower(tag) && lower(section.name) == lower(name))
            return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
}

std::uint32_t block_at(const SyntaxTree& tree, std::uint32_t line) {
    return line == 0 || line > tree.lines().size() ? 0 : tree.lines()[line - 1].section;
}

std::vector<Entry> entries_of(const SyntaxTree& tree, std::uint32_t section) {
    std::vector<Entry> out;
    for (const Line& line : tree.lines())
        if (is_own(line, section)) out.push_back({line.words[0].text, value_of(tree, line)});
    return out;
}

std::vector<std::string> values_of(const SyntaxTree& tree, std::uint32_t section, std::string_view keyword) {
    std::vector<std::string> out;
    for (const Line& line : tree.lines())
        if (is_own(line, section) && lower(line.words[0].text) == lower(keyword)) out.push_back(value_of(tree, line));
    return out;
}

std::string apply_edit(const SyntaxTree& tree, const BlockEdit& edit) { return BlockEditor(tree, edit).run().text; }

EditResult apply_edit_at(const SyntaxTree& tree, const BlockEdit& edit) { return BlockEditor(tree, edit).run(); }

namespace {

/// The section that begins on a line; 0 when none does.
std::uint32_t opened_at(const SyntaxTree& tree, std::uint32_t line) {
    if (line == 0 || line > tree.lines().size() || tree.lines()[line - 1].kind != LineKind::open) return 0;
    return tree.lines()[line - 1].section;
}

/// One step; makes what is missing of its path first.
EditResult apply_step(std::string text, const EditStep& step) {
    const std::string name = step.path.empty() ? "" : step.path.back().second;
    if (step.path.empty()) return apply_edit_at(SyntaxTree(std::move(text)), {{0u, "", "", 0}, step.entries, step.keywords});
    if (const SyntaxTree tree(text); opened_at(tree, step.line) != 0)
        return apply_edit_at(tree, {{opened_at(tree, step.line), "", name, 0}, step.entries, step.keywords});
    std::uint32_t parent = 0;
    for (std::size_t i = 0; i + 1 < step.path.size(); ++i) {
        const auto& [tag, around] = step.path[i];
        const SyntaxTree tree(text);
        auto found = find_block(tree, tag, around, parent);
        if (i == 0 && opened_at(tree, step.around) != 0) found = opened_at(tree, step.around);
        if (!found) {
            const EditResult made = apply_edit_at(tree, {{std::nullopt, tag, around, parent}, {}, {}});
            text = made.text;
            found = opened_at(SyntaxTree(text), made.line);
        }
        parent = *found;
    }
    const SyntaxTree tree(std::move(text));
    const auto& [tag, own] = step.path.back();
    const auto found = find_block(tree, tag, own, parent);
    if (!found && step.entries.empty() && own.empty() && step.path.size() > 1) return {tree.text(), 0};
    return apply_edit_at(tree, {{found, tag, name, parent}, step.entries, step.keywords});
}

}  // namespace

EditResult apply_steps(std::string text, const std::vector<EditStep>& steps) {
    EditResult result{std::move(text), 0};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::uint32_t line = result.line;
        result = apply_step(std::move(result.text), steps[i]);
        if (i > 0 && line > 0) result.line = line;
    }
    return result;
}

std::string remove_block(const SyntaxTree& tree, std::uint32_t section) {
    if (section == 0 || section >= tree.sections().size() || tree.sections()[section].close_line == 0) return tree.text();
    const Section& s = tree.sections()[section];
    const auto blank = [&](std::uint32_t number) {
        if (number == 0 || number > tree.lines().size()) return true;
        const Line& line = tree.lines()[number - 1];
        return line.kind == LineKind::blank && line.comment == std::string::npos;
    };
    const std::uint32_t first =
        s.open_line > 1 && blank(s.open_line - 1) && blank(s.close_line + 1) ? s.open_line - 1 : s.open_line;
    return tree.with_lines_replaced(first, s.close_line, "");
}

std::string quoted_word(std::string_view word) {
    const bool quotes = word.empty() || word.find_first_of(" \t\v\f") != std::string_view::npos;
    std::string out;
    if (quotes) out += '"';
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        const bool escapes =
            i + 1 < word.size() && (word[i + 1] == '\\' || word[i + 1] == '"' || word[i + 1] == ' ' || word[i + 1] == '$');
        // A backslash that would escape nothing stands for itself; the last one before a closing quote would escape that.
        if (c == '"' || (c == '\\' && (escapes || i + 1 == word.size()))) out += '\\';
        out += c;
    }
    if (quotes) out += '"';
    return out;
}

}  // namespace mailrace::config
