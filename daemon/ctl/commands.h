// The verbs of mailracectl. Each command adds itself to the command-line parser and leaves what is to be done in `run`; main connects and calls
// it. With --json every command prints the daemon's answer as it came.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "daemon/ctl/client.h"

namespace mailrace::ctl {

struct Options {
    std::string socket;
    bool as_json = false;
    int timeout_seconds = 30;
};

/// What a chosen command does once connected; the exit code.
using Run = std::function<int(Client&)>;

/// What a command does that needs no daemon; the exit code.
using RunOffline = std::function<int()>;

struct Context {
    Options options;
    Run run;
    RunOffline offline;  // set by commands that need no daemon: main does not connect then
};

void add_show_commands(CLI::App& app, Context& context);
void add_show_accounting(CLI::App& show, Context& context);
void add_rotate_commands(CLI::App& app, Context& context);
void add_queue_commands(CLI::App& app, Context& context);
void add_event_commands(CLI::App& app, Context& context);
void add_service_commands(CLI::App& app, Context& context);
void add_top_command(CLI::App& app, Context& context);
void add_config_commands(CLI::App& app, Context& context);
void add_import_command(CLI::App& app, Context& context);
void add_version_commands(CLI::App& app, Context& context);
void add_config_diff_command(CLI::App& app, Context& context);
void add_suppression_commands(CLI::App& app, Context& context);
void add_digest_command(CLI::App& app, Context& context);
void add_password_command(CLI::App& app, Context& context);
void add_help_command(CLI::App& app, Context& context);
/// The pages of the help, below the command `help`.
void add_help_topics(CLI::App& help, Context& context);
void add_parse_commands(CLI::App& app, Context& context);
/// The group `config`, made by whoever asks first: its commands come from several files.
CLI::App& config_group(CLI::App& app);
void add_stats_command(CLI::App& app, Context& context);
void add_find_command(CLI::App& app, Context& context);
void add_classify_command(CLI::App& app, Context& context);
/// Prints a completion script made from the parser itself; needs no daemon.
std::string completion_script(const CLI::App& app, const std::string& shell);

/// Calls and prints: the JSON as it came, or through `print`. Exit code 0, or 1 with the error on standard error.
int call_and_print(Client& client, const Options& options, std::string_view method, json::object params,
                   const std::function<void(const json::value&)>& print);
int report(const Error& error);

/// What a queue name on the command line selects: "domain/vmta" that queue, "domain" all queues of a domain, with `*` a pattern.
json::object select_of(const std::string& queue);

}  // namespace mailrace::ctl
