// TLS contexts: certificates, what is verified, the lowest version, and the sessions that a client may resume. A context is immutable
// once made and may serve many streams; reloading certificates means making a new context and using it for new streams. Server contexts
// may be shared by threads; a client context belongs to one network thread, because it keeps the sessions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "shared/base/result.h"

namespace mailrace::net {

enum class TlsVersion : std::uint8_t { tls10, tls11, tls12, tls13 };

struct TlsClientOptions {
    bool verify = false;                    // false: opportunistic, any certificate will do
    std::string ca_file;                    // PEM; empty with `verify`: the system's trust store
    std::string certificate_file, key_file; // PEM, to be sent when asked; empty: none
    TlsVersion min_version = TlsVersion::tls12;
    std::string ciphers;                    // OpenSSL cipher list for up to TLS 1.2; empty: the default
    std::size_t max_sessions = 1024;        // resumable sessions kept, one a host; 0: none
};

struct TlsServerOptions {
    std::string certificate_file;           // PEM, with the chain
    std::string key_file;                   // PEM; empty: in the certificate file
    TlsVersion min_version = TlsVersion::tls12;
    std::string ciphers;
};

/// What was agreed on.
struct TlsInfo {
    std::string protocol;                   // "TLSv1.3"
    std::string cipher;                     // "TLS_AES_256_GCM_SHA384"
    std::string verified;                   // "ca" when the certificate was verified for the host name; else empty
    bool resumed = false;
};

class TlsContext {
public:
    static Result<std::shared_ptr<TlsContext>> client(const TlsClientOptions& options);
    /// Fails when the files cannot be read or do not belong together; the words name the file.
    static Result<std::shared_ptr<TlsContext>> server(const TlsServerOptions& options);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

private:
    friend class Stream;
    friend class TlsSession;
    struct Impl;
    explicit TlsContext(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace mailrace::net
