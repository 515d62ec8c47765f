#include "daemon/net/dns_cache.h"

#include <algorithm>

namespace mailrace::net {
namespace {

std::chrono::seconds lifetime(const DnsAnswer& answer) {
    switch (answer.status) {
        case DnsStatus::found: return std::chrono::seconds{std::min<std::uint32_t>(answer.ttl, 86'400)};
        case DnsStatus::nxdomain:
        case DnsStatus::nodata: return std::chrono::seconds{std::min<std::uint32_t>(answer.ttl, 900)};
        case DnsStatus::failed:
        case DnsStatus::timeout: break;
    }
    return std::chrono::seconds{5};
}

}  // namespace

std::shared_ptr<const DnsAnswer> DnsCache::find(const std::string& key, SteadyTime now) {
    auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    if (found->second->until <= now) {
        entries_.erase(found->second);
        by_key_.erase(found);
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->answer;
}

void DnsCache::put(const std::string& key, std::shared_ptr<const DnsAnswer> answer, SteadyTime now) {
    auto keep = lifetime(*answer);
    auto found = by_key_.find(key);
    if (found != by_key_.end()) {
        entries_.erase(found->second);
        by_key_.erase(found);
    }
    if (keep.count() == 0 || limit_ == 0) return;
    entries_.push_front({key, std::move(answer), now + keep});
    by_key_[key] = entries_.begin();
    if (entries_.size() <= limit_) return;
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
}

void DnsCache::clear() {
    entries_.clear();
    by_key_.clear();
}

}  // namespace mailrace::net
