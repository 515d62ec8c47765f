// A real listener on loopback with a fake spool behind it, and a blocking client to talk to it.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <future>
#include <map>

#include "daemon/intake/smtp_listener.h"
#include "tests/unit/intake/fake_spool.h"

namespace mailrace::intake::test {

class TestDirectory final : public Directory {
public:
    TestDirectory() {
        rules_.relay = true;
        rules_.name = "test";
    }
    std::shared_ptr<const SourceRules> rules(const Origin& origin) const override {
        auto copy = std::make_shared<SourceRules>(rules_);
        if (!origin.listener_source.empty()) copy->name = origin.listener_source;
        return copy;
    }
    bool relay_domain(std::string_view domain) const override { return domain == "relay.example"; }
    std::optional<VirtualMtaChoice> virtual_mta(std::string_view name) const override {
        if (name.empty()) return VirtualMtaChoice{"default", ""};
        if (name == "vmta1") return VirtualMtaChoice{"vmta1", ""};
        if (name == "pool1") return VirtualMtaChoice{"vmta2", "pool1"};
        return std::nullopt;
    }
    std::optional<Suppressed> suppressed(const std::vector<std::string>&, std::string_view address) const override {
        const auto found = suppressed_.find(std::string(address));
        return found == suppressed_.end() ? std::nullopt : std::optional(found->second);
    }
    SourceRules rules_;
    std::map<std::string, Suppressed> suppressed_;
};

class TestQueue final : public QueueSink {
public:
    void accepted(queue::QueuedMessage message) override {
        std::lock_guard lock(mutex_);
        messages_.push_back(std::move(message));
    }
    std::vector<queue::QueuedMessage> messages() const {
        std::lock_guard lock(mutex_);
        return messages_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<queue::QueuedMessage> messages_;
};

class Client {
public:
    explicit Client(const net::Endpoint& to, const char* from = nullptr) {
        fd_ = ::socket(to.address().is_v6() ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (from) {
            const net::Endpoint source(*net::parse_ip(from), 0);
            EXPECT_EQ(::bind(fd_, source.data(), static_cast<socklen_t>(source.size())), 0);
        }
        timeval limit{10, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        connected_ = ::connect(fd_, to.data(), static_cast<socklen_t>(to.size())) == 0;
    }
    ~Client() { close(); }
    Client(const Client&) = delete;

    bool connected() const { return connected_; }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    /// The next reply, all its lines; "" at the end of the stream or after ten seconds.
    std::string reply() {
        std::string out;
        for (;;) {
            const std::size_t end = received_.find("\r\n");
            if (end == std::string::npos) {
                if (!receive()) return out;
                continue;
            }
            const std::string line = received_.substr(0, end);
            received_.erase(0, end + 2);
            out += line + "\n";
            if (line.size() < 4 || line[3] == ' ') return out;
        }
    }
    std::string say(std::string_view bytes) { return send(bytes) ? reply() : std::string(); }
    /// Everything up to the end of the stream.
    std::string rest() {
        while (receive()) {
        }
        return std::exchange(received_, {});
    }
    int fd() const { return fd_; }

private:
    bool receive() {
        char buffer[4096];
        const ssize_t n = ::recv(fd_, buffer, sizeof buffer, 0);
        if (n <= 0) return false;
        received_.append(buffer, static_cast<std::size_t>(n));
        return true;
    }
    int fd_ = -1;
    bool connected_ = false;
    std::string received_;
};

class World : public testing::Test {
protected:
    World() {
        options.host_name = "mta.example";
        options.listeners.push_back({*net::parse_endpoint("127.0.0.1:0", 0)});
    }
    ~World() override {
        if (listener) stop(std::chrono::milliseconds(100));
        guards_.clear();
        for (auto& thread : threads_) thread.join();
        listener.reset();
    }

    void open(std::size_t threads = 2) {
        std::vector<boost::asio::io_context*> raw;
        for (std::size_t i = 0; i < threads; ++i) {
            contexts_.push_back(std::make_unique<boost::asio::io_context>(1));
            raw.push_back(contexts_.back().get());
            guards_.push_back(boost::asio::make_work_guard(*raw.back()));
        }
        auto opened = SmtpListener::open(options, {spool, queue, directory, ids, SystemClock::instance(), attention}, raw);
        ASSERT_TRUE(opened) << opened.error().words;
        listener = std::move(*opened);
        for (auto* io : raw) threads_.emplace_back([io] { io->run(); });
    }
    void stop(Duration grace) {
        std::promise<void> done;
        listener->stop(grace, [&] { done.set_value(); });
        ASSERT_EQ(done.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
        stopped_ = true;
    }
    net::Endpoint at(std::size_t i = 0) const { return listener->endpoints().at(i); }

    /// Connected, greeted, EHLO said.
    std::unique_ptr<Client> ready_client(const char* from = nullptr) {
        auto client = std::make_unique<Client>(at(), from);
        EXPECT_EQ(client->reply().substr(0, 3), "220");
        EXPECT_EQ(client->say("EHLO feeder.example\r\n").substr(0, 3), "250");
        return client;
    }
    /// Sends one message and returns the answer to its end.
    static std::string deliver(Client& client, std::string_view body, std::string_view sender = "a@x.example",
                               std::string_view rcpt = "b@y.example") {
        client.send("MAIL FROM:<" + std::string(sender) + ">\r\nRCPT TO:<" + std::string(rcpt) + ">\r\nDATA\r\n");
        for (int i = 0; i < 2; ++i) {
            if (std::string r = client.reply(); r.substr(0, 3) != "250") return r;
        }
        if (std::string r = client.reply(); r.substr(0, 3) != "354") return r;
        return client.say(std::string(body) + "\r\n.\r\n");
    }
    /// Waits until `holds`; false after ten seconds.
    template <class Condition>
    static bool eventually(Condition holds) {
        for (int i = 0; i < 2000; ++i) {
            if (holds()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }

    Options options;
    FakeSpool spool;
    TestQueue queue;
    TestDirectory directory;
    MessageIdSource ids;
    events::AttentionBoard attention;
    std::unique_ptr<SmtpListener> listener;

private:
    std::vector<std::unique_ptr<boost::asio::io_context>> contexts_;
    std::vector<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> guards_;
    std::vector<std::thread> threads_;
    bool stopped_ = false;
};

}  // namespace mailrace::intake::test
