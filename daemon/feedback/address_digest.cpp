#include "daemon/feedback/address_digest.h"

#include <algorithm>
#include <bit>

#include "daemon/auth/hmac.h"

namespace mailrace::feedback {
namespace {

constexpr std::size_t siphash_key = 16;

std::uint64_t little_endian(const std::uint8_t* bytes, std::size_t count = 8) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < count; ++i) out |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return out;
}

struct SipState {
    std::uint64_t v0, v1, v2, v3;

    void round() {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    }
    void word(std::uint64_t m) {
        v3 ^= m;
        round();
        round();
        v0 ^= m;
    }
};

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digit(text[i]), low = digit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
    }
    return out;
}

}  // namespace

std::uint64_t siphash24(const std::array<std::uint8_t, 16>& key, std::string_view data) {
    const std::uint64_t k0 = little_endian(key.data()), k1 = little_endian(key.data() + 8);
    SipState s{k0 ^ 0x736f6d6570736575ULL, k1 ^ 0x646f72616e646f6dULL, k0 ^ 0x6c7967656e657261ULL, k1 ^ 0x7465646279746573ULL};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(data.data());
    const std::size_t whole = data.size() / 8 * 8;
    for (std::size_t at = 0; at < whole; at += 8) s.word(little_endian(bytes + at));
    s.word(little_endian(bytes + whole, data.size() - whole) | static_cast<std::uint64_t>(data.size() & 0xFF) << 56);
    s.v2 ^= 0xFF;
    for (int i = 0; i < 4; ++i) s.round();
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

AddressDigest::AddressDigest(Algorithm algorithm, std::string_view key) : algorithm_(algorithm), key_(key) {
    if (algorithm_ == Algorithm::siphash) key_.resize(siphash_key, '\0');
}

std::optional<AddressDigest> AddressDigest::parse(std::string_view policy) {
    const std::size_t blank = policy.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const std::string_view name = policy.substr(0, blank), key = policy.substr(blank + 1);
    if (key.empty()) return std::nullopt;
    if (name == "siphash") return AddressDigest(Algorithm::siphash, key);
    if (name == "hmac-sha256") return AddressDigest(Algorithm::hmac_sha256, key);
    const auto bytes = from_hex(key);
    if (!bytes) return std::nullopt;
    if (name == "siphash-hexkey" && bytes->size() == siphash_key) return AddressDigest(Algorithm::siphash, *bytes);
    if (name == "hmac-sha256-hexkey") return AddressDigest(Algorithm::hmac_sha256, *bytes);
    return std::nullopt;
}

std::string AddressDigest::of(std::string_view text) const {
    if (algorithm_ == Algorithm::hmac_sha256) return to_hex(auth::hmac_sha256(key_, text));
    std::array<std::uint8_t, siphash_key> key{};
    std::copy(key_.begin(), key_.end(), key.begin());
    const std::uint64_t hash = siphash24(key, text);
    std::string bytes;
    for (int i = 0; i < 8; ++i) bytes += static_cast<char>(hash >> (56 - 8 * i) & 0xFF);
    return to_hex(bytes);
}

}  // namespace mailrace::feedback
