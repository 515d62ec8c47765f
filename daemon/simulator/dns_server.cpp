#include "daemon/simulator/dns_server.h"

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

namespace mailrace::simulator {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using namespace boost::asio::experimental::awaitable_operators;  // NOLINT: operators only

namespace {
constexpr auto quiet = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t max_udp_answer = 1232;
constexpr int max_tcp_sessions = 256;
constexpr auto tcp_idle = std::chrono::seconds{10};

/// A malformed query gets FORMERR when at least its header can be read.
std::string format_error(std::string_view wire) {
    if (wire.size() < 12 || (static_cast<unsigned char>(wire[2]) & 0x80)) return {};
    std::string answer(wire.substr(0, 2));
    answer += static_cast<char>(0x80);
    answer += static_cast<char>(DnsCode::format_error);
    answer += std::string(8, '\0');
    return answer;
}
}  // namespace

struct DnsServer::Inner : std::enable_shared_from_this<Inner> {
    Inner(asio::io_context& io, const DnsZone& names) : context(io), zone(names), socket(io), acceptor(io) {}

    std::string answer(std::string_view wire, bool over_udp) {
        const auto query = read_query(wire);
        if (!query) {
            ++counters.malformed;
            return format_error(wire);
        }
        DnsZone::Reply reply = zone.look_up(*query);
        if (reply.silent) {
            ++counters.silenced;
            return {};
        }
        if (reply.truncate_udp && over_udp) reply.answer.truncated = true;
        return write_answer(*query, reply.answer, over_udp ? std::min<std::size_t>(query->payload, max_udp_answer) : 65'535);
    }

    static asio::awaitable<void> serve_udp(std::shared_ptr<Inner> self) {
        std::array<char, 4096> buffer{};
        udp::endpoint peer;
        while (self->socket.is_open()) {
            auto [error, size] = co_await self->socket.async_receive_from(asio::buffer(buffer), peer, quiet);
            if (error == asio::error::operation_aborted) co_return;
            if (error) continue;
            ++self->counters.udp;
            const std::string reply = self->answer({buffer.data(), size}, true);
            if (!reply.empty()) co_await self->socket.async_send_to(asio::buffer(reply), peer, quiet);
        }
    }

    static asio::awaitable<void> accept_tcp(std::shared_ptr<Inner> self) {
        while (self->acceptor.is_open()) {
            auto [error, socket] = co_await self->acceptor.async_accept(quiet);
            if (error == asio::error::operation_aborted) co_return;
            if (error || self->sessions >= max_tcp_sessions) continue;
            ++self->sessions;
            asio::co_spawn(self->context, serve_tcp(self, std::move(socket)), asio::detached);
        }
    }

    static asio::awaitable<bool> exchange(std::shared_ptr<Inner> self, tcp::socket& socket) {
        std::array<unsigned char, 2> prefix{};
        auto [error, got] = co_await asio::async_read(socket, asio::buffer(prefix), quiet);
        if (error) co_return false;
        std::string query(static_cast<std::size_t>(prefix[0]) << 8 | prefix[1], '\0');
        auto [body_error, body_got] = co_await asio::async_read(socket, asio::buffer(query), quiet);
        if (body_error) co_return false;
        ++self->counters.tcp;
        std::string reply = self->answer(query, false);
        if (reply.empty()) co_return true;
        reply.insert(0, wire_u16(static_cast<std::uint16_t>(reply.size())));
        auto [write_error, written] = co_await asio::async_write(socket, asio::buffer(reply), quiet);
        co_return !write_error;
    }

    static asio::awaitable<void> serve_tcp(std::shared_ptr<Inner> self, tcp::socket socket) {
        asio::steady_timer deadline(self->context);
        bool going = true;
        while (going && self->acceptor.is_open()) {
            deadline.expires_after(tcp_idle);
            auto result = co_await (exchange(self, socket) || deadline.async_wait(quiet));
            going = result.index() == 0 && std::get<0>(result);
        }
        --self->sessions;
    }

    asio::io_context& context;
    const DnsZone& zone;
    udp::socket socket;
    tcp::acceptor acceptor;
    int sessions = 0;
    std::uint16_t port = 0;
    DnsCounters counters;
};

DnsServer::DnsServer(asio::io_context& context, const DnsZone& zone) : inner_(std::make_shared<Inner>(context, zone)) {}
DnsServer::~DnsServer() { stop(); }

Status DnsServer::start(const std::string& address, std::uint16_t port) {
    boost::system::error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error || !ip.is_loopback()) return Error::invalid("the name server's address must be a loopback address: " + address);
    for (int attempt = 0; attempt < 20; ++attempt) {
        const tcp::endpoint wanted(ip, port);
        inner_->acceptor.open(wanted.protocol(), error);
        if (!error) inner_->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) inner_->acceptor.bind(wanted, error);
        if (!error) inner_->acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) break;
        inner_->port = inner_->acceptor.local_endpoint().port();
        const udp::endpoint same(ip, inner_->port);
        inner_->socket.open(same.protocol(), error);
        if (!error) inner_->socket.bind(same, error);
        if (!error || port != 0) break;
        stop();  // the port that was free for TCP is taken for UDP: try another one
    }
    if (error) return Error::network("name server on " + address + " port " + std::to_string(port) + ": " + error.message());
    asio::co_spawn(inner_->context, Inner::serve_udp(inner_), asio::detached);
    asio::co_spawn(inner_->context, Inner::accept_tcp(inner_), asio::detached);
    return {};
}

void DnsServer::stop() {
    boost::system::error_code ignored;
    inner_->socket.close(ignored);
    inner_->acceptor.close(ignored);
}

std::uint16_t DnsServer::port() const { return inner_->port; }
const DnsCounters& DnsServer::counters() const { return inner_->counters; }

}  // namespace mailrace::simulator
