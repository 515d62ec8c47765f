#include "daemon/journal/webhook_client.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "daemon/net/resolver.h"
#include "daemon/net/stream.h"
#include "daemon/net/tls.h"
#include "shared/mail/text.h"

namespace mailrace::journal {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kMaxAnswer = 64u << 10;
constexpr std::size_t kMaxHeader = 16u << 10;
constexpr std::size_t kMaxWords = 200;

/// For a note: printable, one line, short.
std::string words_of(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, kMaxWords)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return std::string(mail::trim(out));
}

}  // namespace

struct WebhookClient::Impl {
    Impl(config::WebhookUrl to, Options with) : url(std::move(to)), options(std::move(with)) {}

    net::Task<Result<net::Stream>> connect(net::Deadline deadline);
    net::Task<Status> connect_all(net::Deadline deadline);
    net::Task<Result<WebhookAnswer>> exchange(const std::string& head, const std::string& body, net::Deadline deadline);
    net::Task<Result<WebhookAnswer>> request(const std::string& head, const std::string& body, net::Deadline deadline);
    net::Task<Result<std::vector<net::IpAddress>>> addresses(net::Deadline deadline);
    net::Task<void> run(const std::string& head, const std::string& body, net::Deadline deadline, std::optional<Result<WebhookAnswer>>& result) {
        Result<WebhookAnswer> answer = co_await request(head, body, deadline);
        result = std::move(answer);
    }
    std::string head_of(const Headers& headers, std::size_t body) const;

    config::WebhookUrl url;
    Options options;
    asio::io_context io{1};
    std::unique_ptr<net::Resolver> resolver;
    std::shared_ptr<net::TlsContext> tls;
    std::optional<net::Stream> stream;
};

WebhookClient::WebhookClient(config::WebhookUrl url, Options options) : impl_(std::make_unique<Impl>(std::move(url), std::move(options))) {}
WebhookClient::~WebhookClient() = default;

net::Task<Result<std::vector<net::IpAddress>>> WebhookClient::Impl::addresses(net::Deadline deadline) {
    std::vector<net::IpAddress> out;
    if (const auto literal = net::parse_ip(url.host)) {
        out.push_back(*literal);
        co_return out;
    }
    if (url.host == "localhost") {
        out.push_back(*net::parse_ip("127.0.0.1"));
        out.push_back(*net::parse_ip("::1"));
        co_return out;
    }
    if (!resolver) {
        net::ResolverOptions with;
        with.servers = options.name_servers;
        auto made = net::Resolver::make(io, with, SystemClock::instance());
        if (!made) co_return made.error();
        resolver = std::move(*made);
    }
    net::Resolver::Addresses found = co_await resolver->addresses(url.host, true, deadline);
    if (found.ips.empty()) co_return Error::network("no address for " + url.host + (found.words.empty() ? std::string() : ": " + found.words));
    co_return std::move(found.ips);
}

net::Task<Status> WebhookClient::Impl::connect_all(net::Deadline deadline) {
    auto ips = co_await addresses(deadline);
    if (!ips) co_return ips.error();
    if (url.tls && !tls) {
        net::TlsClientOptions with;
        with.verify = true;
        with.ca_file = options.tls_ca_file;
        with.max_sessions = 4;
        auto made = net::TlsContext::client(with);
        if (!made) co_return made.error();
        tls = *made;
    }
    Error last = Error::network("no address for " + url.host);
    for (const net::IpAddress& ip : *ips) {
        auto connected = co_await net::Stream::connect(net::Endpoint(ip, url.port), net::IpAddress{}, deadline);
        if (!connected) {
            last = connected.error();
            continue;
        }
        stream.emplace(std::move(*connected));
        if (!url.tls) co_return Status{};
        auto secured = co_await stream->start_tls_client(tls, url.host, deadline);
        if (secured) co_return Status{};
        stream.reset();
        co_return secured.error();  // another address of the same host would say the same
    }
    co_return last;
}

