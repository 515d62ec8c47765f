#include "daemon/app/dispatcher.h"

namespace mailrace::app {

void Dispatcher::perform(queue::Actions actions) {
    // Bodies are read for the reports before the update that may remove them is recorded.
    if (dsn_ != nullptr && !actions.reports.empty()) dsn_->take(std::move(actions.reports));
    if (!actions.updates.empty() || !actions.events.empty()) spool_.record(std::move(actions.updates), std::move(actions.events), {});
    for (auto& [key, value] : actions.states) spool_.put_state(std::move(key), std::move(value));
    for (auto& note : actions.notes) attention_.begin(std::move(note));
    for (const auto& key : actions.ended_notes) attention_.end(key);

    // A connection belongs to the worker that its number says, so nobody needs to remember which.
    std::vector<egress::WorkerBatch> batches(workers_.size());
    if (batches.empty()) return;
    for (auto& grant : actions.grants) {
        attach_trace(grant);
        batch_of(grant.connection, batches).grants.push_back(std::move(grant));
    }
    for (auto& delivery : actions.deliveries) batch_of(delivery.connection, batches).deliveries.push_back(std::move(delivery));
    for (const ConnectionId id : actions.proceeds) batch_of(id, batches).proceeds.push_back(id);
    for (auto& close : actions.closes) batch_of(close.connection, batches).closes.push_back(std::move(close));
    for (std::size_t i = 0; i < workers_.size(); ++i) {
        if (!batches[i].empty()) workers_[i]->post(std::move(batches[i]));
    }
}

void Dispatcher::trace_next(const std::string& queue, queue::TraceSink line) {
    const std::lock_guard lock(trace_mutex_);
    traces_[queue] = std::move(line);
}

bool Dispatcher::forget_trace(const std::string& queue) {
    const std::lock_guard lock(trace_mutex_);
    return traces_.erase(queue) > 0;
}

void Dispatcher::attach_trace(queue::Grant& grant) {
    const std::lock_guard lock(trace_mutex_);
    const auto it = traces_.find(grant.queue);
    if (it == traces_.end()) return;
    grant.trace = std::move(it->second);
    traces_.erase(it);
}

}  // namespace mailrace::app
