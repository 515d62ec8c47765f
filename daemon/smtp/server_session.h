// The SMTP server of RFC 5321 without sockets: bytes in, actions and replies out. It offers PIPELINING, SIZE, 8BITMIME, SMTPUTF8,
// CHUNKING, DSN, ENHANCEDSTATUSCODES and STARTTLS, obeys strict line ends, and bounds everything a client may send. It belongs to
// one connection and to that connection's thread; whoever drives it owns the bytes and the time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/smtp/server_command.h"
#include "daemon/smtp/server_data.h"
#include "daemon/smtp/server_line.h"
#include "daemon/smtp/server_reply.h"
#include "daemon/smtp/server_state.h"

namespace mailrace::smtp {

struct ServerSettings {
    std::string host_name = "localhost";
    std::string banner = "ESMTP Mailrace";  // behind the host name in the greeting
    bool starttls = false;
    bool chunking = true;
    bool smtputf8 = true;
    bool verp = false;  // offered to those who may send to anybody
    ContentLimits limits;
    std::uint64_t max_discard = 64u << 20;       // bytes of a refused message that are read before the connection is closed
    std::uint64_t max_recipients = 0;            // of one message; 0: the most there may be, hard_max_recipients
    bool too_many_recipients_fails = false;      // refuse the whole message instead of the recipients too many
    std::uint64_t max_errors = 20;               // protocol errors and refused relaying, then 421; 0: no bound
    std::uint64_t max_idle_commands = 200;       // commands in a row that bring no message forward, then 421
    std::string qualify_domain;                  // put behind "<user>"; empty: such addresses are refused
    bool disconnect_on_transient_error = false;  // close after each 4xx
};

/// A transaction as the client gave it.
struct ServerEnvelope {
    MailCommand mail;
    std::vector<RcptCommand> recipients;
    bool eight_bit_seen = false;  // bytes above 0x7F are in the message; known at its end
    std::uint64_t size = 0;       // bytes of the message; known at its end
};

enum class RefusalPhase : std::uint8_t { connect, ehlo, starttls, mail, rcpt, data, end_of_data };

/// A 4xx or 5xx that cost somebody mail.
struct ServerRefusal {
    RefusalPhase phase = RefusalPhase::mail;
    std::string sender;
    std::string recipient;  // empty but for `rcpt`
    ServerReply reply;
};

/// What the session asks of its owner, at once. A reply refuses; nothing accepts.
class ServerHandler {
public:
    virtual ~ServerHandler() = default;
    virtual std::optional<ServerReply> sender(const MailCommand& mail) = 0;
    virtual std::optional<ServerReply> recipient(const RcptCommand& rcpt) = 0;
    /// Before 354 and before the first BDAT's bytes: `body` actions follow.
    virtual std::optional<ServerReply> begin_message(const ServerEnvelope& envelope) = 0;
    /// What began will not be completed: refused by the session, reset, or the connection ended.
    virtual void abort_message() = 0;
    virtual void refused(const ServerRefusal& refusal) = 0;
};

enum class ServerAction : std::uint8_t {
    need_input,   // write the output, then read more
    flush,        // write the output, then step again
    body,         // take the message bytes
    end_message,  // write the output, store the message, call message_done()
    start_tls,  // write the output, do the handshake, call tls_started(); nothing that arrived in clear text may be fed any more
    close,      // write the output, close
};

struct ServerStep {
    ServerAction action = ServerAction::need_input;
    std::size_t consumed = 0;  // bytes of the input that are done with
    std::string_view body;     // for `body`: a view into the input (or into a constant)
};

class ServerSession {
public:
    static constexpr std::size_t max_command_line = 2048;
    static constexpr std::uint64_t hard_max_recipients = 100'000;
    static constexpr std::size_t flush_at = 32 * 1024;

    ServerSession(ServerSettings settings, ServerHandler& handler);
    ~ServerSession();

    /// Queues the greeting. `tls`: the connection is TLS already.
    void connected(bool tls);

    /// Takes in the next bytes, as many as lead to an action.
    ServerStep step(std::string_view in);

    /// The replies to be written; the caller clears it.
    std::string& output() { return output_; }

    /// The answer to `end_message`.
    void message_done(const ServerReply& reply);
    /// Something failed while the body was taken: discard the rest, answer this at its end. During DATA and BDAT only.
    void refuse_message(ServerReply reply);
    void tls_started();

    /// Says 421 (command_timeout, shutting down, …) and closes.
    void close_with(const ServerReply& reply);

    ServerState state() const { return state_; }
    /// Message bytes are being read: the data timeout holds, and a graceful stop waits.
    bool in_message() const;
    const ServerEnvelope& envelope() const { return envelope_; }
    const std::string& hello_name() const { return hello_name_; }
    bool extended() const { return extended_; }  // EHLO was used
    bool tls() const { return tls_; }

private:
    bool enter(ServerEvent event);
    ServerStep command_step(std::string_view in);
    void obey(const Command& command, bool more_input);
    void hello(const Command& command);
    void mail(std::string_view argument);
    void rcpt(std::string_view argument);
    void data(bool more_input);
    void bdat(std::string_view argument);
    void begin_chunk(const BdatCommand& chunk);
    void skip_chunk(const BdatCommand& chunk, const ServerReply& reply);
    void rset();
    void start_tls(std::string_view argument);
    void idle(const ServerReply& reply);

    std::optional<ServerReply> begin_content();
    std::optional<ServerReply> judge_recipient(RcptCommand& rcpt);
    ServerStep data_step(std::string_view in);
    ServerStep chunk_step(std::string_view in);
    ServerStep skip_step(std::string_view in);
    ServerStep take_body(std::string_view body, std::size_t consumed);
    ServerStep end_content(std::size_t consumed);
    void fail_content(ServerReply reply);
    void drop_transaction();

    void reply(const ServerReply& reply);
    void error(const ServerReply& reply);
    void answer_refusal(const ServerReply& reply);
    void refuse(RefusalPhase phase, const ServerReply& reply, std::string recipient = {});

    ServerSettings settings_;
    ServerHandler& handler_;
    ServerState state_ = ServerState::greeting;
    std::string output_;
    LineReader line_{max_command_line};
    ServerEnvelope envelope_;
    std::string hello_name_;
    bool extended_ = false;
    bool tls_ = false;

    DataReader data_;
    ContentCheck check_{ContentLimits{}};
    std::optional<ServerReply> fault_;  // the message under way will be refused with this
    bool begun_ = false;                // the handler has a message under way
    bool chunk_failed_ = false;         // the BDATs that follow a refused one are no new error
    bool recipients_exceeded_ = false;
    bool last_chunk_ = false;
    std::uint64_t chunk_left_ = 0;
    ServerReply skip_reply_;
    std::uint64_t discarded_ = 0;
    std::uint64_t errors_ = 0;
    std::uint64_t idle_commands_ = 0;
};

}  // namespace mailrace::smtp
