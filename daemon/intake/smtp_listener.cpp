#include "daemon/intake/smtp_listener.h"

#include <algorithm>
#include <boost/asio.hpp>
#include <future>
#include <unordered_set>

#include "daemon/intake/context.h"
#include "daemon/intake/smtp_session.h"
#include "daemon/net/listener.h"

namespace mailrace::intake {
namespace asio = boost::asio;

namespace {

constexpr std::size_t max_goodbyes = 256;  // connections above the cap that are being told so at once
constexpr std::chrono::seconds goodbye_time{2};

}  // namespace

struct SmtpListener::Impl : std::enable_shared_from_this<Impl> {
    /// One network thread and the sessions on it; touched by that thread alone.
    struct Home {
        asio::io_context* io;
        std::unordered_set<SmtpSession*> sessions;
    };

    Impl(Options options, const Parts& parts, std::vector<asio::io_context*> threads) : context(std::move(options), parts) {
        for (asio::io_context* io : threads) homes.push_back(std::make_unique<Home>(Home{io, {}}));
    }

    /// One address that it listens at. The options may become others; an accept loop and the sessions that it began keep what
    /// they hold.
    struct Port {
        net::Endpoint wanted;  // as configured: port 0 is any
        net::Listener listener;
        std::shared_ptr<const ListenerOptions> options;
    };

    Result<std::shared_ptr<Port>> open_port(const ListenerOptions& options) {
        auto listener = net::Listener::open(*homes.front()->io, options.at, {}, context.connections);
        if (!listener) return std::move(listener).error();
        return std::make_shared<Port>(Port{options.at, std::move(*listener), std::make_shared<const ListenerOptions>(options)});
    }

    Status bind() {
        for (const ListenerOptions& options : context.options()->listeners) {
            auto port = open_port(options);
            if (!port) return std::move(port).error();
            ports.push_back(std::move(*port));
        }
        return {};
    }

    void start(const std::shared_ptr<Port>& port) {
        ++open_tasks;
        asio::co_spawn(*homes.front()->io, accept_all(shared_from_this(), port), asio::detached);
    }

    // ---- reconfigure: on the first network thread, where the ports are accepted from

    std::shared_ptr<Port> find(const net::Endpoint& wanted) const {
        const auto it = std::find_if(ports.begin(), ports.end(), [&](const auto& port) { return port->wanted == wanted; });
        return it == ports.end() ? nullptr : *it;
    }

    static bool in_the_way(const Port& old, const net::Endpoint& wanted) {
        return old.listener.local().port() == wanted.port() && old.wanted.protocol() == wanted.protocol();
    }

    /// The open ports that `options` do not name any more.
    std::vector<std::shared_ptr<Port>> left_out(const Options& options) const {
        std::vector<std::shared_ptr<Port>> out;
        for (const auto& port : ports) {
            const bool stays = std::any_of(options.listeners.begin(), options.listeners.end(),
                                           [&](const auto& l) { return l.at == port->wanted; });
            if (!stays) out.push_back(port);
        }
        return out;
    }

    using Ports = std::vector<std::shared_ptr<Port>>;

    void close(const std::shared_ptr<Port>& port) {
        port->listener.close();
        std::erase(ports, port);
    }

    /// A new address. One of `old` that is in its way (127.0.0.1:25 of *:25) is closed first, and goes to `closed`.
    Result<std::shared_ptr<Port>> open_instead(const ListenerOptions& wanted, Ports& old, Ports& closed) {
        auto opened = open_port(wanted);
        if (opened || opened.error().cls != ErrorClass::busy) return opened;
        const std::size_t before = closed.size();
        std::erase_if(old, [&](const auto& port) {
            if (!in_the_way(*port, wanted.at)) return false;
            close(port);
            closed.push_back(port);
            return true;
        });
        return closed.size() == before ? std::move(opened) : open_port(wanted);
    }

    void open_again(const Ports& closed) {
        for (const auto& port : closed) {
            auto again = open_port(*port->options);
            if (!again) continue;
            start(*again);
            ports.push_back(std::move(*again));
        }
    }

