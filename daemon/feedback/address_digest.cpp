#include "daemon/feedback/address_digest.h"

#include "shared/base/hex.h"

namespace mailrace::feedback {

std::optional<AddressDigest> AddressDigest::parse(std::string_view policy) {
    constexpr std::string_view hexadecimal = "-hexkey";
    constexpr std::size_t siphash_key = 16;
    const std::size_t blank = policy.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    std::string_view name = policy.substr(0, blank);
    std::optional<std::string> key(policy.substr(blank + 1));
    const bool digits = name.ends_with(hexadecimal);
    if (digits) {
        name.remove_suffix(hexadecimal.size());
        key = from_hex(*key);
    }
    const auto algorithm = auth::parse_digest_algorithm(name);
    if (!algorithm || !key || key->empty()) return std::nullopt;
    if (*algorithm == auth::DigestAlgorithm::siphash && !digits) key->resize(siphash_key, '\0');
    auto digest = auth::KeyedDigest::make(*algorithm, std::move(*key));
    if (!digest) return std::nullopt;
    return AddressDigest(std::move(*digest));
}

std::string AddressDigest::of(std::string_view text) const { return to_hex(digest_.digest(text)); }

}  // namespace mailrace::feedback
