#include "daemon/simulator/certificates.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/x509v3.h>

#include <boost/asio/ssl/context.hpp>
#include <stdexcept>

namespace mailrace::simulator {

namespace {

constexpr long day = 86'400;
constexpr std::size_t max_contexts = 8192;

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;

Key make_key() { return Key(EVP_EC_gen("P-256")); }

bool add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    if (!extension) return false;
    const bool added = X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

struct Request {
    std::string name;
    long from = -day;
    long until = 365 * day;
    bool authority = false;
};

/// Signed by `issuer` with `signer`; self-signed when the issuer is null.
Certificate make_certificate(const Request& request, EVP_PKEY* key, X509* issuer, EVP_PKEY* signer) {
    Certificate certificate(X509_new());
    unsigned char serial[8] = {};
    if (!certificate || RAND_bytes(serial, sizeof serial) != 1) return nullptr;
    std::uint64_t number = 0;
    std::memcpy(&number, serial, sizeof number);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), number >> 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), request.from);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), request.until);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    const std::string common = request.name.substr(0, 64);  // the bound of X.520
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(common.c_str()), -1, -1, 0);
    X509* real_issuer = issuer ? issuer : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(real_issuer));
    const bool extended =
        add_extension(certificate.get(), real_issuer, NID_basic_constraints, request.authority ? "critical,CA:TRUE" : "CA:FALSE") &&
        (request.authority || add_extension(certificate.get(), real_issuer, NID_subject_alt_name, "DNS:" + request.name));
    if (!extended || X509_sign(certificate.get(), signer, EVP_sha256()) == 0) return nullptr;
    return certificate;
}

}  // namespace

struct CertificateShop::Inner {
    Key authority_key = make_key();
    Key host_key = make_key();
    Certificate authority;
};

CertificateShop::CertificateShop() : inner_(std::make_unique<Inner>()) {
    if (inner_->authority_key && inner_->host_key) {
        const Request request{"Mailrace simulator test authority", -day, 365 * day, true};
        inner_->authority = make_certificate(request, inner_->authority_key.get(), nullptr, inner_->authority_key.get());
    }
    if (!inner_->authority) throw std::runtime_error("OpenSSL could not make the simulator's certificates");
}

CertificateShop::~CertificateShop() = default;

std::shared_ptr<boost::asio::ssl::context> CertificateShop::context_for(const std::string& host, CertificateKind kind) {
    std::lock_guard lock(mutex_);
    const auto key = std::make_pair(host, kind);
    const auto known = contexts_.find(key);
    if (known != contexts_.end()) return known->second;

    Request request{kind == CertificateKind::wrong_name ? "another-host.invalid" : host};
    if (kind == CertificateKind::expired) {
        request.from = -60 * day;
        request.until = -30 * day;
    }
    const bool alone = kind == CertificateKind::self_signed;
    const Certificate certificate = make_certificate(request, inner_->host_key.get(), alone ? nullptr : inner_->authority.get(),
                                                     alone ? inner_->host_key.get() : inner_->authority_key.get());
    if (!certificate) return nullptr;
    auto context = std::make_shared<boost::asio::ssl::context>(boost::asio::ssl::context::tls_server);
    SSL_CTX* raw = context->native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    if (SSL_CTX_use_certificate(raw, certificate.get()) != 1 || SSL_CTX_use_PrivateKey(raw, inner_->host_key.get()) != 1) return nullptr;
    if (contexts_.size() >= max_contexts) contexts_.clear();
    contexts_.emplace(key, context);
    return context;
}

std::string CertificateShop::authority_pem() const {
    const Bio memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), inner_->authority.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string CertificateShop::key_digest() const {
    unsigned char* encoded = nullptr;
    const int size = i2d_PUBKEY(inner_->host_key.get(), &encoded);
    if (size <= 0) return {};
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(encoded, static_cast<std::size_t>(size), digest.data());
    OPENSSL_free(encoded);
    std::string text;
    for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
    return text;
}

}  // namespace mailrace::simulator
