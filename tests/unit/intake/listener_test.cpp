#include "tests/unit/intake/world.h"

using namespace mailrace;
using namespace mailrace::intake;
using namespace mailrace::intake::test;
using namespace std::chrono_literals;

using Intake = World;

TEST_F(Intake, stores_a_message_hands_it_to_the_queue_and_answers_with_its_id) {
    open();
    auto client = ready_client();
    const std::string answer = deliver(*client, "Subject: Hello\r\nMessage-ID: <1@x>\r\n\r\nbody");
    ASSERT_EQ(spool.stored().size(), 1u);
    const StoredMessage m = spool.stored()[0];
    EXPECT_EQ(answer, "250 2.0.0 Ok: queued as " + to_text(m.envelope.id) + "\n");
    EXPECT_EQ(m.envelope.sender, "a@x.example");
    EXPECT_EQ(m.envelope.message_id, "<1@x>");
    EXPECT_EQ(m.envelope.subject, "Hello");
    EXPECT_EQ(m.envelope.vmta, "default");
    EXPECT_EQ(m.envelope.source, "test");
    EXPECT_EQ(m.body.substr(0, 15), "Received: from ");
    EXPECT_NE(m.body.find("with ESMTP id " + to_text(m.envelope.id)), std::string::npos);
    EXPECT_TRUE(m.body.ends_with("Subject: Hello\r\nMessage-ID: <1@x>\r\n\r\nbody\r\n"));
    ASSERT_EQ(queue.messages().size(), 1u);
    EXPECT_EQ(queue.messages()[0].envelope.id, m.envelope.id);
    EXPECT_EQ(*queue.messages()[0].bytes, m.body);
    ASSERT_EQ(m.receipts.size(), 1u);
    EXPECT_EQ(m.receipts[0].type, events::EventType::receipt);
    EXPECT_EQ(m.receipts[0].size, m.body.size());
    EXPECT_EQ(m.receipts[0].domain, "y.example");
    EXPECT_EQ(m.receipts[0].remote_host, "feeder.example");
}

TEST_F(Intake, answers_only_after_the_spool_has_completed) {
    open();
    auto client = ready_client();
    spool.hold(true);
    client->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) client->reply();
    client->send("x\r\n.\r\nNOOP\r\n");
    ASSERT_TRUE(eventually([&] { return spool.waiting() == 1; }));
    pollfd p{client->fd(), POLLIN, 0};
    EXPECT_EQ(::poll(&p, 1, 100), 0) << "nothing may be said before the commit";
    EXPECT_TRUE(queue.messages().empty());
    spool.hold(false);
    EXPECT_EQ(client->reply().substr(0, 9), "250 2.0.0");
    EXPECT_EQ(client->reply().substr(0, 9), "250 2.0.0");
}

TEST_F(Intake, a_client_that_leaves_while_the_commit_runs_loses_nothing) {
    open();
    auto client = ready_client();
    spool.hold(true);
    client->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) client->reply();
    client->send("x\r\n.\r\n");
    ASSERT_TRUE(eventually([&] { return spool.waiting() == 1; }));
    client->close();
    spool.hold(false);
    EXPECT_TRUE(eventually([&] { return queue.messages().size() == 1; }));
}

