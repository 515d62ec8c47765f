// How the daemon changes its configuration while it runs: the keeper decides and writes, the daemon makes it run and tells of it. activate() and what
// follows run on the configuration's thread.
#include <filesystem>

#include "daemon/app/control_roles.h"
#include "daemon/app/daemon.h"
#include "daemon/app/log.h"
#include "shared/config/restart.h"

namespace mailrace::app {

namespace {

/// The history of the configuration; a damaged one is set aside, and nothing stops the daemon from starting.
std::unique_ptr<configuration::VersionStore> open_versions(const std::string& path, events::AttentionBoard& attention, const Clock& clock) {
    auto store = configuration::VersionStore::open(path);
    if (store) return std::move(*store);
    const std::string why = store.error().words;
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::rename(path + suffix, path + ".damaged" + suffix, ignored);
    store = configuration::VersionStore::open(path);
    events::AttentionNote note;
    note.key = "config.history";
    note.severity = events::Severity::warning;
    note.since = clock.wall();
    note.title = "The history of the configuration begins anew";
    note.text = path + " cannot be used: " + why + (store ? ". It was set aside as " + path + ".damaged." : ". Versions are kept until the daemon stops.");
    log_warning("history of the configuration", {{"problem", note.text}});
    attention.begin(std::move(note));
    if (!store) store = configuration::VersionStore::open(std::string(configuration::kInMemory));
    return store ? std::move(*store) : nullptr;
}

/// Where the listener that the words name stands in the configuration.
config::Diagnostic listener_problem(const config::Config& config, const Error& error) {
    config::Diagnostic d;
    d.code = "cannot-listen";
    d.message = error.words;
    for (const auto& listener : config.global().listeners) {
        const auto address = net::parse_ip(listener.address.text());
        if (!address || error.words.find(net::to_text(net::Endpoint(*address, listener.port))) == std::string::npos) continue;
        const std::string where = config.where(listener.place);
        const auto colon = where.rfind(':');
        if (colon == std::string::npos) break;
        d.file = where.substr(0, colon);
        d.line = static_cast<std::uint32_t>(std::stoul(where.substr(colon + 1)));
        break;
    }
    return d;
}

}  // namespace

Status Daemon::open_configuration(const std::string& directory) {
    // Beside the history, whatever the place of the spool.
    backend_.key_directory = (std::filesystem::absolute(directory).parent_path() / "keys").string();
    auto versions = open_versions(directory + "/configuration.db", attention_, clock_);
    if (!versions) return Error::storage("the history of the configuration cannot be opened");
    configuration::Keeper::Options options;
    options.file = options_.config_file;
    options.default_file = options_.default_config_file;
    options.activate = [this](std::shared_ptr<const config::LoadResult> wanted) { return activate(wanted); };
    options.changed = [this](const configuration::Changed& changed) { configuration_changed(changed); };
    options.refused = [this](const configuration::Who& who, const std::string& words) { configuration_refused(who, words); };
    auto keeper = std::make_unique<configuration::Keeper>(std::move(options), configuration::DocumentFiles::system(), std::move(versions), clock_);
    keeper->started(config_.get()->result);
    configuration_ = std::make_unique<configuration::Worker>(std::move(keeper));
    return {};
}

/// What cannot be done first, so that nothing has changed when it fails: addresses and certificates.
configuration::Activation Daemon::activate_listeners(const config::Config& wanted) {
    const auto refuse = [&](const Error& error) {
        configuration::Activation no;
        no.runs = false;
        no.problems.push_back(listener_problem(wanted, error));
        return no;
    };
    auto options = intake_options(wanted, system_name_);
    if (!options) return refuse(options.error());
    auto done = listener_->reconfigure(std::move(*options));
    if (!done) return refuse(done.error());
    configuration::Activation activation;
    for (const auto& [at, why] : done->forbidden) activation.restart_needed.push_back("smtp-listener " + net::to_text(at) + " (" + why + ")");
    std::vector<std::string> texts;
    for (const auto& at : done->endpoints) texts.push_back(net::to_text(at));
    boost::asio::post(control_io_, [this, texts] { backend_.listeners = texts; });
    for (auto& network : network_) network->worker->set_own_listeners(done->endpoints);
    return activation;
}

configuration::Activation Daemon::activate(const std::shared_ptr<const config::LoadResult>& wanted) {
    notifier_.reloading();
    const auto loaded = LoadedConfig::of(wanted, system_name_);
    if (!loaded->config) {  // a file that it names cannot be used
        notifier_.ready("delivering");
        configuration::Activation no;
        no.runs = false;
        if (!loaded->result->diagnostics.empty()) no.problems.push_back(loaded->result->diagnostics.back());
        return no;
    }
    configuration::Activation done = activate_listeners(*wanted->config);
    if (!done.runs) {
        notifier_.ready("delivering");
        return done;
    }
    const auto restart = config::needs_restart(*started_with_, *wanted->config);
    done.restart_needed.insert(done.restart_needed.end(), restart.begin(), restart.end());
    config_.set(loaded);
    suppression_->configure(loaded->suppression);
    const auto& global = wanted->config->global();
    memory_limit_ = global.memory_limit->bytes != 0 ? global.memory_limit->bytes : machine_memory_ / 2;
    boost::asio::post(control_io_, [this, roles = control_roles(global)] { server_->set_roles(roles); });
    queue_->settings_changed();
    journal_->configure(global.history_retention.value, global.history_max_size->bytes, accounting_settings(global));
    notifier_.ready("delivering");
    return done;
}

void Daemon::configuration_changed(const configuration::Changed& changed) {
    attention_.end("config.rejected");
    std::string words = "configuration " + std::string(changed.origin == configuration::VersionOrigin::apply      ? "applied"
                                                       : changed.origin == configuration::VersionOrigin::rollback ? "rolled back"
                                                                                                                   : "reloaded");
    if (!changed.who.note.empty()) words += ": " + changed.who.note;
    words += changed.another ? " (version " + std::to_string(changed.version) + ": " + changed.words + ")" : " (nothing changed)";
    for (const auto& restart : changed.restart_needed) words += "; " + restart + " needs a restart";
    log_info("configuration", {{"by", changed.who.user}, {"what", words}});
    record(events::EventType::admin, changed.who.user, words);
}

void Daemon::configuration_refused(const configuration::Who& who, const std::string& words) {
    events::AttentionNote rejected;
    rejected.key = "config.rejected";
    rejected.since = clock_.wall();
    rejected.title = "The new configuration was refused";
    rejected.text = "What ran before runs on. " + words;
    attention_.begin(std::move(rejected));
    log_error("configuration refused", {{"by", who.user}, {"reason", words}});
    record(events::EventType::admin, who.user, "reload refused: " + words);
}

void Daemon::reload_upon_signal() {
    configuration_->submit([](configuration::Keeper& keeper) { (void)keeper.reload({"SIGHUP", ""}); });
}

}  // namespace mailrace::app
