#include "daemon/intake/smtp_session.h"

#include <boost/asio.hpp>

#include "daemon/intake/await_callback.h"

namespace mailrace::intake {
namespace {

constexpr std::size_t idle_buffer = 4 * 1024;  // many sessions wait, few receive
constexpr std::size_t message_buffer = 64 * 1024;

std::optional<net::Deadline> nothing_awaited() { return std::nullopt; }

events::Phase phase_of(smtp::RefusalPhase phase) {
    switch (phase) {
        case smtp::RefusalPhase::connect: return events::Phase::connect;
        case smtp::RefusalPhase::ehlo: return events::Phase::ehlo;
        case smtp::RefusalPhase::starttls: return events::Phase::starttls;
        case smtp::RefusalPhase::mail: return events::Phase::mail;
        case smtp::RefusalPhase::rcpt: return events::Phase::rcpt;
        case smtp::RefusalPhase::data: return events::Phase::data;
        case smtp::RefusalPhase::end_of_data: return events::Phase::end_of_data;
    }
    return events::Phase::none;
}

/// "5.7.1", as our own replies have it: digits and dots only.
events::EnhancedStatus status_of(const std::string& text) {
    unsigned cls = 0, subject = 0, detail = 0;
    if (std::sscanf(text.c_str(), "%u.%u.%u", &cls, &subject, &detail) != 3) return {};
    return {static_cast<std::uint8_t>(cls), static_cast<std::uint16_t>(subject), static_cast<std::uint16_t>(detail)};
}

}  // namespace

SmtpSession::SmtpSession(Context& context, std::shared_ptr<const ListenerOptions> listener, net::Stream stream)
    : context_(context),
      options_(context.options()),
      listener_(std::move(listener)),
      stream_(std::move(stream)),
      client_ip_(net::to_text(stream_.remote().address())),
      rules_(context.parts.directory.rules({stream_.remote().address(), stream_.local(), listener_->source})),
      session_(server_settings(), *this),
      session_ends_(net::after(options_->max_session)) {}

SmtpSession::~SmtpSession() { context_.rejections.client_left(client_ip_); }

smtp::ServerSettings SmtpSession::server_settings() const {
    smtp::ServerSettings s;
    s.host_name = options_->host_name;
    s.starttls = rules_->starttls && listener_->tls != nullptr;
    s.chunking = rules_->chunking;
    s.smtputf8 = rules_->smtputf8;
    s.verp = rules_->relay;
    s.limits = {rules_->max_message_size, options_->max_header_size, options_->max_line_length,
                rules_->max_hops != 0 ? rules_->max_hops : UINT64_MAX};
    s.max_discard = options_->max_discard;
    s.max_recipients = rules_->max_recipients;
    s.too_many_recipients_fails = rules_->too_many_recipients_fails;
    s.max_errors = options_->max_errors;
    s.max_idle_commands = options_->max_idle_commands;
    s.qualify_domain = rules_->qualify_domain;
    s.disconnect_on_transient_error = rules_->disconnect_on_transient_error;
    return s;
}

net::Task<void> SmtpSession::run() {
    bool ready = true;
    if (listener_->immediate_tls) {
        auto info = co_await stream_.start_tls_server(listener_->tls, net::after(rules_->command_timeout));
        ready = info.has_value();
        if (info) tls_ = *info;
    }
    if (ready) co_await converse();
    message_.reset();
    const net::Deadline deadline = net::after(options_->goodbye);
    if (!lost_ && stream_.is_open()) co_await stream_.finish(deadline);
    stream_.close();
}

net::Task<void> SmtpSession::converse() {
    if (rules_->smtp_service) {
        session_.connected(tls_.has_value());
    } else {
        const smtp::ServerReply reply{554, "5.7.1", "no SMTP service for you here"};
        refused({smtp::RefusalPhase::connect, {}, {}, reply});
        session_.close_with(reply);
    }
    for (;;) {
        const smtp::ServerStep step = session_.step({buffer_.get() + begin_, end_ - begin_});
        const bool go_on = co_await handle(step);
        if (!go_on) co_return;
    }
}

net::Task<bool> SmtpSession::handle(smtp::ServerStep step) {
    begin_ += step.consumed;
    if (step.consumed != 0 && step.action != smtp::ServerAction::need_input) command_deadline_ = nothing_awaited();
    switch (step.action) {
        case smtp::ServerAction::body: co_return co_await take_body(step.body);
        case smtp::ServerAction::end_message: co_return co_await end_message();
        case smtp::ServerAction::start_tls: co_return co_await start_tls();
        case smtp::ServerAction::close: co_await write_output(); co_return false;
        case smtp::ServerAction::flush:
            if (session_.output().size() < smtp::ServerSession::flush_at) co_return true;
            co_return co_await write_output();
        case smtp::ServerAction::need_input: break;
    }
    if (begin_ < end_) co_return true;
    if (context_.stopping.load(std::memory_order_relaxed) && !session_.in_message()) {
        session_.close_with({421, "4.3.2", "service shutting down, try again later"});
        co_return true;
    }
    bool written = co_await write_output();
    if (!written) co_return false;
    co_return co_await fill();
}

net::Task<bool> SmtpSession::take_body(std::string_view body) {
    if (!message_) co_return true;
    auto refusal = message_->append(body);
    if (!refusal && message_->wants_flush()) refusal = co_await message_->flush();
    if (refusal) session_.refuse_message(*refusal);
    co_return true;
}

net::Task<bool> SmtpSession::end_message() {
    bool written = co_await write_output();
    lost_ = !written;
    const std::unique_ptr<MessageBuilder> message = std::move(message_);
    smtp::ServerReply answer = co_await message->finish(session_.envelope().eight_bit_seen);
    session_.message_done(answer);
    co_return !lost_;
}

net::Task<bool> SmtpSession::start_tls() {
    begin_ = end_ = 0;  // what was pipelined behind STARTTLS was sent in clear text, by whomever
    bool written = co_await write_output();
    if (!written) co_return false;
    auto info = co_await stream_.start_tls_server(listener_->tls, net::after(rules_->command_timeout));
    if (!info) {
        lost_ = true;
        co_return false;
    }
    tls_ = *info;
    session_.tls_started();
    co_return true;
}

net::Task<bool> SmtpSession::write_output() {
    std::string& output = session_.output();
    if (output.empty()) co_return true;
    Status written = co_await stream_.write(output, answer_deadline());
    output.clear();
    if (!written) lost_ = true;
    co_return written.has_value();
}

net::Task<bool> SmtpSession::fill() {
    choose_buffer();
    begin_ = end_ = 0;
    const net::Deadline deadline = read_deadline();
    auto got = co_await stream_.read_some(std::span<char>(buffer_.get(), capacity_), deadline);
    if (got && *got == 0) {
        lost_ = true;  // the client has closed; what would be written now is for nobody
        co_return false;
    }
    if (!got) {
        read_failed(got.error());
        co_return !lost_;
    }
    end_ = *got;
    if (session_.in_message()) message_bytes_ += *got;
    co_return true;
}

void SmtpSession::read_failed(const Error& error) {
    if (error.cls == ErrorClass::timeout) {
        session_.close_with({421, "4.4.2", "timeout, closing connection"});
    } else if (error.cls == ErrorClass::cancelled && context_.stopping.load(std::memory_order_relaxed)) {
        if (!session_.in_message()) session_.close_with({421, "4.3.2", "service shutting down, try again later"});
    } else {
        lost_ = true;
    }
}

void SmtpSession::choose_buffer() {
    const std::size_t wanted = session_.in_message() ? message_buffer : idle_buffer;
    if (capacity_ == wanted) return;
    buffer_ = std::make_unique_for_overwrite<char[]>(wanted);
    capacity_ = wanted;
}

/// A peer that sends byte by byte does not move these: a command has its time from when it is awaited, a message from its
/// beginning, plus what its bytes earn.
net::Deadline SmtpSession::read_deadline() {
    if (session_.in_message()) {
        const auto earned = std::chrono::seconds(message_bytes_ / std::max<std::uint64_t>(options_->slowest_data, 1));
        return message_began_ + std::chrono::duration_cast<net::Deadline::duration>(rules_->data_timeout) + earned;
    }
    if (!command_deadline_) command_deadline_ = net::after(rules_->command_timeout);
    return std::min(*command_deadline_, session_ends_);
}

net::Deadline SmtpSession::answer_deadline() const {
    return session_.state() == smtp::ServerState::closed ? net::after(options_->goodbye)
                                                         : net::after(rules_->command_timeout);
}

std::optional<smtp::ServerReply> SmtpSession::sender(const smtp::MailCommand&) {
    to_bounce_.clear();
    const std::string why = context_.parts.spool.refusal();
    if (!why.empty()) {
        context_.storage_trouble.begin(why);
        return smtp::ServerReply{452, "4.3.1", why};
    }
    if (context_.memory.full()) {
        context_.memory_trouble.begin("the memory for messages being received is used up");
        return smtp::ServerReply{452, "4.3.1", "insufficient memory, too many messages are being received, try again later"};
    }
    return std::nullopt;
}

std::optional<smtp::ServerReply> SmtpSession::recipient(const smtp::RcptCommand& rcpt) {
    switch (context_.parts.directory.report_address(rcpt.recipient.text())) {
        case ReportAddress::yes: return std::nullopt;
        case ReportAddress::busy: return smtp::ServerReply{451, "4.3.2", "too many reports wait to be read, try again later"};
        case ReportAddress::no: break;
    }
    if (!rules_->relay && !context_.parts.directory.relay_domain(rcpt.recipient.ascii_domain)) return smtp::ServerReply{550, "5.7.1", "relaying denied"};
    return rules_->suppression_lists.empty() ? std::nullopt : suppressed(rcpt);
}

/// 5.7.1, "delivery not authorized" (RFC 3463 section 3.8): the mailbox may well be there, but this sender's rules forbid mail to it.
std::optional<smtp::ServerReply> SmtpSession::suppressed(const smtp::RcptCommand& rcpt) {
    auto found = context_.parts.directory.suppressed(rules_->suppression_lists, rcpt.recipient.text());
    if (!found) return std::nullopt;
    std::string words = "recipient is on the suppression list " + found->list;
    if (!found->entry.starts_with("address ")) words += " (" + found->entry + ")";
    if (!found->reason.empty()) words += ": " + found->reason;
    for (char& c : words)
        if (c < ' ' || c > '~') c = '?';  // a reply is ASCII
    if (rules_->bounce_suppressed) {
        to_bounce_.push_back({rcpt.recipient.text(), std::move(words)});
        return std::nullopt;
    }
    refused_by_ = std::move(found);
    return smtp::ServerReply{550, "5.7.1", std::move(words)};
}

std::optional<smtp::ServerReply> SmtpSession::begin_message(const smtp::ServerEnvelope& envelope) {
    message_ = std::make_unique<MessageBuilder>(context_, rules_, feeder(), envelope, std::exchange(to_bounce_, {}));
    message_began_ = std::chrono::steady_clock::now();
    message_bytes_ = 0;
    return std::nullopt;
}

Feeder SmtpSession::feeder() const {
    return {client_ip_,
            stream_.remote().port(),
            net::to_text(stream_.local().address()),
            session_.hello_name(),
            session_.extended(),
            tls_ ? tls_->protocol : std::string(),
            tls_ ? tls_->cipher : std::string()};
}

void SmtpSession::refused(const smtp::ServerRefusal& refusal) {
    events::Event event;
    event.time = context_.parts.clock.wall();
    event.type = events::EventType::rejection;
    event.phase = phase_of(refusal.phase);
    event.sender = refusal.sender;
    event.recipient = refusal.recipient;
    if (const std::size_t at = refusal.recipient.rfind('@'); at != std::string::npos)
        event.domain = refusal.recipient.substr(at + 1);
    const Feeder from = feeder();
    event.source_ip = from.local_ip;
    event.remote_host = from.hello_name;
    event.remote_ip = from.ip;
    event.remote_port = from.port;
    event.tls_protocol = from.tls_protocol;
    event.tls_cipher = from.tls_cipher;
    event.code = refusal.reply.code;
    event.status = status_of(refusal.reply.status);
    event.response = smtp::reply_text(refusal.reply);
    if (const auto found = std::exchange(refused_by_, std::nullopt)) {
        event.rule = "suppression-lists";
        events::add_detail(event, "suppressionList", found->list);
        events::add_detail(event, "suppressionEntry", found->entry);
    }
    context_.rejections.record(std::move(event));
}

void SmtpSession::stop_gracefully() {
    if (!session_.in_message() && session_.state() != smtp::ServerState::closed) stream_.cancel();
}

void SmtpSession::abort() {
    lost_ = true;
    stream_.close();
}

}  // namespace mailrace::intake
