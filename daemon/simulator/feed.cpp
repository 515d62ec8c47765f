#include "daemon/simulator/feed.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio.hpp>
#include <cstdio>

#include "daemon/simulator/reply_text.h"

namespace mailrace::simulator {

namespace asio = boost::asio;
using asio::ip::tcp;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr auto quiet = asio::as_tuple(asio::use_awaitable);
constexpr auto reply_deadline = std::chrono::seconds{120};
constexpr auto connect_deadline = std::chrono::seconds{30};
constexpr auto tick = std::chrono::milliseconds{500};
constexpr unsigned ticks_until_told = 10;
constexpr std::size_t max_reply = 64 * 1024;

struct Reply {
    int code = 0;  // 0: the connection was lost
    std::string text;
};

/// The queue id in an acknowledgement: what follows "queued as" or "id=", else the last word.
std::string_view queue_id(std::string_view text) {
    for (const std::string_view mark : {"queued as ", "id="}) {
        const auto at = text.find(mark);
        if (at == std::string_view::npos) continue;
        text.remove_prefix(at + mark.size());
        return text.substr(0, text.find_first_of(" \r\n>"));
    }
    const auto blank = text.rfind(' ');
    return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

/// The open ledger. Each line is handed to the system at once, so that it survives this process.
class Ledger {
public:
    Status open(const std::string& file) {
        file_.reset(std::fopen(file.c_str(), "ab"));
        if (!file_) return system_error("ledger " + file, errno);
        return {};
    }
    void note(const std::string& line) const {
        if (!file_) return;
        const bool whole = std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size() && std::fflush(file_.get()) == 0;
        if (!whole) spdlog::error("the ledger is incomplete");
    }

private:
    struct Closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Closer> file_;
};

}  // namespace

struct Feed::Inner {
    explicit Inner(FeedOptions given)
        : options(std::move(given)), writer(options.plan), context(1), signals(context), ticker(context), next(options.first_sequence) {}

    struct Link {
        explicit Link(asio::io_context& io) : socket(io), pause(io) {}
        tcp::socket socket;
        asio::steady_timer pause;
        SteadyClock::time_point deadline = SteadyClock::time_point::max();
        std::string input;
        std::size_t taken = 0;  // of input
        bool open = false;
        bool pipelining = false;
        std::uint64_t sent = 0;  // messages on this connection
        bool greeted = false;
        std::string_view waits_for = "its turn";
    };

    enum class Fate : std::uint8_t { done, lost_before_end, lost_after_end };

    bool finished() const {
        if (stopping) return true;
        if (options.time > Duration::zero() && SteadyClock::now() - started >= options.time) return true;
        return options.messages && returned.empty() && next - options.first_sequence >= options.messages;
    }

    std::uint64_t take_sequence() {
        if (returned.empty()) return next++;
        const std::uint64_t sequence = returned.back();
        returned.pop_back();
        return sequence;
    }

    /// When the next message is due, at the rate asked for. A late sender catches up for at most 100 ms.
    SteadyClock::time_point take_slot() {
        const auto now = SteadyClock::now();
        if (options.rate <= 0) return now;
        const auto step = std::chrono::duration_cast<SteadyClock::duration>(std::chrono::duration<double>(1 / options.rate));
        slot = std::max(slot + step, now - std::chrono::milliseconds{100});
        return slot;
    }

    static asio::awaitable<void> watch(Inner& self) {
        while (self.active > 0) {
            self.ticker.expires_after(tick);
            co_await self.ticker.async_wait(quiet);
            const auto now = SteadyClock::now();
            for (Link* link : self.links) {
                boost::system::error_code ignored;
                if (link->deadline < now) link->socket.close(ignored);
                if (self.stopping) link->pause.cancel();
                // Nothing is under way yet. It may never be: a server that is killed while a client connects can leave the client with a connection that
                // nobody holds at the other end.
                if (self.stopping && !link->greeted) link->socket.close(ignored);
            }
            if (self.stopping && ++self.ticks_since_stop == ticks_until_told) self.tell_what_is_awaited();
        }
    }

    /// A feeder that was told to stop and does not end says why.
    void tell_what_is_awaited() const {
        for (const Link* link : links) {
            if (!link->open) continue;
            boost::system::error_code unknown;
            const auto local = link->socket.local_endpoint(unknown);
            fmt::print(stderr, "the connection from port {} still waits for {}\n", unknown ? 0 : local.port(), link->waits_for);
        }
    }

