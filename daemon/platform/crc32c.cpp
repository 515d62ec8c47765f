#include "daemon/platform/crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <nmmintrin.h>
#define MAILRACE_CRC_HARDWARE 1
#endif

namespace mailrace::platform {

namespace {

constexpr std::uint32_t kPolynomial = 0x82F63B78;  // reversed 0x1EDC6F41

constexpr auto kTables = [] {
    std::array<std::array<std::uint32_t, 256>, 8> t{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? c >> 1 ^ kPolynomial : c >> 1;
        t[0][i] = c;
    }
    for (std::size_t k = 1; k < 8; ++k)
        for (std::size_t i = 0; i < 256; ++i) t[k][i] = t[k - 1][i] >> 8 ^ t[0][t[k - 1][i] & 0xFF];
    return t;
}();

std::uint32_t software(const unsigned char* p, std::size_t n, std::uint32_t crc) {
    for (; n >= 8; n -= 8, p += 8) {
        const std::uint32_t low = crc ^ (p[0] | p[1] << 8 | p[2] << 16 | static_cast<std::uint32_t>(p[3]) << 24);
        crc = kTables[7][low & 0xFF] ^ kTables[6][low >> 8 & 0xFF] ^ kTables[5][low >> 16 & 0xFF] ^ kTables[4][low >> 24] ^
              kTables[3][p[4]] ^ kTables[2][p[5]] ^ kTables[1][p[6]] ^ kTables[0][p[7]];
    }
    for (; n > 0; --n, ++p) crc = crc >> 8 ^ kTables[0][(crc ^ *p) & 0xFF];
    return crc;
}

#ifdef MAILRACE_CRC_HARDWARE
__attribute__((target("sse4.2"))) std::uint32_t hardware(const unsigned char* p, std::size_t n, std::uint32_t crc) {
    std::uint64_t wide = crc;
    for (; n >= 8; n -= 8, p += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p, sizeof word);
        wide = _mm_crc32_u64(wide, word);
    }
    auto narrow = static_cast<std::uint32_t>(wide);
    for (; n > 0; --n, ++p) narrow = _mm_crc32_u8(narrow, *p);
    return narrow;
}
#endif

using Function = std::uint32_t (*)(const unsigned char*, std::size_t, std::uint32_t);

Function best() {
#ifdef MAILRACE_CRC_HARDWARE
    if (__builtin_cpu_supports("sse4.2")) return hardware;
#endif
    return software;
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t before) {
    static const Function function = best();
    return ~function(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), ~before);
}

std::uint32_t crc32c_tables(std::string_view bytes, std::uint32_t before) {
    return ~software(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), ~before);
}

}  // namespace mailrace::platform