    Result<Reconfigured> take(const Options& options) {
        Reconfigured done;
        Ports old = left_out(options), closed, fresh;
        for (const ListenerOptions& wanted : options.listeners) {
            if (find(wanted.at)) continue;
            auto opened = open_instead(wanted, old, closed);
            if (opened) {
                fresh.push_back(std::move(*opened));
            } else if (opened.error().cls == ErrorClass::forbidden) {
                done.forbidden.emplace_back(wanted.at, opened.error().words);
            } else {
                fresh.clear();  // closes what was opened
                open_again(closed);
                return std::move(opened).error();
            }
        }
        for (const auto& port : old) close(port);
        context.set_options(std::make_shared<const Options>(options));
        for (const ListenerOptions& wanted : options.listeners)
            if (const auto port = find(wanted.at)) port->options = std::make_shared<const ListenerOptions>(wanted);
        for (const auto& port : fresh) {
            start(port);
            ports.push_back(port);
        }
        for (const auto& port : ports) done.endpoints.push_back(port->listener.local());
        return done;
    }

    /// Everything that keeps stop() from being done holds one of these: accept loops, sessions, goodbyes.
    struct Task {
        explicit Task(std::shared_ptr<Impl> i) : impl(std::move(i)) {}
        Task(const Task&) = delete;
        ~Task() { impl->task_ended(); }
        std::shared_ptr<Impl> impl;
    };

    static net::Task<void> accept_all(std::shared_ptr<Impl> self, std::shared_ptr<Port> port) {
        const Task task(self);
        for (;;) {
            Home& home = *self->homes[self->next_home++ % self->homes.size()];
            const bool await_slot = port->options->await_slot;
            auto accepted = co_await port->listener.accept(*home.io, await_slot);
            if (!accepted) co_return;
            self->admit(std::move(*accepted), port->options, home);
        }
    }

    void admit(net::Accepted accepted, std::shared_ptr<const ListenerOptions> options, Home& home) {
        context.total_connections.fetch_add(1, std::memory_order_relaxed);
        if (!accepted.place) return turn_away(std::move(accepted.stream), home, "too many connections, try again later");
        ClientCap::Place client = context.clients->take(accepted.stream.remote().address());
        if (!client)
            return turn_away(std::move(accepted.stream), home, "too many connections from your address, try again later");
        ++open_tasks;
        asio::co_spawn(*home.io, converse(shared_from_this(), std::move(accepted), std::move(client), std::move(options), home),
                       asio::detached);
    }

    static net::Task<void> converse(std::shared_ptr<Impl> self, net::Accepted accepted, ClientCap::Place client,
                                    std::shared_ptr<const ListenerOptions> options, Home& home) {
        const Task task(self);
        const ClientCap::Place place(std::move(client));
        SmtpSession session(self->context, std::move(options), std::move(accepted.stream));
        home.sessions.insert(&session);
        co_await session.run();
        home.sessions.erase(&session);
    }

    void turn_away(net::Stream stream, Home& home, const char* words) {
        context.refused_connections.fetch_add(1, std::memory_order_relaxed);
        const bool silent = goodbyes.load(std::memory_order_relaxed) >= max_goodbyes;
        ++open_tasks;
        ++goodbyes;
        asio::co_spawn(*home.io, say_goodbye(shared_from_this(), std::move(stream), words, silent), asio::detached);
    }

    static net::Task<void> say_goodbye(std::shared_ptr<Impl> self, net::Stream stream, const char* words, bool silent) {
        const Task task(self);
        const smtp::ServerReply reply{421, "4.3.2", words};
        self->record_turned_away(stream, reply);
        if (!silent) {
            std::string bytes;
            smtp::append_reply(bytes, reply);
            const net::Deadline deadline = std::chrono::steady_clock::now() + goodbye_time;
            Status written = co_await stream.write(bytes, deadline);
            if (written) co_await stream.finish(deadline);
        }
        --self->goodbyes;
    }

