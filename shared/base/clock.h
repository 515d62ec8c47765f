// Time is injected. Code that needs to know the time takes a Clock; tests use ManualClock and never sleep.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace mailrace {

using Duration = std::chrono::microseconds;
using WallTime = std::chrono::sys_time<Duration>;  // what a calendar shows; may step
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, Duration>;  // never steps; for deadlines

class Clock {
public:
    virtual ~Clock() = default;
    virtual WallTime wall() const = 0;
    virtual SteadyTime steady() const = 0;
};

class SystemClock final : public Clock {
public:
    WallTime wall() const override;
    SteadyTime steady() const override;
    static const SystemClock& instance();
};

/// A clock that a test moves by hand; both readings move together.
class ManualClock final : public Clock {
public:
    explicit ManualClock(WallTime start = WallTime{std::chrono::seconds{1'767'225'600}}) : wall_(start) {}
    WallTime wall() const override { return wall_; }
    SteadyTime steady() const override { return steady_; }
    void advance(Duration by) { wall_ += by; steady_ += by; }
    void step_wall(Duration by) { wall_ += by; }

private:
    WallTime wall_;
    SteadyTime steady_{std::chrono::hours{1}};
};

inline std::int64_t unix_ms(WallTime t) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(t.time_since_epoch()).count();
}
inline std::int64_t unix_us(WallTime t) { return t.time_since_epoch().count(); }
inline WallTime wall_from_us(std::int64_t us) { return WallTime{Duration{us}}; }

/// "2026-01-02 03:04:05+0000", the form of the accounting files.
std::string accounting_time(WallTime t);
/// "2026-01-02T03:04:05.123Z" (RFC 3339, milliseconds).
std::string iso_time(WallTime t);

}  // namespace mailrace
