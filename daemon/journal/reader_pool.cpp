#include "daemon/journal/reader_pool.h"

namespace mailrace::journal {

ReaderPool::ReaderPool(std::shared_ptr<const PartitionList> partitions, std::size_t threads, std::size_t max_waiting)
    : partitions_(std::move(partitions)), max_waiting_(max_waiting) {
    for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) threads_.emplace_back([this] { run(); });
}

ReaderPool::~ReaderPool() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        waiting_.clear();
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

Status ReaderPool::submit(Question question) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return Error::cancelled();
        if (waiting_.size() >= max_waiting_) return Error::busy("too many questions about the history wait for an answer");
        waiting_.push_back(std::move(question));
    }
    ready_.notify_one();
    return {};
}

void ReaderPool::run() {
    HistoryReader reader(partitions_);
    for (;;) {
        Question question;
        {
            std::unique_lock lock(mutex_);
            ready_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            question = std::move(waiting_.front());
            waiting_.pop_front();
        }
        question(reader);
    }
}

}  // namespace mailrace::journal
