#include "shared/config/password_hash.h"

#include <gtest/gtest.h>

namespace mailrace::config {

TEST(PasswordHash, reads_back_as_it_was_written) {
    for (std::size_t length = 16; length <= 40; ++length) {
        PasswordHash hash;
        for (std::size_t i = 0; i < length; ++i) hash.key += static_cast<char>(i * 37 + length);
        hash.salt = hash.key.substr(0, 8 + length % 8);
        const auto read = parse_password_hash(to_text(hash));
        ASSERT_TRUE(read) << to_text(hash);
        EXPECT_EQ(*read, hash);
    }
}

TEST(PasswordHash, refuses_other_forms_without_repeating_them) {
    const std::string good = "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA";
    ASSERT_TRUE(parse_password_hash(good));
    for (const std::string bad : {"", "hunter2", "$2b$12$abcdefghijk", "$scrypt$", "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA",
                                  "$scrypt$ln=15,r=8$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                                  "$scrypt$ln=-1,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                                  "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAA",
                                  "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAB$AAAAAAAAAAAAAAAAAAAAAA",
                                  "$scrypt$ln=15,r=8,p=3$AAAA$AAAAAAAAAAAAAAAAAAAAAA",
                                  "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA$",
                                  "$scrypt$ln=99999999999,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"}) {
        const auto read = parse_password_hash(bad);
        ASSERT_FALSE(read) << bad;
        EXPECT_TRUE(bad.size() < 2 || read.error().words.find(bad) == std::string::npos);
    }
}

TEST(PasswordHash, bounds_what_a_check_may_cost) {
    const std::string rest = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA";
    EXPECT_FALSE(parse_password_hash("$scrypt$ln=20,r=32,p=1" + rest));
    EXPECT_FALSE(parse_password_hash("$scrypt$ln=21,r=1,p=1" + rest));
    EXPECT_FALSE(parse_password_hash("$scrypt$ln=17,r=8,p=16" + rest));
    EXPECT_FALSE(parse_password_hash("$scrypt$ln=4,r=1,p=1" + rest));
    EXPECT_TRUE(parse_password_hash("$scrypt$ln=17,r=8,p=1" + rest));
}

}  // namespace mailrace::config
