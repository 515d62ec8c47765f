#include "daemon/intake/rejections.h"

#include <algorithm>
#include <optional>

namespace mailrace::intake {

bool Rejections::Bucket::take(SteadyTime now, double rate, double burst) {
    tokens = std::min(burst, tokens + rate * std::chrono::duration<double>(now - at).count());
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
}

void Rejections::tell(events::Event& event, std::uint64_t untold) {
    if (untold != 0) event.text = "and " + std::to_string(untold) + " more like this";
}

/// Those whose bucket has filled up again have nothing to remember. Looked for once a second at most, so that a flood from many
/// addresses costs no more than one from few.
void Rejections::forget(SteadyTime now) {
    if (now - forgot_at_ >= std::chrono::seconds(1)) {
        forgot_at_ = now;
        std::erase_if(clients_, [&](const auto& entry) {
            const double since = std::chrono::duration<double>(now - entry.second.at).count();
            return entry.second.untold == 0 && entry.second.tokens + client_rate * since >= client_burst;
        });
    }
    if (clients_.size() >= max_clients) clients_.erase(clients_.begin());
}

Rejections::Bucket& Rejections::bucket_of(const std::string& client, SteadyTime now) {
    const auto found = clients_.find(client);
    if (found != clients_.end()) return found->second;
    if (clients_.size() >= max_clients) forget(now);
    return clients_.emplace(client, Bucket{client_burst, now, 0, {}}).first->second;
}

void Rejections::record(events::Event event) {
    {
        std::lock_guard lock(mutex_);
        ++count_;
        const SteadyTime now = clock_.steady();
        Bucket& client = bucket_of(event.remote_ip, now);
        if (!client.take(now, client_rate, client_burst) || !total_.take(now, total_rate, total_burst)) {
            ++client.untold;
            client.last = std::move(event);
            return;
        }
        tell(event, client.untold);
        client.untold = 0;
    }
    write_(std::move(event));
}

void Rejections::client_left(const std::string& client) {
    std::optional<events::Event> event;
    {
        std::lock_guard lock(mutex_);
        const auto found = clients_.find(client);
        if (found == clients_.end() || found->second.untold == 0) return;
        // A client that comes back all the time to be refused pays for the sum as well.
        const SteadyTime now = clock_.steady();
        if (!found->second.take(now, client_rate, client_burst) || !total_.take(now, total_rate, total_burst)) return;
        event = std::move(found->second.last);
        tell(*event, found->second.untold - 1);
        found->second.untold = 0;
    }
    write_(std::move(*event));
}

std::uint64_t Rejections::count() const {
    std::lock_guard lock(mutex_);
    return count_;
}

}  // namespace mailrace::intake
