#include "daemon/auth/dkim_key.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "shared/base/base64.h"

namespace mailrace::auth {

namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Bio = std::unique_ptr<BIO, Free>;

std::string content(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string private_pem(EVP_PKEY* key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) return {};
    return content(bio.get());
}

/// RSA: the SubjectPublicKeyInfo (RFC 6376); Ed25519: the 32 bytes themselves (RFC 8463 section 4).
std::string public_part(EVP_PKEY* key, DkimKeyType type) {
    if (type == DkimKeyType::ed25519) {
        std::string raw(32, '\0');
        std::size_t size = raw.size();
        if (EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(raw.data()), &size) != 1 || size != raw.size())
            return {};
        return raw;
    }
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || i2d_PUBKEY_bio(bio.get(), key) != 1) return {};
    return content(bio.get());
}

}  // namespace

std::optional<DkimKeyType> parse_dkim_key_type(std::string_view text) {
    if (text == "rsa2048") return DkimKeyType::rsa2048;
    if (text == "ed25519") return DkimKeyType::ed25519;
    return std::nullopt;
}

Result<DkimKey> make_dkim_key(DkimKeyType type) {
    const Key key(type == DkimKeyType::rsa2048 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(2048))
                                               : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!key) return Error::internal("the key could not be made");
    DkimKey made;
    made.private_pem = private_pem(key.get());
    const std::string part = public_part(key.get(), type);
    if (made.private_pem.empty() || part.empty()) return Error::internal("the key could not be written");
    made.record = std::string("v=DKIM1; k=") + (type == DkimKeyType::rsa2048 ? "rsa" : "ed25519") + "; p=" + to_base64(part);
    return made;
}

bool is_selector(std::string_view text) {
    if (text.empty() || text.size() > 200) return false;
    std::size_t label = 0;
    for (const char c : text) {
        const bool sign = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (c == '.' ? label == 0 : !sign) return false;
        label = c == '.' ? 0 : label + 1;
        if (label > 63) return false;
    }
    return label > 0;
}

}  // namespace mailrace::auth
