#include "daemon/net/stream.h"

#include <gtest/gtest.h>

#include "daemon/net/listener.h"
#include "tests/unit/net/run.h"
#include "tests/unit/net/test_certificate.h"

namespace mailrace::net {
namespace {

using namespace std::chrono_literals;
using mailrace::testing::run_all;
using mailrace::testing::spawn;
namespace asio = boost::asio;

struct StreamTest : ::testing::Test {
    asio::io_context io{1};
    std::shared_ptr<ConnectionCap> cap = std::make_shared<ConnectionCap>(0);

    Listener listen() {
        auto listener = Listener::open(io, Endpoint(asio::ip::make_address("127.0.0.1"), 0), {}, cap);
        EXPECT_TRUE(listener.has_value());
        return std::move(*listener);
    }
};

Task<std::string> read_until_end(Stream& stream) {
    std::string all;
    std::array<char, 4096> buffer;
    for (;;) {
        auto got = co_await stream.read_some(buffer, after(5s));
        if (!got || *got == 0) co_return all;
        all.append(buffer.data(), *got);
    }
}

Task<void> echo_once(asio::io_context& io, Listener& listener, std::size_t bytes) {
    auto accepted = co_await listener.accept(io);
    std::array<char, 65536> buffer;
    std::size_t seen = 0;
    while (seen < bytes) {
        auto got = co_await accepted->stream.read_some(buffer, after(5s));
        if (!got || *got == 0) break;
        auto status = co_await accepted->stream.write(std::string_view(buffer.data(), *got), after(5s));
        if (!status) break;
        seen += *got;
    }
    co_await accepted->stream.finish(after(1s));
}

Task<void> send_pieces(Endpoint to, std::string& received) {
    auto stream = co_await Stream::connect(to, IpAddress{}, after(5s));
    EXPECT_TRUE(stream.has_value());
    std::array<std::string_view, 3> pieces{"one ", "", "two"};
    auto status = co_await stream->write(pieces, after(5s));
    EXPECT_TRUE(status.has_value());
    received = co_await read_until_end(*stream);
}

TEST_F(StreamTest, WritesPiecesInOrder) {
    Listener listener = listen();
    std::string received;
    spawn(io, echo_once(io, listener, 7));
    spawn(io, send_pieces(listener.local(), received));
    run_all(io);
    EXPECT_EQ(received, "one two");
}

Task<void> be_silent(asio::io_context& io, Listener& listener) {
    auto accepted = co_await listener.accept(io);
    std::array<char, 16> buffer;
    auto got = co_await accepted->stream.read_some(buffer, after(5s));
    EXPECT_TRUE(got.has_value());
    EXPECT_EQ(std::string(buffer.data(), *got), "late");
}

Task<void> expect_timeout(Endpoint to) {
    auto stream = co_await Stream::connect(to, IpAddress{}, after(5s));
    std::array<char, 16> buffer;
    auto got = co_await stream->read_some(buffer, after(30ms));
    EXPECT_FALSE(got.has_value());
    EXPECT_EQ(got.error().cls, ErrorClass::timeout);
    // A longer deadline after a short one holds too, and the stream still writes.
    auto status = co_await stream->write("late", after(5s));
    EXPECT_TRUE(status.has_value());
}

TEST_F(StreamTest, APassedDeadlineEndsTheReadButNotTheStream) {
    Listener listener = listen();
    spawn(io, be_silent(io, listener));
    spawn(io, expect_timeout(listener.local()));
    run_all(io);
}

Task<void> write_without_reader(Endpoint to, ErrorClass& cls) {
    auto stream = co_await Stream::connect(to, IpAddress{}, after(5s));
    std::string much(64 << 20, 'x');
    auto status = co_await stream->write(much, after(50ms));
    EXPECT_FALSE(status.has_value());
    cls = status.error().cls;
}

Task<void> hold(asio::io_context& io, Listener& listener) {
    auto accepted = co_await listener.accept(io);
    asio::steady_timer timer(io, 200ms);
    co_await timer.async_wait(asio::use_awaitable);
}

TEST_F(StreamTest, AWriteThatNobodyReadsTimesOut) {
    Listener listener = listen();
    ErrorClass cls{};
    spawn(io, hold(io, listener));
    spawn(io, write_without_reader(listener.local(), cls));
    run_all(io);
    EXPECT_EQ(cls, ErrorClass::timeout);
}

TEST_F(StreamTest, ConnectingToAClosedPortIsANetworkError) {
    Listener listener = listen();
    Endpoint closed = listener.local();
    listener.close();
    ErrorClass cls{};
    auto attempt = [](Endpoint to, ErrorClass& out) -> Task<void> {
        auto stream = co_await Stream::connect(to, IpAddress{}, after(5s));
        EXPECT_FALSE(stream.has_value());
        if (!stream) out = stream.error().cls;
    };
    spawn(io, attempt(closed, cls));
    run_all(io);
    EXPECT_EQ(cls, ErrorClass::network);
}

TEST_F(StreamTest, ASourceAddressThatIsNotOursIsAnErrorOfTheConfiguration) {
    Listener listener = listen();
    Origin origin{};
    auto attempt = [](Endpoint to, Origin& out) -> Task<void> {
        auto stream = co_await Stream::connect(to, asio::ip::make_address("192.0.2.1"), after(5s));
        EXPECT_FALSE(stream.has_value());
        if (!stream) out = stream.error().origin;
    };
    spawn(io, attempt(listener.local(), origin));
    run_all(io);
    EXPECT_EQ(origin, Origin::configuration);
}

TEST_F(StreamTest, TheSourceAddressIsUsed) {
    Listener listener = listen();
    std::string seen;
    auto serve = [](asio::io_context& ctx, Listener& at, std::string& out) -> Task<void> {
        auto accepted = co_await at.accept(ctx);
        out = to_text(accepted->stream.remote().address());
    };
    auto attempt = [](Endpoint to) -> Task<void> {
        auto stream = co_await Stream::connect(to, asio::ip::make_address("127.0.0.9"), after(5s));
        EXPECT_TRUE(stream.has_value());
        co_await stream->finish(after(1s));
    };
    spawn(io, serve(io, listener, seen));
    spawn(io, attempt(listener.local()));
    run_all(io);
    EXPECT_EQ(seen, "127.0.0.9");
}

TEST_F(StreamTest, TheCapGivesNoPlaceBeyondItsLimit) {
    auto two = std::make_shared<ConnectionCap>(2);
    auto a = ConnectionCap::take(two);
    auto b = ConnectionCap::take(two);
    EXPECT_TRUE(a && b);
    EXPECT_FALSE(ConnectionCap::take(two));
    b = ConnectionCap::Place();
    EXPECT_EQ(two->used(), 1u);
    EXPECT_TRUE(ConnectionCap::take(two));
}

// TLS

struct TlsPair {
    std::shared_ptr<TlsContext> client, server;
};

Task<void> tls_echo(asio::io_context& io, Listener& listener, std::shared_ptr<TlsContext> context, int connections) {
    for (int i = 0; i < connections; ++i) {
        auto accepted = co_await listener.accept(io);
        auto info = co_await accepted->stream.start_tls_server(context, after(5s));
        if (!info) continue;
        std::array<char, 20000> buffer;
        for (;;) {
            auto got = co_await accepted->stream.read_some(buffer, after(5s));
            if (!got || *got == 0) break;
            auto status = co_await accepted->stream.write(std::string_view(buffer.data(), *got), after(5s));
            EXPECT_TRUE(status.has_value());
        }
    }
}

Task<void> tls_send(Endpoint to, std::shared_ptr<TlsContext> context, std::string host, std::string body, Result<TlsInfo>& result,
                    std::string& echoed) {
    auto stream = co_await Stream::connect(to, IpAddress{}, after(5s));
    result = co_await stream->start_tls_client(context, host, after(5s));
    if (!result) co_return;
    std::array<std::string_view, 3> pieces{"A", "B", body};
    auto status = co_await stream->write(pieces, after(5s));
    EXPECT_TRUE(status.has_value());
    std::array<char, 9000> buffer;
    while (echoed.size() < body.size() + 2) {
        auto got = co_await stream->read_some(buffer, after(5s));
        if (!got || *got == 0) break;
        echoed.append(buffer.data(), *got);
    }
    co_await stream->finish(after(1s));
}

struct TlsTest : StreamTest {
    mailrace::testing::TestCertificate certificate{"mx.example.test"};
    std::shared_ptr<TlsContext> server =
        *TlsContext::server({certificate.certificate_file(), certificate.key_file(), TlsVersion::tls12, ""});

