#include "daemon/net/stream.h"

#include <boost/asio.hpp>

#include "daemon/net/tls_impl.h"

namespace mailrace::net {
namespace asio = boost::asio;
using boost::system::error_code;
using asio::ip::tcp;

namespace {

constexpr auto tuple_task = asio::as_tuple(asio::use_awaitable);
constexpr Deadline no_deadline = Deadline::max();
constexpr std::size_t max_pieces = 16;
constexpr std::size_t tls_record = 16 * 1024;
constexpr std::size_t max_drained = 64 * 1024;

struct Pieces {
    std::array<asio::const_buffer, max_pieces> buffers;
    std::size_t count = 0;
    std::string_view text(std::size_t n) const { return {static_cast<const char*>(buffers[n].data()), buffers[n].size()}; }
};

}  // namespace

// The deadline costs one timer a stream, armed lazily: it is moved only when it fires too early, so an operation in the common case
// stores a time and nothing else.
struct Stream::Impl : std::enable_shared_from_this<Stream::Impl> {
    tcp::socket socket;
    asio::steady_timer timer;
    Deadline deadline = no_deadline;    // of the operation under way
    Deadline armed_for = no_deadline;
    bool armed = false;
    bool timed_out = false;
    Endpoint remote, local;
    std::unique_ptr<TlsSession> tls;
    std::string gathered;               // small pieces joined for one TLS record

    explicit Impl(tcp::socket s) : socket(std::move(s)), timer(socket.get_executor()) {}

    void learn_endpoints() {
        error_code ec;
        remote = plain(socket.remote_endpoint(ec));
        local = plain(socket.local_endpoint(ec));
        socket.non_blocking(true, ec);
        socket.set_option(tcp::no_delay(true), ec);
    }

    static Endpoint plain(const Endpoint& e) {
        if (!e.address().is_v6() || !e.address().to_v6().is_v4_mapped()) return e;
        return Endpoint(asio::ip::make_address_v4(asio::ip::v4_mapped, e.address().to_v6()), e.port());
    }

    void begin(Deadline d) {
        deadline = d;
        timed_out = false;
        if (armed && armed_for <= d) return;
        arm(d);
    }
    void end() { deadline = no_deadline; }

    void arm(Deadline d) {
        armed = true;
        armed_for = d;
        timer.expires_at(d);
        timer.async_wait([self = shared_from_this()](error_code ec) {
            if (ec != asio::error::operation_aborted) self->on_timer();
        });
    }

    void on_timer() {
        armed = false;
        if (deadline == no_deadline || !socket.is_open()) return;
        if (std::chrono::steady_clock::now() < deadline) return arm(deadline);
        timed_out = true;
        error_code ec;
        socket.cancel(ec);
    }

    void close() {
        error_code ec;
        socket.close(ec);
        timer.cancel();
    }

    Error error_of(std::string_view what, error_code ec) const {
        if (timed_out) return Error::timeout(std::string(what) + ": no answer in time");
        if (ec == asio::error::operation_aborted) return Error::cancelled();
        return Error::network(std::string(what) + ": " + ec.message());
    }
    Error tls_error(std::string_view what) const {
        return Error{ErrorClass::protocol, true, Origin::remote, std::string(what) + ": " + tls->words()};
    }

    Task<error_code> wait(TlsSession::Want want) {
        auto kind = want == TlsSession::Want::read ? tcp::socket::wait_read : tcp::socket::wait_write;
        // The deadline may have passed while nothing was waiting, then nothing was cancelled.
        if (timed_out) co_return asio::error::operation_aborted;
        auto [ec] = co_await socket.async_wait(kind, tuple_task);
        co_return ec;
    }

    Task<Result<std::size_t>> read_tls(std::span<char> out) {
        for (;;) {
            TlsSession::Step step = tls->read(out.data(), out.size());
            switch (step.want) {
                case TlsSession::Want::nothing: co_return step.bytes;
                case TlsSession::Want::closed: co_return std::size_t{0};
                case TlsSession::Want::failed: co_return tls_error("read");
                case TlsSession::Want::read:
                case TlsSession::Want::write: break;
            }
            error_code ec = co_await wait(step.want);
            if (ec) co_return error_of("read", ec);
        }
    }

