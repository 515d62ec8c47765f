#include "shared/config/complete_value.h"

#include "shared/config/block_edit.h"
#include "shared/config/config.h"
#include "shared/config/lexer.h"
#include "shared/config/records.h"
#include "shared/config/units.h"
#include "shared/config/value_words.h"

namespace mailrace::config {

namespace {

using T = ValueType;

constexpr std::string_view interval_examples[] = {"30s", "5m", "10m", "30m", "1h", "4h", "1d"};
constexpr std::string_view interval_list_examples[] = {"10m", "10m,20m,40m,1h", "10m,30m,1h,4h"};
constexpr std::string_view rate_examples[] = {"100/h", "1000/h", "10000/h", "100/m", "10/s", "5000/d"};
constexpr std::string_view rate_list_examples[] = {"50/d,100/d,200/d,400/d,800/d", "1000/d"};
constexpr std::string_view size_examples[] = {"1M", "10M", "50M", "100M", "1G", "10G"};
constexpr std::string_view data_rate_examples[] = {"1M/s", "10M/m", "1G/h"};
constexpr std::string_view listener_examples[] = {"0.0.0.0:25", "127.0.0.1:2525", "[::]:25"};
constexpr std::string_view header_examples[] = {"From", "To", "Subject", "Reply-To", "List-Id", "X-Job"};

struct Choice {
    std::string_view word;
    std::string_view help;
};
constexpr Choice reply_actions[] = {
    {"mode=backoff", "slow this queue down"},
    {"mode=normal", "end the slow mode of this queue"},
    {"skip-mx", "go on with the next MX host"},
    {"bounce-queue", "bounce all mail of this queue"},
    {"disable-source-ip", "send to this queue from another address"},
};
constexpr Choice privacy_choices[] = {
    {"retain", "as they are"},
    {"redact", "left out"},
    {"siphash", "hashed with a key"},
    {"siphash-hexkey", "hashed with a key in hexadecimal"},
    {"hmac-sha256", "hashed with a key"},
    {"hmac-sha256-hexkey", "hashed with a key in hexadecimal"},
};
constexpr Choice roles[] = {
    {"monitor", "may look"},
    {"operator", "may also pause, resume, delete and retry"},
    {"admin", "may also change the configuration"},
};

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

/// A name as a word of a line.
std::string as_word(std::string_view name, bool quoted) { return quoted ? std::string(name) : quoted_word(name); }

class ValueProposer {
public:
    ValueProposer(const ValueSpot& spot, const Symbols& symbols, Proposals& out)
        : spot_(spot), symbols_(symbols), out_(out), index_(spot.before.size() - 1) {}

    void run() {
        if (const bool pattern_section = propose_entry(); pattern_section || !spot_.directive) return;
        if (propose_special()) return;
        if (const auto rule = name_rule(spot_.scope, spot_.directive->name)) return propose_names(*rule);
        propose_typed();
        clearing();
    }

private:
    bool first() const { return index_ == 0 && !spot_.continued; }

    /// A block further out may give a value, so that clearing it means something.
    void clearing() {
        const bool inherited = spot_.scope == Scope::domain || spot_.scope == Scope::source;
        if (inherited && first() && !spot_.quoted && out_.typed().empty()) value("\"\"", "back to the default");
    }

    void value(std::string_view word, std::string_view detail = {}, std::string_view help = {}) {
        if (word.empty()) return;
        out_.add(word, Status::honoured, [&] {
            Completion c;
            c.insert = c.label = std::string(word);
            c.detail = detail;
            c.help = help;
            c.kind = CompletionKind::value;
            return c;
        });
    }

    void name(SymbolKind kind, std::string_view name, const std::string& prefix = {}) {
        const std::string insert = prefix + as_word(name, spot_.quoted);
        out_.add(insert, Status::honoured, [&] {
            Completion c;
            c.insert = insert;
            c.label = name;
            c.detail = to_string(kind);
            c.kind = kind == SymbolKind::file ? CompletionKind::file : CompletionKind::name;
            if (const auto places = symbols_.definitions(kind, name); !places.empty())
                c.help = "defined in line " + std::to_string(places.front().line);
            return c;
        });
    }
    void names(SymbolKind kind, const std::string& prefix = {}) {
        for (const std::string& known : symbols_.names(kind)) name(kind, known, prefix);
    }
    void virtual_mtas_and_pools(const std::string& prefix = {}) {
        names(SymbolKind::virtual_mta, prefix);
        names(SymbolKind::virtual_mta_pool, prefix);
        if (!symbols_.is_defined(SymbolKind::virtual_mta_pool, default_virtual_mta_name))
            name(SymbolKind::virtual_mta, default_virtual_mta_name, prefix);
    }

