// The control port: JSON lines over TCP on loopback, each line answered by the Clerk. Lives on one io_context.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "daemon/simulator/clerk.h"
#include "shared/base/result.h"

namespace boost::asio {
class io_context;
}

namespace mailrace::simulator {

class ControlServer {
public:
    ControlServer(boost::asio::io_context& context, Clerk& clerk);
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    /// Only a loopback address is taken. Port 0 takes a free one.
    Status start(const std::string& address, std::uint16_t port);
    void stop();
    std::uint16_t port() const;

private:
    struct Inner;
    std::shared_ptr<Inner> inner_;
};

}  // namespace mailrace::simulator
