#include "daemon/egress/host_memory.h"

namespace mailrace::egress {

void HostMemory::put(Entries& entries, const net::Endpoint& where, SteadyTime until, SteadyTime now) {
    if (entries.size() >= max_entries) std::erase_if(entries, [&](const auto& e) { return e.second <= now; });
    if (entries.size() >= max_entries) return;  // forgetting one only costs an attempt
    entries[net::to_text(where)] = until;
}

bool HostMemory::holds(const Entries& entries, const net::Endpoint& where, SteadyTime now) {
    if (entries.empty()) return false;
    auto found = entries.find(net::to_text(where));
    return found != entries.end() && found->second > now;
}

void HostMemory::mark_dead(const net::Endpoint& where, SteadyTime until, SteadyTime now) { put(dead_, where, until, now); }
bool HostMemory::dead(const net::Endpoint& where, SteadyTime now) const { return holds(dead_, where, now); }

void HostMemory::mark_broken_tls(const net::Endpoint& where, SteadyTime until, SteadyTime now) { put(broken_tls_, where, until, now); }
bool HostMemory::broken_tls(const net::Endpoint& where, SteadyTime now) const { return holds(broken_tls_, where, now); }

}  // namespace mailrace::egress
