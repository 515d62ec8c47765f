// classify: what replies mean, without a daemon. Reads one reply a line, so that logs and other programs can be asked about.
#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "daemon/feedback/classifier.h"
#include "daemon/feedback/rule_lint.h"

namespace mailrace::ctl {
namespace {

constexpr std::size_t kMaxLine = 64 * 1024;

struct ClassifyOptions {
    std::string file = "-", provider, rules, check;
    bool all = false;
};

Result<std::string> read_all(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error::not_found("cannot open " + path);
    std::string text(feedback::kMaxRuleFile + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

/// Lines of a reply may be written as "\n" or "\r\n" in one line, as logs do.
std::string unescaped(std::string_view line) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char next = line[i] == '\\' && i + 1 < line.size() ? line[i + 1] : '\0';
        if (next == 'n' || next == 'r') {
            if (next == 'n') out += "\r\n";
            ++i;
        } else {
            out += line[i];
        }
    }
    return out;
}

void print_json(const std::string& line, const feedback::Classification& c, const std::string& provider) {
    json::object row;
    row["response"] = line;
    row["category"] = c.category;
    row["subcategory"] = c.subcategory;
    row["class"] = events::to_string(c.cls);
    row["rule"] = c.rule;
    row["provider"] = c.provider.empty() ? std::string_view(provider) : c.provider;
    std::cout << json::serialize(row) << '\n';
}

void print_text(const std::string& line, const feedback::Classification& c) {
    std::string what(c.category);
    if (!c.subcategory.empty()) what += fmt::format("/{}", c.subcategory);
    if (c.handling == events::Handling::defer) what += " (try again)";
    if (c.handling == events::Handling::bounce) what += " (give up)";
    const std::string rule = c.rule.empty() ? "-" : fmt::format("{} ({}:{})", c.rule, c.file, c.line);
    std::cout << fmt::format("{:<36} {:<10} {:<48} {}\n", what,
                             c.cls == events::ResponseClass::none ? "-" : events::to_string(c.cls), rule, one_line(line));
}

int classify_lines(std::istream& in, const feedback::Classifier& classifier, const ClassifyOptions& options, bool as_json) {
    std::string line;
    while (std::getline(in, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        line.resize(std::min(line.size(), kMaxLine));
        const std::string reply = unescaped(line);
        const feedback::ResponseText text{reply, 0, {}, false, {}};
        const auto found = classifier.classify(text, options.provider);
        as_json ? print_json(line, found, options.provider) : print_text(line, found);
        if (!options.all || as_json) continue;
        for (const feedback::Rule* rule : classifier.matching(text, options.provider))
            std::cout << fmt::format("    {} ({}:{}) {}\n", rule->id, rule->file, rule->line, rule->category);
    }
    return 0;
}

int check(const std::string& path, bool as_json) {
    auto text = read_all(path);
    if (!text) return report(text.error());
    const auto findings = feedback::lint_rules(feedback::merge_rule_files(
        feedback::parse_rule_file(feedback::kBuiltInRulesName, feedback::built_in_rules()),
        feedback::parse_rule_file(path, *text,
                                  feedback::parse_rule_file(feedback::kBuiltInRulesName, feedback::built_in_rules()).defines)));
    for (const auto& finding : findings) {
        if (as_json)
            std::cout << json::serialize(json::object{{"file", finding.file}, {"line", finding.line}, {"words", finding.words}})
                      << '\n';
        else
            std::cout << to_text(finding) << '\n';
    }
    if (!as_json) std::cout << (findings.empty() ? path + ": no faults\n" : fmt::format("{} faults\n", findings.size()));
    return findings.empty() ? 0 : 1;
}

int run_classify(const ClassifyOptions& options, bool as_json) {
    if (!options.check.empty()) return check(options.check, as_json);
    feedback::ClassifierOptions with;
    if (!options.rules.empty()) {
        auto text = read_all(options.rules);
        if (!text) return report(text.error());
        with.rules_name = options.rules;
        with.rules_text = std::move(*text);
    }
    const auto classifier = feedback::Classifier::make(std::move(with));
    if (!classifier) return report(classifier.error());
    if (options.file == "-") return classify_lines(std::cin, **classifier, options, as_json);
    std::ifstream in(options.file, std::ios::binary);
    if (!in) return report(Error::not_found("cannot open " + options.file));
    return classify_lines(in, **classifier, options, as_json);
}

}  // namespace

void add_classify_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "classify", "What replies of receivers mean: category, class and the rule that says so (no daemon needed)");
    auto options = std::make_shared<ClassifyOptions>();
    command->add_option("file", options->file, "Replies, one a line; - is standard input")->capture_default_str();
    command->add_option("--provider", options->provider, "Whose replies these are: a name (google) or a domain of MX hosts");
    command->add_option("--rules", options->rules, "A file of rules laid over the built-in ones");
    command->add_option("--check", options->check,
                        "Try the samples of a file of rules instead, and look for rules that can never decide");
    command->add_flag("--all", options->all, "Also list the other rules that fit");
    command->callback([&context, options] {
        context.offline = [&context, options] { return run_classify(*options, context.options.as_json); };
    });
}

}  // namespace mailrace::ctl
