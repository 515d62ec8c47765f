#include "daemon/simulator/control_server.h"

#include <boost/asio.hpp>

namespace mailrace::simulator {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
constexpr auto quiet = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t max_line = 64 * 1024;
constexpr int max_sessions = 64;
}  // namespace

struct ControlServer::Inner {
    Inner(asio::io_context& io, Clerk& who) : context(io), clerk(who), acceptor(io) {}

    static asio::awaitable<void> accept(std::shared_ptr<Inner> self) {
        while (self->acceptor.is_open()) {
            auto [error, socket] = co_await self->acceptor.async_accept(quiet);
            if (error == asio::error::operation_aborted) co_return;
            if (error || self->sessions >= max_sessions) continue;
            ++self->sessions;
            asio::co_spawn(self->context, serve(self, std::move(socket)), asio::detached);
        }
    }

    static asio::awaitable<void> serve(std::shared_ptr<Inner> self, tcp::socket socket) {
        std::string input;
        bool going = true;
        while (going) {
            auto [error, size] = co_await asio::async_read_until(socket, asio::dynamic_buffer(input, max_line), '\n', quiet);
            if (error) break;
            std::string reply = self->clerk.answer(std::string_view(input).substr(0, size));
            reply += '\n';
            input.erase(0, size);
            auto [write_error, written] = co_await asio::async_write(socket, asio::buffer(reply), quiet);
            going = !write_error;
        }
        --self->sessions;
    }

    asio::io_context& context;
    Clerk& clerk;
    tcp::acceptor acceptor;
    int sessions = 0;
};

ControlServer::ControlServer(asio::io_context& context, Clerk& clerk) : inner_(std::make_shared<Inner>(context, clerk)) {}
ControlServer::~ControlServer() { stop(); }

Status ControlServer::start(const std::string& address, std::uint16_t port) {
    boost::system::error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error || !ip.is_loopback()) return Error::invalid("the control port's address must be a loopback address: " + address);
    const tcp::endpoint endpoint(ip, port);
    inner_->acceptor.open(endpoint.protocol(), error);
    if (!error) inner_->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) inner_->acceptor.bind(endpoint, error);
    if (!error) inner_->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return Error::network("control port " + std::to_string(port) + ": " + error.message());
    asio::co_spawn(inner_->context, Inner::accept(inner_), asio::detached);
    return {};
}

void ControlServer::stop() {
    boost::system::error_code ignored;
    inner_->acceptor.close(ignored);
}

std::uint16_t ControlServer::port() const {
    boost::system::error_code ignored;
    return inner_->acceptor.local_endpoint(ignored).port();
}

}  // namespace mailrace::simulator