    /// Lines of the pattern sections. True when nothing else fits there.
    bool propose_entry() {
        const bool after_pattern = std::any_of(spot_.before.begin(), spot_.before.end(), [](const Word& w) { return w.regex; });
        const bool catch_all = spot_.before[0].text == "*";
        switch (spot_.scope) {
            case Scope::pattern_list:
                if (after_pattern || catch_all) pattern_results();
                if (lower(spot_.before[0].text) == "header" && index_ == 0)
                    for (const std::string_view header : header_examples) value(header, "header");
                return true;
            case Scope::smtp_pattern_list:
                if (lower(spot_.before[0].text) == "include") return false;
                if (after_pattern) choices(reply_actions);
                return true;
            case Scope::bounce_category_patterns:
                if (after_pattern && index_ == 0)
                    for (const std::string_view category : bounce_categories) value(category, "bounce category");
                return true;
            case Scope::mx_rollup_list:
                if (index_ == 1)
                    for (const std::string& known : symbols_.names(SymbolKind::mx_rollup))
                        if (!out_.is_own(known)) name(SymbolKind::mx_rollup, known);
                if (index_ == 2) value("rollup-by-ip");
                return true;
            default: return false;
        }
    }

    void pattern_results() {
        virtual_mtas_and_pools("virtual-mta=");
        names(SymbolKind::pattern_list, "call-to:");
        value("recipient-priority=50", "0 to 100");
    }

    template <std::size_t N>
    void choices(const Choice (&list)[N]) {
        for (const Choice& choice : list) value(choice.word, {}, choice.help);
    }

    /// Directives whose words mean more than their type says.
    bool propose_special() {
        const std::string_view directive = spot_.directive->name;
        if (spot_.scope == Scope::acct_file || spot_.scope == Scope::webhook) {
            if (directive == "category-filter") {
                for (const std::string_view category : bounce_categories) value(category, "bounce category");
                return true;
            }
            if (directive == "records") return record_names(""), true;
            if (directive == "record-fields" || directive == "map-header-to-field") return record_fields(), true;
            if (directive == "privacy-policy") return index_ == 0 ? choices(privacy_choices) : void(), true;
        }
        if (directive == "disable-acct-records") return record_names(" d b t tq "), true;
        if (directive == "automatic-categories") {
            for (const std::string_view category : bounce_categories) value(category, "bounce category");
            return true;
        }
        if (directive == "domain-macro") return index_ > 0 ? names(SymbolKind::macro, "$") : void(), true;
        if (directive == "relay-domain") return domain_patterns(), true;
        if (directive == "dkim-identity") value("sender-or-from", "default");
        return false;
    }

    void record_names(std::string_view only) {
        for (const RecordType& type : record_types())
            if (only.empty() || only.find(' ' + std::string(type.name) + ' ') != std::string_view::npos)
                value(type.name, type.long_name, type.help);
    }

    void record_fields() {
        if (index_ == 0) return record_names("");
        const std::string record = record_name(spot_.before[1].text);
        if (spot_.directive->name == "map-header-to-field") {
            if (index_ == 1)
                for (const std::string_view header : header_examples) value("header_" + std::string(header));
            return;
        }
        const bool without = out_.typed().starts_with('!');
        if (!without) value("*", "all columns");
        for (const RecordColumn& column : record_columns())
            if (belongs(column, record)) value((without ? "!" : "") + std::string(column.name), {}, column.help);
        if (!without) value("header_", "a header of the message");
    }

