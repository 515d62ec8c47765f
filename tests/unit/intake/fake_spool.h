// A spool in memory with a thread of its own, as the real one has: completions come from another thread, in order, and can be
// held back or made to fail.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "daemon/spool/spool.h"

namespace mailrace::intake::test {

struct StoredMessage {
    spool::Envelope envelope;
    std::string body;
    std::vector<events::Event> receipts;
    bool large = false;
};

class FakeSpool final : public spool::Spool {
public:
    FakeSpool() : thread_([this] { work(); }) {}
    ~FakeSpool() override { stop_thread(); }

    void start(EventConsumer) override {}
    void stop() override {}
    std::string refusal() const override {
        std::lock_guard lock(mutex_);
        return refusal_;
    }
    void store(spool::Envelope envelope, std::shared_ptr<const std::string> body, std::vector<events::Event> receipts,
               Stored done) override {
        add([this, m = StoredMessage{std::move(envelope), *body, std::move(receipts), false}, done = std::move(done)]() mutable {
            keep(std::move(m), done);
        });
    }

    class Large final : public LargeBody {
    public:
        explicit Large(FakeSpool& spool) : spool_(spool) { ++spool_.open_large; }
        ~Large() override { --spool_.open_large; }
        void write(std::string bytes, Committed done) override {
            spool_.largest_write = std::max(spool_.largest_write.load(), bytes.size());
            body_ += bytes;
            spool_.add([done = std::move(done), fail = spool_.fail_writes.load()] {
                done(fail ? Status(Error::storage("no space")) : Status());
            });
        }
        void finish(spool::Envelope envelope, std::vector<events::Event> receipts, Stored done) override {
            FakeSpool& spool = spool_;
            spool.add([&spool, m = StoredMessage{std::move(envelope), std::move(body_), std::move(receipts), true},
                       done = std::move(done)]() mutable { spool.keep(std::move(m), done); });
        }

    private:
        FakeSpool& spool_;
        std::string body_;
    };
    Result<std::unique_ptr<LargeBody>> begin_large(MessageId) override {
        return std::unique_ptr<LargeBody>(std::make_unique<Large>(*this));
    }

    void record(std::vector<spool::RecipientUpdate>, std::vector<events::Event> events, Committed) override {
        std::lock_guard lock(mutex_);
        for (auto& event : events) events_.push_back(std::move(event));
    }
    void put_state(std::string, std::string) override {}
    void journal_reached(EventId) override {}
    std::unique_ptr<events::EventSource> read_events(EventId) const override { return nullptr; }
    Result<std::size_t> read_body(MessageId, const spool::Location&, std::uint64_t, std::span<char>) const override {
        return Error::not_found("none");
    }
    spool::SpoolStatistics statistics() const override { return {}; }

    // for tests
    std::vector<StoredMessage> stored() const {
        std::lock_guard lock(mutex_);
        return stored_;
    }
    std::vector<events::Event> events() const {
        std::lock_guard lock(mutex_);
        return events_;
    }
    void refuse(std::string words) {
        std::lock_guard lock(mutex_);
        refusal_ = std::move(words);
    }
    void hold(bool on) {
        {
            std::lock_guard lock(mutex_);
            held_ = on;
        }
        ready_.notify_all();
    }
    std::size_t waiting() const {
        std::lock_guard lock(mutex_);
        return jobs_.size();
    }

    std::atomic<bool> fail_stores{false}, fail_writes{false};
    std::atomic<std::size_t> largest_write{0};
    std::atomic<int> open_large{0};

private:
    void add(std::function<void()> job) {
        {
            std::lock_guard lock(mutex_);
            jobs_.push_back(std::move(job));
        }
        ready_.notify_all();
    }
    void keep(StoredMessage message, const Stored& done) {
        if (fail_stores) return done(Error::storage("disk full"));
        const spool::Location where{1, 0, message.body.size()};
        {
            std::lock_guard lock(mutex_);
            stored_.push_back(std::move(message));
        }
        done(where);
    }
    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            ready_.wait(lock, [&] { return ended_ || (!held_ && !jobs_.empty()); });
            if (jobs_.empty() || held_) {
                if (ended_) return;
                continue;
            }
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job();
            lock.lock();
        }
    }
    void stop_thread() {
        {
            std::lock_guard lock(mutex_);
            ended_ = true;
            held_ = false;
        }
        ready_.notify_all();
        thread_.join();
    }

    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> jobs_;
    std::vector<StoredMessage> stored_;
    std::vector<events::Event> events_;
    std::string refusal_;
    bool held_ = false, ended_ = false;
    std::thread thread_;
};

}  // namespace mailrace::intake::test
