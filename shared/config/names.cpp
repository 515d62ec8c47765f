#include "shared/config/names.h"

#include <algorithm>

#include "shared/config/address.h"
#include "shared/config/config.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

using K = SymbolKind;

struct Row {
    std::string_view directive;
    K kind;
    bool or_pool = false;
    bool list = false;
};
constexpr Row rows[] = {
    {"virtual-mta", K::virtual_mta},
    {"cold-virtual-mta", K::virtual_mta},
    {"default-virtual-mta", K::virtual_mta, true},
    {"reroute-to-virtual-mta", K::virtual_mta, true},
    {"backoff-reroute-to-virtual-mta", K::virtual_mta, true},
    {"invalid-virtual-mta-fallback", K::virtual_mta, true},
    {"pattern-list", K::pattern_list},
    {"smtp-pattern-list", K::smtp_pattern_list},
    {"rewrite-list", K::rewrite_list},
    {"domain-key-list", K::domain_key_list},
    {"suppression-lists", K::address_list, false, true},
    {"source", K::source},
    {"source-group", K::source_group},
    {"use-proxy", K::proxy, false, true},
    {"enable-signals", K::signals_filter},
    {"queue-to", K::queue},
    {"include", K::file},
};

/// Words in the place of a name that are no names.
bool is_reserved(std::string_view name) {
    return name.empty() || name == "by-smtp-source-ip" || name == "true" || name == "false" || name == "yes" || name == "no" ||
           name == "none" || name == "*";
}

/// A word, and how the bytes of its text lie in the line.
struct Written {
    std::string_view text;
    std::uint32_t column;
    bool exact;  // text and line agree byte by byte: parts of it can be pointed at
};

Written written(std::string_view content, const Word& word) {
    const std::string_view raw = content.substr(word.column, word.length);
    if (raw == word.text) return {word.text, word.column, true};
    if (raw.size() == word.text.size() + 2 && raw.front() == '"' && raw.substr(1, word.text.size()) == word.text)
        return {word.text, word.column + 1, true};
    return {word.text, word.column, false};
}

class NameFinder {
public:
    NameFinder(std::string_view content, const Line& line, Scope scope, std::vector<Named>& out)
        : content_(content), line_(line), scope_(scope), out_(out) {}

    void run() {
        if (line_.kind == LineKind::open) return section();
        if (scope_ == Scope::pattern_list && line_.words.size() > 1) return results();
        if (line_.kind != LineKind::directive || line_.words.size() < 2) return;
        const std::string keyword = lower(line_.words[0].text);
        if (keyword == "domain-macro") return macro();
        if (keyword == "mx") return rollup();
        if (keyword == "smtp-listener") return listener();
        if (keyword == "relay-domain" || keyword == "domain") return dollars(written(content_, line_.words[1]));
        const auto rule = name_rule(scope_, keyword);
        if (!rule) return;
        if (rule->list) return list(*rule);
        const Written word = written(content_, line_.words[1]);
        if (rule->kind == K::queue) return queue(word);
        if (!is_reserved(lower(word.text))) add(*rule, word, 0, word.text.size(), false);
    }

private:
    /// The name that stands at [from, from + size) of a word.
    void add(NameRule rule, const Written& word, std::size_t from, std::size_t size, bool definition) {
        const bool whole = from == 0 && size == word.text.size();
        if (size == 0 || (!word.exact && !whole)) return;
        Named named{rule.kind, rule.or_pool, definition, std::string(word.text.substr(from, size)), word.column, 0};
        named.column += word.exact ? static_cast<std::uint32_t>(from) : 0;
        named.length = static_cast<std::uint32_t>(size);
        if (!word.exact) named.length = raw_length(word);
        out_.push_back(std::move(named));
    }

    std::uint32_t raw_length(const Written& word) const {
        for (const Word& w : line_.words)
            if (w.column == word.column) return w.length;
        return 0;
    }

    void section() {
        if (line_.words.size() < 2) return;
        // A name in the tag is kept without its quotes, so it is found like any quoted word.
        const Written name = written(content_, line_.words[1]);
        if (scope_ == Scope::domain) return domain(name);
        const auto kind = defined_by(scope_);
        if (!kind || (*kind == K::source && parse_cidr(name.text))) return;
        add({*kind}, name, 0, name.text.size(), true);
    }

    void domain(const Written& name) {
        if (name.text.find('$') != std::string_view::npos) return dollars(name);
        if (is_rollup(name.text)) return add({K::mx_rollup}, name, 0, name.text.size(), false);
        if (!name.text.starts_with('*') && !name.text.starts_with('[')) add({K::queue}, name, 0, name.text.size(), true);
    }

