// A worker with a pretended queue and spool: deliveries wait in a list and are handed out as connections pull.
#pragma once

#include <deque>

#include "daemon/egress/worker.h"
#include "daemon/queue/settings.h"
#include "tests/unit/egress/receiver.h"
#include "tests/unit/net/dns_server.h"

namespace mailrace::testing {

class MemorySpool final : public spool::Spool {
public:
    std::map<std::uint64_t, std::string> bodies;
    void start(EventConsumer) override {}
    void stop() override {}
    std::string refusal() const override { return {}; }
    void store(spool::Envelope, std::shared_ptr<const std::string>, std::vector<events::Event>, Stored) override {}
    Result<std::unique_ptr<LargeBody>> begin_large(MessageId) override { return Error::internal("not here"); }
    void record(std::vector<spool::RecipientUpdate>, std::vector<events::Event>, Committed) override {}
    void put_state(std::string, std::string) override {}
    void journal_reached(EventId) override {}
    std::unique_ptr<events::EventSource> read_events(EventId) const override { return nullptr; }
    Result<std::size_t> read_body(MessageId id, const spool::Location&, std::uint64_t offset, std::span<char> out) const override {
        auto found = bodies.find(id.value);
        if (found == bodies.end()) return Error::not_found("the message is gone");
        std::size_t size = std::min<std::size_t>(out.size(), found->second.size() - offset);
        found->second.copy(out.data(), size, offset);
        return size;
    }
    spool::SpoolStatistics statistics() const override { return {}; }
};

class PretendedQueue final : public egress::QueueLink {
public:
    egress::EgressWorker* worker = nullptr;
    std::deque<queue::Delivery> waiting;
    bool close_when_empty = true;

    std::vector<std::shared_ptr<const queue::Peer>> ready;
    std::vector<queue::ConnectFailure> failures;
    std::vector<queue::Outcome> outcomes;
    int pulls = 0, closed = 0;
    ConnectionId last_pull;

    void connection_ready(ConnectionId, std::shared_ptr<const queue::Peer> peer) override { ready.push_back(peer); }
    void connect_failed(queue::ConnectFailure failure) override { failures.push_back(std::move(failure)); }
    void pull(ConnectionId id) override {
        ++pulls;
        last_pull = id;
        serve(id);
    }
    void report(queue::Outcome outcome) override { outcomes.push_back(std::move(outcome)); }
    void connection_closed(ConnectionId) override { ++closed; }

    void serve(ConnectionId id) {
        egress::WorkerBatch batch;
        if (!waiting.empty()) {
            batch.deliveries.push_back({id, std::move(waiting.front())});
            waiting.pop_front();
        } else if (close_when_empty) {
            batch.closes.push_back({id, "no more mail"});
        }
        if (!batch.empty()) worker->post(std::move(batch));
    }
};

struct Bench {
    boost::asio::io_context io{1};
    DnsServer dns{io};
    SystemClock clock;
    MemorySpool spool;
    PretendedQueue queue;
    egress::WorkerOptions options;
    std::shared_ptr<queue::DeliverySettings> settings = std::make_shared<queue::DeliverySettings>();
    std::unique_ptr<egress::EgressWorker> worker;
    std::uint64_t ids = 0;

    Bench() {
        options.host_name = "mailer.example.net";
        options.dns.servers = dns.address();
        options.dns.timeout = std::chrono::seconds(1);
        options.dns.tries = 1;
        settings->connect_timeout = settings->greeting_timeout = settings->command_timeout = std::chrono::seconds(5);
    }

    void make_worker() {
        auto made = egress::EgressWorker::make(io, options, queue, spool, clock);
        ASSERT_TRUE(made.has_value()) << made.error().words;
        worker = std::move(*made);
        queue.worker = worker.get();
    }

    queue::Delivery delivery(std::vector<std::string> recipients = {"a@example.com"}, std::string body = "Subject: t\r\n\r\nhi\r\n") {
        queue::Delivery out;
        out.lease = ++ids;
        out.message = MessageId{ids};
        out.sender = "s@example.net";
        out.bytes = std::make_shared<std::string>(std::move(body));
        out.settings = settings;
        for (std::string& r : recipients) out.recipients.push_back({static_cast<std::uint32_t>(out.recipients.size()), std::move(r), "", 0, 0});
        return out;
    }

    /// Grants a connection and runs until it is gone.
    void run(const std::string& domain = "example.com", queue::SourceAddress source = {}) {
        grant(domain, std::move(source));
        run_until([&] { return queue.closed + static_cast<int>(queue.failures.size()) == grants; });
    }
    void grant(const std::string& domain, queue::SourceAddress source = {}) {
        if (!worker) make_worker();
        egress::WorkerBatch batch;
        batch.grants.push_back({ConnectionId{++ids}, domain + "/v1", domain, "v1", std::move(source), settings});
        worker->post(std::move(batch));
        ++grants;
    }
    template <class Condition>
    void run_until(Condition condition) {
        io.restart();
        auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(15);
        while (!condition() && std::chrono::steady_clock::now() < give_up) io.run_one_for(std::chrono::milliseconds(100));
        ASSERT_TRUE(condition()) << "nothing happened";
    }
    int grants = 0;
};

}  // namespace mailrace::testing
