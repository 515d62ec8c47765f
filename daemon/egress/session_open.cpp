// The first half of a session: from a grant to a greeted connection, or to the reason why there is none.
#include <boost/asio.hpp>

#include "daemon/egress/session.h"
#include "daemon/egress/translate.h"

namespace mailrace::egress {

const std::string& Session::ehlo_name() const {
    if (!grant_.source.host_name.empty()) return grant_.source.host_name;
    return settings().ehlo_name.empty() ? context_.options.host_name : settings().ehlo_name;
}

// ---- failures

// What a receiver said tells more than that another one did not answer; among equals the last one stands.
void Session::note_failure(queue::Response response, bool permanent) {
    if (failure_ && failure_->code != 0 && response.code == 0 && !permanent) return;
    permanent_ = permanent;
    failure_ = std::move(response);
}

void Session::note_failure(events::Phase phase, events::EnhancedStatus status, std::string words) {
    log_.add('=', words);
    note_failure(queue::Response{phase, 0, status, std::move(words)}, status.cls == 5);
}

void Session::note_loop(const std::string& words) { note_failure(events::Phase::connect, {5, 4, 6}, words); }

void Session::report_failure() {
    queue::ConnectFailure failure;
    failure.connection = grant_.connection;
    failure.peer = peer_;
    if (failure_) failure.response = std::move(*failure_);
    end_trace(failure.response.text);
    failure.permanent = permanent_;
    failure.session = std::move(failed_session_) + log_.take();
    if (failure.session.size() > smtp::Transcript::max_bytes) failure.session.resize(smtp::Transcript::max_bytes);
    failure.total_us = since(began_);
    if (const auto classifier = context_.options.classifier ? context_.options.classifier() : nullptr) judge(failure, *classifier);
    context_.link.connect_failed(std::move(failure));
}

// ---- ourselves

bool Session::is_ourselves(const net::Endpoint& where) const {
    const auto& own = context_.options.own_listeners;
    return std::find(own.begin(), own.end(), where) != own.end();
}

bool Session::is_own_socket(const net::Endpoint& remote, const net::Endpoint& local) const {
    if (remote.address() != local.address()) return false;
    for (const net::Endpoint& own : context_.options.own_listeners) {
        if (own.address().is_unspecified() && own.port() == remote.port()) return true;
    }
    return false;
}

bool Session::greets_as_ourselves() const {
    const std::string& name = connection_->greeting_name();
    if (name.empty()) return false;
    auto same = [&](const std::string& ours) {
        return ours.size() == name.size() &&
               std::equal(ours.begin(), ours.end(), name.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; });
    };
    return same(context_.options.host_name) || same(ehlo_name());
}

// ---- connecting

net::Task<bool> Session::open() {
    if (settings().type != "smtp") {
        note_failure(events::Phase::local, {4, 3, 5}, "deliveries of type \"" + settings().type + "\" cannot be made by this version");
        co_return false;
    }
    net::Deadline deadline = net::after(context_.options.resolve_timeout);
    Route route = co_await context_.router.find(grant_.domain, settings(), deadline);
    peer_->resolve_us = since(began_);
    peer_->site = route.site;
    peer_->provider = route.provider;
    if (route.failure) {
        log_.add('=', route.failure->response.text);
        note_failure(std::move(route.failure->response), route.failure->permanent);
        co_return false;
    }
    co_await wait_for_leave(route.site);
    if (closing_) co_return false;
    Attempt attempt = Attempt::next;
    for (const RouteHost& host : route.hosts) {
        attempt = co_await try_host(host);
        if (attempt != Attempt::next || exhausted()) break;
    }
    // Those that did not answer a short while ago come last, but they come: an operator who says "now" means it.
    for (std::size_t i = 0; i < put_off_.size() && attempt == Attempt::next && !exhausted(); ++i)
        attempt = co_await try_address(put_off_[i].first, put_off_[i].second);
    if (attempt == Attempt::opened) co_return true;
    if (hosts_without_address_ == route.hosts.size() && settings().bounce_upon_no_mx_at_once) {
        failure_->status.cls = 5;
        permanent_ = true;
    }
    if (!failure_) note_failure(events::Phase::resolve, {4, 4, 4}, "no host of " + grant_.domain + " can be reached from this source");
    co_return false;
}

// The queue may have an idle connection to the same hosts, of another domain: then this one is not opened at all.
net::Task<void> Session::wait_for_leave(const std::string& site) {
    if (!context_.link.site_known(grant_.connection, site)) co_return;
    asking_ = true;
    word_.expires_at(net::after(std::chrono::seconds(5)));  // an answer takes microseconds; a queue that is busy does not stop us
    auto [ec] = co_await word_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    (void)ec;
    asking_ = false;
}

bool Session::exhausted() const { return closing_ || addresses_tried_ >= context_.options.max_addresses; }

