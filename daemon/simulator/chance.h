// Chance that can be repeated: every draw is a hash of the seed and of what is being decided, so that the same question gets the
// same answer in every run and on every attempt. No state, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mailrace::simulator {

/// Mixes the bits of `x` well (the finaliser of splitmix64).
constexpr std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// A 64-bit hash of text; ASCII letters count as lower case, because addresses are compared that way here.
constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0) {
    std::uint64_t hash = 0xCBF29CE484222325ULL ^ mix(seed);
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        hash = (hash ^ static_cast<unsigned char>(lower)) * 0x100000001B3ULL;
    }
    return mix(hash);
}

/// Evenly in [0, 1).
constexpr double unit(std::uint64_t hash) { return static_cast<double>(hash >> 11) * 0x1.0p-53; }

}  // namespace mailrace::simulator
