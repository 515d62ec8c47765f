// Certificates of the pretend Internet, made at start: one authority, one key for all hosts, a certificate for each host when it is
// first asked for (good, self-signed, expired, or for another name). Thread safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "daemon/simulator/scenario.h"
#include "shared/base/result.h"

namespace boost::asio::ssl {
class context;
}

namespace mailrace::simulator {

class CertificateShop {
public:
    /// Makes the authority and the key. Throws std::runtime_error when OpenSSL fails, which happens at start only.
    CertificateShop();
    ~CertificateShop();
    CertificateShop(const CertificateShop&) = delete;
    CertificateShop& operator=(const CertificateShop&) = delete;

    /// A server context with the certificate of `host`. Null when OpenSSL fails.
    std::shared_ptr<boost::asio::ssl::context> context_for(const std::string& host, CertificateKind kind);
    /// The authority's certificate in PEM, for those who want to verify.
    std::string authority_pem() const;
    /// SHA-256 over the public key, 64 hexadecimal digits: the value of a TLSA record "3 1 1".
    std::string key_digest() const;

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, CertificateKind>, std::shared_ptr<boost::asio::ssl::context>> contexts_;
};

}  // namespace mailrace::simulator
