// mailracectl: the command line for servers without a desktop.
#include <cstdlib>
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/platform/paths.h"

namespace {

std::string default_socket() {
    const char* given = std::getenv("MAILRACE_SOCKET");
    return given != nullptr ? given : mailrace::platform::control_endpoint(mailrace::platform::default_paths());
}

}  // namespace

int main(int argc, char** argv) {
    using namespace mailrace::ctl;
    CLI::App app{"mailracectl: see and steer a Mailrace daemon"};
    Context context;
    context.options.socket = default_socket();
    app.add_option("--socket", context.options.socket, "The daemon's socket (also MAILRACE_SOCKET)")->capture_default_str();
    app.add_flag("--json", context.options.as_json, "Print answers as JSON");
    app.add_option("--timeout", context.options.timeout_seconds, "Seconds to wait for an answer")->check(CLI::Range(1, 3600))->capture_default_str();
    app.require_subcommand(1);
    app.fallthrough();
    add_show_commands(app, context);
    add_queue_commands(app, context);
    add_event_commands(app, context);
    add_top_command(app, context);
    add_stats_command(app, context);
    add_find_command(app, context);
    add_service_commands(app, context);
    add_rotate_commands(app, context);
    add_config_commands(app, context);
    add_import_command(app, context);
    add_config_diff_command(app, context);
    add_version_commands(app, context);
    add_suppression_commands(app, context);
    add_digest_command(app, context);
    add_password_command(app, context);
    add_help_command(app, context);
    add_parse_commands(app, context);
    add_classify_command(app, context);
    auto* completion = app.add_subcommand("completion", "Print a completion script");
    std::string shell = "bash";
    completion->add_option("shell", shell, "bash or zsh")->check(CLI::IsMember({"bash", "zsh"}))->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    if (completion->parsed()) {
        std::cout << completion_script(app, shell);
        return 0;
    }
    if (context.offline) return context.offline();
    auto client = Client::connect(context.options.socket, std::chrono::seconds(context.options.timeout_seconds));
    if (!client) return report(client.error());
    return context.run(**client);
}
