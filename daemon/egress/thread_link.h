// The QueueLink of the daemon: everything goes to the queue's thread, which never blocks the caller. Any thread.
#pragma once

#include <utility>

#include "daemon/egress/queue_link.h"
#include "daemon/queue/queue_thread.h"

namespace mailrace::egress {

class ThreadLink final : public QueueLink {
public:
    /// `queue` must outlive the link.
    explicit ThreadLink(queue::QueueThread& queue) : queue_(queue) {}
    bool site_known(ConnectionId connection, const std::string& site) override {
        queue_.site_known(connection, site);
        return true;
    }
    void connection_ready(ConnectionId connection, std::shared_ptr<const queue::Peer> peer) override {
        queue_.connection_ready(connection, std::move(peer));
    }
    void connect_failed(queue::ConnectFailure failure) override { queue_.connect_failed(std::move(failure)); }
    void pull(ConnectionId connection) override { queue_.pull(connection); }
    void report(queue::Outcome outcome) override { queue_.report(std::move(outcome)); }
    void connection_closed(ConnectionId connection) override { queue_.connection_closed(connection); }

private:
    queue::QueueThread& queue_;
};

}  // namespace mailrace::egress