    void dollars(const Written& word) {
        const std::string_view text = word.text;
        for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
            const std::size_t end = std::min(text.find_first_of(",; $.", at + 1), text.size());
            add({K::macro}, word, at + 1, end - at - 1, false);
        }
    }

    void macro() {
        const Written name = written(content_, line_.words[1]);
        add({K::macro}, name, 0, name.text.size(), true);
        for (std::size_t i = 2; i < line_.words.size(); ++i) dollars(written(content_, line_.words[i]));
    }

    void rollup() {
        if (line_.words.size() < 3) return;
        const Written name = written(content_, line_.words[2]);
        add({K::mx_rollup}, name, 0, name.text.size(), true);
    }

    void listener() {
        for (std::size_t i = 2; i < line_.words.size(); ++i) {
            const Written word = written(content_, line_.words[i]);
            if (lower(word.text.substr(0, 7)) == "source=") add({K::source}, word, 7, word.text.size() - 7, false);
        }
    }

    /// A roll-up, or a queue of that name, with the virtual MTA behind its slash.
    void queue(const Written& word) {
        const std::size_t slash = std::min(word.text.find('/'), word.text.size());
        const std::string_view name = word.text.substr(0, slash);
        if (!is_reserved(name)) add({is_rollup(name) ? K::mx_rollup : K::queue}, word, 0, slash, false);
        if (slash + 1 < word.text.size()) add({K::virtual_mta, true}, word, slash + 1, word.text.size() - slash - 1, false);
    }

    void list(NameRule rule) {
        for (std::size_t i = 1; i < line_.words.size(); ++i) {
            const Written word = written(content_, line_.words[i]);
            each_item(word, [&](std::size_t from, std::size_t size) {
                if (!is_reserved(lower(word.text.substr(from, size)))) add(rule, word, from, size, false);
            });
        }
    }

    /// "virtual-mta=NAME" and "call-to:LIST" in any word of an entry that is no pattern.
    void results() {
        for (std::size_t i = 1; i < line_.words.size(); ++i) {
            if (line_.words[i].regex) continue;
            const Written word = written(content_, line_.words[i]);
            each_item(word, [&](std::size_t from, std::size_t size) {
                const std::string item = lower(word.text.substr(from, size));
                if (item.starts_with("virtual-mta=")) add({K::virtual_mta, true}, word, from + 12, size - 12, false);
                if (item.starts_with("call-to:")) add({K::pattern_list}, word, from + 8, size - 8, false);
            });
        }
    }

    template <class Take>
    void each_item(const Written& word, Take take) {
        for (std::size_t from = 0; from <= word.text.size();) {
            const std::size_t comma = std::min(word.text.find(',', from), word.text.size());
            take(from, comma - from);
            from = comma + 1;
        }
    }

    std::string_view content_;
    const Line& line_;
    Scope scope_;
    std::vector<Named>& out_;
};

}  // namespace

std::string_view to_string(SymbolKind kind) {
    switch (kind) {
        case K::virtual_mta: return "virtual MTA";
        case K::virtual_mta_pool: return "pool";
        case K::source: return "source";
        case K::source_group: return "source group";
        case K::smtp_user: return "user";
        case K::pattern_list: return "pattern list";
        case K::smtp_pattern_list: return "SMTP pattern list";
        case K::rewrite_list: return "rewrite list";
        case K::domain_key_list: return "key list";
        case K::address_list: return "address list";
        case K::proxy: return "proxy";
        case K::signals_filter: return "signals filter";
        case K::macro: return "macro";
        case K::mx_rollup: return "roll-up";
        case K::queue: return "queue";
        case K::file: return "file";
    }
    return "name";
}

std::optional<SymbolKind> defined_by(Scope scope) {
    switch (scope) {
        case Scope::virtual_mta: return K::virtual_mta;
        case Scope::virtual_mta_pool: return K::virtual_mta_pool;
        case Scope::source: return K::source;
        case Scope::source_group: return K::source_group;
        case Scope::smtp_user: return K::smtp_user;
        case Scope::pattern_list: return K::pattern_list;
        case Scope::smtp_pattern_list: return K::smtp_pattern_list;
        case Scope::rewrite_list: return K::rewrite_list;
        case Scope::domain_key_list: return K::domain_key_list;
        case Scope::address_list: return K::address_list;
        case Scope::proxy: return K::proxy;
        case Scope::signals_filter: return K::signals_filter;
        default: return std::nullopt;
    }
}

std::optional<NameRule> name_rule(Scope scope, std::string_view directive) {
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.directive == directive; });
    if (row == std::end(rows)) return std::nullopt;
    // The one-word names mean something else in other sections.
    const bool fits = directive != "source" || scope == Scope::smtp_user || scope == Scope::smtp_listener;
    if (!fits) return std::nullopt;
    return NameRule{row->kind, row->or_pool, row->list};
}

void append_names(std::string_view content, const Line& line, Scope scope, std::vector<Named>& out) {
    NameFinder(content, line, scope, out).run();
}

bool is_built_in(SymbolKind kind, std::string_view lower_name) {
    if (kind == K::virtual_mta) return lower_name == default_virtual_mta_name;
    return kind == K::source && (lower_name == "{auth}" || lower_name == "{pickup}" || lower_name == "{transmissions-api}");
}

bool is_rollup(std::string_view name) { return name.size() > 7 && lower(name.substr(name.size() - 7)) == ".rollup"; }

}  // namespace mailrace::config
