#include <boost/asio.hpp>

#include "daemon/net/stream.h"
#include "tests/unit/intake/world.h"
#include "tests/unit/net/test_certificate.h"

using namespace mailrace;
using namespace mailrace::intake::test;

namespace {

class IntakeTls : public World {
protected:
    IntakeTls() {
        net::TlsServerOptions tls;
        tls.certificate_file = certificate.certificate_file();
        tls.key_file = certificate.key_file();
        auto context = net::TlsContext::server(tls);
        EXPECT_TRUE(context);
        options.listeners.front().tls = *context;
        directory.rules_.starttls = true;
    }

    static net::Task<std::string> exchange(net::Stream& stream, std::string send, std::string until) {
        const net::Deadline deadline = net::after(std::chrono::seconds(10));
        if (!send.empty()) (void)co_await stream.write(send, deadline);
        std::string got;
        char buffer[4096];
        while (got.find(until) == std::string::npos) {
            auto n = co_await stream.read_some(std::span<char>(buffer), deadline);
            if (!n || *n == 0) break;
            got.append(buffer, *n);
        }
        co_return got;
    }

    /// Talks to the listener; `immediate`: TLS from the first byte. Notes what the server said last before and after TLS.
    net::Task<void> talk(bool immediate) {
        auto connected = co_await net::Stream::connect(at(), {}, net::after(std::chrono::seconds(10)));
        EXPECT_TRUE(connected);
        net::Stream stream = std::move(*connected);
        if (!immediate) {
            (void)co_await exchange(stream, "", "\r\n");
            before = co_await exchange(stream, "EHLO c.example\r\n", "250 ");
            std::string go = co_await exchange(stream, "STARTTLS\r\n", "\r\n");
            EXPECT_EQ(go.substr(0, 3), "220");
        }
        auto client = net::TlsContext::client({});
        auto info = co_await stream.start_tls_client(*client, "mta.example", net::after(std::chrono::seconds(10)));
        EXPECT_TRUE(info);
        if (immediate) (void)co_await exchange(stream, "", "\r\n");
        after = co_await exchange(stream, "EHLO c.example\r\n", "250 ");
        answer = co_await exchange(stream, "MAIL FROM:<>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n", "354 ");
        answer = co_await exchange(stream, "x\r\n.\r\n", "\r\n");
    }
    void run(bool immediate) {
        boost::asio::io_context io;
        boost::asio::co_spawn(io, talk(immediate), boost::asio::detached);
        io.run();
    }

    mailrace::testing::TestCertificate certificate;
    std::string before, after, answer;
};

}  // namespace

TEST_F(IntakeTls, starttls_protects_the_session_and_is_noted) {
    open();
    run(false);
    EXPECT_NE(before.find("STARTTLS"), std::string::npos);
    EXPECT_EQ(after.find("STARTTLS"), std::string::npos);
    EXPECT_EQ(answer.substr(0, 3), "250");
    const auto m = spool.stored().at(0);
    EXPECT_NE(m.body.find("with ESMTPS id"), std::string::npos);
    EXPECT_NE(m.body.find("(version=TLSv1.3 cipher=TLS_"), std::string::npos);
    EXPECT_EQ(m.receipts.at(0).tls_protocol, "TLSv1.3");
}

TEST_F(IntakeTls, immediate_tls) {
    options.listeners.front().immediate_tls = true;
    open();
    run(true);
    EXPECT_EQ(answer.substr(0, 3), "250");
    EXPECT_EQ(after.find("STARTTLS"), std::string::npos);
}

TEST_F(IntakeTls, a_client_that_promises_tls_and_sends_something_else_is_dropped) {
    directory.rules_.command_timeout = std::chrono::milliseconds(500);
    open();
    auto client = ready_client();
    EXPECT_EQ(client->say("STARTTLS\r\n").substr(0, 3), "220");
    client->send("MAIL FROM:<>\r\n");
    client->rest();
    EXPECT_TRUE(eventually([&] { return listener->statistics().connections == 0; }));
    auto silent = ready_client();
    silent->say("STARTTLS\r\n");
    EXPECT_TRUE(eventually([&] { return listener->statistics().connections == 0; }));
}
