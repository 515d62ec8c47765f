#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <cerrno>
#include <cstring>

#include "daemon/net/address.h"
#include "daemon/net/tls_impl.h"

namespace mailrace::net {
namespace {

std::string reason_of(unsigned long code) {
    if (ERR_SYSTEM_ERROR(code)) return std::strerror(ERR_GET_REASON(code));
    const char* reason = ERR_reason_error_string(code);
    return reason ? reason : "TLS error " + std::to_string(code);
}

bool set_host(SSL* ssl, const std::string& host, bool verify) {
    auto ip = parse_ip(host);
    if (!ip && SSL_set_tlsext_host_name(ssl, host.c_str()) != 1) return false;
    if (!verify) return true;
    X509_VERIFY_PARAM* param = SSL_get0_param(ssl);
    X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (ip) return X509_VERIFY_PARAM_set1_ip_asc(param, host.c_str()) == 1;
    return SSL_set1_host(ssl, host.c_str()) == 1;
}

}  // namespace

void SessionStore::put(const std::string& host, SslSessionPtr session) {
    if (limit_ == 0) return;
    take(host);
    entries_.push_front(Entry{host, std::move(session)});
    by_host_[host] = entries_.begin();
    if (entries_.size() > limit_) {
        by_host_.erase(entries_.back().host);
        entries_.pop_back();
    }
}

SslSessionPtr SessionStore::take(const std::string& host) {
    auto found = by_host_.find(host);
    if (found == by_host_.end()) return nullptr;
    SslSessionPtr session = std::move(found->second->session);
    entries_.erase(found->second);
    by_host_.erase(found);
    return session;
}

Result<std::unique_ptr<TlsSession>> TlsSession::make(std::shared_ptr<TlsContext> context, int socket, bool server, std::string host) {
    auto session = std::make_unique<TlsSession>();
    session->context_ = std::move(context);
    session->host_ = std::move(host);
    ERR_clear_error();
    session->ssl_.reset(SSL_new(session->context().ctx.get()));
    SSL* ssl = session->ssl_.get();
    if (!ssl || SSL_set_fd(ssl, socket) != 1) return Error::internal("TLS: " + reason_of(ERR_get_error()));
    SSL_set_app_data(ssl, session.get());
    if (server) {
        SSL_set_accept_state(ssl);
        return session;
    }
    SSL_set_connect_state(ssl);
    if (!session->host_.empty() && !set_host(ssl, session->host_, session->context().verify))
        return Error::invalid("TLS: not a host name: " + session->host_.substr(0, 100));
    if (auto& sessions = session->context().sessions) {
        SslSessionPtr old = sessions->take(session->host_);
        if (old) SSL_set_session(ssl, old.get());
    }
    return session;
}

TlsSession::Step TlsSession::judge(int result, std::size_t bytes) {
    if (result == 1) return {Want::nothing, bytes};
    int system_error_number = errno;
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ: return {Want::read, 0};
        case SSL_ERROR_WANT_WRITE: return {Want::write, 0};
        case SSL_ERROR_ZERO_RETURN: return {Want::closed, 0};
        case SSL_ERROR_SYSCALL:
            words_ = system_error_number ? std::strerror(system_error_number) : "connection closed";
            return {system_error_number ? Want::failed : Want::closed, 0};
        default: break;
    }
    unsigned long code = ERR_peek_error();
    // A peer that closes the connection without close_notify is common in mail; SMTP marks its own ends.
    if (ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return {Want::closed, 0};
    words_ = code ? reason_of(code) : "TLS failed";
    if (ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED)
        words_ += std::string(": ") + X509_verify_cert_error_string(SSL_get_verify_result(ssl_.get()));
    return {Want::failed, 0};
}

TlsSession::Step TlsSession::handshake() {
    ERR_clear_error();
    errno = 0;
    return judge(SSL_do_handshake(ssl_.get()), 0);
}

TlsSession::Step TlsSession::read(char* out, std::size_t size) {
    ERR_clear_error();
    errno = 0;
    std::size_t got = 0;
    int result = SSL_read_ex(ssl_.get(), out, size, &got);
    return judge(result, got);
}

TlsSession::Step TlsSession::write(const char* bytes, std::size_t size) {
    ERR_clear_error();
    errno = 0;
    std::size_t put = 0;
    int result = SSL_write_ex(ssl_.get(), bytes, size, &put);
    return judge(result, put);
}

void TlsSession::notify_close() {
    ERR_clear_error();
    if (SSL_is_init_finished(ssl_.get())) SSL_shutdown(ssl_.get());
    ERR_clear_error();
}

TlsInfo TlsSession::info() const {
    TlsInfo info;
    info.protocol = SSL_get_version(ssl_.get());
    info.cipher = SSL_get_cipher_name(ssl_.get());
    info.resumed = SSL_session_reused(ssl_.get()) == 1;
    if (context_->impl_->verify && SSL_get_verify_result(ssl_.get()) == X509_V_OK) info.verified = "ca";
    return info;
}

}  // namespace mailrace::net
