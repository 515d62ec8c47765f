// The text form of a hashed password, as `password-hash` holds it: $scrypt$ln=15,r=8,p=3$SALT$KEY, salt and key in base64 without
// padding. Only the form: hashing and comparing need OpenSSL and are the daemon's. Bounded, so that no line of a configuration
// makes a login cost more than a second or two. Pure, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::config {

struct PasswordHash {
    std::uint32_t log_n = 15;  // memory and time grow with 2^log_n · r; time also with p (RFC 7914 section 2)
    std::uint32_t r = 8;
    std::uint32_t p = 3;
    std::string salt;  // bytes
    std::string key;

    bool operator==(const PasswordHash&) const = default;
};

/// An Error says what is wrong, and never repeats what was given.
Result<PasswordHash> parse_password_hash(std::string_view text);
std::string to_text(const PasswordHash& hash);

}  // namespace mailrace::config
