// The name server's sockets: UDP and TCP on one loopback address, answering from a DnsZone. Lives on one io_context; stop() must be
// called on its thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "daemon/simulator/dns_zone.h"
#include "shared/base/result.h"

namespace boost::asio {
class io_context;
}

namespace mailrace::simulator {

struct DnsCounters {
    std::atomic<std::uint64_t> udp{0};
    std::atomic<std::uint64_t> tcp{0};
    std::atomic<std::uint64_t> malformed{0};
    std::atomic<std::uint64_t> silenced{0};
};

class DnsServer {
public:
    DnsServer(boost::asio::io_context& context, const DnsZone& zone);
    ~DnsServer();
    DnsServer(const DnsServer&) = delete;
    DnsServer& operator=(const DnsServer&) = delete;

    /// Binds UDP and TCP to the same port (0: any that is free for both) and begins to answer.
    Status start(const std::string& address, std::uint16_t port);
    void stop();
    std::uint16_t port() const;
    const DnsCounters& counters() const;

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace mailrace::simulator
