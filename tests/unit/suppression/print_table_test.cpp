#include "daemon/suppression/print_table.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace mailrace::suppression {
namespace {

TEST(PrintTable, agrees_with_a_map_through_any_order_of_changes) {
    PrintTable table;
    std::multimap<std::uint64_t, std::uint32_t> truth;
    std::mt19937_64 random(7);
    // Few parts and few homes, so that entries push each other around, also over the end of the table.
    const auto some = [&] { return (random() % 3) << 62 | (random() % 2 ? 0x03ff'ffff'0000'0000u : 0u) | random() % 4000; };
    for (std::uint32_t i = 1; i < 60'000; ++i) {
        const std::uint64_t print = some();
        if (random() % 5 < 3) {
            table.insert(print, i);
            truth.emplace(print, i);
        } else if (const auto there = truth.lower_bound(print); there != truth.end()) {
            ASSERT_TRUE(table.erase(there->first, there->second));
            truth.erase(there);
        }
    }
    ASSERT_EQ(table.size(), truth.size());
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t print = some();
        std::uint32_t numbers[64];
        ASSERT_EQ(table.find(print, numbers), truth.count(print));
    }
    EXPECT_FALSE(table.erase(1, 999'999'999));
}

TEST(PrintTable, is_not_much_larger_than_its_entries) {
    PrintTable table;
    std::mt19937_64 random(8);
    for (std::uint32_t i = 1; i <= 500'000; ++i) table.insert(random(), i);
    EXPECT_LT(table.bytes(), 500'000u * 20);
}

}  // namespace
}  // namespace mailrace::suppression
