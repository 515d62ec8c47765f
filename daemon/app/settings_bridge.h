// From the configuration to what the parts below ask for: plain settings for queue and egress. One object a loaded configuration; the settings of
// queues that share all their blocks are one shared object. Any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "daemon/app/dsn_maker.h"
#include "daemon/queue/settings.h"
#include "shared/config/config.h"

namespace mailrace::app {

class ConfiguredSettings final : public queue::SettingsProvider {
public:
    /// `system_name`: the EHLO name where the configuration gives none.
    ConfiguredSettings(std::shared_ptr<const config::Config> config, std::string system_name);

    std::shared_ptr<const queue::DeliverySettings> for_queue(std::string_view domain, std::string_view vmta) const override;
    queue::VirtualMtaLimits for_vmta(std::string_view vmta) const override;
    queue::TotalLimits totals() const override;

private:
    std::shared_ptr<queue::DeliverySettings> make(const config::DomainSettings& from, const config::VirtualMta* vmta) const;
    void add_sources(queue::DeliverySettings& to, const config::VirtualMta* vmta) const;

    std::shared_ptr<const config::Config> config_;
    std::string system_name_;
    struct Made {
        std::shared_ptr<const config::DomainSettings> from;  // kept, so that its address stays its own
        std::shared_ptr<const queue::DeliverySettings> settings;
    };
    mutable std::mutex mutex_;
    mutable std::map<std::pair<const config::DomainSettings*, std::string>, Made> made_;
};

/// How notifications to senders in `domain` look.
DsnStyle dsn_style(const config::Config& config, std::string_view domain);

/// smtp-hosts as text again, the form that egress reads.
std::string route_text(const std::vector<config::RouteHost>& hosts);

}  // namespace mailrace::app