TEST_F(Intake, a_client_that_leaves_before_the_final_dot_leaves_nothing) {
    options.large_message = 10'000;
    open();
    auto client = ready_client();
    client->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) client->reply();
    client->send("\r\n" + std::string(20'000, 'x') + "\r\n");
    ASSERT_TRUE(eventually([&] { return spool.open_large == 1; }));
    client->close();
    EXPECT_TRUE(eventually([&] { return spool.open_large == 0 && listener->statistics().connections == 0; }));
    EXPECT_TRUE(spool.stored().empty());
    EXPECT_EQ(listener->statistics().memory, 0u);
}

TEST_F(Intake, many_messages_over_many_connections_all_arrive) {
    open();
    std::vector<std::thread> senders;
    std::atomic<int> accepted{0};
    for (int s = 0; s < 8; ++s) {
        senders.emplace_back([&] {
            Client client(at());
            client.reply();
            client.say("EHLO c\r\n");
            for (int i = 0; i < 25; ++i)
                accepted += deliver(client, "Subject: x\r\n\r\n" + std::string(5000, 'y')).starts_with("250");
        });
    }
    for (auto& sender : senders) sender.join();
    EXPECT_EQ(accepted, 200);
    EXPECT_EQ(spool.stored().size(), 200u);
    EXPECT_EQ(queue.messages().size(), 200u);
    EXPECT_EQ(listener->statistics().messages, 200u);
    EXPECT_TRUE(eventually([&] { return listener->statistics().connections == 0; }));
}

TEST_F(Intake, never_an_open_relay) {
    directory.rules_.relay = false;
    open();
    auto client = ready_client();
    EXPECT_EQ(deliver(*client, "x").substr(0, 9), "550 5.7.1");
    client = ready_client();
    EXPECT_EQ(deliver(*client, "x", "a@x.example", "b@Relay.Example").substr(0, 3), "250");
    client = ready_client();
    for (const char* trick : {"b%y.example@z.example", "\"b@y.example\"@z.example", "@relay.example:b@y.example",
                              "b@relay.example@y.example", "b@[127.0.0.1]"}) {
        client->say("MAIL FROM:<>\r\n");
        EXPECT_EQ(client->say("RCPT TO:<" + std::string(trick) + ">\r\n").substr(0, 1), "5") << trick;
        client->say("RSET\r\n");
    }
    ASSERT_TRUE(eventually([&] { return spool.events().size() >= 5; }));
    const events::Event e = spool.events()[0];
    EXPECT_EQ(e.type, events::EventType::rejection);
    EXPECT_EQ(e.recipient, "b@y.example");
    EXPECT_EQ(e.response, "550 5.7.1 relaying denied");
    EXPECT_EQ(e.remote_ip, "127.0.0.1");
    EXPECT_EQ(e.remote_host, "feeder.example");
    EXPECT_EQ(e.code, 550);
}

TEST_F(Intake, a_spool_that_refuses_is_answered_452_with_the_reason_and_a_person_is_told) {
    open();
    auto client = ready_client();
    spool.refuse("less than 100 MB are free on the disk");
    EXPECT_EQ(deliver(*client, "x"), "452 4.3.1 less than 100 MB are free on the disk\n");
    ASSERT_EQ(attention.open().size(), 1u);
    EXPECT_EQ(attention.open()[0].key, "intake.storage");
    spool.refuse("");
    client = ready_client();
    spool.fail_stores = true;
    EXPECT_EQ(deliver(*client, "x"), "452 4.3.1 message cannot be stored now: disk full\n");
    spool.fail_stores = false;
    EXPECT_EQ(deliver(*client, "x").substr(0, 3), "250");
    EXPECT_TRUE(attention.open().empty());
}

TEST_F(Intake, a_large_message_streams_and_memory_stays_flat) {
    options.large_message = 100'000;
    open();
    auto client = ready_client();
    std::string line(998, 'x');
    line += "\r\n";
    client->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) client->reply();
    client->send("Subject: big\r\n\r\n");
    std::uint64_t most = 0;
    for (int i = 0; i < 5000; ++i) {
        ASSERT_TRUE(client->send(line));
        most = std::max(most, listener->statistics().memory);
    }
    EXPECT_EQ(client->say(".\r\n").substr(0, 3), "250");
    const StoredMessage m = spool.stored().at(0);
    EXPECT_TRUE(m.large);
    EXPECT_EQ(m.body.size() - m.body.find("Subject: big"), 16u + 5000 * line.size());
    EXPECT_LT(most, 500'000u);
    EXPECT_LT(spool.largest_write, 500'000u);
    EXPECT_EQ(queue.messages().at(0).bytes, nullptr);
    EXPECT_EQ(m.receipts.at(0).size, m.body.size());
}

TEST_F(Intake, a_disk_that_fills_up_while_a_large_message_streams_is_answered_452) {
    options.large_message = 10'000;
    spool.fail_writes = true;
    open();
    auto client = ready_client();
    EXPECT_EQ(deliver(*client, "\r\n" + std::string(50'000, 'x')), "452 4.3.1 message cannot be stored now: no space\n");
    EXPECT_EQ(client->say("NOOP\r\n").substr(0, 3), "250");
    EXPECT_EQ(spool.open_large, 0);
}

TEST_F(Intake, memory_of_all_sessions_together_is_bounded) {
    options.memory_budget = 100'000;
    open();
    auto holder = ready_client();
    holder->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) holder->reply();
    holder->send("\r\n" + std::string(90'000, 'x'));
    ASSERT_TRUE(eventually([&] { return listener->statistics().memory > 90'000; }));
    auto second = ready_client();
    EXPECT_EQ(deliver(*second, std::string(20'000, 'y')).substr(0, 9), "452 4.3.1");
    EXPECT_EQ(attention.open().size(), 1u);
    EXPECT_EQ(holder->say("\r\n.\r\n").substr(0, 3), "250");
    EXPECT_EQ(deliver(*second, std::string(20'000, 'y')).substr(0, 3), "250");
    EXPECT_TRUE(attention.open().empty());
}

TEST_F(Intake, connections_above_the_caps_get_421) {
    options.max_connections = 3;
    options.max_connections_per_client = 2;
    open();
    auto one = ready_client("127.0.0.2"), two = ready_client("127.0.0.2");
    EXPECT_EQ(Client(at(), "127.0.0.2").reply(), "421 4.3.2 too many connections from your address, try again later\n");
    ASSERT_TRUE(eventually([&] { return listener->statistics().connections == 2; }));
    auto three = ready_client("127.0.0.3");
    EXPECT_EQ(Client(at(), "127.0.0.4").reply(), "421 4.3.2 too many connections, try again later\n");
    one->say("QUIT\r\n");
    one->close();
    ASSERT_TRUE(eventually([&] { return listener->statistics().connections == 2; }));
    auto four = ready_client("127.0.0.4");
    EXPECT_EQ(listener->statistics().refused_connections, 2u);
}

TEST_F(Intake, several_listeners_of_both_families_each_with_its_source) {
    options.listeners.push_back({.at = *net::parse_endpoint("[::1]:0", 0), .source = "six"});
    open();
    Client six(at(1));
    if (!six.connected()) GTEST_SKIP() << "no IPv6 on loopback";
    six.reply();
    six.say("EHLO six\r\n");
    EXPECT_EQ(deliver(six, "x").substr(0, 3), "250");
    EXPECT_EQ(spool.stored().at(0).envelope.source, "six");
    EXPECT_NE(spool.stored()[0].body.find("([IPv6:::1])"), std::string::npos);
    auto four = ready_client();
    EXPECT_EQ(deliver(*four, "x").substr(0, 3), "250");
}

TEST_F(Intake, a_listener_that_cannot_bind_names_its_address) {
    options.listeners.push_back({*net::parse_endpoint("192.0.2.1:25", 25)});
    boost::asio::io_context io;
    auto opened = SmtpListener::open(options, {spool, queue, directory, ids, SystemClock::instance(), attention}, {&io});
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().words.find("192.0.2.1:25"), std::string::npos);
}

TEST_F(Intake, a_source_without_smtp_service_is_turned_away) {
    directory.rules_.smtp_service = false;
    open();
    Client client(at());
    EXPECT_EQ(client.reply().substr(0, 9), "554 5.7.1");
    EXPECT_EQ(client.rest(), "");
}

TEST_F(Intake, stopping_ends_idle_sessions_with_421_and_lets_a_message_finish) {
    open();
    auto idle = ready_client();
    auto busy = ready_client();
    busy->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) busy->reply();
    std::promise<void> done;
    listener->stop(20s, [&] { done.set_value(); });
    EXPECT_EQ(idle->reply().substr(0, 9), "421 4.3.2");
    EXPECT_EQ(busy->say("x\r\n.\r\n").substr(0, 3), "250");
    EXPECT_EQ(busy->reply().substr(0, 9), "421 4.3.2");
    busy->close();
    idle->close();
    EXPECT_EQ(done.get_future().wait_for(10s), std::future_status::ready);
    EXPECT_FALSE(Client(at()).connected());
    EXPECT_EQ(spool.stored().size(), 1u);
}

TEST_F(Intake, stopping_cuts_those_who_do_not_finish_in_time) {
    open();
    auto busy = ready_client();
    busy->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) busy->reply();
    stop(50ms);
    EXPECT_EQ(busy->rest(), "");
    EXPECT_TRUE(spool.stored().empty());
}
