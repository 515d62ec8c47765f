#include "daemon/smtp/server_session.h"

#include "shared/mail/text.h"

namespace mailrace::smtp {
namespace {

ServerReply out_of_sequence(std::string_view words) { return {503, "5.5.1", std::string(words)}; }

bool is_hello_name(std::string_view name) {
    if (name.empty() || name.size() > 255) return false;
    for (char c : name) {
        if (c <= ' ' || c > '~') return false;
    }
    return true;
}

constexpr std::string_view help_words =
    "Commands: EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT STARTTLS\n"
    "Lines end with CR LF. A message with a bare CR, a bare LF or a NUL is refused, by DATA and by BDAT:\n"
    "it could not be handed on unchanged to servers without CHUNKING.";

}  // namespace

ServerSession::ServerSession(ServerSettings settings, ServerHandler& handler)
    : settings_(std::move(settings)), handler_(handler) {
    if (settings_.max_recipients == 0 || settings_.max_recipients > hard_max_recipients)
        settings_.max_recipients = hard_max_recipients;
}

ServerSession::~ServerSession() { drop_transaction(); }

bool ServerSession::enter(ServerEvent event) {
    const auto next = transition(state_, event);
    if (next) state_ = *next;
    return next.has_value();
}

void ServerSession::connected(bool tls) {
    enter(ServerEvent::connected);
    tls_ = tls;
    reply({220, "", settings_.host_name + " " + settings_.banner});
}

bool ServerSession::in_message() const {
    return state_ == ServerState::data || state_ == ServerState::chunk || state_ == ServerState::chunks ||
           state_ == ServerState::committing;
}

ServerStep ServerSession::step(std::string_view in) {
    switch (state_) {
        case ServerState::closed: return {ServerAction::close, 0, {}};
        case ServerState::tls: return {ServerAction::start_tls, 0, {}};
        case ServerState::committing: return {ServerAction::end_message, 0, {}};
        case ServerState::data: return data_step(in);
        case ServerState::chunk: return chunk_step(in);
        case ServerState::bare_skip:
        case ServerState::ready_skip: return skip_step(in);
        case ServerState::greeting:
        case ServerState::bare:
        case ServerState::ready:
        case ServerState::mail:
        case ServerState::rcpt:
        case ServerState::chunks: return command_step(in);
    }
    return {ServerAction::close, 0, {}};
}

ServerStep ServerSession::command_step(std::string_view in) {
    if (output_.size() >= flush_at) return {ServerAction::flush, 0, {}};
    if (in.empty()) return {};
    const Line line = line_.take(in);
    switch (line.kind) {
        case LineKind::incomplete: return {ServerAction::need_input, line.consumed, {}};
        case LineKind::good: obey(split_command(line.text), line.consumed < in.size()); break;
        case LineKind::malformed: error({500, "5.5.2", "line must end with CR LF and hold no bare CR, bare LF or NUL"}); break;
        case LineKind::too_long: error({500, "5.5.2", "line too long"}); break;
        case LineKind::endless: close_with({421, "4.5.2", "line too long, closing connection"}); break;
    }
    return {state_ == ServerState::closed ? ServerAction::close : ServerAction::flush, line.consumed, {}};
}

void ServerSession::obey(const Command& command, bool more_input) {
    switch (command.verb) {
        case Verb::ehlo:
        case Verb::helo: return hello(command);
        case Verb::mail: return mail(command.argument);
        case Verb::rcpt: return rcpt(command.argument);
        case Verb::data: return command.argument.empty() ? data(more_input) : error({501, "5.5.4", "DATA takes no argument"});
        case Verb::bdat: return bdat(command.argument);
        case Verb::rset: return command.argument.empty() ? rset() : error({501, "5.5.4", "RSET takes no argument"});
        case Verb::noop: return idle({250, "2.0.0", "Ok"});
        case Verb::vrfy: return idle({252, "2.0.0", "Cannot verify, but will accept mail where relaying is allowed"});
        case Verb::help: return idle({214, "2.0.0", std::string(help_words)});
        case Verb::starttls: return start_tls(command.argument);
        case Verb::quit:
            reply({221, "2.0.0", "Bye"});
            drop_transaction();
            enter(ServerEvent::close);
            return;
        case Verb::not_implemented: return error({502, "5.5.1", "command not implemented"});
        case Verb::unknown: return error({500, "5.5.2", "command not recognized"});
    }
}

void ServerSession::hello(const Command& command) {
    if (!is_hello_name(command.argument)) return error({501, "5.5.4", "name expected"});
    drop_transaction();
    hello_name_ = std::string(command.argument);
    extended_ = command.verb == Verb::ehlo;
    enter(ServerEvent::hello);
    if (!extended_) return idle({250, "", settings_.host_name});
    std::string words = settings_.host_name + "\nPIPELINING\n8BITMIME\nENHANCEDSTATUSCODES\nDSN\nSIZE";
    if (settings_.limits.message != 0) words += ' ' + std::to_string(settings_.limits.message);
    if (settings_.chunking) words += "\nCHUNKING";
    if (settings_.smtputf8) words += "\nSMTPUTF8";
    if (settings_.verp) words += "\nVERP";
    if (settings_.starttls && !tls_) words += "\nSTARTTLS";
    idle({250, "", words + "\nHELP"});
}

void ServerSession::mail(std::string_view argument) {
    if (state_ != ServerState::ready) {
        return error(out_of_sequence(state_ == ServerState::bare ? "EHLO or HELO first" : "a transaction is under way already"));
    }
    auto parsed = parse_mail(argument, {settings_.smtputf8, !settings_.qualify_domain.empty(), settings_.verp});
    if (const auto* bad = std::get_if<ServerReply>(&parsed)) return error(*bad);
    MailCommand& mail = std::get<MailCommand>(parsed);
    if (!mail.sender.is_null() && mail.sender.domain.empty()) {
        if (settings_.qualify_domain.empty()) return error({501, "5.1.7", "domain missing in address"});
        mail.sender.domain = mail.sender.ascii_domain = settings_.qualify_domain;
    }
    envelope_ = {};
    envelope_.mail = std::move(mail);
    if (settings_.limits.message != 0 && envelope_.mail.size.value_or(0) > settings_.limits.message) {
        return refuse(RefusalPhase::mail,
                      {552, "5.3.4", "message exceeds the limit of " + std::to_string(settings_.limits.message) + " bytes"});
    }
    if (auto refusal = handler_.sender(envelope_.mail)) return refuse(RefusalPhase::mail, *refusal);
    chunk_failed_ = recipients_exceeded_ = false;
    enter(ServerEvent::mail);
    reply({250, "2.1.0", "Ok"});
}

void ServerSession::rcpt(std::string_view argument) {
    if (state_ != ServerState::mail && state_ != ServerState::rcpt) return error(out_of_sequence("MAIL first"));
    auto parsed = parse_rcpt(argument, {settings_.smtputf8, !settings_.qualify_domain.empty()}, envelope_.mail.smtputf8);
    if (const auto* bad = std::get_if<ServerReply>(&parsed)) {
        refuse(RefusalPhase::rcpt, *bad);
        return;
    }
    RcptCommand& rcpt = std::get<RcptCommand>(parsed);
    if (auto refusal = judge_recipient(rcpt)) return refuse(RefusalPhase::rcpt, *refusal, rcpt.recipient.text());
    envelope_.recipients.push_back(std::move(rcpt));
    enter(ServerEvent::rcpt);
    reply({250, "2.1.5", "Ok"});
}

std::optional<ServerReply> ServerSession::judge_recipient(RcptCommand& rcpt) {
    if (envelope_.recipients.size() >= settings_.max_recipients) {
        recipients_exceeded_ = true;
        return ServerReply{452, "4.5.3", "too many recipients"};
    }
    if (rcpt.recipient.domain.empty()) {
        const std::string& domain = settings_.qualify_domain.empty() ? settings_.host_name : settings_.qualify_domain;
        rcpt.recipient.domain = rcpt.recipient.ascii_domain = domain;
    }
    return handler_.recipient(rcpt);
}

void ServerSession::data(bool more_input) {
    if (state_ != ServerState::rcpt) {
        const bool chunks = state_ == ServerState::chunks;
        error(out_of_sequence(chunks ? "BDAT was begun" : state_ == ServerState::mail ? "no valid recipients" : "MAIL first"));
    } else if (auto refusal = begin_content()) {
        refuse(RefusalPhase::data, *refusal);
        drop_transaction();
        enter(ServerEvent::reset);
    } else {
        enter(ServerEvent::data);
        return reply({354, "", "End data with <CR><LF>.<CR><LF>"});
    }
    // The client did not wait for 354: what follows is a message, and its lines must not be obeyed as commands.
    if (more_input) close_with({421, "4.5.0", "message sent without waiting for 354, closing connection"});
}

std::optional<ServerReply> ServerSession::begin_content() {
    if (recipients_exceeded_ && settings_.too_many_recipients_fails) return ServerReply{552, "5.5.3", "too many recipients"};
    if (auto refusal = handler_.begin_message(envelope_)) return refusal;
    begun_ = true;
    data_ = {};
    check_ = ContentCheck(settings_.limits);
    fault_.reset();
    discarded_ = 0;
    return std::nullopt;
}

void ServerSession::rset() {
    drop_transaction();
    chunk_failed_ = false;
    enter(ServerEvent::reset);
    idle({250, "2.0.0", "Ok"});
}

void ServerSession::start_tls(std::string_view argument) {
    if (!settings_.starttls) return error({502, "5.5.1", "STARTTLS is not available"});
    if (tls_) return error(out_of_sequence("TLS is active already"));
    if (!argument.empty()) return error({501, "5.5.4", "STARTTLS takes no argument"});
    if (!enter(ServerEvent::start_tls)) return error(out_of_sequence("EHLO first"));
    drop_transaction();
    reply({220, "2.0.0", "Ready to start TLS"});
}

void ServerSession::tls_started() {
    if (!enter(ServerEvent::tls_started)) return;
    tls_ = true;
    hello_name_.clear();  // RFC 3207 section 4.2: all knowledge from before is discarded
    extended_ = false;
    line_.clear();
}

void ServerSession::idle(const ServerReply& answer) {
    reply(answer);
    if (++idle_commands_ > settings_.max_idle_commands)
        close_with({421, "4.7.0", "too many commands without mail, closing connection"});
}

void ServerSession::reply(const ServerReply& answer) { append_reply(output_, answer); }

void ServerSession::error(const ServerReply& answer) {
    reply(answer);
    ++errors_;
    if (settings_.max_errors != 0 && errors_ >= settings_.max_errors)
        close_with({421, "4.7.0", "too many errors, closing connection"});
}

void ServerSession::refuse(RefusalPhase phase, const ServerReply& answer, std::string recipient) {
    handler_.refused({phase, envelope_.mail.sender.text(), std::move(recipient), answer});
    answer_refusal(answer);
}

void ServerSession::answer_refusal(const ServerReply& answer) {
    if (!answer.transient()) return error(answer);
    reply(answer);
    if (settings_.disconnect_on_transient_error) close_with({421, "4.3.0", "closing connection, try again later"});
}

void ServerSession::close_with(const ServerReply& answer) {
    if (state_ == ServerState::closed) return;
    reply(answer);
    drop_transaction();
    enter(ServerEvent::close);
}

void ServerSession::drop_transaction() {
    if (begun_) handler_.abort_message();
    begun_ = false;
    envelope_ = {};
}

}  // namespace mailrace::smtp
