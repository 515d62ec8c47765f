// The SMTP receivers' sockets. One listener takes connections to every loopback address; the address that was reached tells which
// host is played. Connections are spread over the worker threads, each session stays on one. Connections that did not come to a
// loopback address are closed unanswered.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>

#include "daemon/simulator/books.h"
#include "daemon/simulator/certificates.h"
#include "daemon/simulator/receiver_session.h"
#include "shared/base/result.h"

namespace boost::asio {
class io_context;
}

namespace mailrace::simulator {

/// Who answers at an address.
struct Station {
    Desk* desk = nullptr;
    std::string host;
    bool dead = false;  // resets every connection at once
};

struct ReceiverSetup {
    const std::unordered_map<std::string, Station>* stations = nullptr;  // by address
    const Station* catch_all = nullptr;                                  // for all other addresses; may be null
    Books* books = nullptr;
    CertificateShop* certificates = nullptr;
    const Clock* clock = nullptr;
    Keep keep;
};

class ReceiverServer {
public:
    /// `workers`: one io_context a thread, at least one; the first one accepts.
    ReceiverServer(std::span<const std::unique_ptr<boost::asio::io_context>> workers, ReceiverSetup setup);
    ~ReceiverServer();
    ReceiverServer(const ReceiverServer&) = delete;
    ReceiverServer& operator=(const ReceiverServer&) = delete;

    /// Listens on 0.0.0.0 and, where there is IPv6, on ::1. Port 0 takes a free one.
    Status start(std::uint16_t port);
    /// Closes listeners and sessions. On the first worker's thread, or when no worker runs.
    void stop();
    std::uint16_t port() const;

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace mailrace::simulator
