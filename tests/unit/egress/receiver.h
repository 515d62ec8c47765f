// A small SMTP receiver on loopback whose answers a test sets, that can go silent, drop or speak up at any command, and that keeps what it got.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/net/listener.h"
#include "tests/unit/net/run.h"

namespace mailrace::testing {

struct Receiver {
    boost::asio::io_context& io;
    net::Listener listener;
    std::string greeting = "220 mx.example.com ESMTP\r\n";
    std::string ehlo = "250-mx.example.com\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 DSN\r\n";
    std::map<std::string, std::string> answers;         // by the beginning of a command; "." for the end of the data
    std::string drop_at;                                // closes when this command comes
    std::shared_ptr<net::TlsContext> tls;
    bool break_tls = false;
    std::string after_message;                          // said unasked after each message, then the connection is closed

    int connections = 0;
    int open = 0;
    std::vector<std::string> commands;
    std::vector<std::string> bodies;
    std::vector<std::string> sources;

    explicit Receiver(boost::asio::io_context& context, const std::string& ip = "127.0.0.1", std::uint16_t port = 0)
        : io(context),
          listener(std::move(*net::Listener::open(context, net::Endpoint(boost::asio::ip::make_address(ip), port), {},
                                                  std::make_shared<net::ConnectionCap>(0)))) {
        spawn(io, serve_all(*this));
    }
    std::uint16_t port() const { return listener.local().port(); }

    static net::Task<void> serve_all(Receiver& self) {
        for (;;) {
            auto accepted = co_await self.listener.accept(self.io);
            if (!accepted) co_return;
            ++self.connections;
            self.sources.push_back(net::to_text(accepted->stream.remote().address()));
            spawn(self.io, serve(self, std::make_shared<net::Stream>(std::move(accepted->stream))));
        }
    }

    std::string answer_to(const std::string& command) const {
        for (const auto& [begin, answer] : answers) {
            if (command.starts_with(begin)) return answer;
        }
        if (command.starts_with("EHLO")) return ehlo;
        if (command == "DATA") return "354 go\r\n";
        if (command == "STARTTLS") return "220 go\r\n";
        if (command == "QUIT") return "221 bye\r\n";
        return "250 ok\r\n";
    }

    static net::Task<bool> say(net::Stream& stream, std::string text) {
        Status status = co_await stream.write(text, net::after(std::chrono::seconds(5)));
        co_return status.has_value();
    }

    static net::Task<bool> read_line(net::Stream& stream, std::string& pending, std::string& line) {
        std::array<char, 4096> buffer;
        for (;;) {
            std::size_t end = pending.find("\r\n");
            if (end != std::string::npos) {
                line = pending.substr(0, end);
                pending.erase(0, end + 2);
                co_return true;
            }
            auto got = co_await stream.read_some(buffer, net::after(std::chrono::seconds(10)));
            if (!got || *got == 0) co_return false;
            pending.append(buffer.data(), *got);
        }
    }

    static net::Task<void> serve(Receiver& self, std::shared_ptr<net::Stream> stream) {
        ++self.open;
        co_await talk(self, *stream);
        stream->close();
        --self.open;
    }

    static net::Task<void> talk(Receiver& self, net::Stream& stream) {
        std::string pending, line;
        if (self.drop_at == "greeting") co_return;
        bool said = co_await say(stream, self.greeting);
        if (!said) co_return;
        for (;;) {
            bool read = co_await read_line(stream, pending, line);
            if (!read) co_return;
            self.commands.push_back(line);
            if (!self.drop_at.empty() && line.starts_with(self.drop_at)) co_return;
            std::string answer = self.answer_to(line);
            said = co_await say(stream, answer);
            if (!said || line == "QUIT") co_return;
            if (line == "STARTTLS" && answer[0] == '2') {
                if (self.break_tls) {
                    std::string garbage = "this is not TLS\r\n";
                said = co_await say(stream, garbage);
                    co_return;
                }
                auto info = co_await stream.start_tls_server(self.tls, net::after(std::chrono::seconds(5)));
                if (!info) co_return;
            }
            if (line != "DATA" || answer[0] != '3') continue;
            std::string body;
            for (;;) {
                read = co_await read_line(stream, pending, line);
                if (!read) co_return;
                if (line == ".") break;
                body += line + "\r\n";
            }
            if (self.drop_at == ".") co_return;
            self.bodies.push_back(body);
            std::string taken = "250 2.0.0 taken\r\n";
            if (self.answers.count(".")) taken = self.answers["."];
            said = co_await say(stream, taken);
            if (!self.after_message.empty()) {
                said = co_await say(stream, self.after_message);
                co_return;
            }
        }
    }
};

}  // namespace mailrace::testing
