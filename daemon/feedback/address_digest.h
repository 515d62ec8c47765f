// Keyed digests of addresses and their parts: SipHash-2-4 (64 bits) and HMAC-SHA-256, as hexadecimal text. Accounting writes them instead of local parts,
// hashed lists hold them instead of addresses; equal texts under one key give equal digests, and without the key nobody can try addresses. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailrace::feedback {

/// SipHash-2-4 of Aumasson and Bernstein; the first eight bytes of the key are its first half, little-endian.
std::uint64_t siphash24(const std::array<std::uint8_t, 16>& key, std::string_view data);
std::string to_hex(std::string_view bytes);  // lower case

class AddressDigest {
public:
    enum class Algorithm : std::uint8_t { siphash, hmac_sha256 };

    /// A key as text. SipHash takes 16 bytes: a shorter key is filled up with zero bytes, of a longer one the first 16 count.
    AddressDigest(Algorithm algorithm, std::string_view key);
    /// "siphash KEY", "siphash-hexkey KEY", "hmac-sha256 KEY", "hmac-sha256-hexkey KEY"; nothing for other texts, an odd number of digits, or a
    /// hexadecimal SipHash key that has not 32 digits.
    static std::optional<AddressDigest> parse(std::string_view policy);

    /// 16 or 64 digits. SipHash: the number as people write it, highest digit first.
    std::string of(std::string_view text) const;
    Algorithm algorithm() const { return algorithm_; }

private:
    Algorithm algorithm_;
    std::string key_;
};

}  // namespace mailrace::feedback
