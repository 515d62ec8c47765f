// One granted connection from its first look at the DNS to its QUIT: finds the route, connects, greets, pulls, delivers, reports. It lives on
// the worker's thread; the worker owns it and hands it what the queue sends.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>

#include "daemon/egress/host_memory.h"
#include "daemon/egress/queue_link.h"
#include "daemon/egress/route.h"
#include "daemon/egress/worker.h"
#include "daemon/smtp/client_connection.h"

namespace mailrace::egress {

/// What the sessions of one worker share.
struct SessionContext {
    boost::asio::io_context& io;
    const WorkerOptions& options;
    QueueLink& link;
    const spool::Spool& spool;
    const Clock& clock;
    Router& router;
    HostMemory& memory;
    std::shared_ptr<net::TlsContext> tls;
};

class Session {
public:
    Session(SessionContext context, queue::Grant grant);

    /// The whole life of the connection. The session must stay until it has ended.
    net::Task<void> run();

    void assign(queue::Delivery delivery);
    void close(const std::string& reason);
    /// The queue has no other connection for the mail: connect.
    void proceed();

private:
    enum class Attempt : std::uint8_t { opened, next, give_up };

    // making the connection
    net::Task<bool> open();
    net::Task<void> wait_for_leave(const std::string& site);
    net::Task<Attempt> try_host(const RouteHost& host);
    net::Task<Attempt> try_address(const RouteHost& host, net::Endpoint where);
    net::Task<Attempt> shake_hands(const RouteHost& host, net::Endpoint where, net::Stream stream, bool allow_tls);
    Attempt judge_failure(const net::Endpoint& where);
    bool exhausted() const;
    bool is_ourselves(const net::Endpoint& where) const;
    bool is_own_socket(const net::Endpoint& remote, const net::Endpoint& local) const;
    bool greets_as_ourselves() const;
    void note_failure(queue::Response response, bool permanent);
    void note_failure(events::Phase phase, events::EnhancedStatus status, std::string words);
    void note_loop(const std::string& words);
    const std::string& ehlo_name() const;
    void report_failure();

    // working
    net::Task<void> work();
    net::Task<bool> wait_for_word();
    net::Task<void> deliver(queue::Delivery delivery);
    net::Task<void> deliver_locally(queue::Delivery delivery);
    bool is_local() const { return settings().type == "discard" || settings().type == "file"; }
    const queue::DeliverySettings& settings() const { return *grant_.settings; }
    std::uint32_t since(SteadyTime began) const;
    void trace_to(smtp::Transcript& transcript);
    /// Tells the outcome to whoever follows this connection, and lets them go.
    void end_trace(const std::string& outcome);

    SessionContext context_;
    queue::Grant grant_;
    std::shared_ptr<queue::Peer> peer_ = std::make_shared<queue::Peer>();
    std::unique_ptr<smtp::ClientConnection> connection_;
    smtp::Transcript log_;                          // of what happened before a connection was open
    SteadyTime began_;
    std::size_t addresses_tried_ = 0, hosts_without_address_ = 0;
    std::vector<std::pair<RouteHost, net::Endpoint>> put_off_;  // did not answer a short while ago
    bool permanent_ = false;
    std::optional<queue::Response> failure_;        // the most telling one so far
    std::string failed_session_;

    std::optional<queue::Delivery> delivery_;       // assigned, not yet begun
    bool closing_ = false;
    bool waiting_ = false;
    bool asking_ = false;                           // for leave to connect
    bool opening_ = false;                          // the handshake is under way
    boost::asio::steady_timer word_;                // wakes a session that has no socket to listen to
};

}  // namespace mailrace::egress
