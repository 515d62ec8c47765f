// The commands about configuration files that need no daemon: check, explain, format, and help on the language.
#include <iostream>
#include <iterator>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/config_report.h"
#include "daemon/ctl/output.h"
#include "daemon/platform/owned_file.h"
#include "daemon/platform/paths.h"
#include "shared/config/check.h"
#include "shared/config/formatter.h"
#include "shared/config/reference.h"
#include "shared/config/sample.h"
#include "shared/help/help.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {

namespace {

constexpr std::string_view kStandardInput = "-";

std::string default_file() { return platform::default_paths().configuration + "/mailrace.conf"; }

std::string read_standard_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

config::LoadResult load_file(const std::string& file) {
    config::DiskFileReader disk;
    if (file != kStandardInput) return config::load(disk, file);
    return config::load_text("(standard input)", read_standard_input(), &disk);
}

// ---- check

struct CheckOptions {
    std::vector<std::string> files;
    bool strict = false;
    bool all = false;
    bool quiet = false;
};

int check(const Options& options, const CheckOptions& wanted) {
    json::array answers;
    bool ok = true;
    for (const std::string& file : wanted.files) {
        const config::LoadResult result = load_file(file);
        ok = ok && result.config && !(wanted.strict && count_findings(result).warnings > 0);
        if (options.as_json) {
            answers.emplace_back(findings_json(file, result));
            continue;
        }
        if (!wanted.quiet) print_findings(std::cout, result, wanted.all);
        print_sums(std::cout, file, result);
    }
    if (options.as_json) std::cout << json::serialize(json::object{{"ok", ok}, {"files", std::move(answers)}}) << "\n";
    return ok ? 0 : 1;
}

void add_check(CLI::App& group, Context& context) {
    auto* command = group.add_subcommand("check", "Say what is understood of a configuration, line by line; exit code 1 when it has errors");
    auto wanted = std::make_shared<CheckOptions>();
    command->add_option("FILE", wanted->files, "Configuration files, each a whole of its own; - is standard input; without one " + default_file());
    command->add_flag("--strict", wanted->strict, "Exit code 1 for warnings too");
    command->add_flag("--all", wanted->all, "Tell the same finding again for each line");
    command->add_flag("--quiet", wanted->quiet, "Print the sums only");
    command->callback([&context, wanted] {
        if (wanted->files.empty()) wanted->files.push_back(default_file());
        context.offline = [&context, wanted] { return check(context.options, *wanted); };
    });
}

// ---- explain, help

json::object directive_json(const config::Directive& d) {
    return {{"name", d.name},
            {"scopes", config::scopes_text(d.scopes)},
            {"value", config::expected_text(d)},
            {"default", d.default_text},
            {"example", config::sample_value(d)},
            {"help", d.help},
            {"status", to_string(d.status)},
            {"note", d.note},
            {"repeatable", d.repeatable},
            {"section", false}};
}

json::object tag_json(const config::Tag& tag) {
    return {{"name", "<" + std::string(tag.name) + ">"}, {"scopes", config::scopes_text(tag.parents)}, {"help", tag.help},
            {"status", to_string(tag.status)},           {"note", tag.note},                           {"section", true}};
}

json::array everything_json() {
    json::array out;
    for (const config::Tag& tag : config::all_tags()) out.emplace_back(tag_json(tag));
    for (const config::Directive* d : config::all_directives()) out.emplace_back(directive_json(*d));
    return out;
}

json::array meanings_json(const std::string& name) {
    std::string bare = name;
    const bool section_only = bare.starts_with('<');
    if (section_only) bare = bare.substr(1, bare.find_first_of("> ") - 1);
    json::array out;
    if (const config::Tag* tag = config::find_tag(bare)) out.emplace_back(tag_json(*tag));
    if (!section_only)
        for (const config::Directive* d : config::find_directive_anywhere(bare)) out.emplace_back(directive_json(*d));
    return out;
}

int unknown_name(const std::string& name) {
    const std::string near = config::nearest_name(name);
    return report(Error::not_found("there is no directive or section \"" + name + "\"" + (near.empty() ? "" : "; did you mean \"" + near + "\"?")));
}

int explain(const Options& options, const std::vector<std::string>& names) {
    json::array found;
    std::string page;
    for (const std::string& name : names) {
        const std::string text = config::directive_markdown(name);
        if (text.empty()) return unknown_name(name);
        page += text;
        for (auto& meaning : meanings_json(name)) found.push_back(std::move(meaning));
    }
    while (page.ends_with("\n\n")) page.pop_back();
    std::cout << (options.as_json ? json::serialize(found) + "\n" : page);
    return 0;
}

int whole_reference(const Options& options) {
    std::cout << (options.as_json ? json::serialize(everything_json()) + "\n" : config::reference_markdown());
    return 0;
}

void add_explain(CLI::App& group, Context& context) {
    auto* command = group.add_subcommand("explain", "What a directive or <section> means, its value, its default, and what Mailrace does with it");
    auto names = std::make_shared<std::vector<std::string>>();
    command->add_option("NAME", *names, "Directives or sections")->required();
    command->callback([&context, names] { context.offline = [&context, names] { return explain(context.options, *names); }; });
}

// ---- format

struct FormatOptions {
    std::vector<std::string> files;
    bool check = false;
    bool write = false;
};

enum class Formatted { same, changed, failed };

Formatted format_file(const std::string& file, const FormatOptions& wanted) {
    config::DiskFileReader disk;
    const auto text = file == kStandardInput ? Result<std::string>(read_standard_input()) : disk.read(file);
    if (!text) {
        report(text.error());
        return Formatted::failed;
    }
    const std::string formatted = config::format(config::SyntaxTree(*text));
    const bool same = formatted == *text;
    if (!wanted.check && !wanted.write) std::cout << formatted;
    if (wanted.write && !same && file != kStandardInput) {
        if (const auto written = platform::replace_owned(file, formatted); !written) {
            report(written.error());
            return Formatted::failed;
        }
    }
    return same ? Formatted::same : Formatted::changed;
}

int format(const Options& options, const FormatOptions& wanted) {
    json::array changed;
    bool failed = false;
    for (const std::string& file : wanted.files) {
        const Formatted outcome = format_file(file, wanted);
        failed = failed || outcome == Formatted::failed;
        if (outcome == Formatted::changed) changed.emplace_back(protocol::to_utf8_lossy(file));
    }
    if (wanted.check || wanted.write) {
        if (options.as_json) {
            std::cout << json::serialize(json::object{{"changed", changed}}) << "\n";
        } else {
            for (const auto& name : changed) std::cout << name.get_string().c_str() << "\n";
        }
    }
    return failed || (wanted.check && !changed.empty()) ? 1 : 0;
}

void add_format(CLI::App& group, Context& context) {
    auto* command = group.add_subcommand("format", "Lay a configuration out the common way; comments and meaning stay");
    auto wanted = std::make_shared<FormatOptions>();
    command->add_option("FILE", wanted->files, "Files to lay out; - is standard input")->required();
    auto* check_flag = command->add_flag("--check", wanted->check, "Name the files that would change, change nothing; exit code 1 when there are any");
    command->add_flag("--write", wanted->write, "Change the files, and name those that changed")->excludes(check_flag);
    command->callback([&context, wanted] { context.offline = [&context, wanted] { return format(context.options, *wanted); }; });
}

}  // namespace

