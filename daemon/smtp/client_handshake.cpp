#include "daemon/smtp/client_handshake.h"

namespace mailrace::smtp {
namespace {

std::string name_in_greeting(const mail::Reply& greeting) {
    std::string_view text = greeting.first_text();
    std::string name(text.substr(0, text.find_first_of(" \t")));
    if (name.size() > 255) name.clear();
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return name;
}

}  // namespace

Answer answer_from(ClientPhase phase, mail::Reply&& reply) { return Answer{phase, reply.code, reply.status, std::move(reply.bytes)}; }

ClientHandshake::ClientHandshake(const ClientOptions& options, bool allow_tls, ReplyReader& reader, Transcript& transcript)
    : options_(options), allow_tls_(allow_tls), reader_(reader), transcript_(transcript) {}

ClientAction ClientHandshake::resume(const ClientEvent& event) {
    switch (event.kind) {
        case ClientEvent::Kind::begin: return read(options_.greeting_timeout);
        case ClientEvent::Kind::written: return take_replies();
        case ClientEvent::Kind::bytes: reader_.feed(event.bytes); return take_replies();
        case ClientEvent::Kind::ended: return fail(Error::network("the receiver closed the connection"));
        case ClientEvent::Kind::tls_up:
            over_tls_ = true;
            return command(State::ehlo_tls, "EHLO " + options_.ehlo_name);
        case ClientEvent::Kind::failed: return fail(event.error ? *event.error : Error::network("connection failed"));
    }
    return done(State::failed);
}

ClientAction ClientHandshake::take_replies() {
    mail::Reply reply;
    switch (reader_.next(reply)) {
        case ReplyReader::Got::nothing:
            return read(state_ == State::greeting ? options_.greeting_timeout : options_.command_timeout);
        case ReplyReader::Got::garbage: return fail(Error{ErrorClass::protocol, true, Origin::remote, reader_.why()});
        case ReplyReader::Got::reply: break;
    }
    transcript_.add('<', reply.bytes);
    return on_reply(std::move(reply));
}

ClientAction ClientHandshake::on_reply(mail::Reply reply) {
    if (reply.code == 421) return fail(answer_from(phase(), std::move(reply)));
    switch (state_) {
        case State::greeting:
            if (!reply.positive()) return fail(answer_from(phase(), std::move(reply)));
            // A receiver that speaks on before it is asked is out of step, or is not what it seems to be.
            if (!reader_.empty()) return fail(Error{ErrorClass::protocol, true, Origin::remote, "a second reply where only the greeting belongs"});
            greeting_name_ = name_in_greeting(reply);
            return command(State::ehlo, "EHLO " + options_.ehlo_name);
        case State::ehlo:
        case State::ehlo_tls:
            if (reply.positive()) return on_ehlo(reply);
            if (!reply.permanent() || options_.require_starttls) return fail(answer_from(phase(), std::move(reply)));
            return command(State::helo, "HELO " + options_.ehlo_name);
        case State::helo:
            if (!reply.positive()) return fail(answer_from(phase(), std::move(reply)));
            capabilities_ = Capabilities{};
            return done(State::ready);
        case State::starttls:
            if (!reply.positive()) {
                if (options_.require_starttls) return fail(answer_from(phase(), std::move(reply)));
                return done(State::ready);
            }
            // What came in plain text behind this reply must not be believed once TLS is up (command injection, RFC 3207 section 6).
            reader_.clear();
            state_ = State::tls;
            return ClientAction{ClientAction::Kind::start_tls, options_.command_timeout, {}};
        case State::tls:
        case State::ready:
        case State::failed: break;
    }
    return done(State::failed);
}

ClientAction ClientHandshake::on_ehlo(const mail::Reply& reply) {
    capabilities_ = Capabilities::parse(reply);
    if (over_tls_) return done(State::ready);
    return after_ehlo();
}

ClientAction ClientHandshake::after_ehlo() {
    bool wanted = options_.use_starttls || options_.require_starttls;
    if (wanted && allow_tls_ && capabilities_.starttls) return command(State::starttls, "STARTTLS");
    if (!options_.require_starttls) return done(State::ready);
    return fail(Answer{ClientPhase::starttls, 0, mail::EnhancedCode{4, 7, 4}, "STARTTLS is required but the receiver does not offer it"});
}

ClientAction ClientHandshake::command(State next, std::string line) {
    state_ = next;
    transcript_.add('>', line);
    out_ = std::move(line);
    out_ += "\r\n";
    return ClientAction{ClientAction::Kind::write, options_.command_timeout, {std::string_view(out_), std::string_view{}}};
}

ClientAction ClientHandshake::read(Duration timeout) const { return ClientAction{ClientAction::Kind::read, timeout, {}}; }

ClientAction ClientHandshake::done(State state) {
    state_ = state;
    return ClientAction{};
}

ClientAction ClientHandshake::fail(const Error& error) {
    mail::EnhancedCode status{4, 4, 2};
    if (error.cls == ErrorClass::protocol) status = {4, 5, 0};
    if (state_ == State::tls) status = {4, 7, 5};
    return fail(Answer{phase(), 0, status, error.words});
}

ClientAction ClientHandshake::fail(Answer answer) {
    failure_ = std::move(answer);
    if (failure_.code == 0) transcript_.add('=', failure_.text);
    return done(State::failed);
}

ClientPhase ClientHandshake::phase() const {
    switch (state_) {
        case State::greeting: return ClientPhase::greeting;
        case State::ehlo:
        case State::helo:
        case State::ehlo_tls: return ClientPhase::ehlo;
        case State::starttls: return ClientPhase::starttls;
        case State::tls: return ClientPhase::tls;
        case State::ready:
        case State::failed: break;
    }
    return ClientPhase::local;
}

}  // namespace mailrace::smtp