    void propose_names(const NameRule& rule) {
        if (index_ > 0 && !rule.list) {
            if (spot_.directive->type == T::pool_member && index_ == 1) value("weight=1", "1 to 1000");
            return;
        }
        if (rule.or_pool)
            virtual_mtas_and_pools();
        else
            names(rule.kind);
        if (rule.kind == SymbolKind::queue) queues();
        if (rule.kind == SymbolKind::signals_filter) value("true"), value("false");
        clearing();
    }

    void queues() {
        names(SymbolKind::mx_rollup);
        for (const std::string& wanted : symbols_.undefined(SymbolKind::queue))
            if (!out_.is_own(wanted)) name(SymbolKind::queue, wanted);
    }

    void domain_patterns() {
        const std::size_t dollar = out_.typed().find('$');
        names(SymbolKind::macro, out_.typed().substr(0, dollar == std::string::npos ? 0 : dollar) + '$');
    }

    void propose_typed() {
        const Directive& d = *spot_.directive;
        if (first() && !d.default_text.empty() && d.type != T::listener) value_with_words(d.default_text, "default");
        switch (d.type) {
            case T::boolean: return yes_no();
            case T::choice: return chosen(d.choices);
            case T::boolean_or_choice: return yes_no(), chosen(d.choices);
            case T::boolean_or_interval: return yes_no(), value("never"), intervals(interval_examples);
            case T::integer_or_unlimited: return value("unlimited");
            case T::integer_or_auto: return value("auto");
            case T::interval: return intervals(interval_examples);
            case T::interval_or_never: return value("never"), intervals(interval_examples);
            case T::interval_list: return first() ? intervals(interval_list_examples) : intervals(interval_examples);
            case T::size: return sizes();
            case T::rate: return rates(rate_examples), value("unlimited");
            case T::rate_list: return first() ? rates(rate_list_examples) : rates(rate_examples);
            case T::data_rate: return data_rates(), value("unlimited");
            case T::cidr_integer: return index_ == 0 ? addresses() : value("unlimited");
            case T::cidr_rate: return index_ == 0 ? addresses() : rates(rate_examples);
            case T::cidr_data_rate: return index_ == 0 ? addresses() : data_rates();
            case T::http_access: return index_ == 0 ? addresses() : (choices(roles), value("none"), value("deny-logs"));
            case T::control_role: return index_ == 0 ? (value("user:"), value("group:")) : choices(roles);
            case T::listener: return listener();
            case T::route_hosts: return value("lookup-mx:", "the MX hosts of a domain");
            case T::domain_pattern: return domain_patterns();
            default: return;
        }
    }

    void value_with_words(std::string_view word, std::string detail) {
        const std::string words = value_words(*spot_.directive, word);
        if (!words.empty() && words != word) detail += (detail.empty() ? "" : ", ") + words;
        value(word, detail);
    }

    void yes_no() {
        value("yes");
        value("no");
        if (out_.typed().size() > 0) value("true"), value("false");
    }

    void chosen(std::string_view choices) {
        for (std::size_t at = 0; at <= choices.size();) {
            const std::size_t bar = std::min(choices.find('|', at), choices.size());
            value(choices.substr(at, bar - at));
            at = bar + 1;
        }
    }

    void addresses() {
        value("0/0", "every address");
        value("127.0.0.1", "this machine");
        value("10/8", cidr_words(*parse_cidr("10/8")));
    }

    void listener() {
        if (index_ == 0)
            for (const std::string_view example : listener_examples) value(example);
        else
            names(SymbolKind::source, "source=");
    }

    /// What was typed so far with each unit behind it, where that is a value; else examples.
    template <std::size_t Examples, std::size_t Units>
    void with_units(const std::string_view (&examples)[Examples], const std::string_view (&units)[Units], std::string_view stem) {
        if (stem.empty()) {
            for (const std::string_view example : examples) value_with_words(example, {});
            return;
        }
        for (const std::string_view unit : units) {
            const std::string word = std::string(stem) + std::string(unit);
            const std::string words = value_words(*spot_.directive, word);
            if (!words.empty()) value(word, words);
        }
    }

    template <std::size_t N>
    void intervals(const std::string_view (&examples)[N]) {
        constexpr std::string_view units[] = {"m", "h", "d", "s", "w"};
        const std::string& typed = out_.typed();
        with_units(examples, units, !typed.empty() && all_digits(typed.substr(typed.size() - 1)) ? typed : std::string());
    }

