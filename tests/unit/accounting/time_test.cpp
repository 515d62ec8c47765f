#include "shared/accounting/time.h"

#include <gtest/gtest.h>

namespace mailrace::accounting {

TEST(AccountingTime, reads_what_files_of_all_ages_have) {
    const std::int64_t at = 1'767'323'045'000;  // 2026-01-02 03:04:05 UTC
    for (const char* text :
         {"2026-01-02 03:04:05+0000", "2026-01-02 03:04:05", "2026-01-02T03:04:05Z", "2026-01-02 04:34:05+01:30",
          "2026-01-01 22:04:05-0500", "2026-01-02 03:04:05 +0000", "1767323045", "1767323045000"})
        EXPECT_EQ(read_time(text), at) << text;
    EXPECT_EQ(read_time("2026-01-02 03:04:05.25+0000"), at + 250);
    EXPECT_EQ(read_time("1767323045.5"), at + 500);
    EXPECT_EQ(read_time("2026-01-02"), at / 86'400'000 * 86'400'000);
}

TEST(AccountingTime, takes_nothing_else_for_a_time) {
    for (const char* text :
         {"", "x", "2026", "2026-13-02 03:04:05", "2026-02-30 03:04:05", "2026-01-02 3:04", "2026-01-02 03:04:05+99",
          "2026-01-02 03:04:05 junk", "12345", "123456789012345678", "17673230x5", "-1767323045"})
        EXPECT_FALSE(read_time(text)) << text;
}

TEST(AccountingTime, writes_what_it_reads) {
    EXPECT_EQ(write_time(*read_time("2019-02-08 21:54:05+0000")), "2019-02-08 21:54:05+0000");
}

}  // namespace mailrace::accounting
