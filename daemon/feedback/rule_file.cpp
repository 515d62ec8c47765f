#include "daemon/feedback/rule_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

using mail::trim;
using std::string_view;

constexpr std::array<string_view, 18> categories{
    "bad-configuration", "bad-connection",  "bad-domain",          "bad-mailbox",  "content-related", "inactive-mailbox",
    "invalid-sender",    "message-expired", "no-answer-from-host", "other",        "policy-related",  "protocol-errors",
    "quota-issues",      "relaying-issues", "routing-errors",      "spam-related", "success",         "virus-related"};
static_assert(std::is_sorted(categories.begin(), categories.end()));

string_view first_word(string_view line) { return line.substr(0, std::min(line.find_first_of(" \t"), line.size())); }

std::vector<string_view> words_of(string_view text) {
    std::vector<string_view> out;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        out.push_back(first_word(text));
        text.remove_prefix(out.back().size());
    }
    return out;
}

/// "\n" as two characters stands for a line break, so that samples can have several lines.
std::string sample_text(string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n') {
            out += "\r\n";
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::optional<CodeMatch> parse_code(string_view word) {
    if (word == "none") return CodeMatch{0, 0};
    if (word.size() != 3 || word[0] < '2' || word[0] > '5') return {};
    unsigned low = 0, high = 0;
    bool open = false;
    for (const char c : word) {
        if (c != 'x' && (!mail::is_digit(c) || open)) return {};
        open = open || c == 'x';
        low = low * 10 + (c == 'x' ? 0 : static_cast<unsigned>(c - '0'));
        high = high * 10 + (c == 'x' ? 9 : static_cast<unsigned>(c - '0'));
    }
    return CodeMatch{static_cast<std::uint16_t>(low), static_cast<std::uint16_t>(high)};
}

/// "7", "x", "20-30".
bool parse_range(string_view word, std::uint16_t& low, std::uint16_t& high) {
    if (word == "x") return true;
    const std::size_t dash = std::min(word.find('-'), word.size());
    const auto number = [](string_view digits, std::uint16_t& to) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), to);
        return error == std::errc{} && end == digits.data() + digits.size() && to <= 999;
    };
    if (!number(word.substr(0, dash), low)) return false;
    high = low;
    return dash == word.size() || (number(word.substr(dash + 1), high) && high >= low);
}

std::optional<StatusMatch> parse_status(string_view word) {
    const std::size_t a = word.find('.'), b = a == string_view::npos ? a : word.find('.', a + 1);
    if (b == string_view::npos || a != 1) return {};
    StatusMatch out;
    if (word[0] != 'x') {
        if (word[0] != '2' && word[0] != '4' && word[0] != '5') return {};
        out.cls = static_cast<std::uint8_t>(word[0] - '0');
    }
    if (!parse_range(word.substr(2, b - 2), out.subject_low, out.subject_high) ||
        !parse_range(word.substr(b + 1), out.detail_low, out.detail_high))
        return {};
    return out;
}

bool is_name(string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return mail::is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
    });
}

class Parser {
public:
    Parser(string_view name, const std::map<std::string, std::string>& defines) : name_(name) { out_.defines = defines; }