    static asio::awaitable<Reply> read_reply(Link& link, std::string_view to) {
        link.waits_for = to;
        Reply reply;
        link.deadline = SteadyClock::now() + reply_deadline;
        while (true) {
            const auto end = link.input.find('\n', link.taken);
            if (end != std::string::npos) {
                const std::string_view line = std::string_view(link.input).substr(link.taken, end - link.taken);
                link.taken = end + 1;
                reply.text = line.substr(0, line.find('\r'));
                if (link.taken == link.input.size()) {
                    link.input.clear();
                    link.taken = 0;
                }
                if (reply.text == "250-PIPELINING" || reply.text == "250 PIPELINING") link.pipelining = true;
                if (reply.text.size() > 3 && reply.text[3] == '-') continue;
                reply.code = reply_code(reply.text);
                if (reply.code == 421) link.open = false;
                co_return reply;
            }
            if (link.input.size() > max_reply) break;
            const std::size_t before = link.input.size();
            link.input.resize(before + 4096);
            auto [error, got] = co_await link.socket.async_read_some(asio::buffer(link.input.data() + before, 4096), quiet);
            link.input.resize(before + (error ? 0 : got));
            if (error) break;
        }
        link.open = false;
        reply.code = 0;
        co_return reply;
    }

    static asio::awaitable<bool> send(Link& link, std::string_view bytes) {
        link.deadline = SteadyClock::now() + reply_deadline;
        auto [error, written] = co_await asio::async_write(link.socket, asio::buffer(bytes.data(), bytes.size()), quiet);
        if (error) link.open = false;
        co_return !error;
    }

    static asio::awaitable<bool> connect(Inner& self, Link& link) {
        boost::system::error_code error;
        link.socket.close(error);
        link.input.clear();
        link.taken = 0;
        link.pipelining = false;
        link.greeted = false;
        link.sent = 0;
        const tcp::endpoint target(asio::ip::make_address(self.options.to.address), self.options.to.port);
        link.socket.open(target.protocol(), error);
        if (!self.options.source_address.empty()) {
            link.socket.bind({asio::ip::make_address(self.options.source_address, error), 0}, error);
        }
        link.deadline = SteadyClock::now() + connect_deadline;
        if (!error) {
            auto [failed] = co_await link.socket.async_connect(target, quiet);
            error = failed;
        }
        if (error) co_return false;
        link.socket.set_option(tcp::no_delay(true), error);
        link.open = true;
        const Reply banner = co_await read_reply(link, "the greeting");
        if (banner.code != 220 || !link.open) co_return false;
        const std::string hello = "EHLO feed." + self.options.plan.from_domain + "\r\n";
        const bool sent = co_await send(link, hello);
        if (!sent) co_return false;
        const Reply greeting = co_await read_reply(link, "the answer to EHLO");
        link.pipelining = link.pipelining && self.options.pipelining;
        link.greeted = true;
        co_return greeting.code == 250 && link.open;
    }

    /// The answers to the commands of one transaction.
    struct Transaction {
        Reply mail;
        std::vector<Reply> recipients;
        Reply data;
        std::uint64_t accepted = 0;
    };

    static std::string commands(const FeedMessage& message) {
        std::string text = "MAIL FROM:<" + message.sender + ">\r\n";
        for (const std::string& recipient : message.recipients) text += "RCPT TO:<" + recipient + ">\r\n";
        return text + "DATA\r\n";
    }

    static asio::awaitable<bool> pipelined(Link& link, const FeedMessage& message, Transaction& t) {
        const std::string text = commands(message);
        const bool sent = co_await send(link, text);
        if (!sent) co_return false;
        t.mail = co_await read_reply(link, "the answer to MAIL");
        for (std::size_t i = 0; i < message.recipients.size() && t.mail.code && link.open; ++i) {
            Reply reply = co_await read_reply(link, "the answer to RCPT");
            if (reply.code == 250 || reply.code == 251) ++t.accepted;
            t.recipients.push_back(std::move(reply));
        }
        if (link.open) t.data = co_await read_reply(link, "the answer to DATA");
        co_return true;
    }

    static asio::awaitable<bool> one_by_one(Link& link, const FeedMessage& message, Transaction& t) {
        const std::string mail = "MAIL FROM:<" + message.sender + ">\r\n";
        bool sent = co_await send(link, mail);
        if (sent) t.mail = co_await read_reply(link, "the answer to MAIL");
        if (t.mail.code != 250) co_return t.mail.code != 0;
        for (const std::string& recipient : message.recipients) {
            const std::string line = "RCPT TO:<" + recipient + ">\r\n";
            sent = co_await send(link, line);
            if (!sent) co_return false;
            Reply reply = co_await read_reply(link, "the answer to RCPT");
            if (reply.code == 250 || reply.code == 251) ++t.accepted;
            t.recipients.push_back(std::move(reply));
            if (!link.open) co_return true;
        }
        if (t.accepted == 0) co_return true;
        sent = co_await send(link, "DATA\r\n");
        if (sent) t.data = co_await read_reply(link, "the answer to DATA");
        co_return sent;
    }

