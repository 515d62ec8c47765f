#include "daemon/auth/keyed_digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <bit>
#include <random>

namespace mailrace::auth {

namespace {

std::uint64_t little(const char* p) {
    std::uint64_t out = 0;
    for (int i = 7; i >= 0; --i) out = out << 8 | static_cast<std::uint8_t>(p[i]);
    return out;
}

struct SipState {
    std::uint64_t a, b, c, d;
    void round() {
        a += b, b = std::rotl(b, 13) ^ a, a = std::rotl(a, 32);
        c += d, d = std::rotl(d, 16) ^ c;
        a += d, d = std::rotl(d, 21) ^ a;
        c += b, b = std::rotl(b, 17) ^ c, c = std::rotl(c, 32);
    }
    void word(std::uint64_t m) {
        d ^= m;
        round(), round();
        a ^= m;
    }
};

struct FreeContext {
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

constexpr std::size_t kBlock = 64;

}  // namespace

std::uint64_t siphash(const SipKey& key, std::string_view text) {
    SipState s{key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261, key[1] ^ 0x7465646279746573};
    const std::size_t whole = text.size() / 8 * 8;
    for (std::size_t i = 0; i < whole; i += 8) s.word(little(text.data() + i));
    std::uint64_t last = static_cast<std::uint64_t>(text.size()) << 56;
    for (std::size_t i = whole; i < text.size(); ++i) last |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(text[i])) << (8 * (i - whole));
    s.word(last);
    s.c ^= 0xff;
    for (int i = 0; i < 4; ++i) s.round();
    return s.a ^ s.b ^ s.c ^ s.d;
}

SipKey sip_key(std::string_view bytes) {
    std::string padded(bytes);
    padded.resize(16);
    return {little(padded.data()), little(padded.data() + 8)};
}

SipKey random_sip_key() {
    char bytes[16];
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes), sizeof bytes) == 1) return sip_key({bytes, sizeof bytes});
    std::random_device device;
    return {std::uint64_t{device()} << 32 | device(), std::uint64_t{device()} << 32 | device()};
}

std::string_view to_string(DigestAlgorithm algorithm) { return algorithm == DigestAlgorithm::siphash ? "siphash" : "hmac-sha256"; }

std::optional<DigestAlgorithm> parse_digest_algorithm(std::string_view text) {
    if (text == "siphash") return DigestAlgorithm::siphash;
    if (text == "hmac-sha256") return DigestAlgorithm::hmac_sha256;
    return std::nullopt;
}

struct KeyedDigest::Hmac {
    Context inner{EVP_MD_CTX_new()}, outer{EVP_MD_CTX_new()};

    explicit Hmac(std::string key) {
        if (key.size() > kBlock) {
            char hashed[32];
            unsigned size = 0;
            EVP_Digest(key.data(), key.size(), reinterpret_cast<unsigned char*>(hashed), &size, EVP_sha256(), nullptr);
            key.assign(hashed, size);
        }
        key.resize(kBlock);
        for (auto [context, pad] : {std::pair{inner.get(), char{0x36}}, std::pair{outer.get(), char{0x5c}}}) {
            std::string block = key;
            for (char& c : block) c = static_cast<char>(c ^ pad);
            EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
            EVP_DigestUpdate(context, block.data(), block.size());
        }
    }
};

KeyedDigest::KeyedDigest(DigestAlgorithm algorithm, std::string key) : algorithm_(algorithm) {
    if (algorithm == DigestAlgorithm::siphash) sip_ = sip_key(key);
    else hmac_ = std::make_shared<const Hmac>(std::move(key));
}

Result<KeyedDigest> KeyedDigest::make(DigestAlgorithm algorithm, std::string key) {
    if (key.empty()) return Error::invalid("digests need a key");
    if (algorithm == DigestAlgorithm::siphash && key.size() != 16)
        return Error::invalid("the key of siphash has 16 bytes, this one " + std::to_string(key.size()));
    return KeyedDigest(algorithm, std::move(key));
}

std::string KeyedDigest::digest(std::string_view text) const {
    if (algorithm_ == DigestAlgorithm::siphash) {
        const std::uint64_t number = siphash(sip_, text);
        std::string out(8, '\0');
        for (int i = 0; i < 8; ++i) out[static_cast<std::size_t>(i)] = static_cast<char>(number >> (56 - 8 * i));
        return out;
    }
    // A context of its own for each thread: making one costs more than the digest.
    thread_local const Context work{EVP_MD_CTX_new()};
    std::string out(32, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    EVP_MD_CTX_copy_ex(work.get(), hmac_->inner.get());
    EVP_DigestUpdate(work.get(), text.data(), text.size());
    EVP_DigestFinal_ex(work.get(), bytes, nullptr);
    EVP_MD_CTX_copy_ex(work.get(), hmac_->outer.get());
    EVP_DigestUpdate(work.get(), bytes, out.size());
    EVP_DigestFinal_ex(work.get(), bytes, nullptr);
    return out;
}

}  // namespace mailrace::auth
