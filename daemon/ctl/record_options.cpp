#include "daemon/ctl/record_options.h"

#include <algorithm>
#include <filesystem>

#include "shared/accounting/time.h"
#include "shared/filter/times.h"

namespace mailrace::ctl {
namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path) {
    std::error_code error;
    return path == "-" || fs::exists(path, error);
}

/// ms since 1970 of the begin (or, of what `until` says, behind the end) of a time.
Result<std::int64_t> moment(const std::string& option, const std::string& text, WallTime now, bool end) {
    const auto span = filter::read_time(text, now);
    if (const auto exact = accounting::read_time(text); exact && !span) return *exact + (end ? 1000 : 0);  // as a record has it
    if (!span)
        return Error::invalid(option + " " + text +
                              ": write 2026-01-02, 2026-01-02T03:04, 14:05 (today), 2h (ago), today or yesterday");
    return end ? span->last / 1000 + 1 : span->first / 1000;
}

}  // namespace

void RecordOptions::add_to(CLI::App& command) {
    command
        .add_option("--file,-f", files, "Accounting files, ours or PowerMTA's; also .gz and .zst, folders, - for standard input")
        ->type_name("FILE");
    command.add_option("--history", history, "Read the history's files in this directory, without a daemon")->type_name("DIR");
    command.add_option("--columns", columns, "The header line of files that have none: type,timeLogged,…");
    command.add_option("--where,-w", where, "Only records with FIELD=VALUE, FIELD=/regex/, FIELD=a*, FIELD!=…, FIELD<…, FIELD>…")
        ->type_name("COND")
        ->allow_extra_args(false);
    command.add_option("--last", last, "The last 2h, 30m, 7d");
    command.add_option("--since", since, "From a time on: 2026-01-02, 2026-01-02T03:04, 2h, yesterday (UTC)");
    command.add_option("--until", until, "Up to a time");
    command.add_option("--from,--orig", from, "Envelope sender (any condition's VALUE: text, a*, /regex/)");
    command.add_option("--to-domain,--toDomain", to_domain, "Domain of the recipient");
    command.add_option("--job,--jobId", job, "Job");
    command.add_option("--vmta", vmta, "Virtual MTA");
    command.add_option("--user,--rcvSmtpUser", user, "User who handed the mail in");
    command.add_option("--env-id,--envId", env_id, "Envelope id");
    command.add_option("--header", header, "Header field of the original that the file has as header_NAME")
        ->type_name("NAME=VALUE");
}

bool RecordOptions::take_file(const std::string& word) {
    if (!exists(word)) return false;
    files.push_back(word);
    return true;
}

void RecordOptions::give_back(std::vector<std::string>& words) {
    std::vector<std::string> kept;
    for (std::string& file : files) {
        const bool word = !exists(file) && (file.find_first_of("=<>") != std::string::npos);
        (word ? words : kept).push_back(std::move(file));
    }
    files = std::move(kept);
}

Result<reports::Selection> RecordOptions::selection(WallTime now) const {
    reports::Selection out;
    const std::pair<const char*, const std::string*> named[] = {{"orig", &from}, {"domain", &to_domain}, {"jobId", &job},
                                                                {"vmta", &vmta}, {"rcvSmtpUser", &user}, {"envId", &env_id}};
    for (const auto& [field, value] : named) {
        if (value->empty()) continue;
        auto condition = reports::Condition::equal(field, *value, now);
        if (!condition) return condition.error();
        out.conditions.push_back(std::move(*condition));
    }
    std::vector<std::string> all = where;
    if (!header.empty()) all.push_back("header_" + header);
    for (const std::string& text : all) {
        auto condition = reports::Condition::parse(text, now);
        if (!condition) return condition.error();
        out.conditions.push_back(std::move(*condition));
    }
    if (!last.empty()) {
        const auto length = filter::read_duration(last);
        if (!length) return Error::invalid("--last " + last + ": write 30m, 2h, 7d");
        out.from = (unix_us(now) - *length) / 1000;
    }
    if (!since.empty()) {
        const auto time = moment("--since", since, now, false);
        if (!time) return time.error();
        out.from = std::max(out.from.value_or(*time), *time);
    }
    if (!until.empty()) {
        const auto time = moment("--until", until, now, true);
        if (!time) return time.error();
        out.until = *time;
    }
    return out;
}

}  // namespace mailrace::ctl
