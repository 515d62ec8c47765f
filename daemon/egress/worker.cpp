#include "daemon/egress/worker.h"

#include <boost/asio.hpp>
#include <unordered_map>

#include "daemon/egress/session.h"

namespace mailrace::egress {
namespace asio = boost::asio;

struct EgressWorker::Impl : std::enable_shared_from_this<EgressWorker::Impl> {
    asio::io_context& io;
    WorkerOptions options;
    QueueLink& link;
    const spool::Spool& spool;
    const Clock& clock;
    std::unique_ptr<net::Resolver> resolver;
    std::shared_ptr<net::TlsContext> tls;
    std::unique_ptr<Router> router;
    HostMemory memory;
    std::unordered_map<ConnectionId, std::shared_ptr<Session>> sessions;
    bool stopping = false;
    std::function<void()> stopped;

    Impl(asio::io_context& context, WorkerOptions o, QueueLink& l, const spool::Spool& s, const Clock& c)
        : io(context), options(std::move(o)), link(l), spool(s), clock(c) {}

    Status start() {
        auto made = net::Resolver::make(io, options.dns, clock);
        if (!made) return made.error();
        resolver = std::move(*made);
        auto context = net::TlsContext::client(options.tls);
        if (!context) return context.error();
        tls = std::move(*context);
        router = std::make_unique<Router>(*resolver, std::random_device{}());
        return {};
    }

    void take(WorkerBatch& batch) {
        for (queue::Grant& grant : batch.grants) begin(std::move(grant));
        for (queue::Assignment& assignment : batch.deliveries) {
            // A connection that has ended meanwhile has said so; the queue takes the lease back.
            auto found = sessions.find(assignment.connection);
            if (found != sessions.end()) found->second->assign(std::move(assignment.delivery));
        }
        for (ConnectionId id : batch.proceeds) {
            auto found = sessions.find(id);
            if (found != sessions.end()) found->second->proceed();
        }
        for (queue::CloseRequest& request : batch.closes) {
            auto found = sessions.find(request.connection);
            if (found != sessions.end()) found->second->close(request.reason);
        }
    }

    void begin(queue::Grant grant) {
        ConnectionId id = grant.connection;
        if (stopping) return link.connection_closed(id);
        SessionContext context{io, options, link, spool, clock, *router, memory, tls};
        auto session = std::make_shared<Session>(std::move(context), std::move(grant));
        sessions[id] = session;
        asio::co_spawn(io, live(session), [self = shared_from_this(), id, session](std::exception_ptr failure) {
            self->ended(id);
            if (failure) std::rethrow_exception(failure);
        });
    }

    static net::Task<void> live(std::shared_ptr<Session> session) { co_await session->run(); }

    void ended(ConnectionId id) {
        sessions.erase(id);
        if (stopping && sessions.empty() && stopped) std::exchange(stopped, nullptr)();
    }

    void stop(std::function<void()> done) {
        stopping = true;
        stopped = std::move(done);
        for (auto& [id, session] : sessions) session->close("shutting down");
        if (sessions.empty() && stopped) std::exchange(stopped, nullptr)();
    }
};

EgressWorker::EgressWorker(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
EgressWorker::~EgressWorker() = default;

Result<std::unique_ptr<EgressWorker>> EgressWorker::make(asio::io_context& io, WorkerOptions options, QueueLink& link, const spool::Spool& spool,
                                                         const Clock& clock) {
    auto impl = std::make_shared<Impl>(io, std::move(options), link, spool, clock);
    Status started = impl->start();
    if (!started) return started.error();
    return std::unique_ptr<EgressWorker>(new EgressWorker(std::move(impl)));
}

void EgressWorker::post(WorkerBatch batch) {
    asio::post(impl_->io, [impl = impl_, batch = std::move(batch)]() mutable { impl->take(batch); });
}

void EgressWorker::set_own_listeners(std::vector<net::Endpoint> listeners) {
    asio::post(impl_->io, [impl = impl_, listeners = std::move(listeners)]() mutable { impl->options.own_listeners = std::move(listeners); });
}

void EgressWorker::stop(std::function<void()> done) {
    asio::post(impl_->io, [impl = impl_, done = std::move(done)]() mutable { impl->stop(std::move(done)); });
}

std::size_t EgressWorker::connections() const { return impl_->sessions.size(); }
net::Resolver& EgressWorker::resolver() { return *impl_->resolver; }

}  // namespace mailrace::egress
