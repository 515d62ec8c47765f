#include "daemon/control/session.h"

#include <gtest/gtest.h>

#include <boost/asio.hpp>

#include "daemon/control/methods.h"

namespace mailrace::control {

namespace asio = boost::asio;
using asio::local::stream_protocol;

namespace {

/// Counts up; each change says by how much.
class CountingFeed final : public Feed {
public:
    asio::awaitable<json::object> snapshot() override { co_return json::object{{"count", count_}}; }
    asio::awaitable<std::optional<json::object>> changes() override {
        ++count_;
        co_return std::optional<json::object>(json::object{{"count", count_}});
    }

private:
    int count_ = 0;
};

asio::awaitable<Answer> answer_ok(Call call) { co_return Answer(json::value(json::object{{"user", call.user}})); }

asio::awaitable<Answer> wait_for_cancel(Call call) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    while (!call.cancelled->stop_requested()) {
        timer.expires_after(std::chrono::milliseconds(1));
        co_await timer.async_wait(asio::use_awaitable);
    }
    co_return Answer(json::value(nullptr));
}

/// A session and the client at the other end of a pair of sockets, both driven by this thread.
class SessionTest : public ::testing::Test {
protected:
    void begin(protocol::Role role) {
        handlers_.add("queues.list", answer_ok);
        handlers_.add("queues.pause", answer_ok);
        handlers_.add("daemon.reload", answer_ok);
        handlers_.add("events.match", wait_for_cancel);
        feeds_.add("stats", [](const json::object&) -> FeedOrError { return std::make_unique<CountingFeed>(); });
        host_.handlers = &handlers_;
        host_.feeds = &feeds_;
        host_.version = "1.2.3";
        host_.host_name = "mta.test";
        host_.epoch = 42;
        host_.state = [this] { return state_; };
        host_.progress = [] { return json::value(nullptr); };
        stream_protocol::socket theirs(io_);
        asio::local::connect_pair(theirs, client_);
        session_ = std::make_shared<Session>(std::move(theirs), Identity{"ana", role}, host_);
        session_->start([this] { ended_ = true; });
    }

    void send(std::string text) {
        asio::write(client_, asio::buffer(text));
        io_.poll();
    }

    /// The next line from the daemon; "" when it closed the connection.
    std::string line() {
        bool done = false;
        boost::system::error_code failed;
        asio::async_read_until(client_, asio::dynamic_buffer(input_), '\n', [&](const boost::system::error_code& code, std::size_t) {
            failed = code;
            done = true;
        });
        while (!done && io_.run_one_for(std::chrono::seconds(5)) > 0) {
        }
        if (!done || failed) return {};
        const auto end = input_.find('\n');
        std::string out = input_.substr(0, end);
        input_.erase(0, end + 1);
        return out;
    }

    json::object answer() {
        const std::string text = line();
        return text.empty() ? json::object{} : json::parse(text).as_object();
    }

    std::string error_word(const json::object& message) {
        const auto* error = message.if_contains("error");
        return error == nullptr ? "" : std::string(error->as_object().at("data").as_object().at("word").as_string());
    }

    void hello() {
        send(R"({"jsonrpc":"2.0","id":0,"method":"session.hello","params":{"client":"test","protocol":[1,0]}})" "\n");
        ASSERT_TRUE(answer().contains("result"));
    }

    asio::io_context io_;
    stream_protocol::socket client_{io_};
    Handlers handlers_;
    Feeds feeds_;
    SessionHost host_;
    std::string state_ = "ready";
    std::string input_;
    std::shared_ptr<Session> session_;
    bool ended_ = false;
};

}  // namespace

