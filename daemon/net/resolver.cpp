#include "daemon/net/resolver.h"

#include <ares.h>

#include <boost/asio.hpp>
#include <unordered_map>

#include "daemon/net/dns_cache.h"

namespace mailrace::net {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr auto tuple_task = asio::as_tuple(asio::use_awaitable);

std::string normal(std::string_view name) {
    if (!name.empty() && name.back() == '.') name.remove_suffix(1);
    std::string out(name);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return out;
}

std::string key_of(const std::string& name, DnsType type) { return std::to_string(static_cast<unsigned>(type)) + ' ' + name; }

std::shared_ptr<const DnsAnswer> negative(DnsStatus status, std::string words) {
    auto answer = std::make_shared<DnsAnswer>();
    answer->status = status;
    answer->words = std::move(words);
    return answer;
}

}  // namespace

struct Resolver::Impl : std::enable_shared_from_this<Resolver::Impl> {
    // A socket of c-ares: watched through a descriptor that never owns it.
    struct Watch {
        explicit Watch(asio::io_context& io, int fd) : descriptor(io, fd) {}
        asio::posix::stream_descriptor descriptor;
        bool read = false, write = false;
        bool reading = false, writing = false;
    };
    // A question on the wire, and the timers of those who wait for it (cancelled when it is answered).
    struct Question {
        std::string name;
        DnsType type{};
        std::shared_ptr<const DnsAnswer> answer;
        std::vector<asio::steady_timer*> waiting;
    };
    // Takes the timer out of the list again, also when the waiting coroutine is destroyed.
    struct Waiting {
        Question& question;
        asio::steady_timer timer;
        Waiting(Question& q, asio::io_context& context, Deadline deadline) : question(q), timer(context, deadline) {
            question.waiting.push_back(&timer);
        }
        ~Waiting() { std::erase(question.waiting, &timer); }
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;
    };
    struct Call {
        std::weak_ptr<Impl> owner;
        std::shared_ptr<Question> question;
    };

    asio::io_context& io;
    const Clock& clock;
    DnsCache cache;
    asio::steady_timer timer;
    ares_channel channel = nullptr;
    std::unordered_map<int, std::shared_ptr<Watch>> watches;
    std::unordered_map<std::string, std::shared_ptr<Question>> open;
    std::uint64_t asked = 0;
    bool timer_set = false;

    Impl(asio::io_context& context, const Clock& c, std::size_t limit) : io(context), clock(c), cache(limit), timer(context) {}

