// What one worker remembers for a while about addresses: that one did not answer (so that the next connection tries another one first), and that
// TLS is broken there. Bounded; time comes from the caller. The worker's thread.
#pragma once

#include <string>
#include <unordered_map>

#include "daemon/net/address.h"
#include "shared/base/clock.h"

namespace mailrace::egress {

class HostMemory {
public:
    static constexpr std::size_t max_entries = 10'000;

    void mark_dead(const net::Endpoint& where, SteadyTime until, SteadyTime now);
    void mark_alive(const net::Endpoint& where) { dead_.erase(net::to_text(where)); }
    bool dead(const net::Endpoint& where, SteadyTime now) const;

    void mark_broken_tls(const net::Endpoint& where, SteadyTime until, SteadyTime now);
    bool broken_tls(const net::Endpoint& where, SteadyTime now) const;

private:
    using Entries = std::unordered_map<std::string, SteadyTime>;
    static void put(Entries& entries, const net::Endpoint& where, SteadyTime until, SteadyTime now);
    static bool holds(const Entries& entries, const net::Endpoint& where, SteadyTime now);

    Entries dead_, broken_tls_;
};

}  // namespace mailrace::egress
