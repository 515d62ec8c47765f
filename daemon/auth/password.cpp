#include "daemon/auth/password.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace mailrace::auth {

namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kKeyBytes = 32;
constexpr std::uint64_t kMemory = 512u << 20;  // what OpenSSL may take; the form of a hash bounds it below

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

bool derive(const config::PasswordHash& hash, std::string_view password, std::string& out) {
    return EVP_PBE_scrypt(password.data(), password.size(), bytes(hash.salt), hash.salt.size(), 1ull << hash.log_n, hash.r,
                          hash.p, kMemory, bytes(out), out.size()) == 1;
}

std::string digest(std::string_view text) {
    std::string out(32, '\0');
    unsigned int length = 0;
    if (EVP_Digest(text.data(), text.size(), bytes(out), &length, EVP_sha256(), nullptr) != 1) out.clear();
    return out;
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    if (password.empty()) return Error::invalid("an empty password is none");
    if (password.size() > kLongestPassword)
        return Error::invalid("a password has at most " + std::to_string(kLongestPassword) + " bytes");
    config::PasswordHash hash;
    hash.salt.resize(kSaltBytes);
    hash.key.resize(kKeyBytes);
    if (RAND_bytes(bytes(hash.salt), static_cast<int>(hash.salt.size())) != 1)
        return Error::internal("the system gives no random numbers");
    if (!derive(hash, password, hash.key)) return Error::internal("the password could not be hashed: not enough memory");
    return config::to_text(hash);
}

bool verify_password(const config::PasswordHash& hash, std::string_view password) {
    std::string key(hash.key.size(), '\0');
    if (key.empty() || password.size() > kLongestPassword || !derive(hash, password, key)) return false;
    return CRYPTO_memcmp(key.data(), hash.key.data(), key.size()) == 0;
}

bool same_secret(std::string_view a, std::string_view b) {
    const std::string one = digest(a);
    const std::string other = digest(b);
    return !one.empty() && one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace mailrace::auth
