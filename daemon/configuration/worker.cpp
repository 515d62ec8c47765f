#include "daemon/configuration/worker.h"

namespace mailrace::configuration {

Worker::Worker(std::unique_ptr<Keeper> keeper) : keeper_(std::move(keeper)), thread_([this] { run(); }) {}

bool Worker::submit(Job job) { return jobs_.size() < kMostWaiting && jobs_.put(std::move(job)); }

void Worker::stop() {
    jobs_.close();
    if (thread_.joinable()) thread_.join();
}

void Worker::run() {
    std::vector<Job> batch;
    while (jobs_.take_all(batch, std::chrono::steady_clock::now() + std::chrono::hours(1))) {
        for (auto& job : batch) job(*keeper_);
    }
}

}  // namespace mailrace::configuration
