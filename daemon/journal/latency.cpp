#include <algorithm>
#include <cmath>

#include "daemon/journal/rollups.h"

namespace mailrace::journal {
namespace {

/// Upper end of bucket i, milliseconds: 1, 1.41, 2, 2.83, …
double upper_ms(std::size_t bucket) { return std::pow(2.0, static_cast<double>(bucket) / 2.0); }

}  // namespace

void LatencyHistogram::add(Duration latency) {
    const double ms = std::max(static_cast<double>(latency.count()) / 1000.0, 1.0);
    const auto bucket = static_cast<std::size_t>(std::ceil(std::log2(ms) * 2.0 - 1e-9));
    ++buckets_[std::min(bucket, kBuckets - 1)];
}

void LatencyHistogram::add(const LatencyHistogram& other) {
    for (std::size_t i = 0; i < kBuckets; ++i) buckets_[i] += other.buckets_[i];
}

std::uint64_t LatencyHistogram::count() const {
    std::uint64_t sum = 0;
    for (const std::uint32_t b : buckets_) sum += b;
    return sum;
}

double LatencyHistogram::quantile_ms(double share) const {
    const std::uint64_t all = count();
    if (all == 0) return -1;
    const double wanted = std::clamp(share, 0.0, 1.0) * static_cast<double>(all);
    double below = 0;
    for (std::size_t i = 0; i < kBuckets; ++i) {
        if (buckets_[i] == 0) continue;
        if (below + buckets_[i] >= wanted) {
            const double low = i == 0 ? 0.0 : upper_ms(i - 1);
            return low + (upper_ms(i) - low) * std::max(wanted - below, 0.0) / buckets_[i];
        }
        below += buckets_[i];
    }
    return upper_ms(kBuckets - 1);
}

std::string LatencyHistogram::pack() const {
    std::string out;  // for each bucket in use: its number, then its count as four bytes, least first
    for (std::size_t i = 0; i < kBuckets; ++i) {
        if (buckets_[i] == 0) continue;
        out += static_cast<char>(i);
        for (int byte = 0; byte < 4; ++byte) out += static_cast<char>(buckets_[i] >> (8 * byte));
    }
    return out;
}

LatencyHistogram LatencyHistogram::unpack(std::string_view bytes) {
    LatencyHistogram h;
    for (; bytes.size() >= 5; bytes.remove_prefix(5)) {
        const auto bucket = static_cast<std::uint8_t>(bytes[0]);
        if (bucket >= kBuckets) continue;
        std::uint32_t count = 0;
        for (std::size_t byte = 0; byte < 4; ++byte) count |= std::uint32_t{static_cast<std::uint8_t>(bytes[1 + byte])} << (8 * byte);
        h.buckets_[bucket] += count;
    }
    return h;
}

}  // namespace mailrace::journal
