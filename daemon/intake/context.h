// What all sessions of one SmtpListener share: options, the parts that they reach, counters. Any thread.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "daemon/intake/client_cap.h"
#include "daemon/intake/memory_budget.h"
#include "daemon/intake/parts.h"
#include "daemon/intake/rejections.h"
#include "daemon/net/listener.h"

namespace mailrace::intake {

/// A note for a person that begins with the first refusal of its kind and ends with the next success.
class Trouble {
public:
    Trouble(events::AttentionSink& sink, const Clock& clock, std::string key, std::string title)
        : sink_(sink), clock_(clock), key_(std::move(key)), title_(std::move(title)) {}
    void begin(const std::string& words);
    void end();

private:
    events::AttentionSink& sink_;
    const Clock& clock_;
    std::string key_, title_;
    std::atomic<bool> open_{false};
};

struct Context {
    Context(Options o, const Parts& p);

    /// As they are now; whoever needs them for longer keeps the pointer.
    std::shared_ptr<const Options> options() const {
        const std::lock_guard lock(options_mutex_);
        return options_;
    }
    /// For the connections that come from now on.
    void set_options(std::shared_ptr<const Options> options);

    const Parts parts;
    MemoryBudget memory;
    std::shared_ptr<net::ConnectionCap> connections;
    std::shared_ptr<ClientCap> clients;
    Rejections rejections;
    Trouble storage_trouble, memory_trouble;

    std::atomic<std::uint64_t> total_connections{0}, refused_connections{0}, messages{0}, recipients{0}, bytes{0};
    std::atomic<bool> stopping{false};

private:
    mutable std::mutex options_mutex_;
    std::shared_ptr<const Options> options_;
};

}  // namespace mailrace::intake
