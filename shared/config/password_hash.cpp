#include "shared/config/password_hash.h"

#include <charconv>

#include "shared/base/base64.h"

namespace mailrace::config {

namespace {

constexpr std::uint64_t kMostMemory = 256u << 20;  // bytes
constexpr std::uint64_t kMostWork = 1u << 22;      // 2^log_n · r · p

/// Takes "name=NUMBER" and the sign behind it.
bool take_number(std::string_view& text, std::string_view name, char behind, std::uint32_t& out) {
    if (!text.starts_with(name)) return false;
    text.remove_prefix(name.size());
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (failed != std::errc() || end == text.data() + text.size() || *end != behind) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    return true;
}

}  // namespace

Result<PasswordHash> parse_password_hash(std::string_view text) {
    const Error form = Error::invalid("this is not a hashed password; mailracectl password makes one");
    PasswordHash hash;
    constexpr std::string_view scheme = "$scrypt$";
    if (!text.starts_with(scheme)) return form;
    text.remove_prefix(scheme.size());
    if (!take_number(text, "ln=", ',', hash.log_n) || !take_number(text, "r=", ',', hash.r) ||
        !take_number(text, "p=", '$', hash.p))
        return form;
    const std::size_t dollar = text.find('$');
    if (dollar == std::string_view::npos) return form;
    auto salt = from_base64(text.substr(0, dollar), Padding::without);
    auto key = from_base64(text.substr(dollar + 1), Padding::without);
    if (!salt || !key) return form;
    if (salt->size() < 8 || salt->size() > 64 || key->size() < 16 || key->size() > 64)
        return Error::invalid("salt or key of this hashed password have an unusual length");
    if (hash.log_n < 10 || hash.log_n > 20 || hash.r < 1 || hash.r > 32 || hash.p < 1 || hash.p > 16)
        return Error::invalid("the costs of this hashed password are out of bounds");
    const std::uint64_t n = 1ull << hash.log_n;
    if (128 * n * hash.r > kMostMemory || n * hash.r * hash.p > kMostWork)
        return Error::invalid("checking this hashed password would cost too much");
    hash.salt = std::move(*salt);
    hash.key = std::move(*key);
    return hash;
}

std::string to_text(const PasswordHash& hash) {
    return "$scrypt$ln=" + std::to_string(hash.log_n) + ",r=" + std::to_string(hash.r) + ",p=" + std::to_string(hash.p) + "$" +
           to_base64(hash.salt, Padding::without) + "$" + to_base64(hash.key, Padding::without);
}

}  // namespace mailrace::config
