// What intake asks of the configuration: the rules for a client, relay domains, virtual MTAs. Rules made from the same settings are one shared
// object. Any thread.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "daemon/app/live_config.h"
#include "daemon/intake/parts.h"

namespace mailrace::app {

class ConfiguredDirectory final : public intake::Directory {
public:
    explicit ConfiguredDirectory(const LiveConfig& config) : config_(config) {}

    std::shared_ptr<const intake::SourceRules> rules(const intake::Origin& origin) const override;
    bool relay_domain(std::string_view domain) const override;
    std::optional<intake::VirtualMtaChoice> virtual_mta(std::string_view name) const override;

private:
    const LiveConfig& config_;
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
