// One message on its way from the client to the spool: gathers the header and stamps it, keeps a small body in memory and streams
// a large one to the spool, writes the envelope and the receipts. Lives on its session's thread. Once finish() has begun the
// message no longer depends on the client.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/intake/context.h"
#include "daemon/intake/message_header.h"
#include "daemon/net/task.h"
#include "daemon/smtp/server_session.h"
#include "shared/mail/header_scanner.h"

namespace mailrace::intake {

/// The client and how it is connected.
struct Feeder {
    std::string ip;
    std::uint16_t port = 0;
    std::string local_ip;
    std::string hello_name;
    bool extended = true;
    std::string tls_protocol, tls_cipher;
};

/// A recipient that is taken only to be bounced, and why.
struct SuppressedRecipient {
    std::string address;
    std::string words;
};

class MessageBuilder {
public:
    MessageBuilder(Context& context, std::shared_ptr<const SourceRules> rules, Feeder feeder,
                   const smtp::ServerEnvelope& envelope, std::vector<SuppressedRecipient> suppressed = {});

    /// Takes the next bytes. A reply refuses the message: it is of no use any more.
    std::optional<smtp::ServerReply> append(std::string_view bytes);
    /// So much has gathered that flush() must run before the next append(): what keeps the memory of large messages flat.
    bool wants_flush() const { return header_done_ && body_.size() >= (large_ ? stream_piece : options_->large_message); }
    net::Task<std::optional<smtp::ServerReply>> flush();

    /// Stores the message. 250 only when it is durable; `size` and `eight_bit` as the session saw them.
    net::Task<smtp::ServerReply> finish(bool eight_bit);

    MessageId id() const { return stamp_.id; }

private:
    static constexpr std::size_t stream_piece = 256 * 1024;

    std::optional<smtp::ServerReply> end_header();
    std::optional<smtp::ServerReply> choose_virtual_mta();
    std::optional<smtp::ServerReply> hold(std::size_t more);
    smtp::ServerReply storage_refusal(const Error& error);
    spool::Envelope make_envelope(bool eight_bit) const;
    std::vector<events::Event> make_receipts(const spool::Envelope& envelope, std::uint64_t size) const;

    Context& context_;
    std::shared_ptr<const Options> options_;
    std::shared_ptr<const SourceRules> rules_;
    Feeder feeder_;
    smtp::ServerEnvelope envelope_;
    std::vector<SuppressedRecipient> suppressed_;
    Stamp stamp_;
    MemoryBudget::Share share_;
    mail::HeaderScanner scanner_;
    std::string header_;
    bool header_done_ = false;
    HeaderChoices choices_;
    VirtualMtaChoice vmta_;
    std::string body_;  // all of it, or what is not yet streamed
    std::uint64_t streamed_ = 0;
    std::unique_ptr<spool::Spool::LargeBody> large_;
};

}  // namespace mailrace::intake
