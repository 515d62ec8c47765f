#include "daemon/queue/queue_thread.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "world.h"

namespace mailrace::queue {
namespace {

/// Plays egress: connects at once, delivers everything. Answers from threads of its own choosing, here the caller's.
class Receiver final : public ActionSink {
public:
    void perform(Actions a) override {
        for (const auto& g : a.grants) {
            thread->connection_ready(g.connection, nullptr);
            thread->pull(g.connection);
        }
        for (const auto& d : a.deliveries) {
            Outcome o;
            o.lease = d.delivery.lease;
            o.connection = d.connection;
            for (const auto& r : d.delivery.recipients) o.recipients.push_back({r.index, Verdict::delivered, {}});
            thread->report(std::move(o));
            thread->pull(d.connection);
        }
        for (const auto& c : a.closes) thread->connection_closed(c.connection);
        std::lock_guard lock(mutex);
        for (const auto& u : a.updates) delivered += u.state == spool::RecipientState::delivered;
        changed.notify_all();
    }
    bool wait_for(std::size_t n) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 20s, [&] { return delivered >= n; });
    }
    QueueThread* thread = nullptr;
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t delivered = 0;
};

QueuedMessage message(std::uint64_t id) {
    QueuedMessage m;
    m.envelope.id = MessageId{id};
    m.envelope.received = SystemClock::instance().wall();
    m.envelope.recipients.push_back({"a@d" + std::to_string(id % 7) + ".example", "", 0});
    return m;
}

TEST(QueueThread, CarriesMailFromManyThreads) {
    Settings settings;
    Receiver receiver;
    QueueThread thread(settings, SystemClock::instance(), receiver);
    receiver.thread = &thread;
    thread.start();
    std::vector<std::thread> feeders;
    for (std::uint64_t f = 0; f < 4; ++f)
        feeders.emplace_back([&, f] {
            for (std::uint64_t i = 0; i < 500; ++i) thread.accept(message(f * 1000 + i + 1));
        });
    for (auto& f : feeders) f.join();
    EXPECT_TRUE(receiver.wait_for(2000));
    Totals totals;
    std::mutex mutex;
    std::condition_variable done;
    bool have = false;
    ASSERT_TRUE(thread.run([&](Scheduler& s) {
        std::lock_guard lock(mutex);
        totals = s.totals();
        have = true;
        done.notify_all();
    }));
    {
        std::unique_lock lock(mutex);
        ASSERT_TRUE(done.wait_for(lock, 20s, [&] { return have; }));
    }
    EXPECT_EQ(totals.received, 2000u);
    EXPECT_EQ(totals.delivered, 2000u);
    thread.stop();
    EXPECT_FALSE(thread.run([](Scheduler&) {}));
}

TEST(QueueThread, WakesByItselfWhenSomethingIsDue) {
    Settings settings;
    settings.change([](auto& s) {
        s.max_message_rate.count = 100;
        s.max_message_rate.per = 1s;
        s.max_connections.value = 1;
    });
    Receiver receiver;
    QueueThread thread(settings, SystemClock::instance(), receiver);
    receiver.thread = &thread;
    std::vector<QueuedMessage> batch;
    for (std::uint64_t i = 0; i < 20; ++i) batch.push_back(message(7 * (i + 1)));
    thread.scheduler().accept(std::move(batch));  // as recovery does, before the start
    thread.start();
    EXPECT_TRUE(receiver.wait_for(20));
}

TEST(QueueThread, StopPerformsWhatHasGatheredAndCanBeCalledTwice) {
    Settings settings;
    Receiver receiver;
    QueueThread thread(settings, SystemClock::instance(), receiver);
    receiver.thread = &thread;
    std::atomic<int> ran{0};
    thread.start();
    for (int i = 0; i < 100; ++i) thread.run([&](Scheduler&) { ++ran; });
    thread.stop();
    thread.stop();
    EXPECT_EQ(ran, 100);
}

}  // namespace
}  // namespace mailrace::queue
