// The delivery worker of one network thread: turns grants into connections, pulls work for them, and reports what receivers said. It owns its
// connections, the resolver and what it remembers about hosts; everything in it lives on its io_context's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "daemon/egress/judge.h"
#include "daemon/egress/queue_link.h"
#include "daemon/net/address.h"
#include "daemon/net/resolver.h"
#include "daemon/net/tls.h"
#include "daemon/queue/actions.h"
#include "daemon/spool/spool.h"

namespace mailrace::egress {

struct WorkerOptions {
    std::string host_name;                          // ours: the EHLO name where nothing else is set, and what a loop greets with
    std::vector<net::Endpoint> own_listeners;       // SMTP listeners of this daemon; an unspecified address means all of ours
    net::ResolverOptions dns;
    net::TlsClientOptions tls;                      // no verification: opportunistic
    ClassifierSource classifier;                    // asked for each refusal; empty: nothing is classified
    bool ipv6 = true;
    std::size_t max_addresses = 10;                 // tried for one grant
    Duration resolve_timeout{std::chrono::seconds{60}};
    Duration dead_for{std::chrono::minutes{1}};     // an address that did not answer is left alone so long
    Duration broken_tls_for{std::chrono::hours{1}}; // a receiver with broken TLS gets plain text so long, unless TLS is required
    Duration idle_limit{std::chrono::minutes{11}};  // a connection for which the queue has no word is closed
    Duration quit_timeout{std::chrono::seconds{2}};
};

/// For the messages of a group of queue actions that belong to one worker.
struct WorkerBatch {
    std::vector<queue::Grant> grants;
    std::vector<queue::Assignment> deliveries;
    std::vector<queue::CloseRequest> closes;
    std::vector<ConnectionId> proceeds;
    bool empty() const { return grants.empty() && deliveries.empty() && closes.empty() && proceeds.empty(); }
};

class EgressWorker {
public:
    /// Fails when name servers or certificates of the options cannot be used. All references must outlive the worker; the worker must be
    /// destroyed when its io_context does not run any more.
    static Result<std::unique_ptr<EgressWorker>> make(boost::asio::io_context& io, WorkerOptions options, QueueLink& link,
                                                      const spool::Spool& spool, const Clock& clock);
    ~EgressWorker();

    /// Any thread: grants for new connections, deliveries and closes for those this worker has.
    void post(WorkerBatch batch);

    /// Any thread: new listeners of our own, after a change of the configuration.
    void set_own_listeners(std::vector<net::Endpoint> listeners);

    /// Any thread: lets transactions under way end, says QUIT to the rest, takes no more grants. `done` runs on the worker's thread once no
    /// connection is left.
    void stop(std::function<void()> done);

    /// The worker's thread.
    std::size_t connections() const;
    net::Resolver& resolver();

private:
    struct Impl;
    explicit EgressWorker(std::shared_ptr<Impl> impl);
    std::shared_ptr<Impl> impl_;
};

}  // namespace mailrace::egress
