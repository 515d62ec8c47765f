// How egress speaks to the queue: it pulls work and reports what happened, as values. Implemented over the queue's thread, or by a test; the calls
// come from network threads and must not block.
#pragma once

#include <memory>

#include "daemon/queue/types.h"

namespace mailrace::egress {

class QueueLink {
public:
    virtual ~QueueLink() = default;
    /// The hosts of a granted connection are known, and nothing is connected yet. True: an answer follows, "proceed" or a request to close because
    /// another connection to the same hosts has taken the mail.
    virtual bool site_known(ConnectionId, const std::string&) { return false; }
    /// The granted connection is open and greeted; a pull follows.
    virtual void connection_ready(ConnectionId connection, std::shared_ptr<const queue::Peer> peer) = 0;
    /// The granted connection could not be made: it is gone.
    virtual void connect_failed(queue::ConnectFailure failure) = 0;
    /// Ready for the next transaction: a delivery or a request to close follows, now or later.
    virtual void pull(ConnectionId connection) = 0;
    virtual void report(queue::Outcome outcome) = 0;
    /// The connection has ended; a lease that it still held counts as unattempted.
    virtual void connection_closed(ConnectionId connection) = 0;
};

}  // namespace mailrace::egress
