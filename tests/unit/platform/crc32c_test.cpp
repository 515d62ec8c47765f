#include "daemon/platform/crc32c.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace mailrace::platform {
namespace {

TEST(Crc32c, agrees_with_the_published_values) {
    EXPECT_EQ(crc32c("123456789"), 0xE3069283u);
    EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAu);   // RFC 3720, B.4
    EXPECT_EQ(crc32c(std::string(32, '\xff')), 0x62A8AB43u);
    EXPECT_EQ(crc32c(""), 0u);
}

TEST(Crc32c, hardware_and_tables_agree_at_every_length_and_cut) {
    std::mt19937 random(1);
    std::string bytes(300, '\0');
    for (auto& c : bytes) c = static_cast<char>(random());
    for (std::size_t n = 0; n <= bytes.size(); ++n) {
        const std::string_view part(bytes.data(), n);
        EXPECT_EQ(crc32c(part), crc32c_tables(part));
        EXPECT_EQ(crc32c(part.substr(n / 3), crc32c(part.substr(0, n / 3))), crc32c(part));
    }
}

}  // namespace
}  // namespace mailrace::platform
