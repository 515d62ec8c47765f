// A listening TCP socket, and the cap on connections that several listeners may share. The listener lives on one io_context; an accepted
// stream may live on another one.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <memory>

#include "daemon/net/stream.h"

namespace mailrace::net {

/// Counts connections. Any thread.
class ConnectionCap {
public:
    /// 0: no limit.
    explicit ConnectionCap(std::size_t limit) : limit_(limit) {}
    /// For those who come from now on; those who are there stay.
    void set_limit(std::size_t limit) { limit_.store(limit, std::memory_order_relaxed); }

    /// Holds one place until it is destroyed.
    class Place {
    public:
        Place() = default;
        explicit Place(std::shared_ptr<ConnectionCap> cap) : cap_(std::move(cap)) {}
        Place(Place&& other) noexcept : cap_(std::move(other.cap_)) { other.cap_.reset(); }
        Place& operator=(Place&& other) noexcept;
        ~Place();
        explicit operator bool() const { return cap_ != nullptr; }

    private:
        std::shared_ptr<ConnectionCap> cap_;
    };

    /// A place, or an empty Place when all are taken.
    static Place take(const std::shared_ptr<ConnectionCap>& cap);
    std::size_t used() const { return used_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::size_t> used_{0};
    std::atomic<std::size_t> limit_;
};

struct ListenerOptions {
    int backlog = 1024;
    bool reuse_port = false;    // several listeners on one port, one a network thread: the kernel spreads connections
};

struct Accepted {
    Stream stream;
    ConnectionCap::Place place;     // empty: the cap is reached; the caller answers 421 and closes
};

class Listener {
public:
    /// Binds and listens. Errors name the address: in use (busy), not permitted (forbidden), not ours (network).
    static Result<Listener> open(boost::asio::io_context& io, const Endpoint& at, const ListenerOptions& options,
                                 std::shared_ptr<ConnectionCap> cap);
    Listener(Listener&&) noexcept;
    Listener& operator=(Listener&&) noexcept;
    ~Listener();

    /// The next connection, its stream living on `target`. When file descriptors run out it waits and tries again. Fails only with
    /// `cancelled`, once the listener is closed. With `wait_for_place` it accepts only once the cap has a place.
    Task<Result<Accepted>> accept(boost::asio::io_context& target, bool wait_for_place = false);

    void close();
    const Endpoint& local() const;

private:
    struct Impl;
    explicit Listener(std::shared_ptr<Impl> impl);
    std::shared_ptr<Impl> impl_;
};

}  // namespace mailrace::net
