// The configuration that runs now: loaded documents, typed settings and what was made from them, replaced as a whole by a reload. Readers take a
// shared pointer and keep it as long as they need it. Any thread.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "daemon/app/report_rules.h"
#include "daemon/app/settings_bridge.h"
#include "daemon/feedback/classifier.h"
#include "daemon/suppression/configured_lists.h"
#include "shared/config/load.h"

namespace mailrace::app {

struct LoadedConfig {
    std::shared_ptr<const config::LoadResult> result;
    std::shared_ptr<const config::Config> config;  // of the result; null when it has errors
    std::shared_ptr<const ConfiguredSettings> settings;
    std::shared_ptr<const ReportRules> reports;
    std::shared_ptr<const suppression::ConfiguredLists> suppression;
    std::shared_ptr<const feedback::Classifier> classifier;  // with the patterns and rules of this configuration

    static std::shared_ptr<const LoadedConfig> of(std::shared_ptr<const config::LoadResult> result, const std::string& system_name);
};

class LiveConfig final : public queue::SettingsProvider {
public:
    /// Reads `file` (empty: the built-in configuration).
    static std::shared_ptr<const LoadedConfig> read(const std::string& file, const std::string& system_name);
    void set(std::shared_ptr<const LoadedConfig> loaded);
    std::shared_ptr<const LoadedConfig> get() const;

    std::shared_ptr<const queue::DeliverySettings> for_queue(std::string_view domain, std::string_view vmta) const override;
    queue::VirtualMtaLimits for_vmta(std::string_view vmta) const override;
    queue::TotalLimits totals() const override;

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const LoadedConfig> loaded_;
};

}  // namespace mailrace::app
