// The local socket: makes it with its mode before anybody can connect, asks the kernel who connects, gives that one a role and starts a
// session. Lives on the control thread.
#pragma once

#include <boost/asio.hpp>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "daemon/control/session.h"
#include "shared/base/result.h"

namespace mailrace::control {

/// Who gets which role, besides root and the daemon's own user, who are admins.
struct RoleRule {
    std::string user;   // either a user …
    std::string group;  // … or a group
    protocol::Role role = protocol::Role::none;
};

struct ServerOptions {
    std::string socket_path;
    std::vector<RoleRule> roles;  // the first that fits; by default the group mailrace is operator
    std::size_t max_sessions = 64;
};

class Server {
public:
    Server(boost::asio::io_context& io, ServerOptions options, SessionHost host);
    ~Server();

    /// Begins to listen. Fails with words when the path cannot be used or another daemon answers there.
    Status listen();
    /// Closes the socket and all sessions; removes the path.
    void stop();
    /// New roles for those who connect from now on.
    void set_roles(std::vector<RoleRule> roles) { options_.roles = std::move(roles); }
    std::size_t sessions() const { return sessions_.size(); }

private:
    boost::asio::awaitable<void> accept_loop();
    Identity identify(int descriptor) const;

    boost::asio::io_context& io_;
    ServerOptions options_;
    SessionHost host_;
    boost::asio::local::stream_protocol::acceptor acceptor_;
    std::set<std::shared_ptr<Session>> sessions_;
    bool listening_ = false;
};

}  // namespace mailrace::control
