#include <atomic>

#include "daemon/control/async.h"
#include "daemon/control/methods.h"
#include "daemon/control/session.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::text_or;

namespace {

asio::awaitable<Answer> stop(const Backend& backend, Call call) {
    backend.stop(call.user);
    co_return Answer(json::value(json::object{}));
}

/// Lines come from a network thread; they are sent from the control thread as long as the client is there.
asio::awaitable<Answer> trace(const Backend& backend, Call call) {
    static std::atomic<std::uint64_t> last{0};
    const std::string queue = text_or(call.params, "queue");
    auto job = [queue](queue::Scheduler& s) { return Result<bool>(s.detail(queue).has_value()); };
    auto exists = co_await ask_queue<bool>(*backend.queue, job);
    if (!exists) co_return Answer(protocol::to_call_error(exists.error()));
    if (!*exists) co_return Answer(protocol::not_found("queue.not_found", "there is no queue " + queue));
    const std::uint64_t number = ++last;
    const auto executor = co_await asio::this_coro::executor;
    const auto send = [executor, session = call.session](std::string method, json::object params) {
        asio::post(executor, [session, method = std::move(method), params = std::move(params)] {
            if (const auto alive = session.lock()) alive->notify(method, params);
        });
    };
    backend.trace(
        number, queue,
        [send, number, clock = backend.clock](char direction, std::string text) {
            send("trace.line", {{"trace", number}, {"time", unix_ms(clock->wall())}, {"direction", std::string(1, direction)}, {"text", protocol::to_utf8_lossy(text)}});
        },
        [send, number](std::string outcome) { send("trace.end", {{"trace", number}, {"outcome", protocol::to_utf8_lossy(outcome)}}); });
    co_return Answer(json::value(json::object{{"trace", number}}));
}

}  // namespace

void add_service_methods(Handlers& handlers, const Backend& backend) {
    handlers.add("daemon.stop", [&backend](Call call) { return stop(backend, std::move(call)); });
    handlers.add("trace.start", [&backend](Call call) { return trace(backend, std::move(call)); });
}

}  // namespace mailrace::control
