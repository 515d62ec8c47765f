// find: records of accounting files or of the history. Exit codes are grep's: 0 found, 1 nothing found, 2 something went wrong.
#include <fstream>
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/find_output.h"
#include "daemon/ctl/record_sources.h"

namespace mailrace::ctl {
namespace {

constexpr int kFound = 0, kNothing = 1, kTrouble = 2;

struct FindCommand {
    RecordOptions records;
    std::vector<std::string> words;  // conditions, files
    std::vector<std::string> fields;
    std::string form = "table", output;
    std::uint64_t max_items = 0;
    bool quiet = false;
};

int trouble(const Error& error) {
    report(error);
    return kTrouble;
}

Result<reports::Selection> selection_of(FindCommand& command) {
    command.records.give_back(command.words);
    for (const std::string& word : command.words) {
        const bool condition = word.find_first_of("=<>") != std::string::npos;
        if (!condition && command.records.take_file(word)) continue;
        if (!condition) return Error::invalid("\"" + word + "\" is neither a condition (FIELD=VALUE) nor a file");
        command.records.where.push_back(word);
    }
    return command.records.selection(SystemClock::instance().wall());
}

int run_find(FindCommand& command, const Options& daemon) {
    auto selection = selection_of(command);
    if (!selection) return trouble(selection.error());
    std::ofstream file;
    if (!command.output.empty() && command.output != "-") {
        file.open(command.output, std::ios::binary);
        if (!file) return trouble(Error::storage("cannot write " + command.output));
    }
    std::ostream& out = file.is_open() ? file : std::cout;
    const bool no_words = command.quiet;
    auto printer = make_find_output(daemon.as_json && command.form == "table" ? "json" : command.form, command.fields, out);
    std::uint64_t found = 0;
    const reports::Selection narrowing = *selection;
    auto read = read_records(command.records, daemon, narrowing, [&](const accounting::Record& record) {
        if (!selection->takes(record)) return true;
        ++found;
        if (no_words) return false;
        printer->add(record);
        return found != command.max_items && static_cast<bool>(out);
    });
    if (!read) return trouble(read.error());
    if (!no_words) printer->end();
    out.flush();
    for (const std::string& words : remarks(*read)) std::cerr << "note: " << words << "\n";
    for (const std::string& field : selection->fields_never_seen()) std::cerr << "note: there is no column " << field << "\n";
    if (!out) return trouble(Error::storage("cannot write what was found"));
    if (read->failed()) return kTrouble;
    return found > 0 ? kFound : kNothing;
}

}  // namespace

void add_find_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "find", "Records of accounting files (ours, PowerMTA's) or of the history: find rcpt=ann@example.com dsnDiag=/blocked/");
    auto o = std::make_shared<FindCommand>();
    command->add_option("CONDITION", o->words,
                        "FIELD=VALUE, FIELD=/regex/, FIELD=a*, FIELD!=…, FIELD<…, FIELD>…; all must hold. Also files to read");
    o->records.add_to(*command);
    std::string forms;
    std::vector<std::string> names;
    for (const FindForm& form : find_forms()) {
        names.emplace_back(form.name);
        forms += "  " + std::string(form.name) + std::string(8 - std::min<std::size_t>(7, form.name.size()), ' ') +
                 std::string(form.help) + "\n";
    }
    command->add_option("--format", o->form, "How to print (see below)")->check(CLI::IsMember(names))->capture_default_str();
    command->add_flag_callback(
        "--csv", [o] { o->form = "csv"; }, "As --format csv");
    command->add_flag_callback(
        "--html", [o] { o->form = "html"; }, "As --format html");
    command->add_flag_callback(
        "--count,-c", [o] { o->form = "count"; }, "As --format count");
    command->add_option("--fields", o->fields, "Columns to print, by name")->delimiter(',')->allow_extra_args(false);
    command->add_option("--maxitems,-m", o->max_items, "Stop after so many; 0: print all")->capture_default_str();
    command->add_flag("--quiet,-q", o->quiet, "Print nothing, stop at the first: only the exit code tells");
    command->add_option("--output,-o", o->output, "Write to this file");
    command->footer(
        "Fields are the columns of accounting files (type, timeLogged, orig, rcpt, dsnStatus, dsnDiag, bounceCat, vmta, jobId, "
        "header_NAME, …), and\n"
        "from, to, domain, job, user, pool, category, status, response, mta, source, size, seconds for short. Case does not "
        "matter.\n"
        "Forms:\n" +
        forms + "Without --file or --history the daemon's history is searched. Exit code: 0 found, 1 nothing found, 2 trouble.");
    command->callback([&context, o] { context.offline = [&context, o] { return run_find(*o, context.options); }; });
}

}  // namespace mailrace::ctl
