#include "daemon/smtp/client_transaction.h"

#include <algorithm>

#include "daemon/smtp/client_handshake.h"
#include "daemon/smtp/client_words.h"

namespace mailrace::smtp {
namespace {

// Replies of this many commands fit into anybody's socket buffers, so that two writers never wait for each other (RFC 2920 section 3.1).
constexpr std::size_t pipeline_window = 100;
// A body up to this size is sent along with the commands; it is little to lose when all recipients are refused.
constexpr std::uint64_t eager_body = 64 * 1024;
// After a failed write, what the receiver said before it closed is there already or never comes.
constexpr Duration last_words_timeout{std::chrono::seconds{2}};

RecipientVerdict verdict_of(std::uint16_t code) {
    if (code >= 500 && code < 600) return RecipientVerdict::bounced;
    return RecipientVerdict::deferred;
}

}  // namespace

ClientTransaction::ClientTransaction(const ClientOptions& options, const Capabilities& capabilities, const TransactionRequest& request,
                                     BodySource& body, SessionState& session, ReplyReader& reader, Transcript& transcript)
    : options_(options), caps_(capabilities), request_(request), body_(body), session_(session), reader_(reader), transcript_(transcript) {
    pipelining_ = caps_.pipelining && !options_.ignore_pipelining;
    chunking_ = caps_.chunking && !options_.ignore_chunking;
    reset_ = session_.needs_reset;
    accepted_.resize(request_.recipients.size());
    decided_.resize(request_.recipients.size());
    results_.resize(request_.recipients.size());
}

ClientAction ClientTransaction::resume(const ClientEvent& event) {
    ClientAction action = on_event(event);
    writing_ = action.kind == ClientAction::Kind::write;
    return action;
}

ClientAction ClientTransaction::on_event(const ClientEvent& event) {
    switch (event.kind) {
        case ClientEvent::Kind::begin: return begin();
        case ClientEvent::Kind::written: return after_write();
        case ClientEvent::Kind::bytes: reader_.feed(event.bytes); return take_replies();
        case ClientEvent::Kind::ended:
            return lost(write_error_ ? *write_error_ : Error::network("the receiver closed the connection"));
        case ClientEvent::Kind::failed: {
            if (write_error_) return lost(*write_error_);
            Error error = event.error ? *event.error : Error::network("connection failed");
            return writing_ ? write_failed(error) : lost(error);
        }
        case ClientEvent::Kind::tls_up: break;
    }
    return lost(Error::internal("an event that does not belong here"));
}

// ---- before anything is sent

void ClientTransaction::bounce_locally(std::size_t index, mail::EnhancedCode status, std::string words) {
    if (decided_[index]) return;
    decided_[index] = true;
    results_[index] = {RecipientVerdict::bounced, Answer{ClientPhase::local, 0, status, std::move(words)}};
}

void ClientTransaction::bounce_all_locally(mail::EnhancedCode status, const std::string& words) {
    for (std::size_t i = 0; i < results_.size(); ++i) bounce_locally(i, status, words);
}

void ClientTransaction::check_locally() {
    if (!is_printable_path(request_.sender)) bounce_all_locally({5, 1, 7}, "the sender address cannot be sent in SMTP");
    if (request_.eight_bit && (!caps_.eight_bit_mime || options_.ignore_8bitmime))
        bounce_all_locally({5, 6, 3}, "the message has 8-bit content and the receiver does not accept that (no 8BITMIME)");
    if (caps_.size && caps_.max_size > 0 && body_.size() > caps_.max_size)
        bounce_all_locally({5, 3, 4}, "the message of " + std::to_string(body_.size()) + " bytes is larger than the " +
                                          std::to_string(caps_.max_size) + " bytes that the receiver accepts (SIZE)");
    if (!is_ascii(request_.sender)) {
        if (!caps_.smtputf8) bounce_all_locally({5, 6, 7}, "the sender address is not ASCII and the receiver does not offer SMTPUTF8");
        utf8_ = true;
    }
    for (std::size_t i = 0; i < request_.recipients.size(); ++i) {
        const std::string& address = request_.recipients[i].address;
        if (!is_printable_path(address) || address.empty()) bounce_locally(i, {5, 1, 3}, "the recipient address cannot be sent in SMTP");
        if (!is_ascii(address) && !caps_.smtputf8)
            bounce_locally(i, {5, 6, 7}, "the recipient address is not ASCII and the receiver does not offer SMTPUTF8");
        if (decided_[i]) continue;
        active_.push_back(i);
        if (!is_ascii(address)) utf8_ = true;
    }
}

ClientAction ClientTransaction::begin() {
    check_locally();
    if (active_.empty()) return finish();
    if (!reader_.empty()) return take_replies();
    auto first = body_.next();
    if (!first) {
        decide_undecided(RecipientVerdict::deferred, Answer{ClientPhase::local, 0, {4, 3, 0}, "reading the message: " + first.error().words});
        return finish();
    }
    piece_ = first->substr(0, body_.size());
    body_in_commands_ = chunking_ && pipelining_ && body_.size() <= eager_body;
    return send_commands();
}

// ---- commands

ClientTransaction::Step ClientTransaction::step(std::size_t number) const {
    if (reset_ && number == 0) return Step::rset;
    number -= reset_ ? 1 : 0;
    if (number == 0) return Step::mail;
    return number <= active_.size() ? Step::rcpt : Step::data;
}

std::size_t ClientTransaction::recipient_of(std::size_t number) const { return active_[number - (reset_ ? 2 : 1)]; }

bool ClientTransaction::may_send(std::size_t number, std::size_t in_this_write) const {
    if (number >= steps()) return false;
    bool all_answered = answered_ == sent_ && in_this_write == 0;
    if (!pipelining_) return all_answered;
    if (in_this_write >= pipeline_window || sent_ + in_this_write - answered_ >= pipeline_window) return false;
    // BDAT with a large body waits until it is known that someone wants it.
    if (step(number) == Step::data && chunking_ && !body_in_commands_) return all_answered;
    return true;
}

ClientAction ClientTransaction::send_commands() {
    out_.clear();
    std::size_t count = 0;
    while (may_send(sent_ + count, count)) {
        append_command(sent_ + count);
        ++count;
    }
    bool with_body = chunking_ && step(sent_ + count - 1) == Step::data;
    sent_ += count;
    ClientAction action{ClientAction::Kind::write, options_.command_timeout, {std::string_view(out_), std::string_view{}}};
    if (with_body) {
        state_ = State::body;
        action.timeout = options_.data_send_timeout;
        action.pieces[1] = piece_;
        body_sent_ += piece_.size();
    }
    return action;
}

void ClientTransaction::append_command(std::size_t number) {
    std::size_t begin = out_.size();
    switch (step(number)) {
        case Step::rset: out_ += "RSET"; break;
        case Step::mail: append_mail(); break;
        case Step::rcpt: append_rcpt(request_.recipients[recipient_of(number)]); break;
        case Step::data:
            if (chunking_) {
                out_ += "BDAT " + std::to_string(body_.size()) + " LAST";
            } else {
                out_ += "DATA";
            }
            break;
    }
    transcript_.add('>', std::string_view(out_).substr(begin));
    out_ += "\r\n";
}

void ClientTransaction::append_mail() {
    out_ += "MAIL FROM:<";
    out_ += request_.sender;
    out_ += '>';
    if (caps_.size) out_ += " SIZE=" + std::to_string(body_.size());
    if (request_.eight_bit) out_ += " BODY=8BITMIME";
    if (utf8_) out_ += " SMTPUTF8";
    if (!caps_.dsn || options_.ignore_dsn) return;
    if (request_.ret == 'F') out_ += " RET=FULL";
    if (request_.ret == 'H') out_ += " RET=HDRS";
    if (!request_.envid.empty() && is_parameter_value(request_.envid)) out_ += " ENVID=" + request_.envid;
}

void ClientTransaction::append_rcpt(const TransactionRecipient& recipient) {
    out_ += "RCPT TO:<";
    out_ += recipient.address;
    out_ += '>';
    if (!caps_.dsn || options_.ignore_dsn) return;
    append_notify(recipient.notify, out_);
    if (!recipient.orcpt.empty() && is_parameter_value(recipient.orcpt)) out_ += " ORCPT=" + recipient.orcpt;
}

// ---- the body

ClientAction ClientTransaction::send_body() {
    out_.clear();
    ClientAction action{ClientAction::Kind::write, options_.data_send_timeout, {}};
    if (chunking_) {
        action.pieces[0] = piece_;
    } else {
        stuffer_.feed(piece_, out_);
        if (body_sent_ + piece_.size() >= body_.size()) stuffer_.finish(out_);
        action.pieces[0] = out_;
    }
    body_sent_ += piece_.size();
    return action;
}

ClientAction ClientTransaction::after_write() {
    out_.clear();
    if (state_ != State::body) return take_replies();
    piece_ = {};
    if (body_sent_ < body_.size()) {
        auto next = body_.next();
        if (!next || next->empty()) {
            // Half a message cannot be taken back: only closing the connection says that it is not one.
            std::string words = next ? "the message is shorter than it should be" : next.error().words;
            decide_undecided(RecipientVerdict::deferred, Answer{ClientPhase::local, 0, {4, 3, 0}, "reading the message: " + words});
            session_.usable = false;
            return finish();
        }
        piece_ = next->substr(0, body_.size() - body_sent_);
        return send_body();
    }
    transcript_.add('=', std::to_string(body_sent_) + " bytes sent");
    state_ = chunking_ ? State::commands : State::final_reply;
    return take_replies();
}

// ---- replies

ClientAction ClientTransaction::read_more() const {
    Duration timeout = options_.command_timeout;
    bool bdat = state_ == State::commands && chunking_ && answered_ < sent_ && step(answered_) == Step::data;
    if (state_ == State::final_reply || bdat) timeout = options_.data_termination_timeout;
    if (write_error_) timeout = last_words_timeout;
    return ClientAction{ClientAction::Kind::read, timeout, {}};
}

ClientAction ClientTransaction::take_replies() {
    for (;;) {
        bool awaited = answered_ < sent_ || state_ == State::final_reply || state_ == State::lone_dot || write_error_;
        if (!awaited && sent_ > 0 && reader_.empty()) return advance();
        mail::Reply reply;
        switch (reader_.next(reply)) {
            case ReplyReader::Got::nothing:
                if (!awaited) return lost(Error{ErrorClass::protocol, true, Origin::remote, "the receiver spoke before it was asked"});
                return read_more();
            case ReplyReader::Got::garbage: return lost(Error{ErrorClass::protocol, true, Origin::remote, reader_.why()});
            case ReplyReader::Got::reply: break;
        }
        transcript_.add('<', reply.bytes);
        if (!awaited && reply.code != 421)
            return lost(Error{ErrorClass::protocol, true, Origin::remote, "the receiver spoke before it was asked: " + reply.bytes.substr(0, 200)});
        if (auto action = on_reply(std::move(reply))) return *action;
    }
}

std::optional<ClientAction> ClientTransaction::on_reply(mail::Reply&& reply) {
    Answer answer = answer_from(phase(), std::move(reply));
    if (answer.code == 421) return closing(std::move(answer));
    if (answered_ < sent_) {
        std::size_t number = answered_++;
        Step what = step(number);
        return on_step_reply(what, what == Step::rcpt ? recipient_of(number) : 0, std::move(answer));
    }
    switch (state_) {
        case State::lone_dot:
            session_.needs_reset = true;
            return finish();
        case State::final_reply:
            decide_accepted(answer);
            session_.needs_reset = false;
            state_ = State::done;
            if (!reader_.empty()) session_.usable = false;
            return finish();
        case State::body:
            // An answer before the end of the body, seen because writing failed: it explains why.
            if (answer.code < 400) return lost(*write_error_);
            decide_accepted(answer);
            session_.usable = false;
            return finish();
        case State::commands:
        case State::done: break;
    }
    return lost(write_error_ ? *write_error_ : Error::internal("a reply that nothing waits for"));
}

std::optional<ClientAction> ClientTransaction::on_step_reply(Step what, std::size_t recipient, Answer&& answer) {
    switch (what) {
        case Step::rset:
            session_.needs_reset = false;
            return std::nullopt;
        case Step::mail:
            mail_accepted_ = answer.code >= 200 && answer.code < 300;
            mail_refused_ = !mail_accepted_;
            if (mail_refused_) decide_undecided(verdict_of(answer.code), answer);
            if (mail_accepted_) session_.needs_reset = true;
            return std::nullopt;
        case Step::rcpt:
            on_rcpt_reply(recipient, std::move(answer));
            return std::nullopt;
        case Step::data: return on_data_reply(std::move(answer));
    }
    return std::nullopt;
}

void ClientTransaction::on_rcpt_reply(std::size_t recipient, Answer&& answer) {
    if (decided_[recipient]) return;
    if (answer.code >= 200 && answer.code < 300) {
        accepted_[recipient] = true;
        ++accepted_count_;
        return;
    }
    decided_[recipient] = true;
    if (says_too_many_recipients(answer)) {
        // RFC 5321 section 4.5.3.1.10: 552 here means what 452 means. With others accepted, the rest simply goes into the next transaction.
        bool others = accepted_count_ > 0;
        too_many_ = others;
        results_[recipient] = {others ? RecipientVerdict::unattempted : RecipientVerdict::deferred, std::move(answer)};
        return;
    }
    results_[recipient] = {verdict_of(answer.code), std::move(answer)};
}

std::optional<ClientAction> ClientTransaction::on_data_reply(Answer&& answer) {
    if (chunking_) {
        decide_accepted(answer);
        bool taken = accepted_count_ > 0 && answer.code >= 200 && answer.code < 300;
        if (taken) session_.needs_reset = false;
        // A positive answer without a recipient, or more than one answer, comes from a receiver that is out of step.
        if (!reader_.empty() || (!taken && answer.code < 400)) session_.usable = false;
        return finish();
    }
    bool go_on = answer.code >= 300 && answer.code < 400;
    if (go_on && write_error_) return lost(*write_error_);
    if (go_on && !reader_.empty()) {
        // Somebody answers what was not yet sent: the body must not go to such a receiver.
        return lost(Error{ErrorClass::protocol, true, Origin::remote, "the receiver spoke before the message was sent"});
    }
    if (go_on && accepted_count_ > 0) {
        state_ = State::body;
        return send_body();
    }
    if (go_on) {
        // Pipelined, and nobody was accepted: the receiver waits for data all the same (RFC 2920 section 3.1).
        state_ = State::lone_dot;
        out_ = ".\r\n";
        transcript_.add('>', ".");
        return ClientAction{ClientAction::Kind::write, options_.command_timeout, {std::string_view(out_), std::string_view{}}};
    }
    if (answer.code < 300) {
        // 250 to DATA: what follows would be taken as commands.
        session_.usable = false;
        decide_undecided(RecipientVerdict::deferred, answer);
        return finish();
    }
    decide_undecided(verdict_of(answer.code), answer);
    return finish();
}

ClientAction ClientTransaction::advance() {
    if (write_error_) return lost(*write_error_);
    if (mail_refused_) return finish();
    if (too_many_) {
        // The remaining recipients were not offered; what is left to send is the message, to those who were accepted.
        std::size_t offered = sent_ - (reset_ ? 2 : 1);
        for (std::size_t i = offered; i < active_.size(); ++i) decided_[active_[i]] = true;
        active_.resize(std::min(offered, active_.size()));
    }
    bool all_offered = sent_ + 1 == steps();
    if (all_offered && accepted_count_ == 0) return finish();
    return send_commands();
}

// ---- ends

ClientAction ClientTransaction::write_failed(const Error& error) {
    write_error_ = error;
    out_.clear();
    return take_replies();
}

ClientAction ClientTransaction::lost(const Error& error) {
    ClientPhase where = phase();
    Answer answer{where, 0, {4, 4, 2}, error.words};
    if (error.cls == ErrorClass::protocol) answer.status = {4, 5, 0};
    transcript_.add('=', error.words);
    session_.usable = false;
    session_.closing = answer;
    if (session_.reused && !mail_accepted_ && !mail_refused_) {
        decide_undecided(RecipientVerdict::unattempted, answer);
        return finish();
    }
    bool all_sent = where == ClientPhase::end_of_data;
    bool transfer = all_sent || body_sent_ > 0;
    if (all_sent && error.cls == ErrorClass::timeout && options_.assume_delivery_upon_data_termination_timeout && accepted_count_ > 0) {
        answer.status = {2, 0, 0};
        answer.text = "no answer to the end of the message in time; assumed delivered as configured";
        for (std::size_t i : active_) {
            if (accepted_[i] && !decided_[i]) results_[i] = {RecipientVerdict::delivered, answer}, decided_[i] = true;
        }
        return finish();
    }
    if (transfer && options_.bounce_upon_transfer_failure) {
        answer.status = {5, 4, 2};
        decide_undecided(RecipientVerdict::bounced, answer);
    }
    decide_undecided(RecipientVerdict::deferred, answer);
    return finish();
}

ClientAction ClientTransaction::closing(Answer&& answer) {
    session_.usable = false;
    session_.closing = answer;
    // On a connection that carried mail already, a 421 at MAIL is about the connection (enough messages, idle too long), not about this mail.
    bool about_connection = session_.reused && !mail_accepted_ && !mail_refused_;
    decide_undecided(about_connection || sent_ == 0 ? RecipientVerdict::unattempted : RecipientVerdict::deferred, answer);
    return finish();
}

ClientAction ClientTransaction::finish() {
    state_ = State::done;
    if (sent_ > 0) session_.reused = true;
    return ClientAction{};
}

void ClientTransaction::decide_accepted(const Answer& answer) {
    bool good = answer.code >= 200 && answer.code < 300;
    for (std::size_t i : active_) {
        if (!accepted_[i] || decided_[i]) continue;
        decided_[i] = true;
        results_[i] = {good ? RecipientVerdict::delivered : verdict_of(answer.code), answer};
    }
}

void ClientTransaction::decide_undecided(RecipientVerdict verdict, const Answer& answer) {
    for (std::size_t i = 0; i < results_.size(); ++i) {
        if (decided_[i]) continue;
        decided_[i] = true;
        results_[i] = {verdict, answer};
    }
}

ClientPhase ClientTransaction::phase() const {
    if (answered_ < sent_) {
        switch (step(answered_)) {
            case Step::rset:
            case Step::mail: return ClientPhase::mail;
            case Step::rcpt: return ClientPhase::rcpt;
            case Step::data: break;
        }
        if (!chunking_) return ClientPhase::data;
        return state_ == State::body ? ClientPhase::body : ClientPhase::end_of_data;
    }
    switch (state_) {
        case State::commands: return sent_ == 0 ? ClientPhase::mail : ClientPhase::data;
        case State::body: return ClientPhase::body;
        case State::final_reply: return ClientPhase::end_of_data;
        case State::lone_dot: return ClientPhase::data;
        case State::done: break;
    }
    return ClientPhase::local;
}

}  // namespace mailrace::smtp
