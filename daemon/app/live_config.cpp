#include "daemon/app/live_config.h"

namespace mailrace::app {

std::shared_ptr<const LoadedConfig> LoadedConfig::of(std::shared_ptr<const config::LoadResult> result, const std::string& system_name) {
    auto made = std::make_shared<LoadedConfig>();
    made->result = std::move(result);
    made->config = made->result->config;
    if (made->config) {
        made->settings = std::make_shared<ConfiguredSettings>(made->config, system_name);
        made->reports = ReportRules::make(*made->config);
    }
    return made;
}

std::shared_ptr<const LoadedConfig> LiveConfig::read(const std::string& file, const std::string& system_name) {
    config::DiskFileReader disk;
    config::LoadResult result = file.empty() ? config::load_text("built-in configuration", std::string(config::built_in_text()), &disk) : config::load(disk, file);
    return LoadedConfig::of(std::make_shared<const config::LoadResult>(std::move(result)), system_name);
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

}  // namespace mailrace::app
