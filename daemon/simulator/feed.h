// The sender: opens SMTP connections to one address, sends the feed's messages at a steady rate and counts exactly what became of
// each. What was acknowledged goes into a ledger, line by line, the moment the 250 is read. One thread, that of run().
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "daemon/simulator/feed_writer.h"
#include "daemon/simulator/simulation.h"
#include "shared/base/result.h"

namespace mailrace::simulator {

struct FeedOptions {
    FeedPlan plan;
    Endpoint to;
    std::string source_address;                 // to connect from; empty: the system's choice
    double rate = 0;                            // messages a second; 0: as fast as it goes
    unsigned connections = 1;
    std::uint64_t messages = 0;                 // 0: no such bound
    Duration time{0};                           // 0: no such bound
    std::uint64_t messages_per_connection = 0;  // 0: no bound
    std::uint64_t first_sequence = 1;
    bool pipelining = false;
    bool reconnect = false;
    Duration reconnect_for{std::chrono::seconds{60}};  // a connection gives up when it found no server for so long
    std::string ledger;
    bool signals = false;
};

struct FeedCounts {
    std::uint64_t messages_accepted = 0;
    std::uint64_t recipients_accepted = 0;
    std::uint64_t messages_refused = 0;    // no recipient was taken
    std::uint64_t recipients_refused = 0;
    std::uint64_t messages_unknown = 0;    // the connection was lost between the end of data and the reply
    std::uint64_t recipients_unknown = 0;
    std::uint64_t messages_unsent = 0;     // numbers that were given out and never got to their end of data
    std::uint64_t connections = 0;
    std::uint64_t connect_failures = 0;
    std::uint64_t connections_lost = 0;
    std::uint64_t bytes = 0;               // of accepted messages
    double seconds = 0;
    std::map<int, std::uint64_t> refused_by_code;  // recipients
};

class Feed {
public:
    explicit Feed(FeedOptions options);
    ~Feed();
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    /// Sends until the messages or the time are used up, all connections gave up, or stop().
    Result<FeedCounts> run();
    /// Any thread. Messages under way are finished.
    void stop();

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

/// The counts as one JSON object without a line end.
std::string to_json(const FeedCounts& counts, std::string_view run);

}  // namespace mailrace::simulator
