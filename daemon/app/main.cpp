// mailraced: the delivery daemon.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "daemon/app/daemon.h"
#include "daemon/app/log.h"
#include "shared/base/version.h"
#include "daemon/platform/paths.h"

namespace {

using namespace mailrace;

std::string default_config_file() { return platform::default_paths().configuration + "/mailrace.conf"; }

int check(const app::LoadedConfig& loaded) {
    std::size_t warnings = 0;
    std::size_t errors = 0;
    for (const auto& d : loaded.result->diagnostics) {
        std::cout << config::to_text(d) << "\n";
        (d.severity == config::Severity::error ? errors : warnings) += 1;
    }
    const auto& c = loaded.result->counts;
    std::cout << errors << " errors, " << warnings << " warnings; lines honoured " << c.honoured << ", with a difference " << c.different << ", obsolete "
              << c.obsolete << ", not supported " << c.not_supported << ", refused " << c.refused << "\n";
    return errors == 0 && loaded.config ? 0 : 1;
}

void report(const app::LoadedConfig& loaded) {
    for (const auto& d : loaded.result->diagnostics) {
        const std::string text = config::to_text(d);
        if (d.severity == config::Severity::error) {
            app::log_error("configuration", {{"diagnostic", text}});
        } else {
            app::log_warning("configuration", {{"diagnostic", text}});
        }
    }
}

int serve(const app::DaemonOptions& options, const std::shared_ptr<const app::LoadedConfig>& loaded, const std::string& level) {
    app::LogOptions log;
    log.level = level;
    if (loaded->config) {
        const auto& global = loaded->config->global();
        log.file = global.log_file.value;
        log.rotated_files = static_cast<int>(global.log_rotate.value);
        log.world_readable = global.log_file_world_readable.value;
    }
    if (auto started = app::start_log(log); !started) {
        std::cerr << "mailraced: " << started.error().words << "\n";
        return 1;
    }
    report(*loaded);
    if (!loaded->config) {
        std::cerr << "mailraced: the configuration has errors; nothing was started\n";
        return 1;
    }
    app::Daemon daemon(options);
    if (auto started = daemon.start(loaded); !started) {
        app::log_error("cannot start", {{"reason", started.error().words}});
        if (!log.file.empty()) std::cerr << "mailraced: " << started.error().words << "\n";
        app::flush_log();
        return 1;
    }
    daemon.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App parser{"mailraced: accepts mail, keeps it safe, delivers it, records every answer"};
    app::DaemonOptions options;
    std::string level = "info";
    bool only_check = false;
    parser.add_option("--config", options.config_file, "Configuration file; without it " + default_config_file() + " if it exists, else the built-in configuration");
    parser.add_option("--state-directory", options.state_directory, "Where spool and history go unless the configuration says")->default_str(platform::default_paths().state);
    parser.add_option("--socket", options.control_socket, "The control socket, instead of the configured one");
    parser.add_option("--log-level", level, "debug, info, warning or error")->check(CLI::IsMember({"debug", "info", "warning", "error"}))->capture_default_str();
    parser.add_flag("--check", only_check, "Check the configuration and start nothing");
    parser.set_version_flag("--version", "mailraced " + std::string(kVersion));
    CLI11_PARSE(parser, argc, argv);
    options.default_config_file = default_config_file();
    if (options.config_file.empty() && std::filesystem::exists(options.default_config_file)) options.config_file = options.default_config_file;
    const auto loaded = app::LiveConfig::read(options.config_file, boost::asio::ip::host_name());
    return only_check ? check(*loaded) : serve(options, loaded, level);
}