    Task<Status> write_tls(std::string_view bytes) {
        while (!bytes.empty()) {
            TlsSession::Step step = tls->write(bytes.data(), bytes.size());
            switch (step.want) {
                case TlsSession::Want::nothing: bytes.remove_prefix(step.bytes); continue;
                case TlsSession::Want::closed: co_return Error::network("write: connection closed");
                case TlsSession::Want::failed: co_return tls_error("write");
                case TlsSession::Want::read:
                case TlsSession::Want::write: break;
            }
            error_code ec = co_await wait(step.want);
            if (ec) co_return error_of("write", ec);
        }
        co_return Status{};
    }

    Task<Status> write_plain(Pieces& pieces) {
        std::size_t first = 0;
        while (first < pieces.count) {
            std::span<const asio::const_buffer> rest(pieces.buffers.data() + first, pieces.count - first);
            error_code ec;
            // Straight to the socket: its buffer nearly always has room, and then nothing is suspended.
            std::size_t sent = socket.write_some(rest, ec);
            while (first < pieces.count && sent >= pieces.buffers[first].size()) sent -= pieces.buffers[first++].size();
            if (first < pieces.count) pieces.buffers[first] += sent;
            if (!ec) continue;
            if (ec != asio::error::would_block && ec != asio::error::try_again) co_return error_of("write", ec);
            ec = co_await wait(TlsSession::Want::write);
            if (ec) co_return error_of("write", ec);
        }
        co_return Status{};
    }

    Task<Status> write_records(const Pieces& pieces) {
        std::size_t i = 0;
        while (i < pieces.count) {
            std::string_view next = pieces.text(i++);
            if (i < pieces.count && next.size() < tls_record) {
                gathered.assign(next);
                while (i < pieces.count && gathered.size() + pieces.text(i).size() <= tls_record) gathered.append(pieces.text(i++));
                next = gathered;
            }
            Status status = co_await write_tls(next);
            if (!status) co_return status;
        }
        co_return Status{};
    }

    // The pieces travel by value: the coroutine begins only when it is awaited.
    static Task<Status> write_all(std::shared_ptr<Impl> self, Pieces pieces, Deadline d) {
        self->begin(d);
        if (self->tls) {
            Status status = co_await self->write_records(pieces);
            self->end();
            co_return status;
        }
        Status status = co_await self->write_plain(pieces);
        self->end();
        co_return status;
    }

