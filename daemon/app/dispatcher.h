// Carries out what the scheduler wants: connections and deliveries go to the workers, states and events to the spool, reports to the maker of DSNs, notes
// to the board. perform() runs on the queue thread and only posts.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "daemon/app/dsn_maker.h"
#include "daemon/egress/worker.h"
#include "daemon/events/attention.h"
#include "daemon/queue/queue_thread.h"
#include "daemon/spool/spool.h"

namespace mailrace::app {

class Dispatcher final : public queue::ActionSink {
public:
    Dispatcher(spool::Spool& spool, events::AttentionSink& attention) : spool_(spool), attention_(attention) {}

    /// Before the queue thread starts. Both must outlive it.
    void set_workers(std::vector<egress::EgressWorker*> workers) { workers_ = std::move(workers); }
    void set_dsn_maker(DsnMaker* maker) { dsn_ = maker; }

    void perform(queue::Actions actions) override;

    /// The dialogue of the next connection that is granted for `queue` goes to `line` as it happens. Any thread. A later call for the same queue
    /// replaces an earlier one that found no connection.
    void trace_next(const std::string& queue, queue::TraceSink line);
    /// Stops waiting; false when the connection was granted already.
    bool forget_trace(const std::string& queue);

private:
    egress::WorkerBatch& batch_of(ConnectionId connection, std::vector<egress::WorkerBatch>& batches) const {
        return batches[connection.value % batches.size()];
    }
    void attach_trace(queue::Grant& grant);

    spool::Spool& spool_;
    events::AttentionSink& attention_;
    std::vector<egress::EgressWorker*> workers_;
    DsnMaker* dsn_ = nullptr;
    std::mutex trace_mutex_;
    std::map<std::string, queue::TraceSink> traces_;
};

}  // namespace mailrace::app