    RuleFile run(string_view text) {
        if (text.size() > kMaxRuleFile) {
            problem("the file is larger than " + std::to_string(kMaxRuleFile >> 20) + " MB");
            return std::move(out_);
        }
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            ++line_;
            if (end > kMaxRuleLine)
                problem("the line is too long");
            else
                line(trim(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (rule_ || provider_) problem("the last block is not closed");
        return std::move(out_);
    }

private:
    void problem(std::string words) {
        if (out_.problems.size() < 200) out_.problems.push_back({std::string(name_), line_, std::move(words)});
    }

    void line(string_view text) {
        if (text.empty() || text[0] == '#') return;
        if (text[0] == '<') return tag(text);
        const string_view directive = first_word(text);
        const string_view value = trim(text.substr(directive.size()));
        if (value.empty()) return problem(std::string(directive) + " wants a value");
        if (rule_) return in_rule(directive, value);
        if (provider_) return in_provider(directive, value);
        if (directive == "define") return define(value);
        if (directive == "remove") return out_.removed.emplace_back(value), void();
        problem("there is no directive \"" + std::string(directive) + "\" outside a block");
    }

    void tag(string_view text) {
        if (text.back() != '>') return problem("the tag is not closed");
        text = trim(text.substr(1, text.size() - 2));
        if (text == "/rule") return end_rule();
        if (text == "/provider") {
            if (!provider_) return problem("there is no <provider> to close");
            out_.providers.push_back(std::move(*provider_));
            provider_.reset();
            return;
        }
        const string_view what = first_word(text);
        const string_view name = trim(text.substr(what.size()));
        if (what != "rule" && what != "provider") return problem("there is no block <" + std::string(what) + ">");
        if (rule_ || provider_) problem("a block begins inside another");
        if (!is_name(name)) problem("a name has lower-case letters, digits, '-' and '.', at most 64");
        rule_.reset();
        provider_.reset();
        if (what == "provider") {
            provider_ = RuleProvider{std::string(name), std::string(name_), line_, {}, {}};
        } else {
            rule_.emplace();
            rule_->id = std::string(name);
            rule_->file = std::string(name_);
            rule_->line = line_;
            stage_given_ = false;
        }
    }

    void define(string_view value) {
        const string_view name = first_word(value);
        const bool good = std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
        if (!good) return problem("names of definitions have capital letters and '_'");
        out_.defines[std::string(name)] = expand(trim(value.substr(name.size())));
    }

    /// {NAME} becomes the definition in a group of its own.
    std::string expand(string_view text) {
        std::string out;
        while (!text.empty()) {
            const std::size_t open = text.find('{');
            const std::size_t close = open == string_view::npos ? open : text.find('}', open);
            if (close == string_view::npos || out.size() > kMaxRuleLine * 8) {
                out.append(text);
                break;
            }
            const std::string name(text.substr(open + 1, close - open - 1));
            out.append(text.substr(0, open));
            const auto known = out_.defines.find(name);
            if (known != out_.defines.end()) {
                out.append("(?:").append(known->second).append(")");
            } else {
                if (!name.empty() && !mail::is_digit(name[0])) problem("{" + name + "} is not defined above");
                out.append(text.substr(open, close - open + 1));
            }
            text.remove_prefix(close + 1);
        }
        return out;
    }

    void in_provider(string_view directive, string_view value) {
        std::vector<std::string>* list = directive == "domains" ? &provider_->domains
                                         : directive == "signs" ? &provider_->signs
                                                                : nullptr;
        if (list == nullptr) return problem("a provider has no \"" + std::string(directive) + "\"; domains and signs it has");
        if (directive == "signs" && value.size() >= 2 && value.front() == '"' && value.back() == '"')
            return list->push_back(mail::lower(value.substr(1, value.size() - 2)));
        for (const string_view word : words_of(value)) list->push_back(mail::lower(word));
    }

    void pattern(string_view value, std::vector<RulePattern>& to) {
        if (value.size() < 3 || value.front() != '/' || value.back() != '/')
            return problem("a pattern stands between two slashes");
        const std::size_t before = out_.problems.size();
        std::string text = expand(value.substr(1, value.size() - 2));
        if (out_.problems.size() != before) return to.push_back({"", line_});
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\\')
                ++i;
            else if (text[i] >= 'A' && text[i] <= 'Z')
                return problem("patterns are tried on lower-case words: they have no capital letters");
        }
        to.push_back({std::move(text), line_});
    }

    void in_rule(string_view directive, string_view value) {
        Rule& r = *rule_;
        if (directive == "provider") {
            for (const string_view word : words_of(value)) r.providers.emplace_back(word);
        } else if (directive == "code") {
            for (const string_view word : words_of(value)) {
                if (const auto code = parse_code(word))
                    r.codes.push_back(*code);
                else
                    problem("\"" + std::string(word) + "\" is no code: 550, 55x, 5xx, none");
            }
        } else if (directive == "status") {
            for (const string_view word : words_of(value)) {
                if (const auto status = parse_status(word))
                    r.statuses.push_back(*status);
                else
                    problem("\"" + std::string(word) + "\" is no enhanced status: 5.1.1, x.7.x, x.7.20-30");
            }
        } else if (directive == "reply") {
            pattern(value, r.replies);
        } else if (directive == "not") {
            pattern(value, r.excludes);
        } else if (directive == "category") {
            if (!is_category(value)) problem("\"" + std::string(value) + "\" is not one of the 17 categories");
            r.category = value;
        } else if (directive == "subcategory") {
            if (!is_name(value)) problem("a sub-category is a name of lower-case letters, digits and '-'");
            r.subcategory = value;
        } else if (directive == "class") {
            if (const auto cls = class_of_name(value))
                r.cls = *cls;
            else
                problem("the class is one of hard, soft, our-fault, look, none");
        } else if (directive == "handling") {
            if (value == "defer")
                r.handling = events::Handling::defer;
            else if (value == "bounce")
                r.handling = events::Handling::bounce;
            else
                problem("handling is defer or bounce");
        } else if (directive == "stage") {
            stage(value);
        } else if (directive == "origin") {
            r.origin = value;
        } else if (directive == "sample") {
            r.samples.push_back({sample_text(value), line_});
        } else if (directive == "near-miss") {
            r.near_misses.push_back({sample_text(value), line_});
        } else {
            problem("a rule has no \"" + std::string(directive) + "\"");
        }
    }

    void stage(string_view value) {
        constexpr std::pair<string_view, Stage> names[] = {{"plain", Stage::plain}, {"status", Stage::status},
                                                           {"code", Stage::code},   {"text", Stage::text},
                                                           {"last", Stage::last},   {"powermta", Stage::powermta}};
        for (const auto& [name, stage] : names) {
            if (value != name) continue;
            rule_->stage = stage;
            stage_given_ = true;
            return;
        }
        problem("the stage is one of plain, status, code, text, last, powermta");
    }

    void end_rule() {
        if (!rule_) return problem("there is no <rule> to close");
        Rule& r = *rule_;
        if (!stage_given_) {
            r.stage = !r.providers.empty()                    ? Stage::provider
                      : !r.statuses.empty()                   ? Stage::status
                      : !r.codes.empty() && r.replies.empty() ? Stage::code
                                                              : Stage::text;
        }
        if (r.category.empty()) problem("rule " + r.id + " has no category");
        if (r.codes.empty() && r.statuses.empty() && r.replies.empty() && r.stage != Stage::last && r.stage != Stage::powermta)
            problem("rule " + r.id + " fits everything: it needs a reply, a status or a code");
        if (out_.rules.size() >= kMaxRules)
            problem("there are more than " + std::to_string(kMaxRules) + " rules");
        else
            out_.rules.push_back(std::move(r));
        rule_.reset();
    }

    string_view name_;
    RuleFile out_;
    std::uint32_t line_ = 0;
    std::optional<Rule> rule_;
    std::optional<RuleProvider> provider_;
    bool stage_given_ = false;
};

}  // namespace

