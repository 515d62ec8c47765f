#include "daemon/auth/hmac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace mailrace::auth {

std::string hmac_sha256(std::string_view key, std::string_view data) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int length = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(data.data());
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, data.size(), out.data(), &length) == nullptr) return {};
    return std::string(reinterpret_cast<const char*>(out.data()), length);
}

}  // namespace mailrace::auth
