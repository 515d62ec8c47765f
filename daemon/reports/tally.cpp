#include "daemon/reports/tally.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace mailrace::reports {
namespace {

constexpr int kExactBits = 14;

/// Values below 2^14 have a bucket each, larger ones one for each of their first 14 bits.
std::uint32_t bucket_of(std::int64_t ms) {
    const auto value = static_cast<std::uint64_t>(std::clamp<std::int64_t>(ms, 0, std::int64_t{1} << 45));
    const int shift = std::max(static_cast<int>(std::bit_width(value)) - kExactBits, 0);
    return (static_cast<std::uint32_t>(shift) << kExactBits) + static_cast<std::uint32_t>(value >> shift);
}

std::int64_t lowest_in(std::uint32_t bucket) {
    const auto value = static_cast<std::int64_t>(bucket & ((1u << kExactBits) - 1));
    return value << (bucket >> kExactBits);
}

}  // namespace

void Counts::add(const Entry& entry) {
    ++kinds[static_cast<std::size_t>(entry.kind)];
    bytes += entry.bytes;
    if (entry.logged < 0) return;
    if (first == 0 || entry.logged < first) first = entry.logged;
    last = std::max(last, entry.logged);
}

std::uint64_t Counts::all() const { return std::accumulate(kinds.begin(), kinds.end(), std::uint64_t{0}); }

void Delays::add(std::int64_t ms) {
    ++buckets_[bucket_of(ms)];
    ++count_;
    sum_ += static_cast<double>(ms);
    longest_ = std::max(longest_, ms);
}

double Delays::quantile(double share) const {
    if (count_ == 0) return -1;
    const auto wanted =
        std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_) - 1e-9)));
    std::uint64_t seen = 0;
    for (const auto& [bucket, count] : buckets_) {
        seen += count;
        if (seen >= wanted) return static_cast<double>(lowest_in(bucket));
    }
    return longest();
}

double Delays::mean() const { return count_ == 0 ? -1 : sum_ / static_cast<double>(count_); }

std::uint64_t Delays::below(std::int64_t ms) const {
    std::uint64_t sum = 0;
    for (const auto& [bucket, count] : buckets_) {
        if (lowest_in(bucket) >= ms) break;
        sum += count;
    }
    return sum;
}

}  // namespace mailrace::reports
