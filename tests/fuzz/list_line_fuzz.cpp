// links: mailrace_suppression
// Lines of list files, imports and entries of any bytes: read within bounds; what was read and written again reads the same; a key is found by its address.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/suppression/list_index.h"

using namespace mailrace;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size > 8192) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = feedback::parse_list_line(text);
    if (!line || !*line) return 0;
    const auto& read = **line;
    static const auto digest = *auth::KeyedDigest::make(auth::DigestAlgorithm::siphash, "sixteen letters.");
    (void)suppression::make_key(read.value, read.kind, digest);
    const auto key = suppression::make_key(read.value, read.kind, std::nullopt);
    if (!key) return 0;
    // Normal forms are stable.
    const std::string shown = key->kind == feedback::EntryKind::pattern ? '/' + key->value + '/' : key->value;
    const auto again = suppression::make_key(shown, key->kind, std::nullopt);
    if (!again || !(*again == *key)) std::abort();
    // An export reads as what it was written from.
    const auto back = feedback::parse_list_line(feedback::list_line({shown, key->kind, read.reason, read.origin, read.added, read.expires}));
    if (!back || !*back) std::abort();
    const auto same = suppression::make_key((*back)->value, (*back)->kind, std::nullopt);
    if (!same || !(*same == *key) || (*back)->expires.has_value() != read.expires.has_value()) std::abort();
    suppression::ListIndex index;
    if (!index.add(*key, 7)) std::abort();
    if (key->kind != feedback::EntryKind::address) return 0;
    bool found = false;
    index.match(feedback::normal_address(read.value.starts_with('<') ? key->value : std::string_view(read.value)), std::nullopt, [&](const suppression::Key& met, std::uint32_t number) { return found = met == *key && number == 7; });
    if (!found) std::abort();
    return 0;
}
