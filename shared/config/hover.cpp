// hover(): what stands at a place of the text, in words.
#include "shared/config/assist.h"
#include "shared/config/cursor.h"
#include "shared/config/units.h"
#include "shared/config/value.h"
#include "shared/config/value_words.h"

namespace mailrace::config {

namespace {

bool covers(const Word& word, std::uint32_t column) { return word.column <= column && column <= word.column + word.length; }

std::string counted(std::size_t number, std::string_view unit) {
    return std::to_string(number) + ' ' + std::string(unit) + (number == 1 ? "" : "s");
}

Hover spot_of(const Line& line, const Word& word) {
    Hover out;
    out.line = line.number;
    out.column = word.column;
    out.length = word.length;
    return out;
}

void describe(Hover& out, const Directive& directive) {
    out.title = directive.name;
    out.type = expected_text(directive);
    out.default_text = directive.default_text;
    out.status = to_string(directive.status);
    out.help = directive.help;
    out.note = directive.note;
    out.scopes = scopes_text(directive.scopes);
}

/// Where a name is defined and how often it is used.
Hover name_hover(const Symbols& symbols, const SymbolUse& use) {
    Hover out;
    out.line = use.line;
    out.column = use.column;
    out.length = use.length;
    out.title = std::string(to_string(use.kind)) + ' ' + use.name;
    out.definitions = symbols.definitions(use.kind, use.name);
    const std::size_t uses = symbols.uses(use.kind, use.name).size();
    if (use.kind == SymbolKind::file) return out;
    if (use.definition) {
        out.note = uses == 0 ? "defined here, not used" : "defined here, used " + counted(uses, "time");
        return out;
    }
    if (out.definitions.empty())
        out.note = symbols.is_defined(use.kind, use.name) ? "built in" : "not defined";
    else
        out.note = "defined in line " + std::to_string(out.definitions.front().line) +
                   (out.definitions.front().document == use.document ? "" : " of another file");
    out.note += ", used " + counted(uses, "time");
    return out;
}

class HoverFinder {
public:
    HoverFinder(const SyntaxTree& tree, const Line& line, std::uint32_t column) : tree_(tree), line_(line), column_(column) {}

    std::optional<Hover> run() const {
        if (line_.comment != std::string::npos && column_ >= line_.comment) return std::nullopt;
        for (std::size_t i = 0; i < line_.words.size(); ++i)
            if (covers(line_.words[i], column_)) return word(i);
        return std::nullopt;
    }

private:
    std::optional<Scope> scope() const {
        const std::string& tag = tree_.sections()[line_.section].tag;
        if (tag.empty()) return Scope::global;
        const Tag* found = find_tag(tag);
        return found ? std::optional(found->scope) : std::nullopt;
    }

    std::optional<Hover> word(std::size_t index) const {
        if (line_.kind == LineKind::open || line_.kind == LineKind::close) return index == 0 ? tag() : tag_name();
        return index == 0 ? keyword() : value(index);
    }

    std::optional<Hover> tag() const {
        const Tag* tag = find_tag(line_.words[0].text);
        if (!tag) return std::nullopt;
        Hover out = spot_of(line_, line_.words[0]);
        out.title = '<' + std::string(tag->name) + '>';
        out.status = to_string(tag->status);
        out.help = tag->help;
        out.note = tag->note;
        out.scopes = scopes_text(tag->parents);
        if (line_.kind == LineKind::close)
            out.type = "ends the section that line " + std::to_string(tree_.sections()[line_.section].open_line) + " opens";
        else
            out.type = tag->named ? "a section with a name" : "a section";
        return out;
    }

    std::optional<Hover> tag_name() const {
        const Word& name = line_.words[1];
        std::string words;
        if (line_.words[0].text == "domain") words = domain_pattern_words(lower(name.text));
        if (line_.words[0].text == "source")
            if (const auto cidr = parse_cidr(name.text)) words = cidr_words(*cidr);
        if (words.empty()) return std::nullopt;
        Hover out = spot_of(line_, name);
        out.title = name.text + " = " + words;
        return out;
    }

    const Directive* directive() const {
        const auto here = scope();
        return here && !line_.words[0].regex ? find_directive(*here, line_.words[0].text) : nullptr;
    }

    std::optional<Hover> keyword() const {
        Hover out = spot_of(line_, line_.words[0]);
        if (const Directive* d = directive()) {
            describe(out, *d);
            return out;
        }
        if (line_.words[0].regex) return std::nullopt;
        // It stands in the wrong section: say where it belongs.
        const std::vector<const Directive*> elsewhere = find_directive_anywhere(line_.words[0].text);
        if (elsewhere.empty()) return std::nullopt;
        describe(out, *elsewhere.front());
        Scopes scopes = 0;
        for (const Directive* d : elsewhere) scopes |= d->scopes;
        out.scopes = scopes_text(scopes);
        out.note = "it does not belong here, but in " + out.scopes;
        return out;
    }

    std::optional<Hover> value(std::size_t index) const {
        const Directive* d = directive();
        const Word& word = line_.words[index];
        if (!d || word.regex) return std::nullopt;
        Hover out = spot_of(line_, word);
        const std::string item = item_at(word, out);
        std::string words = value_words(*d, item);
        const std::string list = list_words(*d, joined(std::span(line_.words).subspan(1)));
        if (words.empty() && list.empty()) return std::nullopt;
        out.title = item + (words.empty() ? "" : " = " + words);
        out.note = list;
        out.type = expected_text(*d);
        out.help = d->help;
        return out;
    }

    /// The item of a comma list under the cursor; the hover's range becomes that of the item.
    std::string item_at(const Word& word, Hover& out) const {
        const std::string_view raw = tree_.content(line_).substr(word.column, word.length);
        if (raw != word.text || word.text.find(',') == std::string::npos) return word.text;
        const std::size_t at = std::min<std::size_t>(column_ - word.column, raw.size());
        const std::size_t comma = at == 0 ? std::string_view::npos : raw.rfind(',', at - 1);
        const std::size_t from = comma == std::string_view::npos ? 0 : comma + 1;
        const std::size_t to = std::min(raw.find(',', from), raw.size());
        out.column = word.column + static_cast<std::uint32_t>(from);
        out.length = static_cast<std::uint32_t>(to - from);
        return std::string(raw.substr(from, to - from));
    }

    const SyntaxTree& tree_;
    const Line& line_;
    std::uint32_t column_;
};

}  // namespace

std::optional<Hover> hover(const SyntaxTree& tree, Position position, const Symbols* symbols, std::size_t document) {
    if (position.line == 0 || position.line > tree.lines().size()) return std::nullopt;
    const Line& line = tree.lines()[position.line - 1];
    auto out = HoverFinder(tree, line, position.column).run();
    const auto use = symbols ? symbols->at(document, position) : std::nullopt;
    if (!use) return out;
    Hover named = name_hover(*symbols, *use);
    if (!out || out->title.empty()) return named;
    // A name with a meaning of its own, such as the pattern of a <domain>: both.
    if (named.title.empty()) return out;
    named.help = out->title;
    return named;
}

}  // namespace mailrace::config
