#include "daemon/control/server.h"

#include <boost/asio/as_tuple.hpp>
#include <cstdio>

#include "daemon/platform/local_peer.h"
#include "daemon/platform/socket_path.h"

namespace mailrace::control {

namespace asio = boost::asio;
using asio::local::stream_protocol;

namespace {
constexpr const char* kGroup = "mailrace";
}

Server::Server(asio::io_context& io, ServerOptions options, SessionHost host)
    : io_(io), options_(std::move(options)), host_(std::move(host)), acceptor_(io) {
    if (options_.roles.empty()) options_.roles.push_back({"", kGroup, protocol::Role::operator_});
}

Server::~Server() { stop(); }

Status Server::listen() {
    if (auto prepared = platform::prepare_socket_path(options_.socket_path, kGroup); !prepared) return prepared;
    boost::system::error_code failed;
    acceptor_.open(stream_protocol(), failed);
    if (!failed) {
        // The mode is set by the mask while the socket is made, so that nobody can connect before it has it.
        const platform::RestrictedUmask restricted;
        acceptor_.bind(stream_protocol::endpoint(options_.socket_path), failed);
    }
    if (!failed) {
        platform::give_to_group(options_.socket_path, kGroup);
        acceptor_.listen(64, failed);
    }
    if (failed) return Error::storage("cannot listen at " + options_.socket_path + ": " + failed.message());
    listening_ = true;
    asio::co_spawn(io_, accept_loop(), asio::detached);
    return {};
}

void Server::stop() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& session : std::set<std::shared_ptr<Session>>(sessions_)) session->close();
    sessions_.clear();
    if (listening_) std::remove(options_.socket_path.c_str());
    listening_ = false;
}

Identity Server::identify(int descriptor) const {
    const auto peer = platform::local_peer(descriptor);
    if (!peer) return {"unknown", protocol::Role::none};
    if (platform::is_owner(*peer)) return {peer->user, protocol::Role::admin};
    for (const auto& rule : options_.roles) {
        const bool fits = rule.group.empty() ? rule.user == peer->user : platform::in_group(*peer, rule.group);
        if (fits) return {peer->user, rule.role};
    }
    return {peer->user, protocol::Role::none};
}

asio::awaitable<void> Server::accept_loop() {
    while (acceptor_.is_open()) {
        auto [failed, socket] = co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
        if (failed == asio::error::operation_aborted || !acceptor_.is_open()) co_return;
        if (failed) {
            // No descriptors left, most likely: some will be free again.
            asio::steady_timer pause(io_, std::chrono::milliseconds(200));
            co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
            continue;
        }
        if (sessions_.size() >= options_.max_sessions) continue;  // the socket closes as it goes
        const Identity identity = identify(socket.native_handle());
        auto session = std::make_shared<Session>(std::move(socket), identity, host_);
        sessions_.insert(session);
        session->start([this, weak = std::weak_ptr<Session>(session)] {
            if (const auto ended = weak.lock()) sessions_.erase(ended);
        });
    }
}

}  // namespace mailrace::control
