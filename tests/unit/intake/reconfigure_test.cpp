#include "tests/unit/intake/world.h"

using namespace mailrace;
using namespace mailrace::intake;
using namespace mailrace::intake::test;

namespace {

std::uint16_t free_port() {
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor probe(io, net::Endpoint(*net::parse_ip("127.0.0.1"), 0));
    return probe.local_endpoint().port();
}

net::Endpoint local(std::uint16_t port, const char* address = "127.0.0.1") { return {*net::parse_ip(address), port}; }

ListenerOptions listen_at(const net::Endpoint& at) {
    ListenerOptions out;
    out.at = at;
    return out;
}

bool greets(const net::Endpoint& at) {
    Client client(at);
    return client.connected() && client.reply().starts_with("220");
}

class Reconfigure : public World {
protected:
    void SetUp() override {
        first = local(free_port());
        second = local(free_port());
        options.listeners = {listen_at(first)};
        open();
    }
    net::Endpoint first, second;
};

}  // namespace

TEST_F(Reconfigure, opens_what_is_new_and_closes_what_is_gone) {
    options.listeners = {listen_at(first), listen_at(second)};
    auto done = listener->reconfigure(options);
    ASSERT_TRUE(done) << done.error().words;
    EXPECT_EQ(done->endpoints, (std::vector{first, second}));
    EXPECT_TRUE(greets(first));
    EXPECT_TRUE(greets(second));
    options.listeners = {listen_at(second)};
    ASSERT_TRUE(listener->reconfigure(options));
    EXPECT_TRUE(eventually([&] { return !Client(first).connected(); }));
    EXPECT_TRUE(greets(second));
}

TEST_F(Reconfigure, leaves_sessions_of_a_closed_address_alone) {
    Client client(first);
    client.reply();
    client.say("EHLO feeder.example\r\n");
    options.listeners = {listen_at(second)};
    ASSERT_TRUE(listener->reconfigure(options));
    EXPECT_EQ(deliver(client, "Subject: x\r\n\r\ny").substr(0, 3), "250");
}

TEST_F(Reconfigure, takes_other_options_for_the_connections_that_follow) {
    Client before(first);
    EXPECT_EQ(before.reply().substr(0, 15), "220 mta.example");
    options.host_name = "other.example";
    options.max_connections = 1;
    ASSERT_TRUE(listener->reconfigure(options));
    EXPECT_EQ(before.say("EHLO x\r\n").substr(0, 15), "250-mta.example");
    EXPECT_EQ(Client(first).reply().substr(0, 3), "421");
    before.close();
    EXPECT_TRUE(eventually([&] { return Client(first).reply().starts_with("220 other.example"); }));
}

TEST_F(Reconfigure, an_address_in_use_changes_nothing_and_is_named) {
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor other(io, second);
    const net::Endpoint third = local(free_port());
    options.host_name = "other.example";
    options.listeners = {listen_at(third), listen_at(second)};
    const auto done = listener->reconfigure(options);
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().words.find(net::to_text(second)), std::string::npos) << done.error().words;
    EXPECT_EQ(Client(first).reply().substr(0, 15), "220 mta.example");
    EXPECT_FALSE(Client(third).connected());
}

TEST_F(Reconfigure, every_address_may_take_the_place_of_one_of_them) {
    const net::Endpoint everywhere = local(first.port(), "0.0.0.0");
    options.listeners = {listen_at(everywhere)};
    auto done = listener->reconfigure(options);
    ASSERT_TRUE(done) << done.error().words;
    EXPECT_TRUE(greets(first));
    EXPECT_TRUE(greets(local(first.port(), "127.0.0.2")));
    // And back, with one that cannot be had: what was closed for it is open again.
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor other(io, second);
    options.listeners = {listen_at(first), listen_at(second)};
    EXPECT_FALSE(listener->reconfigure(options));
    EXPECT_TRUE(eventually([&] { return greets(local(first.port(), "127.0.0.2")); }));
}

TEST_F(Reconfigure, connects_through_a_hundred_changes) {
    std::atomic<bool> stop_asking{false};
    std::atomic<int> answered{0}, refused{0};
    std::thread asker([&] {
        while (!stop_asking) ++(greets(first) ? answered : refused);
    });
    for (int i = 0; i < 100; ++i) {
        options.listeners = i % 2 == 0 ? std::vector{listen_at(first), listen_at(second)} : std::vector{listen_at(first)};
        ASSERT_TRUE(listener->reconfigure(options));
    }
    EXPECT_TRUE(eventually([&] { return answered > 20; }));
    stop_asking = true;
    asker.join();
    EXPECT_EQ(refused, 0);
}
