#include "daemon/simulator/receiver_server.h"

#include <spdlog/spdlog.h>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <unordered_set>

namespace mailrace::simulator {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto quiet = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t buffer_size = 64 * 1024;
constexpr auto write_deadline = std::chrono::seconds{60};
constexpr auto silence_deadline = std::chrono::minutes{15};
constexpr auto tick = std::chrono::milliseconds{500};

struct Connection;

/// What the sessions of one thread share. Touched on that thread only.
struct Worker {
    explicit Worker(asio::io_context& io) : context(io), ticker(io) {}
    asio::io_context& context;
    asio::steady_timer ticker;
    std::unordered_set<Connection*> connections;
    bool stopping = false;
};

struct Connection {
    using TlsStream = asio::ssl::stream<tcp::socket&>;

    Connection(std::shared_ptr<Worker> owner, tcp::socket peer)
        : worker(std::move(owner)), socket(std::move(peer)), pause(worker->context) {
        worker->connections.insert(this);
    }
    ~Connection() { worker->connections.erase(this); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void allow(std::chrono::steady_clock::duration time) { deadline = std::chrono::steady_clock::now() + time; }
    void cut() {
        boost::system::error_code ignored;
        socket.cancel(ignored);
        socket.shutdown(tcp::socket::shutdown_both, ignored);
        pause.cancel();
    }
    /// Ends the connection with a reset instead of a proper close.
    void reset() {
        boost::system::error_code ignored;
        socket.set_option(asio::socket_base::linger(true, 0), ignored);
        socket.close(ignored);
    }

    std::shared_ptr<Worker> worker;
    tcp::socket socket;
    asio::steady_timer pause;
    std::unique_ptr<TlsStream> tls;
    std::shared_ptr<asio::ssl::context> tls_context;
    std::unique_ptr<ReceiverSession> session;
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

using ConnectionPtr = std::shared_ptr<Connection>;

asio::awaitable<std::size_t> read_some(ConnectionPtr connection, char* data, std::size_t size) {
    if (connection->tls) {
        auto [error, got] = co_await connection->tls->async_read_some(asio::buffer(data, size), quiet);
        co_return error ? 0 : got;
    }
    auto [error, got] = co_await connection->socket.async_read_some(asio::buffer(data, size), quiet);
    co_return error ? 0 : got;
}

asio::awaitable<bool> write_all(ConnectionPtr connection, std::string_view bytes) {
    if (connection->tls) {
        auto [error, written] = co_await asio::async_write(*connection->tls, asio::buffer(bytes.data(), bytes.size()), quiet);
        co_return !error;
    }
    // Replies nearly always fit into the socket's buffer: no suspension then.
    boost::system::error_code now;
    const std::size_t done = connection->socket.write_some(asio::buffer(bytes.data(), bytes.size()), now);
    if (!now && done == bytes.size()) co_return true;
    if (now && now != asio::error::would_block) co_return false;
    if (now != asio::error::would_block) bytes.remove_prefix(done);
    auto [error, written] = co_await asio::async_write(connection->socket, asio::buffer(bytes.data(), bytes.size()), quiet);
    co_return !error;
}

/// Waits and sends what the session has to say. False when the connection is gone.
asio::awaitable<bool> send_output(ConnectionPtr connection, Duration delay) {
    std::string& out = connection->session->output();
    if (delay > Duration::zero()) {
        connection->allow(delay + write_deadline);
        connection->pause.expires_after(delay);
        auto [error] = co_await connection->pause.async_wait(quiet);
        if (error) co_return false;
    }
    if (out.empty()) co_return true;
    connection->allow(write_deadline);
    const bool sent = co_await write_all(connection, out);
    out.clear();
    co_return sent;
}

/// Reads on without an answer until the other side gives up.
asio::awaitable<void> be_silent(ConnectionPtr connection) {
    std::array<char, 4096> nothing{};
    connection->allow(silence_deadline);
    while (true) {
        const std::size_t got = co_await read_some(connection, nothing.data(), nothing.size());
        if (got == 0) co_return;
    }
}

asio::awaitable<bool> begin_tls(ConnectionPtr connection) {
    if (!connection->tls_context) co_return false;
    connection->tls = std::make_unique<Connection::TlsStream>(connection->socket, *connection->tls_context);
    connection->allow(write_deadline);
    auto [error] = co_await connection->tls->async_handshake(asio::ssl::stream_base::server, quiet);
    if (error) connection->session->tls_failed();
    else connection->session->tls_started();
    co_return !error;
}

/// A server whose TLS is broken: takes the greeting of the handshake and answers with no TLS record at all.
asio::awaitable<void> spoil_tls(ConnectionPtr connection) {
    std::array<char, 4096> hello{};
    connection->allow(write_deadline);
    co_await read_some(connection, hello.data(), hello.size());
    co_await write_all(connection, "454 4.3.0 TLS engine failure\r\n");
    connection->session->tls_failed();
}

asio::awaitable<void> close_in_order(ConnectionPtr connection) {
    boost::system::error_code ignored;
    if (connection->tls) {
        connection->allow(std::chrono::seconds{5});
        co_await connection->tls->async_shutdown(quiet);
    }
    connection->socket.shutdown(tcp::socket::shutdown_send, ignored);
    // Unread input would turn the close into a reset, and the last reply would be lost on the way.
    std::array<char, 4096> rest{};
    connection->allow(std::chrono::seconds{2});
    while (true) {
        auto [error, got] = co_await connection->socket.async_read_some(asio::buffer(rest), quiet);
        if (error) co_return;
    }
}

/// Does what a step asks for. True when the session goes on reading.
asio::awaitable<bool> follow(ConnectionPtr connection, Step step) {
    const bool sent = co_await send_output(connection, step.delay);
    if (!sent) co_return false;
    switch (step.what) {
        case Do::read: co_return true;
        case Do::start_tls: co_return co_await begin_tls(connection);
        case Do::start_broken_tls: co_await spoil_tls(connection); co_return false;
        case Do::close: co_await close_in_order(connection); co_return false;
        case Do::drop: connection->reset(); co_return false;
        case Do::silence: co_await be_silent(connection); co_return false;
    }
    co_return false;
}

asio::awaitable<void> serve(ConnectionPtr connection) {
    const Step first = connection->session->begin();
    bool going = co_await follow(connection, first);
    const auto buffer = std::make_unique_for_overwrite<char[]>(buffer_size);
    std::size_t filled = 0;
    while (going && !connection->worker->stopping) {
        connection->allow(connection->session->idle_timeout());
        const std::size_t got = co_await read_some(connection, buffer.get() + filled, buffer_size - filled);
        if (got == 0) co_return;
        filled += got;
        std::size_t consumed = 0;
        const Step step = connection->session->resume({buffer.get(), filled}, consumed);
        const bool begins_tls = step.what == Do::start_tls || step.what == Do::start_broken_tls;
        filled = begins_tls ? 0 : filled - consumed;  // what came before the handshake is void (RFC 3207, 4.2)
        if (filled != 0) std::memmove(buffer.get(), buffer.get() + consumed, filled);
        going = step.what == Do::read && step.delay == Duration::zero() && connection->session->output().empty();
        if (!going) going = co_await follow(connection, step);
    }
}

/// Cuts the connections whose deadline has passed: one timer a thread instead of one a read.
asio::awaitable<void> watch(std::shared_ptr<Worker> worker) {
    std::vector<Connection*> late;
    while (!worker->stopping) {
        worker->ticker.expires_after(tick);
        co_await worker->ticker.async_wait(quiet);
        const auto now = std::chrono::steady_clock::now();
        for (Connection* connection : worker->connections) {
            if (connection->deadline < now) late.push_back(connection);
        }
        for (Connection* connection : late) connection->cut();
        late.clear();
    }
}

#ifdef SO_BINDTODEVICE
/// The socket option that binds to the loopback device, in the form that Asio wants options to have.
struct LoopbackDevice {
    template <class Protocol>
    int level(const Protocol&) const { return SOL_SOCKET; }
    template <class Protocol>
    int name(const Protocol&) const { return SO_BINDTODEVICE; }
    template <class Protocol>
    const void* data(const Protocol&) const { return "lo"; }
    template <class Protocol>
    std::size_t size(const Protocol&) const { return 2; }
};
#endif

/// Keeps the listener off all other network devices where the system lets us.
void stay_on_loopback([[maybe_unused]] tcp::acceptor& acceptor) {
#ifdef SO_BINDTODEVICE
    boost::system::error_code error;
    acceptor.set_option(LoopbackDevice{}, error);
    if (error) spdlog::debug("not bound to the loopback device ({}); other connections are closed when they come", error.message());
#endif
}

}  // namespace

struct ReceiverServer::Inner : std::enable_shared_from_this<Inner> {
    Inner(asio::io_context& first, ReceiverSetup given) : setup(std::move(given)), acceptor4(first), acceptor6(first) {}

