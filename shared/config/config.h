// Config: the whole configuration as typed values, immutable, shared by everyone through shared_ptr<const Config>. All queries
// are const and safe from any thread; the merged settings of a queue or a feeder are made once for each combination of matching
// blocks and shared.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/domain_settings.h"
#include "shared/config/global_settings.h"
#include "shared/config/source_settings.h"

namespace mailrace::config {

/// The virtual MTA that always exists and takes what nobody assigned.
inline constexpr std::string_view default_virtual_mta_name = "{default}";

struct VirtualMta {
    std::string name;
    std::vector<SourceHost> source_hosts;         // empty: the global ones
    Setting<std::vector<std::string>> host_name;  // first: EHLO name; empty: the global one
    Setting<std::uint64_t> max_smtp_out{0};       // over all its queues; 0: unlimited
    Setting<Rate> max_smtp_msg_rate;
    Place place;
};

struct PoolMember {
    std::string virtual_mta;
    std::uint32_t weight = 1;
    Place place;
};

struct VirtualMtaPool {
    std::string name;
    std::vector<PoolMember> members;  // never empty
    std::uint64_t total_weight = 0;
    Place place;
};

/// One effective value of a queue, for `show settings DOMAIN/VMTA`.
struct Explained {
    struct Overridden {
        std::string value;
        std::string file;
        std::uint32_t line = 0;
        std::string block;
    };
    std::string directive;
    std::string value;  // as written, or the default
    bool is_default = true;
    std::string file;  // empty for a default
    std::uint32_t line = 0;
    std::string block;                 // "<domain *.example.com> in <virtual-mta a>"
    std::vector<Overridden> overrode;  // nearest first
};

class Config {
public:
    class Parts;  // what load() gathers; private to this folder
    explicit Config(std::unique_ptr<const Parts> parts);
    ~Config();
    Config(const Config&) = delete;
    Config& operator=(const Config&) = delete;

    const GlobalSettings& global() const;

    /// Settings for a client address, or for a named source (of a listener), which then overrides what the address gives.
    std::shared_ptr<const SourceSettings> source_settings(const IpAddress& client, std::string_view named = {}) const;

    /// Settings of the queue domain/vmta. `domain`: any case, A-labels, or an address literal in brackets.
    std::shared_ptr<const DomainSettings> domain_settings(std::string_view domain, std::string_view vmta) const;
    std::vector<Explained> explain(std::string_view domain, std::string_view vmta) const;

    /// nullptr when there is none of that name. Names match without regard to case.
    const VirtualMta* virtual_mta(std::string_view name) const;
    const VirtualMtaPool* pool(std::string_view name) const;
    const std::map<std::string, VirtualMta>& virtual_mtas() const;
    const std::map<std::string, VirtualMtaPool>& pools() const;

    /// The virtual MTA for a name that may be a pool: members in turn by weight, `ticket` being any number that counts up.
    /// Empty name: the default one. nullptr when nothing has that name.
    const VirtualMta* choose_virtual_mta(std::string_view name, std::uint64_t ticket) const;

    /// Is the domain one of relay-domain or host-name?
    bool is_relay_domain(std::string_view domain) const;

    /// "file:line", or empty for a default.
    std::string where(Place place) const;
    const std::string& revision() const;

    const Parts& parts() const { return *parts_; }  // for this folder

private:
    std::unique_ptr<const Parts> parts_;
    struct Caches;
    std::unique_ptr<Caches> caches_;
};

}  // namespace mailrace::config
