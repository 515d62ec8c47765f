#include "daemon/net/listener.h"

#include <boost/asio.hpp>

namespace mailrace::net {
namespace asio = boost::asio;
using boost::system::error_code;
using asio::ip::tcp;

namespace {
constexpr auto tuple_task = asio::as_tuple(asio::use_awaitable);
// Long enough to let others close something, short enough that nobody notices.
constexpr std::chrono::milliseconds pause_when_full{20};
}  // namespace

ConnectionCap::Place& ConnectionCap::Place::operator=(Place&& other) noexcept {
    std::swap(cap_, other.cap_);
    return *this;
}
ConnectionCap::Place::~Place() {
    if (cap_) cap_->used_.fetch_sub(1, std::memory_order_relaxed);
}
ConnectionCap::Place ConnectionCap::take(const std::shared_ptr<ConnectionCap>& cap) {
    std::size_t before = cap->used_.fetch_add(1, std::memory_order_relaxed);
    const std::size_t limit = cap->limit_.load(std::memory_order_relaxed);
    if (limit == 0 || before < limit) return Place(cap);
    cap->used_.fetch_sub(1, std::memory_order_relaxed);
    return Place();
}

struct Listener::Impl {
    tcp::acceptor acceptor;
    std::shared_ptr<ConnectionCap> cap;
    Endpoint local;
};

Listener::Listener(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Listener::Listener(Listener&&) noexcept = default;
Listener& Listener::operator=(Listener&& other) noexcept {
    if (impl_ && impl_ != other.impl_) close();
    impl_ = std::move(other.impl_);
    return *this;
}
Listener::~Listener() {
    if (impl_) close();
}

Result<Listener> Listener::open(asio::io_context& io, const Endpoint& at, const ListenerOptions& options,
                                std::shared_ptr<ConnectionCap> cap) {
    auto impl = std::make_shared<Impl>(Impl{tcp::acceptor(io), std::move(cap), {}});
    tcp::acceptor& acceptor = impl->acceptor;
    error_code ec;
    acceptor.open(at.protocol(), ec);
    if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
#ifdef SO_REUSEPORT
    if (!ec && options.reuse_port) acceptor.set_option(asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>(true), ec);
#endif
    if (!ec && at.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), ec);
    if (!ec) acceptor.bind(at, ec);
    if (!ec) acceptor.listen(options.backlog, ec);
    if (ec) {
        const auto cls = ec == asio::error::access_denied    ? ErrorClass::forbidden
                         : ec == asio::error::address_in_use ? ErrorClass::busy
                                                             : ErrorClass::network;
        return Error{cls, false, Origin::configuration, "listen on " + to_text(at) + ": " + ec.message()};
    }
    impl->local = acceptor.local_endpoint(ec);
    return Listener(std::move(impl));
}

Task<Result<Accepted>> Listener::accept(asio::io_context& target, bool wait_for_place) {
    auto impl = impl_;
    asio::steady_timer pause(impl->acceptor.get_executor());
    for (;;) {
        ConnectionCap::Place place;
        if (wait_for_place) place = ConnectionCap::take(impl->cap);
        if (wait_for_place && !place) {
            pause.expires_after(pause_when_full);
            co_await pause.async_wait(tuple_task);
            if (!impl->acceptor.is_open()) co_return Error::cancelled();
            continue;
        }
        auto [ec, socket] = co_await impl->acceptor.async_accept(target, tuple_task);
        if (!impl->acceptor.is_open() || ec == asio::error::operation_aborted) co_return Error::cancelled();
        if (ec) {
            // Out of descriptors or of memory, or the peer was gone already: none of it ends a listener.
            pause.expires_after(pause_when_full);
            co_await pause.async_wait(tuple_task);
            continue;
        }
        if (!place) place = ConnectionCap::take(impl->cap);
        Accepted accepted{Stream(std::move(socket)), std::move(place)};
        co_return accepted;
    }
}

void Listener::close() {
    error_code ec;
    impl_->acceptor.close(ec);
}
const Endpoint& Listener::local() const { return impl_->local; }

}  // namespace mailrace::net