    Status listen(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
        boost::system::error_code error;
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error && endpoint.protocol() == tcp::v4()) stay_on_loopback(acceptor);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(4096, error);
        if (!error) return {};
        acceptor.close();
        return Error::network("SMTP receivers on port " + std::to_string(endpoint.port()) + ": " + error.message());
    }

    static asio::awaitable<void> accept(std::shared_ptr<Inner> self, tcp::acceptor& acceptor) {
        asio::steady_timer pause(acceptor.get_executor());
        while (acceptor.is_open()) {
            std::shared_ptr<Worker> worker = self->workers[self->next++ % self->workers.size()];
            auto [error, socket] = co_await acceptor.async_accept(worker->context, quiet);
            if (error == asio::error::operation_aborted) co_return;
            if (error) {  // out of descriptors: leave the queue alone for a moment
                pause.expires_after(std::chrono::milliseconds{50});
                co_await pause.async_wait(quiet);
                continue;
            }
            // Sessions are made and end on their own thread, because they stand in the worker's set.
            asio::post(worker->context, [self, worker, peer = std::make_shared<tcp::socket>(std::move(socket))] {
                self->admit(worker, std::move(*peer));
            });
        }
    }

    void admit(const std::shared_ptr<Worker>& worker, tcp::socket socket) {
        boost::system::error_code error;
        const auto here = socket.local_endpoint(error);
        const auto there = error ? tcp::endpoint{} : socket.remote_endpoint(error);
        if (error || worker->stopping || !here.address().is_loopback()) return;
        const auto known = setup.stations->find(here.address().to_string());
        const Station* station = known != setup.stations->end() ? &known->second : setup.catch_all;
        if (!station) return;
        if (station->dead) {
            socket.set_option(asio::socket_base::linger(true, 0), error);
            station->desk->with([](Behaviour&, Counters& c) { ++c.drops[static_cast<std::size_t>(Phase::connect)]; });
            return;
        }
        socket.set_option(tcp::no_delay(true), error);
        socket.non_blocking(true, error);
        auto connection = std::make_shared<Connection>(worker, std::move(socket));
        SessionSetup session{station->desk, setup.books, setup.clock, setup.keep ? &setup.keep : nullptr, station->host,
                             there.address().to_string(), ++number};
        const auto kind = station->desk->with([&](Behaviour& behaviour, Counters&) { return behaviour.manners().certificate; });
        connection->tls_context = setup.certificates->context_for(station->host, kind);
        connection->session = std::make_unique<ReceiverSession>(std::move(session));
        asio::co_spawn(worker->context, serve(connection), asio::detached);
    }

