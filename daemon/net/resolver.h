// DNS questions as coroutines: c-ares on the io_context, a bounded cache that honours TTLs (negative answers too), and one question on the wire
// for any number that ask the same at a time. One resolver a network thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/net/dns_message.h"
#include "daemon/net/task.h"
#include "shared/base/clock.h"

namespace mailrace::net {

struct ResolverOptions {
    std::string servers;                            // "127.0.0.1:5353,[::1]:53"; empty: those of the system
    Duration timeout{std::chrono::seconds{3}};      // for the first try of each server; later tries wait longer
    int tries = 3;
    std::size_t max_entries = 20'000;               // answers kept
};

class Resolver {
public:
    static Result<std::unique_ptr<Resolver>> make(boost::asio::io_context& io, const ResolverOptions& options, const Clock& clock);
    /// Answers everything that still waits with `failed`.
    ~Resolver();

    /// The answer, from the cache or from the servers; `timeout` when the deadline passes first. Never null. `name`: a host name, either case.
    Task<std::shared_ptr<const DnsAnswer>> query(std::string name, DnsType type, Deadline deadline);

    /// Begins a question without waiting for it, so that a later query() finds it on its way.
    void prefetch(std::string_view name, DnsType type);

    struct Addresses {
        std::vector<IpAddress> ips;                 // IPv4 first, then IPv6
        DnsStatus status = DnsStatus::failed;       // when there are none: nxdomain, nodata, or why it is not known
        std::string words;
    };
    /// A and (with `ipv6`) AAAA, asked at the same time.
    Task<Addresses> addresses(std::string host, bool ipv6, Deadline deadline);

    /// The name under which PTR records of an address are kept (RFC 1035 section 3.5, RFC 3596 section 2.5).
    static std::string reverse_name(const IpAddress& ip);

    /// Forgets what is cached.
    void flush();
    std::size_t cached() const;
    std::uint64_t asked() const;                    // questions sent to servers so far

private:
    struct Impl;
    explicit Resolver(std::shared_ptr<Impl> impl);
    std::shared_ptr<Impl> impl_;
};

}  // namespace mailrace::net
