// What intake asks of the configuration: the rules for a client, relay domains, virtual MTAs. Rules made from the same settings are one shared
// object. Any thread.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "daemon/app/live_config.h"
#include "daemon/intake/parts.h"
#include "daemon/suppression/lists.h"

namespace mailrace::app {

class ConfiguredDirectory final : public intake::Directory {
public:
    /// `reports_busy`: so many reports wait that no more are taken.
    ConfiguredDirectory(const LiveConfig& config, std::function<bool()> reports_busy, const suppression::Lists& suppression)
        : config_(config), reports_busy_(std::move(reports_busy)), suppression_(suppression) {}

    std::shared_ptr<const intake::SourceRules> rules(const intake::Origin& origin) const override;
    bool relay_domain(std::string_view domain) const override;
    intake::ReportAddress report_address(std::string_view address) const override;
    std::optional<intake::Suppressed> suppressed(const std::vector<std::string>& lists, std::string_view address) const override;
    std::optional<intake::VirtualMtaChoice> virtual_mta(std::string_view name) const override;

private:
    const LiveConfig& config_;
    std::function<bool()> reports_busy_;
    const suppression::Lists& suppression_;
    mutable std::atomic<std::uint64_t> ticket_{0};
    struct Made {
        std::shared_ptr<const config::SourceSettings> from;
        std::shared_ptr<const intake::SourceRules> rules;
    };
    mutable std::mutex mutex_;
    mutable std::map<const config::SourceSettings*, Made> made_;
};

/// The options of the listeners; fails when a certificate cannot be read.
Result<intake::Options> intake_options(const config::Config& config, const std::string& system_name);

}  // namespace mailrace::app
