#include "daemon/control/session.h"

#include <boost/asio/as_tuple.hpp>

namespace mailrace::control {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::use_awaitable;

namespace {
constexpr auto kNoThrow = asio::as_tuple(use_awaitable);
constexpr auto kHelloDeadline = 10s;
constexpr auto kWriteDeadline = 30s;

CallError simple(std::string_view word, std::string message, bool retry = false, int code = -32000) {
    return {code, std::string(word), std::move(message), retry, {}, {}};
}
}  // namespace

struct Session::Subscription {
    std::int64_t number = 0;
    std::string topic;
    std::unique_ptr<Feed> feed;
    std::chrono::milliseconds pause{1000};
    std::int64_t seq = 0;
    asio::steady_timer timer;
    bool ended = false;
    explicit Subscription(const asio::any_io_executor& executor) : timer(executor) {}
};

Session::Session(Socket socket, Identity identity, const SessionHost& host)
    : socket_(std::move(socket)), identity_(std::move(identity)), host_(host), wake_writer_(socket_.get_executor()) {}

void Session::start(std::function<void()> ended) {
    ended_ = std::move(ended);
    wake_writer_.expires_at(asio::steady_timer::time_point::max());
    const auto executor = socket_.get_executor();
    if (identity_.role == protocol::Role::none) {
        fail(nullptr, simple("forbidden", "you (" + identity_.user + ") may not use this daemon: ask for membership in the group mailrace"));
        closing_ = true;
    }
    // Each coroutine holds the session for as long as it runs.
    // When the reader ends because of what the client sent, the writer still has to say so, and then closes.
    asio::co_spawn(executor, read_loop(), [self = shared_from_this()](const std::exception_ptr& bug) {
        if (bug || !self->closing_) self->close();
    });
    asio::co_spawn(executor, write_loop(), [self = shared_from_this()](const std::exception_ptr&) { self->close(); });
    asio::co_spawn(executor, hello_deadline(), [self = shared_from_this()](const std::exception_ptr&) {});
}

void Session::close() {
    if (closed_) return;
    closed_ = true;
    for (auto& [id, flag] : running_) flag->request_stop();
    for (auto& [number, subscription] : subscriptions_) {
        subscription->ended = true;
        subscription->timer.cancel();
    }
    subscriptions_.clear();
    boost::system::error_code ignored;
    socket_.close(ignored);
    wake_writer_.cancel();
    if (ended_) {
        auto ended = std::move(ended_);
        ended_ = nullptr;
        ended();
    }
}

asio::awaitable<void> Session::hello_deadline() {
    asio::steady_timer timer(socket_.get_executor(), kHelloDeadline);
    co_await timer.async_wait(kNoThrow);
    if (!greeted_ && !closed_) {
        fail(nullptr, simple("timeout", "no hello within 10 seconds"));
        closing_ = true;
        wake_writer_.cancel();
    }
}

asio::awaitable<void> Session::read_loop() {
    std::array<char, 16384> chunk;
    while (!closed_ && !closing_) {
        const auto [failed, count] = co_await socket_.async_read_some(asio::buffer(chunk), kNoThrow);
        if (failed) {
            close();
            co_return;
        }
        frames_.push({chunk.data(), count});
        for (;;) {
            auto line = frames_.next();
            if (!line) {
                const bool too_long = line.error().cls == ErrorClass::limit;
                fail(nullptr, simple(too_long ? "frame.too_long" : "frame.invalid", line.error().words, false, too_long ? -32600 : -32700));
                closing_ = true;
            }
            if (closing_ || !line->has_value()) break;
            if (!on_line(**line)) closing_ = true;
        }
    }
    wake_writer_.cancel();
}

void Session::send(std::string line) {
    if (closed_) return;
    queued_bytes_ += line.size();
    outbox_.push_back(std::move(line));
    wake_writer_.cancel();
    if (queued_bytes_ > kBacklogHard) close();
}

bool Session::notify(std::string_view method, const json::object& params) {
    if (closed_) return true;  // nobody reads; the caller's cancel flag is set
    if (queued_bytes_ > kBacklogSoft) return false;
    send(protocol::notification_line(method, params));
    return true;
}

asio::awaitable<void> Session::write_loop() {
    std::string batch;
    while (!closed_) {
        if (outbox_.empty()) {
            if (closing_ && running_.empty()) {
                close();
                co_return;
            }
            wake_writer_.expires_at(asio::steady_timer::time_point::max());
            co_await wake_writer_.async_wait(kNoThrow);
            continue;
        }
        batch.clear();
        while (!outbox_.empty() && batch.size() < 256 * 1024) {
            batch += outbox_.front();
            outbox_.pop_front();
        }
        // A client that takes nothing for half a minute is gone.
        asio::steady_timer deadline(socket_.get_executor(), kWriteDeadline);
        deadline.async_wait([weak = weak_from_this()](const boost::system::error_code& failed) {
            if (failed) return;
            if (const auto self = weak.lock()) self->close();
        });
        const auto [failed, written] = co_await asio::async_write(socket_, asio::buffer(batch), kNoThrow);
        deadline.cancel();
        if (failed) {
            close();
            co_return;
        }
        queued_bytes_ -= std::min(queued_bytes_, batch.size());
    }
}

std::size_t Session::longest_line() const { return identity_.role == protocol::Role::admin ? protocol::kLineOfAdmin : protocol::kLineAfterHello; }

void Session::fail(const json::value& id, const CallError& error) { send(protocol::error_line(id, error)); }

bool Session::on_line(std::string_view line) {
    if (line.empty()) return true;
    auto parsed = protocol::parse_request(line);
    if (!parsed.ok) {
        fail(parsed.request.id, parsed.error);
        return parsed.error.word != "frame.invalid";
    }
    auto& request = parsed.request;
    if (!greeted_) {
        if (request.method != "session.hello") {
            fail(request.id, simple("params.invalid", "say session.hello first"));
            return true;
        }
        bool refused = false;
        const Answer answer = hello(request.params, refused);
        if (const auto* error = std::get_if<CallError>(&answer)) {
            fail(request.id, *error);
            return !refused;
        }
        greeted_ = true;
        frames_.set_limit(longest_line());
        send(protocol::response_line(request.id, std::get<json::value>(answer)));
        return true;
    }
    dispatch(std::move(request));
    return true;
}

void Session::dispatch(protocol::Request request) {
    const auto* method = protocol::find_method(request.method);
    if (method == nullptr) return fail(request.id, simple("method.unknown", "there is no method " + request.method, false, -32601));
    if (identity_.role < method->role) {
        return fail(request.id, simple("forbidden", request.method + " needs the role " + std::string(to_string(method->role)) + "; yours is " +
                                                        std::string(to_string(identity_.role))));
    }
    if (auto wrong = check_params(*method, request.params)) return fail(request.id, *wrong);
    if (method->name == "cancel") {
        const Answer answer = cancel(request.params);
        return send(protocol::response_line(request.id, std::get<json::value>(answer)));
    }
    const std::string key = json::serialize(request.id);
    if (running_.contains(key)) return fail(request.id, protocol::params_invalid("a request with this id is still running"));
    if (running_.size() >= kMaxRequests) return fail(request.id, simple("busy", "64 requests are running already", true));

    Call call;
    call.id = request.id;
    call.method = method;
    call.params = std::move(request.params);
    call.session = weak_from_this();
    call.user = identity_.user;
    call.role = identity_.role;
    call.cancelled = std::make_shared<std::stop_source>();
    running_[key] = call.cancelled;
    if (method->name == "events.match") {
        if (match_under_way_) match_under_way_->request_stop();
        match_under_way_ = call.cancelled;
    }
    asio::co_spawn(socket_.get_executor(), run(std::move(call)), [self = shared_from_this(), key](const std::exception_ptr&) {
        self->running_.erase(key);
        if (self->closing_) self->wake_writer_.cancel();
    });
}

asio::awaitable<void> Session::run(Call call) {
    const json::value id = call.id;
    const CancelFlag cancelled = call.cancelled;
    Answer answer;
    try {
        if (call.method->name == "session.describe") {
            answer = describe();
        } else if (call.method->name == "session.hello") {
            answer = protocol::params_invalid("hello was said already");
        } else if (host_.state() != "ready" && call.method->name != "daemon.stop") {
            answer = simple("starting", "the daemon is " + host_.state(), true);
        } else if (call.method->name == "subscribe") {
            answer = co_await subscribe(std::move(call.params));
        } else if (call.method->name == "unsubscribe") {
            answer = unsubscribe(call.params);
        } else if (const Handler* handler = host_.handlers->find(call.method->name); handler != nullptr) {
            answer = co_await (*handler)(std::move(call));
        } else {
            answer = simple("method.unknown", "this daemon does not offer it", false, -32601);
        }
    } catch (const std::exception& bug) {
        answer = simple("internal", std::string("internal error: ") + bug.what());
    }
    if (cancelled->stop_requested()) answer = simple("cancelled", "cancelled");
    if (const auto* error = std::get_if<CallError>(&answer)) {
        fail(id, *error);
    } else {
        send(protocol::response_line(id, std::get<json::value>(answer)));
    }
}

Answer Session::hello(const json::object& params, bool& refused) {
    const auto* version = params.if_contains("protocol");
    const auto* pair = version != nullptr ? version->if_array() : nullptr;
    if (pair == nullptr || pair->empty() || !pair->front().is_int64()) return protocol::params_invalid("protocol must be [major, minor]");
    if (pair->front().get_int64() != protocol::kVersionMajor) {
        refused = true;
        CallError error = simple("protocol.unsupported", "this daemon speaks protocol 1.0");
        error.arguments = {{"supported", json::array{json::array{protocol::kVersionMajor, protocol::kVersionMinor}}}};
        return error;
    }
    return json::value(json::object{
        {"daemon", "mailraced"},
        {"version", host_.version},
        {"protocol", json::array{protocol::kVersionMajor, protocol::kVersionMinor}},
        {"epoch", host_.epoch},
        {"role", to_string(identity_.role)},
        {"user", identity_.user},
        {"host", host_.host_name},
        {"state", host_.state()},
        {"progress", host_.progress()},
        {"capabilities", json::array{"events", "stats", "queues", "config", "trace"}},
        {"limits", json::object{{"line", longest_line()}, {"subscriptions", kMaxSubscriptions}, {"requests", kMaxRequests}, {"rows", 1000}}}});
}

namespace {
template <class Info>
json::array describe_table(std::span<const Info> table) {
    json::array out;
    for (const auto& info : table) {
        json::array params;
        for (const auto& p : info.params) {
            params.push_back(json::object{{"name", p.name}, {"type", to_string(p.type)}, {"required", p.required}, {"help", p.help}});
        }
        out.push_back(json::object{{"name", info.name}, {"role", to_string(info.role)}, {"help", info.help}, {"params", std::move(params)}});
    }
    return out;
}
}  // namespace

json::value Session::describe() {
    return json::object{{"methods", describe_table(protocol::methods())}, {"topics", describe_table(protocol::topics())}};
}

asio::awaitable<Answer> Session::subscribe(json::object params) {
    const std::string topic = protocol::text_or(params, "topic");
    const auto* info = protocol::find_topic(topic);
    const FeedFactory* factory = info != nullptr ? host_.feeds->find(topic) : nullptr;
    if (factory == nullptr) co_return Answer(protocol::not_found("not_found", "there is no topic " + topic));
    if (subscriptions_.size() >= kMaxSubscriptions) co_return Answer(simple("busy", "32 subscriptions are open already", true));
    const auto* given = params.if_contains("params");
    FeedOrError made = (*factory)(given != nullptr && given->is_object() ? given->get_object() : json::object{});
    if (auto* error = std::get_if<CallError>(&made)) co_return Answer(std::move(*error));

    auto subscription = std::make_shared<Subscription>(socket_.get_executor());
    subscription->number = next_subscription_++;
    subscription->topic = topic;
    subscription->feed = std::move(std::get<std::unique_ptr<Feed>>(made));
    subscription->pause = std::chrono::milliseconds(std::clamp<std::int64_t>(protocol::int_or(params, "rate_ms", 1000), 250, 60000));
    subscriptions_[subscription->number] = subscription;
    json::object snapshot = co_await subscription->feed->snapshot();
    if (closed_) co_return Answer(simple("cancelled", "closed"));
    asio::co_spawn(socket_.get_executor(), follow(subscription), [self = shared_from_this()](const std::exception_ptr&) {});
    co_return Answer(json::value(json::object{
        {"subscription", subscription->number}, {"epoch", host_.epoch}, {"seq", subscription->seq}, {"snapshot", std::move(snapshot)}}));
}

Answer Session::unsubscribe(const json::object& params) {
    const auto it = subscriptions_.find(protocol::int_or(params, "subscription", 0));
    if (it == subscriptions_.end()) return protocol::not_found("not_found", "there is no such subscription");
    it->second->ended = true;
    it->second->timer.cancel();
    subscriptions_.erase(it);
    return json::value(json::object{});
}

Answer Session::cancel(const json::object& params) {
    const auto it = running_.find(json::serialize(params.at("id")));
    if (it != running_.end()) it->second->request_stop();
    return json::value(json::object{{"cancelled", it != running_.end()}});
}

asio::awaitable<void> Session::follow(std::shared_ptr<Subscription> subscription) {
    bool behind = false;
    auto slow_since = std::chrono::steady_clock::time_point{};
    while (!subscription->ended && !closed_) {
        subscription->timer.expires_after(subscription->pause);
        co_await subscription->timer.async_wait(kNoThrow);
        if (subscription->ended || closed_) co_return;
        // While the client does not read, its differences gather in the feed; after five seconds of that it gets a new snapshot.
        if (queued_bytes_ > kBacklogSoft) {
            if (!behind) slow_since = std::chrono::steady_clock::now();
            behind = true;
            continue;
        }
        const bool reset = behind && std::chrono::steady_clock::now() - slow_since > 5s;
        behind = false;
        std::optional<json::object> data;
        if (reset) {
            data = co_await subscription->feed->snapshot();
        } else {
            data = co_await subscription->feed->changes();
        }
        if (!data || subscription->ended || closed_) continue;
        json::object params{{"subscription", subscription->number}, {"topic", subscription->topic}, {"seq", ++subscription->seq},
                            {"data", std::move(*data)}};
        if (reset) params["reset"] = true;
        send(protocol::notification_line("notify", params));
    }
}

}  // namespace mailrace::control