CLI::App& config_group(CLI::App& app) {
    for (auto* made : app.get_subcommands([](const CLI::App* sub) { return sub->get_name() == "config"; })) return *made;
    auto* group = app.add_subcommand("config", "Configuration files: check, explain, format, import, compare, go back");
    group->require_subcommand(1);
    return *group;
}

void add_config_commands(CLI::App& app, Context& context) {
    CLI::App& group = config_group(app);
    add_check(group, context);
    add_explain(group, context);
    add_format(group, context);
}

void add_help_command(CLI::App& app, Context& context) {
    auto* help = app.add_subcommand("help", "Help: all commands, a page, or the reference of the configuration");
    add_help_topics(*help, context);
    auto* config = help->add_subcommand("config", "The reference of the configuration language, whole or one name");
    auto names = std::make_shared<std::vector<std::string>>();
    config->add_option("NAME", *names, "Directives or sections");
    config->callback([&context, names] {
        context.offline = [&context, names] { return names->empty() ? whole_reference(context.options) : explain(context.options, *names); };
    });
    help->callback([&app, &context, help] {
        if (!help->get_subcommands().empty()) return;
        context.offline = [&app] {
            std::cout << app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal);
            std::cout << "\nPages (mailracectl help NAME):\n";
            for (const help::Topic& topic : help::topics()) std::cout << "  " << topic.id << ": " << topic.title << "\n";
            std::cout << "  config [NAME…]: the configuration, name by name\n  search WORD…: find pages by words\n";
            return 0;
        };
    });
}

}  // namespace mailrace::ctl
