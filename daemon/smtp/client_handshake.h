// From the first byte of a connection to the moment when mail may be sent: greeting, EHLO or HELO, STARTTLS and EHLO again (RFC 5321
// section 3.1, RFC 3207). A machine without sockets: resume() takes what happened and says what to do next. One session, its thread.
#pragma once

#include <string>

#include "daemon/smtp/client_types.h"
#include "daemon/smtp/reply_reader.h"
#include "daemon/smtp/transcript.h"

namespace mailrace::smtp {

class ClientHandshake {
public:
    /// `allow_tls` false: do not use STARTTLS although it may be offered and wanted (it is known to be broken there). The references must
    /// outlive the machine.
    ClientHandshake(const ClientOptions& options, bool allow_tls, ReplyReader& reader, Transcript& transcript);

    ClientAction resume(const ClientEvent& event);

    /// After `done`.
    bool succeeded() const { return state_ == State::ready; }
    /// When it did not succeed: what was answered, or our words.
    const Answer& failure() const { return failure_; }
    const Capabilities& capabilities() const { return capabilities_; }
    /// The name by which the receiver greeted, lower case; may be empty.
    const std::string& greeting_name() const { return greeting_name_; }

private:
    enum class State : std::uint8_t { greeting, ehlo, helo, starttls, tls, ehlo_tls, ready, failed };

    ClientAction command(State next, std::string line);
    ClientAction read(Duration timeout) const;
    ClientAction done(State state);
    ClientAction fail(const Error& error);
    ClientAction fail(Answer answer);
    ClientAction take_replies();
    ClientAction on_reply(mail::Reply reply);
    ClientAction on_ehlo(const mail::Reply& reply);
    ClientAction after_ehlo();
    ClientPhase phase() const;

    const ClientOptions& options_;
    bool allow_tls_;
    ReplyReader& reader_;
    Transcript& transcript_;
    State state_ = State::greeting;
    bool over_tls_ = false;
    std::string out_;
    Answer failure_;
    Capabilities capabilities_;
    std::string greeting_name_;
};

/// The answer that a reply is.
Answer answer_from(ClientPhase phase, mail::Reply&& reply);

}  // namespace mailrace::smtp
