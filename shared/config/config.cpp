#include "shared/config/config.h"

#include <mutex>
#include <shared_mutex>

#include "shared/config/parts.h"

namespace mailrace::config {

namespace {

using Chain = std::vector<const Block*>;

struct ChainHash {
    std::size_t operator()(const Chain& chain) const {
        std::size_t hash = chain.size();
        for (const Block* block : chain) hash = hash * 0x9E3779B97F4A7C15ull + std::hash<const Block*>{}(block);
        return hash;
    }
};

/// Merged settings by the chain of blocks they were merged from. Queues with the same rules share one object.
template <class Settings>
class ChainCache {
public:
    template <class Make>
    std::shared_ptr<const Settings> get(const Chain& chain, Make make) {
        {
            std::shared_lock lock(mutex_);
            if (const auto it = made_.find(chain); it != made_.end()) return it->second;
        }
        auto settings = std::make_shared<const Settings>(make());
        std::unique_lock lock(mutex_);
        if (made_.size() >= max_entries) made_.clear();
        return made_.emplace(chain, std::move(settings)).first->second;
    }

private:
    static constexpr std::size_t max_entries = 20'000;
    std::shared_mutex mutex_;
    std::unordered_map<Chain, std::shared_ptr<const Settings>, ChainHash> made_;
};

template <class T>
void follow(Setting<T>& twin, const Setting<T>& normal) {
    if (!twin.is_default) return;
    twin.value = normal.value;
    twin.place = normal.place;
}

/// Defaults that depend on other values.
void complete(DomainSettings& s) {
    follow(s.backoff_max_msg_rate, s.max_msg_rate);
    follow(s.backoff_max_connect_rate, s.max_connect_rate);
    const bool normal_is_less = *s.max_smtp_out != 0 && *s.max_smtp_out < *s.backoff_max_smtp_out;
    if (normal_is_less) follow(s.backoff_max_smtp_out, s.max_smtp_out);
}

}  // namespace

struct Config::Caches {
    ChainCache<DomainSettings> domains;
    ChainCache<SourceSettings> sources;
};

Config::Config(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)), caches_(std::make_unique<Caches>()) {}
Config::~Config() = default;

const GlobalSettings& Config::global() const { return parts_->global; }
const std::map<std::string, VirtualMta>& Config::virtual_mtas() const { return parts_->virtual_mtas; }
const std::map<std::string, VirtualMtaPool>& Config::pools() const { return parts_->pools; }
const std::string& Config::revision() const { return parts_->revision; }

std::vector<const Block*> Config::Parts::domain_chain(std::string_view domain_name, std::string_view virtual_mta) const {
    const std::string vmta = lower(virtual_mta);
    const auto pool = pool_of_virtual_mta.find(vmta);
    return domain_chain_in(lower(domain_name), pool == pool_of_virtual_mta.end() ? std::string_view() : pool->second, vmta);
}

std::vector<const Block*> Config::Parts::domain_chain_in(std::string_view domain, std::string_view pool,
                                                         std::string_view virtual_mta) const {
    std::vector<const Block*> chain;
    domains.match(domain, chain);
    if (const auto table = pool_domains.find(pool); table != pool_domains.end()) table->second.match(domain, chain);
    if (const auto table = virtual_mta_domains.find(virtual_mta); table != virtual_mta_domains.end())
        table->second.match(domain, chain);
    return chain;
}

DomainSettings merged_settings(const std::vector<const Block*>& chain) {
    DomainSettings settings;
    for (const Block* block : chain) apply(settings, *block, domain_bindings());
    complete(settings);
    return settings;
}

std::shared_ptr<const DomainSettings> Config::domain_settings(std::string_view domain, std::string_view vmta) const {
    const Chain chain = parts_->domain_chain(domain, vmta);
    return caches_->domains.get(chain, [&] { return merged_settings(chain); });
}

std::shared_ptr<const SourceSettings> Config::source_settings(const IpAddress& client, std::string_view named) const {
    Chain chain;
    for (const auto& [cidr, block] : parts_->sources_by_address)
        if (cidr.contains(client)) chain.push_back(block);
    if (!named.empty())
        if (const auto it = parts_->named_sources.find(lower(named)); it != parts_->named_sources.end())
            chain.insert(chain.end(), it->second.begin(), it->second.end());
    return caches_->sources.get(chain, [&] {
        SourceSettings settings = parts_->source_base;
        for (const Block* block : chain) apply(settings, *block, source_bindings());
        return settings;
    });
}

const VirtualMta* Config::virtual_mta(std::string_view name) const {
    const auto it = parts_->virtual_mtas.find(lower(name));
    return it == parts_->virtual_mtas.end() ? nullptr : &it->second;
}

const VirtualMtaPool* Config::pool(std::string_view name) const {
    const auto it = parts_->pools.find(lower(name));
    return it == parts_->pools.end() ? nullptr : &it->second;
}

const VirtualMta* Config::choose_virtual_mta(std::string_view name, std::uint64_t ticket) const {
    const VirtualMtaPool* pool = this->pool(name);
    if (!pool) return virtual_mta(name.empty() ? default_virtual_mta_name : name);
    std::uint64_t at = ticket % pool->total_weight;
    for (const PoolMember& member : pool->members) {
        if (at < member.weight) return virtual_mta(member.virtual_mta);
        at -= member.weight;
    }
    return nullptr;
}

bool Config::is_relay_domain(std::string_view domain) const {
    std::vector<const Block*> found;
    parts_->relay_domains.match(lower(domain), found);
    return !found.empty();
}

std::string Config::where(Place place) const {
    if (!place || place.file > parts_->files.size()) return {};
    return parts_->files[place.file - 1] + ':' + std::to_string(place.line);
}

}  // namespace mailrace::config
