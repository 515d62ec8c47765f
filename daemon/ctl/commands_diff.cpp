// config diff: what changes from one configuration to another, by effect or by lines. Needs no daemon.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/config_diff.h"
#include "daemon/ctl/config_report.h"
#include "daemon/ctl/output.h"
#include "shared/config/restart.h"
#include "shared/protocol/config_json.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {

namespace {

constexpr int kSame = 0, kDiffers = 1, kTrouble = 2;  // as of diff(1)
constexpr std::size_t kMostQueues = 1'000'000;

struct DiffOptions {
    std::string before, after;
    std::vector<std::string> queues;
    std::string queue_file;
    bool text = false;
};

config::LoadResult loaded(const std::string& file) {
    config::DiskFileReader disk;
    return config::load(disk, file);
}

bool usable(const Options& options, const std::string& file, const config::LoadResult& result) {
    if (result.config) return true;
    if (options.as_json) {
        std::cout << json::serialize(json::object{{"ok", false}, {"file", protocol::to_utf8_lossy(file)}, {"diagnostics", protocol::diagnostics_json(result.diagnostics)}})
                  << "\n";
    } else {
        std::vector<config::Diagnostic> errors;
        for (const auto& d : result.diagnostics)
            if (d.severity == config::Severity::error) std::cerr << one_line(config::to_text(d)) << "\n";
        std::cerr << "mailracectl: " << one_line(file) << " has errors and cannot be compared by effect; --text compares its lines\n";
    }
    return false;
}

Result<std::vector<config::QueueName>> queues_of(const DiffOptions& wanted) {
    std::vector<std::string> names = wanted.queues;
    if (!wanted.queue_file.empty()) {
        std::ifstream file;
        std::istream& in = wanted.queue_file == "-" ? std::cin : (file.open(wanted.queue_file), file);
        if (!in) return Error::not_found("cannot read " + wanted.queue_file);
        for (std::string line; names.size() < kMostQueues && std::getline(in, line);) names.push_back(std::move(line));
    }
    std::vector<config::QueueName> out;
    for (const std::string& name : names)
        if (auto queue = queue_name(name)) out.push_back(std::move(*queue));
    return out;
}

int by_lines(const Options& options, const DiffOptions& wanted) {
    const config::LoadResult before = loaded(wanted.before), after = loaded(wanted.after);
    for (const auto* result : {&before, &after})
        if (result->documents.empty()) return report(Error::not_found(config::to_text(result->diagnostics.at(0)))), kTrouble;
    const std::vector<DocumentDiff> diffs = document_diffs(before, after);
    if (options.as_json) {
        std::cout << json::serialize(json::object{{"ok", true}, {"documents", diffs_json(diffs)}}) << "\n";
    } else {
        for (const DocumentDiff& d : diffs) std::cout << d.diff;
    }
    return diffs.empty() ? kSame : kDiffers;
}

int by_effect(const Options& options, const DiffOptions& wanted) {
    const config::LoadResult before = loaded(wanted.before), after = loaded(wanted.after);
    if (!usable(options, wanted.before, before) || !usable(options, wanted.after, after)) return kTrouble;
    const auto queues = queues_of(wanted);
    if (!queues) return report(queues.error()), kTrouble;
    const std::vector<config::Change> changes = config::effect(*before.config, *after.config, *queues);
    const std::vector<std::string> restart = config::needs_restart(*before.config, *after.config);
    if (options.as_json) {
        json::array restarts(restart.begin(), restart.end());
        std::cout << json::serialize(json::object{{"ok", true}, {"queues", queues->size()}, {"changes", protocol::changes_json(changes)}, {"restart_needed", std::move(restarts)}})
                  << "\n";
    } else {
        print_changes(std::cout, changes);
        if (changes.empty())
            std::cout << (document_diffs(before, after).empty() ? "the same\n" : "the texts differ, and mean the same\n");
        for (const std::string& name : restart) std::cout << "needs a restart: " << name << "\n";
    }
    return changes.empty() ? kSame : kDiffers;
}

}  // namespace

void add_config_diff_command(CLI::App& app, Context& context) {
    auto* command = config_group(app).add_subcommand(
        "diff", "What changes from one configuration to another, by effect; exit code 0 nothing, 1 something, 2 a file has errors");
    auto wanted = std::make_shared<DiffOptions>();
    command->add_option("FROM", wanted->before, "Configuration file, with what it includes")->required();
    command->add_option("TO", wanted->after, "Another one")->required();
    auto* text = command->add_flag("--text", wanted->text, "Show the lines that differ (unified diff) instead");
    command->add_option("--queue", wanted->queues, "Count the changes of these queues, DOMAIN/VMTA")->excludes(text);
    command->add_option("--queues-from", wanted->queue_file, "Count the changes of the queues in this file, one a line; - is standard input")->excludes(text);
    command->callback([&context, wanted] {
        context.offline = [&context, wanted] { return wanted->text ? by_lines(context.options, *wanted) : by_effect(context.options, *wanted); };
    });
}

}  // namespace mailrace::ctl