std::string to_text(const RuleProblem& problem) {
    return problem.file + ":" + std::to_string(problem.line) + ": " + problem.words;
}

RuleFile parse_rule_file(string_view name, string_view text, const std::map<std::string, std::string>& defines) {
    return Parser(name, defines).run(text);
}

RuleFile merge_rule_files(RuleFile base, RuleFile over) {
    const auto place = [&](const std::string& id) {
        return std::find_if(base.rules.begin(), base.rules.end(), [&](const Rule& r) { return r.id == id; });
    };
    for (const std::string& id : over.removed) {
        const auto found = place(id);
        if (found != base.rules.end())
            base.rules.erase(found);
        else
            over.problems.push_back(
                {over.rules.empty() ? "" : over.rules[0].file, 0, "remove " + id + ": there is no such rule"});
    }
    std::vector<Rule> fresh;
    for (Rule& rule : over.rules) {
        const auto found = place(rule.id);
        if (found != base.rules.end())
            *found = std::move(rule);
        else
            fresh.push_back(std::move(rule));
    }
    fresh.insert(fresh.end(), std::make_move_iterator(base.rules.begin()), std::make_move_iterator(base.rules.end()));
    base.rules = std::move(fresh);
    for (RuleProvider& provider : over.providers) {
        const auto same = [&](const RuleProvider& p) { return p.name == provider.name; };
        const auto found = std::find_if(base.providers.begin(), base.providers.end(), same);
        if (found != base.providers.end())
            *found = std::move(provider);
        else
            base.providers.push_back(std::move(provider));
    }
    base.problems.insert(base.problems.end(), over.problems.begin(), over.problems.end());
    return base;
}

bool is_category(string_view name) { return std::binary_search(categories.begin(), categories.end(), name); }

std::optional<events::ResponseClass> class_of_name(string_view name) {
    using C = events::ResponseClass;
    for (const C cls : {C::hard, C::soft, C::our_fault, C::look})
        if (events::to_string(cls) == name) return cls;
    if (name == "none") return C::none;
    return {};
}

}  // namespace mailrace::feedback
