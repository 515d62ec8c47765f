#include "daemon/egress/route.h"

#include <algorithm>

#include "daemon/egress/provider.h"
#include "daemon/egress/smtp_hosts.h"

namespace mailrace::egress {
namespace {

constexpr std::size_t max_hosts = 64;
constexpr unsigned preferences_of_entry = 0x10000;  // an MX preference has 16 bits

Route failed(RouteFailure failure) {
    Route route;
    route.failure = std::move(failure);
    return route;
}

bool is_null_mx(const net::DnsAnswer& answer) { return answer.mx.size() == 1 && answer.mx[0].host.empty(); }

}  // namespace

RouteFailure route_failure(events::Phase phase, events::EnhancedStatus status, std::string words) {
    RouteFailure failure;
    failure.response.phase = phase;
    failure.response.status = status;
    failure.response.text = std::move(words);
    failure.permanent = status.cls == 5;
    return failure;
}

net::Task<Route> Router::find(std::string domain, const queue::DeliverySettings& settings, net::Deadline deadline) {
    Route route;
    if (!settings.smtp_hosts.empty()) {
        route = co_await find_configured(settings, deadline);
    } else if (!domain.empty() && domain.front() == '[') {
        auto ip = net::parse_address_literal(domain);
        if (!ip) co_return failed(route_failure(events::Phase::resolve, {5, 1, 2}, "not an address literal: " + domain.substr(0, 100)));
        route.hosts.push_back({0, "[" + net::to_text(*ip) + "]", settings.default_port});
    } else {
        route = co_await find_mx(domain, settings.default_port, deadline);
    }
    finish(route, domain);
    co_return route;
}

net::Task<Route> Router::find_configured(const queue::DeliverySettings& settings, net::Deadline deadline) {
    auto entries = parse_smtp_hosts(settings.smtp_hosts, settings.default_port);
    if (!entries) co_return failed(route_failure(events::Phase::resolve, {4, 3, 5}, entries.error().words));
    Route route;
    std::optional<RouteFailure> last;
    for (const HostEntry& entry : *entries) {
        unsigned base = entry.preference * preferences_of_entry;
        if (!entry.lookup_mx) {
            route.hosts.push_back({base, entry.name, entry.port});
            continue;
        }
        Route found = co_await find_mx(entry.name, entry.port, deadline);
        if (found.failure) last = std::move(found.failure);
        for (RouteHost& host : found.hosts) {
            host.preference += base;
            route.hosts.push_back(std::move(host));
        }
    }
    if (!route.hosts.empty()) co_return route;
    // The names come from the configuration: mail must not bounce for a mistake there.
    last->response.status.cls = 4;
    last->permanent = false;
    route.failure = std::move(last);
    co_return route;
}

net::Task<Route> Router::find_mx(std::string domain, std::uint16_t port, net::Deadline deadline) {
    std::shared_ptr<const net::DnsAnswer> answer = co_await resolver_.query(domain, net::DnsType::mx, deadline);
    Route route;
    switch (answer->status) {
        case net::DnsStatus::found: break;
        case net::DnsStatus::nodata:
            route.hosts.push_back({0, domain, port});  // RFC 5321 section 5.1: the implicit MX
            co_return route;
        case net::DnsStatus::nxdomain: co_return failed(route_failure(events::Phase::resolve, {5, 1, 2}, answer->words));
        case net::DnsStatus::failed:
        case net::DnsStatus::timeout: co_return failed(route_failure(events::Phase::resolve, {4, 4, 3}, answer->words));
    }
    if (is_null_mx(*answer))
        co_return failed(route_failure(events::Phase::resolve, {5, 1, 10}, domain + " does not accept mail (null MX)"));
    for (const net::MxRecord& mx : answer->mx) {
        if (!mx.host.empty() && route.hosts.size() < max_hosts) route.hosts.push_back({mx.preference, mx.host, port});
    }
    if (route.hosts.empty()) co_return failed(route_failure(events::Phase::resolve, {4, 4, 4}, domain + " has no usable MX record"));
    co_return route;
}

net::Task<net::Resolver::Addresses> Router::addresses(const RouteHost& host, bool ipv6, net::Deadline deadline) {
    net::Resolver::Addresses out;
    if (auto literal = net::parse_address_literal(host.name)) {
        out.ips.push_back(*literal);
        out.status = net::DnsStatus::found;
        co_return out;
    }
    // A bare address where a name belongs is against RFC 5321, but some MX records have it.
    if (auto ip = net::parse_ip(host.name)) {
        out.ips.push_back(*ip);
        out.status = net::DnsStatus::found;
        co_return out;
    }
    out = co_await resolver_.addresses(host.name, ipv6, deadline);
    co_return out;
}

void Router::finish(Route& route, std::string_view domain) {
    if (route.hosts.size() > max_hosts) route.hosts.resize(max_hosts);
    std::shuffle(route.hosts.begin(), route.hosts.end(), random_);
    std::stable_sort(route.hosts.begin(), route.hosts.end(), [](const RouteHost& a, const RouteHost& b) { return a.preference < b.preference; });
    std::vector<std::string_view> names;
    for (const RouteHost& host : route.hosts) names.push_back(host.name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (std::string_view name : names) {
        if (!route.site.empty()) route.site += ',';
        route.site += name;
    }
    // Of hosts with the same preference the first by name, so that the provider does not change with the shuffle.
    std::string_view best;
    for (const RouteHost& host : route.hosts) {
        if (host.preference == route.hosts.front().preference && (best.empty() || host.name < best)) best = host.name;
    }
    route.provider = provider_of(best, domain);
}

}  // namespace mailrace::egress
