// Keyed digests of parts of addresses, as accounting writes them instead of local parts (privacy-policy): hexadecimal text, the same that
// `mailracectl digest` prints. Equal texts under one key give equal digests, and without the key nobody can try addresses. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/auth/keyed_digest.h"

namespace mailrace::feedback {

class AddressDigest {
public:
    /// "siphash KEY", "siphash-hexkey KEY", "hmac-sha256 KEY", "hmac-sha256-hexkey KEY"; nothing for other texts, an odd number of digits, or a
    /// hexadecimal SipHash key that has not 32 digits. SipHash takes 16 bytes: a shorter key given as text is filled up with zero bytes, of a longer
    /// one the first 16 count.
    static std::optional<AddressDigest> parse(std::string_view policy);

    /// 16 or 64 digits, lower case. SipHash: the number as people write it, highest digit first.
    std::string of(std::string_view text) const;

private:
    explicit AddressDigest(auth::KeyedDigest digest) : digest_(std::move(digest)) {}

    auth::KeyedDigest digest_;
};

}  // namespace mailrace::feedback
