// Keyed digests of short texts: SipHash-2-4 (Aumasson and Bernstein) and HMAC-SHA-256 (RFC 2104). A suppression list that holds digests tells nobody who is
// on it without the key. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::auth {

using SipKey = std::array<std::uint64_t, 2>;

std::uint64_t siphash(const SipKey& key, std::string_view text);
/// 16 bytes, each half with the low byte first, as the authors of SipHash write it.
SipKey sip_key(std::string_view bytes);
SipKey random_sip_key();

enum class DigestAlgorithm : std::uint8_t { siphash, hmac_sha256 };
std::string_view to_string(DigestAlgorithm algorithm);  // "siphash", "hmac-sha256"
std::optional<DigestAlgorithm> parse_digest_algorithm(std::string_view text);

class KeyedDigest {
public:
    /// Fails for a key of another length than 16 bytes (siphash) or an empty one.
    static Result<KeyedDigest> make(DigestAlgorithm algorithm, std::string key);

    /// 8 or 32 bytes. SipHash's number has its high byte first, so that its hexadecimal form is the number as people write it.
    std::string digest(std::string_view text) const;
    std::size_t size() const { return algorithm_ == DigestAlgorithm::siphash ? 8 : 32; }
    DigestAlgorithm algorithm() const { return algorithm_; }

private:
    KeyedDigest(DigestAlgorithm algorithm, std::string key);

    struct Hmac;  // the two states of SHA-256 behind the key, made once
    DigestAlgorithm algorithm_;
    SipKey sip_{};
    std::shared_ptr<const Hmac> hmac_;
};

}  // namespace mailrace::auth
