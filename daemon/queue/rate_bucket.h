// A token bucket that never lets more than `count` through in any span of `per`: tokens come evenly, and at most 10 ms worth of them (but at least
// one) gather. So there is no burst of an hour's allowance. A value; whoever holds it.
#pragma once

#include <cstdint>

#include "daemon/queue/settings.h"
#include "shared/base/clock.h"

namespace mailrace::queue {

class RateBucket {
public:
    /// Takes the limit over; what was used up stays used up.
    void configure(const RateLimit& limit, SteadyTime now);
    bool unlimited() const { return refill_ == 0; }
    /// Whole tokens there are now; a large number when unlimited.
    std::uint64_t available(SteadyTime now);
    /// Takes `n` tokens; the caller has seen that they are available.
    void take(std::uint64_t n, SteadyTime now);
    /// When the next token is there; `now` when one already is.
    SteadyTime next(SteadyTime now);

private:
    void fill(SteadyTime now);

    std::uint64_t count_ = 0;
    Duration per_{0};
    double tokens_ = 0;
    double most_ = 0;
    double refill_ = 0;     // tokens a microsecond; 0: unlimited
    SteadyTime last_{};
};

}  // namespace mailrace::queue
