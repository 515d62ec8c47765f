// What the methods work on: references to the parts of the daemon, and a few functions that only the application layer can give. Made by the
// application, outlives the server.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <memory>
#include <string>

#include "daemon/configuration/worker.h"
#include "daemon/events/attention.h"
#include "daemon/journal/journal.h"
#include "daemon/journal/reader_pool.h"
#include "daemon/queue/queue_thread.h"
#include "daemon/spool/spool.h"
#include "daemon/suppression/lists.h"
#include "shared/config/config.h"

namespace mailrace::control {

/// Counts that only the application knows.
struct ConnectionCounts {
    std::uint64_t in = 0;
    std::uint64_t in_max = 0;
};

struct Backend {
    const Clock* clock = nullptr;
    queue::QueueThread* queue = nullptr;
    journal::Journal* journal = nullptr;
    journal::ReaderPool* readers = nullptr;
    spool::Spool* spool = nullptr;
    events::AttentionBoard* attention = nullptr;
    configuration::Worker* configuration = nullptr;
    suppression::Lists* suppression = nullptr;

    std::string version;
    std::string state_directory;
    std::string spool_directory;
    std::string key_directory;  // where DKIM keys are made
    WallTime started{};
    std::int64_t epoch = 0;
    std::vector<std::string> listeners;

    std::function<std::shared_ptr<const config::Config>()> config;
    std::function<ConnectionCounts()> connections;
    /// Writes into the history what somebody did.
    std::function<void(const std::string& user, const std::string& text)> record;
    std::function<void(const std::string& user)> stop;
    /// Follows one live attempt of a queue: every line of its dialogue, then the end. The functions are called on any thread.
    std::function<void(std::uint64_t trace, const std::string& queue, std::function<void(char direction, std::string text)> line,
                       std::function<void(std::string outcome)> end)>
        trace;
};

}  // namespace mailrace::control
