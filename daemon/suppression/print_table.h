// A set of 64-bit fingerprints, each with a 32-bit number: what keeps ten million entries of a list in about 140 MB. Open addressing with linear
// probing in 64 parts, each with a lock of its own, so that lookups on many threads go on while entries come and go. A fingerprint may be there several times
// with different numbers.
//
// A fingerprint is SipHash under a key made anew at each start, so nobody can choose entries that collide. With ten million entries a lookup of something
// that is not there meets the same fingerprint by chance once in 2e12 lookups. For entries of the store even that does no harm: each hit is compared with
// the entry on disk. For those of the configuration's files, which are kept as fingerprints alone, it would refuse one wrong recipient in some 2e12.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <shared_mutex>
#include <span>
#include <vector>

namespace mailrace::suppression {

class PrintTable {
public:
    /// `number` must not be 0.
    void insert(std::uint64_t print, std::uint32_t number);
    /// False when it was not there.
    bool erase(std::uint64_t print, std::uint32_t number);
    /// The numbers with this fingerprint, at most as many as fit.
    std::size_t find(std::uint64_t print, std::span<std::uint32_t> out) const;
    bool contains(std::uint64_t print) const;

    std::uint64_t size() const;
    std::uint64_t bytes() const;  // of memory

private:
    static constexpr std::size_t kParts = 64;
    struct Slot {
        std::uint32_t high = 0, low = 0, number = 0;
        std::uint64_t print() const { return std::uint64_t{high} << 32 | low; }
    };
    struct Part {
        mutable std::shared_mutex mutex;
        std::vector<Slot> slots;
        std::size_t used = 0;
        std::size_t home(std::uint64_t print) const;
        void put(Slot slot);
        void grow();
    };
    Part& part(std::uint64_t print) { return parts_[print >> 58]; }
    const Part& part(std::uint64_t print) const { return parts_[print >> 58]; }

    std::array<Part, kParts> parts_;
};

}  // namespace mailrace::suppression