    void record_turned_away(const net::Stream& stream, const smtp::ServerReply& reply) {
        events::Event event;
        event.time = context.parts.clock.wall();
        event.type = events::EventType::rejection;
        event.phase = events::Phase::connect;
        event.source_ip = net::to_text(stream.local().address());
        event.remote_ip = net::to_text(stream.remote().address());
        event.remote_port = stream.remote().port();
        event.code = reply.code;
        event.status = {4, 3, 2};
        event.response = smtp::reply_text(reply);
        context.rejections.record(std::move(event));
    }

    void stop(Duration grace, std::function<void()> when_done) {
        done = std::move(when_done);
        context.stopping = true;
        ++open_tasks;  // held by the first post below, so that nothing is done too early
        asio::post(*homes.front()->io, [self = shared_from_this(), grace] {
            const Task task(self);
            for (const auto& port : self->ports) port->listener.close();
            self->for_each_session([](SmtpSession& session) { session.stop_gracefully(); });
            self->cut_after(grace);
        });
    }

    template <class Do>
    void for_each_session(Do act) {
        for (const auto& home : homes) {
            ++open_tasks;
            asio::post(*home->io, [self = shared_from_this(), raw = home.get(), act] {
                const Task task(self);
                for (SmtpSession* session : raw->sessions) act(*session);
            });
        }
    }

    void cut_after(Duration grace) {
        grace_timer = std::make_unique<asio::steady_timer>(*homes.front()->io, grace);
        grace_timer->async_wait([self = shared_from_this()](boost::system::error_code ec) {
            if (!ec) self->for_each_session([](SmtpSession& session) { session.abort(); });
        });
    }

    void task_ended() {
        if (--open_tasks != 0 || !context.stopping) return;
        asio::post(*homes.front()->io, [self = shared_from_this()] {
            if (self->grace_timer) self->grace_timer->cancel();
            if (self->done && self->open_tasks == 0) std::exchange(self->done, nullptr)();
        });
    }

    Context context;
    std::vector<std::unique_ptr<Home>> homes;
    std::vector<std::shared_ptr<Port>> ports;  // first network thread only, once it has started
    std::size_t next_home = 0;                 // first network thread only
    std::atomic<std::size_t> open_tasks{0};
    std::atomic<std::size_t> goodbyes{0};
    std::unique_ptr<asio::steady_timer> grace_timer;
    std::function<void()> done;
};

SmtpListener::SmtpListener(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
SmtpListener::~SmtpListener() = default;

Result<std::unique_ptr<SmtpListener>> SmtpListener::open(Options options, const Parts& parts,
                                                         std::vector<asio::io_context*> threads) {
    if (threads.empty()) return Error::internal("no network threads");
    auto impl = std::make_shared<Impl>(std::move(options), parts, std::move(threads));
    if (Status bound = impl->bind(); !bound) return std::move(bound).error();
    for (const auto& port : impl->ports) impl->start(port);
    return std::unique_ptr<SmtpListener>(new SmtpListener(std::move(impl)));
}

void SmtpListener::stop(Duration grace, std::function<void()> done) { impl_->stop(grace, std::move(done)); }

std::vector<net::Endpoint> SmtpListener::endpoints() const {
    std::vector<net::Endpoint> out;
    for (const auto& port : impl_->ports) out.push_back(port->listener.local());
    return out;
}

Result<SmtpListener::Reconfigured> SmtpListener::reconfigure(Options options) {
    auto promise = std::make_shared<std::promise<Result<Reconfigured>>>();
    auto future = promise->get_future();
    asio::post(*impl_->homes.front()->io,
               [impl = impl_, promise, options = std::move(options)] { promise->set_value(impl->take(options)); });
    return future.get();
}

Statistics SmtpListener::statistics() const {
    const Context& c = impl_->context;
    return {c.connections->used(), c.total_connections, c.refused_connections, c.messages, c.recipients, c.bytes,
            c.rejections.count(),  c.memory.used()};
}

}  // namespace mailrace::intake
