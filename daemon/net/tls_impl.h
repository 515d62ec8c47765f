// What TlsContext keeps and how a Stream drives one TLS connection over a non-blocking socket: private to daemon/net.
#pragma once

#include <openssl/ssl.h>

#include <list>
#include <memory>
#include <string>
#include <unordered_map>

#include "daemon/net/tls.h"

namespace mailrace::net {

struct SslFree { void operator()(SSL* ssl) const { SSL_free(ssl); } };
struct SslCtxFree { void operator()(SSL_CTX* ctx) const { SSL_CTX_free(ctx); } };
struct SslSessionFree { void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); } };
using SslPtr = std::unique_ptr<SSL, SslFree>;
using SslSessionPtr = std::unique_ptr<SSL_SESSION, SslSessionFree>;

/// The sessions a client may resume: the newest of each host, the oldest hosts forgotten first.
class SessionStore {
public:
    explicit SessionStore(std::size_t limit) : limit_(limit) {}
    void put(const std::string& host, SslSessionPtr session);
    /// Taken out: a TLS 1.3 ticket should be used once (RFC 8446 appendix C.4).
    SslSessionPtr take(const std::string& host);

private:
    struct Entry { std::string host; SslSessionPtr session; };
    std::size_t limit_;
    std::list<Entry> entries_;  // newest in front
    std::unordered_map<std::string, std::list<Entry>::iterator> by_host_;
};

struct TlsContext::Impl {
    std::unique_ptr<SSL_CTX, SslCtxFree> ctx;
    std::unique_ptr<SessionStore> sessions;  // clients only
    bool verify = false;
};

/// One TLS connection.
class TlsSession {
public:
    enum class Want : std::uint8_t { nothing, read, write, closed, failed };
    struct Step { Want want = Want::nothing; std::size_t bytes = 0; };

    /// `host` empty: as server. The error words say what OpenSSL said.
    static Result<std::unique_ptr<TlsSession>> make(std::shared_ptr<TlsContext> context, int socket, bool server, std::string host);

    Step handshake();
    Step read(char* out, std::size_t size);
    Step write(const char* bytes, std::size_t size);
    void notify_close();
    bool pending() const { return SSL_pending(ssl_.get()) > 0; }
    TlsInfo info() const;
    /// What went wrong in the step that returned `failed`.
    const std::string& words() const { return words_; }
    const std::string& host() const { return host_; }
    TlsContext::Impl& context() { return *context_->impl_; }

private:
    Step judge(int result, std::size_t bytes);

    std::shared_ptr<TlsContext> context_;
    std::string host_;
    SslPtr ssl_;
    std::string words_;
};

}  // namespace mailrace::net
