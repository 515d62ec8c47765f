// One SMTP connection as client: runs the machines over a stream, so that who delivers mail sees handshake, transactions, idling and goodbye and
// no bytes. Lives on the io_context of its stream; one operation at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/net/stream.h"
#include "daemon/smtp/client_handshake.h"
#include "daemon/smtp/client_transaction.h"

namespace mailrace::smtp {

class ClientConnection {
public:
    /// `host`: the receiver's name, for SNI and verification. `clock` must outlive the connection.
    ClientConnection(net::Stream stream, ClientOptions options, std::string host, const Clock& clock, bool track);

    /// Up to the last EHLO. `tls` may be empty: then STARTTLS is not used. False: see failure(); the stream is closed.
    net::Task<bool> handshake(std::shared_ptr<net::TlsContext> tls);

    /// One transaction. What it leaves behind is in session().
    net::Task<std::vector<RecipientResult>> transact(const TransactionRequest& request, BodySource& body);

    enum class IdleEnd : std::uint8_t {
        cancelled,      // cancel_idle() was called: there is work
        timeout,
        closed,         // the receiver closed, or spoke (a 421): the connection is of no more use
    };
    net::Task<IdleEnd> idle(net::Deadline until);
    void cancel_idle() { stream_.cancel(); }

    /// QUIT, the answer or not, closed.
    net::Task<void> quit(net::Deadline deadline);
    void close() { stream_.close(); }

    const Answer& failure() const { return failure_; }
    const Capabilities& capabilities() const { return capabilities_; }
    const std::string& greeting_name() const { return greeting_name_; }
    const SessionState& session() const { return session_; }
    const net::TlsInfo& tls() const { return tls_; }        // empty protocol: no TLS
    std::uint32_t tls_us() const { return tls_us_; }
    const net::Endpoint& remote() const { return stream_.remote(); }
    const net::Endpoint& local() const { return stream_.local(); }
    Transcript& transcript() { return transcript_; }

private:
    template <class Machine>
    net::Task<void> run(Machine& machine);
    net::Task<Result<std::size_t>> act(const ClientAction& action);

    net::Stream stream_;
    ClientOptions options_;
    std::string host_;
    const Clock& clock_;
    Transcript transcript_;
    std::shared_ptr<net::TlsContext> tls_context_;
    ReplyReader reader_;
    SessionState session_;
    Answer failure_;
    Capabilities capabilities_;
    std::string greeting_name_;
    net::TlsInfo tls_;
    std::uint32_t tls_us_ = 0;
    std::array<char, 4096> buffer_;
};

}  // namespace mailrace::smtp