    Result<TlsInfo> talk(const TlsClientOptions& options, const std::string& host) {
        auto context = TlsContext::client(options);
        EXPECT_TRUE(context.has_value());
        return talk(*context, host);
    }
    Result<TlsInfo> talk(std::shared_ptr<TlsContext> context, const std::string& host) {
        Listener listener = listen();
        Result<TlsInfo> result = Error::internal("not run");
        std::string echoed, body(50000, 'z');
        spawn(io, tls_echo(io, listener, server, 1));
        spawn(io, tls_send(listener.local(), context, host, body, result, echoed));
        run_all(io);
        if (result) { EXPECT_EQ(echoed, "AB" + body); }
        return result;
    }
};

TEST_F(TlsTest, OpportunisticTlsTakesAnyCertificateAndSaysThatNothingWasVerified) {
    auto info = talk(TlsClientOptions{}, "elsewhere.example");
    ASSERT_TRUE(info.has_value()) << info.error().words;
    EXPECT_EQ(info->protocol, "TLSv1.3");
    EXPECT_FALSE(info->cipher.empty());
    EXPECT_EQ(info->verified, "");
}

TEST_F(TlsTest, AVerifyingClientAcceptsTheRightHost) {
    TlsClientOptions options;
    options.verify = true;
    options.ca_file = certificate.certificate_file();
    auto info = talk(options, "mx.example.test");
    ASSERT_TRUE(info.has_value()) << info.error().words;
    EXPECT_EQ(info->verified, "ca");
}

TEST_F(TlsTest, AVerifyingClientRefusesAnotherHost) {
    TlsClientOptions options;
    options.verify = true;
    options.ca_file = certificate.certificate_file();
    auto info = talk(options, "other.example.test");
    ASSERT_FALSE(info.has_value());
    EXPECT_NE(info.error().words.find("certificate verify failed"), std::string::npos) << info.error().words;
}

TEST_F(TlsTest, ASecondConnectionResumesTheSession) {
    auto context = *TlsContext::client(TlsClientOptions{});
    auto first = talk(context, "mx.example.test");
    auto second = talk(context, "mx.example.test");
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_FALSE(first->resumed);
    EXPECT_TRUE(second->resumed);
}

TEST_F(TlsTest, AMissingCertificateFileIsNamed) {
    auto context = TlsContext::server({"/nonexistent/cert.pem", "", TlsVersion::tls12, ""});
    ASSERT_FALSE(context.has_value());
    EXPECT_NE(context.error().words.find("/nonexistent/cert.pem"), std::string::npos);
}

Task<void> plain_text_peer(asio::io_context& io, Listener& listener) {
    auto accepted = co_await listener.accept(io);
    auto status = co_await accepted->stream.write("500 what?\r\n", after(5s));
    EXPECT_TRUE(status.has_value());
    co_await accepted->stream.finish(after(1s));
}

TEST_F(TlsTest, APeerThatDoesNotSpeakTlsFailsTheHandshake) {
    Listener listener = listen();
    Result<TlsInfo> result = Error::internal("not run");
    std::string echoed;
    spawn(io, plain_text_peer(io, listener));
    spawn(io, tls_send(listener.local(), *TlsContext::client({}), "h.example", "x", result, echoed));
    run_all(io);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().cls, ErrorClass::protocol);
}

TEST_F(TlsTest, ASilentPeerTimesTheHandshakeOut) {
    Listener listener = listen();
    ErrorClass cls{};
    auto attempt = [](Endpoint to, std::shared_ptr<TlsContext> context, ErrorClass& out) -> Task<void> {
        auto stream = co_await Stream::connect(to, IpAddress{}, after(5s));
        auto info = co_await stream->start_tls_client(context, "h.example", after(40ms));
        EXPECT_FALSE(info.has_value());
        if (!info) out = info.error().cls;
    };
    spawn(io, hold(io, listener));
    spawn(io, attempt(listener.local(), *TlsContext::client({}), cls));
    run_all(io);
    EXPECT_EQ(cls, ErrorClass::timeout);
}

}  // namespace
}  // namespace mailrace::net
