// One mail transaction (RFC 5321 section 3.3) as a machine without sockets: RSET if the one before left something, MAIL, RCPT for each
// recipient, DATA or BDAT (RFC 3030), pipelined where that is offered (RFC 2920), and what each answer means for each recipient. resume()
// takes what happened and says what to do next. One session, its thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/smtp/client_types.h"
#include "daemon/smtp/dot_stuffer.h"
#include "daemon/smtp/reply_reader.h"
#include "daemon/smtp/transcript.h"

namespace mailrace::smtp {

/// What a connection brings into a transaction, and what a transaction leaves behind.
struct SessionState {
    bool reused = false;        // a transaction went before: then a lost connection at MAIL says nothing about the mail
    bool needs_reset = false;   // a transaction was left open
    bool usable = true;
    std::optional<Answer> closing;  // a 421 or the failure that ended the connection
};

class ClientTransaction {
public:
    /// The references must outlive the machine. `session` is updated.
    ClientTransaction(const ClientOptions& options, const Capabilities& capabilities, const TransactionRequest& request, BodySource& body,
                      SessionState& session, ReplyReader& reader, Transcript& transcript);

    ClientAction resume(const ClientEvent& event);

    /// After `done`: one for each recipient, in order.
    const std::vector<RecipientResult>& results() const { return results_; }
    std::vector<RecipientResult>&& take_results() { return std::move(results_); }

private:
    enum class State : std::uint8_t { commands, body, final_reply, lone_dot, done };
    enum class Step : std::uint8_t { rset, mail, rcpt, data };

    // building
    void check_locally();
    void bounce_locally(std::size_t index, mail::EnhancedCode status, std::string words);
    void bounce_all_locally(mail::EnhancedCode status, const std::string& words);
    Step step(std::size_t number) const;
    std::size_t recipient_of(std::size_t number) const;
    std::size_t steps() const { return (reset_ ? 1 : 0) + 1 + active_.size() + 1; }
    void append_command(std::size_t number);
    void append_mail();
    void append_rcpt(const TransactionRecipient& recipient);
    bool may_send(std::size_t number, std::size_t in_this_write) const;

    // doing
    ClientAction on_event(const ClientEvent& event);
    ClientAction begin();
    ClientAction advance();
    ClientAction send_commands();
    ClientAction send_body();
    ClientAction after_write();
    ClientAction take_replies();
    ClientAction read_more() const;
    std::optional<ClientAction> on_reply(mail::Reply&& reply);
    std::optional<ClientAction> on_step_reply(Step step, std::size_t recipient, Answer&& answer);
    std::optional<ClientAction> on_data_reply(Answer&& answer);
    void on_rcpt_reply(std::size_t recipient, Answer&& answer);
    ClientAction write_failed(const Error& error);
    ClientAction lost(const Error& error);
    ClientAction closing(Answer&& answer);
    ClientAction finish();

    // deciding
    void decide_accepted(const Answer& answer);
    void decide_undecided(RecipientVerdict verdict, const Answer& answer);
    ClientPhase phase() const;

    const ClientOptions& options_;
    const Capabilities& caps_;
    const TransactionRequest& request_;
    BodySource& body_;
    SessionState& session_;
    ReplyReader& reader_;
    Transcript& transcript_;

    State state_ = State::commands;
    bool reset_ = false;
    bool pipelining_ = false, chunking_ = false, utf8_ = false;
    bool mail_accepted_ = false, mail_refused_ = false, too_many_ = false;
    bool writing_ = false;
    bool body_in_commands_ = false;         // BDAT and body go out with the commands
    std::optional<Error> write_error_;      // writing failed; what was answered before is still read
    std::vector<std::size_t> active_;       // recipients that are offered to the receiver
    std::vector<bool> accepted_, decided_;
    std::size_t accepted_count_ = 0;
    std::size_t sent_ = 0, answered_ = 0;   // steps
    std::string_view piece_;                // of the body, not yet sent
    std::uint64_t body_sent_ = 0;
    DotStuffer stuffer_;
    std::string out_;
    std::vector<RecipientResult> results_;
};

}  // namespace mailrace::smtp