std::string WebhookClient::Impl::head_of(const Headers& headers, std::size_t body) const {
    const bool usual = url.port == (url.tls ? 443 : 80);
    const bool v6 = url.host.find(':') != std::string::npos;
    std::string out = "POST " + url.target + " HTTP/1.1\r\nHost: " + (v6 ? "[" + url.host + "]" : url.host) + (usual ? "" : ":" + std::to_string(url.port)) + "\r\n";
    for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
    return out + "Content-Length: " + std::to_string(body) + "\r\n\r\n";
}

net::Task<Result<WebhookAnswer>> WebhookClient::Impl::exchange(const std::string& head, const std::string& body, net::Deadline deadline) {
    const std::string_view pieces[] = {head, body};
    Status written = co_await stream->write(std::span<const std::string_view>(pieces), deadline);
    if (!written) co_return written.error();
    http::response_parser<http::string_body> parser;
    parser.header_limit(kMaxHeader);
    parser.body_limit(kMaxAnswer);
    parser.eager(true);
    std::string input;
    std::string buffer(16u << 10, '\0');
    while (!parser.is_done()) {
        Result<std::size_t> got = co_await stream->read_some(std::span<char>(buffer), deadline);
        if (!got) co_return got.error();
        boost::system::error_code failed;
        if (*got == 0) {
            if (!parser.is_header_done()) co_return Error::network("the connection was closed without an answer");
            parser.put_eof(failed);
            if (failed || !parser.is_done()) co_return Error::network("the connection was closed without an answer");
            break;
        }
        input.append(buffer, 0, *got);
        const std::size_t used = parser.put(asio::buffer(input), failed);
        input.erase(0, used);
        if (failed == http::error::need_more) failed = {};
        if (failed && !(failed == http::error::body_limit && parser.is_header_done())) co_return Error::network("the answer is not HTTP: " + failed.message());
        if (failed) break;  // a long body: the status is what counts
        if (parser.is_done() && parser.get().result_int() / 100 == 1) co_return Error::network("an answer of class 1xx alone");
    }
    const auto& answer = parser.get();
    WebhookAnswer out;
    out.status = answer.result_int();
    out.reason = words_of(std::string(answer.reason()) + (answer.body().empty() ? "" : ": ") + answer.body());
    out.retry_after = std::string(answer[http::field::retry_after]);
    if (!parser.is_done() || !parser.keep_alive() || !input.empty()) stream.reset();
    co_return out;
}

net::Task<Result<WebhookAnswer>> WebhookClient::Impl::request(const std::string& head, const std::string& body, net::Deadline deadline) {
    const bool kept = stream.has_value();
    if (!kept) {
        Status connected = co_await connect_all(deadline);
        if (!connected) co_return connected.error();
    }
    Result<WebhookAnswer> answer = co_await exchange(head, body, deadline);
    if (answer) co_return answer;
    stream.reset();
    // The receiver may have closed a connection that was kept: that is no failure of this request.
    const bool stale = kept && answer.error().cls == ErrorClass::network;
    if (!stale) co_return answer;
    Status connected = co_await connect_all(deadline);
    if (!connected) co_return connected.error();
    Result<WebhookAnswer> again = co_await exchange(head, body, deadline);
    if (!again) stream.reset();
    co_return again;
}

Result<WebhookAnswer> WebhookClient::post(const Headers& headers, const std::string& body, const std::function<bool()>& stopped) {
    Impl& self = *impl_;
    const std::string head = self.head_of(headers, body.size());
    std::optional<Result<WebhookAnswer>> result;
    const net::Deadline deadline = net::after(self.options.timeout);
    self.io.restart();
    asio::co_spawn(self.io, self.run(head, body, deadline, result), [&](const std::exception_ptr& thrown) {
        if (thrown || !result) result = Error::internal("the request failed");
    });
    std::optional<std::chrono::steady_clock::time_point> give_up;
    while (!result) {
        self.io.run_one_for(100ms);
        if (self.io.stopped() && !result) self.io.restart();
        if (!give_up && stopped()) give_up = std::chrono::steady_clock::now() + 1s;
        // Nobody asks again: what hangs in a name server or a connection goes with the client.
        if (!result && give_up && std::chrono::steady_clock::now() > *give_up) return Error::cancelled();
    }
    return std::move(*result);
}

}  // namespace mailrace::journal
