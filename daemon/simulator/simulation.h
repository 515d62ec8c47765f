// A running simulation: name server, receivers, control port and books put together, with their threads. start() binds, run() works
// until stop() or a signal, then the statistics are written. stop() may be called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "daemon/simulator/scenario.h"
#include "shared/base/result.h"

namespace mailrace::simulator {

struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

/// "127.0.0.1:25", "[::1]:25" or "localhost:25"; loopback only.
std::optional<Endpoint> parse_endpoint(std::string_view text);

struct SimulationOptions {
    Scenario scenario;
    Endpoint dns{"127.0.0.1", 0};
    std::uint16_t smtp_port = 0;
    std::optional<Endpoint> control;
    std::string stats_file;  // written at the end; empty: not at all
    std::string keep_folder; // every accepted message goes there as ID.eml and ID.json; empty: none is kept
    std::string ca_file;     // the authority's certificate is written there at start
    unsigned threads = 1;
    bool signals = false;    // SIGINT and SIGTERM stop the run
};

class Simulation {
public:
    explicit Simulation(SimulationOptions options);
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    Status start();
    /// Works on this thread and on the further ones until stopped.
    Status run();
    void stop();

    std::uint16_t smtp_port() const;
    std::uint16_t dns_port() const;
    std::uint16_t control_port() const;
    /// One command of the control port, answered here. Thread safe.
    std::string command(std::string_view line);

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace mailrace::simulator
