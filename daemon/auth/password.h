// Hashed passwords: made by scrypt (RFC 7914) with a fresh salt, checked in constant time. A hash costs about a quarter of a
// second and 32 MB on purpose: call it from a crypto thread. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/config/password_hash.h"

namespace mailrace::auth {

inline constexpr std::size_t kLongestPassword = 1024;  // bytes

/// The text for `password-hash`. Fails for an empty password or one longer than kLongestPassword.
Result<std::string> hash_password(std::string_view password);
bool verify_password(const config::PasswordHash& hash, std::string_view password);
/// Are these the same? Takes as long whatever differs.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace mailrace::auth
