// Answers of the DNS until their TTL has run out; the least recently used go first when there are too many. One resolver's thread.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include "daemon/net/dns_message.h"
#include "shared/base/clock.h"

namespace mailrace::net {

class DnsCache {
public:
    explicit DnsCache(std::size_t limit) : limit_(limit) {}

    std::shared_ptr<const DnsAnswer> find(const std::string& key, SteadyTime now);
    /// Keeps it as long as its TTL says, within bounds (RFC 2308 section 7): a day, 15 minutes when negative, 5 seconds when it failed. TTL 0: not.
    void put(const std::string& key, std::shared_ptr<const DnsAnswer> answer, SteadyTime now);
    void clear();
    std::size_t size() const { return by_key_.size(); }

private:
    struct Entry { std::string key; std::shared_ptr<const DnsAnswer> answer; SteadyTime until; };
    std::size_t limit_;
    std::list<Entry> entries_;  // last used in front
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace mailrace::net
