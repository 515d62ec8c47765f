// Threads that answer questions about the history, so that no network thread ever waits for the disk. Each has a HistoryReader of its own. The queue
// of questions is bounded: when it is full, the answer is "busy". Any thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "daemon/journal/history_reader.h"

namespace mailrace::journal {

class ReaderPool {
public:
    using Question = std::function<void(HistoryReader&)>;

    ReaderPool(std::shared_ptr<const PartitionList> partitions, std::size_t threads, std::size_t max_waiting = 256);
    /// Finishes what runs (cancel it first through its stop_token), drops what waits.
    ~ReaderPool();
    ReaderPool(const ReaderPool&) = delete;
    ReaderPool& operator=(const ReaderPool&) = delete;

    /// Runs `question` on a thread of the pool. busy when too many wait.
    Status submit(Question question);

private:
    void run();

    std::shared_ptr<const PartitionList> partitions_;
    std::size_t max_waiting_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Question> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace mailrace::journal
