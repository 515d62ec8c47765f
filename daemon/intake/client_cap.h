// Counts the connections of each client, so that one of them cannot take every place. IPv6 clients count by their /64, since a
// host has all of it. Any thread; as many entries as there are connections.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "daemon/net/address.h"

namespace mailrace::intake {

class ClientCap : public std::enable_shared_from_this<ClientCap> {
public:
    /// 0: no limit.
    explicit ClientCap(std::size_t limit) : limit_(limit) {}
    /// For those who come from now on.
    void set_limit(std::size_t limit) {
        const std::lock_guard lock(mutex_);
        limit_ = limit;
    }

    class Place {
    public:
        Place() = default;
        Place(std::shared_ptr<ClientCap> cap, std::string key) : cap_(std::move(cap)), key_(std::move(key)) {}
        Place(Place&&) noexcept = default;
        Place& operator=(Place&&) = delete;
        ~Place();
        explicit operator bool() const { return cap_ != nullptr; }

    private:
        std::shared_ptr<ClientCap> cap_;
        std::string key_;
    };

    /// A place, or an empty one when this client has all it may have.
    Place take(const net::IpAddress& client);

private:
    void release(const std::string& key);

    std::size_t limit_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> counts_;
};

}  // namespace mailrace::intake