    ReceiverSetup setup;
    std::vector<std::shared_ptr<Worker>> workers;
    tcp::acceptor acceptor4;
    tcp::acceptor acceptor6;
    std::size_t next = 0;
    std::atomic<std::uint64_t> number{0};
    std::uint16_t port = 0;
};

ReceiverServer::ReceiverServer(std::span<const std::unique_ptr<asio::io_context>> contexts, ReceiverSetup setup)
    : inner_(std::make_shared<Inner>(*contexts.front(), std::move(setup))) {
    for (const auto& context : contexts) inner_->workers.push_back(std::make_shared<Worker>(*context));
}

ReceiverServer::~ReceiverServer() = default;

Status ReceiverServer::start(std::uint16_t port) {
    if (Status listening = inner_->listen(inner_->acceptor4, {tcp::v4(), port}); !listening) return listening;
    inner_->port = inner_->acceptor4.local_endpoint().port();
    asio::io_context& first = inner_->workers.front()->context;
    asio::co_spawn(first, Inner::accept(inner_, inner_->acceptor4), asio::detached);
    const Status v6 = inner_->listen(inner_->acceptor6, {asio::ip::address_v6::loopback(), inner_->port});
    if (v6) asio::co_spawn(first, Inner::accept(inner_, inner_->acceptor6), asio::detached);
    else spdlog::debug("no IPv6: {}", v6.error().words);
    for (const auto& worker : inner_->workers) asio::co_spawn(worker->context, watch(worker), asio::detached);
    return {};
}

void ReceiverServer::stop() {
    boost::system::error_code ignored;
    inner_->acceptor4.close(ignored);
    inner_->acceptor6.close(ignored);
    for (const auto& worker : inner_->workers) {
        asio::post(worker->context, [worker] {
            worker->stopping = true;
            worker->ticker.cancel();
            const std::vector<Connection*> open(worker->connections.begin(), worker->connections.end());
            for (Connection* connection : open) connection->cut();
        });
    }
}

std::uint16_t ReceiverServer::port() const { return inner_->port; }

}  // namespace mailrace::simulator
