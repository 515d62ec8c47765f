// Builds the late indexes of history files that get no more events, on a thread of its own, so that the journal goes on meanwhile. What was not finished
// is begun again at the next start. Private to daemon/journal; any thread may hand in files.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace mailrace::journal {

class IndexBuilder {
public:
    explicit IndexBuilder(bool sync);
    ~IndexBuilder();
    IndexBuilder(const IndexBuilder&) = delete;
    IndexBuilder& operator=(const IndexBuilder&) = delete;

    void add(std::string path);
    /// Waits until nothing is left to do.
    void wait();

private:
    void run(const std::stop_token& stop);
    void build(const std::string& path, const std::stop_token& stop) const;

    bool sync_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<std::string> paths_;
    bool busy_ = false;
    std::jthread thread_;
};

}  // namespace mailrace::journal
