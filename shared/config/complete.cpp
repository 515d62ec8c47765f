// complete(): finds out what is being typed (a tag, a keyword, a value) and asks the schema for what fits.
#include "shared/config/assist.h"
#include "shared/config/complete_value.h"
#include "shared/config/cursor.h"
#include "shared/config/lexer.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }

std::string help_with_note(std::string_view help, Status status, std::string_view note) {
    std::string out(help);
    if (status == Status::honoured || note.empty()) return out;
    out += " (" + std::string(to_string(status)) + ": " + std::string(note) + ')';
    return out;
}

template <class Row>
void sort_by_name(std::vector<const Row*>& rows) {
    std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return a->name < b->name; });
}

const std::vector<const Directive*>& directives_by_name() {
    static const std::vector<const Directive*> sorted = [] {
        std::vector<const Directive*> out = all_directives();
        sort_by_name(out);
        return out;
    }();
    return sorted;
}

const std::vector<const Tag*>& tags_by_name() {
    static const std::vector<const Tag*> sorted = [] {
        std::vector<const Tag*> out;
        for (const Tag& tag : all_tags()) out.push_back(&tag);
        sort_by_name(out);
        return out;
    }();
    return sorted;
}

std::string detail_of(const Directive& directive) {
    std::string out = expected_text(directive);
    if (!directive.default_text.empty()) out += "; default " + std::string(directive.default_text);
    return out;
}

class Completer {
public:
    Completer(const Cursor& cursor, const Symbols& symbols)
        : cursor_(cursor), symbols_(symbols), before_(cursor.content.substr(0, cursor.column)), scope_(cursor.scope()) {}

    CompletionList run() const {
        if (cursor_.content.size() > max_line_bytes || find_comment(before_) != std::string::npos) return {};
        std::size_t start = 0;
        while (start < before_.size() && is_blank(before_[start])) ++start;
        if (start == before_.size()) return keyword(start);
        if (before_[start] == '<') return tag(start);
        return word();
    }

private:
    /// From the cursor to the end of the word that it stands in.
    std::size_t end_of_word(std::string_view stops) const {
        const std::size_t end = cursor_.content.find_first_of(stops, cursor_.column);
        return std::min(end, cursor_.content.size());
    }
    Proposals proposals(std::size_t from, std::size_t to) const {
        return {before_.substr(from), cursor_.content.substr(from, to - from)};
    }
    bool nothing_follows(std::size_t at) const {
        for (; at < cursor_.content.size() && cursor_.content[at] != '#'; ++at)
            if (!is_blank(cursor_.content[at])) return false;
        return true;
    }

    CompletionList tag(std::size_t start) const {
        const bool closing = start + 1 < before_.size() && before_[start + 1] == '/';
        const std::size_t from = start + (closing ? 2 : 1);
        const std::size_t blank = before_.find_first_of(" \t>", from);
        if (closing) return blank == std::string_view::npos ? closing_tag(from) : CompletionList{};
        if (blank == std::string_view::npos) return opening_tag(from);
        if (before_.find('>', from) != std::string_view::npos) return {};
        return section_name(lower(before_.substr(from, blank - from)), blank);
    }

    CompletionList closing_tag(std::size_t from) const {
        const std::size_t to = end_with_bracket();
        Proposals out = proposals(from, to);
        add_closing(out, "");
        return out.take(from, to);
    }

    /// The innermost section first; a tag further out closes the inner ones by force, so it comes last.
    void add_closing(Proposals& out, const std::string& prefix) const {
        for (std::size_t i = cursor_.open.size(); i-- > 0;) {
            const std::string& name = cursor_.open[i];
            Completion c;
            c.insert = prefix + name + '>';
            c.label = "</" + name + '>';
            c.detail = i + 1 == cursor_.open.size() ? "ends this section" : "ends an outer section";
            c.kind = CompletionKind::tag;
            out.add(std::move(c));
        }
    }

    std::size_t end_with_bracket() const {
        const std::size_t end = end_of_word(" \t>#");
        return end < cursor_.content.size() && cursor_.content[end] == '>' ? end + 1 : end;
    }

    CompletionList opening_tag(std::size_t from) const {
        const std::size_t to = end_of_word(" \t>#");
        Proposals out = proposals(from, to);
        add_tags(out, "", nothing_follows(to));
        return out.take(from, to);
    }