    void sizes() {
        constexpr std::string_view units[] = {"M", "k", "G", "T"};
        with_units(size_examples, units, all_digits(out_.typed()) ? out_.typed() : std::string());
        value("unlimited");
    }

    template <std::size_t N>
    void rates(const std::string_view (&examples)[N]) {
        constexpr std::string_view units[] = {"/h", "/m", "/s", "/d", "/10m"};
        constexpr std::string_view denominators[] = {"h", "m", "s", "d", "10m"};
        const std::string& typed = out_.typed();
        const std::size_t slash = typed.find('/');
        if (slash != std::string::npos && all_digits(typed.substr(0, slash)))
            with_units(examples, denominators, typed);
        else
            with_units(examples, units, all_digits(typed) ? typed : std::string());
    }

    void data_rates() {
        constexpr std::string_view units[] = {"M/s", "M/m", "M/h", "k/s", "G/h"};
        constexpr std::string_view rest[] = {"/s", "/m", "/h", "s", "m", "h"};
        const std::string& typed = out_.typed();
        if (all_digits(typed)) return with_units(data_rate_examples, units, typed);
        const bool number = !typed.empty() && all_digits(typed.substr(0, 1));
        with_units(data_rate_examples, rest, number ? typed : std::string());
    }

    const ValueSpot& spot_;
    const Symbols& symbols_;
    Proposals& out_;
    std::size_t index_;  // of the value word, from 0
};

class SectionNames {
public:
    SectionNames(const Tag& tag, const Symbols& symbols, Proposals& out) : tag_(tag), symbols_(symbols), out_(out) {}

    void run() {
        if (tag_.scope == Scope::domain) return domain();
        if (tag_.scope == Scope::smtp_listener || tag_.scope == Scope::transmissions_api_listener)
            for (const std::string_view example : listener_examples) add(example, {}, CompletionKind::value);
        if (const auto kind = defined_by(tag_.scope)) {
            for (const std::string& name : symbols_.undefined(*kind)) add(as_word(name, false), "used, not yet defined");
            // A name that could be either was taken for a virtual MTA.
            if (*kind == SymbolKind::virtual_mta_pool)
                for (const std::string& name : symbols_.undefined(SymbolKind::virtual_mta))
                    add(as_word(name, false), "used, not yet defined");
        }
        if (tag_.scope == Scope::source) source();
    }

private:
    void add(std::string_view word, std::string_view detail, CompletionKind kind = CompletionKind::name) {
        out_.add(word, Status::honoured, [&] {
            Completion c;
            c.insert = c.label = std::string(word);
            c.detail = detail;
            c.kind = kind;
            return c;
        });
    }

    void domain() {
        add("*", "every domain", CompletionKind::value);
        for (const std::string& name : symbols_.names(SymbolKind::mx_rollup)) add(name, "roll-up");
        for (const std::string& name : symbols_.undefined(SymbolKind::queue)) add(name, "queue without rules");
        const std::size_t dollar = std::min(out_.typed().find('$'), out_.typed().size());
        const std::string prefix = dollar < out_.typed().size() ? out_.typed().substr(0, dollar) : std::string();
        for (const std::string& name : symbols_.names(SymbolKind::macro)) add(prefix + '$' + name, "macro");
        add("[*.]example.com", "example.com and every domain below it", CompletionKind::value);
        add("*.example.com", "every domain below example.com", CompletionKind::value);
    }

    void source() {
        add("0/0", "every client", CompletionKind::value);
        add("127.0.0.1", "this machine", CompletionKind::value);
        add("{auth}", "users who logged in", CompletionKind::value);
        add("{pickup}", "messages from the pickup directory", CompletionKind::value);
    }

    const Tag& tag_;
    const Symbols& symbols_;
    Proposals& out_;
};

}  // namespace

void propose_values(const ValueSpot& spot, const Symbols& symbols, Proposals& out) {
    if (!spot.before.empty()) ValueProposer(spot, symbols, out).run();
}

void propose_section_names(const Tag& tag, const Symbols& symbols, Proposals& out) { SectionNames(tag, symbols, out).run(); }

}  // namespace mailrace::config
