#include "shared/config/revision.h"

#include <cstdint>

namespace mailrace::config {

std::string revision_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ull;
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    std::string out(16, '0');
    for (std::size_t i = 16; i-- > 0; hash >>= 4) out[i] = "0123456789abcdef"[hash & 15];
    return out;
}

}  // namespace mailrace::config
