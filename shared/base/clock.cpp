#include "shared/base/clock.h"

#include <cstdio>

namespace mailrace {

using namespace std::chrono;

WallTime SystemClock::wall() const { return time_point_cast<Duration>(system_clock::now()); }
SteadyTime SystemClock::steady() const { return time_point_cast<Duration>(steady_clock::now()); }

const SystemClock& SystemClock::instance() {
    static const SystemClock clock;
    return clock;
}

namespace {
struct Broken {
    year_month_day date;
    hh_mm_ss<Duration> time;
    explicit Broken(WallTime t) : date(floor<days>(t)), time(t - floor<days>(t)) {}
};
std::string print(const char* format, const Broken& b, int extra) {
    char text[64];
    std::snprintf(text, sizeof text, format, static_cast<int>(b.date.year()), static_cast<unsigned>(b.date.month()),
                  static_cast<unsigned>(b.date.day()), static_cast<int>(b.time.hours().count()),
                  static_cast<int>(b.time.minutes().count()), static_cast<int>(b.time.seconds().count()), extra);
    return text;
}
}  // namespace

std::string accounting_time(WallTime t) { return print("%04d-%02u-%02u %02d:%02d:%02d+%04d", Broken(t), 0); }

std::string iso_time(WallTime t) {
    const Broken b(t);
    return print("%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", b,
                 static_cast<int>(duration_cast<milliseconds>(b.time.subseconds()).count()));
}

}  // namespace mailrace
