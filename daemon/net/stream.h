// A byte stream over TCP that can become TLS in place, as client or as server. It lives on the io_context of its socket; one operation
// may be under way at a time; each has an absolute deadline. A passed deadline ends the operation, not the stream: a server may still
// write its 421.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "daemon/net/address.h"
#include "daemon/net/task.h"
#include "daemon/net/tls.h"
#include "shared/base/result.h"

namespace mailrace::net {

class Stream {
public:
    /// Takes over a connected socket.
    explicit Stream(boost::asio::ip::tcp::socket socket);
    Stream(Stream&&) noexcept;
    Stream& operator=(Stream&&) noexcept;
    /// Closes without ceremony.
    ~Stream();

    /// Connects from `source` (unspecified: the system chooses). Errors: timeout, network; a source address that this machine does not
    /// have is an error of origin `configuration`.
    static Task<Result<Stream>> connect(Endpoint to, IpAddress source, Deadline deadline);

    /// Reads what is there, at least one byte; 0 at the orderly end of the stream. Errors: timeout, network, protocol (TLS), cancelled.
    Task<Result<std::size_t>> read_some(std::span<char> out, Deadline deadline);

    /// Writes all of it. The bytes must stay where they are until it is done.
    Task<Status> write(std::string_view bytes, Deadline deadline);
    /// Writes the pieces one after another, with as few system calls as possible. At most 16 pieces; the array itself may go away at once.
    Task<Status> write(std::span<const std::string_view> pieces, Deadline deadline);

    /// Becomes TLS (RFC 3207). `host` is sent as SNI unless it is an address, is what a verifying context verifies, and names the session to
    /// resume. After an error the stream is of no use.
    Task<Result<TlsInfo>> start_tls_client(std::shared_ptr<TlsContext> context, std::string host, Deadline deadline);
    Task<Result<TlsInfo>> start_tls_server(std::shared_ptr<TlsContext> context, Deadline deadline);

    /// Says goodbye: TLS close_notify, then ends the sending side, then reads (at most 64 KiB) until the peer has closed too, so that what
    /// was written last is not lost to a reset. Closes in any case.
    Task<void> finish(Deadline deadline);

    /// Ends the operation under way with ErrorClass::cancelled. Same thread.
    void cancel();
    void close();
    bool is_open() const;
    bool is_tls() const;
    /// Bytes that arrived already and wait in the TLS layer, not in the socket.
    bool has_buffered() const;

    const Endpoint& remote() const;
    const Endpoint& local() const;
    boost::asio::any_io_executor executor() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace mailrace::net
