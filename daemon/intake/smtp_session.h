// Drives one SMTP session over a stream: reads, lets the state machine judge, takes the message, answers. Keeps the deadlines:
// for a command, for a message by its size, for the whole session. Lives and dies on the thread of its stream.
#pragma once

#include <memory>
#include <optional>

#include "daemon/intake/context.h"
#include "daemon/intake/message_builder.h"
#include "daemon/net/listener.h"
#include "daemon/net/stream.h"
#include "daemon/smtp/server_session.h"

namespace mailrace::intake {

class SmtpSession final : private smtp::ServerHandler {
public:
    /// What context and listener say now holds for the whole session.
    SmtpSession(Context& context, std::shared_ptr<const ListenerOptions> listener, net::Stream stream);
    ~SmtpSession() override;

    net::Task<void> run();

    /// Same thread. A session between messages says 421 and ends; one in a message ends after its answer.
    void stop_gracefully();
    /// Same thread. Ends now.
    void abort();

private:
    std::optional<smtp::ServerReply> sender(const smtp::MailCommand& mail) override;
    std::optional<smtp::ServerReply> recipient(const smtp::RcptCommand& rcpt) override;
    std::optional<smtp::ServerReply> begin_message(const smtp::ServerEnvelope& envelope) override;
    void abort_message() override { message_.reset(); }
    void refused(const smtp::ServerRefusal& refusal) override;

    std::optional<smtp::ServerReply> suppressed(const smtp::RcptCommand& rcpt);
    smtp::ServerSettings server_settings() const;
    net::Task<void> converse();
    net::Task<bool> handle(smtp::ServerStep step);
    net::Task<bool> take_body(std::string_view body);
    net::Task<bool> end_message();
    net::Task<bool> start_tls();
    net::Task<bool> write_output();
    net::Task<bool> fill();
    void read_failed(const Error& error);
    void choose_buffer();
    net::Deadline read_deadline();
    net::Deadline answer_deadline() const;
    Feeder feeder() const;

    Context& context_;
    std::shared_ptr<const Options> options_;
    std::shared_ptr<const ListenerOptions> listener_;
    net::Stream stream_;
    std::string client_ip_;
    std::shared_ptr<const SourceRules> rules_;
    smtp::ServerSession session_;
    std::unique_ptr<MessageBuilder> message_;
    std::optional<Suppressed> refused_by_;         // of the RCPT that is being refused
    std::vector<SuppressedRecipient> to_bounce_;   // of the transaction
    std::optional<net::TlsInfo> tls_;

    std::unique_ptr<char[]> buffer_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0, end_ = 0;  // what is in the buffer and not yet judged
    net::Deadline session_ends_;
    std::optional<net::Deadline> command_deadline_;  // of the command that is awaited or begun
    net::Deadline message_began_{};
    std::uint64_t message_bytes_ = 0;  // read since then
    bool lost_ = false;                // nothing can be written any more
};

}  // namespace mailrace::intake
