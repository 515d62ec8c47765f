#include "daemon/egress/session.h"

#include <boost/asio.hpp>

#include "daemon/egress/body.h"
#include "daemon/egress/local_delivery.h"
#include "daemon/egress/translate.h"

namespace mailrace::egress {

Session::Session(SessionContext context, queue::Grant grant)
    : context_(std::move(context)), grant_(std::move(grant)), log_(context_.clock, grant_.settings->track_sessions),
      began_(context_.clock.steady()), word_(context_.io) {
    trace_to(log_);
}

void Session::trace_to(smtp::Transcript& transcript) {
    if (!grant_.trace) return;
    transcript.listen([this](char direction, std::string line) {
        if (grant_.trace) grant_.trace(direction == '=' ? '*' : direction, std::move(line));
    });
}

void Session::end_trace(const std::string& outcome) {
    if (!grant_.trace) return;
    grant_.trace('.', outcome);
    grant_.trace = nullptr;
    log_.listen({});
    if (connection_) connection_->transcript().listen({});
}

std::uint32_t Session::since(SteadyTime began) const {
    auto us = (context_.clock.steady() - began).count();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(us, 0, UINT32_MAX));
}

net::Task<void> Session::run() {
    bool ready = is_local();
    if (!ready) ready = co_await open();
    if (!ready && !closing_) {
        report_failure();
        co_return;
    }
    if (ready && !closing_) {
        context_.link.connection_ready(grant_.connection, peer_);
        co_await work();
    }
    if (connection_) co_await connection_->quit(net::after(context_.options.quit_timeout));
    end_trace("the connection was closed");
    context_.link.connection_closed(grant_.connection);
}

void Session::assign(queue::Delivery delivery) {
    delivery_ = std::move(delivery);
    if (!waiting_) return;
    waiting_ = false;
    if (connection_) connection_->cancel_idle();
    word_.cancel();
}

void Session::proceed() {
    if (!asking_) return;
    asking_ = false;
    word_.cancel();
}

void Session::close(const std::string&) {
    closing_ = true;
    proceed();
    if (opening_) connection_->close();
    if (!waiting_) return;
    waiting_ = false;
    if (connection_) connection_->cancel_idle();
    word_.cancel();
}

// ---- working

// True when there is a delivery to make; false when the connection is to be closed, or is gone.
net::Task<bool> Session::wait_for_word() {
    net::Deadline until = net::after(context_.options.idle_limit);
    while (!delivery_ && !closing_) {
        waiting_ = true;
        if (connection_) {
            smtp::ClientConnection::IdleEnd end = co_await connection_->idle(until);
            waiting_ = false;
            if (end != smtp::ClientConnection::IdleEnd::cancelled) co_return false;
        } else {
            word_.expires_at(until);
            auto [ec] = co_await word_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
            waiting_ = false;
            if (!ec) co_return false;
        }
    }
    co_return delivery_.has_value();
}

net::Task<void> Session::work() {
    for (;;) {
        context_.link.pull(grant_.connection);
        bool work_to_do = co_await wait_for_word();
        if (!work_to_do) co_return;
        queue::Delivery delivery = std::move(*delivery_);
        delivery_.reset();
        if (is_local()) {
            co_await deliver_locally(std::move(delivery));
        } else {
            co_await deliver(std::move(delivery));
            if (!connection_->session().usable) co_return;
        }
        if (closing_) co_return;
    }
}

net::Task<void> Session::deliver(queue::Delivery delivery) {
    SteadyTime began = context_.clock.steady();
    smtp::TransactionRequest request = request_of(delivery);
    std::unique_ptr<smtp::BodySource> body = make_body(delivery.bytes, delivery.message, delivery.body, context_.spool);
    std::vector<smtp::RecipientResult> results = co_await connection_->transact(request, *body);
    queue::Outcome outcome;
    outcome.lease = delivery.lease;
    outcome.connection = grant_.connection;
    outcome.peer = peer_;
    outcome.total_us = since(began);
    outcome.session = connection_->transcript().take();
    const queue::DeliverySettings& rules = delivery.settings ? *delivery.settings : settings();
    for (std::size_t i = 0; i < results.size(); ++i) outcome.recipients.push_back(outcome_of(delivery.recipients[i], results[i], rules));
    if (const auto classifier = context_.options.classifier ? context_.options.classifier() : nullptr) {
        for (std::size_t i = 0; i < results.size(); ++i) judge(outcome.recipients[i], delivery.recipients[i].address, peer_->provider, *classifier);
    }
    const auto& closing = connection_->session().closing;
    if (closing && closing->code == 421 && settings().smtp_421_means_mx_unavailable) {
        SteadyTime now = context_.clock.steady();
        context_.memory.mark_dead(connection_->remote(), now + context_.options.dead_for, now);
    }
    if (!outcome.recipients.empty()) end_trace(outcome.recipients.front().response.text);
    context_.link.report(std::move(outcome));
}

net::Task<void> Session::deliver_locally(queue::Delivery delivery) {
    SteadyTime began = context_.clock.steady();
    queue::Outcome outcome;
    outcome.lease = delivery.lease;
    outcome.connection = grant_.connection;
    outcome.peer = peer_;
    auto body = make_body(delivery.bytes, delivery.message, delivery.body, context_.spool);
    queue::RecipientOutcome result = settings().type == "file" ? deliver_to_file(delivery, *body, settings().file_destination) : discard();
    outcome.total_us = since(began);
    for (const queue::DeliveryRecipient& recipient : delivery.recipients) {
        result.index = recipient.index;
        outcome.recipients.push_back(result);
    }
    context_.link.report(std::move(outcome));
    co_return;
}

}  // namespace mailrace::egress
