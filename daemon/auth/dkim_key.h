// New keys for DKIM: the private part in PEM, the public one as the text of the DNS record (RFC 6376 section 3.6.1, RFC 8463).
// Making an RSA key takes a tenth of a second. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::auth {

enum class DkimKeyType : std::uint8_t { rsa2048, ed25519 };
std::optional<DkimKeyType> parse_dkim_key_type(std::string_view text);

struct DkimKey {
    std::string private_pem;  // PKCS #8
    std::string record;       // "v=DKIM1; k=rsa; p=…", in one piece
};

Result<DkimKey> make_dkim_key(DkimKeyType type);

/// "s1" or "2026.mail": labels of letters, digits, '-' and '_' (RFC 6376 section 3.1).
bool is_selector(std::string_view text);

}  // namespace mailrace::auth