    void count_refused(const FeedMessage& message, const Transaction& t) {
        const bool by_mail = t.mail.code != 250;
        for (std::size_t i = 0; i < message.recipients.size(); ++i) {
            const int code = by_mail ? t.mail.code : i < t.recipients.size() ? t.recipients[i].code : 0;
            if (code == 250 || code == 251) continue;
            ++counts.recipients_refused;
            ++counts.refused_by_code[code];
        }
    }

    void count_end(const FeedMessage& message, const Transaction& t, const Reply& end) {
        count_refused(message, t);
        if (end.code == 250) {
            ++counts.messages_accepted;
            counts.recipients_accepted += t.accepted;
            counts.bytes += message.header.size() + message.body->dotted.size();
            ledger.note(fmt::format("{} {} {} {}\n", options.plan.run, message.sequence, t.accepted, queue_id(end.text)));
            return;
        }
        ++counts.messages_refused;
        counts.recipients_refused += t.accepted;
        counts.refused_by_code[end.code] += t.accepted;
    }

    static asio::awaitable<Fate> transact(Inner& self, Link& link, const FeedMessage& message) {
        Transaction t;
        bool whole = false;
        if (link.pipelining) whole = co_await pipelined(link, message, t);
        else whole = co_await one_by_one(link, message, t);
        if (!whole || t.mail.code == 0) co_return Fate::lost_before_end;
        if (t.data.code == 354) {
            if (t.accepted == 0) {  // the server goes on although nobody is to get it
                co_await send(link, ".\r\n");
                co_await read_reply(link, "the answer to an empty message");
                ++self.counts.messages_refused;
                self.count_refused(message, t);
                co_return Fate::done;
            }
            const std::array<asio::const_buffer, 3> text{asio::buffer(message.header), asio::buffer(message.body->dotted),
                                                         asio::buffer(".\r\n", 3)};
            link.deadline = SteadyClock::now() + reply_deadline;
            link.waits_for = "room to send the message";
            auto [error, written] = co_await asio::async_write(link.socket, text, quiet);
            const bool ended = !error;
            // Also after a failed write a reply may be there, for example a 421 that says why.
            const Reply end = co_await read_reply(link, "the answer to the message");
            if (end.code == 0) co_return ended ? Fate::lost_after_end : Fate::lost_before_end;
            self.count_end(message, t, end);
            co_return Fate::done;
        }
        if (t.data.code == 0 && t.accepted != 0) co_return Fate::lost_before_end;
        if (t.accepted != 0) {
            self.count_end(message, t, t.data);
        } else {
            ++self.counts.messages_refused;
            self.count_refused(message, t);
            if (link.open) {
                const bool sent = co_await send(link, "RSET\r\n");
                if (sent) co_await read_reply(link, "the answer to RSET");
            }
        }
        co_return Fate::done;
    }

    /// Gets a connection, again and again where reconnecting is asked for. False when it gives up.
    static asio::awaitable<bool> ensure_connected(Inner& self, Link& link) {
        if (link.open) co_return true;
        const auto give_up = SteadyClock::now() + self.options.reconnect_for;
        auto wait = std::chrono::milliseconds{20};
        while (!self.finished()) {
            const bool connected = co_await connect(self, link);
            if (connected) {
                ++self.counts.connections;
                co_return true;
            }
            link.open = false;
            ++self.counts.connect_failures;
            if (!self.options.reconnect || SteadyClock::now() >= give_up) co_return false;
            link.deadline = SteadyClock::time_point::max();
            link.pause.expires_after(wait);
            co_await link.pause.async_wait(quiet);
            wait = std::min(wait * 2, std::chrono::milliseconds{500});
        }
        co_return false;
    }

    static asio::awaitable<void> quit(Link& link) {
        if (!link.open) co_return;
        const bool sent = co_await send(link, "QUIT\r\n");
        if (sent) co_await read_reply(link, "the answer to QUIT");
        boost::system::error_code ignored;
        link.socket.close(ignored);
        link.open = false;
    }