TEST_F(SessionTest, greets_with_what_it_is) {
    begin(protocol::Role::admin);
    send(R"({"jsonrpc":"2.0","id":"a","method":"session.hello","params":{"client":"test","protocol":[1,7]}})" "\n");
    const auto message = answer();
    EXPECT_EQ(message.at("id").as_string(), "a");
    const auto& result = message.at("result").as_object();
    EXPECT_EQ(result.at("version").as_string(), "1.2.3");
    EXPECT_EQ(result.at("role").as_string(), "admin");
    EXPECT_EQ(result.at("epoch").as_int64(), 42);
    EXPECT_EQ(result.at("state").as_string(), "ready");
}

TEST_F(SessionTest, answers_nothing_but_hello_before_hello) {
    begin(protocol::Role::admin);
    send(R"({"jsonrpc":"2.0","id":1,"method":"queues.list"})" "\n");
    EXPECT_EQ(error_word(answer()), "params.invalid");
    hello();
}

TEST_F(SessionTest, refuses_another_major_version_and_closes) {
    begin(protocol::Role::admin);
    send(R"({"jsonrpc":"2.0","id":1,"method":"session.hello","params":{"client":"test","protocol":[2,0]}})" "\n");
    EXPECT_EQ(error_word(answer()), "protocol.unsupported");
    EXPECT_EQ(line(), "");
    EXPECT_TRUE(ended_);
}

TEST_F(SessionTest, tells_a_stranger_why_and_closes) {
    begin(protocol::Role::none);
    EXPECT_EQ(error_word(answer()), "forbidden");
    EXPECT_EQ(line(), "");
}

TEST_F(SessionTest, says_what_a_line_too_long_was_and_closes) {
    begin(protocol::Role::admin);
    send(std::string(protocol::kLineBeforeHello + 1, 'x'));
    EXPECT_EQ(error_word(answer()), "frame.too_long");
    EXPECT_EQ(line(), "");
}

TEST_F(SessionTest, closes_on_what_is_not_json) {
    begin(protocol::Role::admin);
    hello();
    send("GET / HTTP/1.0\r\n\r\n");
    EXPECT_EQ(error_word(answer()), "frame.invalid");
    EXPECT_EQ(line(), "");
}

TEST_F(SessionTest, holds_every_method_to_its_role) {
    begin(protocol::Role::monitor);
    hello();
    send(R"({"jsonrpc":"2.0","id":1,"method":"queues.list"})" "\n");
    EXPECT_TRUE(answer().contains("result"));
    send(R"({"jsonrpc":"2.0","id":2,"method":"queues.pause","params":{"select":{}}})" "\n");
    EXPECT_EQ(error_word(answer()), "forbidden");
    send(R"({"jsonrpc":"2.0","id":3,"method":"daemon.reload"})" "\n");
    EXPECT_EQ(error_word(answer()), "forbidden");
}

TEST_F(SessionTest, a_request_that_fails_leaves_the_connection) {
    begin(protocol::Role::admin);
    hello();
    send(R"({"jsonrpc":"2.0","id":1,"method":"no.such.method"})" "\n");
    EXPECT_EQ(error_word(answer()), "method.unknown");
    send(R"({"jsonrpc":"2.0","id":2,"method":"queues.pause"})" "\n");
    EXPECT_EQ(error_word(answer()), "params.invalid");
    send(R"({"jsonrpc":"2.0","id":3,"method":"queues.pause","params":{"select":"all"}})" "\n");
    EXPECT_EQ(error_word(answer()), "params.invalid");
    send(R"({"jsonrpc":"2.0","id":4,"method":"queues.pause","params":{"select":{}}})" "\n");
    EXPECT_EQ(answer().at("result").as_object().at("user").as_string(), "ana");
}

TEST_F(SessionTest, says_that_it_is_starting) {
    state_ = "starting";
    begin(protocol::Role::admin);
    hello();
    send(R"({"jsonrpc":"2.0","id":1,"method":"queues.list"})" "\n");
    EXPECT_EQ(error_word(answer()), "starting");
    send(R"({"jsonrpc":"2.0","id":2,"method":"subscribe","params":{"topic":"stats"}})" "\n");
    EXPECT_EQ(error_word(answer()), "starting");
    state_ = "ready";
    send(R"({"jsonrpc":"2.0","id":3,"method":"queues.list"})" "\n");
    EXPECT_TRUE(answer().contains("result"));
}

