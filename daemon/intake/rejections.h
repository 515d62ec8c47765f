// Turns refusals into events, but never faster than the history can bear: each client and all clients together have a rate, and
// what is above it is counted and told by the next event of that client ("and N more like this"). Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

#include "daemon/events/event.h"
#include "shared/base/clock.h"

namespace mailrace::intake {

class Rejections {
public:
    using Write = std::function<void(events::Event)>;

    static constexpr double client_burst = 50, client_rate = 5;  // events, events a second
    static constexpr double total_burst = 1000, total_rate = 100;
    static constexpr std::size_t max_clients = 4096;

    Rejections(const Clock& clock, Write write)
        : clock_(clock), write_(std::move(write)), total_{total_burst, clock.steady(), 0, {}} {}

    void record(events::Event event);
    /// The client is gone: tells what was counted and not yet told.
    void client_left(const std::string& client);
    std::uint64_t count() const;

private:
    struct Bucket {
        double tokens = 0;
        SteadyTime at{};
        std::uint64_t untold = 0;
        events::Event last;
        bool take(SteadyTime now, double rate, double burst);
    };

    Bucket& bucket_of(const std::string& client, SteadyTime now);
    void forget(SteadyTime now);
    static void tell(events::Event& event, std::uint64_t untold);

    const Clock& clock_;
    Write write_;
    mutable std::mutex mutex_;
    Bucket total_;
    std::unordered_map<std::string, Bucket> clients_;
    SteadyTime forgot_at_{};
    std::uint64_t count_ = 0;
};

}  // namespace mailrace::intake