    void add_tags(Proposals& out, const std::string& prefix, bool finish) const {
        for (const Tag* tag : tags_by_name()) {
            if (!scope_ || !(tag->parents & in(*scope_))) continue;
            out.add(prefix + std::string(tag->name), tag->status, [&] { return tag_completion(*tag, prefix, finish); });
        }
        if (finish) add_closing(out, prefix + '/');
    }

    static Completion tag_completion(const Tag& tag, const std::string& prefix, bool finish) {
        Completion c;
        c.insert = prefix + std::string(tag.name);
        if (finish) c.insert += tag.named ? " " : ">";
        c.label = '<' + std::string(tag.name) + (tag.named ? " NAME>" : ">");
        c.detail = "section";
        c.help = help_with_note(tag.help, tag.status, tag.note);
        c.kind = CompletionKind::tag;
        c.status = tag.status;
        return c;
    }

    CompletionList section_name(const std::string& tag_name, std::size_t from) const {
        const Tag* tag = find_tag(tag_name);
        while (from < before_.size() && is_blank(before_[from])) ++from;
        if (from < before_.size() && before_[from] == '"') ++from;
        if (!tag) return {};
        const std::size_t to = end_of_word(" \t>\"#");
        Proposals out = proposals(from, to);
        propose_section_names(*tag, symbols_, out);
        CompletionList list = out.take(from, to);
        if (nothing_follows(to))
            for (Completion& item : list.items) item.insert += '>';
        return list;
    }

    CompletionList keyword(std::size_t from) const {
        const std::size_t to = end_of_word(" \t\v\f#");
        Proposals out = proposals(from, to);
        const bool finish = to == cursor_.content.size();
        if (scope_)
            for (const Directive* d : directives_by_name()) {
                if (!(d->scopes & in(*scope_))) continue;
                out.add(d->name, d->status, [&] { return directive_completion(*d, finish); });
            }
        if (out.typed().empty()) add_tags(out, "<", true);
        return out.take(from, to);
    }

    static Completion directive_completion(const Directive& d, bool finish) {
        Completion c;
        c.insert = std::string(d.name) + (finish ? " " : "");
        c.label = d.name;
        c.detail = detail_of(d);
        c.help = help_with_note(d.help, d.status, d.note);
        c.kind = CompletionKind::directive;
        c.status = d.status;
        return c;
    }

    CompletionList word() const {
        LexedLine line = lex_line(before_);
        const bool in_word = !line.words.empty() && line.words.back().column + line.words.back().length == before_.size();
        if (in_word && line.words.size() == 1 && !line.words[0].regex) return keyword(line.words[0].column);
        std::size_t from = before_.size();
        ValueSpot spot;
        if (in_word) {
            const Word& word = line.words.back();
            if (word.regex) return {};
            from = word.column;
            spot.quoted = before_[from] == '"';
            if (spot.quoted) ++from;
            const std::size_t separator = before_.find_last_of(",;");
            spot.continued = separator != std::string_view::npos && separator >= from;
            if (spot.continued) from = separator + 1;
            line.words.pop_back();
        }
        return scope_ ? value(std::move(spot), std::move(line.words), from) : CompletionList{};
    }

    CompletionList value(ValueSpot spot, std::vector<Word> words, std::size_t from) const {
        spot.scope = *scope_;
        spot.directive = words[0].regex ? nullptr : find_directive(*scope_, words[0].text);
        spot.before = std::move(words);
        const std::size_t to = end_of_word(spot.quoted ? "\",;#" : " \t\v\f,;\"#");
        Proposals out = proposals(from, to);
        propose_values(spot, symbols_, out);
        return out.take(from, to);
    }

    const Cursor& cursor_;
    const Symbols& symbols_;
    std::string_view before_;
    std::optional<Scope> scope_;
};

}  // namespace

CompletionList complete(const SyntaxTree& tree, Position position, const Symbols& symbols) {
    return Completer(cursor_at(tree, position), symbols).run();
}

CompletionList complete(std::string_view text, Position position, const Symbols& symbols) {
    return Completer(cursor_at(text, position), symbols).run();
}

}  // namespace mailrace::config
