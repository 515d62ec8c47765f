#include "daemon/intake/client_cap.h"

namespace mailrace::intake {
namespace {

std::string key_of(const net::IpAddress& client) {
    if (client.is_v4()) return net::to_text(client);
    const auto bytes = client.to_v6().to_bytes();
    return std::string(reinterpret_cast<const char*>(bytes.data()), 8);
}

}  // namespace

ClientCap::Place::~Place() {
    if (cap_) cap_->release(key_);
}

ClientCap::Place ClientCap::take(const net::IpAddress& client) {
    std::string key = key_of(client);
    {
        std::lock_guard lock(mutex_);
        std::size_t& count = counts_[key];
        if (limit_ != 0 && count >= limit_) return {};
        ++count;
    }
    return Place(shared_from_this(), std::move(key));
}

void ClientCap::release(const std::string& key) {
    std::lock_guard lock(mutex_);
    const auto found = counts_.find(key);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace mailrace::intake