    Task<Result<TlsInfo>> handshake(Deadline d) {
        begin(d);
        for (;;) {
            TlsSession::Step step = tls->handshake();
            switch (step.want) {
                case TlsSession::Want::nothing: end(); co_return tls->info();
                case TlsSession::Want::closed: end(); co_return Error::network("TLS handshake: connection closed");
                case TlsSession::Want::failed: end(); co_return tls_error("TLS handshake");
                case TlsSession::Want::read:
                case TlsSession::Want::write: break;
            }
            error_code ec = co_await wait(step.want);
            if (!ec) continue;
            end();
            co_return error_of("TLS handshake", ec);
        }
    }
};

Stream::Stream(tcp::socket socket) : impl_(std::make_shared<Impl>(std::move(socket))) { impl_->learn_endpoints(); }
Stream::Stream(Stream&&) noexcept = default;
Stream& Stream::operator=(Stream&& other) noexcept {
    if (impl_ && impl_ != other.impl_) impl_->close();
    impl_ = std::move(other.impl_);
    return *this;
}
Stream::~Stream() {
    if (impl_) impl_->close();
}

Task<Result<Stream>> Stream::connect(Endpoint to, IpAddress source, Deadline deadline) {
    auto executor = co_await asio::this_coro::executor;
    tcp::socket socket(executor);
    error_code ec;
    socket.open(to.protocol(), ec);
    if (ec) co_return Error{ErrorClass::network, true, Origin::system, "socket: " + ec.message()};
    if (!source.is_unspecified()) {
        if (source.is_v4() != to.address().is_v4())
            co_return Error{ErrorClass::network, true, Origin::configuration,
                            "the source address " + to_text(source) + " cannot reach " + to_text(to.address())};
        socket.bind(Endpoint(source, 0), ec);
        if (ec) co_return Error{ErrorClass::network, true, Origin::configuration, "source address " + to_text(source) + ": " + ec.message()};
    }
    auto impl = std::make_shared<Impl>(std::move(socket));
    impl->begin(deadline);
    std::tie(ec) = co_await impl->socket.async_connect(to, tuple_task);
    impl->end();
    if (ec) {
        Error error = impl->error_of("connect to " + to_text(to), ec);
        impl->close();
        co_return error;
    }
    impl->timer.cancel();
    co_return Stream(std::move(impl->socket));
}

Task<Result<std::size_t>> Stream::read_some(std::span<char> out, Deadline deadline) {
    auto impl = impl_;
    impl->begin(deadline);
    if (impl->tls) {
        Result<std::size_t> got = co_await impl->read_tls(out);
        impl->end();
        co_return got;
    }
    auto [ec, size] = co_await impl->socket.async_read_some(asio::buffer(out.data(), out.size()), tuple_task);
    impl->end();
    if (ec == asio::error::eof) co_return std::size_t{0};
    if (ec) co_return impl->error_of("read", ec);
    co_return size;
}

Task<Status> Stream::write(std::string_view bytes, Deadline deadline) {
    Pieces one;
    one.buffers[one.count++] = asio::const_buffer(bytes.data(), bytes.size());
    return Impl::write_all(impl_, one, deadline);
}

Task<Status> Stream::write(std::span<const std::string_view> pieces, Deadline deadline) {
    assert(pieces.size() <= max_pieces);
    Pieces all;
    for (std::string_view piece : pieces.first(std::min(pieces.size(), max_pieces)))
        all.buffers[all.count++] = asio::const_buffer(piece.data(), piece.size());
    return Impl::write_all(impl_, all, deadline);
}

Task<Result<TlsInfo>> Stream::start_tls_client(std::shared_ptr<TlsContext> context, std::string host, Deadline deadline) {
    auto impl = impl_;
    auto session = TlsSession::make(std::move(context), static_cast<int>(impl->socket.native_handle()), false, std::move(host));
    if (!session) co_return session.error();
    impl->tls = std::move(*session);
    Result<TlsInfo> info = co_await impl->handshake(deadline);
    co_return info;
}

Task<Result<TlsInfo>> Stream::start_tls_server(std::shared_ptr<TlsContext> context, Deadline deadline) {
    auto impl = impl_;
    auto session = TlsSession::make(std::move(context), static_cast<int>(impl->socket.native_handle()), true, {});
    if (!session) co_return session.error();
    impl->tls = std::move(*session);
    Result<TlsInfo> info = co_await impl->handshake(deadline);
    co_return info;
}

Task<void> Stream::finish(Deadline deadline) {
    auto impl = impl_;
    if (impl->tls) impl->tls->notify_close();
    error_code ec;
    impl->socket.shutdown(tcp::socket::shutdown_send, ec);
    if (!ec) {
        std::array<char, 2048> sink;
        std::size_t drained = 0;
        impl->begin(deadline);
        while (drained < max_drained) {
            auto [failed, size] = co_await impl->socket.async_read_some(asio::buffer(sink), tuple_task);
            if (failed) break;
            drained += size;
        }
        impl->end();
    }
    impl->close();
}

void Stream::cancel() {
    error_code ec;
    impl_->socket.cancel(ec);
}
void Stream::close() { impl_->close(); }
bool Stream::is_open() const { return impl_ && impl_->socket.is_open(); }
bool Stream::is_tls() const { return impl_->tls != nullptr; }
bool Stream::has_buffered() const { return impl_->tls && impl_->tls->pending(); }
const Endpoint& Stream::remote() const { return impl_->remote; }
const Endpoint& Stream::local() const { return impl_->local; }
asio::any_io_executor Stream::executor() const { return impl_->socket.get_executor(); }

}  // namespace mailrace::net
