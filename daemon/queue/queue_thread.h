// The thread that owns the scheduler. Others send it values from any thread and never wait; it takes what has gathered, lets the scheduler settle,
// hands the actions to the sink, and sleeps until the next due time. It blocks on nothing else.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/queue/scheduler.h"

namespace mailrace::queue {

/// Carries out actions. Called on the queue thread; must not block (post to other threads).
class ActionSink {
public:
    virtual ~ActionSink() = default;
    virtual void perform(Actions actions) = 0;
};

class QueueThread {
public:
    /// All must outlive the thread.
    QueueThread(const SettingsProvider& settings, const Clock& clock, ActionSink& sink, SchedulerOptions options = {});
    ~QueueThread();

    /// Before start() only, on the caller's thread: recovery fills the scheduler directly.
    Scheduler& scheduler();
    void start();
    /// Performs what has gathered, then ends the thread. Idempotent. Later inputs are dropped.
    void stop();

    // Any thread.
    void accept(QueuedMessage message);
    void site_known(ConnectionId connection, std::string site);
    void connection_ready(ConnectionId connection, std::shared_ptr<const Peer> peer);
    void connect_failed(ConnectFailure failure);
    void pull(ConnectionId connection);
    void report(Outcome outcome);
    void connection_closed(ConnectionId connection);
    void settings_changed();
    /// Before a stop, so that the connections which egress ends then do not put their queues into retry. Outcomes still count.
    void drain();
    /// Runs `job` on the queue thread with the scheduler: operators' changes and views. It must not block; it answers by posting values.
    /// False when the thread has stopped.
    bool run(std::function<void(Scheduler&)> job);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mailrace::queue
