// What the processor of reports does with a message: whose it is, what is recorded, what is passed on; with a spool and a history in memory.
#include "daemon/app/report_processor.h"

#include <gtest/gtest.h>

#include <map>

#include "shared/config/load.h"

using namespace mailrace;
using namespace mailrace::app;

namespace {

class MemorySpool final : public spool::Spool {
public:
    void start(EventConsumer) override {}
    void stop() override {}
    std::string refusal() const override { return {}; }
    void store(spool::Envelope envelope, std::shared_ptr<const std::string> body, std::vector<events::Event>, Stored done) override {
        const std::lock_guard lock(mutex);
        bodies[envelope.id.value] = *body;
        stored.push_back(std::move(envelope));
        done(spool::Location{1, 0, body->size()});
    }
    Result<std::unique_ptr<LargeBody>> begin_large(MessageId) override { return Error::internal("not here"); }
    void record(std::vector<spool::RecipientUpdate> updates, std::vector<events::Event> events, Committed) override {
        const std::lock_guard lock(mutex);
        records.push_back({std::move(updates), std::move(events)});
        changed.notify_all();
    }
    void put_state(std::string, std::string) override {}
    void journal_reached(EventId) override {}
    std::unique_ptr<events::EventSource> read_events(EventId) const override { return nullptr; }
    Result<std::size_t> read_body(MessageId id, const spool::Location&, std::uint64_t offset, std::span<char> out) const override {
        const std::lock_guard lock(mutex);
        const auto found = bodies.find(id.value);
        if (found == bodies.end()) return Error::not_found("the message is gone");
        const std::size_t size = std::min<std::size_t>(out.size(), found->second.size() - offset);
        found->second.copy(out.data(), size, offset);
        return size;
    }
    spool::SpoolStatistics statistics() const override { return {}; }

    struct Record {
        std::vector<spool::RecipientUpdate> updates;
        std::vector<events::Event> events;
    };
    Record wait_for_record(std::size_t number) {
        std::unique_lock lock(mutex);
        const bool came = changed.wait_for(lock, std::chrono::seconds(20), [&] { return records.size() > number; });
        return came ? records[number] : Record{};
    }

    mutable std::mutex mutex;
    std::condition_variable changed;
    std::map<std::uint64_t, std::string> bodies;
    std::vector<spool::Envelope> stored;
    std::vector<Record> records;
};

class OneSent final : public feedback::SentMail {
public:
    std::vector<events::Event> of_message(MessageId) const override { return {}; }
    std::vector<events::Event> to_recipient(std::string_view address) const override {
        if (address != "anna@shop.example") return {};
        events::Event e;
        e.type = events::EventType::delivery;
        e.message.value = 99;
        e.sender = "news@bounces.example";
        e.recipient = "anna@shop.example";
        e.job = "spring";
        return {e};
    }
    std::vector<events::Event> with_message_id(std::string_view) const override { return {}; }
};

const std::string bounce = "From: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n\r\nThe following address failed:\r\n\r\n<anna@shop.example>: 550 5.1.1 no such user\r\n";

struct Bench {
    explicit Bench(const std::string& settings) {
        auto loaded = config::load_text("test.conf", "<bounce-processor>\n" + settings + "<address-list>\ndomain bounces.example\n</address-list>\n</bounce-processor>\n");
        EXPECT_TRUE(loaded.config);
        rules = ReportRules::make(*loaded.config);
        processor = std::make_unique<ReportProcessor>(ReportProcessor::Parts{ids, SystemClock::instance(), [this] { return rules; }, [] { return nullptr; },
                                                                             [this](queue::QueuedMessage m) {
                                                                                 const std::lock_guard lock(mutex);
                                                                                 accepted.push_back(std::move(m));
                                                                             },
                                                                             [] { return std::make_unique<OneSent>(); }, [] { return false; }});
        processor->start(spool);
    }
    ~Bench() { processor->stop(); }

    queue::QueuedMessage message(std::vector<std::string> to, const std::string& text) {
        queue::QueuedMessage m;
        m.envelope.id = ids.next(1'800'000'000'000);
        for (auto& address : to) m.envelope.recipients.push_back({std::move(address), "", 0});
        m.body = {1, 0, text.size()};
        const std::lock_guard lock(spool.mutex);
        spool.bodies[m.envelope.id.value] = text;
        return m;
    }