    static asio::awaitable<void> work(Inner& self, Link& link) {
        while (!self.finished()) {
            const bool connected = co_await ensure_connected(self, link);
            if (!connected) break;
            const auto due = self.take_slot();
            if (due > SteadyClock::now()) {
                link.deadline = SteadyClock::time_point::max();
                link.pause.expires_at(due);
                co_await link.pause.async_wait(quiet);
            }
            if (self.finished()) break;
            const auto unix_seconds = unix_ms(SystemClock::instance().wall()) / 1000;
            const FeedMessage message = self.writer.write(self.take_sequence(), unix_seconds);
            const Fate fate = co_await transact(self, link, message);
            self.settle(message, fate);
            const bool lost = fate != Fate::done || !link.open;
            if (lost) ++self.counts.connections_lost;
            if (lost && !self.options.reconnect) break;
            if (self.options.messages_per_connection && ++link.sent >= self.options.messages_per_connection) co_await quit(link);
        }
        co_await quit(link);
        link.deadline = SteadyClock::time_point::max();
        if (--self.active == 0) {
            self.signals.cancel();
            self.ticker.cancel();
        }
    }

    void settle(const FeedMessage& message, Fate fate) {
        if (fate == Fate::lost_before_end) returned.push_back(message.sequence);
        if (fate != Fate::lost_after_end) return;
        ++counts.messages_unknown;
        counts.recipients_unknown += message.recipients.size();
    }

    FeedOptions options;
    FeedWriter writer;
    Ledger ledger;
    FeedCounts counts;
    asio::io_context context;
    asio::signal_set signals;
    asio::steady_timer ticker;
    std::vector<Link*> links;
    std::uint64_t next;
    std::vector<std::uint64_t> returned;  // numbers whose message surely was not accepted
    SteadyClock::time_point started;
    SteadyClock::time_point slot;
    unsigned active = 0;
    unsigned ticks_since_stop = 0;
    std::atomic<bool> stopping{false};
};

Feed::Feed(FeedOptions options) : inner_(std::make_unique<Inner>(std::move(options))) {}
Feed::~Feed() = default;

Result<FeedCounts> Feed::run() {
    Inner& in = *inner_;
    if (!in.options.ledger.empty()) {
        if (Status opened = in.ledger.open(in.options.ledger); !opened) return opened.error();
    }
    in.started = in.slot = SteadyClock::now();
    in.active = in.options.connections;
    if (in.options.signals) {
        in.signals.add(SIGINT);
        in.signals.add(SIGTERM);
        in.signals.async_wait([this](const boost::system::error_code& error, int) {
            if (!error) stop();
        });
    }
    std::vector<std::unique_ptr<Inner::Link>> links;
    for (unsigned i = 0; i < in.options.connections; ++i) {
        links.push_back(std::make_unique<Inner::Link>(in.context));
        in.links.push_back(links.back().get());
        asio::co_spawn(in.context, Inner::work(in, *links.back()), asio::detached);
    }
    asio::co_spawn(in.context, Inner::watch(in), asio::detached);
    in.context.run();
    in.links.clear();
    in.counts.messages_unsent = in.returned.size();
    in.counts.seconds = std::chrono::duration<double>(SteadyClock::now() - in.started).count();
    return in.counts;
}

void Feed::stop() {
    inner_->stopping = true;
    asio::post(inner_->context, [this] { inner_->ticker.cancel(); });
}

std::string to_json(const FeedCounts& c, std::string_view run) {
    std::string codes;
    for (const auto& [code, recipients] : c.refused_by_code) {
        codes += fmt::format("{}\"{}\":{}", codes.empty() ? "" : ",", code, recipients);
    }
    const double rate = c.seconds > 0 ? static_cast<double>(c.messages_accepted) / c.seconds : 0;
    return fmt::format(
        "{{\"run\":\"{}\",\"messages_accepted\":{},\"recipients_accepted\":{},\"messages_refused\":{},\"recipients_refused\":{},"
        "\"messages_unknown\":{},\"recipients_unknown\":{},\"messages_unsent\":{},\"refused_by_code\":{{{}}},\"connections\":{},"
        "\"connect_failures\":{},\"connections_lost\":{},\"bytes\":{},\"seconds\":{:.3f},\"messages_per_second\":{:.1f}}}",
        run, c.messages_accepted, c.recipients_accepted, c.messages_refused, c.recipients_refused, c.messages_unknown,
        c.recipients_unknown, c.messages_unsent, codes, c.connections, c.connect_failures, c.connections_lost, c.bytes, c.seconds, rate);
}

}  // namespace mailrace::simulator