    Status start(const ResolverOptions& options) {
        static const int library = ares_library_init(ARES_LIB_INIT_ALL);
        if (library != ARES_SUCCESS) return Error::internal(std::string("DNS: ") + ares_strerror(library));
        ares_options settings{};
        settings.timeout = static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(options.timeout).count());
        settings.tries = options.tries;
        settings.sock_state_cb = &Impl::on_socket;
        settings.sock_state_cb_data = this;
        settings.flags = ARES_FLAG_EDNS;
        settings.ednspsz = 1232;
        std::string lookups = "b";  // the DNS only: the hosts file has no MX records
        settings.lookups = lookups.data();
        int result = ares_init_options(&channel, &settings,
                                       ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB | ARES_OPT_FLAGS | ARES_OPT_EDNSPSZ |
                                           ARES_OPT_LOOKUPS);
        if (result != ARES_SUCCESS) return Error::internal(std::string("DNS: ") + ares_strerror(result));
        if (options.servers.empty()) return {};
        result = ares_set_servers_ports_csv(channel, options.servers.c_str());
        if (result == ARES_SUCCESS) return {};
        return Error{ErrorClass::invalid, false, Origin::configuration, "name servers \"" + options.servers + "\": " + ares_strerror(result)};
    }

    void stop() {
        if (!channel) return;
        ares_channel gone = channel;
        channel = nullptr;
        ares_destroy(gone);
        timer.cancel();
    }

    // c-ares says which of its sockets it wants to hear about; both false before it closes one.
    static void on_socket(void* self, ares_socket_t fd, int readable, int writable) {
        static_cast<Impl*>(self)->watch(static_cast<int>(fd), readable != 0, writable != 0);
    }

    void watch(int fd, bool read, bool write) {
        auto found = watches.find(fd);
        if (!read && !write) {
            if (found == watches.end()) return;
            found->second->read = found->second->write = false;
            found->second->descriptor.release();
            watches.erase(found);
            return;
        }
        if (found == watches.end()) found = watches.emplace(fd, std::make_shared<Watch>(io, fd)).first;
        found->second->read = read;
        found->second->write = write;
        arm(fd, found->second);
    }

    void arm(int fd, const std::shared_ptr<Watch>& watch) {
        using descriptor = asio::posix::stream_descriptor;
        if (watch->read && !watch->reading) {
            watch->reading = true;
            watch->descriptor.async_wait(descriptor::wait_read, [self = weak_from_this(), watch, fd](error_code ec) {
                watch->reading = false;
                if (auto impl = self.lock(); impl && !ec) impl->on_ready(fd, watch, true);
            });
        }
        if (watch->write && !watch->writing) {
            watch->writing = true;
            watch->descriptor.async_wait(descriptor::wait_write, [self = weak_from_this(), watch, fd](error_code ec) {
                watch->writing = false;
                if (auto impl = self.lock(); impl && !ec) impl->on_ready(fd, watch, false);
            });
        }
    }

    void on_ready(int fd, const std::shared_ptr<Watch>& watch, bool readable) {
        if (!channel || (readable ? !watch->read : !watch->write)) return;
        ares_process_fd(channel, readable ? fd : ARES_SOCKET_BAD, readable ? ARES_SOCKET_BAD : fd);
        if (!channel) return;
        arm(fd, watch);
        set_timer();
    }

    void set_timer() {
        if (!channel || timer_set || open.empty()) return;
        timeval wait{};
        timeval longest{1, 0};  // questions that begin meanwhile are looked after soon enough
        ares_timeout(channel, &longest, &wait);
        timer.expires_after(std::chrono::seconds(wait.tv_sec) + std::chrono::microseconds(wait.tv_usec) + std::chrono::milliseconds(1));
        timer_set = true;
        timer.async_wait([self = weak_from_this()](error_code) {
            auto impl = self.lock();
            if (!impl) return;
            impl->timer_set = false;
            if (!impl->channel) return;
            ares_process_fd(impl->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
            impl->set_timer();
        });
    }

    std::shared_ptr<Question> ask(const std::string& name, DnsType type) {
        std::string key = key_of(name, type);
        auto found = open.find(key);
        if (found != open.end()) return found->second;
        auto question = std::make_shared<Question>();
        question->name = name;
        question->type = type;
        if (!channel) {
            question->answer = negative(DnsStatus::failed, "DNS: shutting down");
            return question;
        }
        open.emplace(key, question);
        ++asked;
        ares_query(channel, name.c_str(), 1, static_cast<int>(type), &Impl::on_answer, new Call{weak_from_this(), question});
        set_timer();
        return question;
    }

    static void on_answer(void* arg, int status, int, unsigned char* message, int length) {
        std::unique_ptr<Call> call(static_cast<Call*>(arg));
        Question& question = *call->question;
        if (message && length > 0 && (status == ARES_SUCCESS || status == ARES_ENODATA || status == ARES_ENOTFOUND)) {
            std::span<const unsigned char> bytes(message, static_cast<std::size_t>(length));
            question.answer = std::make_shared<DnsAnswer>(parse_dns_answer(bytes, question.name, question.type));
        } else if (status == ARES_ETIMEOUT) {
            question.answer = negative(DnsStatus::timeout, "no answer from the name servers for " + question.name);
        } else if (status == ARES_EBADNAME) {
            question.answer = negative(DnsStatus::nxdomain, "not a domain name: " + question.name.substr(0, 255));
        } else {
            question.answer = negative(DnsStatus::failed, question.name + ": " + ares_strerror(status));
        }
        for (asio::steady_timer* waiter : question.waiting) waiter->cancel();
        question.waiting.clear();
        auto self = call->owner.lock();
        if (!self) return;
        std::string key = key_of(question.name, question.type);
        self->open.erase(key);
        if (self->channel) self->cache.put(key, question.answer, self->clock.steady());
    }
};

