#include "daemon/ctl/client.h"

#include <boost/asio.hpp>
#include <deque>

#include "shared/protocol/frame.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

namespace asio = boost::asio;
using asio::local::stream_protocol;

struct Client::Wire {
    asio::io_context io;
    stream_protocol::socket socket{io};
    protocol::FrameReader frames{64u << 20};
    std::deque<Notification> notifications;

    /// Runs one asynchronous operation to its end or the deadline.
    template <class Start>
    Status run(Start start, std::chrono::steady_clock::time_point deadline) {
        std::optional<boost::system::error_code> done;
        start([&](const boost::system::error_code& code) { done = code; });
        io.restart();
        while (!done && io.run_one_until(deadline) > 0) {
        }
        if (!done) {
            boost::system::error_code ignored;
            socket.cancel(ignored);
            io.restart();
            io.run();
            return Error::timeout("no answer in time");
        }
        if (*done) return Error::network(done->message());
        return {};
    }

    Status send(const std::string& line, std::chrono::steady_clock::time_point deadline) {
        return run([&](auto handler) { asio::async_write(socket, asio::buffer(line), [handler](auto code, std::size_t) { handler(code); }); },
                   deadline);
    }

    /// One message from the daemon.
    Result<json::object> receive(std::chrono::steady_clock::time_point deadline) {
        std::array<char, 65536> chunk;
        for (;;) {
            auto line = frames.next();
            if (!line) return std::move(line).error();
            if (line->has_value()) {
                boost::system::error_code failed;
                json::value value = json::parse(**line, failed);
                if (failed || !value.is_object()) return Error::invalid("the daemon sent something that is not a message");
                return std::move(value.get_object());
            }
            std::size_t count = 0;
            const Status read = run(
                [&](auto handler) {
                    socket.async_read_some(asio::buffer(chunk), [handler, &count](auto code, std::size_t n) {
                        count = n;
                        handler(code);
                    });
                },
                deadline);
            if (!read) return Error(read.error().cls == ErrorClass::timeout ? read.error() : Error::network("the daemon closed the connection"));
            frames.push({chunk.data(), count});
        }
    }
};

Client::Client(std::unique_ptr<Wire> wire) : wire_(std::move(wire)) {}
Client::~Client() = default;

Result<std::unique_ptr<Client>> Client::connect(const std::string& socket_path, std::chrono::milliseconds timeout) {
    auto wire = std::make_unique<Wire>();
    boost::system::error_code failed;
    stream_protocol::endpoint endpoint;
    try {
        endpoint = stream_protocol::endpoint(socket_path);
    } catch (const std::exception&) {
        return Error::invalid("the path of the socket is too long: " + socket_path);
    }
    wire->socket.connect(endpoint, failed);
    if (failed == asio::error::access_denied) {
        return Error{ErrorClass::forbidden, false, Origin::system, "you may not use " + socket_path + ": are you in the group mailrace?"};
    }
    if (failed) {
        return Error::network("no daemon answers at " + socket_path + " (" + failed.message() + "): is mailraced running? --socket names another place");
    }
    std::unique_ptr<Client> client(new Client(std::move(wire)));
    auto hello = client->call("session.hello", {{"client", "mailracectl"}, {"version", "0.1.0"}, {"protocol", json::array{1, 0}}}, timeout);
    if (!hello) return std::move(hello).error();
    client->hello_ = hello->as_object();
    return client;
}

Result<json::value> Client::call(std::string_view method, json::object params, std::chrono::milliseconds timeout) {
    failure_.reset();
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    const std::int64_t id = next_id_++;
    if (auto sent = wire_->send(protocol::request_line(id, method, params), deadline); !sent) return std::move(sent).error();
    for (;;) {
        auto message = wire_->receive(deadline);
        if (!message) return std::move(message).error();
        if (message->contains("method")) {
            const auto* params_in = message->if_contains("params");
            wire_->notifications.push_back({protocol::text_or(*message, "method"),
                                            params_in != nullptr && params_in->is_object() ? params_in->get_object() : json::object{}});
            continue;
        }
        const auto* error = message->if_contains("error");
        if (error != nullptr && error->is_object()) {
            const auto& object = error->get_object();
            const auto* data = object.if_contains("data");
            failure_ = CallFailure{data != nullptr && data->is_object() ? protocol::text_or(data->get_object(), "word") : std::string(),
                                   protocol::text_or(object, "message"), object};
            return Error{ErrorClass::invalid, false, Origin::remote, failure_->message};
        }
        if (protocol::int_or(*message, "id", 0) != id) continue;
        const auto* result = message->if_contains("result");
        return result != nullptr ? *result : json::value(nullptr);
    }
}

Result<std::optional<Notification>> Client::next(std::chrono::milliseconds wait) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    while (wire_->notifications.empty()) {
        auto message = wire_->receive(deadline);
        if (!message) {
            if (message.error().cls == ErrorClass::timeout) return std::optional<Notification>{};
            return std::move(message).error();
        }
        const auto* params = message->if_contains("params");
        if (message->contains("method") && params != nullptr && params->is_object()) {
            wire_->notifications.push_back({protocol::text_or(*message, "method"), params->get_object()});
        }
    }
    Notification first = std::move(wire_->notifications.front());
    wire_->notifications.pop_front();
    return std::optional<Notification>{std::move(first)};
}

}  // namespace mailrace::ctl
