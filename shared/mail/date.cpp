#include "shared/mail/date.h"

#include <array>
#include <cstdio>

namespace mailrace::mail {

std::string date_text(WallTime t) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day ymd(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(t - day));
    char buffer[64];
    const int length = std::snprintf(buffer, sizeof buffer, "%s, %02u %s %04d %02d:%02d:%02d +0000",
                                     days[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(ymd.day()),
                                     months[static_cast<unsigned>(ymd.month()) - 1], static_cast<int>(ymd.year()),
                                     static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                     static_cast<int>(time.seconds().count()));
    return std::string(buffer, static_cast<std::size_t>(length));
}

}  // namespace mailrace::mail
