#include "daemon/app/live_config.h"

namespace mailrace::app {

std::shared_ptr<const LoadedConfig> LiveConfig::read(const std::string& file, const std::string& system_name) const {
    auto made = std::make_shared<LoadedConfig>();
    config::DiskFileReader disk;
    config::LoadResult result = file.empty() ? config::load_text("built-in configuration", std::string(config::built_in_text()), &disk) : config::load(disk, file);
    made->config = std::move(result.config);
    made->documents = std::move(result.documents);
    made->diagnostics = std::move(result.diagnostics);
    made->counts = result.counts;
    if (made->config) made->settings = std::make_shared<ConfiguredSettings>(made->config, system_name);
    return made;
}

void LiveConfig::set(std::shared_ptr<const LoadedConfig> loaded) {
    const std::lock_guard lock(mutex_);
    loaded_ = std::move(loaded);
}

std::shared_ptr<const LoadedConfig> LiveConfig::get() const {
    const std::lock_guard lock(mutex_);
    return loaded_;
}

std::shared_ptr<const queue::DeliverySettings> LiveConfig::for_queue(std::string_view domain, std::string_view vmta) const {
    return get()->settings->for_queue(domain, vmta);
}
queue::VirtualMtaLimits LiveConfig::for_vmta(std::string_view vmta) const { return get()->settings->for_vmta(vmta); }
queue::TotalLimits LiveConfig::totals() const { return get()->settings->totals(); }

namespace {

std::string listener_text(const config::ListenerSettings& l) {
    return l.address.text() + ":" + std::to_string(l.port) + (l.immediate_tls ? " tls" : "") + (l.await_slot ? " await" : "") + " " + l.source;
}

}  // namespace

std::vector<std::string> restart_needed(const config::Config& running, const config::Config& wanted) {
    const auto& a = running.global();
    const auto& b = wanted.global();
    std::vector<std::string> out;
    const auto listeners = [](const config::GlobalSettings& g) {
        std::vector<std::string> all;
        for (const auto& l : g.listeners) all.push_back(listener_text(l));
        return all;
    };
    if (listeners(a) != listeners(b)) out.emplace_back("smtp-listener");
    if (a.spools.front().directory != b.spools.front().directory) out.emplace_back("spool");
    if (a.control_socket.value != b.control_socket.value) out.emplace_back("control-socket");
    if (a.journal_directory.value != b.journal_directory.value) out.emplace_back("journal-directory");
    if (a.name_server.value != b.name_server.value) out.emplace_back("name-server");
    if (a.network_threads.value != b.network_threads.value) out.emplace_back("network-threads");
    if (a.host_name.value != b.host_name.value) out.emplace_back("host-name (in the greeting of listeners)");
    if (a.log_file.value != b.log_file.value) out.emplace_back("log-file");
    if (a.total_max_smtp_in.value != b.total_max_smtp_in.value) out.emplace_back("total-max-smtp-in");
    if (a.max_connections_per_client.value != b.max_connections_per_client.value) out.emplace_back("max-connections-per-client");
    if (a.run_as_root.value != b.run_as_root.value) out.emplace_back("run-as-root");
    return out;
}

}  // namespace mailrace::app
