#include "world.h"

namespace mailrace::queue {
namespace {

TEST(Delivery, AMessageIsGrantedAConnectionDeliveredAndForgotten) {
    World w;
    const auto id = w.send({"a@one.example"});
    auto a = w.take();
    const auto c = World::only(a);
    EXPECT_EQ(a.grants[0].queue, "one.example/v1");
    EXPECT_EQ(a.grants[0].domain, "one.example");
    w.ready(c);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    const auto& d = a.deliveries[0].delivery;
    EXPECT_EQ(d.message, id);
    EXPECT_EQ(d.sender, "sender@news.example");
    ASSERT_EQ(d.recipients.size(), 1u);
    EXPECT_EQ(d.recipients[0].address, "a@one.example");
    w.answer(c, Verdict::delivered);
    w.pull(c);
    a = w.take();
    ASSERT_EQ(a.updates.size(), 1u);
    EXPECT_EQ(a.updates[0].state, spool::RecipientState::delivered);
    ASSERT_EQ(a.events.size(), 1u);
    EXPECT_EQ(a.events[0].type, events::EventType::delivery);
    EXPECT_EQ(a.events[0].attempt, 1);
    EXPECT_EQ(a.events[0].remote_host, "mx.example");
    EXPECT_EQ(a.events[0].feeder, "feeder.example (192.0.2.9)");
    EXPECT_EQ(a.events[0].subject, "Hello");
    EXPECT_EQ(a.events[0].details, "header_x-order: 17\n");
    EXPECT_EQ(a.closes.size(), 1u);  // nothing more to send, and no idle timeout
    w.closed(c);
    w.take();
    EXPECT_EQ(w.scheduler->totals().messages, 0u);
}

TEST(Delivery, RecipientsOfOneQueueTravelTogetherUpToTheLimit) {
    World w;
    w.settings.change([](auto& s) { s.max_recipients_per_transaction.value = 3; });
    std::vector<std::string> to;
    for (int i = 0; i < 5; ++i) to.push_back("r" + std::to_string(i) + "@one.example");
    to.push_back("x@TWO.Example");
    w.send(to);
    auto a = w.take();
    ASSERT_EQ(a.grants.size(), 2u);
    const auto c = a.grants[0].connection;
    w.ready(c);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    EXPECT_EQ(a.deliveries[0].delivery.recipients.size(), 3u);
    w.answer(c, Verdict::delivered);
    w.pull(c);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    EXPECT_EQ(a.deliveries[0].delivery.recipients.size(), 2u);
    EXPECT_EQ(w.row("two.example/v1").recipients, 1u);
}

TEST(Delivery, WithVerpEachRecipientTravelsAloneFromASenderThatNamesIt) {
    World w;
    auto message = w.message({"a@one.example", "b@one.example"});
    message.envelope.verp = true;
    w.send(std::move(message));
    const auto c = World::only(w.take());
    w.ready(c);
    for (const char* sender : {"sender-a=one.example@news.example", "sender-b=one.example@news.example"}) {
        const auto a = w.take();
        ASSERT_EQ(a.deliveries.size(), 1u);
        EXPECT_EQ(a.deliveries[0].delivery.recipients.size(), 1u);
        EXPECT_EQ(a.deliveries[0].delivery.sender, sender);
        w.answer(c, Verdict::delivered);
        w.pull(c);
    }
    EXPECT_EQ(w.take().events.back().sender, "sender@news.example");  // the books keep the sender that was given
}

TEST(Delivery, ADeferredRecipientWaitsByItselfAndTheOthersAreDone) {
    World w;
    w.settings.change([](auto& s) { s.retry_recipients_after = 7min; });
    w.send({"a@one.example", "b@one.example", "c@one.example"});
    auto c = World::only(w.take());
    w.ready(c);
    w.take();
    w.answer(c, [](const DeliveryRecipient& r) {
        if (r.index == 0) return RecipientOutcome{0, Verdict::delivered, {events::Phase::rcpt, 250, {}, "250 ok"}};
        if (r.index == 1) return RecipientOutcome{1, Verdict::deferred, {events::Phase::rcpt, 450, {4, 2, 0}, "450 4.2.0 busy"}};
        return RecipientOutcome{2, Verdict::bounced, {events::Phase::rcpt, 550, {5, 1, 1}, "550 5.1.1 who?"}};
    });
    w.pull(c);
    auto a = w.take();
    EXPECT_EQ(a.reports.size(), 1u);
    ASSERT_EQ(w.of(events::EventType::deferral).size(), 1u);
    EXPECT_EQ(w.of(events::EventType::bounce)[0].response, "550 5.1.1 who?");
    const auto row = w.row("one.example/v1");
    EXPECT_EQ(row.retrying, 1u);
    EXPECT_EQ(row.waiting.limit, "retry-recipients-after");
    EXPECT_EQ(row.waiting.next_slot, w.clock.wall() + 7min);
    EXPECT_NE(row.waiting.text.find("550 5.1.1"), std::string::npos);
    w.closed(c);
    EXPECT_TRUE(w.after(7min - 1us).grants.empty());
    EXPECT_EQ(w.scheduler->next_wakeup(), w.clock.steady() + 1us);
    c = World::only(w.after(1us));
    w.ready(c);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    EXPECT_EQ(a.deliveries[0].delivery.recipients[0].attempts, 1);
}

TEST(Delivery, UnattemptedRecipientsGoBackAsIfNeverLeased) {
    World w;
    w.settings.change([](auto& s) { s.max_connections.value = 1; });
    w.send({"a@one.example"});
    w.send({"b@one.example"});
    auto c = World::only(w.take());
    w.ready(c);
    w.take();
    w.answer(c, Verdict::delivered);
    w.pull(c);
    w.take();
    w.closed(c);  // lost in the middle, without a word
    auto a = w.take();
    EXPECT_TRUE(w.of(events::EventType::deferral).empty());
    c = World::only(a);  // the connection was useful before: another one at once
    w.ready(c);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    EXPECT_EQ(a.deliveries[0].delivery.recipients[0].attempts, 0);
}

TEST(Delivery, AFailedConnectionPutsTheQueueIntoRetryWithItsListOfTimes) {
    World w;
    w.settings.change([](auto& s) { s.retry_after = {1min, 5min}; });
    w.send({"a@one.example"});
    for (const Duration wait : {Duration{1min}, Duration{5min}, Duration{5min}}) {
        const auto c = World::only(w.take());
        w.failed(c);
        w.take();
        const auto row = w.row("one.example/v1");
        EXPECT_EQ(row.state, QueueState::retry);
        EXPECT_EQ(row.waiting.limit, "retry-after");
        EXPECT_EQ(row.waiting.next_slot, w.clock.wall() + wait);
        EXPECT_NE(row.waiting.text.find("connection refused"), std::string::npos);
        EXPECT_TRUE(w.after(wait - 1us).grants.empty());
        w.clock.advance(1us);
    }
    EXPECT_EQ(w.of(events::EventType::queue_deferral).size(), 3u);
    // A delivery sets the list back to its beginning.
    auto c = World::only(w.take());
    w.ready(c);
    w.take();
    w.answer(c, Verdict::delivered);
    w.closed(c);
    w.take();
    w.send({"b@one.example"});
    w.failed(World::only(w.take()));
    w.take();
    EXPECT_EQ(w.row("one.example/v1").waiting.next_slot, w.clock.wall() + 1min);
}

TEST(Delivery, AHostThatDiesRightAfterConnectingIsNotTriedAgainAtOnce) {
    World w;
    for (int i = 0; i < 50; ++i) w.send({"a@one.example"});
    std::size_t grants = 0;
    for (int round = 0; round < 100; ++round) {
        for (const auto& g : w.take().grants) {
            ++grants;
            w.ready(g.connection);
            w.take();
            w.closed(g.connection);
        }
        w.clock.advance(1s);
    }
    EXPECT_EQ(grants, 1u);
    EXPECT_EQ(w.row("one.example/v1").state, QueueState::retry);
    EXPECT_EQ(w.of(events::EventType::queue_deferral).size(), 1u);
}

TEST(Delivery, AConnectionWhoseTransactionsReachNobodyIsClosedAndTheQueueWaits) {
    World w;
    w.send({"a@one.example"});
    const auto c = World::only(w.take());
    w.ready(c);
    w.take();
    int rounds = 0;
    while (w.leases.contains(c.value) && rounds++ < 10) {
        w.answer(c, Verdict::unattempted, 421, "421 not now");
        w.pull(c);
        w.take();
    }
    EXPECT_LE(rounds, 2);
    EXPECT_EQ(w.row("one.example/v1").state, QueueState::retry);
    EXPECT_EQ(w.row("one.example/v1").last_response.text, "421 not now");
}

TEST(Delivery, AHostThatBreaksOffInTheMiddleOfEachMessageIsNotFedAllOfThem) {
    World w;
    for (int i = 0; i < 50; ++i) w.send({"a@one.example"});
    std::size_t grants = 0;
    for (int round = 0; round < 20; ++round, w.clock.advance(1s))
        for (const auto& g : w.take().grants) {
            ++grants;
            w.ready(g.connection);
            w.take();
            if (w.leases.contains(g.connection.value)) w.answer(g.connection, Verdict::deferred, 0, "connection lost after DATA");
            w.closed(g.connection);
        }
    EXPECT_LE(grants, 2u);
    EXPECT_EQ(w.row("one.example/v1").state, QueueState::retry);
    EXPECT_EQ(w.row("one.example/v1").last_response.text, "connection lost after DATA");
}

TEST(Delivery, WhileDrainingNothingBeginsAndNothingFails) {
    World w;
    w.settings.change([](auto& s) { s.max_connections.value = 1; });
    w.send({"a@one.example"});
    w.send({"b@one.example"});
    w.send({"a@two.example"});
    auto a = w.take();
    ASSERT_EQ(a.grants.size(), 2u);
    w.ready(a.grants[0].connection);
    w.take();
    w.scheduler->drain();
    w.closed(a.grants[1].connection);
    w.answer(a.grants[0].connection, Verdict::delivered);
    w.pull(a.grants[0].connection);
    a = w.take();
    EXPECT_TRUE(a.grants.empty());
    EXPECT_TRUE(a.deliveries.empty());
    EXPECT_EQ(w.pending.size(), 2u);
    EXPECT_TRUE(w.of(events::EventType::queue_deferral).empty());
    EXPECT_NE(w.row("two.example/v1").state, QueueState::retry);
}

TEST(Delivery, AFailureWhileOthersDeliverOnlyHoldsBackFurtherConnections) {
    World w;
    for (int i = 0; i < 20; ++i) w.send({"a@one.example"});
    const auto first = World::only(w.take());
    w.ready(first);
    auto a = w.take();
    ASSERT_FALSE(a.grants.empty());
    w.clock.advance(1s);
    w.answer(first, Verdict::delivered);
    w.pull(first);
    w.take();
    w.failed(a.grants[0].connection, false, "421 too many connections", 421);
    for (std::size_t i = 1; i < a.grants.size(); ++i) w.failed(a.grants[i].connection);
    EXPECT_TRUE(w.take().grants.empty());
    EXPECT_EQ(w.row("one.example/v1").state, QueueState::active);
    EXPECT_EQ(w.row("one.example/v1").waiting.limit, "connection refused");
    w.answer(first, Verdict::delivered);
    w.pull(first);
    EXPECT_EQ(w.take().deliveries.size(), 1u);
}

TEST(Delivery, APermanentFailureBouncesAllOfTheQueueInSlices) {
    World w;
    w.options.slice = 10;
    w.make();
    for (int i = 0; i < 35; ++i) w.send({"a@gone.example"});
    w.failed(World::only(w.take()), true, "no such domain");
    auto a = w.take();
    EXPECT_LE(a.updates.size(), 11u);
    EXPECT_EQ(w.scheduler->next_wakeup(), w.clock.steady());
    for (int i = 0; i < 5; ++i) w.take();
    EXPECT_EQ(w.of(events::EventType::bounce).size(), 35u);
    EXPECT_EQ(w.of(events::EventType::bounce)[0].response, "no such domain");
    EXPECT_TRUE(w.pending.empty());
}

TEST(Delivery, MailExpiresWhereverItWaitsAndKeepsTheLastRealResponse) {
    World w;
    w.settings.change([](auto& s) {
        s.bounce_after = 1h;
        s.retry_recipients_after = 50min;
        s.retry_after = {2h};
    });
    w.send({"deferred@one.example"});
    auto c = World::only(w.take());
    w.ready(c);
    w.take();
    w.answer(c, Verdict::deferred, 452, "452 4.2.2 full");
    w.closed(c);
    w.take();
    w.send({"unreachable@two.example"});
    w.failed(World::only(w.take()), false, "no route");
    w.take();
    w.send({"paused@three.example"});
    w.failed(World::only(w.take()));
    Selection s;
    s.queues = {"three.example/v1"};
    w.scheduler->pause(s, "ann", "", false);
    w.take();
    w.after(50min);
    EXPECT_EQ(w.pending.size(), 3u);
    w.after(10min);
    EXPECT_TRUE(w.pending.empty());
    const auto bounces = w.of(events::EventType::bounce);
    ASSERT_EQ(bounces.size(), 3u);
    for (const auto& b : bounces) {
        EXPECT_EQ(b.status, (events::EnhancedStatus{4, 4, 7}));
        EXPECT_EQ(b.phase, events::Phase::local);
        EXPECT_TRUE(b.response.starts_with("message expired"));
        if (b.recipient == "deferred@one.example") {
            EXPECT_NE(b.response.find("452 4.2.2 full"), std::string::npos);
        } else if (b.recipient == "unreachable@two.example") {
            EXPECT_NE(b.response.find("no route"), std::string::npos);
        }
    }
    EXPECT_EQ(w.scheduler->totals().expired, 3u);
}

TEST(Delivery, NewMailWakesAQueueInRetryWhereConfigured) {
    World w;
    w.settings.change([](auto& s) {
        s.retry_upon_new_mail = true;
        s.retry_after = {1h};
    });
    w.send({"a@one.example"});
    w.failed(World::only(w.take()));
    w.take();
    w.clock.advance(1min);
    w.send({"b@one.example"});
    World::only(w.take());
}

TEST(Delivery, QueueToMergesDomainsAndEventsKeepTheRealDomain) {
    World w;
    w.settings.change("a.example/v1", [](auto& s) { s.queue_to = "roll.example"; });
    w.settings.change("b.example/v1", [](auto& s) { s.queue_to = "roll.example"; });
    w.send({"x@a.example", "y@b.example"});
    auto a = w.take();
    const auto c = World::only(a);
    EXPECT_EQ(a.grants[0].queue, "roll.example/v1");
    w.ready(c);
    a = w.take();
    ASSERT_EQ(a.deliveries.size(), 1u);
    EXPECT_EQ(a.deliveries[0].delivery.recipients.size(), 2u);
    w.answer(c, Verdict::delivered);
    w.take();
    ASSERT_EQ(w.of(events::EventType::delivery).size(), 2u);
    EXPECT_EQ(w.of(events::EventType::delivery)[1].domain, "b.example");
}

TEST(Delivery, UrgentMailOvertakesAndBulkNeverStarves) {
    World w;
    w.settings.change([](auto& s) { s.max_connections.value = 1; });
    for (int i = 0; i < 200; ++i) {
        auto bulk = w.message({"bulk@one.example"});
        bulk.envelope.priority = 10;
        w.send(std::move(bulk));
    }
    for (int i = 0; i < 200; ++i) {
        auto urgent = w.message({"urgent@one.example"});
        urgent.envelope.priority = 90;
        w.send(std::move(urgent));
    }
    const auto c = World::only(w.take());
    w.ready(c);
    int urgent = 0, bulk = 0;
    for (int i = 0; i < 170; ++i) {
        w.take();
        ASSERT_TRUE(w.leases.contains(c.value));
        (w.leases.at(c.value).recipients[0].address == "urgent@one.example" ? urgent : bulk)++;
        w.answer(c, Verdict::delivered);
        w.pull(c);
    }
    EXPECT_GE(urgent, 155);
    EXPECT_GE(bulk, 8);
}

}  // namespace
}  // namespace mailrace::queue
