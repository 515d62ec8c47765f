// HMAC-SHA-256 (RFC 2104, FIPS 180-4): of signatures that we make, and of keyed digests. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::auth {

/// 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view data);

}  // namespace mailrace::auth
