// Where the mail of a domain goes: smtp-hosts if configured, an address literal, the MX hosts by preference (RFC 5321 section 5.1), or the
// domain's own address; and when it can go nowhere, why, and whether that will pass. One worker's thread.
#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "daemon/net/resolver.h"
#include "daemon/queue/settings.h"
#include "daemon/queue/types.h"

namespace mailrace::egress {

struct RouteHost {
    unsigned preference = 0;
    std::string name;                       // a host name, or an address in brackets
    std::uint16_t port = 25;
};

struct RouteFailure {
    queue::Response response;
    bool permanent = false;
};

struct Route {
    std::vector<RouteHost> hosts;           // in the order in which they are to be tried; at most 64
    std::optional<RouteFailure> failure;    // then there are no hosts
    std::string site;                       // the names of the hosts, sorted, joined by ','
    std::string provider;
};

class Router {
public:
    Router(net::Resolver& resolver, std::uint32_t seed) : resolver_(resolver), random_(seed) {}

    /// `domain`: lower case, A-labels, or an address literal.
    net::Task<Route> find(std::string domain, const queue::DeliverySettings& settings, net::Deadline deadline);

    /// The addresses of a host of a route. The words of an empty answer are for people.
    net::Task<net::Resolver::Addresses> addresses(const RouteHost& host, bool ipv6, net::Deadline deadline);

private:
    net::Task<Route> find_configured(const queue::DeliverySettings& settings, net::Deadline deadline);
    net::Task<Route> find_mx(std::string domain, std::uint16_t port, net::Deadline deadline);
    void finish(Route& route, std::string_view domain);

    net::Resolver& resolver_;
    std::mt19937 random_;
};

/// A failure before a connection was made, in our words.
RouteFailure route_failure(events::Phase phase, events::EnhancedStatus status, std::string words);

}  // namespace mailrace::egress