Resolver::Resolver(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Resolver::~Resolver() { impl_->stop(); }

Result<std::unique_ptr<Resolver>> Resolver::make(asio::io_context& io, const ResolverOptions& options, const Clock& clock) {
    auto impl = std::make_shared<Impl>(io, clock, options.max_entries);
    Status started = impl->start(options);
    std::unique_ptr<Resolver> resolver(new Resolver(std::move(impl)));
    if (!started) return started.error();
    return resolver;
}

Task<std::shared_ptr<const DnsAnswer>> Resolver::query(std::string name, DnsType type, Deadline deadline) {
    auto impl = impl_;
    std::string wanted = normal(name);
    if (wanted.empty() || wanted.size() > 253) co_return negative(DnsStatus::nxdomain, "not a domain name");
    auto cached = impl->cache.find(key_of(wanted, type), impl->clock.steady());
    if (cached) co_return cached;
    auto question = impl->ask(wanted, type);
    if (question->answer) co_return question->answer;
    Impl::Waiting waiting(*question, impl->io, deadline);
    co_await waiting.timer.async_wait(tuple_task);
    if (question->answer) co_return question->answer;
    co_return negative(DnsStatus::timeout, "no answer from the name servers in time for " + wanted);
}

void Resolver::prefetch(std::string_view name, DnsType type) {
    std::string wanted = normal(name);
    if (wanted.empty() || wanted.size() > 253) return;
    if (!impl_->cache.find(key_of(wanted, type), impl_->clock.steady())) impl_->ask(wanted, type);
}

Task<Resolver::Addresses> Resolver::addresses(std::string host, bool ipv6, Deadline deadline) {
    if (ipv6) prefetch(host, DnsType::aaaa);
    Addresses out;
    std::shared_ptr<const DnsAnswer> v4 = co_await query(host, DnsType::a, deadline);
    out.ips = v4->addresses;
    out.status = v4->status;
    out.words = v4->words;
    if (!ipv6 || v4->status == DnsStatus::nxdomain) co_return out;
    std::shared_ptr<const DnsAnswer> v6 = co_await query(host, DnsType::aaaa, deadline);
    out.ips.insert(out.ips.end(), v6->addresses.begin(), v6->addresses.end());
    if (!out.ips.empty()) {
        out.status = DnsStatus::found;
        out.words.clear();
    } else if (v6->temporary()) {
        out.status = v6->status;
        out.words = v6->words;
    }
    co_return out;
}

std::string Resolver::reverse_name(const IpAddress& ip) {
    std::string out;
    if (ip.is_v4()) {
        auto bytes = ip.to_v4().to_bytes();
        for (std::size_t i = bytes.size(); i-- > 0;) out += std::to_string(bytes[i]) + '.';
        return out + "in-addr.arpa";
    }
    constexpr char digits[] = "0123456789abcdef";
    auto bytes = ip.to_v6().to_bytes();
    for (std::size_t i = bytes.size(); i-- > 0;) {
        out += {digits[bytes[i] & 15], '.', digits[bytes[i] >> 4], '.'};
    }
    return out + "ip6.arpa";
}

void Resolver::flush() { impl_->cache.clear(); }
std::size_t Resolver::cached() const { return impl_->cache.size(); }
std::uint64_t Resolver::asked() const { return impl_->asked; }

}  // namespace mailrace::net
