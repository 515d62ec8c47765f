// stats: reports over accounting files or the history. Needs a daemon only when its history is asked.
#include <algorithm>
#include <fstream>
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/record_sources.h"
#include "daemon/ctl/stats_output.h"
#include "shared/filter/times.h"

namespace mailrace::ctl {
namespace {

struct StatsCommand {
    RecordOptions records;
    std::vector<std::string> words;  // reports, files
    std::string by, format = "text", output, step = "1h";
    std::size_t top = 20;
    bool transients = false, reclassify = false;
};

std::string names_of_reports() {
    std::string out;
    for (const reports::ReportInfo* info : reports::reports()) out += (out.empty() ? "" : ", ") + std::string(info->name);
    return out;
}

std::string names_of_splits() {
    std::string out;
    for (const reports::Split& split : reports::splits()) out += (out.empty() ? "" : ", ") + std::string(split.name);
    return out;
}

/// Reports that are named, or the usual ones; files among the words go to the files.
Result<std::vector<const reports::ReportInfo*>> chosen(StatsCommand& command) {
    std::vector<const reports::ReportInfo*> out;
    const auto add = [&](const reports::ReportInfo* info) {
        if (std::find(out.begin(), out.end(), info) == out.end()) out.push_back(info);
    };
    for (const std::string& word : command.words) {
        if (const auto* info = reports::find_report(word)) {
            add(info);
        } else if (word == "all") {
            for (const auto* each : reports::reports()) add(each);
        } else if (!command.records.take_file(word)) {
            return Error::invalid("\"" + word + "\" is neither a report nor a file; there are: all, " + names_of_reports());
        }
    }
    if (out.empty())
        for (const auto* info : reports::reports())
            if (info->usual) out.push_back(info);
    return out;
}

Result<reports::StatsOptions> options_of(StatsCommand& command, WallTime now) {
    reports::StatsOptions options;
    auto infos = chosen(command);
    if (!infos) return infos.error();
    options.reports = std::move(*infos);
    if (!command.by.empty()) {
        options.by = reports::find_split(command.by);
        if (options.by == nullptr) return Error::invalid("--by " + command.by + ": there are " + names_of_splits());
    }
    const auto step = filter::read_duration(command.step);
    if (!step || *step < 60'000'000) return Error::invalid("--step " + command.step + ": at least 1m; 15m, 1h, 1d");
    options.collect.top = command.top;
    options.collect.step_ms = *step / 1000;
    options.collect.with_transients = command.transients;
    auto selection = command.records.selection(now);
    if (!selection) return selection.error();
    options.selection = std::move(*selection);
    if (command.reclassify) {
        auto classifier = feedback::Classifier::make();
        if (!classifier) return classifier.error();
        options.reclassify = std::move(*classifier);
    }
    return options;
}

std::vector<std::string> condition_words(const StatsCommand& command, const reports::Selection& selection) {
    std::vector<std::string> out;
    for (const auto& condition : selection.conditions) out.push_back(condition.text());
    if (!command.records.last.empty()) out.push_back("last " + command.records.last);
    if (!command.records.since.empty()) out.push_back("since " + command.records.since);
    if (!command.records.until.empty()) out.push_back("until " + command.records.until);
    return out;
}

void tell_remarks(const StatsResult& result, const reports::Selection& selection) {
    for (const std::string& words : remarks(result.read)) std::cerr << "note: " << words << "\n";
    for (const std::string& field : selection.fields_never_seen()) std::cerr << "note: there is no column " << field << "\n";
    if (result.books.uncategorised > 0)
        std::cerr << "note: " << result.books.uncategorised
                  << " bounces have no category; --reclassify computes it from what receivers said\n";
    if (result.books.names_left_out)
        std::cerr << "note: there are too many different names; the rest is counted under (others)\n";
}

int write_out(const std::string& text, const std::string& path) {
    if (path.empty() || path == "-") {
        std::cout << text;
        std::cout.flush();
        return std::cout ? 0 : 1;
    }
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    return file ? 0 : report(Error::storage("cannot write " + path));
}

int run_stats(StatsCommand& command, const Options& daemon) {
    command.records.give_back(command.records.where);
    auto options = options_of(command, SystemClock::instance().wall());
    if (!options) return report(options.error());
    StatsResult result;
    result.conditions = condition_words(command, options->selection);
    result.by = options->by == nullptr ? std::string() : std::string(options->by->name);
    const reports::Selection narrowing = options->selection;
    reports::Stats stats(std::move(*options));
    auto read = read_records(command.records, daemon, narrowing, [&](const accounting::Record& record) {
        stats.add(record);
        return true;
    });
    if (!read) return report(read.error());
    result.read = std::move(*read);
    result.books = stats.books();
    result.tables = stats.tables();
    tell_remarks(result, stats.selection());
    const std::string format = daemon.as_json ? "json" : command.format;
    const std::string text = format == "csv"    ? stats_csv(result)
                             : format == "json" ? json::serialize(stats_json(result)) + "\n"
                             : format == "html" ? stats_page(result)
                                                : stats_text(result);
    const int written = write_out(text, command.output);
    return result.read.failed() ? 1 : written;
}

}  // namespace

void add_stats_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "stats", "Reports over accounting files (ours, PowerMTA's) or the history: categories, responses, domains, times");
    auto o = std::make_shared<StatsCommand>();
    command->add_option("REPORT", o->words, "Reports (see below), or files to read; the usual reports when none is named");
    o->records.add_to(*command);
    command->add_option("--by", o->by, "Split by " + names_of_splits());
    command->add_option("--top", o->top, "Rows of lists and groups; 0: all")->capture_default_str();
    command->add_option("--step", o->step, "Step of vmta-time-breakdown")->capture_default_str();
    command->add_flag("--transients", o->transients, "Count temporary refusals in top-bounce too");
    command->add_flag("--reclassify", o->reclassify,
                      "Categories from what receivers said, by Mailrace's rules, instead of those in the records");
    command->add_option("--format", o->format, "text, csv, json or html")
        ->check(CLI::IsMember({"text", "csv", "json", "html"}))
        ->capture_default_str();
    command->add_flag_callback(
        "--html", [o] { o->format = "html"; }, "As --format html");
    command->add_flag_callback(
        "--csv", [o] { o->format = "csv"; }, "As --format csv");
    command->add_option("--output,-o", o->output, "Write to this file");
    std::string footer = "Reports:\n";
    for (const reports::ReportInfo* info : reports::reports())
        footer += "  " + std::string(info->name) + std::string(22 - std::min<std::size_t>(21, info->name.size()), ' ') +
                  std::string(info->help) + (info->usual ? " *" : "") + "\n";
    command->footer(footer +
                    "  all                   all of them\n* the usual ones. Times are UTC. Without --file or --history the "
                    "daemon's history is read.");
    command->callback([&context, o] { context.offline = [&context, o] { return run_stats(*o, context.options); }; });
}

}  // namespace mailrace::ctl
