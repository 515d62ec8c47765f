#include "daemon/net/tls.h"

#include <openssl/err.h>

#include <csignal>

#include "daemon/net/tls_impl.h"

namespace mailrace::net {
namespace {

int version_number(TlsVersion version) {
    switch (version) {
        case TlsVersion::tls10: return TLS1_VERSION;
        case TlsVersion::tls11: return TLS1_1_VERSION;
        case TlsVersion::tls12: return TLS1_2_VERSION;
        case TlsVersion::tls13: return TLS1_3_VERSION;
    }
    return TLS1_2_VERSION;
}

Error tls_error(const std::string& what) {
    unsigned long code = ERR_peek_last_error();
    const char* reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return Error{ErrorClass::invalid, false, Origin::configuration, what + ": " + (reason ? reason : "TLS error")};
}

// OpenSSL writes to the socket with write(2), which would kill the process when the peer has closed.
void ignore_broken_pipes() {
#ifdef SIGPIPE
    static const bool done = [] { return std::signal(SIGPIPE, SIG_IGN) != SIG_ERR; }();
    (void)done;
#endif
}

int keep_session(SSL* ssl, SSL_SESSION* session) {
    auto* owner = static_cast<TlsSession*>(SSL_get_app_data(ssl));
    if (!owner || owner->host().empty() || !owner->context().sessions) return 0;
    owner->context().sessions->put(owner->host(), SslSessionPtr(session));
    return 1;
}

Status load_certificate(SSL_CTX* ctx, const std::string& certificate, const std::string& key) {
    if (SSL_CTX_use_certificate_chain_file(ctx, certificate.c_str()) != 1) return tls_error("certificate " + certificate);
    const std::string& key_file = key.empty() ? certificate : key;
    if (SSL_CTX_use_PrivateKey_file(ctx, key_file.c_str(), SSL_FILETYPE_PEM) != 1) return tls_error("private key " + key_file);
    if (SSL_CTX_check_private_key(ctx) != 1) return tls_error("private key " + key_file + " does not belong to " + certificate);
    return {};
}

Status set_common(SSL_CTX* ctx, TlsVersion min_version, const std::string& ciphers) {
    SSL_CTX_set_mode(ctx, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(ctx, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    if (SSL_CTX_set_min_proto_version(ctx, version_number(min_version)) != 1) return tls_error("lowest TLS version");
    // OpenSSL refuses TLS 1.0 and 1.1 at security level 1 and above.
    if (min_version < TlsVersion::tls12) SSL_CTX_set_security_level(ctx, 0);
    if (!ciphers.empty() && SSL_CTX_set_cipher_list(ctx, ciphers.c_str()) != 1) return tls_error("ciphers " + ciphers);
    return {};
}

Status set_trust(SSL_CTX* ctx, const std::string& ca_file) {
    int loaded = ca_file.empty() ? SSL_CTX_set_default_verify_paths(ctx) : SSL_CTX_load_verify_file(ctx, ca_file.c_str());
    if (loaded != 1) return tls_error("trusted certificates " + ca_file);
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, nullptr);
    return {};
}

}  // namespace

TlsContext::TlsContext(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TlsContext::~TlsContext() = default;

Result<std::shared_ptr<TlsContext>> TlsContext::client(const TlsClientOptions& options) {
    ignore_broken_pipes();
    ERR_clear_error();
    auto impl = std::make_unique<Impl>();
    impl->ctx.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* ctx = impl->ctx.get();
    if (!ctx) return tls_error("TLS client");
    impl->verify = options.verify;
    impl->sessions = std::make_unique<SessionStore>(options.max_sessions);
    if (Status set = set_common(ctx, options.min_version, options.ciphers); !set) return set.error();
    if (options.verify) {
        if (Status set = set_trust(ctx, options.ca_file); !set) return set.error();
    } else {
        SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, nullptr);
    }
    if (!options.certificate_file.empty()) {
        if (Status set = load_certificate(ctx, options.certificate_file, options.key_file); !set) return set.error();
    }
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(ctx, keep_session);
    return std::shared_ptr<TlsContext>(new TlsContext(std::move(impl)));
}

Result<std::shared_ptr<TlsContext>> TlsContext::server(const TlsServerOptions& options) {
    ignore_broken_pipes();
    ERR_clear_error();
    auto impl = std::make_unique<Impl>();
    impl->ctx.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* ctx = impl->ctx.get();
    if (!ctx) return tls_error("TLS server");
    if (Status set = set_common(ctx, options.min_version, options.ciphers); !set) return set.error();
    if (Status set = load_certificate(ctx, options.certificate_file, options.key_file); !set) return set.error();
    SSL_CTX_set_options(ctx, SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_id_context(ctx, reinterpret_cast<const unsigned char*>("mailrace"), 8);
    return std::shared_ptr<TlsContext>(new TlsContext(std::move(impl)));
}

}  // namespace mailrace::net
