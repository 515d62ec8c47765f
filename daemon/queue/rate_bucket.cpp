#include "daemon/queue/rate_bucket.h"

#include <algorithm>
#include <cmath>

namespace mailrace::queue {

void RateBucket::configure(const RateLimit& limit, SteadyTime now) {
    if (limit.count == count_ && (limit.per == per_ || count_ == 0)) return;
    fill(now);
    const bool was_unlimited = unlimited();
    count_ = limit.count;
    per_ = std::max(limit.per, Duration{1});
    if (count_ == 0) {
        refill_ = 0;
        return;
    }
    const double per_us = static_cast<double>(per_.count());
    const double n = static_cast<double>(count_);
    most_ = std::max(1.0, std::floor(n / per_us * 10'000.0));
    most_ = std::min(most_, n);
    // With `most_` saved up at the start of a span, this much may come during it; a hair less, so that rounding never makes it one more.
    refill_ = (n - most_ + 1) / per_us * (1 - 1e-9);
    tokens_ = was_unlimited ? most_ : std::min(tokens_, most_);
    last_ = now;
}

void RateBucket::fill(SteadyTime now) {
    if (now > last_) {
        tokens_ = std::min(most_, tokens_ + static_cast<double>((now - last_).count()) * refill_);
        last_ = now;
    }
}

std::uint64_t RateBucket::available(SteadyTime now) {
    if (unlimited()) return UINT64_MAX;
    fill(now);
    return tokens_ >= 1 ? static_cast<std::uint64_t>(tokens_) : 0;
}

void RateBucket::take(std::uint64_t n, SteadyTime now) {
    if (unlimited()) return;
    fill(now);
    tokens_ -= static_cast<double>(n);
}

SteadyTime RateBucket::next(SteadyTime now) {
    if (available(now) > 0) return now;
    return now + Duration{static_cast<std::int64_t>(std::ceil((1 - tokens_) / refill_)) + 1};
}

}  // namespace mailrace::queue
