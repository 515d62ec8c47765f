// Clients as nobody wants them: each must be got rid of in bounded time and memory while others are served.
#include "tests/unit/intake/world.h"

using namespace mailrace;
using namespace mailrace::intake;
using namespace mailrace::intake::test;
using namespace std::chrono_literals;

namespace {

class Hostile : public World {
protected:
    Hostile() {
        directory.rules_.command_timeout = 300ms;
        directory.rules_.data_timeout = 300ms;
        options.goodbye = 300ms;
        options.slowest_data = 1u << 20;
        options.max_discard = 1u << 20;
        directory.rules_.max_message_size = 1u << 20;
    }
    void expect_others_are_served() {
        auto client = ready_client();
        EXPECT_EQ(deliver(*client, "x").substr(0, 3), "250");
    }
    void expect_all_gone() {
        EXPECT_TRUE(eventually([&] { return listener->statistics().connections == 0; }));
        EXPECT_EQ(listener->statistics().memory, 0u);
    }
};

}  // namespace

TEST_F(Hostile, silent) {
    open();
    Client client(at());
    EXPECT_EQ(client.reply().substr(0, 3), "220");
    EXPECT_EQ(client.reply(), "421 4.4.2 timeout, closing connection\n");
    client.close();
    expect_others_are_served();
    expect_all_gone();
}

TEST_F(Hostile, one_byte_at_a_time_does_not_move_the_deadline_of_a_command) {
    open();
    Client client(at());
    client.reply();
    const auto began = std::chrono::steady_clock::now();
    while (client.send("N") && std::chrono::steady_clock::now() - began < 5s) {
        pollfd p{client.fd(), POLLIN, 0};
        if (::poll(&p, 1, 20) == 1) break;
    }
    EXPECT_EQ(client.reply().substr(0, 9), "421 4.4.2");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 4s);
    client.close();
    expect_all_gone();
}

TEST_F(Hostile, a_message_that_trickles_is_cut) {
    open();
    auto client = ready_client();
    client->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) client->reply();
    const auto began = std::chrono::steady_clock::now();
    while (client->send("x") && std::chrono::steady_clock::now() - began < 5s) {
        pollfd p{client->fd(), POLLIN, 0};
        if (::poll(&p, 1, 20) == 1) break;
    }
    EXPECT_EQ(client->reply().substr(0, 9), "421 4.4.2");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 4s);
    client->close();
    expect_all_gone();
    EXPECT_TRUE(spool.stored().empty());
}

TEST_F(Hostile, endless_line) {
    open();
    Client client(at());
    client.reply();
    const std::string block(8192, 'A');
    for (int i = 0; i < 100 && client.send(block); ++i) {
    }
    client.close();
    expect_others_are_served();
    expect_all_gone();
}

TEST_F(Hostile, endless_header) {
    options.max_header_size = 100'000;
    open();
    auto client = ready_client();
    client->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n");
    for (int i = 0; i < 3; ++i) client->reply();
    std::string block;
    for (int i = 0; i < 100; ++i) block += "X-Header: some value that goes on and on\r\n";
    std::uint64_t most = 0;
    for (int i = 0; i < 1000 && client->send(block); ++i) most = std::max(most, listener->statistics().memory);
    EXPECT_LT(most, 300'000u);
    client->close();
    expect_others_are_served();
    expect_all_gone();
    EXPECT_EQ(spool.stored().size(), 1u);
}

TEST_F(Hostile, endless_message_is_discarded_up_to_the_bound_then_cut) {
    open();
    auto client = ready_client();
    client->send("MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n\r\n");
    const std::string block = std::string(998, 'x') + "\r\n";
    int sent = 0;
    while (sent < 100'000 && client->send(block)) ++sent;
    EXPECT_LT(sent, 100'000);
    expect_others_are_served();
    client->close();
    expect_all_gone();
}

TEST_F(Hostile, binary) {
    open();
    Client client(at());
    client.reply();
    std::string noise;
    unsigned x = 12345;
    for (int i = 0; i < 200'000; ++i) noise += static_cast<char>((x = x * 1103515245 + 12345) >> 16);
    client.send(noise);
    client.close();
    expect_others_are_served();
    expect_all_gone();
}

TEST_F(Hostile, early_close_at_every_point_of_a_session) {
    directory.rules_.command_timeout = 10s;
    directory.rules_.data_timeout = 10s;
    open();
    const std::string session =
        "EHLO c\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\nSubject: x\r\n\r\nbody\r\n.";
    for (std::size_t length = 0; length <= session.size(); ++length) {
        Client client(at());
        client.send(session.substr(0, length));
        client.close();
    }
    expect_others_are_served();
    expect_all_gone();
    EXPECT_EQ(spool.stored().size(), 1u) << "no message without its final dot";
}

TEST_F(Hostile, one_that_never_reads_the_answers) {
    open();
    Client client(at());
    std::string flood;
    for (int i = 0; i < 5000; ++i) flood += "HELP\r\n";
    const timeval limit{1, 0};
    ::setsockopt(client.fd(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    client.send(flood);
    expect_others_are_served();
    EXPECT_TRUE(eventually([&] { return listener->statistics().connections == 0; }));
}

TEST_F(Hostile, a_flood_of_refused_mail_does_not_fill_the_history) {
    directory.rules_.relay = false;
    directory.rules_.command_timeout = 10s;
    options.max_errors = 0;
    options.max_idle_commands = 1'000'000;
    open();
    {
        auto client = ready_client();
        std::string flood = "MAIL FROM:<>\r\n";
        for (int i = 0; i < 3000; ++i) flood += "RCPT TO:<" + std::to_string(i) + "@y.example>\r\n";
        std::thread reader([&] {
            for (int i = 0; i < 3001; ++i) client->reply();
        });
        client->send(flood);
        reader.join();
    }
    expect_all_gone();
    EXPECT_LT(spool.events().size(), 500u);
    EXPECT_GE(spool.events().size(), 50u);
    EXPECT_EQ(listener->statistics().rejections, 3000u);
}

TEST_F(Hostile, hundreds_of_connections_at_once) {
    options.max_connections = 50;
    directory.rules_.command_timeout = 2s;
    open();
    std::vector<std::unique_ptr<Client>> crowd;
    for (int i = 0; i < 400; ++i) crowd.push_back(std::make_unique<Client>(at()));
    ASSERT_TRUE(eventually([&] { return listener->statistics().total_connections == 400; }));
    EXPECT_LE(listener->statistics().connections, 50u);
    crowd.clear();
    ASSERT_TRUE(eventually([&] { return listener->statistics().connections == 0; }));
    expect_others_are_served();
}