    MessageIdSource ids;
    MemorySpool spool;
    std::shared_ptr<const ReportRules> rules;
    std::mutex mutex;
    std::vector<queue::QueuedMessage> accepted;
    std::unique_ptr<ReportProcessor> processor;
};

}  // namespace

TEST(ReportProcessor, records_a_bounce_and_its_own_end_in_one_group) {
    Bench bench("deliver-unmatched-email no\n");
    auto message = bench.message({"news-anna=shop.example@bounces.example"}, bounce);
    EXPECT_FALSE(bench.processor->take(message));  // nothing is left for the queue
    const auto record = bench.spool.wait_for_record(0);
    ASSERT_EQ(record.events.size(), 2u);
    EXPECT_EQ(record.events[0].type, events::EventType::remote_bounce);
    EXPECT_EQ(record.events[0].message.value, 99u);
    EXPECT_EQ(record.events[0].job, "spring");
    EXPECT_EQ(record.events[1].type, events::EventType::delivery);
    EXPECT_EQ(record.events[1].domain, "{bounceProcessor}");
    ASSERT_EQ(record.updates.size(), 1u);
    EXPECT_EQ(record.updates[0].message, message.envelope.id);
    EXPECT_EQ(record.updates[0].state, spool::RecipientState::delivered);
    EXPECT_TRUE(bench.accepted.empty());
}

TEST(ReportProcessor, leaves_other_recipients_to_the_queue) {
    Bench bench("deliver-unmatched-email no\n");
    auto message = bench.message({"x@other.example", "news@bounces.example"}, bounce);
    EXPECT_TRUE(bench.processor->take(message));
    ASSERT_EQ(message.states.size(), 2u);
    EXPECT_EQ(message.states[0].state, spool::RecipientState::pending);
    EXPECT_EQ(message.states[1].state, spool::RecipientState::delivered);
    EXPECT_EQ(bench.spool.wait_for_record(0).updates.at(0).recipient, 1u);
    // Nothing of ours, a copy that we passed on, and what was done before a restart stay as they are.
    auto plain = bench.message({"x@other.example"}, "x");
    EXPECT_TRUE(bench.processor->take(plain));
    EXPECT_TRUE(plain.states.empty());
    auto copy = bench.message({"news@bounces.example"}, bounce);
    copy.envelope.generated = true;
    EXPECT_TRUE(bench.processor->take(copy));
    auto done = bench.message({"news@bounces.example"}, bounce);
    done.states.resize(1);
    done.states[0].state = spool::RecipientState::delivered;
    EXPECT_TRUE(bench.processor->take(done));
}

TEST(ReportProcessor, passes_on_what_the_configuration_wants) {
    Bench bench("deliver-unmatched-email yes\nforward-unmatched-to desk@x.example\ndeliver-matched-email no\n");
    auto question = bench.message({"news@bounces.example"}, "From: person@x.example\r\nSubject: why?\r\n\r\nhello\r\n");
    EXPECT_FALSE(bench.processor->take(question));
    const auto record = bench.spool.wait_for_record(0);
    ASSERT_EQ(record.events.size(), 1u);  // its own end alone
    EXPECT_NE(record.events[0].response.find("passed on to desk@x.example"), std::string::npos) << record.events[0].response;
    const std::lock_guard lock(bench.mutex);
    ASSERT_EQ(bench.accepted.size(), 1u);
    const auto& copy = bench.accepted[0].envelope;
    EXPECT_TRUE(copy.generated);
    EXPECT_TRUE(copy.suppress_dsn);
    ASSERT_EQ(copy.recipients.size(), 2u);
    EXPECT_EQ(copy.recipients[0].address, "desk@x.example");
    EXPECT_EQ(copy.recipients[1].address, "news@bounces.example");
    EXPECT_EQ(*bench.accepted[0].bytes, "From: person@x.example\r\nSubject: why?\r\n\r\nhello\r\n");
}

TEST(ReportProcessor, says_so_when_the_message_is_gone) {
    Bench bench("");
    auto message = bench.message({"news@bounces.example"}, bounce);
    {
        const std::lock_guard lock(bench.spool.mutex);
        bench.spool.bodies.clear();
    }
    EXPECT_FALSE(bench.processor->take(message));
    const auto record = bench.spool.wait_for_record(0);
    ASSERT_EQ(record.events.size(), 1u);
    EXPECT_NE(record.events[0].response.find("could not be read"), std::string::npos);
}