net::Task<Session::Attempt> Session::try_host(const RouteHost& host) {
    auto source = net::parse_ip(grant_.source.address);
    bool ipv6 = source ? source->is_v6() : context_.options.ipv6;
    SteadyTime asked = context_.clock.steady();
    net::Deadline deadline = net::after(context_.options.resolve_timeout);
    net::Resolver::Addresses found = co_await context_.router.addresses(host, ipv6, deadline);
    peer_->resolve_us += since(asked);
    peer_->host = host.name;
    if (found.ips.empty()) {
        bool missing = found.status == net::DnsStatus::nxdomain || found.status == net::DnsStatus::nodata;
        // No address for what the domain's own DNS names: whether that is final is for the admin to say (bounce-upon-no-mx).
        if (missing) ++hosts_without_address_;
        events::EnhancedStatus status{4, 4, static_cast<std::uint16_t>(missing ? 4 : 3)};
        note_failure(events::Phase::resolve, status, found.words.empty() ? "no address for " + host.name : found.words);
        co_return Attempt::next;
    }
    for (const net::IpAddress& ip : found.ips) {
        if (exhausted()) break;
        if (source && source->is_v4() != ip.is_v4()) continue;
        net::Endpoint where(ip, host.port);
        if (context_.memory.dead(where, context_.clock.steady())) {
            put_off_.emplace_back(host, where);
            continue;
        }
        Attempt attempt = co_await try_address(host, where);
        if (attempt != Attempt::next) co_return attempt;
    }
    co_return Attempt::next;
}

net::Task<Session::Attempt> Session::try_address(const RouteHost& host, net::Endpoint where) {
    peer_->ip = net::to_text(where.address());
    peer_->port = where.port();
    if (is_ourselves(where)) {
        // RFC 5321 section 5.1: hosts from our own preference on are not tried; with none before, the mail would come back to us.
        if (!failure_) note_loop("mail for " + grant_.domain + " loops back to us: " + net::to_text(where) + " is our own listener");
        co_return Attempt::give_up;
    }
    auto source = net::parse_ip(grant_.source.address);
    bool allow_tls = settings().require_starttls || !context_.memory.broken_tls(where, context_.clock.steady());
    // A second time only after broken TLS, then in plain text.
    for (int round = 0; round < 2; ++round) {
        ++addresses_tried_;
        SteadyTime began = context_.clock.steady();
        Result<net::Stream> stream = co_await net::Stream::connect(where, source.value_or(net::IpAddress{}), net::after(settings().connect_timeout));
        peer_->connect_us = since(began);
        if (!stream) {
            SteadyTime now = context_.clock.steady();
            bool ours = stream.error().origin != Origin::remote;
            if (!ours) context_.memory.mark_dead(where, now + context_.options.dead_for, now);
            events::EnhancedStatus status = ours ? events::EnhancedStatus{4, 3, 0} : events::EnhancedStatus{4, 4, 1};
            note_failure(events::Phase::connect, status, stream.error().words);
            co_return Attempt::next;
        }
        log_.add('=', "connected to " + net::to_text(where));
        Attempt attempt = co_await shake_hands(host, where, std::move(*stream), allow_tls);
        if (attempt == Attempt::opened) co_return attempt;
        bool tls_broke = failure_ && failure_->phase == events::Phase::tls && allow_tls && !settings().require_starttls && attempt == Attempt::next;
        if (!tls_broke || closing_) co_return attempt;
        SteadyTime now = context_.clock.steady();
        context_.memory.mark_broken_tls(where, now + context_.options.broken_tls_for, now);
        allow_tls = false;
    }
    co_return Attempt::next;
}

net::Task<Session::Attempt> Session::shake_hands(const RouteHost& host, net::Endpoint where, net::Stream stream, bool allow_tls) {
    bool literal = !host.name.empty() && host.name.front() == '[';
    std::string tls_name = literal ? net::to_text(where.address()) : host.name;
    peer_->source_ip = net::to_text(stream.local().address());
    if (is_own_socket(stream.remote(), stream.local())) {
        note_loop("mail for " + grant_.domain + " loops back to us: " + net::to_text(where) + " is our own listener");
        co_return Attempt::give_up;
    }
    connection_ = std::make_unique<smtp::ClientConnection>(std::move(stream), client_options(settings(), ehlo_name()), std::move(tls_name),
                                                           context_.clock, settings().track_sessions);
    trace_to(connection_->transcript());
    std::shared_ptr<net::TlsContext> tls = allow_tls ? context_.tls : nullptr;
    opening_ = true;
    bool greeted = co_await connection_->handshake(tls);
    opening_ = false;
    peer_->tls_us = connection_->tls_us();
    Attempt attempt = greeted ? Attempt::opened : judge_failure(where);
    if (greets_as_ourselves()) {
        note_loop("mail for " + grant_.domain + " loops back to us: " + net::to_text(where) + " greets as " + connection_->greeting_name());
        attempt = Attempt::give_up;
    }
    if (attempt == Attempt::opened) {
        context_.memory.mark_alive(where);
        peer_->esmtp = connection_->capabilities().keywords;
        peer_->tls_protocol = connection_->tls().protocol;
        peer_->tls_cipher = connection_->tls().cipher;
        peer_->tls_verified = connection_->tls().verified;
        co_return attempt;
    }
    failed_session_ += log_.take() + connection_->transcript().take();
    co_await connection_->quit(net::after(context_.options.quit_timeout));
    connection_.reset();
    co_return attempt;
}

Session::Attempt Session::judge_failure(const net::Endpoint& where) {
    const smtp::Answer& answer = connection_->failure();
    bool refused = answer.phase == smtp::ClientPhase::greeting && answer.code >= 500;
    bool bounce = refused && settings().bounce_upon_5xx_greeting;
    note_failure(response_of(answer), bounce);
    SteadyTime now = context_.clock.steady();
    bool unavailable = answer.code == 421 && settings().smtp_421_means_mx_unavailable;
    bool silent = answer.code == 0 && answer.phase == smtp::ClientPhase::greeting;
    if (unavailable || silent) context_.memory.mark_dead(where, now + context_.options.dead_for, now);
    return bounce ? Attempt::give_up : Attempt::next;
}

}  // namespace mailrace::egress
