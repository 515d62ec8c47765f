// What the scheduler costs: nanoseconds for a delivery (accept, pull, report) with few and with very many idle queues around, and bytes of memory
// for a queued recipient. One line a figure.
#include <malloc.h>

#include <chrono>
#include <ctime>
#include <cstdio>
#include <string>
#include <vector>

#include "daemon/queue/scheduler.h"

using namespace mailrace;
using namespace mailrace::queue;

namespace {

class Settings final : public SettingsProvider {
public:
    std::shared_ptr<const DeliverySettings> for_queue(std::string_view, std::string_view) const override { return common; }
    VirtualMtaLimits for_vmta(std::string_view) const override { return {}; }
    TotalLimits totals() const override { return {}; }
    std::shared_ptr<const DeliverySettings> common = std::make_shared<DeliverySettings>();
};

std::uint64_t next_id = 0;

QueuedMessage message(const std::string& domain, const Clock& clock) {
    QueuedMessage m;
    m.envelope.id = MessageId{++next_id};
    m.envelope.received = clock.wall();
    m.envelope.sender = "bounce-" + std::to_string(next_id) + "@news.example";
    m.envelope.vmta = "vmta1";
    m.envelope.job = "spring";
    m.envelope.message_id = "<" + std::to_string(next_id) + ".1767225600@news.example>";
    m.envelope.subject = "News of the week";
    m.body = {1, 0, 1000};
    m.envelope.recipients.push_back({"reader" + std::to_string(next_id) + "@" + domain, "", 0});
    return m;
}

void deliveries(std::size_t idle_queues) {
    Settings settings;
    const Clock& clock = SystemClock::instance();
    Scheduler scheduler(settings, clock);
    std::vector<QueuedMessage> batch;
    for (std::size_t i = 0; i < idle_queues; ++i) {
        batch.push_back(message("idle" + std::to_string(i) + ".example", clock));
        batch.back().states.push_back({batch.back().envelope.id, 0, spool::RecipientState::pending, 1, clock.wall() + std::chrono::hours{1}});
    }
    scheduler.accept(std::move(batch));
    scheduler.take();
    constexpr std::size_t kMessages = 200'000, kBatch = 64;
    std::size_t delivered = 0, sent = 0;
    const std::clock_t begin = std::clock();  // time of the processor: other work on the machine does not count
    while (delivered < kMessages) {
        std::vector<QueuedMessage> fresh;
        for (std::size_t i = 0; i < kBatch && sent < kMessages; ++i, ++sent)
            fresh.push_back(message("busy" + std::to_string(sent % 10) + ".example", clock));
        scheduler.accept(std::move(fresh));
        Actions a = scheduler.take();
        for (const auto& g : a.grants) {
            scheduler.connection_ready(g.connection, nullptr);
            scheduler.pull(g.connection);
        }
        for (const auto& d : a.deliveries) {
            Outcome o;
            o.lease = d.delivery.lease;
            o.connection = d.connection;
            o.recipients.push_back({0, Verdict::delivered, {}});
            scheduler.report(o);
            scheduler.pull(d.connection);
            ++delivered;
        }
        for (const auto& c : a.closes) scheduler.connection_closed(c.connection);
    }
    const double ns = static_cast<double>(std::clock() - begin) * 1e9 / CLOCKS_PER_SEC;
    std::printf("queue delivery with %zu idle queues: %.0f ns\n", idle_queues, ns / kMessages);
}

void memory() {
    Settings settings;
    const Clock& clock = SystemClock::instance();
    Scheduler scheduler(settings, clock);
    constexpr std::size_t kMessages = 1'000'000;
    const auto before = mallinfo2().uordblks + mallinfo2().hblkhd;
    for (std::size_t i = 0; i < kMessages; ++i) {
        std::vector<QueuedMessage> one;
        one.push_back(message("domain" + std::to_string(i % 1000) + ".example", clock));
        scheduler.accept(std::move(one));
    }
    scheduler.take();
    const auto used = mallinfo2().uordblks + mallinfo2().hblkhd - before;
    std::printf("queue memory for each of %zu queued recipients: %.0f bytes\n", kMessages, static_cast<double>(used) / kMessages);
    const std::clock_t begin = std::clock();
    const auto rows = scheduler.changes_since(0).rows.size();
    const double us = static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC;
    std::printf("queue snapshot of %zu queues: %.0f us\n", rows, us);
}

}  // namespace

int main() {
    deliveries(10);
    deliveries(100'000);
    memory();
}