TEST_F(SessionTest, cancels_what_runs) {
    begin(protocol::Role::admin);
    hello();
    send(R"({"jsonrpc":"2.0","id":7,"method":"events.match"})" "\n");
    send(R"({"jsonrpc":"2.0","id":8,"method":"cancel","params":{"id":7}})" "\n");
    const auto first = answer();
    EXPECT_EQ(first.at("id").as_int64(), 8);
    EXPECT_TRUE(first.at("result").as_object().at("cancelled").as_bool());
    const auto second = answer();
    EXPECT_EQ(second.at("id").as_int64(), 7);
    EXPECT_EQ(error_word(second), "cancelled");
}

TEST_F(SessionTest, a_new_match_cancels_the_old_one) {
    begin(protocol::Role::admin);
    hello();
    send(R"({"jsonrpc":"2.0","id":1,"method":"events.match"})" "\n");
    send(R"({"jsonrpc":"2.0","id":2,"method":"events.match"})" "\n");
    const auto first = answer();
    EXPECT_EQ(first.at("id").as_int64(), 1);
    EXPECT_EQ(error_word(first), "cancelled");
    session_->close();
}

TEST_F(SessionTest, follows_a_topic_until_told_not_to) {
    begin(protocol::Role::monitor);
    hello();
    send(R"({"jsonrpc":"2.0","id":1,"method":"subscribe","params":{"topic":"stats","rate_ms":250}})" "\n");
    const auto subscribed = answer().at("result").as_object();
    EXPECT_EQ(subscribed.at("snapshot").as_object().at("count").as_int64(), 0);
    for (int i = 1; i <= 2; ++i) {
        const auto note = answer();
        EXPECT_EQ(note.at("method").as_string(), "notify");
        EXPECT_EQ(note.at("params").as_object().at("seq").as_int64(), i);
        EXPECT_EQ(note.at("params").as_object().at("data").as_object().at("count").as_int64(), i);
    }
    send(R"({"jsonrpc":"2.0","id":2,"method":"unsubscribe","params":{"subscription":1}})" "\n");
    EXPECT_EQ(answer().at("id").as_int64(), 2);
    send(R"({"jsonrpc":"2.0","id":3,"method":"subscribe","params":{"topic":"weather"}})" "\n");
    EXPECT_EQ(error_word(answer()), "not_found");
}

TEST_F(SessionTest, describes_the_whole_catalogue) {
    begin(protocol::Role::monitor);
    hello();
    send(R"({"jsonrpc":"2.0","id":1,"method":"session.describe"})" "\n");
    const auto result = answer().at("result").as_object();
    EXPECT_EQ(result.at("methods").as_array().size(), protocol::methods().size());
    EXPECT_EQ(result.at("topics").as_array().size(), protocol::topics().size());
}

TEST(Handlers, every_method_of_the_catalogue_has_one) {
    Handlers handlers;
    const Backend backend;
    add_event_methods(handlers, backend);
    add_response_methods(handlers, backend);
    add_stats_methods(handlers, backend);
    add_queue_methods(handlers, backend);
    add_config_methods(handlers, backend);
    add_suppression_methods(handlers, backend);
    add_service_methods(handlers, backend);
    add_accounting_methods(handlers, backend);
    EXPECT_EQ(handlers.missing(), std::vector<std::string>{});
}

TEST(Feeds, every_topic_of_the_catalogue_has_one) {
    Feeds feeds;
    const Backend backend;
    add_feeds(feeds, backend);
    for (const auto& topic : protocol::topics()) EXPECT_NE(feeds.find(topic.name), nullptr) << topic.name;
}

}  // namespace mailrace::control
