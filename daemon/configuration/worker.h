// The thread of the configuration: reading, checking and applying takes longer than those who ask may be kept waiting. Jobs run one after the other.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "daemon/configuration/keeper.h"
#include "shared/base/mailbox.h"

namespace mailrace::configuration {

class Worker {
public:
    using Job = std::function<void(Keeper&)>;

    explicit Worker(std::unique_ptr<Keeper> keeper);
    ~Worker() { stop(); }

    /// False: it is stopping, or too many jobs wait. Any thread.
    bool submit(Job job);
    /// Ends when the jobs under way are done.
    void stop();
    /// The version that runs. Any thread.
    Current current() const { return keeper_->current(); }

private:
    void run();
    static constexpr std::size_t kMostWaiting = 256;

    std::unique_ptr<Keeper> keeper_;
    Mailbox<Job> jobs_;
    std::thread thread_;
};

}  // namespace mailrace::configuration
