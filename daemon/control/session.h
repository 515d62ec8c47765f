// One client on the local socket: reads frames, runs calls, writes answers and notifications in the order in which they were made.
// Bounded in all directions: line length, calls at once, subscriptions, bytes waiting to be written (a client that does not read is closed).
// Lives and dies on the control thread.
#pragma once

#include <boost/asio.hpp>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "daemon/control/call.h"
#include "daemon/control/feed.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

/// Who is at the other end, as the kernel says, and what that one may do.
struct Identity {
    std::string user;
    protocol::Role role = protocol::Role::none;
};

/// What a session needs of the daemon around it; outlives every session.
struct SessionHost {
    const Handlers* handlers = nullptr;
    const Feeds* feeds = nullptr;
    std::string version;
    std::string host_name;
    std::int64_t epoch = 0;
    /// "starting", "ready" or "stopping", and the progress while starting.
    std::function<std::string()> state;
    std::function<json::value()> progress;
};

class Session : public std::enable_shared_from_this<Session> {
public:
    using Socket = boost::asio::local::stream_protocol::socket;

    Session(Socket socket, Identity identity, const SessionHost& host);

    /// Runs until the client goes away or close() is called.
    void start(std::function<void()> ended);
    void close();

    /// Sends a notification that belongs to a call (for example events.matched). False when the client reads too slowly: wait and try again.
    bool notify(std::string_view method, const json::object& params);
    std::size_t backlog() const { return queued_bytes_; }

    static constexpr std::size_t kMaxRequests = 64;
    static constexpr std::size_t kMaxSubscriptions = 32;
    static constexpr std::size_t kBacklogSoft = 1u << 20;   // bytes, from which differences are held back
    static constexpr std::size_t kBacklogHard = 64u << 20;  // bytes, from which the client is closed

private:
    struct Subscription;

    boost::asio::awaitable<void> read_loop();
    boost::asio::awaitable<void> write_loop();
    boost::asio::awaitable<void> hello_deadline();
    void send(std::string line);
    /// False: the connection ends.
    bool on_line(std::string_view line);
    void dispatch(protocol::Request request);
    boost::asio::awaitable<void> run(Call call);
    Answer hello(const json::object& params, bool& refused);
    static json::value describe();
    boost::asio::awaitable<Answer> subscribe(json::object params);
    Answer unsubscribe(const json::object& params);
    Answer cancel(const json::object& params);
    boost::asio::awaitable<void> follow(std::shared_ptr<Subscription> subscription);
    void fail(const json::value& id, const CallError& error);
    std::size_t longest_line() const;

    Socket socket_;
    Identity identity_;
    const SessionHost& host_;
    protocol::FrameReader frames_;
    std::deque<std::string> outbox_;
    std::size_t queued_bytes_ = 0;
    boost::asio::steady_timer wake_writer_;
    bool greeted_ = false;
    bool closing_ = false;  // write what is queued, then close
    bool closed_ = false;
    std::map<std::string, CancelFlag> running_;  // by serialised id
    std::map<std::int64_t, std::shared_ptr<Subscription>> subscriptions_;
    std::int64_t next_subscription_ = 1;
    CancelFlag match_under_way_;
    std::function<void()> ended_;
};

}  // namespace mailrace::control
