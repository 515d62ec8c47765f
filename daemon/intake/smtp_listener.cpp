#include "daemon/intake/smtp_listener.h"

#include <boost/asio.hpp>
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

    Status bind() {
        for (const ListenerOptions& options : context.options.listeners) {
            auto listener = net::Listener::open(*homes.front()->io, options.at, {}, context.connections);
            if (!listener) return std::move(listener).error();
            listeners.push_back(std::move(*listener));
        }
        return {};
    }

    void start() {
        for (std::size_t i = 0; i < listeners.size(); ++i) {
            ++open_tasks;
            asio::co_spawn(*homes.front()->io, accept_all(shared_from_this(), i), asio::detached);
        }
    }

    /// Everything that keeps stop() from being done holds one of these: accept loops, sessions, goodbyes.
    struct Task {
        explicit Task(std::shared_ptr<Impl> i) : impl(std::move(i)) {}
        Task(const Task&) = delete;
        ~Task() { impl->task_ended(); }
        std::shared_ptr<Impl> impl;
    };

    static net::Task<void> accept_all(std::shared_ptr<Impl> self, std::size_t index) {
        const Task task(self);
        const ListenerOptions& options = self->context.options.listeners[index];
        for (;;) {
            Home& home = *self->homes[self->next_home++ % self->homes.size()];
            auto accepted = co_await self->listeners[index].accept(*home.io, options.await_slot);
            if (!accepted) co_return;
            self->admit(std::move(*accepted), options, home);
        }
    }

    void admit(net::Accepted accepted, const ListenerOptions& options, Home& home) {
        context.total_connections.fetch_add(1, std::memory_order_relaxed);
        if (!accepted.place) return turn_away(std::move(accepted.stream), home, "too many connections, try again later");
        ClientCap::Place client = context.clients->take(accepted.stream.remote().address());
        if (!client)
            return turn_away(std::move(accepted.stream), home, "too many connections from your address, try again later");
        ++open_tasks;
        asio::co_spawn(*home.io, converse(shared_from_this(), std::move(accepted), std::move(client), options, home),
                       asio::detached);
    }

    static net::Task<void> converse(std::shared_ptr<Impl> self, net::Accepted accepted, ClientCap::Place client,
                                    const ListenerOptions& options, Home& home) {
        const Task task(self);
        const ClientCap::Place place(std::move(client));
        SmtpSession session(self->context, options, std::move(accepted.stream));
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
            for (net::Listener& listener : self->listeners) listener.close();
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
    std::vector<net::Listener> listeners;
    std::size_t next_home = 0;  // first network thread only
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
    impl->start();
    return std::unique_ptr<SmtpListener>(new SmtpListener(std::move(impl)));
}

void SmtpListener::stop(Duration grace, std::function<void()> done) { impl_->stop(grace, std::move(done)); }

std::vector<net::Endpoint> SmtpListener::endpoints() const {
    std::vector<net::Endpoint> out;
    for (const net::Listener& listener : impl_->listeners) out.push_back(listener.local());
    return out;
}

Statistics SmtpListener::statistics() const {
    const Context& c = impl_->context;
    return {c.connections->used(), c.total_connections, c.refused_connections, c.messages, c.recipients, c.bytes,
            c.rejections.count(),  c.memory.used()};
}

}  // namespace mailrace::intake
